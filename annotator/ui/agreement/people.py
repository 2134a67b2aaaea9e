"""The page of people and work: who has how many documents in which state, and the rounds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.language import text_in
from annotator.model.review import ASSIGNMENT_STATES, PERSON, Round
from annotator.operations.rounds.rounds import Workload, workload
from annotator.text.directions import visible_sentence
from annotator.ui.action_table.action import PEOPLE
from annotator.ui.agreement.cells import COUNT, NAME, Cell
from annotator.ui.agreement.cells_model import CellsModel
from annotator.ui.agreement.table import FigureTableView
from annotator.ui.look.look import Look
from annotator.ui.panels.section import clear, wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import plain
from annotator.ui.words.local_form import date_in, number_in

_EDGE = 22
_ROUND, _REOPEN = "people.round_here", "people.reopen_here"


class PeoplePage(QWidget):
    """A table of annotators by states, kept in step with the corpus; `left` goes to the text."""

    left = Signal()
    said = Signal(str)
    told = Signal()
    round_wanted = Signal()
    reopening_wanted = Signal()

    def __init__(self, look: Look, session: Session) -> None:
        """Build it empty; `show_now` fills it."""
        super().__init__()
        self._look, self._session = look, session
        self.table: FigureTableView | None = None
        self._rows: list[Workload] = []
        self.setObjectName("agreement")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(session.word("people"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, 14, _EDGE, 14)
        self._column.setSpacing(8)
        session.changed.connect(self._on_changed)

    def show_now(self) -> None:
        """Show how it stands."""
        had_focus = self.table is not None and self.table.hasFocus()
        clear(self._column)
        word, store = self._session.word, self._session.store
        name, kinds = self._session.annotator_name, self._session.annotators()
        persons = {a.id for a in kinds if a.kind == PERSON}
        order = {who: (who not in persons, name(who).casefold()) for who in (a.id for a in kinds)}
        found = workload(store)
        self._rows = rows = sorted(found, key=lambda row: order.get(row.annotator, (True, "")))
        self._column.addWidget(plain(word("people"), "title"))
        self.table = self._table(rows) if rows else None
        if self.table is not None:
            self._column.addWidget(self.table)
        else:
            self._column.addWidget(wrapped(word("people.none"), "secondary"))
        rounds = store.read().rounds()
        if rounds:
            self._column.addWidget(plain(word("people.rounds"), "title"))
        for handed in rounds:
            self._column.addWidget(wrapped(visible_sentence(self._round(handed)), "secondary"))
        self._column.addStretch(1)
        if self.table is not None and (had_focus or self.hasFocus()):
            self.table.show()
            self.table.setFocus()

    def _table(self, rows: list[Workload]) -> FigureTableView:
        word = self._session.word
        states = [word(f"people.{state}") for state in ASSIGNMENT_STATES]
        parts = ("documents", "characters", "annotations", "incomplete")
        heads = [word("people.who"), *states, *(word(f"people.{part}") for part in parts)]
        model = CellsModel(heads, [self._cells(heads, row) for row in rows])
        made = FigureTableView(
            model, self._session, self._look, name=word("people"), last_apart=False
        )
        made.copied.connect(lambda: self.said.emit(word("agreement.copied")))
        made.told.connect(lambda _cell: self.told.emit())
        return made

    def _cells(self, heads: list[str], row: Workload) -> list[Cell]:
        name = self._session.annotator_name(row.annotator)
        word, language = self._session.word, self._session.language
        counts = [row.states[state] for state in ASSIGNMENT_STATES]
        said = [number_in(count, language) for count in (*counts, row.documents, row.characters)]
        if row.annotator in self._session.hiding.people:
            said += [word("people.hidden")] * 2
        else:
            said.append(number_in(row.annotations, language))
            known = row.incomplete
            said.append(word("people.unchecked") if known is None else number_in(known, language))
        unknown, hint = word("people.unchecked"), word("people.unchecked_told")
        told = [
            (text, f"{name}, {head}: {hint if text == unknown else text}")
            for head, text in zip(heads[1:], said, strict=True)
        ]
        return [Cell(NAME, name, name), *(Cell(COUNT, text, line) for text, line in told)]

    def _round(self, handed: Round) -> str:
        """Return a round in a sentence."""
        session = self._session
        name = text_in(handed.names, session.language, handed.id)
        word = session.word
        people = ", ".join(sorted(map(session.annotator_name, handed.annotators), key=str.casefold))
        parts = [word("people.round", name=name, count=len(handed.documents), people=people)]
        if handed.overlap and handed.several > 1:
            part = f"{number_in(round(100 * handed.overlap), session.language)} %"
            parts.append(word("people.overlap", part=part, several=handed.several))
        if handed.pilot:
            parts.append(word("people.pilot", count=len(handed.pilot)))
        parts.append(word("people.seed", seed=handed.seed))
        said = [f"{', '.join(parts)}."]
        if handed.is_blind:
            said.append(word("people.blind"))
        if handed.due:
            said.append(word("people.due", day=date_in(handed.due, session.language)))
        return " ".join(said)

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.show_now()

    def chosen(self) -> str | None:
        """Return the annotator whose row is walked to, None if there is none."""
        row = self.table.currentIndex().row() if self.table is not None else -1
        return self._rows[row].annotator if 0 <= row < len(self._rows) else None

    def current(self) -> Cell | None:
        """Return the cell that is walked to, None if there is none."""
        return self.table.current() if self.table is not None else None

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look = look
        if self.table is not None:
            self.table.set_look(look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus to the table, where there is one."""
        super().focusInEvent(event)
        if self.table is not None:
            self.table.setFocus()
        self.told.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text, make a round, or reopen a document."""
        action = self._session.keys.meaning(event, PEOPLE)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif action == _ROUND:
            self.round_wanted.emit()
        elif action == _REOPEN:
            self.reopening_wanted.emit()
        else:
            super().keyPressEvent(event)
