"""Opening the menu of what has the focus, as the menu key does."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

MENU_HERE = "view.menu_here"
"""The action whose key it is, in windows of their own too."""


def open_menu_of(widget: QWidget) -> bool:
    """Open the menu of a widget, at its caret if it has one; say whether there is one.

    Not every desktop lets Qt know that a key means it.
    """
    rect = QRectF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).toRect()
    place = rect.bottomLeft() if rect.isValid() else widget.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    return QApplication.activePopupWidget() is not None


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """Return which row of a list a menu is wanted for, and where: under the mouse, or the row."""
    if event.reason() == QContextMenuEvent.Reason.Mouse:
        return view.indexAt(event.pos()), event.globalPos()
    index = view.currentIndex()
    return index, view.viewport().mapToGlobal(view.visualRect(index).bottomLeft())
