"""The page of people and work in the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.model.review import FINISHED, Assignment
from annotator.model.sentences import sentence_of
from annotator.operations.rounds.rounds import reopen
from annotator.ui.actions.going import ask_reason
from annotator.ui.actions.whole_page import WholePage
from annotator.ui.agreement.people import PeoplePage
from annotator.ui.look.look import Look
from annotator.ui.panels.documents_model import shown_name
from annotator.ui.panels.picker import Picker
from annotator.ui.widgets.rows import Shown

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class HandingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window; the page is made when it is first wanted."""
        self._window = window
        self._whole = WholePage(window, self._make)

    @property
    def page(self) -> PeoplePage:
        """The page."""
        return self._whole.get()

    def _make(self) -> PeoplePage:
        window = self._window
        page = PeoplePage(window.look, window.sitting)
        page.left.connect(self.leave)
        page.said.connect(window.say)
        page.told.connect(window.standing.show)
        page.round_wanted.connect(self.make_round)
        page.reopening_wanted.connect(self.reopen)
        window.sitting.document_opened.connect(self._on_text)
        window.surface.caret_moved.connect(self._on_text)
        return page

    def mode(self) -> str:
        """Return for what typed keys are in the page, nothing elsewhere."""
        return "people" if self._whole.has_focus() else ""

    def said(self) -> str:
        """Return the cell that is walked to, in words."""
        cell = self.page.current()
        return cell.told if cell is not None else ""

    def chosen(self) -> str | None:
        """Return the annotator whose row is walked to, None where the page is not shown."""
        return self.page.chosen() if self._whole.is_shown() else None

    def show_people(self) -> None:
        """Show who has what."""
        self._whole.enter()

    def make_round(self) -> None:
        """Ask who gets what, and hand it out."""
        from annotator.ui.dialogs.rounds import RoundDialog

        window = self._window
        if window.sitting.store.is_read_only:
            window.say(sentence_of("read_only", {}, window.language))
        else:
            RoundDialog(window).open()

    def reopen(self) -> None:
        """Ask which finished document somebody may go on with, and why.

        On the page those of whoever is walked to come first.
        """
        window, session = self._window, self._window.sitting
        reader, first = session.store.read(), self.chosen()
        found = [a for a in reader.assignments() if a.state == FINISHED]
        if not found:
            window.say(session.word("people.none_finished"))
            return
        names = {row.id: shown_name(row) for row in reader.documents()}
        order = {key: number for number, key in enumerate(names)}
        found.sort(key=lambda a: (a.annotator != first, a.annotator, order[a.document]))
        rows = [
            (a, Shown(names[a.document], aside=session.annotator_name(a.annotator))) for a in found
        ]
        title = session.word("people.whose")
        Picker(window, title, session.word("pick_filter"), rows, self._ask_reason).open()

    def _ask_reason(self, finished: Assignment) -> None:
        ask_reason(self._window, partial(self._reopen, finished))

    def _reopen(self, finished: Assignment, reason: str) -> None:
        window, session = self._window, self._window.sitting
        session.enter_annotator()
        document, who = finished.document, finished.annotator
        if session.do(reopen, document, who, reason, by=session.annotator) is None:
            return
        window.head.show_counts(session)
        name = session.store.read().document(document).name
        told = session.word("people.reopened", name=name, who=session.annotator_name(who))
        window.say(told, [(window.word("undo"), window.act.steps.undo)])

    def leave(self) -> None:
        """Back to the text."""
        self._on_text()
        self._window.surface.setFocus()

    def come_back(self) -> bool:
        """Go from the page to the text; say whether it was there."""
        if not self._whole.is_shown():
            return False
        self.leave()
        return True

    def _on_text(self, _what: object = None) -> None:
        """Bring the text forward where something in it is gone to."""
        if self._whole.is_shown():
            self._whole.give_way()

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        self._whole.set_look(look)

    def forget(self) -> None:
        """Take the page away: the corpus is being closed."""
        self._whole.forget()
