"""Paints the whole viewport: margin, blocks, headers of folds, frame, hints and caret."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.ui.text.blocks import HEADER
from annotator.ui.text.caret import CaretSign, paint_caret
from annotator.ui.text.folds import paint_header
from annotator.ui.text.frame_painter import FramePainter
from annotator.ui.text.frame_signs import paint_hint
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.margin_painter import MarginPainter
from annotator.ui.text.metrics import Column
from annotator.ui.text.painter import Painter


class Stage:
    """Paints one document in one column."""

    def __init__(self, layout: DocumentLayout, painter: Painter, column: Column) -> None:
        """Paint `layout` with `painter`, the text at `column`."""
        self.layout, self.painter = layout, painter
        self.kit = painter.kit
        self.margin = MarginPainter(layout, self.kit, column)
        self.frames = FramePainter(layout, self.kit, column)
        self.column = column

    def move_to(self, column: Column) -> None:
        """Let the text stand at another place of the viewport."""
        self.column = self.margin.column = self.frames.column = column

    def paint(self, painter: QPainter, now: Glimpse, caret: CaretSign) -> None:
        """Paint what is in view."""
        painter.fillRect(now.clip, self.kit.colour(self.kit.tokens.paper))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.paint(painter, now)
        for block in now.visible:
            if block.block.kind == HEADER:
                paint_header(painter, block, now, self.layout, self.kit)
        tracks = self.margin.paint(painter, now)
        stripes: dict[str, float] = {}
        if now.scene.frame is not None or now.scene.others is not None:
            stripes = {key: self.margin.track_x(track) for key, track in tracks.items()}
        self.frames.paint_all(painter, now, stripes)
        hub = now.scene.frame.key if now.scene.frame else ""
        self.frames.paint(painter, now, stripes.get(hub))
        self._hints(painter, now)
        if caret.is_shown:
            paint_caret(painter, caret, self.kit, now.origin)

    # hints and caret

    def _hints(self, painter: QPainter, now: Glimpse) -> None:
        metrics = self.kit.metrics
        for offset, text in now.scene.hints.items():
            rect = self.layout.rect_of(offset).translated(now.origin)
            if not now.area.intersects(rect.adjusted(0, 0, 1, 0)):
                continue
            width = metrics.cap.metrics.horizontalAdvance(text) + metrics.px(6)
            left, top = rect.x() - metrics.px(2), rect.top() - self._over_words(offset)
            box = QRectF(left, top, width, metrics.px(13))
            paint_hint(painter, box, text, self.kit.look, metrics)

    def _over_words(self, offset: int) -> float:
        """Return how far over the letters on its line a hint begins: it covers labels, no words.

        Lines of teasers have nothing over their words, so it stands on the first letter there.
        """
        px, line = self.kit.metrics.px, self.layout.line(self.layout.line_at(offset))
        has_band = line is not None and line.baseline - line.ascent - line.top >= px(10)
        return px(11) if has_band else px(6)
