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
    set_hits(spans, current=-1)                 found places in order; -1: none is the current one
    set_preview(key, spans | None)              spans of a mark while they are being changed
    set_names_shown(bool), set_margin_shown(bool), set_zoom(percent 60-300, still=)
    set_caret_letter(letter, slot)              sticky mode; "" takes it away
    set_hints({offset: letters})                jump hints over the words; {} takes them away
    set_link_filter(callable(from_key, to_key) -> bool)
    toggle_fold(offset) -> bool                 the group of dimmed segments there, if there is one
    flash(key)                                  an outline for 300 ms
    set_caret(offset, *, anchor=None, scroll=True), scroll_to(offset), scroll_to_span(begin, end)

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

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.ui.look import motion
from annotator.ui.look.look import Look
from annotator.ui.text import accessibility
from annotator.ui.text.caret_surface import CaretSurface
from annotator.ui.text.glide import Glide
from annotator.ui.text.mouse import Mouse
from annotator.ui.text.moves import Moves, movement_of
from annotator.ui.text.wheel import Wheel

_MOST_OF_VIEW = 0.7
"""What takes more of the height is read from its begin on."""
MovementOf = Callable[[QKeyEvent], tuple[str, bool] | None]


class TextView(CaretSurface):
    """The annotated text; the module's docstring lists what it is told and what it tells."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty document."""
        accessibility.install()
        self._glide = Glide(self.viewport)
        super().__init__(look, parent)
        self._may_glide(look)
        self.caret_shown.connect(self._tell_caret)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        # Nothing is typed here: without an input method there is no preedit to stand back for,
        # and letters that are commands arrive as they are.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._mouse, self._wheel = Mouse(self), Wheel(self)
        self._movement_of: MovementOf = movement_of
        self.setAccessibleName(self.tr("Text"))

    def set_drag_grain(self, grain: str) -> None:
        """Let a drag select by word, sentence or paragraph; with Alt it goes by character."""
        self._mouse.drag_grain = grain

    def _tell_caret(self) -> None:
        accessibility.tell_caret(self)

    def scroll_to_span(self, begin: int, end: int) -> None:
        """Bring all of `[begin, end)` into view where it has room there, else its begin."""
        number = self._layout.blocks.at(begin)
        if self._layout.is_hidden(number):
            self.set_folded(self._layout.blocks[number].group, False)
        most = self.viewport().height() * _MOST_OF_VIEW

        def wanted() -> QRectF:
            first = self._layout.rect_of(begin)
            both = first.united(self._layout.rect_of(end, is_upstream=True))
            return both if both.height() <= most else first

        self._scroller.bring(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hub of an open frame in view where a bar under the text takes room."""
        super().resizeEvent(event)
        before = event.oldSize().height()
        hub = self.mark(self._scene.frame.key) if self._scene.frame is not None else None
        if hub is None or event.size().height() >= before:
            return
        if 0 <= self.rect_of(hub.begin).top() < before:
            self.scroll_to_span(hub.begin, hub.end)

    def set_look(self, look: Look, *, still: int | None = None) -> None:
        """Take other colours, fonts and sizes, and glide only if anything may move."""
        super().set_look(look, still=still)
        self._may_glide(look)

    def _may_glide(self, look: Look) -> None:
        self.set_gliding(look.has_motion and motion.is_seen())

    def set_gliding(self, is_on: bool) -> None:
        """Let what is painted glide to a place in 160 ms, or be there at once (the default)."""
        self._glide.end()
        self._glide.is_on = is_on

    def _take_layout(self) -> None:
        super()._take_layout()
        self._glide.end()
        self._scroller.glide = self._glide

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
        if not self._wheel.turned(event):
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
