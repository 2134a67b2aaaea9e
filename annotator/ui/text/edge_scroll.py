"""Scrolls while a drag is held past the edge of the view, also while the mouse stands still."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

_TICK_MS = 40
_SLOWEST, _FARTHEST = 0.25, 120
"""Lines for each tick right beyond the edge, and pixels beyond it from which it gets no faster."""
_FASTER = 2.0
"""Lines that are added to each tick at the farthest."""

Held = Qt.KeyboardModifier


class EdgeScroll(QObject):
    """Serves one view: `drag` goes on with what is dragged, as if the mouse were at a point."""

    def __init__(self, view: QAbstractScrollArea, drag: Callable[[QPointF, Held], None]) -> None:
        """Rest until a drag leaves the view."""
        super().__init__(view)
        self._view, self._drag = view, drag
        self._at, self._held = QPointF(), Held.NoModifier
        self.timer = QTimer(self)
        self.timer.setObjectName("edge")
        self.timer.setInterval(_TICK_MS)
        self.timer.timeout.connect(self._on_tick)

    def follow(self, at: QPointF, held: Held) -> None:
        """Follow a drag that is at a point of the viewport, with keys held."""
        self._at, self._held = at, held
        if not self._beyond():
            self.timer.stop()
        elif not self.timer.isActive():
            self.timer.start()

    def stop(self) -> None:
        """The drag is over."""
        self.timer.stop()

    def _beyond(self) -> float:
        """Return how many pixels the mouse is beyond the lower edge, or minus those above."""
        return min(0.0, self._at.y()) + max(0.0, self._at.y() - self._view.viewport().height() + 1)

    def _on_tick(self) -> None:
        if not self._view.isVisible():
            self.stop()
            return
        bar, beyond = self._view.verticalScrollBar(), self._beyond()
        part = min(1.0, abs(beyond) / _FARTHEST)
        step = round(bar.singleStep() * (_SLOWEST + _FASTER * part))
        bar.setValue(bar.value() + (step if beyond > 0 else -step))
        edge = min(max(0.0, self._at.y()), self._view.viewport().height() - 1.0)
        self._drag(QPointF(self._at.x(), edge), self._held)
