"""Language, theme and text size; and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QTabWidget, QWidget

from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.keys_page import KeysPage

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_THEMES = ("system", "light", "dark", "contrast")


class PreferencesDialog(Dialog):
    """The dialog of Ctrl+,."""

    def __init__(self, window: MainWindow) -> None:
        """Build with what is set."""
        super().__init__(window, "preferences")
        self._window = window
        settings = window.settings
        self.tongue = QComboBox()
        for code, name in (("en", "English"), ("bg", "Български")):
            self.tongue.addItem(name, code)
        self.tongue.setCurrentIndex(self.tongue.findData(settings.language))
        self.theme = QComboBox()
        for code in _THEMES:
            self.theme.addItem(self.word(f"preferences.theme.{code}"), code)
        self.theme.setCurrentIndex(max(0, self.theme.findData(settings.text("theme", "system"))))
        self.size_field = QSpinBox()
        self.size_field.setRange(12, 32)
        self.size_field.setValue(settings.number("text_size", 17, least=12, most=32))
        grid = QGridLayout()
        rows = (
            ("preferences.language", self.tongue),
            ("preferences.theme", self.theme),
            ("preferences.size", self.size_field),
        )
        for number, (code, field) in enumerate(rows):
            grid.addWidget(self.label(code, field), number, 0)
            grid.addWidget(field, number, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows), 1)
        general = QWidget()
        general.setLayout(grid)
        self.keys = KeysPage(window)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(general, self.word("preferences.general"))
        self.tabs.addTab(self.keys, self.word("preferences.keys"))
        self.body.addWidget(self.tabs)
        self.button("cancel", self.reject)
        self.button("preferences.keep", self.keep, is_primary=True)

    def show_keys(self) -> None:
        """Go to the keys."""
        self.tabs.setCurrentWidget(self.keys)
        self.keys.search.setFocus()

    def keep(self) -> None:
        """Keep what is chosen and show it at once."""
        from annotator.ui.app import make_look

        settings = self._window.settings
        settings.set_text("theme", str(self.theme.currentData()))
        settings.set_number("text_size", self.size_field.value())
        settings.sync()
        self._window.set_look(make_look(settings))
        self.close()
        self._window.set_language(str(self.tongue.currentData()))
