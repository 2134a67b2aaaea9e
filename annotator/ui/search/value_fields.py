"""Fields for values that many annotations shall have: a layer, and some of its features."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.model.annotation import Annotation, Value
from annotator.model.language import small, text_in
from annotator.model.presentation import CLOSED, choices_of, value_name
from annotator.model.scheme import Feature, Layer
from annotator.model.values import value_of
from annotator.operations.tagging.entities import offered
from annotator.ui.palette.matching import fits, named_first
from annotator.ui.panels.choice import ChoiceField, Option
from annotator.ui.panels.section import clear, wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.tips import set_tip, tip

_ENTITY = ("entity", "entities")
_MOST = 50


class ValueFields(QWidget):
    """The layer, then its features, core ones first; an empty field leaves what is there."""

    layer_chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        """Build it without a layer."""
        super().__init__()
        self._session = session
        self.layer: Layer | None = None
        self.values: dict[str, Value] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._fields: list[ChoiceField] = []
        self._by_feature: dict[str, ChoiceField] = {}
        self._hint = "as_it_falls"

    def set_hint(self, code: str) -> None:
        """Say in empty fields what becomes of a feature that gets no value here."""
        self._hint = code
        for field in self._by_feature.values():
            field.setPlaceholderText(self._session.word(code))

    def show_layer(self, layer_id: str) -> None:
        """Offer the features of a layer; values of another one are forgotten."""
        layer = self._session.scheme.layer(layer_id)
        if layer is self.layer and self._fields:
            return
        self.layer = layer
        self.values = {}
        had_focus = any(field.hasFocus() for field in self._fields)
        clear(self._grid)
        self._fields, self._by_feature = [], {}
        self._add_layer(layer)
        features = layer.features if layer is not None else ()
        for feature in sorted(features, key=lambda feature: not feature.core):
            self._add(feature)
        if had_focus:
            self._fields[0].setFocus()

    def _add_layer(self, layer: Layer | None) -> None:
        session = self._session
        rows: list[Option] = [
            (x.id, session.layer_name(x.id)) for x in session.scheme.layers if not x.read_only
        ]
        field = ChoiceField(
            lambda typed: [r for r in rows if fits(typed, r[0], r[1])],
            none=session.word("no_such_value"),
            keys=session.keys,
        )
        field.show_value(session.layer_name(layer.id) if layer is not None else "")
        field.chosen.connect(self._on_layer)
        self._join(session.word("layer"), field)

    def _on_layer(self, value: object) -> None:
        if isinstance(value, str):
            self.layer_chosen.emit(value)
        elif self._fields and self.layer is not None:
            self._fields[0].show_value(self._session.layer_name(self.layer.id))

    def _add(self, feature: Feature) -> None:
        is_closed = feature.type in (*CLOSED, "boolean")
        field = ChoiceField(
            lambda typed: self._options(feature, typed),
            digits=is_closed,
            is_free=not is_closed and feature.type not in _ENTITY,
            none=self._session.word("no_such_value"),
            keys=self._session.keys,
        )
        field.setPlaceholderText(self._session.word(self._hint))
        field.chosen.connect(lambda value: self._take(feature, field, value))
        self._by_feature[feature.id] = field
        name = text_in(feature.names, self._session.language, feature.id)
        shown = text_in(feature.names, self._session.language, feature.id, in_line=True)
        told = text_in(feature.definitions, self._session.language)
        self._join(name, field, told, shown)

    def _join(self, name: str, field: ChoiceField, told: str = "", shown: str = "") -> None:
        label = wrapped(shown or small(name), "secondary")
        label.setMaximumWidth(96)
        set_tip(label, tip(told))
        field.setAccessibleName(name)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        field.advanced.connect(lambda step: self._go(field, step))
        field.left.connect(self.left)
        self._fields.append(field)

    def _go(self, field: ChoiceField, step: int) -> None:
        # A field that is gone was the one of the layer, which has other features now.
        at = self._fields.index(field) + step if field in self._fields else step
        if 0 <= at < len(self._fields):
            self._fields[at].setFocus()
        else:
            field.focusNextPrevChild(step > 0)

    def _options(self, feature: Feature, typed: str) -> list[Option]:
        session = self._session
        if feature.type in _ENTITY:
            ranked = offered(session.entities.values(), feature, typed, limit=_MOST)
            return [(e.id, session.entity_label(e.id)) for e in ranked]
        rows = choices_of(session.scheme, feature, session.language)
        found = [(value, label) for value, label in rows if fits(typed, str(value), label)]
        return named_first(found, typed)

    def _take(self, feature: Feature, field: ChoiceField, value: Any) -> None:
        """Keep what was chosen; what is no value of the feature is not kept."""
        if isinstance(value, str) and feature.type in ("integer", "number"):
            try:
                value = value_of(feature, value) if value.strip() else None
            except ValueError:
                self._session.refused.emit(f"{field.accessibleName()}: {value}")
                value = None
        if value is None or value == "":
            self.values.pop(feature.id, None)
        else:
            is_several = feature.type in ("tags", "entities")
            self.values[feature.id] = [value] if is_several else value
        field.show_value(self._label(feature))

    def _label(self, feature: Feature) -> str:
        value = self.values.get(feature.id)
        if value is None:
            return ""
        if feature.type in _ENTITY:
            items = value if isinstance(value, (list, tuple)) else (value,)
            return ", ".join(self._session.entity_label(str(item)) for item in items)
        return value_name(self._session.scheme, feature, value, self._session.language)

    def take_from(self, annotation: Annotation) -> None:
        """Offer the values that an annotation has."""
        self.show_layer(annotation.layer)
        for feature_id, field in self._by_feature.items():
            feature = self.layer.feature(feature_id) if self.layer is not None else None
            value = annotation.features.get(feature_id)
            if feature is not None and value is not None:
                self.values[feature_id] = value
                field.show_value(self._label(feature))

    def all(self) -> tuple[ChoiceField, ...]:
        """Return the fields in the order of their rows."""
        return tuple(self._fields)

    def field(self, number: int) -> ChoiceField:
        """Return the nth field; the first is that of the layer."""
        return self._fields[number]
