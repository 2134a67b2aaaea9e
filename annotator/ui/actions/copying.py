"""Working on a copy of a corpus that lies where it is not safe, and bringing it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from annotator.model.errors import AnnotatorError
from annotator.model.sentences import sentence_of
from annotator.operations.keeping.working_copy import Waiting, check_out, keep_beside, waiting_copy
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.opening import open_session

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class CopyingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def work_on_copy(self) -> None:
        """Close the corpus, fetch a copy of it, and go on in that."""
        window, session = self._window, self._window.sitting
        if session.copy is not None:
            window.say(window.word("on_copy_already"))
            return
        original = session.corpus
        if not window.guarding.may_close():
            return
        window.close_session()
        window.show_welcome()

        def give_up(error: BaseException) -> None:
            window.act.corpus.open_path(original, past_copy=True)
            window.telling.fail(error)

        task = Task(lambda progress: check_out(original), can_cancel=False)
        window.telling.run(task, lambda _: self.open_copy(original), give_up)

    def open_copy(self, original: Path) -> bool:
        """Open the working copy of a corpus; what forbids it is said in a sentence."""
        window = self._window
        if not window.guarding.may_close():
            return False
        try:
            session = open_session(original, window.settings, as_copy=True)
        except AnnotatorError as error:
            if window.session is None:
                window.show_welcome()
            window.telling.fail(error)
            return False
        window.open_session(session)
        window.say(window.word("on_copy"))
        return True

    def bring_back(self) -> None:
        """Put the copy in the place of its original, and go on in the copy."""
        window, session = self._window, self._window.sitting
        copy = session.copy
        if copy is None:
            window.say(window.word("no_copy_here"))
            return

        def show(count: int) -> None:
            window.say(window.word("brought_back", name=copy.original.name, count=count))

        session.keep_tally()
        task = Task(lambda progress: copy.bring_back(progress), writes=session.store)
        window.telling.run(task, show)

    def offer(self, original: Path) -> bool:
        """Ask what becomes of a copy that waits for a corpus; say if there is one."""
        waiting = waiting_copy(original)
        if waiting is None:
            return False
        word = self._window.word
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(word("copy_title"))
        box.setText(self._said(waiting))
        name = "remedy.keep_beside" if waiting.is_in_the_way else "copy_go_on"
        first = box.addButton(word(name), QMessageBox.ButtonRole.AcceptRole)
        if waiting.is_in_the_way:
            first.clicked.connect(lambda: self.keep_beside(original))
        else:
            first.clicked.connect(lambda: self.open_copy(original))
        if original.exists():
            other = box.addButton(word("open_original"), QMessageBox.ButtonRole.ActionRole)
            other.clicked.connect(
                lambda: self._window.act.corpus.open_path(original, past_copy=True)
            )
        box.addButton(word("cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(first)
        box.open()
        return True

    def _said(self, waiting: Waiting) -> str:
        code = "copy_in_the_way" if waiting.is_in_the_way else "copy_waits"
        data = {"path": waiting.original, "copy": waiting.copy, "edits": waiting.edits}
        return sentence_of(code, data, self._window.language, in_window=True)

    def keep_beside(self, original: Path) -> None:
        """Put a copy that cannot be brought back beside its original, and open it."""
        window, session = self._window, self._window.session
        if session is not None and session.copy is not None and session.corpus == original:
            window.guarding.give_up()
            window.close_session()
            window.show_welcome()

        def show(kept: Path) -> None:
            if window.act.corpus.open_path(kept):
                data = {"path": original, "kept": kept}
                window.tell(sentence_of("told.kept_beside", data, window.language))

        window.telling.run(Task(lambda progress: keep_beside(original), can_cancel=False), show)
