"""The backup that is made beside the work once a corpus has been opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.wording import sentence
from annotator.ui.tasks import Task

if TYPE_CHECKING:
    from annotator.store.store import Store
    from annotator.ui.main_window import MainWindow


class OpeningBackup:
    """Says nothing unless it fails; it ends with the sitting."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window
        self._task: Task | None = None

    def begin(self, store: Store) -> None:
        """Make it, if the corpus can be written to."""
        if not store.is_read_only:
            self._task = Task(lambda progress: store.backup_apart("open", progress))
            self._task.failed.connect(self._on_failed)
            self._task.start()

    def end(self) -> None:
        """Stop it and wait until it has stopped."""
        task, self._task = self._task, None
        if task is not None:
            task.end()

    def _on_failed(self, error: object) -> None:
        if isinstance(error, AnnotatorError) and not isinstance(error, Cancelled):
            self._window.say(sentence(error, self._window.language))
