"""What of a regular expression must stand in a text without any white space in it.

An expression is taken apart where it may go over white space. So whatever the expression finds
has, for each piece, a stretch that the piece finds as well, between two blanks; and without its
borders it finds a stretch of any text around. What is not understood is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.text.expressions import UnusualError, Walk
from annotator.text.finding import Word, finder_of
from annotator.text.patterns import PatternError, PatternTimeout, compile_pattern

if TYPE_CHECKING:
    import regex

BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""Everything at which a text is cut by `str.split`."""
NOT_IN_TEXTS = "\x1c\x1d\x1e\x1f"
"""Those of them that are no white space for an expression; an import leaves none in a text."""
_LOOKED_AT = tuple(char for char in BLANKS if char not in NOT_IN_TEXTS)
_COUNT = re.compile(r"\{\d*,?\d*\}")
_NAMED = re.compile(r"\(\?P?<[A-Za-z_]\w*>")
_PROPERTY = re.compile(r"\\[pP]\{[\w ]+\}")
_BORDERS = frozenset("bBmMAZ")
_CLASSES = frozenset("dDwWsSntrfv")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")


_SECONDS = 0.5
"""For one look at many words or quotes; what takes longer is not known."""


class Sought:
    """What stands wherever something is found, perhaps elsewhere too."""

    def __init__(self, make: Callable[[], regex.Pattern[str]]) -> None:
        """Take what makes the pattern when it is first looked for."""
        self._make = make

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The pattern."""
        return self._make()

    @classmethod
    def of(cls, pattern: regex.Pattern[str]) -> Sought:
        """Return what looks for a pattern that is there."""
        return cls(lambda: pattern)

    def begin_in(self, text: str, at: int = 0) -> int:
        """Return where it stands first, from a place on; -1: nowhere. PatternTimeout."""
        try:
            found = self.pattern.search(text, at, timeout=_SECONDS, concurrent=True)
        except TimeoutError:
            raise PatternTimeout(_SECONDS) from None
        return -1 if found is None else found.start()


class _Stretch(NamedTuple):
    """A part of an expression, as it is and without borders and looks around.

    `is_solid`: it neither goes nor looks over white space.
    """

    source: str
    bare: str
    is_solid: bool


def sought(source: str, *, ignore_case: bool) -> Sought:
    """Return an expression as something to look for; PatternError."""
    found = compile_pattern(source, is_regex=True, ignore_case=ignore_case, whole_words=False)
    return Sought.of(found)


def words_sought(words: tuple[Word, ...]) -> Sought | None:
    """Return what stands where some words are found; None: they are found nowhere."""
    finder = finder_of(words)

    def make() -> regex.Pattern[str]:
        assert finder.pattern is not None
        return finder.pattern

    return None if finder.is_hopeless else Sought(make)


def pieces_of(source: str, *, ignore_case: bool) -> tuple[str, ...]:
    """Return expressions, each of which stands in a word that has no white space in it.

    None: nothing is known.
    """
    try:
        reader = _Reader(source, ignore_case)
        parts = reader.read()
    except UnusualError:
        return ()
    found: list[str] = []
    run = ""
    for part in (*parts, _Stretch("", "", False)):
        if part.is_solid:
            run += part.source
        elif run:
            found.append(run)
            run = ""
    is_cut = reader.is_cut or not all(part.is_solid for part in parts)
    # What gives nothing back could take less where a look stopped it; groups are numbered.
    if is_cut and (reader.looks_back or (reader.is_cut and reader.is_greedy)):
        return ()
    return tuple(dict.fromkeys(found))


def without_borders(source: str, *, ignore_case: bool) -> str | None:
    """Return an expression that finds all of what one finds, whatever stands around it.

    None: not known.
    """
    try:
        reader = _Reader(source, ignore_case)
        parts = reader.read()
    except UnusualError:
        return None
    if reader.has_borders and (reader.is_greedy or reader.looks_back):
        return None
    return "".join(part.bare for part in parts) or None


class _Reader(Walk):
    """Goes through an expression once."""

    def __init__(self, source: str, ignore_case: bool) -> None:
        super().__init__(source)
        self._ignore_case = ignore_case
        self.is_greedy = self.has_borders = self.looks_back = False
        self.is_cut = False
        """Whether a look was left out of `source` as well."""

    def read(self) -> list[_Stretch]:
        """Return the parts in order."""
        found = self._either()
        self._end()
        return found

    def _either(self) -> list[_Stretch]:
        parts = [self._sequence()]
        while self._peek("|"):
            self._at += 1
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        sources = "|".join("".join(part.source for part in one) for one in parts)
        bare = "|".join("".join(part.bare for part in one) for one in parts)
        is_solid = all(part.is_solid for one in parts for part in one)
        return [_Stretch(f"(?:{sources})", f"(?:{bare})", is_solid)]

    def _sequence(self) -> list[_Stretch]:
        found: list[_Stretch] = []
        while self._at < len(self._source) and not self._peek("|") and not self._peek(")"):
            atom = self._atom()
            count = self._count()
            if count and not atom.bare:
                raise UnusualError
            found.append(_Stretch(atom.source + count, atom.bare + count, atom.is_solid))
        return found

    def _look(self, source: str) -> _Stretch:
        """Return what only looks; "" if at more than what stands between two blanks."""
        self.has_borders = True
        self.is_cut |= not source
        return _Stretch(source, "", True)

    def _atom(self) -> _Stretch:
        """Return the next thing."""
        begin, char = self._at, self._source[self._at]
        if char == "(":
            return self._group()
        if char == "[":
            self._at += 1
            self._set()
        elif char == "\\":
            border = self._escaped()
            if border:
                return self._look("" if border in "AZ" else f"\\{border}")
        elif char in "^$":
            self._at += 1
            return self._look("")
        elif char in "*+?{":
            raise UnusualError
        else:
            self._at += 1
        atom = self._source[begin : self._at]
        return _Stretch(atom, atom, _is_solid(atom, self._ignore_case))

    def _escaped(self) -> str:
        """Go over what a backslash begins, and return the sign of a border."""
        found = _PROPERTY.match(self._source, self._at)
        if found:
            self._at = found.end()
            return ""
        char, after = self._source[self._at + 1 : self._at + 2], self._source[self._at + 2 :][:1]
        self._at += 2
        if "1" <= char <= "9" and not after.isdigit():
            self.looks_back = True
        elif not char or (char.isalnum() and char not in _BORDERS and char not in _CLASSES):
            raise UnusualError
        return char if char in _BORDERS else ""

    def _group(self) -> _Stretch:
        self._open()
        named = _NAMED.match(self._source, self._at)
        look = next((sign for sign in _LOOKS if self._peek(sign)), "")
        opening = named.group() if named else look
        if not opening:
            opening = next((sign for sign in ("(?:", "(?>") if self._peek(sign)), "(")
            if opening == "(" and (self._peek("(?") or self._peek("(*")):
                raise UnusualError
        self.is_greedy |= opening == "(?>"
        self._at += len(opening)
        inner = self._either()
        self._close()
        source = f"{opening}{''.join(part.source for part in inner)})"
        is_solid = all(part.is_solid for part in inner)
        if look:
            # A part that was cut out would make a look that forbids say more.
            return self._look(source if is_solid and not self.is_cut else "")
        return _Stretch(source, f"{opening}{''.join(part.bare for part in inner)})", is_solid)

    def _count(self) -> str:
        begin, char = self._at, self._source[self._at : self._at + 1]
        if char == "{":
            found = _COUNT.match(self._source, self._at)
            if found is None or not any(map(str.isdigit, found.group())):
                raise UnusualError
            self._at = found.end()
        elif char and char in "*+?":
            self._at += 1
        else:
            return ""
        if self._peek("+"):
            self.is_greedy = True
        if self._peek("?") or self._peek("+"):
            self._at += 1
        return self._source[begin : self._at]


@lru_cache(maxsize=512)
def _is_solid(atom: str, ignore_case: bool) -> bool:
    """Say whether one character of an expression stands for no white space."""
    if atom.isalnum() or (len(atom) == 2 and "1" <= atom[1] <= "9" and atom[0] == "\\"):
        return True
    try:
        pattern = compile_pattern(atom, is_regex=True, ignore_case=ignore_case, whole_words=False)
    except PatternError:
        return False
    return not any(pattern.fullmatch(char) for char in _LOOKED_AT)
