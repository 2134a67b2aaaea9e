"""What is asked before documents are handed out: to whom, which, how many each, until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.model.assigning import Plan
from annotator.model.identity import new_key
from annotator.model.review import PERSON, Annotator
from annotator.model.sentences import sentence_of
from annotator.operations.rounds.rounds import Choice
from annotator.ui.dialogs.packaging_choice import Scope, scopes_of
from annotator.ui.dialogs.ticks import Ticks

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.dialogs.dialog import Dialog

_WITHIN = 7
"""Pixels at both ends of a number: a style sheet pads its frame only."""
_SEVERAL, _OVERLAP, _STEP = 2, 20, 5
_SEEDS = 999_999


class RoundForm(QWidget):
    """The left half of the dialog; `changed` tells of anything."""

    changed = Signal()

    def __init__(self, window: Desk, dialog: Dialog) -> None:
        """Build for the open corpus."""
        super().__init__()
        self._dialog, self._session = dialog, window.sitting
        session, reader = self._session, self._session.store.read()
        number = len(reader.rounds()) + 1
        self.name = QLineEdit(sentence_of("told.round_name", {"number": number}, dialog.language))
        people = [a for a in session.annotators() if a.kind == PERSON]
        self.people = Ticks([(a.id, session.annotator_name(a.id)) for a in people])
        self.newcomers = QLineEdit()
        self.newcomers.setPlaceholderText(dialog.word("round.newcomers_hint"))
        self._people = [a.id for a in people]
        self._names = {session.annotator_name(a.id).casefold(): a.id for a in people}
        self._new_keys: list[str] = []
        self._scopes = self._found(window.columns.documents.chosen())
        self.documents = self._box([scope.name for scope in self._scopes])
        self._pilots = [s for s in self._scopes[1:] if s.documents]
        none = dialog.word("round.pilot.none")
        self.pilot = self._box([none, *(scope.name for scope in self._pilots)])
        self.several = _number(1, max(1, len(people)), min(_SEVERAL, max(1, len(people))))
        self.overlap = _number(0, 100, _OVERLAP)
        self.overlap.setSuffix(" %")
        self.overlap.setSingleStep(_STEP)
        self.seed = _number(0, _SEEDS, 0)
        self.blind = QCheckBox(dialog.word("round.blind"))
        self.blind.setChecked(True)
        self.due = QLineEdit()
        self.due.setPlaceholderText(dialog.word("package.due_hint"))
        self._build()
        self._connect()
        self.setFocusProxy(self.name)

    def _found(self, chosen: list[str]) -> list[Scope]:
        """Return which documents can be handed out; those that nobody has come first."""
        reader = self._session.store.read()
        taken = {a.document for a in reader.assignments()}
        free = tuple(row.id for row in reader.documents() if row.id not in taken)
        name = self._dialog.word("round.documents.unassigned", count=len(free))
        return [Scope(name=name, documents=free), *scopes_of(self._session, None, chosen)]

    def _box(self, names: list[str]) -> QComboBox:
        box = QComboBox()
        box.addItems(names)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        numbers = QHBoxLayout()
        for code in ("several", "overlap", "seed"):
            part = QVBoxLayout()
            self._put(part, code)
            numbers.addLayout(part, 1)
        for code in ("name", "people", "newcomers", "documents"):
            self._put(column, code)
        if self.documents.count() and not self._scopes[0].documents:
            self.documents.setCurrentIndex(min(1, self.documents.count() - 1))
        column.addLayout(numbers)
        for code in ("pilot", "due"):
            self._put(column, code)
        self.blind.setToolTip(self._dialog.word("round.blind_tip"))
        column.addWidget(self.blind)
        column.addStretch(1)
        who = (self.name, self.people, self.newcomers)
        fields = (*who, self.documents, self.several, self.overlap, self.seed)
        for before, after in zip(fields, (*fields[1:], self.pilot), strict=True):
            self.setTabOrder(before, after)

    def _put(self, column: QVBoxLayout, code: str) -> None:
        """Put a field under its heading, with what it is for as tooltip."""
        field: QWidget = getattr(self, code)
        column.addWidget(self._dialog.label(f"round.{code}", field))
        if code not in ("name", "due"):
            field.setToolTip(self._dialog.word(f"round.{code}_tip"))
        column.addWidget(field)

    def _connect(self) -> None:
        for field in (self.name, self.due):
            field.textChanged.connect(lambda _: self.changed.emit())
        self.newcomers.textChanged.connect(self._on_newcomers)
        for box in (self.documents, self.pilot):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        for number in (self.several, self.overlap, self.seed):
            number.valueChanged.connect(lambda _: self.changed.emit())
        self.several.valueChanged.connect(lambda count: self.overlap.setEnabled(count > 1))
        self.overlap.setEnabled(self.several.value() > 1)
        self.blind.toggled.connect(lambda _: self.changed.emit())
        self.people.changed.connect(self.changed)

    def _on_newcomers(self, _typed: str) -> None:
        """Let as many have a document as there are now; the usual number comes by itself."""
        before = self.several.maximum()
        most = max(1, self.people.count() + len(self.added()))
        self.several.setMaximum(most)
        if self.several.value() == before < _SEVERAL:
            self.several.setValue(min(_SEVERAL, most))
        self.changed.emit()

    # What is chosen

    def called(self) -> str:
        """Return the name of the round."""
        return " ".join(self.name.text().split())

    def _typed(self) -> list[str]:
        """Return the names that are typed, each once."""
        found: dict[str, str] = {}
        for name in (" ".join(part.split()) for part in self.newcomers.text().split(",")):
            found.setdefault(name.casefold(), name)
        return [name for name in found.values() if name]

    def added(self) -> tuple[Annotator, ...]:
        """Return who is new; a place in the list keeps its id while its name is typed."""
        new = [name for name in self._typed() if name.casefold() not in self._names]
        while len(self._new_keys) < len(new):
            self._new_keys.append(new_key())
        language = self._dialog.language
        return tuple(
            Annotator(id=key, names={language: name})
            for key, name in zip(self._new_keys, new, strict=False)
        )

    def _taking_part(self) -> list[str]:
        """Return who of the corpus gets documents: ticked, or typed once more."""
        typed = {self._names.get(name.casefold()) for name in self._typed()}
        ticked = set(self.people.ticked())
        return [key for key in self._people if key in ticked or key in typed]

    def _count(self) -> int:
        return len(self._taking_part()) + len(self.added())

    def _documents(self) -> tuple[str, ...]:
        return self._scopes[self.documents.currentIndex()].documents

    def _pilot(self) -> frozenset[str]:
        row = self.pilot.currentIndex() - 1
        return frozenset(self._pilots[row].documents if row >= 0 else ())

    def _due(self) -> str | None:
        """Return the date that is typed, "" where none is, None where it is no date."""
        typed = self.due.text().strip()
        try:
            return date.fromisoformat(typed).isoformat() if typed else ""
        except ValueError:
            return None

    def missing(self) -> str:
        """Return what has to be said or chosen yet, nothing if all is there."""
        word = self._dialog.word
        if not self.called():
            return word("round.no_name")
        if not self._count():
            return word("round.nobody")
        if not self._documents() and not self._pilot():
            return word("round.nothing")
        if self._overlap() and self.several.value() > self._count():
            return word("round.too_few")
        return word("package.due_wrong") if self._due() is None else ""

    def _overlap(self) -> float:
        return self.overlap.value() / 100 if self.several.value() > 1 else 0.0

    def choice(self) -> Choice:
        """Return who gets what; only where nothing is missing."""
        pilot = self._pilot()
        plan = Plan(
            several=self.several.value(),
            overlap=self._overlap(),
            pilot=pilot,
            seed=self.seed.value(),
        )
        return Choice(
            annotators=tuple(self._taking_part()),
            newcomers=self.added(),
            # Pilot documents alone: without any, all of the corpus would be meant.
            documents=self._documents() or tuple(sorted(pilot)),
            plan=plan,
            is_blind=self.blind.isChecked(),
            due=self._due() or None,
        )


def _number(least: int, most: int, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    made.lineEdit().setTextMargins(_WITHIN, 0, _WITHIN, 0)
    return made
