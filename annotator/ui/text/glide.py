"""Lets the text glide to where it was scrolled to: only what is painted lags behind, for 160 ms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

DURATION_MS = 160
_FARTHEST = 0.5
"""Of a far place only the last half of a screen is seen passing by."""


class Glide:
    """How far what is painted is from where the scroll bar is, in pixels; none while it is off.

    Everything else (the scroll bar, places, keys, tests) is at the place from the first moment.
    """

    def __init__(self, viewport: Callable[[], QWidget]) -> None:
        """What `viewport` returns is painted at each step; nothing glides before `is_on` is set."""
        self.is_on = False
        self._viewport = viewport
        self._animation: QVariantAnimation | None = None
        self._away = 0.0

    def away(self) -> float:
        """Return by how much what is painted is above (negative) or below its place."""
        return self._away

    def begin(self, away: float, height: float, least: float) -> float:
        """Begin that far from the place, on a screen of `height`; return how far it will be.

        Less than `least` is no way to glide, and a step that comes while it glides is one of
        several: both are there at once.
        """
        is_gliding = bool(self._away)
        self.end()
        if not self.is_on or is_gliding or abs(away) < least:
            return 0.0
        most = round(height * _FARTHEST)
        self._away = float(min(max(round(away), -most), most))
        animation = self._animation or self._made()
        animation.setStartValue(self._away)
        animation.setEndValue(0.0)
        animation.start()
        return self._away

    def end(self) -> None:
        """Be at the place."""
        if self._away and self._animation is not None:
            self._animation.stop()
            self._away = 0.0
            self._viewport().update()

    def _made(self) -> QVariantAnimation:
        made = self._animation = QVariantAnimation(self._viewport())
        made.setDuration(DURATION_MS)
        made.setEasingCurve(QEasingCurve.Type.OutCubic)
        made.valueChanged.connect(self._on_value)
        return made

    def _on_value(self, value: object) -> None:
        if isinstance(value, float):
            self._away = float(round(value))
            self._viewport().update()
