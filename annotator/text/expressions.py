"""The walk over the source of a regular expression; what is unusual in one is not guessed."""

from __future__ import annotations

_DEEPEST = 40


class UnusualError(Exception):
    """Something in an expression of which it is not known what it means."""


class Walk:
    """A place in an expression, and how deep in its groups that is; what it says, others read."""

    def __init__(self, source: str) -> None:
        """Begin at the beginning."""
        self._source = source
        self._at: int = 0
        self._depth = 0

    def _peek(self, text: str) -> bool:
        """Say whether a text comes next."""
        return self._source.startswith(text, self._at)

    def _end(self) -> None:
        """See that nothing is left."""
        if self._at < len(self._source):
            raise UnusualError

    def _open(self) -> None:
        """Go into a group, of which there may be so many within each other."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnusualError

    def _close(self) -> None:
        """Go out of a group, over its bracket."""
        if not self._peek(")"):
            raise UnusualError
        self._at += 1
        self._depth -= 1

    def _set(self) -> None:
        """Go over a set of characters, from behind its bracket; one within another is unusual."""
        if self._peek("^"):
            self._at += 1
        is_first = True
        while is_first or not self._peek("]"):
            char = self._source[self._at : self._at + 1]
            if not char or char == "[":
                raise UnusualError
            self._at += 2 if char == "\\" else 1
            is_first = False
        self._at += 1
