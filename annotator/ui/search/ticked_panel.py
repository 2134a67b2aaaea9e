"""What is done with ticked hits, where the hits are, and which forms were found."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.operations.search.bulk_places import (
    CLOSED,
    FINISHED_HERE,
    NOTHING,
    OTHERS,
    OVERLAP,
    TAGGED,
)
from annotator.ui.look.look import Look
from annotator.ui.panels.section import Section, wrapped
from annotator.ui.search.hits_model import CHANGE, COMMENT, PURPOSES, REMOVE, TAG, HitsModel
from annotator.ui.search.panel import SearchPanel
from annotator.ui.search.value_fields import ValueFields
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.rows import Shown, row_item, row_list

_JUDGED = 300
"""Hits of which it is said how many are tagged already."""
_LISTED = 12
_ID = int(Qt.ItemDataRole.UserRole) + 40
_SETTLING_MS = 120
_TOLD_OF_TAGGING = (TAGGED, OVERLAP, CLOSED, FINISHED_HERE)
_TOLD_OF_THE_REST = (OTHERS, NOTHING)


class TickedPanel(QScrollArea):
    """Tag, change, delete or comment; below it the documents with most hits, and the forms."""

    wanted = Signal()
    went_to = Signal(str)
    left = Signal()

    def __init__(self, look: Look, session: Session, search: SearchPanel) -> None:
        """Follow the hits of a search."""
        super().__init__()
        self._session, self._search = session, search
        self._model: HitsModel = search.model
        self.fields = ValueFields(session)
        self.purposes: dict[str, QPushButton] = {}
        self.button = QPushButton()
        self.note = wrapped("", "secondary")
        self.comment = QPlainTextEdit()
        self.documents, self.forms = row_list(), row_list()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLING_MS)
        self._settle.timeout.connect(self.show_lists)
        self._build()
        self._connect()
        self._show_purpose()

    def _build(self) -> None:
        word = self._session.word
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(260)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 4, 14, 12)
        column.setSpacing(10)
        row = FlowLayout(gap=2)
        for purpose in PURPOSES:
            button = QPushButton(word(f"purpose.{purpose}"))
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("role", "order")
            self.purposes[purpose] = button
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.fields)
        self.comment.setPlaceholderText(word("comment_same"))
        self.comment.setAccessibleName(word("comment_same"))
        self.comment.setFixedHeight(72)
        self.comment.setTabChangesFocus(True)
        column.addWidget(self.comment)
        self.button.setProperty("primary", "true")
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addWidget(self.button)
        column.addWidget(self.note)
        self._places, self._found = Section(word("by_document")), Section(word("forms_found"))
        for section, listed, name in (
            (self._places, self.documents, "by_document"),
            (self._found, self.forms, "forms_found"),
        ):
            listed.setAccessibleName(word(name))
            section.body.addWidget(listed)
            section.hide()
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        for purpose, button in self.purposes.items():
            button.clicked.connect(lambda _=False, x=purpose: self._model.set_purpose(x))
            button.clicked.connect(self._show_purpose)
        self.fields.layer_chosen.connect(self._model.set_layer)
        self.fields.left.connect(self.left)
        self.button.clicked.connect(self.wanted)
        self._model.ticks_changed.connect(self.show_ticks)
        self._search.counted.connect(self._settle.start)
        self._search.searching.ended.connect(self._model.take_layer_of_hits)
        self.documents.itemActivated.connect(lambda item: self._go(item.data(_ID)))
        self.documents.itemClicked.connect(lambda item: self._go(item.data(_ID)))

    def _go(self, document_id: object) -> None:
        if isinstance(document_id, str):
            self.went_to.emit(document_id)

    def _show_purpose(self) -> None:
        purpose = self._model.purpose
        self.purposes[purpose].setChecked(True)
        self.fields.setVisible(purpose in (TAG, CHANGE))
        self.fields.set_hint("as_it_falls" if purpose == TAG else "stays_as_it_is")
        self.comment.setVisible(purpose == COMMENT)
        self.show_ticks()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Walk as the eye does: fields that were made late are the last ones for Qt."""
        purpose = self.purposes[self._model.purpose]
        parts = [purpose, *self.fields.all(), self.comment, self.button, self.documents, self.forms]
        able = [part for part in parts if part.isVisible() and part.isEnabled()]
        at = next((n for n, part in enumerate(able) if part.hasFocus()), None)
        to = -1 if at is None else at + (1 if next_one else -1)
        if not 0 <= to < len(able):
            return super().focusNextPrevChild(next_one)
        reason = Qt.FocusReason.TabFocusReason
        able[to].setFocus(reason if next_one else Qt.FocusReason.BacktabFocusReason)
        return True

    def set_purpose(self, purpose: str) -> None:
        """Tick for another purpose from now on."""
        self._model.set_purpose(purpose)
        self._show_purpose()

    def show_ticks(self) -> None:
        """Say how many are ticked, and what will be left as it is."""
        self.fields.show_layer(self._model.layer)
        word, count = self._session.word, self._model.tick_count
        many = "_all" if self._model.is_rule else "_one" if count == 1 else ""
        code = f"do.{self._model.purpose}{many}"
        self.button.setText(word(code, count=count))
        self.button.setEnabled(count > 0)
        self.button.setToolTip("" if count else word("tick_first"))
        if self._model.hits or not self._search.searching.is_running():
            # It would go and come again with the first hits, and all below it move each time.
            self.note.setText(self._said())

    def _said(self) -> str:
        word, hits = self._session.word, self._model.hits
        parts: list[str] = []
        if 0 < len(hits) <= _JUDGED:
            reasons = Counter(self._model.reason(hit) for hit in hits)
            layer = self._session.layer_name(self._model.layer)
            told = _TOLD_OF_TAGGING if self._model.purpose == TAG else _TOLD_OF_THE_REST
            for reason in told:
                if reasons[reason]:
                    parts.append(word(f"note.{reason}", count=reasons[reason], layer=layer))
        if self._model.is_rule and self._model.purpose != COMMENT:
            parts.append(word("note.rule"))
        if self._model.purpose == REMOVE:
            parts.append(word("note.remove"))
        if hits:
            parts.append(word("note.undo"))
        return " ".join(parts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the hits; Ctrl and Enter does what is said here."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def end(self) -> None:
        """Show nothing more: the corpus is being closed."""
        self._settle.stop()

    def show_lists(self) -> None:
        """Show where most hits are, and the forms that were found."""
        reader = self._session.store.read()
        self.documents.clear()
        counts = Counter(self._search.documents)
        for document, count in counts.most_common(_LISTED):
            if reader.has_document(document):
                name, _ = self._model.document(document)
                item = row_item(Shown(name, aside=str(count)))
                item.setData(_ID, document)
                self.documents.addItem(item)
        self.forms.clear()
        for form, count in self._search.forms.most_common(_LISTED):
            self.forms.addItem(row_item(Shown(form, aside=str(count))))
        for section, listed in ((self._places, self.documents), (self._found, self.forms)):
            section.setVisible(listed.count() > 0)
            rows = max(1, listed.count())
            listed.setFixedHeight(rows * (listed.sizeHintForRow(0) if listed.count() else 0) + 4)
        self.show_ticks()
