"""Which file belongs to which in a folder of brat: annotations, their text, the configuration."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from annotator.text.settling import settled_name

ANN, TXT = ".ann", ".txt"
_BESIDE = 100
"""How many folders are looked into for a file of the same name."""
_CONF = "annotation.conf"
_CONFIGURATION = frozenset((_CONF, "visual.conf", "tools.conf", "kb_shortcuts.conf"))


def text_beside(path: Path) -> Path | None:
    """Return the text of a file of annotations, in its folder or the one above, or None.

    `NAME.txt` belongs to `NAME.ann`, and to `NAME_WHO.ann` where there is no nearer name.
    """
    parts = path.stem.split("_")
    for many in range(len(parts), 0, -1):
        name = "_".join(parts[:many]) + TXT
        for folder in (path.parent, path.parent.parent):
            if (folder / name).is_file():
                return folder / name
    return None


def annotations_beside(path: Path) -> Path | None:
    """Return the file of annotations that has the name of a text, or None."""
    found = path.with_suffix(ANN)
    return found if found.is_file() else None


def annotator_of(path: Path, text: Path) -> str | None:
    """Return whom a file of annotations names, or None.

    That is what its name says beyond that of its text, or else its folder, if a folder beside it
    has a file of the same name: then each folder holds the work of somebody else.
    """
    named = settled_name(path.stem[len(text.stem) :].strip("_"))
    return named or (folder_of(path) if _is_in_folders_beside(path) else None) or None


def folder_of(path: Path) -> str:
    """Return the name of the folder of a file, which may be empty."""
    return settled_name(path.absolute().parent.name)


def _is_in_folders_beside(path: Path) -> bool:
    folder = path.absolute().parent
    try:
        beside = (x for x in folder.parent.iterdir() if x.is_dir() and x != folder)
        return any((other / path.name).is_file() for other in islice(beside, _BESIDE))
    except OSError:
        # A folder that cannot be listed tells nobody apart.
        return False


def configuration_beside(path: Path) -> Path | None:
    """Return the configuration in the folder of a file, or in the nearest of two above it."""
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        if (folder / _CONF).is_file():
            return folder / _CONF
    return None


def without_read_along(paths: Sequence[Path]) -> list[Path]:
    """Return files without the texts and configurations that others of them are read with."""
    annotated = [path for path in paths if path.suffix.lower() == ANN]
    if not annotated:
        return list(paths)
    folders = {path.parent for path in annotated}
    folders |= {folder.parent for folder in folders}
    texts = {text_beside(path) for path in annotated}
    return [
        path
        for path in paths
        if path not in texts and not (path.name in _CONFIGURATION and path.parent in folders)
    ]
