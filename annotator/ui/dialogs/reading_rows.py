"""A list of rows that are read, not chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget

from annotator.ui.widgets.rows import Shown, dress_rows, row_item

_SAID = int(Qt.ItemDataRole.AccessibleTextRole)


class RowsList(QListWidget):
    """Rows to be walked with the arrows; what is selected is seen while the list has the focus."""

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        dress_rows(self)

    def show_rows(self, rows: Iterable[Shown]) -> None:
        """Show other rows."""
        self.clear()
        for row in rows:
            self.addItem(row_item(row))

    def rows(self) -> list[str]:
        """Return what the rows say, as a screen reader says it."""
        return [self.item(n).data(_SAID) for n in range(self.count())]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be on a row."""
        super().focusInEvent(event)
        if self.currentItem() is None and self.count():
            self.setCurrentRow(0)
        elif self.currentItem() is not None:
            self.currentItem().setSelected(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the list only."""
        super().focusOutEvent(event)
        self.clearSelection()
