"""Heights of very many blocks, with the top of any of them and the block at any height."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_CHUNK = 256


class Heights:
    """A list of heights in pixels with sums over chunks of it.

    Changing one costs nothing until the next question, which sums the chunks (80 for 20,000
    blocks); a question sums within one chunk.
    """

    __slots__ = ("_chunks", "_heights", "_prefix")

    def __init__(self, heights: Iterable[float] = ()) -> None:
        """Take the heights of all blocks in their order."""
        self._heights = list(heights)
        self._chunks = [
            sum(self._heights[at : at + _CHUNK]) for at in range(0, len(self._heights), _CHUNK)
        ]
        self._prefix: list[float] | None = None

    def __len__(self) -> int:
        """How many blocks there are."""
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        """The height of one block."""
        return self._heights[index]

    def set(self, index: int, height: float) -> float:
        """Change the height of one block; return by how much it grew."""
        growth = height - self._heights[index]
        if growth:
            self._heights[index] = height
            self._chunks[index // _CHUNK] += growth
            self._prefix = None
        return growth

    def total(self) -> float:
        """Return the sum of all heights."""
        return self._sums()[-1]

    def top(self, index: int) -> float:
        """Return the sum of the heights before a block."""
        chunk = index // _CHUNK
        return self._sums()[chunk] + sum(self._heights[chunk * _CHUNK : index])

    def tops(self) -> list[float]:
        """Return the tops of all blocks and the total after them."""
        return [0, *accumulate(self._heights)]

    def at(self, y: float) -> int:
        """Return the block that holds the height `y`, the first or last one outside.

        Of blocks without height the one after them is meant.
        """
        if not self._heights:
            return 0
        sums = self._sums()
        chunk = min(max(0, bisect_right(sums, y) - 1), len(self._chunks) - 1)
        left = y - sums[chunk]
        index = chunk * _CHUNK
        for height in self._heights[index : index + _CHUNK]:
            if left < height:
                return index
            left -= height
            index += 1
        return min(index, len(self._heights) - 1)

    def _sums(self) -> list[float]:
        if self._prefix is None:
            self._prefix = [0, *accumulate(self._chunks)]
        return self._prefix
