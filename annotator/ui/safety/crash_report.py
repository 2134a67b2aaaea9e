"""Words a failure of the program for its log: where it happened, and no text of anybody."""

from __future__ import annotations

import getpass
import traceback
from collections.abc import Iterator
from pathlib import Path

from annotator.model.errors import AnnotatorError

_SPEAKING = (AttributeError, NameError, ImportError, TypeError, RuntimeError)
"""Errors whose messages name things of the program; those of others may quote what was typed."""
_FEW = 40


def outline(error: BaseException) -> str:
    """Return the kinds of an error and its causes, with the places in the program's own files."""
    return "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and cause is not error:
        yield from _lines(cause)
        yield "then"
    for frame in traceback.extract_tb(error.__traceback__)[-_FEW:]:
        yield f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
    kind = type(error).__name__
    if isinstance(error, AnnotatorError):
        yield f"{kind}: {error.code}"
    elif isinstance(error, _SPEAKING):
        yield f"{kind}: {without_names(str(error))}"
    else:
        yield kind


def _short(file: str) -> str:
    """Return the path of a source file from our folder on, of others the last two parts."""
    parts = Path(file).parts
    start = parts.index("annotator") if "annotator" in parts else max(0, len(parts) - 2)
    while "annotator" in parts[start + 1 : -1]:
        start = parts.index("annotator", start + 1)
    return "/".join(parts[start:])


def without_names(text: str) -> str:
    """Return a text of the system without the folder and the name of whoever is logged in."""
    shown = text.replace(str(Path.home()), "~")
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        # Nobody is logged in by a name, so no name can stand in it.
        return shown
    return shown.replace(f"/{name}/", "/…/").replace(f"\\{name}\\", "\\…\\")
