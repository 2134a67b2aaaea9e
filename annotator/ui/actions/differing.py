"""Going through the places where annotators differ."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from annotator.ui.keys.modes import CORRECTIONS
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.showing import DIFFERENCES
from annotator.ui.spoken.differences import versions_said

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.sitting.several import Compared


class DifferingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._task: Task | None = None
        self._step_then = 0
        self._is_waiting = False

    def follow(self) -> None:
        """Compare the annotators of a large document beside the window, if that is wanted.

        What ran is for nothing: it is about what was wanted before.
        """
        window, task = self._window, self._task
        self._task, self._step_then = None, 0
        if task is not None:
            window.telling.drop(task)
        if window.sitting.is_comparing:
            window.later.want(self.compare)

    def _wait(self) -> None:
        """Begin when other long work has ended."""
        if not self._is_waiting:
            self._is_waiting = True
            self._window.telling.ended.connect(self.compare)

    def compare(self) -> None:
        """Begin to compare, as soon as no other long work goes on."""
        window = self._window
        if window.session is None or not window.sitting.is_comparing or self._task is not None:
            return
        if window.telling.is_busy:
            self._wait()
            return
        self._task = Task(window.sitting.comparing())
        window.telling.run(self._task, self._show_compared, self._give_up)

    def _show_compared(self, compared: Compared) -> None:
        self._task = None
        by, self._step_then = self._step_then, 0
        self._window.sitting.show_compared(compared)
        if by:
            self._step(by)

    def _give_up(self, error: BaseException) -> None:
        self._task, self._step_then = None, 0
        self._window.sitting.give_up_comparing()
        self._window.act.showing.keep()
        self._window.telling.fail(error)

    def next_difference(self) -> None:
        """The next place where the annotators differ."""
        self._step(1)

    def previous_difference(self) -> None:
        """The place before where they differ."""
        self._step(-1)

    def _step(self, by: int) -> None:
        window = self._window
        if window.sitting.review is not None:
            is_answering = window.sitting.review.code == CORRECTIONS
            (window.act.answering if is_answering else window.act.reviewing).step(by)
            return
        if window.sitting.say_if_reading():
            return
        if window.sitting.wanted.mode != DIFFERENCES:
            window.act.showing.show_differences()
        if window.sitting.is_comparing:
            # It goes there once they are compared.
            self._step_then = by
            return
        page = window.sitting.page
        if page is None:
            return
        places, here = page.differences, page.number_of(window.sitting.current)
        caret = window.surface.caret()
        # Numbers count from 1, in the order of the text.
        ahead = here if here else bisect_left(places, caret, key=attrgetter("begin"))
        at = ahead if by > 0 else (here or ahead + 1) - 2
        if not 0 <= at < len(places):
            window.say(window.word("none_left"))
            return
        found = places[at]
        page.walked = found.number
        window.act.going.go_to_annotation(found.key)
        window.follower.show_current(found.key)
        place = page.place_of(found.number)
        layer = window.sitting.layer_name(place.first.layer)
        said = {"number": found.number, "count": len(places), "kind": f"{layer}, {found.name}"}
        text = window.surface.text()
        versions = versions_said(window.sitting, place, page.letters, text)
        window.say(f"{window.word('difference_n', **said)} {versions}")
