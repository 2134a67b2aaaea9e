"""Keeps what is read where it is while heights turn out different from their estimates."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QRectF, QSignalBlocker
from PySide6.QtWidgets import QScrollBar

from annotator.ui.text.glide import Glide
from annotator.ui.text.layout import DocumentLayout, Visible

_SLICE = 0.006
_ROUNDS = 4
_LEAST_LINES = 2.5
"""A caret that goes on by a line or two is followed at once."""


class Scroller:
    """Maps the scroll bar to heights of the document, and corrects both together."""

    def __init__(self, bar: QScrollBar, layout: DocumentLayout, height: int) -> None:
        """`height` is that of the viewport in pixels."""
        self._bar = bar
        self.layout = layout
        self.height = height
        self.glide: Glide | None = None
        self._first, self._first_top, self._stood = 0, 0.0, 0
        self._kept = -1
        self._ranged = 0.0
        self._found: list[Visible] = []
        self._state: tuple[int, int, int] | None = None
        self.set_range()

    def top(self) -> float:
        """Return the height of the document at the upper edge of the viewport."""
        return self._bar.value() - self.layout.metrics.top

    def set_range(self) -> None:
        """Fit the range of the scroll bar to the document."""
        metrics = self.layout.metrics
        self._ranged = self.layout.heights.total()
        whole = round(self._ranged) + metrics.top + metrics.bottom
        line = metrics.line_height(metrics.text.ascent, metrics.text.descent)
        blocker = QSignalBlocker(self._bar)
        self._bar.setRange(0, max(0, whole - self.height))
        self._bar.setPageStep(max(line, self.height - line))
        self._bar.setSingleStep(line)
        blocker.unblock()

    def _shift(self, growth: float) -> None:
        """Scroll with what grew above, without telling: nothing moves on the screen.

        (The new range comes first and may hold the value already.)
        """
        value = round(self._bar.value() + growth)
        self.set_range()
        blocker = QSignalBlocker(self._bar)
        self._bar.setValue(value)
        blocker.unblock()
        self._keep_first()

    def _keep_first(self) -> None:
        """Note where the first block in view is, to follow it from now on."""
        self._first_top, self._stood = self.layout.heights.top(self._first), self._bar.value()

    def settle(self) -> list[Visible]:
        """Lay out what is visible and return it; the first line read stays where it is."""
        layout = self.layout
        if self._state == (layout.version, self._bar.value(), self.height):
            return self._found
        self._follow_first()
        for _ in range(_ROUNDS):
            number = layout.heights.at(self.top())
            before = layout.heights[number]
            layout.laid_out(number)
            growth = layout.heights[number] - before
            if not growth:
                break
            # Scrolled up into a block: its lower end was next to what is read, so that stays.
            if number < self._first:
                self._shift(growth)
        value = self._bar.value()
        found = list(layout.visible(self.top(), self.height))
        for _ in range(_ROUNDS):
            # Where a place below was asked for, the range is not that of now either.
            if layout.heights.total() == self._ranged:
                break
            top = self.top()
            self.set_range()
            if self.top() != top:
                # The end of the document is nearer than it seemed: more of what is above is seen.
                found = list(layout.visible(self.top(), self.height))
        self._first = found[0].number if found else 0
        self._keep_first()
        self._found, self._state = found, (layout.version, self._bar.value(), self.height)
        if self._bar.value() != value:
            self._tell()
        return found

    def _tell(self) -> None:
        """Let all be painted where it stands now."""
        self._bar.valueChanged.emit(self._bar.value())

    def _follow_first(self) -> None:
        """Scroll along where what is above was laid out meanwhile: for a caret there, a hit."""
        if self._state is not None and self._stood == self._bar.value():
            growth = self.layout.heights.top(self._first) - self._first_top
            if growth:
                self._shift(growth)

    def seen(self) -> tuple[list[Visible], float]:
        """Return what is to be painted, laid out, and its height at the upper edge."""
        found, top = self.settle(), self.top()
        if self.glide is None or not self.glide.away():
            return found, top
        top += self.glide.away()
        return list(self.layout.visible(max(0.0, top), self.height)), top

    def is_gliding(self) -> bool:
        """Say whether what is painted is not yet where the scroll bar is."""
        return self.glide is not None and bool(self.glide.away())

    def _let_glide(self, before: float) -> None:
        """Begin to glide from a height of the document to where it is now."""
        glide = self.glide
        if glide is None or not glide.is_on:
            return
        least = _LEAST_LINES * self._bar.singleStep()
        away = glide.begin(before - self.top(), self.height, least)
        if away:
            # What passes by must be laid out first: its height may be another one than estimated.
            heights = self.layout.heights
            number = heights.at(self.top())
            above = heights.top(number)
            for _ in self.layout.visible(max(0.0, self.top() + away), self.height):
                pass
            if heights.top(number) != above:
                self._shift(heights.top(number) - above)

    def measure_some(self) -> bool:
        """Lay out unseen blocks for 6 ms, to know their heights; say if any are left."""
        # Whoever asked for a place above, laid that out: what is read follows first.
        self.settle()
        layout = self.layout
        deadline = perf_counter() + _SLICE
        while layout.let_go() and perf_counter() < deadline:
            pass
        number = layout.unmeasured_from
        growth_above = 0.0
        first = layout.heights.at(self.top())
        stood = layout.heights.top(first) - self.top()
        while perf_counter() < deadline:
            number = layout.measured.find(0, number)
            if number < 0:
                number = len(layout.measured)
                break
            before = layout.heights[number]
            layout.measure_block(number)
            if number < first:
                growth_above += layout.heights[number] - before
            number += 1
        layout.unmeasured_from = number
        if growth_above:
            self._shift(growth_above)
        else:
            self.set_range()
        if abs(layout.heights.top(first) - self.top() - stood) >= 1:
            # There is less below than it seemed, so it moves all the same.
            self._tell()
        return number < len(layout.measured)

    def anchor(self, still: int | None = None) -> tuple[int, float]:
        """Return an offset whose line is to stay, and how far that begins above the upper edge.

        It is the line of `still`, else the first one in view: of this the offset that was kept
        last, if it is there. The begin of the line would go up with each of many new widths.
        """
        self.settle()
        if still is not None:
            place, offset = self.layout.line_at(still), still
        else:
            place, offset = self.layout.place_at(max(0.0, self.top())), self._kept
        line = self.layout.line(place)
        if line is None:
            return self.layout.blocks[place.number].begin, self.top() - place.top
        shape = self.layout.shape(place.number)
        begin = shape.line_begin(place.line)
        if still is None and not begin <= offset < shape.line_end(place.line):
            offset = begin
        return offset, self.top() - place.top - line.top

    def restore(self, offset: int, distance: float) -> None:
        """Bring the line of `offset` back to the place that `anchor` told."""
        self._kept = offset
        is_below = distance < 0
        for _ in range(_ROUNDS if is_below else 2):
            place = self.layout.line_at(offset)
            line = self.layout.line(place)
            y = place.top + (line.top if line else 0) + distance
            self.set_range()
            self._bar.setValue(round(y) + self.layout.metrics.top)
            if is_below:
                # What is above it in view has the heights that it has when it is seen.
                self.settle()

    def bring(self, rect: Callable[[], QRectF]) -> None:
        """Bring what `rect` returns, in heights of the document, into view with some room.

        Laying out what comes into view moves it, until all that is above it there is known.
        """
        wanted, from_top = rect(), self.top()
        for _ in range(_ROUNDS):
            self.set_range()
            self._bar.setValue(self.value_for(wanted.top(), wanted.bottom()))
            self.settle()
            before, wanted = wanted, rect()
            if wanted == before:
                break
        self._let_glide(from_top)

    def value_for(self, top: float, bottom: float) -> int:
        """Return the least changed value of the scroll bar that shows a stretch with some room."""
        metrics = self.layout.metrics
        room = min(metrics.px(48), self.height / 4)
        low = bottom + room + metrics.top - self.height
        high = top - room + metrics.top
        value = self._bar.value()
        if value > high or value < low:
            # Far away: a third from the top is where one reads on.
            if abs(value - high) > self.height and abs(value - low) > self.height:
                return round(top + metrics.top - self.height / 3)
            return round(high if value > high else low)
        return value
