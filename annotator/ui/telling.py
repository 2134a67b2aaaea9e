"""What the window tells: sentences, failures, and how far long work is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.ui.bars.failure_bar import Offer
from annotator.ui.bars.status_bar import Holds, Link
from annotator.ui.pace.tasks import Task
from annotator.ui.text.accessibility import announce
from annotator.ui.words.local_form import number_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_SHOWN_AFTER_MS, _SAVING_AFTER_MS = 400, 150
"""Work shorter than this is not worth a line that comes and goes."""
_TOLD_LEFT_AFTER = 2.0
"""Seconds of work before its rest is worth an estimate."""


class Telling(QObject):
    """Says things in one window; long work is run one at a time."""

    ended = Signal()

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        super().__init__(window)
        self._window = window
        self._task: Task | None = None
        self._begun = 0.0
        self._last: tuple[str, int, int] = ("", 0, -1)
        self._wait, self._saving = QTimer(self), QTimer(self)
        for timer, after, run in (
            (self._wait, _SHOWN_AFTER_MS, self._show_progress),
            (self._saving, _SAVING_AFTER_MS, self._show_saving),
        ):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(run)
        self._stop = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._stop.setEnabled(False)
        self._stop.activated.connect(self.cancel)
        self._report, self._is_ours = "", False
        window.failure.copied.connect(self.copy_report)
        window.failure.closed.connect(self._on_closed)

    # Sentences

    def say(self, text: str, links: Iterable[Link] = (), holds: Holds | None = None) -> None:
        """Say a sentence in the status bar, and to a screen reader; it ends when it is untrue."""
        self._window.status_line.say(text, links, holds)
        announce(self._window.view or self._window, text)

    def ask_to_read(self, text: str) -> None:
        """Say a sentence that waits until it is read."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.open()

    # Failures

    def fail(self, error: BaseException) -> None:
        """Show what failed: an error of ours with its report, another one with its details."""
        if isinstance(error, Cancelled):
            self.say(sentence(error, self._window.language))
        elif isinstance(error, AnnotatorError):
            rows = (f"{key}: {value}" for key, value in error.data.items())
            language = self._window.language
            said = sentence_of(error.code, error.data, language, in_window=True)
            report = "\n".join((said, "", error.code, *rows))
            self._show(said, report, offers=self._window.remedies.of([error]))
        else:
            raise error

    def warn(self, errors: Sequence[AnnotatorError]) -> None:
        """Show what should be known and is no failure yet, with what can be done about it."""
        language = self._window.language
        said = "\n".join(sentence_of(e.code, e.data, language, in_window=True) for e in errors)
        self._show(said, said, offers=self._window.remedies.of(errors))

    def offer(self, said: str, offers: Sequence[Offer]) -> None:
        """Show a sentence that waits, with what can be done."""
        self._show(said, said, offers=offers, is_bad=False)

    def show_report(self, report: str) -> None:
        """Show that something went wrong in the program; the report says what."""
        self._show(self._window.word("wrong"), report, is_ours=True)

    def _show(
        self,
        said: str,
        report: str,
        *,
        is_ours: bool = False,
        is_bad: bool = True,
        offers: Sequence[Offer] = (),
    ) -> None:
        window = self._window
        self._report, self._is_ours = report, is_ours
        window.failure.show_failure(
            said,
            report,
            language=window.language,
            is_ours=is_ours,
            is_bad=is_bad,
            offers=offers,
        )
        announce(window.view or window, said)

    def move_on(self) -> None:
        """Take away what waits about another corpus; a fault of the program goes on waiting."""
        if not self._is_ours:
            self._window.failure.hide()

    def copy_report(self) -> None:
        """Copy what is known of the last failure; it has no text of the corpus."""
        QGuiApplication.clipboard().setText(self._report)

    def _on_closed(self) -> None:
        if self._window.view is not None:
            self._window.view.setFocus()

    # Long work

    @property
    def is_busy(self) -> bool:
        """Say whether long work is going on."""
        return self._task is not None

    def run(
        self,
        task: Task,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> bool:
        """Run long work beside the window; say no if there is some already.

        After 0.4 s a line under the head of the document and the status bar say how far it is,
        and Esc cancels it.
        """
        if self._task is not None:
            self.say(self._window.word("one_at_a_time"))
            return False
        self._task, self._begun = task, time.monotonic()
        self._last = ("", 0, -1)
        task.progressed.connect(self._on_progress)
        task.done.connect(lambda result: self._end(task, done, result))
        task.failed.connect(lambda error: self._end(task, failed or self.fail, error))
        self._wait.start()
        if task.is_writing:
            self._saving.start()
        self._stop.setEnabled(True)
        task.start()
        return True

    def watch(self, task: Task) -> None:
        """Say that work which somebody else runs is being saved, once that takes a while."""
        if task.is_writing:
            self._saving.start()
            for ended in (task.done, task.failed):
                ended.connect(lambda _result: self._saved())

    def _saved(self) -> None:
        self._saving.stop()
        self._window.standing.show()

    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._task is not None:
            self._task.cancel()

    def drop(self, task: Task) -> None:
        """Stop a work if it runs, wait until it has, and tell nobody: it is for nothing now."""
        if self._task is task:
            self.end()

    def end(self) -> None:
        """Stop what runs and wait for it: the corpus is being closed."""
        task = self._task
        if task is not None:
            task.end()
            self._clear()

    def _clear(self) -> None:
        self._task = None
        self._wait.stop()
        self._saving.stop()
        self._stop.setEnabled(False)
        self._window.status_line.show_progress("")
        if self._window.session is not None:
            self._window.head.show_progress(None)
            self._window.standing.show()

    def _end(self, task: Task, tell: Callable[[Any], object], result: Any) -> None:
        if task is self._task:
            self._clear()
            tell(result)
            self.ended.emit()
        else:
            # Whoever let go of it looks at what became of it.
            tell(result)

    def release(self, task: Task) -> None:
        """Show no more of a work that was asked to stop, and let other work begin before it has."""
        if self._task is task:
            self._clear()
            self.ended.emit()

    def _on_progress(self, what: str, done: int, total: int) -> None:
        if self.sender() is not self._task:
            return
        self._last = (what, done, total)
        if not self._wait.isActive():
            self._show_progress()

    def _show_progress(self) -> None:
        window, (what, done, total) = self._window, self._last
        if self._task is None:
            return
        if window.session is not None:
            window.head.show_progress(done / total if total > 0 else -1.0)
        whole = "…" if total < 0 else number_in(total, window.language)
        shown = {"done": number_in(done, window.language), "total": whole}
        parts = [sentence_of(what, shown, window.language)] if what else [window.word("working")]
        spent = time.monotonic() - self._begun
        if 0 < done < total and spent > _TOLD_LEFT_AFTER:
            left = max(1, round(spent / done * (total - done)))
            parts.append(window.word("seconds_left", count=left))
        if self._task.can_cancel:
            parts.append(window.word("progress_cancel"))
        window.status_line.show_progress(", ".join(parts))

    def _show_saving(self) -> None:
        self._window.status_line.saved.setText(self._window.word("saving"))
