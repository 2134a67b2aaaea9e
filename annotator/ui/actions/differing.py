"""Going through the places where annotators differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.keys.modes import CORRECTIONS
from annotator.ui.sitting.showing import DIFFERENCES
from annotator.ui.spoken.differences import versions_said

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class DifferingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

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
        if window.sitting.showing.mode != DIFFERENCES:
            window.act.showing.show_differences()
        page = window.sitting.page
        if page is None:
            return
        places, here = page.differences, page.number_of(window.sitting.current)
        caret = window.surface.caret()
        if by > 0:
            rest = (p for p in places if (p.number > here if here else p.begin >= caret))
        else:
            behind = (p for p in places if (p.number < here if here else p.begin < caret))
            rest = reversed(list(behind))
        found = next(iter(rest), None)
        if found is None:
            window.say(window.word("none_left"))
            return
        page.walked = found.number
        window.act.going.go_to_annotation(found.key)
        window.follower.show_current(found.key)
        place = page.place_of(found.number)
        layer = window.sitting.layer_name(place.first.layer)
        said = {"number": found.number, "count": len(places), "kind": f"{layer}, {found.name}"}
        text = window.surface.text()
        versions = versions_said(window.sitting, place, page.letters, text)
        window.say(f"{window.word('difference_n', **said)} {versions}")
