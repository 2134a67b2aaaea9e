"""The features of the current annotation: a field each, answered by digits, letters and Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.model.annotation import SURE, UNSURE, Annotation
from annotator.model.entity import Alias
from annotator.model.language import small, text_in
from annotator.model.presentation import OF_ENTITIES
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Feature, Layer
from annotator.operations.tagging import annotate, entities, meaning
from annotator.operations.tagging.kinds_said import entity_feature, kinds_said
from annotator.ui.palette.matching import fits
from annotator.ui.panels.choice import ChoiceField, Option
from annotator.ui.panels.offered import CHOSEN, NEW, Offered, value_after
from annotator.ui.panels.section import Section, wrapped
from annotator.ui.sitting.drafts import FEATURE, Place
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.tips import set_tip, tip

_CONFIDENCE = "_confidence"
_NAMES = 0.41
"""What part of the width names of features have at most; longer ones go on in a second line."""


class _Form(QWidget):
    """The fields of one layer."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.fields: dict[str, ChoiceField] = {}
        self.features: dict[str, Feature] = {}
        self._labels: list[QLabel] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make names as wide as they are, so that values stand close and under each other."""
        super().resizeEvent(event)
        most = int(self.width() * _NAMES)
        for label in self._labels:
            label.ensurePolished()
            wide = label.fontMetrics().horizontalAdvance(label.text()) + 2
            label.setFixedWidth(min(most, wide))

    def add(self, label: QLabel, field: ChoiceField) -> None:
        self._labels.append(label)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)


class FeatureForm(Section):
    """One field for each feature of the layer, then the confidence.

    A digit sets a value and goes on to what is still required, and to the text where nothing is.
    """

    left = Signal()
    done = Signal()
    focus_changed = Signal()

    def __init__(self, session: Session) -> None:
        """Build it empty."""
        super().__init__(session.word("features"), session.keys["features.open"])
        self._session = session
        self._offered = Offered(session)
        self._layer: Layer | None = None
        self._forms: dict[str, tuple[Layer, _Form]] = {}
        self._form = _Form()
        self.body.addWidget(self._form)

    @property
    def _fields(self) -> dict[str, ChoiceField]:
        return self._form.fields

    @property
    def _features(self) -> dict[str, Feature]:
        return self._form.features

    def field(self, feature_id: str) -> ChoiceField | None:
        """Return the field of a feature."""
        return self._fields.get(feature_id)

    def has_focus(self) -> bool:
        """Say whether one of the fields has the focus."""
        return any(field.hasFocus() for field in self._fields.values())

    def show_annotation(self, annotation: Annotation, layer: Layer) -> None:
        """Show the values of an annotation; the fields of each layer are made once."""
        if layer is not self._layer:
            self._show_form(layer)
        doubts = self._session.by_rule.of(annotation)
        for key, feature in self._features.items():
            field = self._fields[key]
            value = annotation.features.get(key)
            label = self._offered.label(feature, value)
            is_asked = holds(feature.shown_when, annotation.features)
            is_missing = feature.required and value in (None, [], ()) and is_asked
            field.show_value(label)
            draft = self._session.drafts.get(self._place(annotation, key))
            if draft:
                field.show_draft(draft)
            field.set_standing(
                is_missing=is_missing,
                by_rule=self._session.word("by_rule") if key in doubts else "",
            )
        self._fields[_CONFIDENCE].show_value(self._session.word(annotation.confidence))

    def _place(self, annotation: Annotation, key: str) -> Place:
        return Place(FEATURE, annotation.document, annotation.id, key)

    def _keep_draft(self, key: str, text: str) -> None:
        annotation = self._session.current_annotation()
        if annotation is not None:
            self._session.drafts.put(self._place(annotation, key), text)

    def _show_form(self, layer: Layer) -> None:
        self._layer = layer
        self._form.hide()
        known, form = self._forms.get(layer.id, (None, None))
        if form is None or known is not layer:
            if form is not None:
                form.deleteLater()
            self._build(layer)
        else:
            self._form = form
        self._form.show()

    def _build(self, layer: Layer) -> None:
        self._form = _Form()
        self._forms[layer.id] = (layer, self._form)
        self.body.addWidget(self._form)
        core = [f for f in layer.features if f.core]
        for feature in (*core, *(f for f in layer.features if not f.core)):
            self._add(feature)
        self._add_confidence()

    def _add(self, feature: Feature) -> None:
        language = self._session.language
        name = text_in(feature.names, language, feature.id)
        field = ChoiceField(
            lambda typed: self._options(feature, typed),
            digits=feature.type in CHOSEN,
            is_free=feature.type not in (*CHOSEN, *OF_ENTITIES),
            none=self._session.word("no_such_value"),
            is_bare=True,
            keys=self._session.keys,
        )
        empty = "choose" if feature.required else "no_value"
        field.setPlaceholderText(self._session.word(empty))
        field.chosen.connect(lambda value: self.set_value(feature, value))
        field.typed.connect(lambda text: self._keep_draft(feature.id, text))
        self._features[feature.id] = feature
        shown = text_in(feature.names, language, feature.id, in_line=True)
        told = text_in(feature.definitions, language)
        self._join(name, field, feature.id, told=told, shown=shown)

    def _add_confidence(self) -> None:
        word = self._session.word
        rows: list[Option] = [(SURE, word("sure")), (UNSURE, word("unsure"))]
        field = ChoiceField(
            lambda typed: [r for r in rows if fits(typed, r[1])],
            none=word("no_such_value"),
            is_bare=True,
            keys=self._session.keys,
        )
        field.chosen.connect(self._set_confidence)
        self._join(word("confidence"), field, _CONFIDENCE)

    def _join(
        self, name: str, field: ChoiceField, key: str, *, told: str = "", shown: str = ""
    ) -> None:
        label = wrapped(shown or small(name), "secondary")
        set_tip(label, tip(told))
        field.setAccessibleName(name)
        self._form.add(label, field)
        # A layout shows its widgets later, and the focus may be wanted before that.
        label.show()
        field.show()
        field.advanced.connect(lambda step: self._go(key, step))
        field.answered.connect(lambda: self._go_on(key))
        field.left.connect(self.left)
        field.focus_changed.connect(self.focus_changed)
        self._fields[key] = field

    # Where the focus goes

    def open(self, *, at_first: bool = False, at: str = "") -> bool:
        """Give the focus to what most wants an answer; say whether there is anything to answer.

        That is the first required empty feature, else what filled itself in, else the first;
        with `at_first` always the first, with `at` the feature of that id.
        """
        annotation = self._session.current_annotation()
        if annotation is None or not self._fields:
            return False
        doubts = self._session.by_rule.of(annotation)
        most = [] if at_first else [at, *self._needed(annotation), *doubts]
        wanted = [*most, *self._fields]
        key = next(k for k in wanted if k in self._fields)
        self._fields[key].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _needed(self, annotation: Annotation) -> list[str]:
        features = annotation.features
        return [
            key
            for key, feature in self._features.items()
            if feature.required and key not in features and holds(feature.shown_when, features)
        ]

    def _go(self, key: str, step: int) -> None:
        """Go to the field after or before; after the last one to the text."""
        keys = [k for k, field in self._fields.items() if field.isVisibleTo(self)]
        at = keys.index(key) + step if key in keys else 0
        if at >= len(keys):
            self.done.emit()
        else:
            self._fields[keys[max(0, at)]].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self, key: str) -> None:
        """Go to the next feature that is still required, to the text if there is none."""
        annotation = self._session.current_annotation()
        needed = self._needed(annotation) if annotation is not None else []
        order = list(self._fields)
        later = [k for k in needed if order.index(k) > order.index(key)]
        for following in (*later, *needed):
            self._fields[following].setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.done.emit()

    # Values

    def _options(self, feature: Feature, typed: str) -> list[Option]:
        annotation = self._session.current_annotation()
        return self._offered.options(feature, typed, quote=annotation.quote if annotation else "")

    def set_value(self, feature: Feature, value: Any) -> None:
        """Give the current annotation a value; of features with several, add it or take it out."""
        annotation = self._session.current_annotation()
        if annotation is None:
            return
        if isinstance(value, tuple) and value[0] == NEW:
            value = self._make_entity(feature, str(value[1]))
            if value is None:
                return
        try:
            self._store_value(annotation, feature, value)
        except ValueError:
            said = f"{text_in(feature.names, self._session.language)}: {value}"
            self._session.refused.emit(said)
        self._show_again()

    def _store_value(self, annotation: Annotation, feature: Feature, value: Any) -> None:
        session, old = self._session, annotation.features.get(feature.id)
        has_it = isinstance(old, (list, tuple)) and value in old
        says_who = self._layer is not None and entity_feature(self._layer) == feature
        if says_who and value is not None and not has_it:
            made = session.work(meaning.add_entities, annotation.id, [value])
        else:
            value = value_after(feature, old, value)
            doubts = tuple(session.by_rule.of(annotation))
            made = session.work(
                annotate.set_feature, annotation.id, feature.id, value, yielding=doubts
            )
        if made is not None:
            session.drafts.drop(self._place(annotation, feature.id))

    def _show_again(self) -> None:
        """Show what the annotation has, also where nothing was changed."""
        annotation = self._session.current_annotation()
        if annotation is not None and self._layer is not None:
            self.show_annotation(annotation, self._layer)

    def _set_confidence(self, value: object) -> None:
        annotation = self._session.current_annotation()
        if value in (SURE, UNSURE) and annotation is not None:
            self._session.work(annotate.set_confidence, annotation.id, value)
        self._show_again()

    def make_entity(self) -> bool:
        """Make an entity of the current annotation's quote and give it to it, if it has such."""
        annotation = self._session.current_annotation()
        for feature in self._features.values():
            if feature.type in OF_ENTITIES and annotation is not None:
                self.set_value(feature, (NEW, annotation.quote))
                return True
        return False

    def _make_entity(self, feature: Feature, name: str) -> str | None:
        session = self._session
        # What is typed here is a name as texts in this language write it.
        language = entities.language_of_names(session.store, session.document, session.language)
        alias = Alias(text=name, language=language, kind="name")
        annotation, layer = session.current_annotation(), self._layer
        kinds: tuple[str, ...] = ()
        if annotation is not None and layer is not None:
            kinds = kinds_said(session.scheme, layer, annotation.features)
        if not kinds and len(feature.kinds or ()) == 1:
            kinds = tuple(k for k in feature.kinds or () if not k.endswith("*"))
        made = session.work(entities.new_entity, names={language: name}, kinds=kinds, alias=alias)
        return made.id if made is not None else None
