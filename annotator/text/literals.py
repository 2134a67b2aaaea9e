"""The letters that stand in whatever a regular expression finds, as far as they can be told.

What is not understood is not guessed: an expression with anything unusual in it says nothing.
"""

from __future__ import annotations

import re

from annotator.text.comparing import key
from annotator.text.expressions import UnusualError, Walk
from annotator.text.parts import is_known

Needs = list[tuple[str, ...]]
"""Of each tuple one stands in what is found, as letters of a key, together in a word."""
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_NO_LETTER = frozenset("dDwWsSbBmMAZntrfv")
"""Signs after a backslash that stand for no certain letter."""
_PROPERTY = re.compile(r"[pP]\{[^}]*\}")
_NAMED = re.compile(r"\?P?<[A-Za-z_]\w*>")
_LEAST = 2
"""Letters that are worth asking for."""


def letters_of(source: str) -> Needs:
    """Return what stands in everything that an expression finds; none: nothing is known."""
    try:
        return _Expression(source).needs()
    except UnusualError:
        return []


class _Expression(Walk):
    """Goes through an expression once."""

    def needs(self) -> Needs:
        found = self._either()
        self._end()
        return found

    def _either(self) -> Needs:
        parts = [self._sequence()]
        while self._peek("|"):
            self._at += 1
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        best = [max(part, key=lambda group: min(map(len, group)), default=()) for part in parts]
        return [tuple(dict.fromkeys(x for group in best for x in group))] if all(best) else []

    def _sequence(self) -> Needs:
        found: Needs = []
        run = ""
        while self._at < len(self._source) and not self._peek("|") and not self._peek(")"):
            letter, inner = self._atom()
            least, is_once = self._count()
            if letter and least:
                run += letter
            if not (letter and is_once):
                # After a repetition other letters may follow than those that stand behind it.
                found, run = _with(found, run), ""
            if least:
                found += inner
        return _with(found, run)

    def _atom(self) -> tuple[str, Needs]:
        """Return a letter, or "" and what something else needs."""
        char = self._source[self._at]
        self._at += 1
        if char == "\\":
            return self._escaped(), []
        if char == "(":
            return "", self._group()
        if char == "[":
            self._set()
            return "", []
        if char in "*+?{":
            raise UnusualError
        folded = key(char)
        return (folded if is_known(folded) else ""), []

    def _escaped(self) -> str:
        found = _PROPERTY.match(self._source, self._at)
        if found:
            self._at = found.end()
            return ""
        char = self._source[self._at : self._at + 1]
        self._at += 1
        if not char or (char.isalnum() and char not in _NO_LETTER):
            raise UnusualError
        return ""

    def _group(self) -> Needs:
        self._open()
        is_looked_at = any(map(self._peek, ("?=", "?!", "?<=", "?<!")))
        named = _NAMED.match(self._source, self._at)
        if is_looked_at:
            self._at += 3 if self._peek("?<") else 2
        elif named:
            self._at = named.end()
        elif self._peek("?:") or self._peek("?>"):
            self._at += 2
        elif self._peek("?") or self._peek("*"):
            raise UnusualError
        inner = self._either()
        self._close()
        return [] if is_looked_at else inner

    def _count(self) -> tuple[int, bool]:
        """Return how often the last thing must be there at least, and whether just once."""
        char = self._source[self._at : self._at + 1]
        if char == "{":
            found = _COUNT.match(self._source, self._at)
            if found is None or not (found[1] or found[3]):
                raise UnusualError
            self._at = found.end()
            least = int(found[1] or 0)
        elif char and char in "*+?":
            self._at += 1
            least = int(char == "+")
        else:
            return 1, True
        if self._peek("?") or self._peek("+"):
            self._at += 1
        return least, False


def _with(found: Needs, run: str) -> Needs:
    return [*found, (run,)] if len(run) >= _LEAST else found
