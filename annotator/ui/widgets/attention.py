"""Tells when the focus goes from one part of a window to another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


class Attention(QObject):
    """Calls `tell` whenever another widget of the window of `part` gets the focus."""

    def __init__(self, part: QWidget, tell: Callable[[], None]) -> None:
        """Watch for as long as `part` lives."""
        super().__init__(part)
        self._part, self._tell = part, tell
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_changed)

    def _on_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self._part.window():
            self._tell()
