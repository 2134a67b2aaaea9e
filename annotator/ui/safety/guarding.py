"""Watches whether the open corpus is still the file under its name, and tells what endangers it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.model.errors import Cancelled, StoreError
from annotator.model.sentences import sentence_of
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.operations.keeping.working_copy import WorkingCopy
    from annotator.store.store import Store
    from annotator.ui.desk import Desk
    from annotator.ui.sitting.session import Session

EVERY_MS = 3000
"""How often a file is looked for; that costs one question to the system."""


class Guarding(QObject):
    """Tells of a lost file once, and saves the corpus by itself if it is closed nevertheless."""

    def __init__(self, window: Desk, *, every_ms: int = EVERY_MS) -> None:
        """Serve a window."""
        super().__init__(window)
        self._window = window
        self._fault = ""
        self.rescued: Path | None = None
        self._left: Store | None = None
        self._is_given_up = self._is_waiting = self._is_cancelled = False
        self._proving: Task | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(every_ms)
        self.timer.timeout.connect(self.look)

    def begin(self, store: Store) -> None:
        """Watch a corpus that was opened, and tell what its people should know of it."""
        self._fault, self.rescued, self._is_given_up = "", None, False
        self.timer.start()
        warnings = [warning for warning in store.warnings if self._is_news(warning)]
        if warnings:
            self._window.telling.warn(warnings)
        else:
            self._window.act.keeping.offer_drafts()

    def prove_if_left_open(self, store: Store) -> None:
        """Prove a corpus that nobody closed the last time; it waits for the first paint."""
        if store.was_left_open:
            self._prove(store)

    def _is_news(self, warning: StoreError) -> bool:
        """Say whether a warning was not told before; where a corpus lies is told once."""
        if not warning.code.startswith("place_"):
            return True
        settings, path = self._window.settings, Path(warning.data["path"])
        key = settings.of_corpus("told_place", path)
        place = f"{warning.code} {warning.data['name']}"
        if settings.text(key) == place:
            return False
        settings.set_text(key, place)
        return True

    def _prove(self, store: Store) -> None:
        """Prove a corpus beside the work, and say how it is."""
        from annotator.operations.checking.left_open import Proved, prove_corpus

        window, path = self._window, str(store.path)

        def tell(found: Proved) -> None:
            if found.is_whole:
                data = {"edits": found.edits, "quotes": found.quotes}
                window.say(sentence_of("told.left_open", data, window.language))
                return
            wrong = {"damage": found.damage, "quotes": found.quotes_missing}
            window.telling.fail(StoreError("left_open_damaged", path=path, **wrong))

        self._proving = Task(partial(prove_corpus, store))
        self._proving.done.connect(tell)
        self._proving.failed.connect(window.telling.fail)
        self._proving.start()

    def look(self) -> None:
        """Look whether the file is still there; tell it when that changes."""
        window = self._window
        if window.session is None:
            return
        fault = window.session.store.fault()
        code = fault.code if fault is not None else ""
        if not code:
            window.session.store.rest()
        if code == self._fault:
            return
        self._fault = code
        if fault is not None:
            window.telling.fail(fault)
        else:
            window.failure.hide()
        window.standing.show()

    def standing(self) -> str:
        """Return the word for how the corpus is kept now."""
        session = self._window.session
        is_copy = session is not None and session.copy is not None
        return "not_written" if self._fault else "saved_in_copy" if is_copy else "saved"

    def leave(self, store: Store) -> None:
        """Let a corpus be closed as it is: all of it is in another file now."""
        self._left = store

    def may_close(self) -> bool:
        """Save a corpus whose file is gone, bring a copy back; say if nothing is lost by closing.

        Where that cannot be done it is told; it is tried once more for whoever closes once more.
        """
        session = self._window.session
        if self._is_waiting:
            return False
        is_known, self._is_cancelled = self._is_given_up, False
        if session is None or self._secure(session):
            return True
        self._is_given_up = not self._is_cancelled
        return is_known and not self._is_cancelled

    def give_up(self) -> None:
        """Let a working copy be closed and wait, though it is not brought back."""
        self._is_given_up = True

    def _bring_back(self, session: Session, copy: WorkingCopy) -> bool:
        """Put a working copy in the place of its original; say if that was done.

        The window stays alive meanwhile: the original may be on a slow medium.
        """
        from annotator.ui.safety.awaiting import wait_for

        if not copy.ahead and copy.original.exists():
            return True
        self._window.stop_work()
        session.keep_tally()
        task = Task(copy.bring_back, writes=session.store)
        self._is_waiting = True
        try:
            error = wait_for(self._window, task, self._window.word("bringing_back"))
        finally:
            self._is_waiting = False
        if error is None:
            return True
        # Whoever cancels goes on working; closing once more tries once more.
        self._is_cancelled = isinstance(error, Cancelled)
        self._window.telling.fail(error)
        return False

    def _secure(self, session: Session) -> bool:
        """Write a corpus whose file is gone elsewhere, once; say if nothing of it can be lost."""
        from annotator.operations.keeping.safety import rescue

        store = session.store
        if store is self._left or self.rescued is not None:
            return True
        if store.fault() is None:
            return session.copy is None or self._bring_back(session, session.copy)
        window = self._window
        try:
            self.rescued = rescue(store)
        except StoreError as error:
            window.telling.fail(StoreError("rescue_failed", reason=str(error)))
            return False
        window.settings.add_recent(self.rescued)
        window.tell(window.word("rescued", path=self.rescued))
        return True

    def end(self, session: Session) -> None:
        """Stop watching; a corpus whose file is gone is written elsewhere before it is closed.

        A working copy is brought back.
        """
        self.timer.stop()
        proving, self._proving = self._proving, None
        if proving is not None:
            proving.end()
        self._window.failure.hide()
        if not self._is_given_up:
            self._secure(session)
        self._fault = ""
