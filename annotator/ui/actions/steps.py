"""What is done with the steps of the work, and with the clipboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from annotator.model.change import Step
from annotator.model.progress import Progress
from annotator.operations.editing.stepping import go_to_step, rows_to_step
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_LONG = 5000
"""Rows of a step that takes so long that the window would stand still."""


class StepActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def undo(self) -> None:
        """Take the last step back."""
        session = self._window.sitting
        if not self._is_long(session.store.undo_step(session.annotator), "undo", "undone"):
            session.undo()

    def redo(self) -> None:
        """Make it again."""
        session = self._window.sitting
        if not self._is_long(session.store.redo_step(session.annotator), "redo", "redone"):
            session.redo()

    def _is_long(self, step: Step | None, method: str, said: str) -> bool:
        """Replay a step of very many rows beside the window, and say that it was one."""
        if step is None or step.count < _LONG:
            return False
        session = self._window.sitting
        store, who = session.store, session.annotator

        def replay(progress: Progress) -> object:
            return getattr(store, method)(who, progress)

        def tell(_changes: object) -> None:
            self._window.say(session.word(said, step=session.hiding.step_said(step)))

        return self._window.telling.run(Task(replay, writes=store), tell) or True

    def undo_to(self, number: str) -> None:
        """Go to how it was after a step: take back what came later, or make again up to it."""
        session, wanted = self._window.sitting, int(number)
        store, who = session.store, session.annotator

        def tell(last: Step | None) -> None:
            if last is not None:
                said = "undone" if last.number > wanted else "redone"
                told = session.hiding.step_said(last)
                self._window.say(session.word(said, step=told))

        if rows_to_step(store, wanted, annotator=who) < _LONG:
            tell(session.do(go_to_step, wanted, annotator=who))
            return
        work = partial(go_to_step, store, wanted, annotator=who)
        self._window.telling.run(Task(work, writes=store), tell)

    def show_history(self) -> None:
        """Show the steps."""
        dock = self._window.dock("history")
        dock.show()
        dock.raise_()
        self._window.columns.history.show_session(self._window.sitting)
        self._window.columns.history.list.setFocus()

    def copy_selection(self) -> None:
        """Copy the selected text with its document and place."""
        session, view = self._window.sitting, self._window.surface
        begin, end = view.selection()
        if begin == end or session.document is None:
            return
        name = session.store.read().document(session.document).name
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(f"{view.text()[begin:end]}\n({name}, {begin}–{end})")
        self._window.say(self._window.word("copied"))
