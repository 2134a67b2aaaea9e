"""How far letters with their marks reach over and under a line: farther than fonts say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from PySide6.QtGui import QFont, QRawFont, QTextLayout

from annotator.text.marked import marked_letters

_MOST = 4
"""So many times the ascent of a line its signs may reach: nobody reads heaps higher than that."""
_NEAR = 0.5
"""Pixels: by so much signs may reach out of their font, as the rounding of curves does."""
Far = tuple[str, int, int]
"""A letter with its marks, and how many pixels it reaches over and under the baseline."""
_MOST_KNOWN = 8_000
_WIDE = 1_000_000


class Reaches:
    """How far letters reach that go out of the font that paints them, be it one that helps out.

    Each is measured once: to measure each line of a text takes up to eight times as long as to
    lay it out.
    """

    __slots__ = ("_ascent", "_descent", "_far", "_font", "_known")

    def __init__(self, font: QFont, ascent: int, descent: int) -> None:
        """Measure letters of `font`, whose lines are as high as this in pixels at least."""
        self._font, self._ascent, self._descent = font, ascent, descent
        self._known: set[str] = set()
        self._far: dict[str, tuple[int, int]] = {}

    def far_in(self, text: str) -> list[Far]:
        """Return the letters of a text that reach farther than their fonts have room for."""
        found = marked_letters(text)
        if not found:
            return []
        if new := found - self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
                self._far.clear()
                new = found
            self._look_at(sorted(new))
        return [(letter, *self._far[letter]) for letter in found & self._far.keys()]

    def _look_at(self, letters: list[str]) -> None:
        self._known.update(letters)
        # Mostly all of them fit, which one look tells.
        if self._reach(" ".join(letters)) is None:
            return
        for letter in letters:
            if (far := self._reach(letter)) is not None:
                self._far[letter] = far

    def _reach(self, text: str) -> tuple[int, int] | None:
        """Return how far the signs of a text go over and under its baseline; None if they fit."""
        highest = deepest = most = 0.0
        is_far = False
        for over, under, face, ascent in _signs_of(text, self._font):
            high = max(face.ascent(), self._ascent) + _NEAR
            deep = max(face.descent(), self._descent) + _NEAR
            is_far = is_far or over > high or under > deep
            highest, deepest = max(highest, over), max(deepest, under)
            most = _MOST * ascent
        return (ceil(min(most, highest)), ceil(min(most, deepest))) if is_far else None


def _signs_of(text: str, font: QFont) -> Iterator[tuple[float, float, QRawFont, float]]:
    """Yield how far each sign of a text goes over and under its baseline, in pixels; the font in
    which it was found, and the ascent of the line.
    """
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE)
    layout.endLayout()
    base = line.y() + line.ascent()
    for run in line.glyphRuns():
        face = run.rawFont()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            box = face.boundingRect(glyph)
            yield base - place.y() - box.top(), place.y() + box.bottom() - base, face, line.ascent()


def reach_of(text: str, font: QFont) -> tuple[float, float]:
    """Return how far the signs of a text go over and under its baseline, in pixels."""
    highest = deepest = most = 0.0
    for over, under, _, ascent in _signs_of(text, font):
        highest, deepest, most = max(highest, over), max(deepest, under), _MOST * ascent
    return min(most, highest), min(most, deepest)


def make_room(
    parts: Iterable[str], far: Sequence[Far], ascents: list[int], descents: list[int]
) -> None:
    """Make lines, whose words are `parts`, as high as those of their letters reach that are far."""
    if not far:
        return
    for number, part in enumerate(parts):
        for letter, over, under in far:
            if letter in part:
                ascents[number] = max(ascents[number], over)
                descents[number] = max(descents[number], under)
