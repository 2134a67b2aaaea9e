"""A small list over the window: type to filter, Enter takes, Esc leaves.

It is part of the window and no dialog: until a window of its own has the keyboard, Qt drops what is
typed, and whoever knows what to type does not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6.Shiboken import isValid

from annotator.ui.palette.matching import fits
from annotator.ui.text.accessibility import announce
from annotator.ui.widgets.rows import Elided, Shown, row_item, row_list

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_VALUE = int(Qt.ItemDataRole.UserRole)
_SIZE, _TOP = (520, 380), 80


class Picker(QFrame):
    """Rows of value and text; what is taken is handed to a function."""

    def __init__(
        self,
        window: Desk,
        title: str,
        hint: str,
        rows: Sequence[tuple[Any, str | Shown]],
        take: Callable[[Any], object],
        *,
        begin: Any = None,
    ) -> None:
        """Show the rows over `window`; the one of the value `begin` is chosen at first."""
        super().__init__(window)
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "palette")
        self.setAccessibleName(title)
        self._window = window
        self._before: QWidget | None = None
        self._rows, self._take, self._begin = rows, take, begin
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(title)
        self.list = row_list()
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = Elided(title, role="title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.addWidget(head)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._done())
        self._filter("")

    def open(self) -> None:
        """Show it in the middle of the window, and take what is typed from now on."""
        for other in self._window.findChildren(Picker):
            if other.isVisible():
                # A menu may open this one over it; the focus goes back to where that one had it.
                other.close()
        self._before = self._window.focusWidget()
        self._follow()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()
        self._tell()

    def _follow(self) -> None:
        """Close with what it was made for: a menu may open another document, as somebody else."""
        session = self._window.session
        if session is not None:
            session.document_opened.connect(self.close)
            session.document_closed.connect(self.close)

    def _place(self) -> None:
        around = self.parentWidget()
        if around is not None:
            width, height = (
                min(n, m - 16) for n, m in zip(_SIZE, around.size().toTuple(), strict=True)
            )
            top = max(8, min(_TOP, around.height() - height - 8))
            self.setGeometry((around.width() - width) // 2, top, width, height)

    def _filter(self, typed: str) -> None:
        self.list.clear()
        chosen = 0
        for value, row in self._rows:
            shown = row if isinstance(row, Shown) else Shown(row)
            if fits(typed, *shown[:4]):
                item = row_item(shown)
                item.setData(_VALUE, (value,))
                self.list.addItem(item)
                if not typed and value == self._begin:
                    chosen = self.list.count() - 1
        self.list.setCurrentRow(chosen)
        if typed:
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take or leave; no other key is for what lies under the list."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._done()
        elif key == Qt.Key.Key_Escape:
            self.close()

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Keep Tab: there is nothing else to go to."""
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from the window; leave when something else is worked with."""
        kind = event.type()
        if watched is not self.field:
            if kind == QEvent.Type.Resize:
                self._place()
        elif kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif isinstance(event, QFocusEvent) and event.lostFocus() and not _comes_back(event):
            self.close()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back, unless it went elsewhere."""
        had_focus = self.field.hasFocus()
        self.field.removeEventFilter(self)
        super().closeEvent(event)
        if had_focus:
            self._give_back()

    def _give_back(self) -> None:
        """Give the focus to what had it, or to the page if that is gone or not shown any more."""
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._window.focus_page()

    def _tell(self) -> None:
        """Let a screen reader say the row that Enter takes; the focus stays in the field."""
        item = self.list.currentItem()
        if item is not None:
            announce(
                self.field, str(item.data(int(Qt.ItemDataRole.AccessibleTextRole)) or item.text())
            )

    def value_of(self, item: QListWidgetItem) -> Any:
        """Return the value of a row."""
        return item.data(_VALUE)[0]

    def _done(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            value = self.value_of(item)
            self.close()
            self._take(value)


def _comes_back(event: QFocusEvent) -> bool:
    """Say whether the focus is lost to a menu or another window, from which it comes back."""
    reason = Qt.FocusReason
    return event.reason() in (reason.ActiveWindowFocusReason, reason.PopupFocusReason)
