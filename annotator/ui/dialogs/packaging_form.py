"""What is asked before a package is made: for whom, which documents and layers, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from annotator.model.identity import new_key
from annotator.model.language import text_in
from annotator.model.review import ADJUDICATED, PERSON, Annotator
from annotator.operations.editing.context import shortened
from annotator.operations.packages.packages import Parcel
from annotator.text.names import visible
from annotator.ui.dialogs.packaging_choice import Scope, scopes_of
from annotator.ui.dialogs.ticks import Ticks

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.dialogs.dialog import Dialog

_WORK, _CORRECTIONS = "work", "corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """For whom a package is; `is_new` says that the corpus does not have them yet."""

    annotator: Annotator
    is_new: bool = False

    def name(self, language: str) -> str:
        """Return what they are called."""
        return visible(shortened(text_in(self.annotator.names, language, self.annotator.id)))


class PackageForm(QWidget):
    """The left half of the dialog; `renamed` tells of another person, `changed` of anything."""

    changed = Signal()
    renamed = Signal()

    def __init__(self, window: Desk, dialog: Dialog, annotator: str | None) -> None:
        """Build for the open corpus, for somebody if they are known already."""
        super().__init__()
        self._dialog, self._session, self._language = dialog, window.sitting, window.language
        self._selected = window.columns.documents.chosen()
        self._scopes: list[Scope] = []
        self._new_key = new_key()
        self.who = self._people(annotator)
        self.what = QComboBox()
        self.what.addItem(dialog.word("package.work"), _WORK)
        if any(a.kind == ADJUDICATED for a in self._session.annotators()):
            self.what.addItem(dialog.word("package.corrections"), _CORRECTIONS)
        self.documents = QComboBox()
        for box in (self.who, self.what, self.documents):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        scheme = self._session.scheme
        self.layers = Ticks([(x.id, text_in(x.names, self._language, x.id)) for x in scheme.layers])
        self.blind = QCheckBox(dialog.word("package.blind"))
        self.blind.setToolTip(dialog.word("package.blind_tip"))
        self.blind.setChecked(True)
        self.pseudonyms = QCheckBox(dialog.word("package.pseudonyms"))
        self.pseudonyms.setToolTip(dialog.word("package.pseudonyms_tip"))
        self.due = QLineEdit()
        self.due.setPlaceholderText(dialog.word("package.due_hint"))
        self._of_work = list(self._build())
        self._connect()
        self.setFocusProxy(self.who)
        self.fill()

    def _people(self, wanted: str | None) -> QComboBox:
        session, box = self._session, QComboBox()
        persons = [a for a in session.annotators() if a.kind == PERSON]
        for person in sorted(persons, key=lambda a: a.id == session.annotator):
            box.addItem(visible(session.annotator_name(person.id)), person.id)
        box.setEditable(not session.store.is_read_only)
        if box.isEditable():
            # What completes itself keeps Enter, and makes somebody known of somebody new.
            box.setCompleter(None)  # pyright: ignore[reportArgumentType]
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setToolTip(self._dialog.word("package.for_tip"))
        box.setCurrentIndex(max(0, box.findData(wanted)) if wanted else min(0, box.count() - 1))
        return box

    def _build(self) -> Iterator[QWidget]:
        """Lay the fields out; yield those that only work has."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        for code, field in (
            ("package.for", self.who),
            ("package.what", self.what),
            ("package.documents", self.documents),
            ("package.layers", self.layers),
            ("package.due", self.due),
        ):
            head = self._dialog.label(code, field)
            column.addWidget(head)
            column.addWidget(field)
            if field is self.what:
                head.setVisible(self.what.count() > 1)
                field.setVisible(self.what.count() > 1)
            elif field is not self.who:
                yield head
                yield field
        for box in (self.blind, self.pseudonyms):
            column.addWidget(box)
            yield box
        column.addStretch(1)

    def _connect(self) -> None:
        self.who.currentIndexChanged.connect(self._on_who)
        self.who.editTextChanged.connect(self._on_who)
        self.what.currentIndexChanged.connect(self._on_what)
        self.documents.currentIndexChanged.connect(self._on_scope)
        self.layers.changed.connect(self.changed)
        self.blind.toggled.connect(lambda _: self.changed.emit())
        self.pseudonyms.toggled.connect(lambda _: self.changed.emit())
        self.due.textChanged.connect(lambda _: self.changed.emit())

    # What is chosen

    def receiver(self) -> Receiver | None:
        """Return for whom the package is, None while nobody is named."""
        typed = " ".join(self.who.currentText().split())
        row = self.who.currentIndex()
        if row < 0 or " ".join(self.who.itemText(row).split()) != typed:
            row = self.who.findText(typed, Qt.MatchFlag.MatchFixedString) if typed else -1
        if row >= 0:
            key = str(self.who.itemData(row))
            return Receiver(annotator=next(a for a in self._session.annotators() if a.id == key))
        if not typed:
            return None
        new = Annotator(id=self._new_key, names={self._language: typed})
        return Receiver(annotator=new, is_new=True)

    def is_work(self) -> bool:
        """Say whether work is sent, and not corrections."""
        return self.what.currentData() == _WORK

    def scope(self) -> Scope | None:
        """Return the documents that are chosen."""
        row = self.documents.currentIndex()
        return self._scopes[row] if 0 <= row < len(self._scopes) else None

    def _due(self) -> str | None:
        """Return the date that is typed, "" where none is, None where it is no date."""
        typed = self.due.text().strip()
        try:
            return date.fromisoformat(typed).isoformat() if typed else ""
        except ValueError:
            return None

    def parcel(self) -> Parcel | None:
        """Return the work that is to be sent, None while something is missing or it is none."""
        who, scope = self.receiver(), self.scope()
        if who is None or scope is None or self.missing() or not self.is_work():
            return None
        return Parcel(
            annotator=who.annotator.id,
            by=self._session.annotator,
            round=scope.round.id if scope.round is not None else None,
            documents=scope.documents,
            layers=tuple(self.layers.selection() or ()),
            is_blind=self.blind.isChecked(),
            due=self._due() or None,
            with_pseudonyms=self.pseudonyms.isChecked(),
        )

    def missing(self) -> str:
        """Return what has to be said or chosen yet, nothing if all is there."""
        word = self._dialog.word
        if self.receiver() is None:
            return word("package.nobody")
        if not self.is_work():
            return ""
        if self.scope() is None:
            return word("package.nothing")
        if not self.layers.ticked():
            return word("package.no_layer")
        return word("package.due_wrong") if self._due() is None else ""

    def promise(self) -> str:
        """Return what will be done."""
        who, scope, word = self.receiver(), self.scope(), self._dialog.word
        if who is None:
            return ""
        code = "package.will_add" if who.is_new else "package.ready"
        said = [word(code, name=who.name(self._language))]
        if self.is_work() and scope is not None:
            assignments = self._session.store.read().assignments()
            theirs = {a.document for a in assignments if a.annotator == who.annotator.id}
            new = len(set(scope.documents) - theirs)
            if new:
                said.append(word("package.will_hand", count=new))
        return " ".join(said)

    # What follows from what

    def fill(self) -> None:
        """Offer the documents of whoever is chosen."""
        who = self.receiver()
        known = None if who is None or who.is_new else who.annotator.id
        self._scopes = scopes_of(self._session, known, self._selected)
        self.documents.blockSignals(True)
        self.documents.clear()
        self.documents.addItems([scope.name for scope in self._scopes])
        self.documents.blockSignals(False)
        self._on_scope()

    def _on_who(self, _what: object = None) -> None:
        self.fill()
        self.renamed.emit()

    def _on_what(self) -> None:
        for part in self._of_work:
            part.setVisible(self.is_work())
        self.renamed.emit()
        self.changed.emit()

    def _on_scope(self, _row: int = 0) -> None:
        scope = self.scope()
        handed = scope.round if scope is not None else None
        if handed is not None:
            self.blind.setChecked(handed.is_blind)
            self.due.setText(handed.due or "")
            if handed.layers:
                self.layers.tick(handed.layers)
            else:
                self.layers.tick_all()
        self.changed.emit()
