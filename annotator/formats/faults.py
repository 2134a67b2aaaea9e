"""What goes wrong while a record of JSON is taken apart, as a refusal with file, line, reason."""

from __future__ import annotations

import re
from pathlib import Path

from annotator.formats.sound import Unsound
from annotator.model.errors import FormatError

UNIT = "code points, half-open"
"""The unit of offsets in the program's own JSON."""

FAULTS = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
"""What reading raises where something is missing or of another kind."""


_OF_PYTHON = re.compile(
    r"'\w+' object (?:is|has|does) .*|(?:too many|not enough) values to unpack.*|cannot unpack .*"
    r"|unhashable type.*|cannot use '\w+' as .*|\w+ indices must be .*|argument of type .*"
    r"|\w+\(\) argument .*|'\S+' not supported between .*|\w+ index out of range"
)
"""How Python tells of data of another kind; it says nothing to whoever has the file."""
_OTHER_KIND = "a part of it is of another kind"


def refusal_of(path: Path, line: int | None, error: Exception) -> FormatError:
    """Return what a fault of a record means; `line` counts from 1."""
    if isinstance(error, Unsound):
        data = {"reason": error.code, **error.data}
        return FormatError(error.code, file=str(path), line=line, **data)
    reason = str(error)
    if isinstance(error, KeyError):
        reason = f"{error.args[0]} is missing"
    elif isinstance(error, RecursionError):
        reason = "it is nested without end"
    else:
        reason = _OF_PYTHON.sub(_OTHER_KIND, reason)
    return FormatError("bad_record", file=str(path), line=line, reason=reason)
