"""A small form that writes conditions for a search, for who does not know the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.model.language import text_in
from annotator.model.presentation import choices_of
from annotator.model.query import FLAGS
from annotator.model.review import ASSIGNMENT_STATES
from annotator.model.scheme import Feature, Layer
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import plain

_SIGNS = '=<>!:,"[]() '
_ENTITY = ("entity", "entities")
_WITHIN, _NEAR, _ALSO = "IN", "NEAR", ""


class ConditionsDialog(QDialog):
    """Annotations of a layer with a feature, and a fact of documents; below it what is written."""

    def __init__(
        self, parent: QWidget, session: Session, typed: str, take: Callable[[str], object]
    ) -> None:
        """Add to what is typed; `take` gets the whole."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._typed, self._take = session, typed.strip(), take
        self.setWindowTitle(session.word("add_condition_tip"))
        self.setMinimumWidth(460)
        self.layer, self.feature, self.value = QComboBox(), QComboBox(), QComboBox()
        self.state, self.relation = QComboBox(), QComboBox()
        self.fact, self.fact_value = QComboBox(), QLineEdit()
        self.written = plain(role="said")
        self.written.setWordWrap(True)
        self.written.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.value.setEditable(True)
        self._build()
        self._fill()
        self._on_layer()

    def _build(self) -> None:
        word = self._session.word
        form = QFormLayout()
        for code, field in (
            ("layer", self.layer),
            ("feature", self.feature),
            ("value", self.value),
            ("annotation_is", self.state),
            ("words_lie", self.relation),
            ("documents_with", self.fact),
            ("fact_value", self.fact_value),
        ):
            field.setAccessibleName(word(code))
            form.addRow(word(code), field)
        self.buttons = QDialogButtonBox()
        accept = self.buttons.addButton(word("search_now"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("primary", "true")
        accept.setDefault(True)
        self.buttons.addButton(word("cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.written)
        column.addWidget(self.buttons)

    def _fill(self) -> None:
        session, word = self._session, self._session.word
        self.layer.addItem(word("no_layer"), None)
        for layer in session.scheme.layers:
            self.layer.addItem(session.layer_name(layer.id), layer)
        self.state.addItem(word("any_state"), "")
        for flag in FLAGS:
            self.state.addItem(word(f"flag.{flag}"), flag)
        for code, sign in (("lie.within", _WITHIN), ("lie.near", _NEAR), ("lie.also", _ALSO)):
            self.relation.addItem(word(code), sign)
        self.fact.addItem(word("no_fact"), "")
        keys = [
            (k.id, text_in(k.names, session.language, k.id)) for k in session.scheme.metadata_keys
        ]
        for key, name in (("set", word("fact.set")), ("state", word("fact.state")),
                          ("annotator", word("fact.annotator")), *keys):  # fmt: skip
            self.fact.addItem(name, key)
        for box in (self.layer, self.feature, self.value, self.state, self.relation, self.fact):
            box.currentIndexChanged.connect(self._write)
        self.layer.currentIndexChanged.connect(self._on_layer)
        self.feature.currentIndexChanged.connect(self._on_feature)
        self.value.editTextChanged.connect(self._write)
        self.fact_value.textChanged.connect(self._write)
        self.fact.currentIndexChanged.connect(self._on_fact)

    def _on_layer(self) -> None:
        layer: Layer | None = self.layer.currentData()
        self.feature.clear()
        self.feature.addItem(self._session.word("any_feature"), None)
        for feature in layer.features if layer is not None else ():
            name = text_in(feature.names, self._session.language, feature.id)
            self.feature.addItem(name, feature)
        self.feature.setEnabled(layer is not None)
        self.state.setEnabled(layer is not None)
        self.relation.setEnabled(layer is not None and bool(self._typed))
        self._on_feature()

    def _on_feature(self) -> None:
        feature: Feature | None = self.feature.currentData()
        self.value.clear()
        for label in self._values(feature) if feature is not None else ():
            self.value.addItem(label)
        self.value.setCurrentIndex(-1)
        self.value.setEditText("")
        self.value.setEnabled(feature is not None)
        self._write()

    def _values(self, feature: Feature) -> list[str]:
        session = self._session
        if feature.type in _ENTITY:
            return sorted(session.entity_label(key) for key in session.entities)
        return [label for _, label in choices_of(session.scheme, feature, session.language)]

    def _on_fact(self) -> None:
        if self.fact.currentData() == "state" and not self.fact_value.text():
            self.fact_value.setText(ASSIGNMENT_STATES[-2])
        self._write()

    # What is written

    def query(self) -> str:
        """Return what was typed with the conditions of the form."""
        parts = [self._typed] if self._typed else []
        bracket = self._bracket()
        if bracket and parts and self.relation.currentData():
            several = " " in self._typed and not self._typed.startswith('"')
            head = f"({self._typed})" if several else self._typed
            parts = [f"{head} {self.relation.currentData()} {bracket}"]
        elif bracket:
            parts.append(bracket)
        fact, value = self.fact.currentData(), self.fact_value.text().strip()
        if fact and value:
            has_sign = value[:1] in "<>="
            parts.append(f"{fact}{'' if has_sign else ':'}{value if has_sign else quoted(value)}")
        return " ".join(parts)

    def _bracket(self) -> str:
        layer: Layer | None = self.layer.currentData()
        if layer is None:
            return ""
        inner = [quoted(self._session.layer_name(layer.id))]
        feature: Feature | None = self.feature.currentData()
        value = self.value.currentText().strip()
        if feature is not None:
            name = text_in(feature.names, self._session.language, feature.id)
            sign = "=" if value else "!="
            inner.append(f"{quoted(name)}{sign}{quoted(value) if value else ''}")
        if self.state.currentData():
            inner.append(f"is:{self.state.currentData()}")
        return f"[{' '.join(inner)}]"

    def _write(self, *_: Any) -> None:
        self.written.setText(self.query())

    def _on_accepted(self) -> None:
        found = self.query()
        self.accept()
        if found:
            self._take(found)


def quoted(text: str) -> str:
    """Return a text as one piece of a query."""
    plain_text = text.replace('"', " ").strip()
    return f'"{plain_text}"' if any(char in _SIGNS for char in plain_text) else plain_text
