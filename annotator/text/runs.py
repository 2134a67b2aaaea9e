"""How long a stretch without white space is at least in which an expression finds something.

The bytes of most texts have no word that is long enough, which is seen sooner than they are
decoded. What is not understood is not guessed.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.text.expressions import UnusualError, Walk
from annotator.text.patterns import PatternError, compile_pattern
from annotator.text.pieces import pieces_of

if TYPE_CHECKING:
    import regex

_LEAST = 20
"""Characters from which on few texts have so many in a row."""
_LARGEST = 1_000
"""More than that many are not counted: a text that has so many is looked at."""
_FOLDED = 3
"""As many letters of an expression as one of a text may stand for, if case is ignored."""
_ASCII = frozenset(range(0x80))
ASCII_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FOLLOWING = bytes(range(0x80, 0xC0))
"""Bytes that go on with a character, so that without them each has one."""
_FITS, _PARTS = b"x", b" "
_COUNT = re.compile(r"\{(\d*),?\d*\}")
_OPENING = re.compile(r"\((?:\?(?:<?[=!]|[:>]|P?<[A-Za-z_]\w*>))?")
_ESCAPED = re.compile(r"\\(?:[pP]\{[\w ]+\}|.)", re.DOTALL)
_BORDERS = frozenset("bBmMAZ")


class Run:
    """At least so many characters in a row, each of them not of ASCII or one of some signs."""

    def __init__(self, least: int, signs: frozenset[int]) -> None:
        """`signs` are code points of ASCII."""
        self.least, self.signs = least, signs
        fitting = (code in signs or code >= 0x80 for code in range(0x100))
        self._table = b"".join(_FITS if fits else _PARTS for fits in fitting)

    @cached_property
    def _pattern(self) -> regex.Pattern[bytes]:
        # Imported here because it costs 20 ms of the start.
        import regex

        return regex.compile(_FITS * self.least, regex.VERSION0)

    def is_in(self, text: bytes) -> bool:
        """Say whether there is such a run in a text, as UTF-8."""
        return self._pattern.search(text.translate(self._table, _FOLLOWING)) is not None


def runs_of(source: str, *, ignore_case: bool) -> tuple[Run, ...]:
    """Return long runs all of which are in any text in which an expression finds something."""
    found: list[Run] = []
    for piece in pieces_of(source, ignore_case=ignore_case):
        try:
            size, signs = _Reader(piece, ignore_case).read()
        except UnusualError:
            continue
        least = min(-(-size // _FOLDED), _LARGEST)
        if least >= _LEAST:
            found.append(Run(least, signs))
    return tuple(found)


class _Size(NamedTuple):
    """What a part of an expression takes at least, in parts of a character, and of which signs."""

    least: int
    signs: frozenset[int]


_NOTHING = _Size(0, frozenset())


class _Reader(Walk):
    """Goes through a piece once, in which there is no white space."""

    def __init__(self, source: str, ignore_case: bool) -> None:
        super().__init__(source)
        self._ignore_case = ignore_case

    def read(self) -> _Size:
        found = self._either()
        self._end()
        return found

    def _either(self) -> _Size:
        least, signs = self._sequence()
        while self._peek("|"):
            self._at += 1
            other = self._sequence()
            least, signs = min(least, other.least), signs | other.signs
        return _Size(least, signs)

    def _sequence(self) -> _Size:
        least, signs = _NOTHING
        while self._at < len(self._source) and not self._peek("|") and not self._peek(")"):
            atom = self._atom()
            least += atom.least * self._times()
            signs |= atom.signs
        return _Size(least, signs)

    def _atom(self) -> _Size:
        begin, char = self._at, self._source[self._at]
        if char == "(":
            return self._group()
        if char in "*+?{^$.":
            raise UnusualError
        if char == "[":
            self._at += 1
            self._set()
        elif char == "\\":
            found = _ESCAPED.match(self._source, begin)
            if found is None:
                raise UnusualError
            self._at = found.end()
            if found.group()[1] in _BORDERS:
                return _NOTHING
            if found.group()[1].isdigit():
                # It finds again what a group found, which may be nothing.
                return _Size(0, _ASCII)
        else:
            self._at += 1
        atom = self._source[begin : self._at]
        # Letters that are written out may be fewer in a text: "ss" is found as "ß".
        may_join = self._ignore_case and len(atom) == 1
        return _Size(1 if may_join else _FOLDED, _signs_of(atom, self._ignore_case))

    def _group(self) -> _Size:
        self._open()
        opening = _OPENING.match(self._source, self._at)
        assert opening is not None
        self._at = opening.end()
        found = self._either()
        self._close()
        return _NOTHING if opening.group().endswith(("=", "!")) else found

    def _times(self) -> int:
        """Return how often the last thing must be there at least."""
        char = self._source[self._at : self._at + 1]
        least = int(char != "*" and char != "?")
        if char == "{":
            found = _COUNT.match(self._source, self._at)
            if found is None:
                raise UnusualError
            self._at = found.end()
            least = min(int(found[1] or 0), _LARGEST)
        elif char and char in "*+?":
            self._at += 1
        else:
            return 1
        if self._peek("?") or self._peek("+"):
            self._at += 1
        return least


@lru_cache(maxsize=512)
def _signs_of(atom: str, ignore_case: bool) -> frozenset[int]:
    """Return the signs of ASCII in what one character of an expression may stand for."""
    try:
        pattern = compile_pattern(atom, is_regex=True, ignore_case=ignore_case, whole_words=False)
    except PatternError:
        return _ASCII
    found = {code for code in _ASCII if pattern.fullmatch(chr(code))}
    # "ß" is found as "ss" as well, "ﬁ" as "fi".
    return frozenset(found.union(map(ord, ASCII_LETTERS)) if ignore_case else found)
