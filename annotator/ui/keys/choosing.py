"""The small list at the caret of the annotations that lie over each other there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

from annotator.model.presentation import label_values
from annotator.ui.keys.modes import LIST, TEXT, typed_of
from annotator.ui.settings.keymap import keys_of
from annotator.ui.sitting.session import Session
from annotator.ui.text.marks import Mark
from annotator.ui.text.view import TextView
from annotator.ui.widgets.rows import Shown, dress_rows, row_item

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard

_WIDTH, _ROW = 360, 26
_QUOTE = 60


class ListMode:
    """The keys that work while the list is open; its row is the current annotation."""

    def __init__(self, keys: Keyboard, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session
        self._marks: list[str] = []
        self._list: QListWidget | None = None

    def enter(self, marks: Sequence[Mark]) -> None:
        """Show the annotations, the smallest first, the current one chosen."""
        self._marks = [mark.key for mark in marks]
        self._keys.set_mode(LIST)
        shown = self._list or self._made()
        shown.clear()
        for number, key in enumerate(self._marks, start=1):
            shown.addItem(row_item(self._row(key, number)))
        current = self._session.current
        shown.setCurrentRow(self._marks.index(current) if current in self._marks else 0)
        self._place(shown)
        self._say()

    def rows(self) -> list[str]:
        """Return what the rows say, for whoever cannot see them."""
        listed = self._list
        return [] if listed is None else [listed.item(n).text() for n in range(listed.count())]

    def wants(self, event: QKeyEvent) -> bool:
        """Take the keys of lists before the window does."""
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)

    def is_there(self) -> bool:
        """Say whether all that is listed is still there."""
        return all(self._session.annotation(key) is not None for key in self._marks)

    def leave(self) -> None:
        """Take the list off the screen."""
        if self._list is not None:
            self._list.hide()

    def key(self, event: QKeyEvent) -> bool:
        """Walk, choose, open or close; any other key closes the list and is done."""
        signs, key = keys_of(event), event.key()
        if key == Qt.Key.Key_Escape:
            self._keys.set_mode(TEXT)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        elif "Shift+Return" in signs:
            self._go(1)
        elif "Return" in signs:
            self._open()
        elif typed_of(event).isdigit() and 0 < int(event.text()) <= len(self._marks):
            self._keys.select(self._marks[int(event.text()) - 1])
            self._keys.set_mode(TEXT)
        elif not signs:
            return False
        else:
            self._keys.set_mode(TEXT)
            return False
        return True

    def _go(self, step: int) -> None:
        listed = self._list
        if listed is not None:
            row = (listed.currentRow() + step) % len(self._marks)
            listed.setCurrentRow(row)
            self._keys.select(self._marks[row])
            self._say()

    def _open(self) -> None:
        self._keys.set_mode(TEXT)
        current = self._session.current_annotation()
        if current is not None:
            self._keys.opener.go_deeper(current)

    def _row(self, key: str, number: int) -> Shown:
        session, annotation = self._session, self._session.annotation(key)
        if annotation is None:
            return Shown(key)
        values = label_values(session.scheme, annotation, session.language, in_line=True)
        quote = " ".join(annotation.quote.split())[:_QUOTE]
        parts = [session.layer_name(annotation.layer), *values[:1], quote]
        return Shown(", ".join(parts), cap=str(number) if number <= 9 else "")

    def _say(self) -> None:
        if self._list is not None and self._list.currentItem() is not None:
            self._keys.speak(self._list.currentItem().text())

    def _made(self) -> QListWidget:
        self._list = made = QListWidget(self._view.viewport())
        dress_rows(made)
        made.setObjectName("annotations_here")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(self._session.word("annotations_here"))
        made.itemClicked.connect(self._on_clicked)
        return made

    def _on_clicked(self) -> None:
        if self._list is not None:
            self._keys.select(self._marks[self._list.currentRow()])
            self._keys.set_mode(TEXT)

    def _place(self, listed: QListWidget) -> None:
        area = self._view.viewport().rect()
        height = min(len(self._marks), 9) * _ROW + 4
        listed.setFixedSize(min(_WIDTH, area.width() - 8), height)
        caret = self._view.rect_of(self._view.caret()).toAlignedRect()
        top = caret.bottom() + 12
        if top + height > area.bottom():
            top = max(0, caret.top() - height - 20)
        left = min(caret.left(), area.right() - listed.width() - 4)
        listed.move(QPoint(max(4, left), top))
        listed.show()
        listed.raise_()
