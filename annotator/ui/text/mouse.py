"""What presses, drags and hovering of the mouse mean on the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotator.text.tokens import snap_to_tokens
from annotator.ui.text.drag_keys import DragKeys
from annotator.ui.text.edge_scroll import EdgeScroll
from annotator.ui.text.marks import Mark

if TYPE_CHECKING:
    from annotator.ui.text.caret_surface import CaretSurface

_HOVER_MS = 400
_SAME_PLACE = 4
_IDLE, _SELECTING, _HANDLE, _LINKING, _PRESSED = "idle", "selecting", "handle", "linking", "pressed"


class Mouse:
    """The state of the mouse on one view."""

    def __init__(self, view: CaretSurface) -> None:
        """Answer for `view`."""
        self._view = view
        self._state = _IDLE
        self._pressed_at = QPointF()
        self._unit: tuple[int, int] = (0, 0)
        self._grain = self.drag_grain = "word"
        self._handle = ""
        self._link_from = ""
        self._spans: tuple[tuple[int, int], ...] = ()
        self._last_click = QPointF(-100, -100)
        self._last_key = ""
        self._presses = 0
        self._since_press = QElapsedTimer()
        self._global = QPoint()
        self._timer = QTimer(view)
        self._timer.setObjectName("hover")
        self._timer.setSingleShot(True)
        self._timer.setInterval(_HOVER_MS)
        self._timer.timeout.connect(self._on_hovered)
        view.visible_changed.connect(self.leave)
        self._edge = EdgeScroll(view, self._drag_on)
        self._keys = DragKeys(view, self.give_up)
        self._selected_before = self._begun_at = (0, 0)
        self._scrolled = 0

    # presses

    def press(self, event: QMouseEvent) -> None:
        """Begin what a button begins here."""
        view, at = self._view, event.position()
        self.leave()
        self._end_drag()
        self._selected_before = (view.anchor(), view.caret())
        self._begun_at = (view.position_at(at), view.verticalScrollBar().value())
        if event.button() == Qt.MouseButton.RightButton:
            self._pressed_at = at
            self._link_from = view.mark_at_point(at)
            self._state = _PRESSED
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._count_presses(at)
        self._pressed_at = at
        self._link_from = ""
        handle = view.pointing().handle(at)
        if handle:
            self._handle, self._state = handle, _HANDLE
            self._keys.begin()
            mark = view.mark(view.current_key() or "")
            self._spans = mark.spans if mark else ()
            return
        if not view.pointing().stub(at) and view.toggle_fold_at(at):
            self._state = _IDLE
            return
        label = view.pointing().label(at)
        if label:
            self._link_from, self._state = label, _PRESSED
            return
        if view.pointing().sign(at):
            self._state = _PRESSED
            return
        self._press_on_text(event, view.position_at(at))

    def _count_presses(self, at: QPointF) -> None:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        is_near = (at - self._pressed_at).manhattanLength() <= _SAME_PLACE
        is_soon = self._since_press.isValid() and self._since_press.elapsed() < interval
        self._presses = self._presses % 4 + 1 if is_near and is_soon else 1
        self._since_press.start()

    def _press_on_text(self, event: QMouseEvent, offset: int) -> None:
        view = self._view
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.set_caret(offset, anchor=view.anchor(), scroll=False)
            self._unit, self._grain = (view.anchor(), view.anchor()), "character"
        elif self._presses == 1:
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                view.set_caret(offset, scroll=False)
            self._grain = "word"
            self._unit = (offset, offset)
        else:
            self._grain = ("word", "sentence", "paragraph")[self._presses - 2]
            self._unit = self._span_of(offset)
            view.set_caret(self._unit[1], anchor=self._unit[0], scroll=False)
        self._state = _SELECTING if self._presses > 1 else _PRESSED
        if self._state == _SELECTING:
            self._keys.begin()

    def _span_of(self, offset: int) -> tuple[int, int]:
        found = self._view.selection_state()
        if self._grain == "paragraph":
            return found.paragraph_span(offset)
        if self._grain == "sentence":
            return found.sentence_span(offset)
        return found.word_span(offset)

    # moves

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag, or notice what the mouse is over."""
        at = event.position()
        is_far = (at - self._pressed_at).manhattanLength() >= (
            QGuiApplication.styleHints().startDragDistance()
        )
        if self._state == _PRESSED and is_far:
            self._begin_drag(event)
        if self._state == _SELECTING:
            self._select_to(at, event.modifiers())
            self._edge.follow(at, event.modifiers())
        elif self._state == _HANDLE:
            self._drag_handle(at, event.modifiers())
            self._edge.follow(at, event.modifiers())
        elif self._state == _LINKING:
            self._link_to(at)
            self._edge.follow(at, event.modifiers())
        elif self._state == _IDLE:
            self._hover(event)

    def _begin_drag(self, event: QMouseEvent) -> None:
        if self._link_from:
            self._state = _LINKING
            self._scrolled = self._view.verticalScrollBar().value()
            self._view.begin_link(self._link_from)
            self._keys.begin()
            return
        is_left = event.buttons() & Qt.MouseButton.LeftButton
        if is_left and not self._view.pointing().sign(self._pressed_at):
            if self._grain == "word" and self._presses == 1:
                self._grain = self.drag_grain
                self._unit = self._begin_unit(event)
            self._state = _SELECTING
            self._keys.begin()

    def _begin_unit(self, event: QMouseEvent) -> tuple[int, int]:
        offset = self._view.position_at(self._pressed_at)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return offset, offset
        return self._span_of(offset)

    def _drag_on(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Go on with a drag while the text moves under the mouse."""
        if self._state == _SELECTING:
            self._select_to(at, held)
        elif self._state == _HANDLE:
            self._drag_handle(at, held)
        elif self._state == _LINKING:
            self._link_to(at, is_beyond=True)

    def _link_to(self, at: QPointF, *, is_beyond: bool = False) -> None:
        """Draw the relation to a point; where the text moved, its begin moved with it.

        Nothing is meant while the mouse is beyond the edge: released there, it relates nothing.
        """
        bar = self._view.verticalScrollBar()
        if bar.value() != self._scrolled:
            self._pressed_at.setY(self._pressed_at.y() + self._scrolled - bar.value())
            self._scrolled = bar.value()
            self._view.begin_link(self._link_from)
        self._view.show_link(self._pressed_at, at, is_meant=not is_beyond)

    def _select_to(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        # Nothing scrolls but past the edge: other words would come under a mouse that stands.
        view = self._view
        offset = view.position_at(at)
        begin, end = self._unit
        if self._grain == "character" or held & Qt.KeyboardModifier.AltModifier:
            view.set_caret(offset, anchor=begin if offset >= begin else end, scroll=False)
            return
        low, high = self._span_of(offset)
        if low < begin:
            view.set_caret(low, anchor=end, scroll=False)
        else:
            view.set_caret(max(high, end), anchor=begin, scroll=False)

    def _drag_handle(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        view = self._view
        mark = view.mark(view.current_key() or "")
        if mark is None:
            return
        offset = view.position_at(at)
        snaps = not held & Qt.KeyboardModifier.AltModifier
        self._spans = moved(
            view.text(), mark, begin=self._handle == "begin", offset=offset, snaps=snaps
        )
        view.set_preview(mark.key, self._spans)
        view.handle_moved.emit(mark.key, self._spans)

    def _hover(self, event: QMouseEvent) -> None:
        view, at = self._view, event.position()
        key = view.mark_at_point(at)
        self._global = event.globalPosition().toPoint()
        self._show_meaning(at)
        if key != view.hovered_key():
            view.set_hovered(key)
            view.mark_hovered.emit("", self._global)
            self._timer.stop()
            if key:
                self._timer.start()

    def _show_meaning(self, point: QPointF) -> None:
        """Show by the shape of the pointer what a press at a point would do."""
        shape, at = Qt.CursorShape.IBeamCursor, self._view.pointing()
        if at.handle(point):
            shape = Qt.CursorShape.SizeHorCursor
        elif at.sign(point) or at.label(point) or at.header(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(shape)

    def _on_hovered(self) -> None:
        if self._view.hovered_key():
            self._view.mark_hovered.emit(self._view.hovered_key(), self._global)

    def leave(self) -> None:
        """Forget what the mouse was over."""
        self._timer.stop()
        if self._view.hovered_key():
            self._view.set_hovered("")
            self._view.mark_hovered.emit("", self._global)

    # releases

    def release(self, event: QMouseEvent) -> None:
        """End a drag or a click."""
        view, at, state = self._view, event.position(), self._state
        self._end_drag()
        if state == _HANDLE:
            self._end_handle()
        elif state == _LINKING:
            source = self._link_from
            is_seen = view.viewport().rect().contains(at.toPoint())
            target = view.mark_at_point(at) if is_seen else ""
            view.end_link()
            if target and target != source:
                view.mark_dragged_to.emit(source, target)
        elif state == _PRESSED and event.button() == Qt.MouseButton.RightButton:
            place = event.globalPosition().toPoint()
            view.context_requested.emit(place, view.position_at(at), self._link_from)
        elif state == _PRESSED:
            self._click(event)

    def _end_drag(self) -> None:
        self._state = _IDLE
        self._edge.stop()
        self._keys.end()

    def give_up(self) -> None:
        """End a drag as if it had never begun; the release of the button then means nothing."""
        view, state = self._view, self._state
        self._end_drag()
        if state == _SELECTING:
            anchor, caret = self._selected_before
            view.set_caret(caret, anchor=anchor, scroll=False)
        elif state == _LINKING:
            view.end_link()
        original = view.original_of_preview()
        if state == _HANDLE and original is not None:
            view.set_preview(original.key, None)
            view.handle_moved.emit(original.key, original.spans)
        offset, scrolled = self._begun_at
        if view.verticalScrollBar().value() != scrolled:
            view.scroll_to(offset)

    def _end_handle(self) -> None:
        view = self._view
        mark = view.original_of_preview()
        if mark is not None:
            view.set_preview(mark.key, None)
            if self._spans != mark.spans:
                view.handle_dragged.emit(mark.key, self._spans)

    def _click(self, event: QMouseEvent) -> None:
        view, at = self._view, event.position()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            begin, end = view.selection()
            offset = view.position_at(at)
            if not (begin < end and begin <= offset <= end):
                begin, end = view.selection_state().word_span(offset)
            if begin < end:
                view.fragment_clicked.emit(begin, end)
            return
        stub = view.pointing().stub(at)
        if stub:
            view.stub_clicked.emit(stub)
            return
        keys = view.pointing().keys(at)
        is_same = (at - self._last_click).manhattanLength() <= _SAME_PLACE
        self._last_click = at
        if not keys:
            self._last_key = ""
            return
        key = keys[0]
        if is_same and self._last_key in keys:
            key = keys[(keys.index(self._last_key) + 1) % len(keys)]
        self._last_key = key
        view.mark_clicked.emit(key)


def moved(
    text: str, mark: Mark, *, begin: bool, offset: int, snaps: bool
) -> tuple[tuple[int, int], ...]:
    """Return the spans of a mark with its begin or end moved to `offset`, by words if it snaps.

    Only the first or last fragment changes; it keeps at least one character.
    """
    spans = list(mark.spans)
    low, high = spans[0] if begin else spans[-1]
    if begin:
        low = min(offset, high - 1)
    else:
        high = max(offset, low + 1)
    if snaps:
        snapped = snap_to_tokens(text, low, high)
        if snapped[0] < snapped[1]:
            low, high = (snapped[0], high) if begin else (low, snapped[1])
    if not begin and len(spans) > 1:
        low = max(low, spans[-2][1])
    if begin and len(spans) > 1:
        high = min(high, spans[1][0])
    spans[0 if begin else -1] = (low, high)
    return tuple(spans)
