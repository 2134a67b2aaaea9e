"""The inspector: what the current annotation is, and fields that change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.model.annotation import SURE, UNSURE, Annotation
from annotator.model.entity import Alias, Entity
from annotator.model.language import text_in
from annotator.model.presentation import end_role, kinds_named, layer_slot, value_name
from annotator.model.review import OPEN, RESOLVED, Comment
from annotator.model.scheme import Feature, Layer
from annotator.model.values import value_of
from annotator.operations import annotate, comments, entities, relate
from annotator.ui.look import Look
from annotator.ui.panels.choice import ChoiceField, Option, fits
from annotator.ui.panels.scheme import Swatch
from annotator.ui.rows import Elided
from annotator.ui.session import Session

_CONFIDENCE = "_confidence"
_NEW = "_new"


class Inspector(QScrollArea):
    """The panel of the current annotation."""

    left = Signal()
    went_to = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look, self._session = look, session
        self._shown: str | None = None
        self._fields: dict[str, ChoiceField] = {}
        self._entities: Mapping[str, Entity] = {}
        self._draft: QPlainTextEdit | None = None
        self.drafts: dict[str, str] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(260)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        session.current_changed.connect(self._on_current)
        session.comments_changed.connect(self.rebuild)
        self.rebuild()

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look = look
        self.rebuild()

    def _on_current(self, key: str) -> None:
        if key and key == self._shown:
            self._refresh()
        else:
            self.rebuild()

    def rebuild(self) -> None:
        """Build the panel for the current annotation."""
        self._keep_draft()
        annotation = self._session.current_annotation()
        self._shown = annotation.id if annotation else None
        self._fields = {}
        self._draft = None
        self._entities = self._session.entities
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        if annotation is None:
            column.addWidget(self._label(self._session.word("nothing_selected"), "secondary"))
            self._add_comments(column, None)
        else:
            layer = self._session.scheme.layer(annotation.layer)
            self._add_head(column, annotation)
            if layer is not None:
                self._add_features(column, annotation, layer)
            self._add_entity(column, annotation)
            self._add_relations(column, annotation)
            self._add_comments(column, annotation)
            if layer is not None:
                self._add_guideline(column, layer)
        column.addStretch(1)
        # A field may be in the middle of its own key: it goes once that key is done.
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(inside)

    def _refresh(self) -> None:
        focused = next((k for k, f in self._fields.items() if f.hasFocus()), None)
        self.rebuild()
        if focused is not None and focused in self._fields:
            self._fields[focused].setFocus()

    def _label(self, text: str, role: str = "") -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        return label

    def _section(self, column: QVBoxLayout, title: str, hint: str = "") -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setProperty("role", "line")
        column.addWidget(line)
        row = QHBoxLayout()
        row.addWidget(self._label(title, "head"), 1)
        if hint:
            row.addWidget(self._label(hint, "secondary"))
        column.addLayout(row)

    def _add_head(self, column: QVBoxLayout, annotation: Annotation) -> None:
        scheme = self._session.scheme
        row = QHBoxLayout()
        letter = self._session.letters().get(annotation.layer, "?")
        row.addWidget(Swatch(self._look, layer_slot(scheme, annotation.layer), letter))
        row.addWidget(self._label(self._session.layer_name(annotation.layer), "title"), 1)
        place = " ".join(f"{b}–{e}" for b, e in annotation.spans)
        row.addWidget(self._label(place, "secondary"))
        column.addLayout(row)
        quote = self._label(_shortened(annotation.quote))
        quote.setFont(self._look.text_font(15))
        column.addWidget(quote)
        for problem in self._session.problems_of(annotation.id):
            from annotator.model.wording import problem_sentence

            said = problem_sentence(problem, scheme, self._session.language)
            column.addWidget(self._label(said, "bad" if problem.severity == "error" else "warn"))

    def _add_features(self, column: QVBoxLayout, annotation: Annotation, layer: Layer) -> None:
        self._section(column, self._session.word("features"), "Tab")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        core = [f for f in layer.features if f.core]
        for feature in (*core, *(f for f in layer.features if not f.core)):
            self._add_row(grid, feature, annotation)
        self._add_confidence(grid, annotation)
        column.addLayout(grid)

    def _add_row(self, grid: QGridLayout, feature: Feature, annotation: Annotation) -> None:
        language = self._session.language
        name = text_in(feature.names, language, feature.id)
        label = self._label(name.lower(), "secondary")
        label.setMaximumWidth(110)
        label.setToolTip(text_in(feature.definitions, language))
        is_entity = feature.type in ("entity", "entities")
        closed = feature.type in ("tag", "tags", "boolean")
        field = ChoiceField(
            lambda typed: self._options(feature, typed),
            digits=closed,
            is_free=not closed and not is_entity,
        )
        field.setAccessibleName(name)
        field.setPlaceholderText(self._session.word("choose") if feature.required else "")
        field.show_value(self._value_label(feature, annotation.features.get(feature.id)))
        field.chosen.connect(lambda value: self._set(feature, value))
        self._join(grid, label, field, feature.id)

    def _join(self, grid: QGridLayout, label: QLabel, field: ChoiceField, key: str) -> None:
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
        field.advanced.connect(lambda step: self._go_on(key, step))
        field.left.connect(self.left)
        self._fields[key] = field

    def _add_confidence(self, grid: QGridLayout, annotation: Annotation) -> None:
        word = self._session.word
        rows: list[Option] = [(SURE, word("sure")), (UNSURE, word("unsure"))]
        field = ChoiceField(lambda typed: [r for r in rows if fits(typed, r[1])])
        field.setAccessibleName(word("confidence"))
        field.show_value(word(annotation.confidence))
        field.chosen.connect(self._set_confidence)
        self._join(grid, self._label(word("confidence"), "secondary"), field, _CONFIDENCE)

    def _set_confidence(self, value: object) -> None:
        if value in (SURE, UNSURE) and self._shown is not None:
            self._session.work(annotate.set_confidence, self._shown, value)

    def _value_label(self, feature: Feature, value: Any) -> str:
        if value is None:
            return ""
        if feature.type in ("entity", "entities"):
            items = value if isinstance(value, (list, tuple)) else (value,)
            return ", ".join(self._entity_name(item) for item in items)
        return value_name(self._session.scheme, feature, value, self._session.language)

    def _entity_name(self, entity_id: str) -> str:
        entity = self._entities.get(entity_id)
        return text_in(entity.names if entity else None, self._session.language, entity_id)

    def _options(self, feature: Feature, typed: str) -> list[Option]:
        session = self._session
        if feature.type in ("tag", "tags"):
            found: list[Option] = []
            for t in session.scheme.tags_of(feature):
                if not t.group and fits(typed, t.id, *t.names.values()):
                    found.append((t.id, text_in(t.names, session.language, t.id)))
            return found
        if feature.type == "boolean":
            rows: list[Option] = [(True, "да / yes"), (False, "не / no")]
            return [r for r in rows if fits(typed, *r[1].split(" / "))]
        if feature.type in ("entity", "entities"):
            wanted = typed
            annotation = session.current_annotation()
            if not typed and annotation is not None:
                wanted = ""
            ranked = entities.offered(self._entities.values(), feature, wanted)
            rows = [(e.id, self._entity_name(e.id)) for e in ranked]
            name = typed.strip() or (annotation.quote if annotation else "")
            rows.append(((_NEW, name), session.word("new_entity", name=_shortened(name, 40))))
            return rows
        return []

    def _set(self, feature: Feature, value: Any) -> None:
        annotation = self._session.current_annotation()
        if annotation is None:
            return
        if isinstance(value, tuple) and value[0] == _NEW:
            value = self._make_entity(feature, str(value[1]))
        old = annotation.features.get(feature.id)
        if feature.type in ("tags", "entities"):
            items: list[Any] = list(old) if isinstance(old, (list, tuple)) else []
            if value is None:
                items = items[:-1]
            elif value in items:
                items.remove(value)
            else:
                items.append(value)
            value = items or None
        elif isinstance(value, str) and feature.type in ("integer", "number"):
            try:
                value = value_of(feature, value) if value.strip() else None
            except ValueError:
                said = f"{text_in(feature.names, self._session.language)}: {value}"
                self._session.refused.emit(said)
                self._refresh()
                return
        if self._session.work(annotate.set_feature, annotation.id, feature.id, value) is None:
            self._refresh()

    def _make_entity(self, feature: Feature, name: str) -> str | None:
        language = self._session.language
        alias = Alias(text=name, language=None, kind="name")
        kinds = [k for k in feature.kinds or () if not k.endswith("*")]
        made = self._session.work(
            entities.new_entity, names={language: name}, kinds=kinds, alias=alias
        )
        if made is not None:
            return made.id
        return None

    def _go_on(self, key: str, step: int) -> None:
        keys = list(self._fields)
        at = keys.index(key) + step if key in keys else 0
        if at >= len(keys):
            self.left.emit()
        else:
            self._fields[keys[max(0, at)]].setFocus(Qt.FocusReason.TabFocusReason)

    def open_features(self) -> None:
        """Give the focus to the first required empty feature, else to the first."""
        annotation = self._session.current_annotation()
        layer = self._session.scheme.layer(annotation.layer) if annotation else None
        if annotation is None or layer is None or not self._fields:
            return
        required = {f.id for f in layer.features if f.required}
        empty = [k for k in self._fields if k in required and k not in annotation.features]
        self._fields[empty[0] if empty else next(iter(self._fields))].setFocus()

    def field(self, feature_id: str) -> ChoiceField | None:
        """Return the field of a feature."""
        return self._fields.get(feature_id)

    def _add_entity(self, column: QVBoxLayout, annotation: Annotation) -> None:
        ids = [
            item
            for value in annotation.features.values()
            for item in (value if isinstance(value, (list, tuple)) else (value,))
            if isinstance(item, str) and item in self._entities
        ]
        if not ids:
            return
        session = self._session
        self._section(column, session.word("entity"), "Ctrl+E")
        for key in dict.fromkeys(ids):
            entity = self._entities[key]
            card = QFrame()
            card.setProperty("role", "card")
            rows = QVBoxLayout(card)
            rows.setContentsMargins(10, 8, 10, 8)
            rows.setSpacing(2)
            rows.addWidget(self._label(self._entity_name(key), "title"))
            kinds = kinds_named(session.scheme, entity.kinds, session.language)
            rows.addWidget(self._label(", ".join(kinds).lower(), "secondary"))
            facts: list[tuple[str, str]] = []
            if entity.represents:
                facts.append((session.word("represents"), self._entity_name(entity.represents)))
            aliases = [a.text for a in entity.aliases if a.text != annotation.quote]
            if aliases:
                facts.append((session.word("also"), ", ".join(aliases[:2])))
            mentions = session.tallies.items().get(key, 0)
            facts.append((session.word("here"), session.word("mentions", count=mentions)))
            for name, value in facts:
                rows.addWidget(self._label(f"{name}   {_shortened(value, 60)}", "secondary"))
            column.addWidget(card)

    def _add_relations(self, column: QVBoxLayout, annotation: Annotation) -> None:
        session = self._session
        going = session.relations_from(annotation.id)
        coming = session.relations_to(annotation.id)
        is_hub = annotation.layer in session.maker.hubs
        if not going and not coming and not is_hub:
            return
        title = session.word("frame" if is_hub else "relations")
        self._section(column, title, "Enter" if is_hub else "Ctrl+L")
        if is_hub and not going:
            column.addWidget(self._label(session.word("no_ends"), "secondary"))
        for relation in going:
            far = session.annotation(relation.to_id)
            text = far.quote if far else session.entity_label(relation.to_id)
            column.addWidget(self._end_row(relation, text, relation.to_id))
        for relation in coming:
            near = session.annotation(relation.from_id)
            text = near.quote if near else relation.from_id
            column.addWidget(self._end_row(relation, text, relation.from_id))

    def _end_row(self, relation: Any, text: str, far: str) -> QWidget:
        row = _EndRow(self._session.word("delete"))
        role = end_role(self._session.scheme, relation, self._session.language)
        pill = self._label(role, "pill")
        pill.setWordWrap(False)
        quote = Elided(_shortened(text, 200))
        quote.setFont(self._look.text_font(14))
        row.line.addWidget(pill)
        row.line.addWidget(quote, 1)
        row.setAccessibleName(f"{role}: {text}")
        row.opened.connect(lambda: self.went_to.emit(far))
        row.removed.connect(lambda: self._session.work(relate.unlink, relation.id))
        row.left.connect(self.left)
        return row

    def _add_comments(self, column: QVBoxLayout, annotation: Annotation | None) -> None:
        session = self._session
        if session.document is None:
            return
        found = [
            c
            for c in session.comments.values()
            if (c.target == annotation.id if annotation else c.target is None)
        ]
        self._section(column, session.word("comments"), "Ctrl+Shift+C")
        if not found:
            column.addWidget(self._label(session.word("no_comments"), "secondary"))
        for comment in found:
            self._add_comment(column, comment)

    def _add_comment(self, column: QVBoxLayout, comment: Comment) -> None:
        session = self._session
        card = QFrame()
        card.setProperty("role", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(10, 6, 10, 6)
        if comment.quote:
            quote = self._label("“" + _shortened(comment.quote, 60) + "”", "secondary")
            rows.addWidget(quote)
        rows.addWidget(self._label(text_in(comment.texts, session.language)))
        buttons = QHBoxLayout()
        is_open = comment.state == OPEN
        state = QPushButton(session.word("resolve" if is_open else "reopen"))
        wanted = RESOLVED if is_open else OPEN
        state.clicked.connect(lambda: session.work(comments.set_comment_state, comment.id, wanted))
        remove = QPushButton(session.word("delete"))
        remove.clicked.connect(lambda: session.work(comments.remove_comment, comment.id))
        buttons.addWidget(self._label(comment.annotator, "secondary"), 1)
        for button in (state, remove):
            button.setFlat(True)
            buttons.addWidget(button)
        rows.addLayout(buttons)
        column.addWidget(card)

    def write_comment(self, send: Callable[[str], None]) -> None:
        """Open a field for a new comment; Ctrl+Enter sends, Esc keeps the draft."""
        inside = self.widget()
        column = inside.layout() if inside is not None else None
        field = _CommentField(self._session.word("comment_hint"))
        field.setPlainText(self.drafts.get(self._shown or "", ""))
        field.sent.connect(lambda text: self._send(text, send))
        field.left.connect(self.left)
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, field)
        self._draft = field
        field.setFocus()
        self.ensureWidgetVisible(field)

    def _send(self, text: str, send: Callable[[str], None]) -> None:
        if self._draft is not None:
            self._draft.clear()
        self.drafts.pop(self._shown or "", None)
        send(text)
        self.left.emit()

    def _keep_draft(self) -> None:
        if self._draft is not None and self._draft.toPlainText().strip():
            self.drafts[self._shown or ""] = self._draft.toPlainText()

    def _add_guideline(self, column: QVBoxLayout, layer: Layer) -> None:
        language = self._session.language
        text = text_in(layer.definitions, language)
        if text:
            self._section(column, self._session.word("guideline"))
            column.addWidget(self._label(text))


class _EndRow(QFrame):
    """One end of a frame: Enter goes there, Del unlinks."""

    opened = Signal()
    removed = Signal()
    left = Signal()

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("role", "end")
        self.setToolTip(f"Enter; Del: {tooltip}")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(2, 1, 2, 1)

    def keyPressEvent(self, event: Any) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: Any) -> None:
        self.opened.emit()


class _CommentField(QPlainTextEdit):
    """A comment being written."""

    sent = Signal(str)
    left = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setFixedHeight(84)
        self.setTabChangesFocus(True)
        self.setAccessibleName(hint)

    def keyPressEvent(self, event: Any) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.toPlainText().strip():
                self.sent.emit(self.toPlainText().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _shortened(text: str, size: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 1] + "…"


def with_letter(entity: Entity, letter: str) -> Entity:
    """Return an entity with another letter."""
    return replace(entity, letter=letter or None)
