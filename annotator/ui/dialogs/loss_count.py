"""Counts beside the dialog of exports what would be lost, a moment after a choice was made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from annotator.model.bundle import LossReport
from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.wording import sentence
from annotator.operations.exporting.exporting import losses_by_document, preview_losses
from annotator.ui.dialogs.losses import LossTree
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.session import Session
from annotator.ui.words.dialogs import word

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_RECOUNT_AFTER = 250
"""Milliseconds after the last change of what is exported until losses are counted anew."""


class LossCount(QObject):
    """What an export would lose, in a tree; a new count takes the place of the one before."""

    def __init__(self, tree: LossTree, window: Desk, session: Session) -> None:
        """Count nothing yet."""
        super().__init__(tree)
        self._tree, self._window, self._session = tree, window, session
        self._format = ""
        self._selection: dict[str, Any] = {}
        self._task: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_RECOUNT_AFTER)
        self._soon.timeout.connect(self._start)

    @property
    def is_running(self) -> bool:
        """Whether losses are being counted, or will be."""
        return self._task is not None or self._soon.isActive()

    def begin(self, format: str, selection: dict[str, Any]) -> None:
        """Count soon what a format would lose of what is selected."""
        self._format, self._selection = format, selection
        self._say("export.counting", self._window.look.tokens.muted)
        self._soon.start()

    def refuse(self) -> None:
        """Say that nothing is selected."""
        self._say("export.nothing", self._window.look.tokens.warn)

    def end(self) -> None:
        """Count no more."""
        self._soon.stop()
        task, self._task = self._task, None
        if task is not None:
            task.end()

    def _say(self, code: str, colour: str) -> None:
        self._tree.say(word(code, self._session.language), colour)

    def _start(self) -> None:
        store = self._session.store
        self._task = task = Task(partial(preview_losses, store, self._format, **self._selection))
        task.done.connect(self._on_counted)
        task.failed.connect(self._on_failed)
        task.start()

    def _on_counted(self, losses: LossReport) -> None:
        self._task = None
        self.show_losses(losses, self._format, self._selection)

    def _on_failed(self, error: BaseException) -> None:
        self._task = None
        if not isinstance(error, AnnotatorError):
            raise error
        if not isinstance(error, Cancelled):
            said = sentence(error, self._session.language)
            self._tree.say(said, self._window.look.tokens.bad)

    def show_losses(self, losses: LossReport, format: str, selection: dict[str, Any]) -> None:
        """Show what is lost, or that nothing is; places are found when somebody asks for them."""
        kinds = losses.by_kind()
        if not kinds or set(kinds) == {"not_selected"}:
            code = "export.no_losses_of" if kinds else "export.no_losses"
            self._say(code, self._window.look.tokens.good)
            return

        def places(kind: str) -> Task:
            store = self._session.store
            return Task(partial(losses_by_document, store, format, kind, **selection))

        self._tree.show_losses(losses, places)
