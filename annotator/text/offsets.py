"""Converts offsets in code points to UTF-16 units and back."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Positions of one text in UTF-16 units (Qt, UIMA, JavaScript) beside code points.

    Costs one pass over the text; each conversion is a bisection over the astral characters,
    and an addition of nothing where there are none. A lone surrogate counts as one unit.
    """

    __slots__ = ("_astral", "_units", "length", "utf16_length")

    def __init__(self, text: str) -> None:
        """Find the astral characters of `text`; the text itself is not kept."""
        self._astral: list[int] = []
        if not text.isascii():
            self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [offset + before for before, offset in enumerate(self._astral)]
        self.length = len(text)
        self.utf16_length = self.length + len(self._astral)

    @property
    def is_identity(self) -> bool:
        """Whether both units agree everywhere (the text has no astral character)."""
        return not self._astral

    def to_utf16(self, offset: int) -> int:
        """Return the UTF-16 position of a code point offset, 0 to the length of the text.

        Raises ValueError for an offset outside the text.
        """
        if not 0 <= offset <= self.length:
            raise ValueError(f"offset {offset} is outside 0 to {self.length} code points")
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def to_code_point(self, position: int) -> int:
        """Return the code point offset of a UTF-16 position, 0 to the UTF-16 length.

        A position inside a surrogate pair goes to the begin of its character. Raises
        ValueError for a position outside the text.
        """
        if not 0 <= position <= self.utf16_length:
            raise ValueError(f"position {position} is outside 0 to {self.utf16_length} units")
        return position - bisect_left(self._units, position) if self._units else position
