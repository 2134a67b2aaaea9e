"""The errors that are the user's to read: a code and data, worded in `wording`."""

from __future__ import annotations

from typing import Any


class AnnotatorError(Exception):
    """Something went wrong that a person can understand and act on.

    `code` names the sentence in `model/sentences.py`; `data` fills it in. What was kept and
    what to do is part of the sentence.
    """

    def __init__(self, code: str, **data: Any) -> None:
        """Keep `code` and `data`; the message is worded in English for logs."""
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        """Return the English sentence."""
        from annotator.model.sentences import sentence_of
        from annotator.text.directions import plain_sentence

        return plain_sentence(sentence_of(self.code, self.data, "en"))


class RuleError(AnnotatorError):
    """What was asked for breaks a rule of the scheme; nothing was changed."""


class FormatError(AnnotatorError):
    """A file cannot be read or written as the format it should be.

    `data` has `file`, and `line` where it is known.
    """


class StoreError(AnnotatorError):
    """A corpus file cannot be opened, read or written as it should."""


class PackageError(AnnotatorError):
    """A package cannot be made or taken in."""


class QueryError(AnnotatorError):
    """What was typed to search for cannot be read.

    `data` has `position`, its place in what was typed, from 0, and `character`, the same from 1.
    """

    def __init__(self, code: str, *, position: int, **data: Any) -> None:
        """Keep the place in both ways of counting."""
        super().__init__(code, position=position, character=position + 1, **data)


class Cancelled(AnnotatorError):
    """The user stopped the work; nothing was changed."""

    def __init__(self) -> None:
        """Take no data: a cancelled piece of work leaves nothing to tell."""
        super().__init__("cancelled")
