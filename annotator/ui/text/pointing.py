"""What is at a point of the viewport: annotations, labels, handles, signs in the margin."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.ui.text.scene import Scene
from annotator.ui.text.stage import Stage


class Pointing:
    """Answers for one painted state: `top` is the document's height at the viewport's edge."""

    def __init__(self, stage: Stage, scene: Scene, top: float, height: int) -> None:
        """`height` is that of the viewport in pixels."""
        self._stage, self._scene = stage, scene
        self._layout, self._painter = stage.layout, stage.painter
        self._metrics = stage.painter.kit.metrics
        self._top, self._height = top, height

    def _x(self, point: QPointF) -> float:
        return point.x() - self._stage.column.left

    def _y(self, point: QPointF) -> float:
        return point.y() + self._top

    def offset(self, point: QPointF) -> int:
        """Return the offset between characters nearest to a point."""
        return self._layout.position_at(self._x(point), self._y(point))

    def keys(self, point: QPointF) -> list[str]:
        """Return the keys of the annotations at a point, what a click means first."""
        sign = self.sign(point) or self.label(point)
        if sign:
            return [sign]
        return [mark.key for mark in self._layout.row_at(self._x(point), self._y(point))]

    def sign(self, point: QPointF) -> str:
        """Return the key whose margin name, stripe, pill or stub is at a point, or ""."""
        key = self._stage.frames.drawn.key_at(point)
        return key or self._stage.margin.key_at(lambda box: box.contains(point))

    def stub(self, point: QPointF) -> str:
        """Return the key of the end out of view whose stub is at a point, or ""."""
        stubs = self._stage.frames.drawn.stubs
        return next((s.end.key for s in stubs if s.end.key and s.rect.contains(point)), "")

    def label(self, point: QPointF) -> str:
        """Return the key of the annotation whose letter or value is at a point, or ""."""
        place = self._layout.place_at(self._y(point))
        line = self._layout.line(place)
        if line is None or not line.rows:
            return ""
        inside = self._y(point) - place.top
        fill = self._painter.kit.fill_rect(line, 0, 0, 0, 0).top()
        if not line.top <= inside < fill:
            return ""
        x = self._x(point)
        for label in self._painter.labels.labels_of(line, self._scene):
            if label.left <= x < label.right:
                signs = [sign for sign in label.signs if sign.x <= x]
                return signs[-1].mark.key if signs else ""
        return ""

    def handle(self, point: QPointF) -> str:
        """Return begin or end if a handle of the current annotation is at a point, else ""."""
        key = self._scene.current
        if not key or (self._scene.frame and self._scene.frame.key == key):
            return ""
        radius, left = self._metrics.px(7), self._stage.column.left
        for block in self._layout.visible(self._top, self._height):
            for line in block.dress.lines:
                for row in line.rows:
                    if row.mark.key != key:
                        continue
                    ends = self._painter.outlines.handles_of(line, block.top - self._top, row, left)
                    for name, at in zip(("begin", "end"), ends, strict=True):
                        if at is not None and (at - point).manhattanLength() <= radius:
                            return name
        return ""

    def header(self, point: QPointF) -> int | None:
        """Return the group of dimmed segments whose header is at a point, or None."""
        return self._layout.header_at(self._y(point)) if self._x(point) >= 0 else None
