"""A page of the preferences, made from the rows of the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.text.normal import fold
from annotator.ui.settings.preferences import (
    CHOICE,
    FONT,
    NUMBER,
    PAGES,
    PREFERENCES,
    Preference,
)
from annotator.ui.settings.settings import Settings

_WITHIN = 6
Field = QComboBox | QSpinBox | QLineEdit


class PreferencePage(Protocol):
    """A page of the dialog of preferences."""

    title: str
    widget: QWidget

    def filter(self, typed: str) -> int:
        """Show only what has every word that is typed, and return how much that is."""
        ...

    def keep(self) -> None:
        """Remember what was chosen."""
        ...


class TablePage:
    """The preferences of one page of the table."""

    def __init__(self, page: str, settings: Settings, language: str, families: str) -> None:
        """Build with what is set; `families` names the fonts that are taken where none is."""
        self.title = PAGES[page][1 if language == "bg" else 0]
        self._settings, self._language, self._families = settings, language, families
        self.widget = QWidget()
        self.fields: dict[str, Field] = {}
        self._rows: list[tuple[Preference, tuple[QWidget, ...]]] = []
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(p for p in PREFERENCES if p.page == page):
            field = self._field(row)
            self.fields[row.key] = field
            name, tip = QLabel(row.name(language)), QLabel(row.tip(language))
            for label in (name, tip):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
            name.setBuddy(field)
            tip.setProperty("role", "secondary")
            field.setAccessibleName(row.name(language))
            field.setAccessibleDescription(row.tip(language))
            grid.addWidget(name, 2 * number, 0)
            grid.addWidget(field, 2 * number, 1)
            grid.addWidget(tip, 2 * number + 1, 1)
            grid.setRowMinimumHeight(2 * number + 1, 26)
            self._rows.append((row, (name, field, tip)))
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(16, 4, 4, 4)
        column.addLayout(grid)
        column.addStretch(1)

    def _field(self, row: Preference) -> Field:
        value = row.value(self._settings)
        if row.kind == CHOICE:
            choices = [
                (key, names[1 if self._language == "bg" else 0]) for key, names in row.choices
            ]
            return _box(choices, value or self._settings.language)
        if row.kind == FONT:
            fonts = [(name, name) for name in QFontDatabase.families() if _is_ours(name)]
            return _box([("", self._families), *fonts], value)
        if row.kind == NUMBER:
            number = QSpinBox()
            number.setRange(row.least, row.most)
            number.setSingleStep(row.step)
            number.setSuffix(row.unit)
            number.setValue(int(value))
            # A style sheet pads the frame of a number, never the text within it.
            number.lineEdit().setTextMargins(_WITHIN, 0, _WITHIN, 0)
            return number
        return QLineEdit(value)

    def filter(self, typed: str) -> int:
        """Show only the rows that have every word."""
        words = fold(typed).split()
        shown = 0
        for row, widgets in self._rows:
            said = fold(" ".join((*row.names, *row.tips, self.title, *_names_of(row))))
            fits = all(word in said for word in words)
            shown += fits
            for widget in widgets:
                widget.setVisible(fits)
        return shown

    def keep(self) -> None:
        """Remember what was chosen."""
        for key, field in self.fields.items():
            if isinstance(field, QComboBox):
                self._settings.set_text(key, str(field.currentData() or ""))
            elif isinstance(field, QSpinBox):
                self._settings.set_number(key, field.value())
            else:
                self._settings.set_text(key, field.text().strip())


def _box(choices: Iterable[tuple[str, str]], value: str) -> QComboBox:
    box = QComboBox()
    for key, name in choices:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(value)))
    return box


def _is_ours(family: str) -> bool:
    """Say whether a font can be meant for reading: not the system's own, not of one script."""
    if QFontDatabase.isPrivateFamily(family):
        return False
    cyrillic = QFontDatabase.WritingSystem.Cyrillic
    return QFontDatabase.isSmoothlyScalable(family) and cyrillic in (
        QFontDatabase.writingSystems(family)
    )


def _names_of(row: Preference) -> list[str]:
    return [name for _, names in row.choices for name in names]
