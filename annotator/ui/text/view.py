"""The widget that shows a document with its annotations and answers to hands.

It knows no store and no scheme: it is told plain view data (`marks.py`) and tells in signals
what the user did. All offsets are code points of the text it was given, half-open.

What it is told
    TextView(look, parent=None)
    set_look(look)                              colours, fonts, sizes
    set_document(text, segments=(), *, direction="auto", language="")
                                                a new text: caret to 0, no marks, nothing folded open
    set_marks(marks) / patch_marks(removed_keys, added_marks)
    select_mark(key | None)                     the current annotation: strong fill and handles
    set_selected_marks(keys)                    several: outlines only
    set_frame(Frame | None)                     its ends with pills and arcs, all else dim
    set_all_frames(frames)                      every hub's arcs, muted; () takes them away
    set_hits(spans, current=-1)                 found places; -1: none is the current one
    set_preview(key, spans | None)              spans of a mark while they are being changed
    set_names_shown(bool), set_margin_shown(bool), set_zoom(percent 60-300)
    set_caret_letter(letter, slot)              sticky mode; "" takes it away
    set_hints({offset: letters})                jump hints over the words; {} takes them away
    set_link_filter(callable(from_key, to_key) -> bool)
    toggle_fold(offset) -> bool                 the group of dimmed segments there, if there is one
    announce: accessibility.announce(view, sentence)
    flash(key)                                  an outline for 300 ms
    set_caret(offset, *, anchor=None, scroll=True), scroll_to(offset)

What it can be asked
    text(), mark(key), marks_at(offset) (smallest first), marks_in(begin, end), marks()
    current_key(), caret(), anchor(), selection() -> (begin, end), selected_text()
    zoom(), visible_span() -> (begin, end), rect_of(offset) -> QRectF in the viewport,
    position_at(QPointF in the viewport) -> offset, mark_at_point(QPointF) -> key | ""

What it tells (signals)
    caret_moved(int)                            offset
    selection_changed(int, int)                 begin, end; equal: nothing is selected
    mark_clicked(str)                           the smallest at the click; again there: the next larger;
                                                also by its label, its margin name or its pill
    mark_hovered(str, QPoint)                   after 400 ms, global place; "" when it is over
    mark_dragged_to(str, str)                   a relation drawn by mouse, from key to key
    handle_dragged(str, object)                 key, new spans as a tuple of (begin, end)
    fragment_clicked(int, int)                  Ctrl+click: the word (or the selection) there
    zoom_changed(int)                           by Ctrl+wheel, percent
    files_dropped(list)                         local paths as str
    context_requested(QPoint, int)              global place, offset
    visible_changed()                           scrolled, resized or zoomed

Keys it takes: the caret.* and select.* rows of the key table. All others are ignored, so the
window's actions get them; during an input method's preedit nothing is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.ui.look import Look
from annotator.ui.text import accessibility
from annotator.ui.text.layout import DocumentLayout, Visible
from annotator.ui.text.marks import Frame, Mark, MarkIndex, SegmentView, reading_order
from annotator.ui.text.metrics import column_for, metrics_for
from annotator.ui.text.mouse import Mouse
from annotator.ui.text.moves import Moves, movement_of
from annotator.ui.text.overview import WIDTH as STRIP
from annotator.ui.text.overview import Overview
from annotator.ui.text.painter import Painter
from annotator.ui.text.scene import Scene
from annotator.ui.text.scroller import Scroller
from annotator.ui.text.selection import Selection
from annotator.ui.text.stage import CaretSign, Stage

LinkFilter = Callable[[str, str], bool]
ZOOMS = (60, 300)
_FLASH_MS = 300
_IDLE_AFTER_MS = 250
_WHEEL_STEP = 10


def _any_end(_source: str, _target: str) -> bool:
    return True


class TextView(QAbstractScrollArea):
    """The annotated text; the module's docstring lists what it is told and what it tells."""

    caret_moved = Signal(int)
    selection_changed = Signal(int, int)
    mark_clicked = Signal(str)
    mark_hovered = Signal(str, QPoint)
    mark_dragged_to = Signal(str, str)
    handle_dragged = Signal(str, object)
    fragment_clicked = Signal(int, int)
    zoom_changed = Signal(int)
    files_dropped = Signal(list)
    context_requested = Signal(QPoint, int)
    visible_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty document."""
        super().__init__(parent)
        self._look = look
        self._zoom = 100
        self._metrics = metrics_for(look, self._zoom)
        self._margin_shown = True
        self._scene = Scene()
        self._caret = CaretSign()
        self._direction = "auto"
        self._selection = Selection("")
        self._allowed: LinkFilter = _any_end
        self._link: tuple[QPointF, QPointF] | None = None
        self._preview: Mark | None = None
        self._column = column_for(self._metrics, 700, has_margin=True)
        self._layout = DocumentLayout("", (), self._metrics, self._column.width)
        self._build_widgets()
        self._take_layout()
        accessibility.install()

    def _build_widgets(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 0, STRIP, 0)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
        self._overview = Overview(self._look, self)
        self._overview.went_to.connect(self._on_went_to)
        self._mouse = Mouse(self)
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._on_blinked)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.timeout.connect(self._on_flashed)

    def _take_layout(self) -> None:
        """Make all that depends on the layout anew; what was shown at the top is forgotten."""
        painter = Painter(self._look, self._metrics, self.devicePixelRatioF())
        self._stage = Stage(self._layout, painter, self._column)
        self._stage.margin_shown = self._margin_shown
        bar = self.verticalScrollBar()
        self._scroller = Scroller(bar, self._layout, self.viewport().height())
        self._moves = Moves(self._layout, self._selection, self._page())
        self._wake()

    def _page(self) -> float:
        line = self._metrics.line_height(self._metrics.text.ascent, self._metrics.text.descent, 1)
        return max(line, self.viewport().height() - line)

    # what it is told: text, marks, look

    def set_document(
        self,
        text: str,
        segments: Sequence[SegmentView] = (),
        *,
        direction: str = "auto",
        language: str = "",
    ) -> None:
        """Show a new text: caret to its begin, no marks. `direction` is auto, ltr or rtl."""
        self._direction = direction
        names_shown = self._scene.names_shown
        self._scene = Scene(names_shown=names_shown)
        self._preview = None
        self._selection = Selection(text, language)
        self._layout = DocumentLayout(
            text, segments, self._metrics, self._column.width, direction=direction
        )
        self.verticalScrollBar().setValue(0)
        self._take_layout()
        self._show_overview()
        self.viewport().update()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show these marks instead of all there were. Raises ValueError for equal keys."""
        self._preview = None
        self._layout.set_marks(MarkIndex(marks))
        self._wake()
        self._show_overview()
        self.viewport().update()

    def patch_marks(self, removed: Iterable[str] = (), added: Iterable[Mark] = ()) -> None:
        """Take marks out by key and add others; only the lines they touch are laid out again."""
        index = self._layout.index
        before = self._layout.heights.total()
        touched: list[Mark] = []
        for key in removed:
            mark = index.remove(key)
            if mark is not None:
                touched.append(mark)
        for mark in added:
            old = index.get(mark.key)
            if old is not None:
                touched.append(old)
            index.add(mark)
            touched.append(mark)
        if not touched:
            return
        for mark in touched:
            self._layout.touch(mark.begin, mark.end)
        self._repaint_blocks(touched, before)
        self._wake()
        self._show_overview()

    def _repaint_blocks(self, touched: Sequence[Mark], before: float) -> None:
        visible = self._scroller.settle()
        if self._layout.heights.total() != before:
            self.viewport().update()
            return
        top = self._scroller.top()
        for block in visible:
            begin, end = block.block.begin, block.block.end
            if any(mark.begin <= end and begin <= mark.end for mark in touched):
                self.viewport().update(
                    0,
                    int(block.top - top) - self._metrics.band,
                    self.viewport().width(),
                    block.dress.height + 2 * self._metrics.band,
                )

    def set_look(self, look: Look) -> None:
        """Take other colours, fonts and sizes; the place that is read stays."""
        self._look = look
        self._overview.set_look(look)
        self._measure_again()

    def set_zoom(self, percent: int) -> None:
        """Set the size of the text with all that belongs to it, 60 to 300 percent."""
        percent = min(max(percent, ZOOMS[0]), ZOOMS[1])
        if percent != self._zoom:
            self._zoom = percent
            self._measure_again()
            self.zoom_changed.emit(percent)

    def zoom(self) -> int:
        """Return the zoom in percent."""
        return self._zoom

    def set_margin_shown(self, is_shown: bool) -> None:
        """Show the margin with its stripes and names, or give its room to the text."""
        if is_shown != self._margin_shown:
            self._margin_shown = is_shown
            self._measure_again()

    def set_names_shown(self, is_shown: bool) -> None:
        """Show the values over the text, or the letters alone."""
        self._scene.names_shown = is_shown
        self.viewport().update()

    def _measure_again(self) -> None:
        offset, distance = self._scroller.anchor()
        scale = self._metrics.unit
        self._metrics = metrics_for(self._look, self._zoom)
        self._column = column_for(
            self._metrics, self.viewport().width(), has_margin=self._margin_shown
        )
        self._layout.measure(self._metrics, self._column.width)
        at_top = self.verticalScrollBar().value() == 0
        self._take_layout()
        if not at_top:
            self._scroller.restore(offset, distance * self._metrics.unit / scale)
        self._show_overview()
        self.viewport().update()

    # what it is told: what is selected

    def select_mark(self, key: str | None) -> None:
        """Make an annotation the current one, or none."""
        self._scene.current = key or ""
        self.viewport().update()

    def current_key(self) -> str | None:
        """Return the key of the current annotation."""
        return self._scene.current or None

    def set_selected_marks(self, keys: Iterable[str]) -> None:
        """Outline several annotations."""
        self._scene.selected = frozenset(keys)
        self.viewport().update()

    def set_frame(self, frame: Frame | None) -> None:
        """Open the frame of an annotation, or close it; nothing moves."""
        self._scene.set_frame(frame)
        self.viewport().update()

    def set_all_frames(self, frames: Iterable[Frame]) -> None:
        """Show the arcs of all these frames, muted; none with an empty sequence."""
        self._scene.others = tuple(frames)
        self.viewport().update()

    def set_hits(self, spans: Iterable[tuple[int, int]], current: int = -1) -> None:
        """Mark found places, and one of them as the current one."""
        self._scene.hits = list(spans)
        self._scene.current_hit = current
        total = max(1.0, self._layout.heights.total())
        self._overview.set_hits([self._part(b, e, total) for b, e in self._scene.hits])
        self.viewport().update()

    def set_preview(self, key: str, spans: Iterable[tuple[int, int]] | None) -> None:
        """Show an annotation with other spans while they are being changed; None: as it was."""
        mark = self._layout.index.get(key)
        if mark is None:
            return
        if self._preview is None or self._preview.key != key:
            self.set_preview(self._preview.key, None) if self._preview else None
            self._preview = mark
        if spans is None:
            original, self._preview = self._preview, None
            self.patch_marks([], [original])
            return
        self.patch_marks([], [with_spans(self._preview, spans)])

    def original_of_preview(self) -> Mark | None:
        """Return the mark whose spans are being changed, as it was."""
        return self._preview

    def set_hints(self, hints: Mapping[int, str]) -> None:
        """Show letters over words, by the offset of the word's begin."""
        self._scene.hints = dict(hints)
        self.viewport().update()

    def set_caret_letter(self, letter: str, slot: int = 0) -> None:
        """Let the caret carry a layer's letter; "" takes it away."""
        self._caret.letter, self._caret.slot = letter, slot
        self.viewport().update()

    def set_link_filter(self, allowed: LinkFilter | None) -> None:
        """Decide which annotations a relation may be drawn to: from key, to key."""
        self._allowed = allowed or _any_end

    def flash(self, key: str) -> None:
        """Outline an annotation for 300 ms."""
        self._scene.flashed = key
        self._flash_timer.start(_FLASH_MS)
        self.viewport().update()

    def _on_flashed(self) -> None:
        self._scene.flashed = ""
        self.viewport().update()

    # what it can be asked

    def text(self) -> str:
        """Return the text it was given."""
        return self._layout.text

    def mark(self, key: str) -> Mark | None:
        """Return a mark by its key."""
        return self._layout.index.get(key)

    def marks(self) -> list[Mark]:
        """Return all marks in reading order."""
        return sorted(self._layout.index, key=reading_order)

    def marks_at(self, offset: int) -> list[Mark]:
        """Return the marks over the character at `offset`, smallest first."""
        return self._layout.index.marks_at(offset)

    def marks_in(self, begin: int, end: int) -> list[Mark]:
        """Return the marks that touch `[begin, end)` in reading order."""
        return self._layout.index.marks_in(begin, end)

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._selection.caret

    def anchor(self) -> int:
        """Return the other end of the selection."""
        return self._selection.anchor

    def selection(self) -> tuple[int, int]:
        """Return begin and end of the selection; equal where nothing is selected."""
        return self._selection.begin, self._selection.end

    def selected_text(self) -> str:
        """Return the selected part of the text as it was given."""
        return self._layout.text[self._selection.begin : self._selection.end]

    def selection_state(self) -> Selection:
        """Return the caret with what the text says about words, sentences and paragraphs."""
        return self._selection

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

    def keys_at_point(self, point: QPointF) -> list[str]:
        """Return the keys of the annotations at a point, what a click means first."""
        sign = self.sign_at(point) or self.label_at(point)
        if sign:
            return [sign]
        found = self._layout.row_at(
            point.x() - self._column.left, point.y() + self._scroller.top()
        )
        return [mark.key for mark in found]

    def mark_at_point(self, point: QPointF) -> str:
        """Return the key of the annotation that a click at a point means, or ""."""
        keys = self.keys_at_point(point)
        return keys[0] if keys else ""

    def sign_at(self, point: QPointF) -> str:
        """Return the key whose margin name, stripe, pill or stub is at a point, or ""."""
        key = self._stage.frame.key_at(point)
        if key:
            return key
        for rect, key in (*self._stage.names, *self._stage.stripes):
            if rect.contains(point):
                return key
        return ""

    def label_at(self, point: QPointF) -> str:
        """Return the key of the annotation whose letter or value is at a point, or ""."""
        place = self._layout.place_at(point.y() + self._scroller.top())
        line = self._layout.line(place)
        if line is None or not line.rows:
            return ""
        inside = point.y() + self._scroller.top() - place.top
        if not line.top <= inside < line.baseline - self._metrics.text.cap - self._metrics.px(4):
            return ""
        x = point.x() - self._column.left
        for label in self._stage.painter.labels_of(line, self._scene):
            if label.left <= x < label.right:
                signs = [sign for sign in label.signs if sign.x <= x]
                return signs[-1].mark.key if signs else ""
        return ""

    def handle_at(self, point: QPointF) -> str:
        """Return begin or end if a handle of the current annotation is at a point, else ""."""
        key = self._scene.current
        if not key or (self._scene.frame and self._scene.frame.key == key):
            return ""
        radius = self._metrics.px(7)
        top = self._scroller.top()
        for block in self._layout.visible(top, self.viewport().height()):
            for line in block.dress.lines:
                for row in line.rows:
                    if row.mark.key != key:
                        continue
                    ends = self._stage.painter.handles_of(
                        line, block.top - top, row, self._column.left
                    )
                    for name, at in zip(("begin", "end"), ends, strict=True):
                        if at is not None and (at - point).manhattanLength() <= radius:
                            return name
        return ""

    # caret

    def set_caret(self, offset: int, *, anchor: int | None = None, scroll: bool = True) -> None:
        """Put the caret to `offset`, with `anchor` selecting from there; a fold there opens."""
        before = (self._selection.anchor, self._selection.caret)
        if anchor is None:
            self._selection.go(offset)
        else:
            self._selection.select(anchor, offset)
        number = self._layout.blocks.at(self._selection.caret)
        if self._layout.is_hidden(number):
            self.set_folded(self._layout.blocks[number].group, False)
        self._caret_changed(before, scroll=scroll)

    def _caret_changed(self, before: tuple[int, int], *, scroll: bool) -> None:
        selection = self._selection
        self._scene.selection = (selection.begin, selection.end)
        self._restart_blinking()
        if scroll:
            self._show_caret()
        self.viewport().update()
        if (selection.anchor, selection.caret) == before:
            return
        accessibility.tell_caret(self)
        if selection.caret != before[1]:
            self.caret_moved.emit(selection.caret)
        was = (min(before), max(before))
        now = (selection.begin, selection.end)
        if was != now and not (was[0] == was[1] and now[0] == now[1]):
            self.selection_changed.emit(*now)

    def _show_caret(self) -> None:
        for _ in range(2):
            rect = self._layout.rect_of(
                self._selection.caret, is_upstream=self._selection.is_upstream
            )
            self._scroller.set_range()
            bar = self.verticalScrollBar()
            bar.setValue(self._scroller.value_for(rect.top(), rect.bottom()))

    def scroll_to(self, offset: int) -> None:
        """Bring the line of `offset` into view, a third from the top if it was far away."""
        number = self._layout.blocks.at(offset)
        if self._layout.is_hidden(number):
            self.set_folded(self._layout.blocks[number].group, False)
        for _ in range(2):
            rect = self._layout.rect_of(offset)
            self._scroller.set_range()
            bar = self.verticalScrollBar()
            bar.setValue(self._scroller.value_for(rect.top(), rect.bottom()))

    def caret_rect(self) -> QRectF:
        """Return where the caret is drawn, from the upper left corner of the text."""
        selection, px = self._selection, self._metrics.px
        place = self._layout.line_at(selection.caret, is_upstream=selection.is_upstream)
        line = self._layout.line(place)
        if line is None:
            return QRectF()
        x = self._layout.shape(place.number).x_of(selection.caret, place.line)
        if line.height <= self._metrics.gap:
            return QRectF(x - px(1), place.top + line.top - px(2), px(2), line.height + px(6))
        top = place.top + line.baseline - self._metrics.text.cap - px(6)
        return QRectF(x - px(1), top, px(2), self._metrics.text.cap + px(13))

    def _restart_blinking(self) -> None:
        self._caret.is_shown = self.hasFocus()
        period = QGuiApplication.styleHints().cursorFlashTime()
        if self.hasFocus() and period > 1:
            self._blink.start(period // 2)
        else:
            self._blink.stop()

    def _on_blinked(self) -> None:
        self._caret.is_shown = not self._caret.is_shown and self.hasFocus()
        rect = self.caret_rect().translated(self._column.left, -self._scroller.top())
        self.viewport().update(rect.adjusted(-2, -2, 24, 2).toAlignedRect())

    # folds

    def set_folded(self, group: int, is_folded: bool) -> None:
        """Fold or open a group of dimmed segments by its number."""
        self._layout.set_folded(group, is_folded)
        self._scroller.set_range()
        self._show_overview()
        self.viewport().update()

    def toggle_fold(self, offset: int) -> bool:
        """Fold or open the group of dimmed segments at `offset`; say whether there is one."""
        group = self._layout.blocks[self._layout.blocks.at(offset)].group
        if group < 0:
            return False
        self.set_folded(group, group not in self._layout.folded)
        return True

    def toggle_fold_at(self, point: QPointF) -> bool:
        """Fold or open the group whose header is at a point of the viewport."""
        group = self._layout.header_at(point.y() + self._scroller.top())
        if group is None or point.x() < self._column.left:
            return False
        self.set_folded(group, group not in self._layout.folded)
        return True

    # hovering and linking, for the mouse

    def hovered_key(self) -> str:
        """Return the key of the annotation under the mouse, or ""."""
        return self._scene.hovered

    def set_hovered(self, key: str) -> None:
        """Give an annotation the strong fill of one under the mouse."""
        if key != self._scene.hovered:
            self._scene.hovered = key
            self.viewport().update()

    def set_pointer(self, point: QPointF) -> None:
        """Show by the shape of the pointer what a press at a point would do."""
        shape = Qt.CursorShape.IBeamCursor
        if self.handle_at(point):
            shape = Qt.CursorShape.SizeHorCursor
        elif (
            self.sign_at(point)
            or self.label_at(point)
            or self._layout.header_at(point.y() + self._scroller.top()) is not None
        ):
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def begin_link(self, source: str) -> None:
        """Light up the visible annotations that a relation from `source` may go to."""
        begin, end = self.visible_span()
        self._scene.lit = frozenset(
            mark.key
            for mark in self.marks_in(begin, end)
            if mark.key != source and self._allowed(source, mark.key)
        )
        self.viewport().update()

    def show_link(self, source: str, begin: QPointF, end: QPointF) -> None:
        """Draw the relation as it is dragged."""
        self._link = (begin, end)
        self.set_hovered(self.mark_at_point(end))
        self.viewport().update()

    def end_link(self) -> LinkFilter:
        """Take the drawn relation away; return what decides if it may be."""
        self._link = None
        self._scene.lit = frozenset()
        self.set_hovered("")
        self.viewport().update()
        return self._allowed

    # overview and idle work

    def _part(self, begin: int, end: int, total: float) -> tuple[float, float]:
        layout = self._layout
        low, high = layout.blocks.at(begin), layout.blocks.at(end)
        return self._y_of(low, begin) / total, self._y_of(high, end) / total

    def _y_of(self, number: int, offset: int) -> float:
        block = self._layout.blocks[number]
        heights = self._layout.heights
        share = (offset - block.begin) / max(1, block.end - block.begin)
        return heights.top(number) + heights[number] * min(1.0, share)

    def _show_overview(self) -> None:
        total = max(1.0, self._layout.heights.total())
        self._overview.gather(
            self._layout.index, lambda begin, end: self._part(begin, end, total)
        )
        heights = self._layout.heights
        self._overview.set_shaded(
            [
                (heights.top(group.header) / total, heights.top(group.last - 1) / total)
                for group in self._layout.blocks.groups
            ]
        )
        self._show_visible_part()

    def _show_visible_part(self) -> None:
        bar = self.verticalScrollBar()
        whole = max(1, bar.maximum() + self.viewport().height())
        value = bar.value()
        self._overview.set_visible(value / whole, (value + self.viewport().height()) / whole)

    def _on_went_to(self, part: float) -> None:
        bar = self.verticalScrollBar()
        whole = bar.maximum() + self.viewport().height()
        bar.setValue(round(part * whole - self.viewport().height() / 2))

    def _wake(self) -> None:
        self._idle.start(_IDLE_AFTER_MS)

    def _on_idle(self) -> None:
        if not self.isVisible():
            return
        if self._scroller.measure_some():
            self._idle.start(12)
        else:
            self._show_overview()
        self._show_visible_part()

    def finish_measuring(self) -> None:
        """Lay out all that was not seen yet, so that every height is exact."""
        while self._scroller.measure_some():
            pass
        self._show_overview()
        self._overview.finish()

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is visible."""
        painter = QPainter(self.viewport())
        visible = self._scroller.settle()
        top = self._scroller.top()
        self._caret.rect = self.caret_rect() if self._caret.is_shown else QRectF()
        area = QRectF(self.viewport().rect())
        clip = QRectF(event.rect())
        painter.setClipRect(clip)
        self._stage.paint(painter, visible, self._scene, top, area, clip, self._caret)
        if self._link is not None:
            painter.setPen(QPen(QColor(self._look.tokens.ink), self._metrics.px(1.5)))
            painter.drawLine(*self._link)
        painter.end()
        self._show_visible_part()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines anew if the column changed; the place that is read stays."""
        super().resizeEvent(event)
        self._overview.setGeometry(self.width() - STRIP, 0, STRIP, self.height())
        column = column_for(
            self._metrics, self.viewport().width(), has_margin=self._margin_shown
        )
        if column.width == self._column.width:
            self._column = self._stage.column = column
            self._scroller.height = self.viewport().height()
            self._moves.page = self._page()
            self._scroller.set_range()
        else:
            self._measure_again()
        self._show_overview()
        self.visible_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Show another part."""
        self.viewport().update()
        self.visible_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret by the keys that do; leave all others to the window."""
        movement = movement_of(event)
        if movement is None:
            event.ignore()
            return
        name, extends = movement
        before = (self._selection.anchor, self._selection.caret)
        self._moves.make(name, extends=extends)
        self._caret_changed(before, scroll=name not in ("widen", "narrow", "all"))
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take nothing from an input method: text is not typed here."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count as one more press."""
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag, or hover."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        self._mouse.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hover over nothing."""
        self._mouse.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            if steps:
                self.set_zoom(self._zoom + round(steps * _WHEEL_STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the caret by key; by mouse it is asked for on release."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.rect_of(self.caret())
            at = self.viewport().mapToGlobal(rect.bottomLeft().toPoint())
            self.context_requested.emit(at, self.caret())
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
            event.acceptProposedAction()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._restart_blinking()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._restart_blinking()
        self.viewport().update()


def with_spans(mark: Mark, spans: Iterable[tuple[int, int]]) -> Mark:
    """Return a mark with other spans, sorted."""
    found = tuple(sorted(spans))
    return Mark(
        mark.key,
        found or mark.spans,
        mark.slot,
        mark.drawing,
        mark.letter,
        mark.value,
        mark.detail,
        mark.flags,
    )
