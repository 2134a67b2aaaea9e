"""The features of the relations in a list: a field each, but for what their place answers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from annotator.model.annotation import Relation
from annotator.model.ladder import ladder_of
from annotator.model.language import text_in
from annotator.model.presentation import OF_ENTITIES
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Feature
from annotator.operations.tagging import relate
from annotator.ui.panels.choice import ChoiceField, Option
from annotator.ui.panels.offered import CHOSEN, NEW, Offered, value_after
from annotator.ui.panels.section import wrapped
from annotator.ui.sitting.session import Session

_INDENT = 8


class EndFeatures(QObject):
    """Makes the fields and keeps them by relation and feature, to go from one to the next."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        """Begin without any."""
        super().__init__()
        self._session, self._offered = session, Offered(session)
        self._fields: dict[tuple[str, str], ChoiceField] = {}
        self._focused: tuple[str, str] | None = None

    def forget(self) -> None:
        """Let go of all fields, which their list takes away; remember which one had the focus."""
        here = (key for key, field in self._fields.items() if field.hasFocus())
        self._focused = next(here, None)
        self._fields = {}

    def focus_again(self) -> None:
        """Give the focus back to the field that had it."""
        if self._focused in self._fields:
            self._fields[self._focused].setFocus()

    def add(self, relation: Relation, body: QVBoxLayout) -> list[ChoiceField]:
        """Add the fields of a relation to a list and return them.

        Levels and chains are moved, not typed.
        """
        made: list[ChoiceField] = []
        for feature in self._asked(relation):
            name = text_in(feature.names, self._session.language, feature.id)
            field = self._field(relation, feature)
            field.setAccessibleName(name)
            self._show(field, relation, feature)
            row = QHBoxLayout()
            row.addSpacing(_INDENT)
            shown = text_in(feature.names, self._session.language, feature.id, in_line=True)
            row.addWidget(wrapped(shown, "secondary"))
            row.addWidget(field, 1)
            body.addLayout(row)
            # A layout shows its widgets later, and the focus may be wanted before that.
            field.show()
            self._fields[relation.id, feature.id] = field
            made.append(field)
        return made

    def _show(self, field: ChoiceField, relation: Relation, feature: Feature) -> None:
        value = relation.features.get(feature.id)
        is_asked = holds(feature.shown_when, relation.features)
        field.show_value(self._offered.label(feature, value))
        is_missing = feature.required and value in (None, [], ()) and is_asked
        field.set_standing(is_missing=is_missing, by_rule="")

    def _asked(self, relation: Relation) -> list[Feature]:
        scheme, hub = self._session.scheme, self._session.annotation(relation.from_id)
        kind = scheme.relation_type(relation.type)
        ladder = ladder_of(scheme, hub.layer) if hub is not None else None
        placed = (ladder.level, ladder.chain) if ladder and ladder.is_on(kind) else ()
        return [f for f in (kind.features if kind else ()) if f.id not in placed]

    def _field(self, relation: Relation, feature: Feature) -> ChoiceField:
        word, key = self._session.word, (relation.id, feature.id)
        field = ChoiceField(
            lambda typed: self._options(feature, typed),
            digits=feature.type in CHOSEN,
            is_free=feature.type not in (*CHOSEN, *OF_ENTITIES),
            none=word("no_such_value"),
            is_bare=True,
            keys=self._session.keys,
        )
        field.setPlaceholderText(word("choose" if feature.required else "no_value"))
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.chosen.connect(lambda value: self._set(relation, feature, value))
        field.answered.connect(lambda: self._go(key, 1))
        field.advanced.connect(lambda step: self._go(key, step))
        field.left.connect(self.left)
        return field

    def _options(self, feature: Feature, typed: str) -> list[Option]:
        """Return what can be chosen: an entity is made with annotations, which name it."""
        found = self._offered.options(feature, typed)
        return [row for row in found if not (isinstance(row[0], tuple) and row[0][0] == NEW)]

    def _set(self, relation: Relation, feature: Feature, chosen: Any) -> None:
        session, held = self._session, relation.features.get(feature.id)
        try:
            value = value_after(feature, held, chosen)
        except ValueError:
            session.refused.emit(f"{text_in(feature.names, session.language)}: {chosen}")
        else:
            session.work(relate.set_relation_feature, relation.id, feature.id, value)
        field = self._fields.get((relation.id, feature.id))
        now = session.store.read().relation(relation.id)
        if field is not None and now is not None:
            # Where it was refused the field says again what there is.
            self._show(field, now, feature)

    def _go(self, key: tuple[str, str], step: int) -> None:
        """Go to the field after or before; beyond them back to the text."""
        keys = list(self._fields)
        at = keys.index(key) + step if key in keys else -1
        if 0 <= at < len(keys):
            self._fields[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()
