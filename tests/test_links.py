"""What the written documents point at is there, and every picture is one of a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("ui", "cli", "operations", "store", "formats", "analysis", "model", "text")
MADE = {"demo-output/"}
"""What is there only after the program was used."""
PICTURES = ROOT / "resources" / "guide" / "pictures"
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_WRITTEN = sorted({*ROOT.glob("*.md"), *(ROOT / "resources").rglob("*.md")})


@pytest.mark.parametrize("path", _WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_pointed_at_is_there(path: Path) -> None:
    linked = [link for link in _LINK.findall(path.read_text(encoding="utf-8")) if ":" not in link]
    missing = [link for link in linked if not (path.parent / link).exists()]
    assert missing == []


def test_every_picture_is_shown_and_told_how_to_be_made() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = {path.stem for path in PICTURES.iterdir()}
    assert names
    assert all(f"pictures/{name}.png" in shown for name in names)
    made = re.search(r"tests\.screenshots resources/guide/pictures ([\w \-]+?)  ", told)
    assert made is not None
    assert set(made[1].split()) == names


_PATH = re.compile(r"`([\w./*{},-]+(?:\.(?:py|md|json|toml)|/))`")
_MODULE = re.compile(r"python -m ([\w.]+)")
_FLOORS = ("", "annotator", *(f"annotator/{floor}" for floor in FLOORS))


@pytest.mark.parametrize("path", _WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_named_as_a_file_is_one(path: Path) -> None:
    """A path counts from the project, the package or a floor; a bare name is a file anywhere."""
    written = path.read_text(encoding="utf-8")
    missing = [name for name in _PATH.findall(written) if not _is_there(name)]
    assert set(missing) <= MADE


def _is_there(name: str) -> bool:
    if "/" not in name.rstrip("/"):
        name = f"**/{name}"
    return any(next((ROOT / floor).glob(name.rstrip("/")), None) for floor in _FLOORS)


@pytest.mark.parametrize("path", _WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_run_as_a_module_is_one(path: Path) -> None:
    for module in _MODULE.findall(path.read_text(encoding="utf-8")):
        if module.startswith(("annotator", "tests")):
            found = ROOT.joinpath(*module.split("."))
            assert found.with_suffix(".py").is_file() or (found / "__main__.py").is_file(), module
