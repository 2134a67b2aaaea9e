"""Converts offsets in code points to UTF-16 units and UTF-8 bytes and back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BLOCK_BITS = 8
_BLOCK = 1 << _BLOCK_BITS


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

    def many_to_utf16(self, offsets: Iterable[int]) -> list[int]:
        """Return the UTF-16 positions of many offsets, in their order; as `to_utf16`."""
        if self._astral:
            return [self.to_utf16(offset) for offset in offsets]
        return self._checked(offsets, self.length)

    def many_to_code_points(self, positions: Iterable[int]) -> list[int]:
        """Return the offsets of many UTF-16 positions, in their order; as `to_code_point`."""
        if self._astral:
            return [self.to_code_point(position) for position in positions]
        return self._checked(positions, self.length)

    @staticmethod
    def _checked(offsets: Iterable[int], length: int) -> list[int]:
        result = list(offsets)
        if result and not (min(result) >= 0 and max(result) <= length):
            raise ValueError(f"an offset is outside 0 to {length} code points")
        return result


class Utf8Map:
    """Positions of one text in UTF-8 bytes beside code points.

    Keeps the text and the byte position of every 256th code point; a conversion looks at
    one such block. A lone surrogate counts as three bytes.
    """

    __slots__ = ("_blocks", "_text", "length", "utf8_length")

    def __init__(self, text: str) -> None:
        """Note the byte position of every 256th code point of `text`."""
        self._text = text
        self._blocks: list[int] = []
        self.length = len(text)
        self.utf8_length = self.length
        if not text.isascii():
            position = 0
            for begin in range(0, self.length, _BLOCK):
                self._blocks.append(position)
                position += len(_encoded(text[begin : begin + _BLOCK]))
            self.utf8_length = position

    def to_utf8(self, offset: int) -> int:
        """Return the byte position of a code point offset, 0 to the length of the text.

        Raises ValueError for an offset outside the text.
        """
        if not 0 <= offset <= self.length:
            raise ValueError(f"offset {offset} is outside 0 to {self.length} code points")
        if not self._blocks:
            return offset
        block = min(offset >> _BLOCK_BITS, len(self._blocks) - 1)
        return self._blocks[block] + len(_encoded(self._text[block << _BLOCK_BITS : offset]))

    def to_code_point(self, position: int) -> int:
        """Return the code point offset of a byte position, 0 to the length in bytes.

        A position inside a character goes to its begin. Raises ValueError for a position
        outside the text.
        """
        if not 0 <= position <= self.utf8_length:
            raise ValueError(f"position {position} is outside 0 to {self.utf8_length} bytes")
        if not self._blocks:
            return position
        block = bisect_right(self._blocks, position) - 1
        begin = block << _BLOCK_BITS
        data = _encoded(self._text[begin : begin + _BLOCK])
        inside = position - self._blocks[block]
        while 0 < inside < len(data) and data[inside] & 0xC0 == 0x80:
            inside -= 1
        return begin + sum(1 for byte in data[:inside] if byte & 0xC0 != 0x80)

    def many_to_utf8(self, offsets: Iterable[int]) -> list[int]:
        """Return the byte positions of many offsets, in their order; as `to_utf8`."""
        return [self.to_utf8(offset) for offset in offsets]

    def many_to_code_points(self, positions: Iterable[int]) -> list[int]:
        """Return the offsets of many byte positions, in their order; as `to_code_point`."""
        return [self.to_code_point(position) for position in positions]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
