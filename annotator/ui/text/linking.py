"""A relation while it is drawn with the mouse, from one annotation to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.look.look import Look
from annotator.ui.text.scene import Scene

if TYPE_CHECKING:
    from annotator.ui.text.surface import Surface

LinkFilter = Callable[[str, str], bool]


def any_end(_source: str, _target: str) -> bool:
    """Let a relation be drawn to any annotation."""
    return True


class Linking:
    """The relation being drawn on one view; `allowed` says whether it may go from key to key."""

    def __init__(self, view: Surface) -> None:
        """Draw nothing yet."""
        self._view = view
        self.allowed: LinkFilter = any_end
        self._line: tuple[QPointF, QPointF] | None = None

    def begin(self, source: str, scene: Scene) -> None:
        """Light up the annotations in view that a relation from `source` may go to."""
        low, high = self._view.visible_span()
        scene.lit = frozenset(
            mark.key
            for mark in self._view.marks_in(low, high)
            if mark.key != source and self.allowed(source, mark.key)
        )

    def show(self, begin: QPointF, end: QPointF) -> None:
        """Draw the relation up to where the mouse is."""
        self._line = (begin, end)

    def end(self, scene: Scene) -> None:
        """Take it away."""
        self._line = None
        scene.lit = frozenset()

    def paint(self, painter: QPainter, look: Look, width: float) -> None:
        """Paint the line, `width` pixels wide, if there is one."""
        if self._line is not None:
            painter.setPen(QPen(QColor(look.tokens.ink), width))
            painter.drawLine(*self._line)
