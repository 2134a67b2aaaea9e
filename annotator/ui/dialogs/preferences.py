"""What can be set: pages at the left, one of them at the right, a search over all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QStackedWidget, QWidget

from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.keys_page import KeysPage
from annotator.ui.dialogs.preference_page import PreferencePage, TablePage
from annotator.ui.settings.preferences import PAGES
from annotator.ui.widgets.rows import Shown, row_item, row_list

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_LIST_WIDTH = 170


class PreferencesDialog(Dialog):
    """The dialog of Ctrl+,."""

    def __init__(self, window: Desk) -> None:
        """Build with what is set."""
        super().__init__(window, "preferences")
        self._window = window
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.word("preferences.search"))
        self.search.setAccessibleName(self.word("preferences.search"))
        self.search.setClearButtonEnabled(True)
        self.list = row_list()
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setAccessibleName(self.word("preferences.title"))
        self.stack = QStackedWidget()
        self.pages: list[PreferencePage] = []
        families = ", ".join(window.look.text_families[:1]) or self.word("preferences.any_font")
        for page in PAGES:
            self.add_page(TablePage(page, window.settings, self.language, families))
        self.keys = KeysPage(window)
        self.add_page(_Keys(self.keys, self.word("preferences.keys")))
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.body.addWidget(self.search)
        self.body.addLayout(row, 1)
        self.button("cancel", self.reject)
        self.button("preferences.keep", self.keep, is_primary=True)
        self.list.currentRowChanged.connect(self._show_page)
        self.search.textChanged.connect(self._filter)
        self.list.setCurrentRow(0)
        self.search.setFocus()

    def add_page(self, page: PreferencePage) -> None:
        """Add a page; it is searched and kept with the others."""
        self.pages.append(page)
        self.list.addItem(row_item(Shown(page.title)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page.widget)
        self.stack.addWidget(area)

    def field(self, key: str) -> object:
        """Return the field of a preference of the table."""
        tables = [page for page in self.pages if isinstance(page, TablePage)]
        return next(page.fields[key] for page in tables if key in page.fields)

    def _show_page(self, row: int) -> None:
        self.stack.setCurrentIndex(row)
        # The keys have a search of their own, which also knows keys: one field is enough.
        has_own = isinstance(self.pages[row], _Keys)
        if has_own and self.search.hasFocus():
            self.keys.search.setFocus()
        self.search.setVisible(not has_own)

    def show_keys(self) -> None:
        """Go to the keys."""
        self.list.setCurrentRow(len(self.pages) - 1)
        self.keys.search.setFocus()

    def _filter(self, typed: str) -> None:
        counts = [page.filter(typed) for page in self.pages]
        for number, count in enumerate(counts):
            self.list.item(number).setHidden(not count)
        if counts and not counts[self.list.currentRow()]:
            found = next((n for n, count in enumerate(counts) if count), None)
            if found is not None:
                self.list.setCurrentRow(found)
        self.say("" if any(counts) else self.word("preferences.none"), "secondary")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the pages from the search field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.list.currentRow() + step
            while 0 <= row < self.list.count() and self.list.item(row).isHidden():
                row += step
            if 0 <= row < self.list.count():
                self.list.setCurrentRow(row)
            return
        super().keyPressEvent(event)

    def keep(self) -> None:
        """Keep what is chosen and show it at once."""
        for page in self.pages:
            page.keep()
        self.close()
        self._window.act.setting.take()


class _Keys:
    """The page of keys: what is changed there holds at once."""

    def __init__(self, page: KeysPage, title: str) -> None:
        self.title = title
        self.widget: QWidget = page
        self._page = page

    def filter(self, typed: str) -> int:
        self._page.search.setText(typed)
        return self._page.list.count()

    def keep(self) -> None:
        """Nothing waits to be kept."""
