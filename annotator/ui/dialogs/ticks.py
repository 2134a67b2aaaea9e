"""A short list of things to tick: annotators, layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from annotator.text.names import visible

_KEY = int(Qt.ItemDataRole.UserRole)
_MOST = 5
_ROW = 24


class Ticks(QListWidget):
    """Rows with a tick each, all ticked at first; Space changes one."""

    changed = Signal()

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show rows, id and name."""
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        for key, name in rows:
            item = QListWidgetItem(visible(name))
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(100, _ROW))
            self.addItem(item)
        self.setFixedHeight(min(_MOST, max(1, len(rows))) * _ROW + 4)
        self.setCurrentRow(0)
        self.clearSelection()
        self.itemChanged.connect(lambda _: self.changed.emit())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if self.currentItem() is not None:
            self.currentItem().setSelected(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show ticks only."""
        super().focusOutEvent(event)
        self.clearSelection()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(n) for n in range(self.count())]

    def ticked(self) -> list[str]:
        """Return the ids that are ticked."""
        is_on = Qt.CheckState.Checked
        return [str(x.data(_KEY)) for x in self._items() if x.checkState() == is_on]

    def selection(self) -> list[str] | None:
        """Return the ids that are ticked, None if all are."""
        ticked = self.ticked()
        return None if len(ticked) == self.count() else ticked

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = set(keys)
        self.blockSignals(True)
        for item in self._items():
            is_on = item.data(_KEY) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.changed.emit()

    def tick_all(self) -> None:
        """Tick all."""
        self.tick([str(x.data(_KEY)) for x in self._items()])
