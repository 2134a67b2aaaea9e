"""Reads very large documents beside a window, which stays alive and shows their text meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.model.errors import Cancelled
from annotator.ui.pace.hands import Hands
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.awaiting import Arrived
from annotator.ui.text.accessibility import announce

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_REST_SECONDS = 0.025
"""So long it stands back after a key: longer than that takes, shorter than till a held key comes
again, so that whoever scrolls on and on sees the annotations as well."""


class Arriving:
    """Does what the sitting awaits; what is for nothing now ends by itself, and is let go of."""

    def __init__(self, window: Desk) -> None:
        """Serve a window; nothing is read yet."""
        self._window = window
        self._task: Task | None = None
        self._hands: Hands | None = None
        self._dropped: list[Task] = []

    def follow(self) -> None:
        """Read what is awaited now, after the paint; what ran is for nothing."""
        self._drop()
        self._window.later.want(self._begin)

    def _begin(self) -> None:
        window = self._window
        session = window.session
        if session is None or not session.is_reading or session.has_given_up or self._task:
            return
        self._hands = hands = Hands(window, rest=_REST_SECONDS)
        hands.watch()
        read = session.reading()
        self._task = task = Task(lambda progress: read(progress=hands.gentle(progress)))
        done, failed = partial(self._show, task), partial(self._fail, task)
        if window.telling.is_busy:
            # Other long work has the line; this one is not worth waiting for its end.
            task.done.connect(done)
            task.failed.connect(failed)
            task.start()
        else:
            window.telling.run(task, done, failed)

    def _show(self, task: Task, arrived: Arrived) -> None:
        if task is not self._task:
            self._window.sitting.leaving.leave(arrived.gathered)
            return
        self._let_go()
        session = self._window.sitting
        if session.gathered is not None and session.gathered.is_awaited:
            # Who waits for the annotations says more than this, and later.
            session.when_read(self._tell, is_first=True)
        session.show_read(arrived)

    def _tell(self) -> None:
        """Say what there is on a document that was opened."""
        announce(self._window.surface, self._window.head.counts.text())
        self._window.act.showing.offer_others()

    def _fail(self, task: Task, error: BaseException) -> None:
        if task is not self._task:
            return
        self._let_go()
        window = self._window
        window.sitting.give_up_reading()
        if isinstance(error, Cancelled):
            window.say(
                window.word("annotations_left"),
                [(window.word("annotations_read"), window.sitting.say_if_reading)],
                holds=lambda: window.session is not None and window.session.has_given_up,
            )
        else:
            window.telling.fail(error)

    def _let_go(self) -> None:
        if self._hands is not None:
            self._hands.let_go()
        self._task = self._hands = None

    def _drop(self) -> None:
        """Stop what runs without waiting for its end."""
        task = self._task
        self._dropped = [dropped for dropped in self._dropped if dropped.is_running()]
        if task is None:
            return
        task.cancel()
        if self._hands is not None:
            # It may be standing back, and should look at once whether it shall go on.
            self._hands.hurry()
        self._let_go()
        self._window.telling.release(task)
        self._dropped.append(task)

    def end(self) -> None:
        """Stop, and wait until it has: the corpus is being closed, or put somewhere else."""
        self._drop()
        for task in self._dropped:
            task.end()
        self._dropped.clear()
        self._window.sitting.give_up_reading()
