"""Answering the corrections of one's own work: each answer is one step, and the next one opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.change import ChangeSet
from annotator.model.review import ACCEPTED, APPEALED
from annotator.operations.corrections import replies
from annotator.operations.corrections.corrections import Correction, corrections_by_others
from annotator.ui.actions.review_choice import BLIND
from annotator.ui.bars.document_head import title_of
from annotator.ui.keys.modes import CORRECTIONS, TEXT
from annotator.ui.review.answering import Answering
from annotator.ui.review.correction_shown import (
    correction_said,
    listed,
    shown_correction,
    title_said,
)

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class AnsweringActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._answering: Answering | None = None
        self._is_going = False
        self._offered = ""

    @property
    def answering(self) -> Answering | None:
        """What is answered now; None where nothing is."""
        session = self._window.session
        is_on = session is not None and session.review is self._answering
        return self._answering if is_on else None

    # beginning and ending

    def offer(self) -> None:
        """Say how many corrections there are, once for the same ones."""
        window, session = self._window, self._window.session
        if session is None or self.answering is not None:
            return
        found = corrections_by_others(session.store.read(), session.annotator)
        open_ones = [c for c in found if c.reply_of(session.annotator) is None]
        sign = f"{session.annotator} {len(found)} {max((_made(c) for c in found), default='')}"
        key = window.settings.of_corpus("corrections_told", session.corpus)
        if not open_ones or window.settings.text(key) == sign:
            return
        window.settings.set_text(key, sign)
        data = {"count": len(found), "open": len(open_ones)}
        said, see = window.word("corrections.offer", **data), window.word("corrections.see")
        if window.failure.isVisible():
            window.say(said, [(see, self.start)], holds=lambda: self.answering is None)
        else:
            self._offered = said
            window.telling.offer(said, [(see, self.start)])

    def start(self) -> None:
        """Open the next correction that waits for an answer, or go back to the text."""
        if self.answering is not None:
            self.leave()
            return
        window, session = self._window, self._window.sitting
        if session.review is not None:
            window.act.reviewing.leave()
        made = Answering(session, is_blind=window.settings.flag(BLIND, False))
        if not made.found:
            window.say(window.word("corrections.none"))
            return
        if self._offered and window.failure.text.text() == self._offered:
            window.failure.hide()
        self._offered = ""
        self._answering = made
        session.set_review(made)
        session.current_changed.connect(self._on_current)
        session.changed.connect(self._on_changed)
        session.document_opened.connect(self._on_document)
        window.text_keys.review_left.connect(self.leave)
        window.text_keys.set_ground(CORRECTIONS)
        window.menus.enable()
        window.surface.setFocus()
        self._resume(made)

    def _resume(self, answering: Answering) -> None:
        """Go on at the correction that was left last, else at the first one unanswered."""
        kept = self._window.settings.text(self._place_key())
        found = next((c for c in answering.found if c.decision.id == kept), None)
        unanswered = answering.after(1, only_open=True)
        if found is None or (unanswered is not None and answering.reply_to(found) is not None):
            found = unanswered or found
        self.go(found or answering.found[0])
        self._say_where()

    def _place_key(self) -> str:
        window = self._window
        return window.settings.of_corpus("correction_place", window.sitting.corpus)

    def leave(self) -> None:
        """Back to the text."""
        window = self._window
        if self.answering is None:
            return
        session = window.sitting
        session.current_changed.disconnect(self._on_current)
        session.changed.disconnect(self._on_changed)
        session.document_opened.disconnect(self._on_document)
        window.text_keys.review_left.disconnect(self.leave)
        window.text_keys.set_ground(TEXT)
        self._answering = None
        session.set_current(None)
        session.set_review(None)
        window.text_page.correction_bar.hide()
        window.act.listing.end()
        window.menus.enable()
        window.surface.setFocus()
        window.standing.show()

    # going

    def step(self, by: int) -> None:
        """Go to the next correction (1) or the one before (-1), in whatever document it is."""
        answering = self.answering
        found = answering.after(by) if answering is not None else None
        if found is None:
            self._window.say(self._window.word("corrections.no_more"))
            return
        self.go(found)
        self._say_where()

    def next_open(self) -> None:
        """Go to the next one that is not answered."""
        answering = self.answering
        found = answering.after(1, only_open=True) if answering is not None else None
        if found is None:
            self._window.say(self._window.word("corrections.all_answered"))
            return
        self.go(found)
        self._say_where()

    def go(self, correction: Correction | None) -> None:
        """Make a correction the current one, and show it in its document."""
        answering, window, session = self._answering, self._window, self._window.sitting
        if answering is None:
            return
        self._is_going = True
        try:
            answering.set_correction(correction)
            if correction is not None:
                decision = correction.decision
                if decision.document != session.document:
                    session.open_document(decision.document)
                window.settings.set_text(self._place_key(), decision.id)
            session.renew_marks()
            if correction is not None:
                self._point_at(answering, correction)
        finally:
            self._is_going = False
        self.show()

    def _point_at(self, answering: Answering, correction: Correction) -> None:
        window, page = self._window, self._window.sitting.page
        number = answering.number()
        if page is None or not 0 < number <= len(page.differences):
            return
        page.walked = number
        key = page.differences[number - 1].key
        window.surface.set_caret(answering.place(correction).extent.begin)
        window.text_keys.select(key)
        window.follower.show_current(key)

    def _on_current(self, key: str) -> None:
        """Follow a click on an annotation or on a name in the margin."""
        answering, session = self.answering, self._window.sitting
        if answering is None or self._is_going or not key or session.page is None:
            return
        number = session.page.number_of(key)
        found = answering.in_text(session.document or "")
        if 0 < number <= len(found) and found[number - 1].decision.id != answering.case_id:
            answering.set_correction(found[number - 1])
            session.renew_marks()
            self.show()

    def _on_document(self, document: str) -> None:
        """Go on in a document that was opened otherwise."""
        answering = self.answering
        if answering is not None and not self._is_going and document != answering.document:
            self.go(next(iter(answering.in_text(document)), None))

    def _on_changed(self, _changes: ChangeSet) -> None:
        """Go back to an answer that was taken back; show what else has changed."""
        answering = self.answering
        if answering is None or self._is_going:
            return
        replayed = answering.replayed()
        found = next((c for c in answering.found if c.decision.id == replayed), None)
        self.go(found or answering.correction())

    # answers

    def accept(self) -> None:
        """Accept what was decided."""
        self._answer(ACCEPTED, "", "corrections.accepted")

    def appeal(self) -> None:
        """Ask for the reason of an appeal."""
        self.write_reason()
        if self.answering is not None and self.answering.correction() is not None:
            self._window.say(self._window.word("corrections.needs_reason"))

    def write_reason(self) -> None:
        """Go to the field of the reason."""
        self._window.text_page.correction_bar.write_reason()

    def keep_reason(self, text: str) -> None:
        """Keep what is written for the appeal."""
        if self.answering is not None:
            self.answering.typed = text

    def send_appeal(self) -> None:
        """Appeal with the reason that was written; without one say that it is missing."""
        answering = self.answering
        if answering is not None and answering.typed.strip():
            self._answer(APPEALED, answering.typed, "corrections.appealed")
        else:
            self._window.say(self._window.word("corrections.needs_reason"))

    def back_to_text(self) -> None:
        """Leave the field of the reason."""
        self._window.surface.setFocus()

    def take_back(self) -> None:
        """Let the correction be unanswered again."""
        window, answering = self._window, self.answering
        correction = answering.correction() if answering is not None else None
        if answering is None or correction is None:
            return
        if answering.reply_to(correction) is None:
            window.say(window.word("corrections.not_answered"))
            return
        window.sitting.work(replies.take_reply_back, correction.decision.id)
        window.say(window.word("corrections.taken_back"))

    def _answer(self, state: str, text: str, told: str) -> None:
        """Store an answer, say so, and go to the next one unanswered."""
        window, answering = self._window, self.answering
        correction = answering.correction() if answering is not None else None
        if answering is None or correction is None:
            return
        document, key = correction.decision.document, correction.decision.id
        self._is_going = True
        try:
            made = window.sitting.work(replies.reply, key, state, text)
        finally:
            self._is_going = False
        if made is None:
            self.show()
            return
        found = answering.after(1, only_open=True)
        self.go(found or answering.correction())
        said = [window.word(told)]
        if found is None:
            said.append(window.word("corrections.all_answered"))
        else:
            said.append(window.word("corrections.open_n", count=answering.counts()[1]))
            if found.decision.document != document:
                title = title_of(window.sitting.store.read().document(found.decision.document))
                said.append(window.word("review.in_document", title=title))
            text = window.surface.text()
            said.append(correction_said(window.sitting, answering, found, text))
        window.say(" ".join(said))

    # what is shown

    def show_list(self) -> None:
        """List all corrections with the answers; Enter opens the place."""
        from annotator.ui.panels.picker import Picker

        window, session = self._window, self._window.sitting
        listing = self.answering or Answering(session, is_blind=False)
        rows = [(c.decision.id, listed(session, listing, c)) for c in listing.found]
        if not rows:
            window.say(window.word("corrections.none"))
            return
        title, hint = window.word("corrections.list"), window.word("pick_filter")
        Picker(window, title, hint, rows, self.open).open()

    @property
    def current(self) -> str | None:
        """The id of the correction that is answered now."""
        return self._answering.case_id if self._answering is not None else None

    def open(self, key: str) -> None:
        """Go to a correction by the id of its decision."""
        if self.answering is None:
            self.start()
        answering = self.answering
        if answering is not None:
            self.go(next((c for c in answering.found if c.decision.id == key), None))

    def title(self) -> str:
        """Return which correction is current, with layer and kind."""
        answering = self.answering
        return title_said(self._window.sitting, answering) if answering is not None else ""

    def show(self) -> None:
        """Show the current correction in the bar."""
        answering, window = self.answering, self._window
        if answering is None:
            return
        bar, correction = window.text_page.correction_bar, answering.correction()
        if correction is None:
            bar.show_nothing(window.word("corrections.none_here"))
        else:
            text, keymap = window.surface.text(), window.keymap
            session = window.sitting
            bar.show_correction(shown_correction(session, answering, correction, text, keymap))
        window.act.listing.show()
        window.standing.show()

    def _say_where(self) -> None:
        window, answering = self._window, self.answering
        correction = answering.correction() if answering is not None else None
        if answering is not None and correction is not None:
            text = window.surface.text()
            window.say(correction_said(window.sitting, answering, correction, text))


def _made(correction: Correction) -> str:
    decision = correction.decision
    return decision.changed or decision.made or ""
