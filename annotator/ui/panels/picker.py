"""A small list over the window: type to filter, Enter takes, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidgetItem, QVBoxLayout

from annotator.ui.palette.matching import fits
from annotator.ui.text.accessibility import announce
from annotator.ui.widgets.laid_over import LaidOver
from annotator.ui.widgets.rows import Elided, Shown, row_item, row_list

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_VALUE = int(Qt.ItemDataRole.UserRole)
_SIZE = (520, 380)


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
        self.setAccessibleName(title)
        self._window = window
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
        self._over = LaidOver(self, self.field, _SIZE, window.keymap, adrift=window.focus_page)
        self.list.itemActivated.connect(lambda _item: self._done())
        self._filter("")

    def open(self) -> None:
        """Show it in the middle of the window, and take what is typed from now on.

        It closes with what it was made for: a menu may open another document, as somebody else.
        """
        session = self._window.session
        ends = () if session is None else (session.document_opened, session.document_closed)
        self._over.open(*ends)
        self._tell()

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
        self._over.press(event, take=self._done, walk=self._walk)

    def _walk(self, step: int) -> None:
        row = self.list.currentRow() + step
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
        self._tell()

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Keep Tab: there is nothing else to go to."""
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back, unless it went elsewhere."""
        super().closeEvent(event)
        self._over.leave()

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
