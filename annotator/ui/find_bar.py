"""The bar that finds words or a regular expression in the document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from annotator.text.patterns import PatternError, PatternTimeout, find_all
from annotator.ui.text.view import TextView
from annotator.ui.words import word

_BUDGET = 1.0


class FindBar(QWidget):
    """Typing finds at once; Enter and F3 go on, Esc leaves."""

    left = Signal()

    def __init__(self, view: TextView, language: str) -> None:
        """Find in what a view shows."""
        super().__init__()
        self._view, self._language = view, language
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self.field = QLineEdit()
        self.field.setPlaceholderText(word("find", language))
        self.field.setAccessibleName(word("find", language))
        self.field.setClearButtonEnabled(True)
        self.regex = QCheckBox(word("find_regex", language))
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("role", "secondary")
        self.setFocusProxy(self.field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.regex)
        layout.addWidget(self.count)
        self.field.textChanged.connect(self.search)
        self.field.returnPressed.connect(lambda: self.step(1))
        self.regex.toggled.connect(self.search)
        self.hide()

    def open(self) -> None:
        """Show the bar with what is selected."""
        selected = self._view.selected_text()
        self.show()
        if selected and "\n" not in selected and len(selected) < 80:
            self.field.setText(selected)
        self.field.setFocus()
        self.field.selectAll()
        self.search()

    def hits(self) -> list[tuple[int, int]]:
        """Return the places found."""
        return self._hits

    def search(self) -> None:
        """Find everything and go to the first place after the caret."""
        typed = self.field.text()
        self._hits, self._current, said = [], -1, ""
        if typed:
            try:
                self._hits = find_all(
                    self._view.text(),
                    typed,
                    is_regex=self.regex.isChecked(),
                    ignore_case=True,
                    whole_words=False,
                    budget_seconds=_BUDGET,
                )
            except PatternTimeout:
                said = word("find_slow", self._language)
            except PatternError as error:
                said = word("find_wrong", self._language, reason=str(error))
            if not self._hits and not said:
                said = word("find_none", self._language)
        if self._hits:
            caret = self._view.selection()[0]
            after = (n for n, (begin, _) in enumerate(self._hits) if begin >= caret)
            self._current = next(after, 0)
        self._show(said)

    def step(self, by: int) -> None:
        """Go to the next or previous place."""
        if self._hits:
            self._current = (self._current + by) % len(self._hits)
            self._show("")
            begin, end = self._hits[self._current]
            self._view.set_caret(end, anchor=begin)

    def _show(self, said: str) -> None:
        self._view.set_hits(self._hits, self._current)
        if self._hits:
            numbers = {"number": self._current + 1, "count": len(self._hits)}
            said = word("find_hits", self._language, **numbers)
            self._view.scroll_to(self._hits[self._current][0])
        self.count.setText(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._view.set_hits([])
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
