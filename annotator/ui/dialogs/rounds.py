"""Makes a round: what is asked at the left, who would get what at the right, then one step."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.progress import Progress
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.operations.rounds.rounds import Choice, Handed, make_round, plan_round
from annotator.store.store import Store
from annotator.text.names import visible
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.reading_rows import RowsList
from annotator.ui.dialogs.rounds_form import RoundForm
from annotator.ui.pace.tasks import Task
from annotator.ui.widgets.rows import Shown
from annotator.ui.words.local_form import number_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_PLAN_AFTER = 150
"""Milliseconds after the last change of what is asked until it is planned anew."""


class RoundDialog(Dialog):
    """The dialog of Review > Make a round."""

    def __init__(self, window: Desk) -> None:
        """Build for the open corpus."""
        super().__init__(window, "round")
        self._window, self._session = window, window.sitting
        self.form = RoundForm(window, self)
        self.rows = RowsList()
        self._planning: Task | None = None
        self._handed: Handed | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PLAN_AFTER)
        self._soon.timeout.connect(self._plan)
        self._build()
        self.cancel = self.button("cancel", self.reject)
        self.go = self.button("round.go_any", self.start, is_primary=True)
        self.form.changed.connect(self._on_changed)
        self._on_changed()
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self.label("round.plan", self.rows))
        column.addWidget(self.rows, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.form)
        halves.addWidget(right)
        halves.setSizes([400, 340])
        self.body.addWidget(halves)

    # The plan

    def _on_changed(self) -> None:
        self._end_planning()
        self._handed = None
        missing = self.form.missing()
        self.go.setEnabled(False)
        self.go.setText(self.word("round.go_any"))
        self.say(missing, "warn")
        self.rows.show_rows([] if missing else [Shown(self.word("round.planning"))])
        if not missing:
            self._soon.start()

    def _plan(self) -> None:
        store, names, choice = self._session.store, self._names(), self.form.choice()

        def plan(progress: Progress) -> tuple[Handed, dict[str, int]]:
            with store.reader() as reader:
                lengths = {row.id: row.length for row in reader.documents()}
            progress("", 0, None)
            return plan_round(store, names, choice), lengths

        self._planning = task = Task(plan)
        task.done.connect(self._show_plan)
        task.failed.connect(self._on_plan_failed)
        task.start()

    def _names(self) -> dict[str, str]:
        return {self.language: self.form.called()}

    def _show_plan(self, planned: tuple[Handed, dict[str, int]]) -> None:
        self._planning = None
        handed, lengths = planned
        self._handed = handed
        new = Counter(share.annotator for share in handed.shares)
        characters: Counter[str] = Counter()
        each = Counter(share.document for share in handed.shares)
        for share in handed.shares:
            characters[share.annotator] += lengths[share.document]
        people = sorted(handed.characters, key=lambda who: self._name_of(who).casefold())
        rows = [self._row(who, new[who], characters[who], handed) for who in people]
        for code, count in (
            ("round.shared", sum(n > 1 for n in each.values())),
            ("round.alone", sum(n == 1 for n in each.values())),
        ):
            rows.append(Shown(self.word(code), number_in(count, self.language)))
        self.rows.show_rows(rows)
        self.go.setEnabled(bool(each))
        if each:
            self.go.setText(self.counted("round.go", len(each)))
        self.say(
            self.word("round.ready" if each else "round.all_handed"),
            "secondary" if each else "warn",
        )

    def _row(self, who: str, documents: int, characters: int, handed: Handed) -> Shown:
        """Return what somebody would get, and how much that is with what they have of it."""
        before = handed.characters[who] - characters
        code = "round.had_below" if before else "round.gets_below"
        counts = {"characters": characters, "before": before}
        data = {key: number_in(count, self.language) for key, count in counts.items()}
        return Shown(
            self._name_of(who),
            self.word("round.gets", documents=documents),
            below=self.word(code, **data),
        )

    def _name_of(self, who: str) -> str:
        new = {a.id: text_in(a.names, self.language, a.id) for a in self.form.added()}
        return visible(new.get(who) or self._session.annotator_name(who))

    def _on_plan_failed(self, error: BaseException) -> None:
        self._planning = None
        if not isinstance(error, AnnotatorError):
            raise error
        self.rows.show_rows([])
        self.say(sentence(error, self.language), "bad")

    def _end_planning(self) -> None:
        self._soon.stop()
        task, self._planning = self._planning, None
        if task is not None:
            task.end()

    # The work

    def start(self) -> None:
        """Hand out what was planned, as one step."""
        if self.task is not None or self._handed is None:
            return
        session = self._session
        session.enter_annotator()
        self.go.setEnabled(False)
        make = partial(_make, names=self._names(), choice=self.form.choice(), by=session.annotator)
        self.run(Task(partial(make, session.store), writes=session.store), self._on_made)

    def _on_made(self, handed: Handed) -> None:
        window = self._window
        data = {
            "name": self.form.called(),
            "documents": len({share.document for share in handed.shares}),
            "annotators": len({share.annotator for share in handed.shares}),
        }
        said = sentence_of("told.round_made", data, self.language)
        self.close()
        window.say(said, [(window.word("undo"), window.act.steps.undo)])

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)

    def end_task(self) -> None:
        """Stop planning as well."""
        self._end_planning()
        super().end_task()


def _make(
    store: Store, progress: Progress, *, names: dict[str, str], choice: Choice, by: str
) -> Handed:
    return make_round(store, names, choice, by=by)
