"""The list of the places under review beside the text, while differences or corrections are on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.analysis.alignment import Place
from annotator.model.presentation import layer_slot
from annotator.model.review import TAKEN
from annotator.model.sentences import sentence_of
from annotator.operations.adjudication.adjudicated import STATES, Case
from annotator.ui.keys.modes import CORRECTIONS, REVIEW
from annotator.ui.panels.differences import DifferencesPanel, PlaceRow
from annotator.ui.review.answering import Answering
from annotator.ui.review.correction_shown import reply_said
from annotator.ui.review.reviewing import Reviewing
from annotator.ui.sitting.readings import difference_name
from annotator.ui.sitting.session import Session

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

DOCK = "differences"


class ListingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window; the list is made when it is first wanted."""
        self._window = window
        self._is_on = False

    @cached_property
    def panel(self) -> DifferencesPanel:
        """The list, where documents, scheme and entities are otherwise."""
        window = self._window
        codes = ("open", "all", "filter", "list")
        panel = DifferencesPanel(window.look, {c: window.word(f"listing.{c}") for c in codes})
        window.columns.add(DOCK, panel, Qt.DockWidgetArea.LeftDockWidgetArea).hide()
        panel.opened.connect(self._open)
        panel.left.connect(self._leave)
        panel.filter_wanted.connect(window.act.handler("review_choice.choose_filter"))
        return panel

    def show(self) -> None:
        """Let the list follow what is under review, after the paint."""
        self._window.later.want(self._show)

    def _show(self) -> None:
        window, session = self._window, self._window.session
        review = session.review if session is not None else None
        if session is None or session.document is None or review is None:
            return
        panel, is_review = self.panel, review.code == REVIEW
        if not self._is_on:
            self._is_on = True
            window.columns.stand_in(DOCK)
        rows = list(self._rows(session, session.document))
        window.columns.rename(DOCK, window.word(f"listing.{review.code}"))
        window.columns.set_aside(DOCK, window.word("listing.places", count=len(rows)))
        panel.more.setVisible(is_review)
        acting = window.act.reviewing if is_review else window.act.answering
        so_far = window.word(f"listing.so_far_{review.code}")
        panel.show_places(rows, acting.current or "", so_far)

    def _rows(self, session: Session, document: str) -> Iterator[PlaceRow]:
        review = session.review
        if isinstance(review, Reviewing):
            wanted, desk = review.queue.wanted, review.desk(document)
            wanted = replace(wanted, states=frozenset(STATES))
            for number, case in enumerate(desk.differences, 1):
                if wanted.admits(case, desk.annotators, desk.commented):
                    yield self._difference(session, review, case, number)
        elif isinstance(review, Answering):
            for number, correction in enumerate(review.in_text(document), 1):
                said = review.reply_to(correction)
                row = self._row(session, review.place(correction), review.letters)
                if correction.is_as_before:
                    row = row._replace(kind=session.word("corrections.as_before"))
                yield row._replace(
                    key=correction.decision.id,
                    number=number,
                    told=reply_said(session, said),
                    decided=(said.made or "") if said is not None else "",
                    is_open=said is None,
                )

    def _difference(self, session: Session, review: Reviewing, case: Case, number: int) -> PlaceRow:
        letters, decision = review.letters(case.document), case.decision
        row = self._row(session, review.in_rows(case).place, letters)
        told, when = "", ""
        if decision is not None and not case.is_open:
            told = sentence_of(f"value.answer.{decision.answer}", {}, session.language)
            readers = review.readers(case.document)
            if decision.answer == TAKEN and decision.taken in readers:
                letter = letters[readers.index(decision.taken)]
                told = session.word("listing.took", letter=letter)
            when = decision.changed or decision.made or ""
        elif case.appeals:
            told = session.word("listing.appealed")
        why = decision.reason if decision is not None else ""
        place = row._replace(key=case.id, number=number, is_open=case.is_open)
        return place._replace(told=told, decided=when, why=why)

    def _row(self, session: Session, place: Place, letters: tuple[str, ...]) -> PlaceRow:
        first = place.first
        quote = " ".join(first.quote.split()) or session.layer_name(first.layer)
        slot, letter = (
            layer_slot(session.scheme, first.layer),
            session.letters().get(first.layer, ""),
        )
        return PlaceRow("", 0, slot, letter, quote, difference_name(place, letters, session.word))

    def _open(self, key: str) -> None:
        """Go to a place that was chosen."""
        window, review = self._window, self._window.sitting.review
        if review is not None:
            is_answering = review.code == CORRECTIONS
            (window.act.answering if is_answering else window.act.reviewing).open(key)

    def _leave(self) -> None:
        self._window.columns.leave(DOCK)
        self._window.surface.setFocus()

    def go_to_list(self) -> None:
        """Give the focus to the list, which a narrow window opens over the text."""
        window = self._window
        window.later.settle(self._show)
        window.columns.reveal(DOCK)
        self.panel.list.setFocus()

    def end(self) -> None:
        """Show what was there before."""
        self._window.later.drop(self._show)
        if self._is_on:
            self._is_on = False
            self._window.columns.stand_back(DOCK)
            # A very large document has two hundred thousand of them.
            self.panel.show_places((), "", "")

    def forget(self) -> None:
        """Take the list away: the corpus is being closed."""
        self.end()
        vars(self).pop("panel", None)

    def set_look(self, look: object) -> None:
        """Take another look at once."""
        if "panel" in vars(self):
            self.panel.set_look(self._window.look)
