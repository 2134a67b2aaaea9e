"""The house: imports run down only, each library has one home, and schemes stay data."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "annotator"
MAY_IMPORT = {
    "text": set(),
    "model": {"text"},
    "store": {"model", "text"},
    "formats": {"model", "text"},
    "analysis": {"model", "text"},
    "learning": {"model", "text"},
    "operations": {"store", "formats", "analysis", "learning", "model", "text"},
    "ui": {"operations", "store", "formats", "analysis", "learning", "model", "text"},
    "cli": {"operations", "store", "formats", "analysis", "learning", "model", "text", "ui"},
}
HOMES = {
    "regex": "text",
    "sentencex": "text",
    "chardet": "text",
    "sqlite_utils": "store",
    "lxml": "formats",
    "PySide6": "ui",
    "shiboken6": "ui",
    "click": "cli",
    "rich": "cli",
}
ONE_DOOR = dict.fromkeys(("sqlite3", "pysqlite3"), PACKAGE / "store" / "files" / "library.py")
"""The SQLite library comes in by one door: two of them in a process lose each other's locks."""
NOWHERE = {"apsw", "pickle", "marshal", "shelve", "yaml"}
ORDINARY = {"source", "target", "cue", "by", "level", "topic", "act", "mixed", "name", "name_"}
"""Ids of schemes that are ordinary words of the program too, where they mean something else."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


def floor_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_down_and_libraries_stay_home(path: Path) -> None:
    floor = floor_of(path)
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        assert top not in NOWHERE, f"{path}: {name}"
        assert ONE_DOOR.get(top, path) == path, f"{path}: {name}"
        assert top not in HOMES or HOMES[top] == floor, f"{path}: {name} lives in {HOMES[top]}"
        inner = rest.split(".")[0]
        if top == "annotator" and inner in MAY_IMPORT and floor in MAY_IMPORT:
            assert inner == floor or inner in MAY_IMPORT[floor], f"{path}: {name}"


def test_the_sqlite_library_is_the_one_that_sqlite_utils_uses() -> None:
    from sqlite_utils import utils

    from annotator.store.files import library

    assert library.sqlite3 is vars(utils)["sqlite3"]


def test_only_operations_open_an_edit() -> None:
    for path in modules():
        if floor_of(path) in ("operations", "store"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            assert not (called and node.func.attr == "edit" and _is_store(node.func.value)), path


def _is_store(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id == "store") or (
        isinstance(node, ast.Attribute) and node.attr in ("store", "_store")
    )


def scheme_names() -> set[str]:
    data = json.loads((ROOT / "resources" / "schemes" / "schemes.json").read_text("utf-8"))
    names: set[str] = set()
    for scheme in data["schemes"]:
        for owner in (*scheme["layers"], *scheme["relation_types"]):
            names.add(owner["id"])
            for feature in owner["features"]:
                names.add(feature["id"])
                names.update(tag["id"] for tag in feature.get("tags") or ())
    return {name for name in names if len(name) > 3 and ("_" in name or name.isupper())}


def test_no_name_of_a_scheme_stands_in_code() -> None:
    names = scheme_names() - ORDINARY
    assert names
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in names, f"{path}:{node.lineno}: {node.value}"


def test_nothing_dangerous_is_called() -> None:
    for path in modules():
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(INSERT\s+OR\s+)?REPLACE\s+INTO\b", source, re.IGNORECASE), path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec"), f"{path}:{node.lineno}"
        if path.name != "xml.py":
            assert not re.search(r"\b(XMLParser|iterparse|fromstring|XMLPullParser)\(", source), (
                path
            )


@cache
def known_imports() -> dict[str, set[str]]:
    """Return for each of our modules which others it imports."""
    paths = {".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in modules()}
    found = {name: {*imports_of(path), *names_from(path)} for name, path in paths.items()}
    return {name: others & paths.keys() for name, others in found.items()}


def circle_among(known: Mapping[str, set[str]]) -> list[str]:
    """Return what is left when everything is taken away that imports nothing of the rest."""
    left = dict(known)
    while free := {name for name, others in left.items() if not others & left.keys()}:
        left = {name: others for name, others in left.items() if name not in free}
    return sorted(left)


def test_imports_go_in_no_circle() -> None:
    assert not circle_among(known_imports())


@pytest.mark.parametrize("floor", [f for f in MAY_IMPORT if (PACKAGE / f).is_dir()])
def test_rooms_of_a_floor_go_in_no_circle(floor: str) -> None:
    """A room is a folder of the floor, or a module that stands in none."""
    rooms: dict[str, set[str]] = {}
    for name, others in known_imports().items():
        if room_of(name, floor):
            found = rooms.setdefault(room_of(name, floor), set())
            found |= {room_of(other, floor) for other in others} - {"", room_of(name, floor)}
    assert len(rooms) > 3
    assert not circle_among(rooms)


def test_operations_stand_in_rooms_that_only_say_what_they_are_for() -> None:
    floor = PACKAGE / "operations"
    assert [path.name for path in floor.glob("*.py")] == ["__init__.py"]
    for path in floor.rglob("__init__.py"):
        (told,) = ast.parse(path.read_text(encoding="utf-8")).body
        assert isinstance(told, ast.Expr), f"{path}: a name is imported from where it is"


def room_of(name: str, floor: str) -> str:
    package, _, rest = name.partition(f"annotator.{floor}.")
    return "" if package else rest.split(".")[0]


def names_from(path: Path) -> Iterator[str]:
    """Return what is imported from packages, which may be modules of theirs."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
