"""What the wheel and the fingers on a touchpad do with the text: it scrolls, with Ctrl it zooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent

if TYPE_CHECKING:
    from annotator.ui.text.caret_surface import CaretSurface

_ZOOM_STEP, _NOTCH = 10, 120
"""Percent for one notch of the wheel, and how Qt counts a notch; touchpads send less."""


class Wheel:
    """The wheel over one view."""

    def __init__(self, view: CaretSurface) -> None:
        """Answer for `view`."""
        self._view = view
        self._zoomed = 0.0
        self._still = 0

    def turned(self, event: QWheelEvent) -> bool:
        """Zoom or scroll, unless the scroll bar does it as everywhere: then say False.

        What a touchpad sends after the fingers left it goes on scrolling: a key that is pressed
        meanwhile has nothing to do with it.
        """
        is_momentum = event.phase() == Qt.ScrollPhase.ScrollMomentum
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not is_momentum:
            self._zoom(event)
            return True
        return self._scroll_by_pixels(event)

    def _zoom(self, event: QWheelEvent) -> None:
        """Zoom by whole percents, however little comes at once."""
        self._zoomed += event.angleDelta().y() * _ZOOM_STEP / _NOTCH
        percent = int(self._zoomed)
        self._zoomed -= percent
        self._view.set_zoom(self._view.zoom() + percent, still=self._still_at(event.position()))
        event.accept()

    def _scroll_by_pixels(self, event: QWheelEvent) -> bool:
        """Scroll by the very pixels that a touchpad tells, as the fingers go, if it tells any.

        A scroll bar would go by its lines, twice as far. On X11 these pixels mean nothing.
        """
        pixels = event.pixelDelta().y()
        if not pixels or QGuiApplication.platformName() == "xcb":
            return False
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() - pixels)
        event.accept()
        return True

    def _still_at(self, at: QPointF) -> int:
        """Return the offset whose line zooming keeps under the mouse: the last one if it is there.

        Any other one of its line would stand on another line sooner or later.
        """
        view = self._view
        offset, (low, high) = view.position_at(at), view.visible_span()
        is_seen = low <= self._still <= high
        if not is_seen or view.rect_of(self._still).y() != view.rect_of(offset).y():
            self._still = offset
        return self._still
