"""The widget that shows a document with its annotations and answers to hands.

It knows no store and no scheme: it is told plain view data (`marks.py`) and tells in signals
what the user did. All offsets are code points of the text it was given, half-open.

What it is told
    TextView(look, parent=None)
    set_look(look)                              colours, fonts, sizes
    set_document(text, segments=(), *, direction="auto", language="")
                                                a new text: caret to 0, no marks. Dimmed segments
                                                that follow each other under one title are folded
    set_marks(marks, readers=()) / patch_marks(removed_keys, added_marks)
                                                several readers: letters of their rows
    set_differences(places, current=0)          names in the margin where readers differ
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
    flash(key)                                  an outline for 300 ms
    set_caret(offset, *, anchor=None, scroll=True), scroll_to(offset)

What it can be asked
    text(), mark(key), marks_at(offset) (smallest first), marks_in(begin, end), marks()
    current_key(), caret(), anchor(), selection() -> (begin, end), selected_text()
    zoom(), visible_span() -> (begin, end), rect_of(offset) -> QRectF in the viewport,
    pointing() (.keys .label .sign .handle .header of a point of the viewport),
    position_at(QPointF in the viewport) -> offset, mark_at_point(QPointF) -> key | ""

What it tells (signals)
    caret_moved(int)                            offset
    selection_changed(int, int)                 begin, end; equal: nothing is selected
    mark_clicked(str)                           the smallest at the click; again there: the next
                                                larger; also by label, margin name, pill or stub
    mark_hovered(str, QPoint)                   after 400 ms, global place; "" when it is over
    mark_dragged_to(str, str)                   a relation drawn by mouse, from key to key
    stub_clicked(str)                           the end of a frame that is out of view
    handle_moved(str, object)                   while a handle is dragged: key, spans as above
    handle_dragged(str, object)                 key, new spans as a tuple of (begin, end)
    fragment_clicked(int, int)                  Ctrl+click: the word (or the selection) there
    zoom_changed(int)                           by Ctrl+wheel, percent
    files_dropped(list)                         local paths as str
    context_requested(QPoint, int, str)         global place, offset, key of what is there or ""
    visible_changed()                           scrolled, resized or zoomed
    announced(str)                              said to a screen reader (accessibility.announce)

Keys it takes: the caret.* and select.* rows of the key table. All others are ignored, so the
window's actions get them; during an input method's preedit nothing is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.ui.look import Look
from annotator.ui.text import accessibility
from annotator.ui.text.caret import Blinking, CaretSign, caret_rect
from annotator.ui.text.linking import LinkFilter, Linking, any_end
from annotator.ui.text.marks import Mark, SegmentView
from annotator.ui.text.mouse import Mouse
from annotator.ui.text.moves import Moves, movement_of
from annotator.ui.text.pointing import Pointing
from annotator.ui.text.preview import Preview
from annotator.ui.text.selection import Selection
from annotator.ui.text.surface import Surface

Describe = Callable[[int], str]
MovementOf = Callable[[QKeyEvent], tuple[str, bool] | None]


def _nothing(_offset: int) -> str:
    return ""


class TextView(Surface):
    """The annotated text; the module's docstring lists what it is told and what it tells."""

    caret_moved = Signal(int)
    selection_changed = Signal(int, int)
    mark_clicked = Signal(str)
    mark_hovered = Signal(str, QPoint)
    mark_dragged_to = Signal(str, str)
    stub_clicked = Signal(str)
    handle_moved = Signal(str, object)
    handle_dragged = Signal(str, object)
    fragment_clicked = Signal(int, int)
    files_dropped = Signal(list)
    context_requested = Signal(QPoint, int, str)
    announced = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty document."""
        accessibility.install()
        self._caret = CaretSign()
        self._selection = Selection("")
        self._linking = Linking(self)
        self._preview = Preview(self)
        self._describe: Describe = _nothing
        super().__init__(look, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        # Nothing is typed here: without an input method there is no preedit to stand back for,
        # and letters that are commands arrive as they are.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._mouse = Mouse(self)
        self._movement_of: MovementOf = movement_of
        self._blink = Blinking(self._caret, self.hasFocus, self._repaint_caret)
        self._blink.has_motion = look.has_motion
        self.setAccessibleName(self.tr("Text"))

    def set_look(self, look: Look) -> None:
        """Take other colours, fonts and sizes; the caret blinks if anything may move."""
        super().set_look(look)
        self._blink.has_motion = look.has_motion
        self._blink.restart()

    def set_document(
        self,
        text: str,
        segments: Sequence[SegmentView] = (),
        *,
        direction: str = "auto",
        language: str = "",
    ) -> None:
        """Show a new text: caret to its begin, no marks. `direction` is auto, ltr or rtl."""
        self._preview.forget()
        self._selection = Selection(text, language)
        super().set_document(text, segments, direction=direction)

    def set_marks(self, marks: Iterable[Mark], readers: Sequence[str] = ()) -> None:
        """Show these marks instead of all there were. Raises ValueError for equal keys."""
        self._preview.forget()
        super().set_marks(marks, readers)

    # spans while they are changed

    def set_preview(self, key: str, spans: Iterable[tuple[int, int]] | None) -> None:
        """Show an annotation with other spans while they are being changed; None: as it was."""
        self._preview.show(key, spans)

    def original_of_preview(self) -> Mark | None:
        """Return the mark whose spans are being changed, as it was."""
        return self._preview.original

    # what a screen reader asks

    def set_describer(self, describe: Describe) -> None:
        """Take what says in words which annotations are over the character at an offset."""
        self._describe = describe

    def description(self) -> str:
        """Return the annotations at the caret in words."""
        return self._describe(self.caret())

    # the caret

    def set_caret_letter(self, letter: str, slot: int = 0) -> None:
        """Let the caret carry a layer's letter; "" takes it away."""
        self._caret.letter, self._caret.slot = letter, slot
        self.viewport().update()

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
        self._blink.restart()
        if scroll:
            self._show_caret()
        for offset in (*before, selection.anchor, selection.caret):
            self._repaint_span(offset, offset)
        if (selection.anchor, selection.caret) == before:
            return
        if min(before) < max(before) or selection.begin < selection.end:
            changed = (*before, selection.anchor, selection.caret)
            self._repaint_span(min(changed), max(changed))
        accessibility.tell_caret(self)
        if selection.caret != before[1]:
            self.caret_moved.emit(selection.caret)
        was = (min(before), max(before))
        now = (selection.begin, selection.end)
        if was != now and not (was[0] == was[1] and now[0] == now[1]):
            self.selection_changed.emit(*now)

    def _show_caret(self) -> None:
        selection = self._selection
        self._bring_into_view(selection.caret, is_upstream=selection.is_upstream)

    def caret_rect(self) -> QRectF:
        """Return where the caret is drawn, from the upper left corner of the text."""
        return caret_rect(self._layout, self._selection)

    def _caret_sign(self) -> CaretSign:
        """Return the caret as it is drawn now."""
        self._caret.rect = self.caret_rect() if self._caret.is_shown else QRectF()
        return self._caret

    def _repaint_caret(self) -> None:
        rect = self.caret_rect().translated(self._column.left, -self._scroller.top())
        self.viewport().update(rect.adjusted(-2, -24, 24, 2).toAlignedRect())

    # what is at a point

    def pointing(self) -> Pointing:
        """Return what answers for points of the viewport as it is now."""
        return Pointing(self._stage, self._scene, self._scroller.top(), self.viewport().height())

    def mark_at_point(self, point: QPointF) -> str:
        """Return the key of the annotation that a click at a point means, or ""."""
        keys = self.pointing().keys(point)
        return keys[0] if keys else ""

    def toggle_fold_at(self, point: QPointF) -> bool:
        """Fold or open the group whose header is at a point of the viewport."""
        group = self.pointing().header(point)
        if group is None:
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
            before, self._scene.hovered = self._scene.hovered, key
            self._repaint_marks(map(self.mark, (before, key)))

    def set_drag_grain(self, grain: str) -> None:
        """Let a drag select by word, sentence or paragraph; with Alt it goes by character."""
        self._mouse.drag_grain = grain

    def set_link_filter(self, allowed: LinkFilter | None) -> None:
        """Decide which annotations a relation may be drawn to: from key, to key."""
        self._linking.allowed = allowed or any_end

    def begin_link(self, source: str) -> None:
        """Light up the visible annotations that a relation from `source` may go to."""
        self._linking.begin(source, self._scene)
        self.viewport().update()

    def show_link(self, begin: QPointF, end: QPointF) -> None:
        """Draw the relation as it is dragged."""
        self._linking.show(begin, end)
        self.set_hovered(self.mark_at_point(end))
        self.viewport().update()

    def end_link(self) -> LinkFilter:
        """Take the drawn relation away; return what decides if it may be."""
        self._linking.end(self._scene)
        self.set_hovered("")
        self.viewport().update()
        return self._linking.allowed

    def _paint_over(self, painter: QPainter) -> None:
        """Paint the relation that is being drawn."""
        self._linking.paint(painter, self._look, self._metrics.px(1.5))

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret by the keys that do; leave all others to the window."""
        movement = self._movement_of(event)
        if movement is None:
            event.ignore()
            return
        name, extends = movement
        before = (self._selection.anchor, self._selection.caret)
        page = max(self.verticalScrollBar().singleStep(), self.verticalScrollBar().pageStep())
        Moves(self._layout, self._selection, page).make(name, extends=extends)
        self._caret_changed(before, scroll=name not in ("widen", "narrow", "all"))
        event.accept()

    def set_movement_keys(self, movement_of: MovementOf) -> None:
        """Ask another function which movement a key stands for and whether it extends."""
        self._movement_of = movement_of

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
        if not self._mouse.zoomed(event):
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the caret by key; by mouse it is asked for on release."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.rect_of(self.caret())
            at = self.viewport().mapToGlobal(rect.bottomLeft().toPoint())
            self.context_requested.emit(at, self.caret(), "")
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
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
        self._blink.restart()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._blink.restart()
        self.viewport().update()
