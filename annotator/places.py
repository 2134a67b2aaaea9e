"""Finds `resources/` and `seeds/`: in an installed package, a frozen program, or a checkout."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


def resources() -> Path:
    """Return the folder of icons, translations, schemes, schemas and the guide."""
    return _folder("resources")


def seeds() -> Path:
    """Return the folder of the sample corpora."""
    return _folder("seeds")


@cache
def _folder(name: str) -> Path:
    package = Path(__file__).resolve().parent
    candidates = [package / "_data" / name, package.parent / name]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        candidates.insert(0, Path(frozen) / "annotator" / "_data" / name)
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}/ is missing beside {package}: install the program again")
