"""What is painted at one moment: the blocks in view, what is selected, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from annotator.ui.text.dress import Line
from annotator.ui.text.layout import Visible
from annotator.ui.text.metrics import Column
from annotator.ui.text.scene import Scene


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One state of the viewport, which is `area`; what meets `clip` is painted.

    `top` is the document's height at the upper edge, `tail` how much of the lower end of each
    line is empty, in pixels.
    """

    visible: Sequence[Visible]
    scene: Scene
    column: Column
    top: float
    area: QRectF
    clip: QRectF
    tail: int = 0

    @property
    def origin(self) -> QPointF:
        """Where x 0, y 0 of the document is."""
        return QPointF(self.column.left, -self.top)

    def lines(self) -> list[tuple[Line, float]]:
        """Return the lines in view, each with the y of its block's top."""
        return [
            (line, block.top - self.top) for block in self.visible for line in block.dress.lines
        ]

    def painted_lines(self) -> list[tuple[Line, float]]:
        """Return the lines something of which meets `clip`, each with the y of its block's top.

        The last pixels of a line are empty.
        """
        low, high = self.clip.top() + self.tail, self.clip.bottom()
        return [
            (line, top)
            for line, top in self.lines()
            if top + line.top + line.height > low and top + line.top < high
        ]
