"""What every key does, those of the mode of now first; made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidgetItem, QVBoxLayout

from annotator.ui.action_table.action import ANSWERS, BORDERS, FRAME, REVIEW, TEXT, WINDOW, Action
from annotator.ui.dialogs.key_tables import Line, groups
from annotator.ui.palette.matching import hay_of, matches
from annotator.ui.widgets.laid_over import LaidOver
from annotator.ui.widgets.rows import Elided, Shown, plain, row_item, row_list

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_ID = int(Qt.ItemDataRole.UserRole)
_CONTEXTS = {
    "text": TEXT,
    "frame": FRAME,
    "borders": BORDERS,
    "review": REVIEW,
    "corrections": ANSWERS,
}
SIZE = (620, 640)


class CheatSheet(QFrame):
    """Typing filters, Enter does what can be done, F1 opens the guide, Esc leaves."""

    helped = Signal()
    taken = Signal(str)

    def __init__(self, window: Desk) -> None:
        """List the keys as they are now."""
        super().__init__(window)
        self._window = window
        self.setObjectName("cheat_sheet")
        self.setAccessibleName(window.word("keys_title"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(window.word("keys_filter"))
        self.field.setAccessibleName(window.word("keys_title"))
        self.list = row_list()
        self.list.setAccessibleName(window.word("keys_title"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot = plain(
            window.word("keys_foot", key=window.keymap.first("help.keys")), "secondary"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        head = Elided(window.word("keys_title"), role="title")
        for widget in (head, self.field, self.list, self.foot):
            column.addWidget(widget)
        self._over = LaidOver(self, self.field, SIZE, window.keymap, adrift=window.focus_page)
        self._groups = self._gather()
        self.field.textChanged.connect(self._filter)
        self.list.itemActivated.connect(lambda _item: self._take())
        self._filter("")

    def open(self) -> None:
        """Show it over the window, and take what is typed from now on."""
        session = self._window.session
        ends = () if session is None else (session.document_opened, session.document_closed)
        self._over.open(*ends)

    def _gather(self) -> list[tuple[str, list[tuple[Line, Shown, str]]]]:
        """Return titles of groups with their lines, as rows and as words to be found by."""
        window = self._window
        found: list[tuple[str, list[tuple[Line, Shown, str]]]] = []
        first = _CONTEXTS.get(window.keys.mode if window.keys is not None else "", "")
        for context, lines in groups(window.language, self._keys_of, first):
            title = window.word(f"context.{context}")
            rows: list[tuple[Line, Shown, str]] = []
            for line in lines:
                tip = line.action.tip(window.language)
                shown = Shown(line.name.removesuffix("…"), tip, line.keys)
                hay = hay_of(line.name, tip, line.keys, *line.action.names, title)
                rows.append((line, shown, hay))
            found.append((title[:1].upper() + title[1:], rows))
        return found

    def _keys_of(self, entry: Action) -> tuple[str, ...]:
        return self._window.keymap.keys(entry.id)

    def _filter(self, typed: str) -> None:
        self.list.clear()
        for title, rows in self._groups:
            fitting = [n for n, _ in matches([hay for _, _, hay in rows], typed)]
            # Without a word of what is wanted only what has a key is of use here.
            shown = [rows[n] for n in fitting if typed.strip() or rows[n][0].keys]
            if shown:
                self.list.addItem(self._head(title))
            for line, row, _ in shown:
                item = row_item(row)
                item.setData(_ID, line.action.id)
                self.list.addItem(item)
        self._walk(1, start=-1)

    def _head(self, title: str) -> QListWidgetItem:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(self._window.look.interface_font(11, 600))
        return item

    def _walk(self, step: int, start: int | None = None) -> None:
        row = (self.list.currentRow() if start is None else start) + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                if row == 1:
                    self.list.scrollToTop()
                return
            row += step

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(_ID):
            action_id = str(item.data(_ID))
            self.close()
            self.taken.emit(action_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take, ask for the guide, or leave."""
        if self._window.keymap.action_for(event, WINDOW) == "help.keys":
            self.close()
            self.helped.emit()
        else:
            self._over.press(event, take=self._take, walk=self._walk)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Keep Tab: there is nothing else to go to."""
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back, unless it went elsewhere."""
        super().closeEvent(event)
        self._over.leave()
