"""Relations of the current annotation: ends of its frame, and frames that it is an end of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.model.annotation import SUGGESTED, UNSURE, Annotation, Relation
from annotator.model.presentation import end_role, layer_slot
from annotator.operations.tagging import frames
from annotator.ui.look.look import Look
from annotator.ui.panels.choice import ChoiceField
from annotator.ui.panels.end_features import EndFeatures
from annotator.ui.panels.section import Section, shortened, wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided, plain
from annotator.ui.widgets.tips import set_tip, tip

_WIDEST = 116
"""Pixels that roles have at most, so that names stand under each other and have room."""


class EndList(Section):
    """One row for each relation, with the role of its far end."""

    left = Signal()
    went_to = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Build it empty."""
        super().__init__(session.word("relations"), session.keys["relation.link"])
        self._look, self._session = look, session
        self._shown: list[object] | None = None
        self._features = EndFeatures(session)
        self._features.left.connect(self.left)
        self._rows: list[_EndRow] = []

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look, self._shown = look, None

    def take_keys(self) -> None:
        """Build anew when shown next: keys were changed."""
        self._shown = None

    def show_annotation(self, annotation: Annotation) -> None:
        """Show the relations of an annotation; of a hub also that it has none yet."""
        session = self._session
        is_hub = annotation.layer in session.maker.hubs
        going = session.relations_from(annotation.id)
        coming = session.relations_to(annotation.id)
        rows = [(r, self._name(r.to_id, r.to_entity), r.to_id) for r in going]
        rows += [(r, self._name(r.from_id, False), r.from_id) for r in coming]
        # Beside ends of its own, what it is an end of must not look like one of them.
        returning = (
            {r.id for r in coming if not self._is_symmetric(r)} if going or is_hub else set()
        )
        self.setVisible(bool(rows) or is_hub)
        shown: list[object] = [annotation.layer if is_hub else "", *rows]
        if shown == self._shown:
            return
        self._shown = shown
        self._features.forget()
        self.empty()
        self.title.setText(session.word("frame" if is_hub else "relations"))
        self.hint.setText(session.keys["open.under_caret" if is_hub else "relation.link"])
        if is_hub and not going:
            self.body.addWidget(wrapped(session.no_ends_said(annotation.layer), "secondary"))
        made = [self._row(r, name, far, is_end_of=r.id in returning) for r, name, far in rows]
        widest = min(_WIDEST, max((row.pill.sizeHint().width() for row in made), default=0))
        self._rows = made
        for row, (relation, *_) in zip(made, rows, strict=True):
            # Names stand under each other, however long their roles are.
            row.line.insertSpacing(1, max(0, widest - row.pill.sizeHint().width()))
            self.body.addWidget(row)
            row.fields = self._features.add(relation, self.body)
            # A layout shows its widgets later, and the focus may be wanted before that.
            row.show()
        self._begin_at_first()
        self._features.focus_again()

    def _begin_at_first(self) -> None:
        """Let Tab in the panel go to the first row: Qt would put it behind all of the window."""
        panel = self.parentWidget()
        while panel is not None and not panel.focusPolicy() & Qt.FocusPolicy.TabFocus:
            panel = panel.parentWidget()
        if panel is not None and self._rows:
            QWidget.setTabOrder(panel, self._rows[0])

    def _go(self, row: _EndRow, step: int) -> None:
        """Go to the row after or before; beyond them back to the text."""
        at = self._rows.index(row) + step if row in self._rows else -1
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def _name(self, key: str, is_entity: bool) -> str:
        session = self._session
        return session.entity_label(key) if is_entity else session.end_said(key)

    def _is_symmetric(self, relation: Relation) -> bool:
        kind = self._session.scheme.relation_type(relation.type)
        return kind is not None and kind.symmetric

    def _row(self, relation: Relation, name: str, far: str, *, is_end_of: bool) -> _EndRow:
        session = self._session
        row = _EndRow(session.word("delete"))
        role = end_role(session.scheme, relation, session.language)
        is_suggested = relation.state == SUGGESTED
        said = session.word("end_of", role=role) if is_end_of else role
        said = f"{said}, {session.word('card.suggested')}" if is_suggested else said
        said = f"{said}, {session.word('unsure')}" if relation.confidence == UNSURE else said
        role = f"← {role}" if is_end_of else role
        role += " ?" if relation.confidence == UNSURE else ""
        hub = session.annotation(relation.from_id)
        pill = row.pill
        pill.setText(role)
        if hub is not None:
            colours = self._look.layer(layer_slot(session.scheme, hub.layer))
            # As on the text, what is suggested has no fill but a dashed outline.
            pill.setStyleSheet(
                f"background: transparent; color: {colours.ink}; border: 1px dashed {colours.ink};"
                if is_suggested
                else f"background: {colours.ink};"
            )
        pill.ensurePolished()
        room = _WIDEST - (pill.sizeHint().width() - pill.fontMetrics().horizontalAdvance(role))
        shown = pill.fontMetrics().elidedText(role, Qt.TextElideMode.ElideRight, room)
        if shown != role:
            pill.setText(shown)
            set_tip(pill, tip(said))
        quote = Elided(shortened(name, 200))
        quote.setFont(self._look.text_font(14))
        quote.setProperty("quote", "14")
        row.line.addWidget(pill)
        row.line.addWidget(quote, 1)
        row.setAccessibleName(f"{said}: {name}")
        row.opened.connect(lambda: self.went_to.emit(far))
        row.removed.connect(lambda: session.work(frames.unlink_end, relation.id))
        row.left.connect(self.left)
        row.advanced.connect(lambda step: self._go(row, step))
        return row


class _EndRow(QFrame):
    """One end of a frame: Enter goes there, Del unlinks, Tab goes to its features, if it has any.

    Arrows walk from row to row.
    """

    opened = Signal()
    removed = Signal()
    left = Signal()
    advanced = Signal(int)

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("role", "end")
        set_tip(self, tip(f"Enter; Del: {tooltip}"))
        self.pill = plain(role="pill")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(2, 1, 2, 1)
        self.fields: list[ChoiceField] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.advanced.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go on by what is seen, not in the order in which rows and fields were made."""
        if is_next and self.fields:
            self.fields[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.advanced.emit(1 if is_next else -1)
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()
