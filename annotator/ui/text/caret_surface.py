"""A document with its annotations, a caret and a selection: what hands and screen readers ask of.

`view.py` makes it answer to keys and the mouse; it lists all that the two can be told and asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotator.ui.look.look import Look
from annotator.ui.text.caret import Blinking, CaretSign, caret_box, caret_rect
from annotator.ui.text.linking import LinkFilter, Linking, any_end
from annotator.ui.text.marks import Mark, SegmentView
from annotator.ui.text.moved import Spots
from annotator.ui.text.pointing import Pointing
from annotator.ui.text.preview import Preview
from annotator.ui.text.selection import Selection
from annotator.ui.text.surface import Surface

Describe = Callable[[int], str]


def _nothing(_offset: int) -> str:
    return ""


class CaretSurface(Surface):
    """The text with a caret; where its annotations are pointed at, lit and linked."""

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
    caret_shown = Signal()
    """The caret or the selection is another one; told before the two signals that say which."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty document."""
        self._caret = CaretSign()
        self._selection = Selection("")
        self._linking = Linking(self)
        self._preview = Preview(self)
        self._describe: Describe = _nothing
        super().__init__(look, parent)
        self._blink = Blinking(self, self._caret, self.hasFocus, self._repaint_caret)
        self._blink.has_motion = look.has_motion

    def set_look(self, look: Look, *, still: int | None = None) -> None:
        """Take other colours, fonts and sizes; a caret in view stays there, as in a zoom.

        It blinks if anything may move.
        """
        with self._staying(still) as place:
            super().set_look(look, still=place)
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
        if marks is self._layout.index:
            self._preview.put_back(self._layout.index)
        self._preview.forget()
        super().set_marks(marks, readers)

    # spans while they are changed

    def set_preview(self, key: str, spans: Iterable[tuple[int, int]] | None) -> None:
        """Show an annotation with other spans while they are being changed; None: as it was."""
        self._preview.show(key, spans)

    def original_of_preview(self) -> Mark | None:
        """Return the mark whose spans are being changed, as it was."""
        return self._preview.original

    def set_zoom(self, percent: int, *, still: int | None = None) -> None:
        """Set the size of the text; a caret in view stays there, else the first line does."""
        with self._staying(still) as place:
            super().set_zoom(percent, still=place)

    @contextmanager
    def _staying(self, still: int | None) -> Iterator[int | None]:
        """Tell which offset stays where it is while sizes change, and show a caret seen before."""
        was_seen = self._is_caret_seen()
        if still is None and was_seen and self.verticalScrollBar().value():
            still = self.caret()
        yield still
        if was_seen and still in (None, self.caret()) and not self._is_caret_seen():
            self._show_caret()

    def _is_caret_seen(self) -> bool:
        low, high = self.visible_span()
        rect = self.rect_of(self.caret()) if low <= self.caret() <= high else QRectF()
        return rect.top() >= 0 and 0 < rect.bottom() <= self.viewport().height()

    # what a screen reader asks

    def set_describer(self, describe: Describe) -> None:
        """Take what says in words which annotations are over the character at an offset."""
        self._describe = describe

    def description(self) -> str:
        """Return the annotations at the caret in words."""
        return self._describe(self.caret())

    def wraps_at_caret(self) -> list[int]:
        """Return the offsets of the blanks at which the lines of the caret's block wrap."""
        number = self._layout.blocks.at(self.caret())
        if self._layout.is_hidden(number):
            return []
        shape, text = self._layout.shape(number), self._layout.text
        ends = (shape.line_end(line) - 1 for line in range(len(shape.lines) - 1))
        return [end for end in ends if text[end].isspace()]

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
        self._repaint_letter()
        self._blink.restart()
        if scroll:
            self._show_caret()
        for offset in {*before, selection.anchor, selection.caret}:
            self._repaint_span(offset, offset)
        self._repaint_letter()
        if (selection.anchor, selection.caret) == before:
            return
        if min(before) < max(before) or selection.begin < selection.end:
            changed = (*before, selection.anchor, selection.caret)
            self._repaint_span(min(changed), max(changed))
        self.caret_shown.emit()
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
        is_there = self._caret.is_shown and self._is_caret_laid_out()
        self._caret.rect = self.caret_rect() if is_there else QRectF()
        return self._caret

    def _is_caret_laid_out(self) -> bool:
        """Say whether its block is: to lay out one out of view for it would move what is seen."""
        return self._layout.is_laid_out(self._layout.blocks.at(self.caret()))

    def _repaint_caret(self) -> None:
        """Paint again what stands at the caret, and at where it was painted last."""
        now = self.caret_rect() if self._is_caret_laid_out() else QRectF()
        for rect in (self._caret.rect, now):
            if not rect.isNull():
                box = caret_box(rect, self._caret.letter, self._metrics)
                box.translate(self._column.left, -self._scroller.top())
                self.viewport().update(box.adjusted(-2, -2, 2, 2).toAlignedRect())

    def _repaint_letter(self) -> None:
        """Paint again what stands at a caret with a letter, which reaches out of a low line."""
        if self._caret.letter:
            self._repaint_caret()

    def _repaint_moved(self, before: Spots, after: Spots) -> None:
        self._repaint_letter()
        super()._repaint_moved(before, after)
        self._repaint_letter()

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

    def set_link_filter(self, allowed: LinkFilter | None) -> None:
        """Decide which annotations a relation may be drawn to: from key, to key."""
        self._linking.allowed = allowed or any_end

    def begin_link(self, source: str) -> None:
        """Light up the visible annotations that a relation from `source` may go to."""
        self._linking.begin(source, self._scene)
        self.viewport().update()

    def show_link(self, begin: QPointF, end: QPointF, *, is_meant: bool = True) -> None:
        """Draw the relation as it is dragged, to what stands at its end if that is meant."""
        self._linking.show(begin, end)
        is_seen = is_meant and self.viewport().rect().contains(end.toPoint())
        self.set_hovered(self.mark_at_point(end) if is_seen else "")
        self.viewport().update()

    def end_link(self) -> None:
        """Take the drawn relation away."""
        self._linking.end(self._scene)
        self.set_hovered("")
        self.viewport().update()

    def _paint_over(self, painter: QPainter) -> None:
        """Paint the relation that is being drawn."""
        self._linking.paint(painter, self._look, self._metrics.px(1.5))
