"""A small list over the window: type to filter, Enter takes, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from annotator.ui.panels.choice import fits
from annotator.ui.widgets.rows import Shown, row_item, row_list

_VALUE = int(Qt.ItemDataRole.UserRole)


class Picker(QDialog):
    """Rows of value and text; what is taken is handed to a function."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        hint: str,
        rows: Sequence[tuple[Any, str | Shown]],
        take: Callable[[Any], object],
        *,
        begin: Any = None,
    ) -> None:
        """Show the rows over `parent`; the one of the value `begin` is chosen at first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(520, 380)
        self._rows, self._take, self._begin = rows, take, begin
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(title)
        self.list = row_list()
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.list.itemActivated.connect(lambda _item: self._done())
        self._filter("")

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take or leave."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._done()
        else:
            super().keyPressEvent(event)

    def value_of(self, item: QListWidgetItem) -> Any:
        """Return the value of a row."""
        return item.data(_VALUE)[0]

    def _done(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            value = self.value_of(item)
            self.close()
            self._take(value)
