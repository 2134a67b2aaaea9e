"""What is decided before an import: encoding and language of texts, layers, what names say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.model.language import Texts, text_in
from annotator.model.scheme import Scheme
from annotator.text.encoding_names import CHOICES, shown_encoding
from annotator.text.name_pattern import NamePattern
from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.widgets.rows import Elided, Shown, row_item, row_list
from annotator.ui.widgets.tips import set_tip, tip
from annotator.ui.words.dialogs import word

_VALUE = int(Qt.ItemDataRole.UserRole)
_ROWS = 3
_ROW_HEIGHT = 26
_LANGUAGES = ("bg", "ru", "en", "uk", "sr", "mk", "de", "fr", "es", "it", "ro", "el", "tr", "ar")


class DecodingChoice(QWidget):
    """The encodings that fit, each with a line of the text as it would read, best first."""

    chosen = Signal(str)

    def __init__(self, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self.list = row_list()
        self.other = QComboBox()
        self.other.addItem(word("import.other_decoding", language), "")
        for name in CHOICES:
            self.other.addItem(shown_encoding(name), name)
        self.other.setAccessibleName(word("import.other_decoding", language))
        self.for_all = QCheckBox(word("import.for_all", language))
        self.for_all.setToolTip(word("import.for_all_tip", language))
        row = QHBoxLayout()
        row.addWidget(self.for_all)
        row.addStretch(1)
        row.addWidget(self.other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list)
        layout.addLayout(row)
        self.list.currentItemChanged.connect(self._on_row)
        self.other.activated.connect(self._on_other)
        self.for_all.toggled.connect(self._on_for_all)
        self._is_showing = False
        self._shown: tuple[Path | None, list[str]] = (None, [])

    def show_candidates(
        self, path: Path, candidates: Sequence[tuple[str, str]], current: str
    ) -> None:
        """Show the encodings of a file with a line of real text each, one of them taken."""
        shown = (path, [name for name, _ in candidates])
        if shown == self._shown and current == self.current():
            return
        self._is_showing = True
        if path != self._shown[0]:
            self.for_all.setChecked(False)
        self._shown = shown
        self.list.clear()
        for name, line in candidates[:_ROWS]:
            item = row_item(Shown(line, aside=shown_encoding(name)))
            item.setData(_VALUE, name)
            self.list.addItem(item)
            if name == current:
                self.list.setCurrentItem(item)
        height = self.list.sizeHintForRow(0) * self.list.count() + 2
        self.list.setFixedHeight(max(_ROW_HEIGHT, height))
        self.other.setCurrentIndex(0)
        self._is_showing = False

    def current(self) -> str:
        """Return the encoding that is taken, empty if none is."""
        item = self.list.currentItem()
        return str(item.data(_VALUE)) if item is not None else ""

    def _on_row(self) -> None:
        if not self._is_showing and self.current():
            self.chosen.emit(self.current())

    def _on_other(self) -> None:
        name = str(self.other.currentData())
        if name:
            self.chosen.emit(name)

    def _on_for_all(self, is_on: bool) -> None:
        if is_on and not self._is_showing and self.current():
            self.chosen.emit(self.current())


class LayerChoice(QScrollArea):
    """Which of our layers each layer becomes that the scheme does not have, or a new one."""

    chosen = Signal()

    def __init__(self, look: Look, scheme: Scheme, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self._look, self._scheme, self._language = look, scheme, language
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMaximumHeight(140)
        self.boxes: dict[str, QComboBox] = {}
        self._rows: dict[str, tuple[Texts, int]] = {}

    def show_layers(self, layers: Sequence[tuple[str, Texts, int]]) -> None:
        """Show these layers; what was chosen for one that stays is kept."""
        rows = {layer: (names, count) for layer, names, count in layers}
        if rows == self._rows:
            return
        before = self.mapping()
        self._rows, self.boxes = rows, {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(4)
        for number, (layer, (names, count)) in enumerate(rows.items()):
            name = visible(text_in(names, self._language, layer))
            shown = f"{name}, {count}" if count else name
            box = self._box(name, before.get(layer, ""))
            box.setAccessibleName(shown)
            grid.addWidget(Elided(shown), number, 0)
            grid.addWidget(QLabel("→"), number, 1)
            grid.addWidget(box, number, 2)
            self.boxes[layer] = box
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(rows), 1)
        self.setWidget(inside)

    def _box(self, name: str, current: str) -> QComboBox:
        box = QComboBox()
        box.addItem(word("import.layer_new", self._language, name=name), "")
        for slot, layer in enumerate(self._scheme.layers):
            box.addItem(text_in(layer.names, self._language, layer.id), layer.id)
            box.setItemData(slot + 1, layer.id)
        box.setCurrentIndex(max(0, box.findData(current)))
        box.currentIndexChanged.connect(lambda _=0: self.chosen.emit())
        return box

    def mapping(self) -> dict[str, str]:
        """Return our layer for each that becomes one of ours."""
        chosen = {layer: str(box.currentData() or "") for layer, box in self.boxes.items()}
        return {layer: ours for layer, ours in chosen.items() if ours}


class NameChoice(QWidget):
    """A pattern of file names, and at once what it makes of one."""

    changed = Signal()

    def __init__(self, scheme: Scheme, language: str) -> None:
        """Build it with no pattern."""
        super().__init__()
        self._language = language
        self._names = {k.id: text_in(k.names, language, k.id) for k in scheme.metadata_keys}
        self._dates = frozenset(k.id for k in scheme.metadata_keys if k.type == "date")
        self.field = QLineEdit()
        self.field.setPlaceholderText(word("import.names_hint", language))
        keys = ", ".join(f"{{{key}}} {name}" for key, name in self._names.items())
        set_tip(self.field, tip(word("import.names_tip", language, keys=keys)))
        self.result = Elided("", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.result)
        self.field.textChanged.connect(lambda _="": self.changed.emit())

    def pattern(self) -> NamePattern | None:
        """Return the pattern; None if there is none, or what is typed is none yet."""
        typed = self.field.text().strip()
        try:
            return NamePattern(typed, dates=self._dates) if typed else None
        except ValueError:
            return None

    def values(self, stem: str) -> Mapping[str, str]:
        """Return what the pattern reads from a name, nothing where it does not fit."""
        pattern = self.pattern()
        return (pattern.read(stem) or {}) if pattern is not None else {}

    def show_result(self, stem: str) -> None:
        """Show what the pattern makes of a name."""
        typed = self.field.text().strip()
        try:
            pattern = NamePattern(typed, dates=self._dates) if typed else None
        except ValueError as error:
            self._say(word("import.names_wrong", self._language, what=str(error)), "bad")
            return
        values = pattern.read(stem) if pattern is not None and stem else {}
        if values is None:
            self._say(word("import.names_none", self._language, name=visible(stem)), "bad")
            return
        parts = [f"{self._names.get(key, key)}: {visible(v)}" for key, v in values.items()]
        self._say(", ".join(parts), "secondary")

    def _say(self, text: str, role: str) -> None:
        self.result.setProperty("role", role)
        self.result.style().polish(self.result)
        self.result.setText(text)


class LanguageChoice(QComboBox):
    """The language of the texts, chosen or typed (BCP 47); at first their letters tell it."""

    def __init__(self, language: str) -> None:
        """Offer the usual ones, named in a language."""
        super().__init__()
        self._by_letters = word("import.by_letters", language)
        self.setEditable(True)
        self.addItem(self._by_letters)
        self.addItems(_LANGUAGES)

    def chosen(self) -> str | None:
        """Return the language, None if the letters of each text tell it or nothing is said."""
        return None if self.is_by_letters() else self.currentText().strip() or None

    def is_by_letters(self) -> bool:
        """Say whether the letters of each text tell its language."""
        return self.currentText().strip() == self._by_letters
