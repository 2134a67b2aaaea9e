"""What the written documents point at is there, and every picture is one of a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
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
