"""What of an import was not taken in: where and why, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.format import Refused
from annotator.formats.lines import line_of
from annotator.model.errors import AnnotatorError, FormatError, StoreError
from annotator.model.language import LANGUAGES
from annotator.model.sentences import reason_of
from annotator.model.wording import sentence
from annotator.text.directions import plain_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file (or a record of it) that was not taken in: where, why, in both languages.

    `sentences` stand alone; `reasons` are for a place that names the file.
    """

    file: str
    line: int | None
    reason: str
    sentences: Mapping[str, str]
    reasons: Mapping[str, str]


def refusal_of_record(refused: Refused) -> Refusal:
    """Return what is told of a record that a format left out."""
    error = FormatError(refused.reason, file=refused.file, line=refused.line, reason=refused.reason)
    return _refusal_from(refused.file, error)


def refusal_of_file(path: Path, error: AnnotatorError | OSError) -> Refusal:
    """Return what is told of a file that was left out whole."""
    if isinstance(error, OSError):
        error = FormatError("cannot_read", file=str(path), reason=error.strerror or str(error))
    elif isinstance(error, StoreError):
        error = FormatError("contradicts_corpus", file=str(path), reason=error.data["reason"])
    if error.data.get("line") is None and "item" in error.data:
        error.data["line"] = line_of(path, str(error.data["item"]))
    return _refusal_from(str(path), error)


def _refusal_from(file: str, error: AnnotatorError) -> Refusal:
    line = error.data.get("line")
    return Refusal(
        file=file,
        line=line if isinstance(line, int) else None,
        reason=plain_sentence(sentence(error, "en")),
        sentences={x: sentence(error, x) for x in LANGUAGES},
        reasons={x: reason_of(error.code, error.data, x) for x in LANGUAGES},
    )
