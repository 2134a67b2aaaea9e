"""Looks at the files of an import one after another while the window stays alive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.progress import Progress
from annotator.model.scheme import Scheme
from annotator.model.sentences import reason_of
from annotator.operations.importing.preview import FileGlance, glance
from annotator.ui.dialogs.import_files import Entry
from annotator.ui.pace.tasks import Task


class Looking(QObject):
    """Tells what each of many files is, as soon as it is known."""

    seen = Signal(list)
    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, scheme: Scheme, language: str) -> None:
        """Look with the scheme of a corpus."""
        super().__init__()
        self._scheme, self._language = scheme, language
        self._found: SimpleQueue[tuple[Entry, FileGlance | str]] = SimpleQueue()
        self._task: Task | None = None

    @property
    def is_running(self) -> bool:
        """Whether files are being looked at."""
        return self._task is not None

    def start(self, entries: Sequence[Entry]) -> None:
        """Look at these files now, instead of what is being looked at."""
        self.end()
        if not entries:
            return
        tell = self._put
        self._task = task = Task(partial(_look_at, entries, self._scheme, self._language, tell))
        task.progressed.connect(self._on_progressed)
        task.done.connect(lambda _: self._on_done(task))
        task.failed.connect(self._on_failed)
        task.start()

    def end(self) -> None:
        """Stop; what was seen so far is told."""
        task, self._task = self._task, None
        if task is not None:
            task.end()
            self._take()

    def _put(self, entry: Entry, found: FileGlance | str) -> None:
        self._found.put((entry, found))

    def _take(self) -> None:
        entries: list[Entry] = []
        while not self._found.empty():
            entry, found = self._found.get()
            entry.found = None if isinstance(found, str) else found
            entry.problem = found if isinstance(found, str) else ""
            if isinstance(found, FileGlance) and entry.decoding is None:
                entry.is_guessed = found.is_guessed
            entries.append(entry)
        if entries:
            self.seen.emit(entries)

    def _on_progressed(self, what: str, done: int, total: int) -> None:
        self._take()
        self.progressed.emit(done, total)

    def _on_done(self, task: Task) -> None:
        if task is self._task:
            self._task = None
        self._take()
        self.ended.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._task = None
        if not isinstance(error, AnnotatorError):
            raise error


def _look_at(
    entries: Sequence[Entry],
    scheme: Scheme,
    language: str,
    told: Callable[[Entry, FileGlance | str], object],
    progress: Progress,
) -> None:
    for number, entry in enumerate(entries):

        def here(what: str, done: int, total: int | None, number: int = number) -> None:
            # A reader counts the records of its file; here it is told which file it is.
            progress("progress.looking", number, len(entries))

        here("", 0, None)
        told(entry, _looked_at(entry, scheme, language, here))


def _looked_at(entry: Entry, scheme: Scheme, language: str, progress: Progress) -> FileGlance | str:
    """Return what a file is, or a sentence that says why it cannot come in."""
    try:
        return glance(entry.path, scheme=scheme, decoding=entry.decoding, progress=progress)
    except Cancelled:
        raise
    except AnnotatorError as error:
        return reason_of(error.code, error.data, language)
    except OSError as error:
        data = {"file": entry.path.name, "reason": error.strerror or str(error)}
        return reason_of("cannot_read", data, language)
