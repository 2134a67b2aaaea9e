"""Caret movement that needs lines, and which keys stand for which movement."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.ui.text.blocks import BLANK, HEADER
from annotator.ui.text.layout import DocumentLayout, Place
from annotator.ui.text.selection import Selection

_Keys = QKeySequence.StandardKey
# Standard keys by what they do; the second word says whether the selection is extended.
STANDARD = (
    (_Keys.MoveToNextChar, "right", False),
    (_Keys.MoveToPreviousChar, "left", False),
    (_Keys.SelectNextChar, "right", True),
    (_Keys.SelectPreviousChar, "left", True),
    (_Keys.MoveToNextWord, "next_word", False),
    (_Keys.MoveToPreviousWord, "previous_word", False),
    (_Keys.SelectNextWord, "next_word", True),
    (_Keys.SelectPreviousWord, "previous_word", True),
    (_Keys.MoveToNextLine, "down", False),
    (_Keys.MoveToPreviousLine, "up", False),
    (_Keys.SelectNextLine, "down", True),
    (_Keys.SelectPreviousLine, "up", True),
    (_Keys.MoveToNextPage, "page_down", False),
    (_Keys.MoveToPreviousPage, "page_up", False),
    (_Keys.SelectNextPage, "page_down", True),
    (_Keys.SelectPreviousPage, "page_up", True),
    (_Keys.MoveToStartOfLine, "line_begin", False),
    (_Keys.MoveToEndOfLine, "line_end", False),
    (_Keys.SelectStartOfLine, "line_begin", True),
    (_Keys.SelectEndOfLine, "line_end", True),
    (_Keys.MoveToStartOfDocument, "document_begin", False),
    (_Keys.MoveToEndOfDocument, "document_end", False),
    (_Keys.SelectStartOfDocument, "document_begin", True),
    (_Keys.SelectEndOfDocument, "document_end", True),
    (_Keys.SelectAll, "all", False),
)
_NAVIGATION = frozenset(
    (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_A,
    )
)
_PARAGRAPH = (
    Qt.KeyboardModifier.AltModifier
    if sys.platform == "darwin"
    else Qt.KeyboardModifier.ControlModifier
)
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def movement_of(event: QKeyEvent) -> tuple[str, bool] | None:
    """Return the movement a key stands for and whether it extends; None for any other key."""
    key = event.key()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Space and event.text() == " ":
        if modifiers == Qt.KeyboardModifier.NoModifier:
            return "widen", True
        return ("narrow", True) if modifiers == _SHIFT else None
    if key not in _NAVIGATION:
        return None
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers & ~_SHIFT == _PARAGRAPH:
        name = "previous_paragraph" if key == Qt.Key.Key_Up else "next_paragraph"
        return name, bool(modifiers & _SHIFT)
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and modifiers == _ALT:
        return ("previous_sentence" if key == Qt.Key.Key_Home else "next_sentence"), False
    for standard, name, extends in STANDARD:
        if event.matches(standard):
            return name, extends
    return None


class Moves:
    """Moves the caret of one text in one layout; `page` is how far a page goes in pixels."""

    def __init__(self, layout: DocumentLayout, selection: Selection, page: float) -> None:
        """Move `selection` over the lines of `layout`."""
        self.layout, self.selection, self.page = layout, selection, page

    def make(self, name: str, *, extends: bool) -> bool:
        """Make the movement called `name`; say whether there is one of this name."""
        movement = _MOVEMENTS.get(name)
        if movement is None:
            return False
        movement(self, extends)
        return True

    def _logical(self, offset: int, extends: bool, *, forward: bool) -> None:
        self.selection.go(self.shown(offset, forward=forward), extends=extends)

    def shown(self, offset: int, *, forward: bool) -> int:
        """Return `offset`, or the nearest one outside of the folded group that holds it."""
        layout = self.layout
        number = layout.blocks.at(offset)
        if not layout.is_hidden(number):
            return offset
        group = layout.blocks.groups[layout.blocks[number].group]
        if forward and group.last < len(layout.blocks):
            return layout.blocks[group.last].begin
        if not forward and group.header:
            return layout.blocks[group.header - 1].end
        return self.selection.caret

    def side(self, extends: bool, *, right: bool) -> None:
        """Move one character to the side as it is seen; a selection collapses to that side."""
        selection, forward = self.selection, self._goes_forward(right)
        if not extends and selection.begin != selection.end:
            offset = selection.end if forward else selection.begin
        else:
            offset = self._next_place(forward=forward)
        selection.go(offset, extends=extends, held=(right, forward))

    def _goes_forward(self, right: bool) -> bool:
        """Say whether an arrow goes on in the text: as the paragraph is read, where it begins to.

        Pressed again it goes on as before. Else it would swing for ever between the end of a
        paragraph and the begin of the next, if that is read the other way.
        """
        held = self.selection.held
        if held is not None and held[0] == right:
            return held[1]
        return right != self.layout.is_rtl(self.selection.caret)

    def _next_place(self, *, forward: bool) -> int:
        """Return the next offset, or the last one, in the order in which lines are seen.

        Each line has all its offsets once, from its begin to its end, however its words run: so
        an arrow that is held gets to each of a document.
        """
        layout, caret = self.layout, self.selection.caret
        number = layout.blocks.at(caret)
        if not forward and caret == layout.blocks[number].begin and number:
            # It is also the end of the piece before, if a long paragraph was cut there.
            number -= not layout.blocks[number - 1].is_last
        if not layout.is_hidden(number) and layout.blocks[number].kind != HEADER:
            shape = layout.shape(number)
            found = shape.beside(caret, forward=forward) if shape.has_rtl else None
            if found is not None:
                return found
        return self.shown(self.selection.character(forward=forward), forward=forward)

    def vertical(self, extends: bool, *, down: bool) -> None:
        """Move to the line below or above, at the x where vertical movement began."""
        selection, layout = self.selection, self.layout
        place = layout.line_at(selection.caret, is_upstream=selection.is_upstream)
        goal = self._goal()
        other = self._beside(place, down=down)
        if other is None:
            offset = self._fold_beside(place, down=down)
            if offset is not None:
                selection.go(offset, extends=extends, goal=goal)
                return
            edge = len(layout.text) if down else 0
            selection.go(self.shown(edge, forward=down), extends=extends, goal=goal)
            return
        self._go_on(other, goal, extends)

    def _goal(self) -> float:
        selection = self.selection
        if selection.goal is not None:
            return selection.goal
        rect = self.layout.rect_of(selection.caret, is_upstream=selection.is_upstream)
        return rect.x()

    def _go_on(self, place: Place, x: float, extends: bool) -> None:
        offset = self.layout.offset_on(place, x)
        shape = self.layout.shape(place.number)
        is_upstream = shape.line_of(offset) != place.line
        self.selection.go(offset, extends=extends, is_upstream=is_upstream, goal=x)

    def _beside(self, place: Place, *, down: bool) -> Place | None:
        layout = self.layout
        lines = layout.laid_out(place.number).lines
        line = place.line + (1 if down else -1)
        if 0 <= line < len(lines):
            return Place(place.number, line, place.top)
        number = place.number + (1 if down else -1)
        while 0 <= number < len(layout.blocks):
            if self._stops_at(number, place.number):
                return None
            # An empty line is seen as a gap: nobody wants to press once more for it.
            if layout.blocks[number].kind not in (HEADER, BLANK) and not layout.is_hidden(number):
                found = layout.laid_out(number).lines
                return Place(number, 0 if down else len(found) - 1, layout.heights.top(number))
            number += 1 if down else -1
        return None

    def _stops_at(self, number: int, origin: int) -> bool:
        """Say whether a block is the header of a folded group that the caret is not in."""
        block = self.layout.blocks[number]
        is_folded = block.kind == HEADER and block.group in self.layout.folded
        return is_folded and self.layout.blocks[origin].group != block.group

    def _fold_beside(self, place: Place, *, down: bool) -> int | None:
        """Return the begin of the folded group next to a line, where the caret stands on its title.

        There the group can be opened by key.
        """
        number = place.number + (1 if down else -1)
        while 0 <= number < len(self.layout.blocks):
            if self._stops_at(number, place.number):
                return self.layout.blocks[number].begin
            if self.layout.blocks[number].kind != BLANK and not self.layout.is_hidden(number):
                return None
            number += 1 if down else -1
        return None

    def page_by(self, extends: bool, *, down: bool) -> None:
        """Move by what the window shows, at the same x."""
        selection, layout = self.selection, self.layout
        rect = layout.rect_of(selection.caret, is_upstream=selection.is_upstream)
        y = rect.center().y() + (self.page if down else -self.page)
        if y < 0:
            selection.go(0, extends=extends, goal=self._goal())
        elif y > layout.heights.total():
            selection.go(len(layout.text), extends=extends, goal=self._goal())
        else:
            self._go_on(layout.place_at(y), self._goal(), extends)

    def line_edge(self, extends: bool, *, end: bool) -> None:
        """Move to the begin or the end of the line as it is wrapped."""
        selection = self.selection
        place = self.layout.line_at(selection.caret, is_upstream=selection.is_upstream)
        if self.layout.line(place) is None:
            return
        shape = self.layout.shape(place.number)
        if not end:
            selection.go(shape.line_begin(place.line), extends=extends)
            return
        offset = shape.line_end(place.line)
        if place.line < len(shape.lines) - 1:
            offset = shape.to_offset(shape.visible_end(place.line))
        is_upstream = shape.line_of(offset) != place.line
        selection.go(offset, extends=extends, is_upstream=is_upstream)

    def word(self, extends: bool, *, right: bool) -> None:
        """Move to the next or last word: to the left the next, where the text is read so."""
        forward = self._goes_forward(right)
        offset = self.selection.word(forward=forward, extends=extends)
        offset = self.shown(offset, forward=forward)
        self.selection.go(offset, extends=extends, held=(right, forward))

    def sentence(self, extends: bool, *, forward: bool) -> None:
        """Move to the begin of a sentence."""
        self._logical(self.selection.sentence(forward=forward), extends, forward=forward)

    def paragraph(self, extends: bool, *, forward: bool) -> None:
        """Move to the begin of a paragraph."""
        self._logical(self.selection.paragraph(forward=forward), extends, forward=forward)

    def document(self, extends: bool, *, end: bool) -> None:
        """Move to the begin or the end of the text."""
        self.selection.go(len(self.layout.text) if end else 0, extends=extends)

    def all(self, extends: bool) -> None:
        """Select the whole text."""
        self.selection.select(0, len(self.layout.text))


_MOVEMENTS: dict[str, Callable[[Moves, bool], object]] = {
    "right": lambda moves, extends: moves.side(extends, right=True),
    "left": lambda moves, extends: moves.side(extends, right=False),
    "down": lambda moves, extends: moves.vertical(extends, down=True),
    "up": lambda moves, extends: moves.vertical(extends, down=False),
    "page_down": lambda moves, extends: moves.page_by(extends, down=True),
    "page_up": lambda moves, extends: moves.page_by(extends, down=False),
    "next_word": lambda moves, extends: moves.word(extends, right=True),
    "previous_word": lambda moves, extends: moves.word(extends, right=False),
    "next_sentence": lambda moves, extends: moves.sentence(extends, forward=True),
    "previous_sentence": lambda moves, extends: moves.sentence(extends, forward=False),
    "next_paragraph": lambda moves, extends: moves.paragraph(extends, forward=True),
    "previous_paragraph": lambda moves, extends: moves.paragraph(extends, forward=False),
    "line_begin": lambda moves, extends: moves.line_edge(extends, end=False),
    "line_end": lambda moves, extends: moves.line_edge(extends, end=True),
    "document_begin": lambda moves, extends: moves.document(extends, end=False),
    "document_end": lambda moves, extends: moves.document(extends, end=True),
    "all": Moves.all,
    "widen": lambda moves, _extends: moves.selection.widen(),
    "narrow": lambda moves, _extends: moves.selection.narrow(),
}
