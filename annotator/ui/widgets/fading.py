"""Lets bars appear in 120 ms; they are there, with their focus and keys, from the first moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QVariantAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

DURATION_MS = 120


class Fading(QObject):
    """Fades one widget in whenever it is shown and `may_move` says so."""

    def __init__(self, widget: QWidget, may_move: Callable[[], bool]) -> None:
        """Watch a widget, and live as long as it does."""
        super().__init__(widget)
        self._widget, self._may_move = widget, may_move
        self._animation: QVariantAnimation | None = None
        self._effect: QGraphicsOpacityEffect | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin when it is shown; what is hidden meanwhile is whole the next time."""
        if event.type() == QEvent.Type.Show and self._may_move():
            self._begin()
        elif event.type() == QEvent.Type.Hide:
            self._end()
        return False

    def is_running(self) -> bool:
        """Say whether it is fading in just now."""
        return self._effect is not None

    def _begin(self) -> None:
        self._end()
        effect = self._effect = QGraphicsOpacityEffect(self._widget)
        effect.setOpacity(0.0)
        self._widget.setGraphicsEffect(effect)
        animation = self._animation = QVariantAnimation(self)
        animation.setDuration(DURATION_MS)
        animation.setStartValue(0.0)
        animation.setEndValue(1.0)
        animation.valueChanged.connect(self._on_value)
        animation.finished.connect(self._end)
        animation.start()

    def _on_value(self, value: object) -> None:
        if self._effect is not None and isinstance(value, float):
            self._effect.setOpacity(value)

    def _end(self) -> None:
        animation, self._animation, effect = self._animation, None, self._effect
        self._effect = None
        if animation is not None:
            animation.stop()
            animation.deleteLater()
        if effect is not None:
            # The widget deletes its effect with this.
            self._widget.setGraphicsEffect(None)  # type: ignore[arg-type]
