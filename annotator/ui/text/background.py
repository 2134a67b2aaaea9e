"""What is done while nobody waits: heights of unseen blocks, the strip of the whole document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.ui.look.look import Look
from annotator.ui.pace.sweeping import Sweeper
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import Mark
from annotator.ui.text.overview import Overview
from annotator.ui.text.scene import Scene
from annotator.ui.text.scroller import Scroller
from annotator.ui.text.sketch import (
    counts_between,
    extent_of,
    is_drawn_over,
    part_of,
    rows_with,
    shaded_parts,
)

_AFTER_MS = 250
_BETWEEN_MS = 12
_PAUSE_MS = 60
_SEEN = 0.5
"""From how many pixels on something on the strip is elsewhere."""


class Background(QObject):
    """Serves one surface; it is told of each new layout, and woken by each change."""

    def __init__(self, surface: QAbstractScrollArea, look: Look, scene: Scene) -> None:
        """Make the strip; `take` must be called before anything else."""
        super().__init__(surface)
        self._surface, self._scene = surface, scene
        self._layout: DocumentLayout | None = None
        self._scroller: Scroller | None = None
        self.overview = Overview(look, surface)
        self.overview.went_to.connect(self._on_went_to)
        self.overview.set_description(self._describe)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_idle)
        self._sweeper = Sweeper(self, self._standing)
        self._added: list[Mark] = []
        self._is_stale = True
        self._total = 0.0
        self._names: Callable[[], Mapping[str, str]] = dict
        self._adding = QTimer(self)
        self._adding.setSingleShot(True)
        self._adding.setInterval(0)
        self._adding.timeout.connect(self._on_added)
        self._sizing = QTimer(self)
        self._sizing.setSingleShot(True)
        self._sizing.setInterval(_AFTER_MS)
        self._sizing.timeout.connect(self.show_all)

    def set_layer_names(self, names: Callable[[], Mapping[str, str]]) -> None:
        """Take what knows layers by their letters, to name them on the strip."""
        self._names = names

    def take(self, layout: DocumentLayout, scroller: Scroller, scene: Scene) -> None:
        """Work for another layout from now on."""
        if self._layout is None or layout.text is not self._layout.text:
            self.overview.clear()
            self._added = []
        self._layout, self._scroller, self._scene = layout, scroller, scene
        self.wake()

    def wake(self) -> None:
        """Begin to measure what has not been seen, a moment after the last change."""
        self._timer.start(_AFTER_MS)

    def pause(self) -> None:
        """Stand back for a moment: something was painted, so somebody is at work."""
        if self._timer.isActive():
            self._timer.start(_PAUSE_MS)
        self._sweeper.wake()

    def _standing(self) -> object:
        """Return what is another thing whenever somebody moved or changed something."""
        version = self._layout.version if self._layout is not None else 0
        scene = self._scene
        return version, self._surface.verticalScrollBar().value(), scene.selection, scene.current

    def _on_idle(self) -> None:
        if self._scroller is None or not self._surface.isVisible():
            return
        if self._scroller.measure_some():
            self._timer.start(_BETWEEN_MS)
        elif self._layout is not None and self._is_other(self._layout):
            self.show_all()
        self.show_visible_part()

    def is_busy(self) -> bool:
        """Say whether there is something left to do, or may be."""
        timers = (self._timer, self._adding, self._sizing)
        return any(timer.isActive() for timer in timers) or self.overview.is_busy()

    def finish(self) -> None:
        """Measure everything at once, so that every height is exact."""
        self._adding.stop()
        self._on_added()
        while self._scroller is not None and self._scroller.measure_some():
            pass
        self.show_all()
        self.overview.finish()

    # the strip

    def show_all(self) -> None:
        """Gather the whole document for the strip."""
        self._sizing.stop()
        layout = self._layout
        if layout is None:
            return
        self._gather(layout)
        self.overview.set_shaded(shaded_parts(layout))
        self.show_found()
        self.show_visible_part()

    def show_size(self) -> None:
        """Gather the whole document again if it is of another size, or if the strip is.

        That waits until the size stays: of what is shown till then all is nearly in its place.
        """
        layout = self._layout
        if layout is not None and (self._is_other(layout) or not self.overview.fits()):
            if self.overview.is_new():
                self.show_all()
                return
            self.overview.put_off()
            self._sizing.start()
        self.show_visible_part()

    def show_found(self) -> None:
        """Show found places and those where readers differ."""
        if self._layout is not None:
            places = [(begin, begin) for begin in self._scene.differences.begins]
            self.overview.set_hits(self._on_strip(self._layout, self._scene.hits))
            self.overview.set_differences(self._on_strip(self._layout, places))

    def _on_strip(
        self, layout: DocumentLayout, spans: Sequence[tuple[int, int]]
    ) -> list[tuple[float, float]]:
        """Return spans, in the order of the text, as parts of the whole; many by their rows.

        None while the strip has no height: it is gathered again once it has one.
        """
        extent, rows = extent_of(layout), self.overview.height()
        if rows < 1:
            return []
        if len(spans) > rows:
            return rows_with(layout, spans, rows)
        return [extent(begin, end) for begin, end in spans]

    def add(self, marks: Iterable[Mark], gone: Mapping[str, Mark]) -> None:
        """Show new annotations right after the paint; some are in the place of those `gone`.

        All are gathered again a moment later if the strip shows any that is no more, or if the
        document has become so much higher that anything is elsewhere on the strip.
        """
        added = list(marks)
        known = {mark.key: mark for mark in added}
        is_kept = all(key in known and is_drawn_over(gone[key], known[key]) for key in gone)
        self._is_stale = self._is_stale or not is_kept or self.overview.is_busy()
        self.overview.put_off()
        self._added += added
        self._adding.start()
        self.wake()

    def _is_other(self, layout: DocumentLayout) -> bool:
        """Say whether the strip would be another one if all were gathered now."""
        total = layout.heights.total()
        moved = abs(total - self._total) / max(1.0, total) * self.overview.height()
        return self._is_stale or moved >= _SEEN

    def _on_added(self) -> None:
        layout, marks = self._layout, self._added
        self._added = []
        if layout is not None:
            self.overview.add(marks, lambda begin, end: part_of(layout, begin, end))
            if self._is_other(layout):
                self._gather(layout)

    def _gather(self, layout: DocumentLayout) -> None:
        index = layout.index
        self._is_stale, self._total = False, layout.heights.total()
        self.overview.gather(index, extent_of(layout), lambda: index.unmade)

    def show_visible_part(self) -> None:
        """Outline what of the document is in view."""
        bar, height = self._surface.verticalScrollBar(), self._surface.viewport().height()
        whole = max(1, bar.maximum() + height)
        self.overview.set_visible(bar.value() / whole, (bar.value() + height) / whole)

    def _on_went_to(self, part: float) -> None:
        bar, height = self._surface.verticalScrollBar(), self._surface.viewport().height()
        bar.setValue(round(part * (bar.maximum() + height) - height / 2))

    def _describe(self, begin: float, end: float) -> str:
        if self._layout is None:
            return ""
        return counts_between(self._layout, begin, end, self._names())
