"""What a screen reader is told of the text surface: its text, the caret, places and movements.

The binding leaves out the two questions of Qt's text interface that answer by pointers (the ends
of a selection, the attributes of a run). So the selected text is the value of the surface, the
annotations at the caret are its description, and both are told by events and announcements too.
"""

from __future__ import annotations

import weakref
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget
from shiboken6.Shiboken import VoidPtr, getCppPointer

from annotator.text.directions import plain_sentence
from annotator.text.graphemes import next_grapheme, previous_grapheme
from annotator.text.offsets import Utf16Map
from annotator.ui.text.caret_surface import CaretSurface

_INSTALLED = "textViewAccessible"
# Which of the bases of `AccessibleText` has the text interface.
_TEXT_BASE = 1


class AccessibleText(QAccessibleWidget, QAccessibleTextInterface):
    """The text interface of one view; positions are UTF-16 units, as Qt counts them."""

    def __init__(self, view: CaretSurface) -> None:
        """Answer for `view`, which may be gone before this is."""
        QAccessibleWidget.__init__(self, view, QAccessible.Role.EditableText)
        QAccessibleTextInterface.__init__(self)
        # Qt's binding keeps every interface to the end: a strong reference would keep the view.
        self._view = weakref.ref(view)
        self._text = ""
        self._map = Utf16Map("")

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Offer the text interface.

        Qt takes the answer for an address. That of this object is another base's, and None ends
        the program as soon as a screen reader asks for an interface that there is not.
        """
        if kind == QAccessible.InterfaceType.TextInterface:
            return VoidPtr(getCppPointer(self)[_TEXT_BASE])
        found = super().interface_cast(kind)
        return VoidPtr(0) if found is None else found

    def state(self) -> QAccessible.State:
        """Say that the text is read only, has lines and can be selected."""
        state = super().state()
        state.readOnly = True
        state.multiLine = True
        state.selectableText = True
        return state

    def text(self, *question: Any) -> str:
        """Answer both questions of this name: a kind of text, or the text between two positions."""
        if len(question) == 2:
            begin, end = (self._offset(position) for position in question)
            text = self._current_text()
            return self._in_lines(text) if end - begin == len(text) else text[begin:end]
        view = self._view()
        if question[0] == QAccessible.Text.Value:
            return view.selected_text() if view is not None else ""
        if question[0] == QAccessible.Text.Description and view is not None:
            return view.description()
        return super().text(question[0])

    def characterCount(self) -> int:
        """Return the length of the text in UTF-16 units."""
        self._current_text()
        return self._map.utf16_length

    def cursorPosition(self) -> int:
        """Return the position of the caret."""
        view = self._view()
        return self._position(view.caret()) if view is not None else 0

    def setCursorPosition(self, position: int) -> None:
        """Put the caret to a position."""
        view = self._view()
        if view is not None:
            view.set_caret(self._offset(position))

    def selectionCount(self) -> int:
        """Return 0: where a selection ends cannot be answered through the binding."""
        return 0

    def addSelection(self, begin: int, end: int) -> None:
        """Select from one position to another."""
        self.setSelection(0, begin, end)

    def setSelection(self, _number: int, begin: int, end: int) -> None:
        """Select from one position to another; there is one selection only."""
        view = self._view()
        if view is not None:
            view.set_caret(self._offset(end), anchor=self._offset(begin))

    def removeSelection(self, _number: int) -> None:
        """Select nothing."""
        view = self._view()
        if view is not None:
            view.set_caret(view.caret())

    def characterRect(self, position: int) -> QRect:
        """Return where the character at a position is on the screen, all of a joined one."""
        view = self._view()
        if view is None:
            return QRect()
        text, offset = self._current_text(), self._offset(position)
        end = next_grapheme(text, offset)
        offset = previous_grapheme(text, end) if end > offset else offset
        boxes = view.boxes_of(offset, end)
        box = boxes[0] if boxes else view.rect_of(offset).adjusted(0, 0, 1, 0)
        found = box.toAlignedRect()
        return QRect(view.viewport().mapToGlobal(found.topLeft()), found.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        """Return the position nearest to a point of the screen."""
        view = self._view()
        if view is None:
            return -1
        inside = view.viewport().mapFromGlobal(point)
        return self._position(view.position_at(QPointF(inside)))

    def scrollToSubstring(self, begin: int, _end: int) -> None:
        """Bring a position into view."""
        view = self._view()
        if view is not None:
            view.scroll_to(self._offset(begin))

    def positions_of(self, begin: int, end: int) -> tuple[int, int]:
        """Return the positions of two offsets."""
        return self._position(begin), self._position(end)

    def _current_text(self) -> str:
        view = self._view()
        text = view.text() if view is not None else ""
        if text is not self._text:
            self._text, self._map = text, Utf16Map(text)
        return text

    def _in_lines(self, text: str) -> str:
        """Return all of the text with line breaks where the lines at the caret wrap.

        Of all of it Qt finds the line at an offset, and knows a line by its break only: without
        these a reader would hear the whole paragraph at each step down.
        """
        view = self._view()
        wraps = view.wraps_at_caret() if view is not None else []
        if not wraps:
            return text
        first, last = wraps[0], wraps[-1] + 1
        part = list(text[first:last])
        for wrap in wraps:
            part[wrap - first] = "\n"
        return f"{text[:first]}{''.join(part)}{text[last:]}"

    def _position(self, offset: int) -> int:
        self._current_text()
        return self._map.to_utf16(offset)

    def _offset(self, position: int) -> int:
        self._current_text()
        return self._map.to_code_point(min(max(0, position), self._map.utf16_length))


def install() -> None:
    """Let Qt make an `AccessibleText` for each text view; once for an application."""
    application = QApplication.instance()
    if application is not None and not application.property(_INSTALLED):
        application.setProperty(_INSTALLED, True)
        QAccessible.installFactory(_made_for)


def _made_for(_name: str, thing: QObject) -> QAccessibleInterface | None:
    return AccessibleText(thing) if isinstance(thing, CaretSurface) else None


def tell_caret(view: CaretSurface) -> None:
    """Tell that the caret moved, and what is selected, if anyone listens."""
    if not QAccessible.isActive():
        return
    found = QAccessible.queryAccessibleInterface(view)
    if not isinstance(found, AccessibleText):
        return
    begin, end = view.selection()
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, found.cursorPosition()))
    changed = QAccessibleEvent(view, QAccessible.Event.DescriptionChanged)
    QAccessible.updateAccessibility(changed)
    if begin < end:
        low, high = found.positions_of(begin, end)
        QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, low, high))


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence when the screen reader has finished what it says now.

    A text view tells it by its signal too: Qt hands announcements to the platform alone.
    """
    if sentence and QAccessible.isActive():
        heard = plain_sentence(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, heard))
        if isinstance(widget, CaretSurface):
            widget.announced.emit(sentence)
