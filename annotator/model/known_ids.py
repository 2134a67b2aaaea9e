"""Very many ids in little memory: what is new is told for certain, what is known nearly so."""

from __future__ import annotations

from collections.abc import Iterable

_FEW = 4096
"""So many ids are kept as they are; most files have no more."""
_PARTS = 1 << 13
_SHIFT = 13
_CELL = 6
_MASK = (1 << 8 * _CELL) - 1


class KnownIds:
    """A set of ids that keeps 61 bits of each of many: ten bytes, where a set needs a hundred.

    Two ids of n have the same 61 bits with a probability of about n² / 2^62: once in four million
    for a million ids. The bits are of Python's hash, so each process has others, and a file cannot
    be made such that they meet. Where that must not be, what is called known is looked up again.
    """

    __slots__ = ("_few", "_parts")

    def __init__(self, ids: Iterable[str] = ()) -> None:
        """Begin with some ids."""
        self._few: set[str] = set()
        self._parts: list[bytearray] = []
        self.add(ids)

    def __contains__(self, noun_id: str) -> bool:
        """Say whether an id is known: False is certain, True nearly so."""
        if not self._parts:
            return noun_id in self._few
        number = hash(noun_id)
        cell = (number >> _SHIFT & _MASK).to_bytes(_CELL, "little")
        return _holds(self._parts[number & _PARTS - 1], cell)

    def add(self, ids: Iterable[str]) -> list[str]:
        """Note ids; return those that were known before, or came twice now, nearly for certain."""
        if self._parts:
            return self._add_to_many(ids)
        few = self._few
        known: list[str] = []
        for noun_id in ids:
            if noun_id in few:
                known.append(noun_id)
            few.add(noun_id)
        if len(few) > _FEW:
            self._parts = [bytearray() for _ in range(_PARTS)]
            self._few = set()
            self._add_to_many(few)
        return known

    def _add_to_many(self, ids: Iterable[str]) -> list[str]:
        parts = self._parts
        known: list[str] = []
        for noun_id in ids:
            number = hash(noun_id)
            part = parts[number & _PARTS - 1]
            cell = (number >> _SHIFT & _MASK).to_bytes(_CELL, "little")
            # Looked for twice only where it is met: a call for each would take as long as the rest.
            if cell in part and _holds(part, cell):
                known.append(noun_id)
            else:
                part += cell
        return known


def _holds(part: bytearray, cell: bytes) -> bool:
    """Say whether a cell is one of those in a part, and not the end of one and begin of another."""
    at = part.find(cell)
    while at >= 0 and at % _CELL:
        at = part.find(cell, at + 1)
    return at >= 0
