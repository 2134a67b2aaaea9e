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
    set_folded(bool), toggle_fold(offset) -> bool
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

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.ui.look import Look
from annotator.ui.text.marks import Frame, Mark, MarkIndex, SegmentView

LinkFilter = Callable[[str, str], bool]


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
        self._text = ""
        self._segments: tuple[SegmentView, ...] = ()
        self._index = MarkIndex()
        self._current: str | None = None
        self._frame: Frame | None = None
        self._caret = 0
        self._anchor = 0

    def set_document(
        self,
        text: str,
        segments: Sequence[SegmentView] = (),
        *,
        direction: str = "auto",
        language: str = "",
    ) -> None:
        """Show a new text: caret to its begin, no marks."""
        self._text = text
        self._segments = tuple(segments)
        self.set_marks([])

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show these marks instead of all there were."""
        self._index = MarkIndex(marks)
        self.viewport().update()
