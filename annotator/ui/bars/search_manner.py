"""Four boxes that say how words are looked for: all forms, whole word, match case, regex."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.model.query import Manner
from annotator.text.finding import FORMS, INSIDE, WHOLE
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.words.fixed import word


class MannerBoxes(QWidget):
    """The boxes, in several rows where it is narrow.

    Forms exclude whole words, and an expression has no forms.
    """

    changed = Signal()

    def __init__(self, language: str) -> None:
        """All forms are on, the others off."""
        super().__init__()
        row = FlowLayout(self)
        self.forms, self.whole, self.case, self.regex = (
            QCheckBox(word(code, language))
            for code in ("all_forms", "whole_word", "match_case", "regex")
        )
        tips = ("all_forms_tip", "whole_word_tip", "match_case_tip", "regex_tip")
        for box, tip in zip(self._boxes(), tips, strict=True):
            box.setToolTip(word(tip, language))
            box.setMinimumWidth(box.sizeHint().width())
            row.addWidget(box)
        self.forms.setChecked(True)
        self.forms.toggled.connect(lambda on: self._exclude(self.whole, is_on=on))
        self.whole.toggled.connect(lambda on: self._exclude(self.forms, is_on=on))
        self.regex.toggled.connect(self._on_regex)
        self.case.toggled.connect(lambda _on: self.changed.emit())

    def _boxes(self) -> tuple[QCheckBox, ...]:
        return self.forms, self.whole, self.case, self.regex

    def _exclude(self, other: QCheckBox, *, is_on: bool) -> None:
        if is_on and other.isChecked():
            other.blockSignals(True)
            other.setChecked(False)
            other.blockSignals(False)
        self.changed.emit()

    def _on_regex(self, is_on: bool) -> None:
        self.forms.setEnabled(not is_on)
        self.changed.emit()

    def advice(self) -> str:
        """Return the code of what is said where nothing was found: what was not tried yet."""
        manner = self.manner()
        if manner.is_expression:
            return "find_no_place"
        return "find_no_form" if manner.mode == FORMS else "find_none"

    def manner(self) -> Manner:
        """Return what the boxes say."""
        is_expression = self.regex.isChecked()
        mode = WHOLE if self.whole.isChecked() else INSIDE
        if self.forms.isChecked() and not is_expression:
            mode = FORMS
        return Manner(mode=mode, is_exact=self.case.isChecked(), is_expression=is_expression)
