"""Going through what is to be decided between annotators: the open places, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator.model.change import ChangeSet
from annotator.operations.adjudication.adjudicated import Case
from annotator.ui.actions.review_choice import BLIND, seed_of, wanted_of
from annotator.ui.keys.modes import REVIEW, TEXT
from annotator.ui.review.case_shown import case_said, shown_case, title_said
from annotator.ui.review.reviewing import Reviewing
from annotator.ui.review.seeking import Seeking

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ReviewingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._review: Reviewing | None = None
        self._is_going = False
        self.seeking = Seeking(window)

    @property
    def review(self) -> Reviewing | None:
        """What is decided now; None where nothing is."""
        session = self._window.session
        return self._review if session is not None and session.review is self._review else None

    # beginning and ending

    def start(self) -> None:
        """Open the next open place, or go back to the text."""
        if self.review is not None:
            self.leave()
            return
        window, session = self._window, self._window.sitting
        if session.review is not None:
            window.act.answering.leave()
        self._review = Reviewing(
            session,
            is_blind=window.settings.flag(BLIND, False),
            seed=seed_of(window),
            wanted=wanted_of(window),
        )
        session.set_review(self._review)
        session.current_changed.connect(self._on_current)
        session.changed.connect(self._on_changed)
        session.document_opened.connect(self._on_document)
        window.text_keys.review_left.connect(self._leave_or_stop)
        window.text_keys.set_ground(REVIEW)
        window.menus.enable()
        window.surface.setFocus()
        self._resume()

    def _resume(self) -> None:
        """Go on where the last review stopped, else in the open document."""
        window, session, review = self._window, self._window.sitting, self._review
        assert review is not None
        kept = window.settings.text(self._place_key()).split()
        document = session.document
        if len(kept) == 2 and session.store.read().has_document(kept[0]):
            found = next((c for c in review.queue.wanted_in(kept[0]) if c.id == kept[1]), None)
            if found is not None:
                self.go(found)
                return
            document, after = kept[0], kept[1]
        else:
            window.settings.forget(self._place_key())
            after = None
        if document is None:
            self.go(None)
            return

        def show(case: Case | None) -> None:
            self.go(case)
            if case is not None:
                window.say(self._case_said(case))

        self.seeking.seek(review.queue.search(document, after), show)

    def _place_key(self) -> str:
        window = self._window
        return window.settings.of_corpus("review_place", window.sitting.store.path)

    def _leave_or_stop(self) -> None:
        """Stop looking for the next place, or go back to the text."""
        if not self.seeking.stop():
            self.leave()

    def leave(self) -> None:
        """Back to one's own work."""
        review, window = self.review, self._window
        if review is None:
            return
        self.seeking.stop()
        session = window.sitting
        session.current_changed.disconnect(self._on_current)
        session.changed.disconnect(self._on_changed)
        session.document_opened.disconnect(self._on_document)
        window.text_keys.review_left.disconnect(self._leave_or_stop)
        window.text_keys.set_ground(TEXT)
        self._review = None
        session.set_current(None)
        session.set_review(None)
        window.text_page.review_bar.hide()
        window.act.listing.end()
        window.menus.enable()
        window.surface.setFocus()
        window.standing.show()

    # going

    def step(self, by: int) -> None:
        """Go to the next open place (1) or the one before (-1), in whatever document it is."""
        review, session = self.review, self._window.sitting
        if review is None:
            return
        document = review.document or session.document
        if document is None:
            return

        def show(found: Case | None) -> None:
            if found is None:
                self._window.say(self._window.word("none_left"))
                self.show()
                return
            self.go(found)
            self._window.say(self._case_said(found))

        self.seeking.seek(review.queue.search(document, review.case_id, by=by), show)

    def go(self, case: Case | None) -> None:
        """Make a place the current one, and show it in its document."""
        review, window, session = self._review, self._window, self._window.sitting
        if review is None:
            return
        with self.following_nothing():
            review.set_case(case)
            if case is not None:
                if case.document != session.document:
                    session.open_document(case.document)
                window.settings.set_text(self._place_key(), f"{case.document} {case.id}")
            session.renew_marks()
            if case is not None:
                self._point_at(case)
        self.show()
        if case is not None:
            # Before the next key comes, the next place may be found already.
            self.seeking.look_ahead(review.queue.search(case.document, case.id))

    @contextmanager
    def following_nothing(self) -> Iterator[None]:
        """Let what changes meanwhile lead nowhere: where one goes next is known already."""
        self._is_going = True
        try:
            yield
        finally:
            self._is_going = False

    @property
    def current(self) -> str | None:
        """The id of the place that is decided now."""
        return self._review.case_id if self._review is not None else None

    def open(self, case_id: str) -> None:
        """Go to a place of the open document by its id."""
        review, document = self.review, self._window.sitting.document
        cases = review.desk(document).differences if review is not None and document else ()
        found = next((case for case in cases if case.id == case_id), None)
        if found is not None:
            self.go(found)

    def _point_at(self, case: Case) -> None:
        review, window, session = self._review, self._window, self._window.sitting
        assert review is not None
        page, number = session.page, review.number()
        if page is None or not 0 < number <= len(page.differences):
            return
        page.walked = number
        key = page.differences[number - 1].key
        extent = case.place.extent
        window.surface.set_caret(extent.begin)
        window.text_keys.select(key)
        window.follower.show_current(key)

    def _on_current(self, key: str) -> None:
        """Follow a click on an annotation or on a name in the margin."""
        review, session = self.review, self._window.sitting
        if review is None or self._is_going or not key or session.page is None:
            return
        number = session.page.number_of(key)
        case = review.case_of(session.document or "", number)
        if case is not None and case.id != review.case_id:
            review.set_case(case)
            session.renew_marks()
            self.show()

    def _on_document(self, document: str) -> None:
        """Go on in a document that was opened otherwise."""
        review = self.review
        if review is not None and not self._is_going and document != review.document:
            wanted = review.queue.wanted_in(document)
            self.go(wanted[0] if wanted else None)

    def _on_changed(self, changes: ChangeSet) -> None:
        """Go back to a decision that was taken back; show what else has changed."""
        review = self.review
        if review is None or self._is_going:
            return
        replayed = review.replayed()
        if replayed is not None:
            document, case_id = replayed
            cases = review.desk(document).differences
            found = next((c for c in cases if c.id == case_id), None)
            if found is not None:
                self.go(found)
                return
        self.show()

    # what is shown

    def title(self) -> str:
        """Return which difference is current, with layer and kind."""
        review = self.review
        return title_said(self._window.sitting, review) if review is not None else ""

    def forget(self) -> None:
        """Look for nothing more: the corpus is being closed."""
        self.seeking.stop()

    def refresh(self) -> None:
        """Go on where the current place is decided now."""
        review = self.review
        if review is None:
            return
        case = review.case()
        if case is not None and not case.is_open:
            self.seeking.seek(review.queue.search(case.document, case.id), self.go)
        else:
            self.go(case)

    def show(self) -> None:
        """Show the current place in the bar."""
        review, window = self.review, self._window
        if review is None:
            return
        bar, case = window.text_page.review_bar, review.case()
        if case is None:
            bar.show_nothing(window.word("review.empty"))
        else:
            text, keymap = window.surface.text(), window.keymap
            bar.show_case(shown_case(window.sitting, review, case, text, keymap))
        window.act.listing.show()
        window.standing.show()

    def _case_said(self, case: Case) -> str:
        window = self._window
        assert self._review is not None
        return case_said(window.sitting, self._review, case, window.surface.text())
