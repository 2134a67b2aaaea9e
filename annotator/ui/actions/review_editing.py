"""Deciding for a version of one's own: its borders, or its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.analysis.alignment import BORDER, MISSING, SPLIT
from annotator.operations.adjudication.deciding import decide_edited

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ReviewEditingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def edit(self) -> None:
        """Make a version of one's own, of the first that there is."""
        window, review = self._window, self._window.act.reviewing.review
        case = review.case() if review is not None else None
        if case is None:
            return
        first, kind = case.place.first, case.place.kind
        if kind in (BORDER, SPLIT, MISSING) and first.spans:
            window.text_keys.select(first.id)
            window.text_keys.enter_borders(self._keep_borders)
            window.say(window.word("review.keep_own"))
            return
        made = window.act.deciding.do(decide_edited, first)
        if made is not None and made.results:
            window.sitting.renew_marks()
            window.text_keys.select(made.results[0])
            window.act.tagging.open_features()
            window.say(window.word("review.set_values"))

    def _keep_borders(self, spans: list[tuple[int, int]]) -> None:
        review = self._window.act.reviewing.review
        case = review.case() if review is not None else None
        if case is not None:
            edited = case.place.first._replace(spans=tuple(spans))  # type: ignore[arg-type]
            told = self._window.word("review.edited")
            self._window.act.deciding.decide(told, decide_edited, edited)
