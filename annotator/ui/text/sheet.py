"""A text laid out in a column that scrolls: its size, its folds, and where what stands on it.

`surface.py` puts marks on it and says what of them is current, selected or found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.ui.look.look import Look
from annotator.ui.text.background import Background
from annotator.ui.text.caret import CaretSign
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import SegmentView
from annotator.ui.text.metrics import Metrics, column_for, metrics_for
from annotator.ui.text.overview import WIDTH as STRIP
from annotator.ui.text.painter import Painter
from annotator.ui.text.repaint import parts_of
from annotator.ui.text.scene import Scene
from annotator.ui.text.scroller import Scroller
from annotator.ui.text.stage import Stage

ZOOMS = (60, 300)


class Sheet(QAbstractScrollArea):
    """Shows a text; positions are offsets in code points, half-open."""

    zoom_changed = Signal(int)
    visible_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty document."""
        super().__init__(parent)
        self._look = look
        self._zoom = 100
        self._metrics = metrics_for(look, self._zoom)
        self._margin_shown = True
        self._painter: Painter | None = None
        self._scene = Scene()
        self._column = column_for(self._metrics, 700, has_margin=True)
        self._layout = DocumentLayout("", (), self._metrics, self._column.width)
        self._build_widgets()
        self._take_layout()

    def _build_widgets(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The strip at the right edge is the scroll bar that is seen.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 0, STRIP, 0)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._background = Background(self, self._look, self._scene)
        self._overview = self._background.overview

    def _caret_sign(self) -> CaretSign:
        """Return the caret as it is drawn now; without hands there is none."""
        return CaretSign()

    def _paint_over(self, painter: QPainter) -> None:
        """Paint what a drag shows over everything."""

    def _take_layout(self) -> None:
        """Make all that depends on the layout anew; what was shown at the top is forgotten."""
        self._stage = Stage(self._layout, self._painter_of_now(), self._column)
        self._stage.margin.is_shown = self._margin_shown
        bar = self.verticalScrollBar()
        self._scroller = Scroller(bar, self._layout, self.viewport().height())
        self._background.take(self._layout, self._scroller, self._scene)

    def _painter_of_now(self) -> Painter:
        """Return a painter for this look and zoom; what it has drawn before serves any text."""
        now, ratio = self._painter, self.devicePixelRatioF()
        if now is not None and now.fits(self._look, self._metrics, ratio):
            return now
        self._painter = Painter(self._look, self._metrics, ratio)
        return self._painter

    def set_document(
        self,
        text: str,
        segments: Sequence[SegmentView] = (),
        *,
        direction: str = "auto",
    ) -> None:
        """Show a new text: caret to its begin, no marks. `direction` is auto, ltr or rtl."""
        before = self._scene
        self._scene = Scene(
            names_shown=before.names_shown,
            fold_words=before.fold_words,
            fold_marks=before.fold_marks,
        )
        self._layout = DocumentLayout(
            text, segments, self._metrics, self._column.width, direction=direction
        )
        self.verticalScrollBar().setValue(0)
        self._take_layout()
        self._background.show_all()
        self.viewport().update()

    def set_look(self, look: Look, *, still: int | None = None) -> None:
        """Take other colours, fonts and sizes; what stays where it is, is as in `set_zoom`."""
        self._look = look
        self._overview.set_look(look)
        self._wrap_again(metrics_for(look, self._zoom), still)
        self._background.show_all()

    def set_zoom(self, percent: int, *, still: int | None = None) -> None:
        """Set the size of the text with all that belongs to it, 60 to 300 percent.

        The line of the offset `still` stays where it is, else the first one in view.
        """
        percent = min(max(percent, ZOOMS[0]), ZOOMS[1])
        if percent != self._zoom:
            self._zoom = percent
            self._wrap_again(metrics_for(self._look, self._zoom), still)
            self._background.show_all()
            self.zoom_changed.emit(percent)

    def zoom(self) -> int:
        """Return the zoom in percent."""
        return self._zoom

    def set_margin_shown(self, is_shown: bool) -> None:
        """Show the margin with its stripes and names, or give its room to the text."""
        if is_shown != self._margin_shown:
            self._margin_shown = is_shown
            self._wrap_again(self._metrics)
            self._background.show_all()

    def set_overview_shown(self, is_shown: bool) -> None:
        """Show the strip of the whole document, or a plain scroll bar in its place."""
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._overview.setVisible(is_shown)
        self.setVerticalScrollBarPolicy(never if is_shown else needed)
        self.setViewportMargins(0, 0, STRIP if is_shown else 0, 0)

    def set_layer_names(self, names: Callable[[], Mapping[str, str]]) -> None:
        """Take what knows layers by their letters."""
        self._background.set_layer_names(names)

    def _wrap_again(self, metrics: Metrics, still: int | None = None) -> None:
        """Wrap the lines anew in a column of now; the place that is read stays."""
        offset, distance = self._scroller.anchor(still)
        if still is None:
            # What is cut off of the first line is as much of it as before.
            distance *= metrics.unit / self._metrics.unit
        self._metrics = metrics
        self._column = column_for(
            self._metrics, self.viewport().width(), has_margin=self._margin_shown
        )
        self._layout.measure(self._metrics, self._column.width)
        at_top = self.verticalScrollBar().value() == 0
        margin = self._stage.margin
        self._take_layout()
        self._stage.margin.know(margin)
        if not at_top or still is not None:
            self._scroller.restore(offset, distance)
        self.viewport().update()

    def text(self) -> str:
        """Return the text it was given."""
        return self._layout.text

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph of an offset, counted from 1."""
        return self._layout.blocks.paragraph_at(offset)

    def is_rtl(self, offset: int) -> bool:
        """Say whether the paragraph at an offset is read from right to left."""
        return self._layout.is_rtl(offset)

    def visible_span(self) -> tuple[int, int]:
        """Return the offsets between which something is visible."""
        found = self._scroller.settle()
        return (found[0].block.begin, found[-1].block.end) if found else (0, 0)

    def rect_of(self, offset: int) -> QRectF:
        """Return where a caret at `offset` stands, in the viewport."""
        return self._layout.rect_of(offset).translated(self._column.left, -self._scroller.top())

    def boxes_of(self, begin: int, end: int) -> list[QRectF]:
        """Return the boxes of the characters `[begin, end)`, in the viewport."""
        top = self._scroller.top()
        return [
            box.translated(self._column.left, -top) for box in self._layout.boxes_of(begin, end)
        ]

    def position_at(self, point: QPointF) -> int:
        """Return the offset between characters nearest to a point of the viewport."""
        return self._layout.position_at(
            point.x() - self._column.left, point.y() + self._scroller.top()
        )

    def scroll_to(self, offset: int) -> None:
        """Bring the line of `offset` into view, a third from the top if it was far away."""
        number = self._layout.blocks.at(offset)
        if self._layout.is_hidden(number):
            self.set_folded(self._layout.blocks[number].group, False)
        self._bring_into_view(offset)

    def _bring_into_view(self, offset: int, *, is_upstream: bool = False) -> None:
        self._scroller.bring(lambda: self._layout.rect_of(offset, is_upstream=is_upstream))

    # folds

    def set_folded(self, group: int, is_folded: bool) -> None:
        """Fold or open a group of dimmed segments by its number."""
        self._layout.set_folded(group, is_folded)
        self._scroller.set_range()
        self._background.show_all()
        self.viewport().update()

    def toggle_fold(self, offset: int) -> bool:
        """Fold or open the group of dimmed segments at `offset`; say whether there is one."""
        group = self._layout.blocks[self._layout.blocks.at(offset)].group
        if group < 0:
            return False
        self.set_folded(group, group not in self._layout.folded)
        return True

    def finish_measuring(self) -> None:
        """Lay out all that was not seen yet, so that every height is exact."""
        self._background.finish()

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is visible."""
        painter = QPainter(self.viewport())
        visible, top = self._scroller.seen()
        area, tail = QRectF(self.viewport().rect()), self._metrics.tail
        for clip in parts_of(event):
            painter.setClipRect(clip)
            now = Glimpse(visible, self._scene, self._column, top, area, clip, tail)
            self._stage.paint(painter, now, self._caret_sign())
            self._paint_over(painter)
        painter.end()
        self._background.show_visible_part()
        self._background.pause()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines anew if the column changed; the place that is read stays."""
        super().resizeEvent(event)
        self._overview.setGeometry(self.width() - STRIP, 0, STRIP, self.height())
        column = column_for(self._metrics, self.viewport().width(), has_margin=self._margin_shown)
        if column.width == self._column.width:
            self._column = column
            self._stage.move_to(column)
            self._scroller.height = self.viewport().height()
            self._scroller.set_range()
        else:
            self._wrap_again(self._metrics)
        self._background.show_size()
        self.visible_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Show another part."""
        self.viewport().update()
        self.visible_changed.emit()
