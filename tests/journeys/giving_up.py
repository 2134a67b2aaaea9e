"""Why something is not made by keys, in a sentence, and the ends of what could go on for ever."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from annotator.model.errors import AnnotatorError

T = TypeVar("T")
_HERE = Path(__file__).parent


class GivenUpError(AssertionError):
    """What could not be done, in a sentence."""


def ensure(is_so: object, sentence: str) -> None:
    """Give up with a sentence if something is not so."""
    if not is_so:
        raise GivenUpError(sentence)


def need(found: T | None, sentence: str) -> T:
    """Return what was found; give up with a sentence if nothing was."""
    if found is None:
        raise GivenUpError(sentence)
    return found


def first(found: Iterable[T], sentence: str) -> T:
    """Return the first of what was found; give up with a sentence if there is none."""
    return need(next(iter(found), None), sentence)


def reason(error: Exception) -> str:
    """Return why something was given up; of an error that nobody foresaw, where it came up."""
    if isinstance(error, GivenUpError | AnnotatorError):
        return str(error)
    trace = traceback.extract_tb(error.__traceback__)
    frames = [f for f in trace if _HERE in Path(f.filename).parents]
    place = f"{Path(frames[-1].filename).stem}.{frames[-1].name}" if frames else "the program"
    said = " ".join(f"{type(error).__name__} {error}".split())
    return f"the script does not know how to go on in {place}: it met {said}"
