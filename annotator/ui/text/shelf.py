"""What is laid out of a document: the lines of blocks with their dresses, kept while they serve.

Blocks go by their numbers. For another width only the breaks of lines are made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from annotator.ui.text.dress import NO_LINES, Dress, Line
from annotator.ui.text.former import Former
from annotator.ui.text.marks import Mark
from annotator.ui.text.redress import Stale
from annotator.ui.text.shape import Shape
from annotator.ui.text.taken import Stretch

_KEPT = 400
_FEW = 8
_SCREEN = 24
"""More blocks than a screen has."""


class Shelf:
    """Keeps a few hundred shapes, and the dresses that stand on them.

    `shapes` are of the width of now, `dresses` fit the marks of now. `stretches` say what stands on
    the blocks that were dressed last, whatever their width. Others only look at them.
    """

    __slots__ = ("_former", "_left", "_stale", "_unwrapped", "dresses", "shapes", "stretches")

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.shapes: dict[int, Shape] = {}
        self.dresses: dict[int, Dress] = {}
        self.stretches: dict[int, list[Stretch]] = {}
        self._stale: dict[int, Stale] = {}
        # What was laid out for another width: to be wrapped anew when seen, or to be freed.
        self._unwrapped: dict[int, Shape] = {}
        self._former: dict[int, Former] = {}
        self._left: list[Shape | Dress | Former] = []

    def put_by(self, *, is_to_serve: bool) -> None:
        """Take all away; with `is_to_serve`, `wrapped` and `kept` find it again.

        Hundreds of layouts take longer to be freed than a paint may take, so that is done little
        by little.
        """
        self.let_go()
        unwrapped = self._unwrapped
        unwrapped.update(self.shapes)
        most = _KEPT if is_to_serve else 0
        for number in list(islice(unwrapped, max(0, len(unwrapped) - most))):
            self._left.append(unwrapped.pop(number))
        self._left += self._former.values()
        self._left += self.dresses.values()
        former = self._formerly() if is_to_serve else {}
        self.shapes.clear()
        self._undress()
        self._former = former

    def _formerly(self) -> dict[int, Former]:
        """Return what stands on the lines of now, of the blocks that were dressed last."""
        found: dict[int, Former] = {}
        for number in islice(reversed(self.dresses), _SCREEN):
            shape, dress = self.shapes.get(number), self.dresses[number]
            if shape is not None and len(dress.lines) == len(shape.lines):
                found[number] = Former(shape, dress)
        return found

    def kept(self, number: int, shape: Shape) -> Mapping[int, Line]:
        """Return the lines of a block that are as they were at the width before, with its marks."""
        former = self._former.get(number)
        return NO_LINES if former is None else former.again(shape)

    def let_go(self, most: int = _SCREEN) -> bool:
        """Free so many layouts that serve no more; say if any are left.

        While a window's edge is dragged, they become fewer.
        """
        del self._left[-most:]
        return bool(self._left)

    def wrapped(self, number: int, width: float) -> Shape | None:
        """Take a shape that was put by, wrapped for `width` pixels; None if there is none."""
        found = self._unwrapped.pop(number, None)
        if found is not None:
            found.wrap(width)
        return found

    def put(self, number: int, shape: Shape) -> None:
        """Keep a shape; the oldest goes with its dress if there are too many."""
        if len(self.shapes) >= _KEPT:
            self.forget(next(iter(self.shapes)))
        self.shapes[number] = shape

    def forget(self, number: int) -> None:
        """Keep neither the shape nor the dress of a block."""
        self.shapes.pop(number, None)
        self.stretches.pop(number, None)
        self.undress_one(number)

    def put_stretches(self, number: int, stretches: list[Stretch]) -> None:
        """Keep what stands on a block; those of a screen's blocks are enough."""
        if len(self.stretches) >= _SCREEN:
            del self.stretches[next(iter(self.stretches))]
        self.stretches[number] = stretches

    def undress(self) -> None:
        """Keep no dress, since there are other marks."""
        self._undress()
        self.stretches.clear()

    def _undress(self) -> None:
        self.dresses.clear()
        self._stale.clear()
        self._former = {}

    def undress_one(self, number: int) -> None:
        """Keep no dress of a block."""
        self.dresses.pop(number, None)
        self._stale.pop(number, None)
        self._former.pop(number, None)

    def touch(self, mark: Mark, blocks: range) -> None:
        """Note that a mark that came, went or changed lies on these blocks."""
        seen = blocks
        if len(blocks) > _FEW:
            kept = self.stretches.keys() | self._former.keys()
            seen = self.dresses.keys() | self._stale.keys() | kept
        for number in seen:
            if number not in blocks:
                continue
            self.stretches.pop(number, None)
            self._former.pop(number, None)
            known = self.dresses.pop(number, None)
            if known is not None:
                self._stale[number] = Stale(known, {mark.key})
            elif number in self._stale:
                self._stale[number].keys.add(mark.key)

    def take_stale(self, number: int) -> Stale | None:
        """Take the dress of a block that fits but for some marks, if there is one."""
        return self._stale.pop(number, None)
