"""Where one can go: annotations, documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.review import FINISHED, IGNORED
from annotator.model.span import Span, extent_of
from annotator.operations.documents import documents
from annotator.operations.editing.context import shortened
from annotator.operations.rounds.rounds import reopen
from annotator.operations.search import next_place
from annotator.text import shortening
from annotator.ui.bars.document_head import title_of
from annotator.ui.panels.picker import Picker
from annotator.ui.sitting.tallies import place_of
from annotator.ui.sitting.view_data import stretches_of
from annotator.ui.sitting.visited import Place
from annotator.ui.widgets.rows import Shown

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


_OPENING = 80
"""Characters of a segment that are shown of it."""


class GoingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def go_to_annotation(self, key: str) -> None:
        """Select an annotation and show it."""
        session = self._window.sitting
        annotation = session.annotation(key)
        if annotation is None and session.is_reading:
            session.when_read(partial(self.go_to_annotation, key))
        elif annotation is not None:
            self._window.text_keys.close_modes()
            begin, end = self._extent(annotation)
            self._window.surface.set_caret(begin, scroll=False)
            self._window.surface.scroll_to_span(begin, end)
            self._window.text_keys.select(key)
            self._window.surface.setFocus()

    def _extent(self, annotation: Annotation) -> tuple[int, int]:
        """Return what an annotation is about: its words, its segments, else the begin."""
        facts = self._window.sitting.facts
        parts = stretches_of(annotation, facts.segments if facts is not None else ())
        return extent_of(parts) if parts else (0, 0)

    def choose_label(self) -> None:
        """Pick one of the annotations that are about the document or segments, not about words.

        Those of the document come first; each of a segment has the begin of that under it.
        """
        session = self._window.sitting
        if session.say_if_reading():
            return
        facts = session.facts
        placed = sorted((stretches_of(a, facts.segments), a.id, a) for a in session.labels())
        rows = [
            (key, Shown(session.label_said(a), below=_opening(facts.text, parts)))
            for parts, key, a in placed
        ]
        word = self._window.word
        Picker(
            self._window, word("labels_here"), word("pick_filter"), rows, self.go_to_annotation
        ).open()

    def _step(self, by: int, fits: Any) -> bool:
        session = self._window.sitting
        current = session.current_annotation()
        caret = self._window.surface.caret()
        # One that begins at the caret is the next: whoever opens a document stands before it.
        here = (caret, -len(self._window.surface.text()) - 1 if by > 0 else 0, "")
        if current is not None:
            here = place_of(current)
        rows = session.tallies.after(here) if by > 0 else session.tallies.before(here)
        found = next((a for a in rows if fits(a) and session.is_shown(a)), None)
        if found is None:
            return False
        self.go_to_annotation(found.id)
        return True

    def _step_or_say(self, by: int, fits: Any) -> None:
        if self._window.sitting.say_if_reading():
            return
        if not self._step(by, fits):
            self._window.say(self._window.word("none_left"))

    def next_annotation(self) -> None:
        """The next one in the text."""
        self._step_or_say(1, lambda a: True)

    def previous_annotation(self) -> None:
        """The one before."""
        self._step_or_say(-1, lambda a: True)

    def next_of_layer(self) -> None:
        """The next one of the current layer."""
        self._step_of_layer(1)

    def previous_of_layer(self) -> None:
        """The one before of the current layer."""
        self._step_of_layer(-1)

    def _step_of_layer(self, by: int) -> None:
        current = self._window.sitting.current_annotation()
        if current is not None:
            self._step_or_say(by, lambda a: a.layer == current.layer)

    def jump(self) -> None:
        """Wait for the first letter of a word, and go there."""
        self._window.text_keys.jump.enter(extends=False)

    def jump_selecting(self) -> None:
        """Wait for the first letter of a word, and select up to its end."""
        self._window.text_keys.jump.enter(extends=True)

    def step_incomplete(self, by: int) -> None:
        """The next incomplete one (1) or the one before (0), in this document or another."""
        self._step_across(by, next_place.INCOMPLETE)

    def step_unsure(self, by: int) -> None:
        """The next unsure one (1) or the one before (0), in this document or another."""
        self._step_across(by, next_place.UNSURE)

    def step_comment(self, by: int) -> None:
        """The next place with a comment (1) or the one before (0), here or in another document."""
        from annotator.ui.actions.commented import step_comment

        step_comment(self._window, by or -1)

    def _step_across(self, by: int, what: str) -> None:
        session, by = self._window.sitting, by or -1
        if session.document is None or session.say_if_reading():
            return
        # Whether there is any is known for some: hundreds of thousands are not looked through.
        is_any, fits = {
            next_place.INCOMPLETE: (True, lambda a: session.is_incomplete(a.id)),
            next_place.UNSURE: (session.tallies.unsure > 0, _is_unsure),
        }[what]
        if is_any and self._step(by, fits):
            return
        found = next_place.next_place(
            session.store, session.document, session.annotator, what, by=by
        )
        if found is None:
            self._window.say(self._window.word(f"none_{what}"))
            return
        document, annotation = found
        is_other = annotation != session.current
        if document != session.document:
            session.open_document(document)
        self.go_to_annotation(annotation)
        if not is_other:
            self._window.say(self._window.word("no_other"))

    def next_document(self) -> None:
        """Open the next document."""
        self._go_document(1)

    def previous_document(self) -> None:
        """Open the document before."""
        self._go_document(-1)

    def _go_document(self, by: int) -> None:
        session = self._window.sitting
        # The list is kept in step with the corpus; reading ten thousand rows anew takes a while.
        ids = [r.id for r in self._window.columns.documents.model.all_rows()]
        at = ids.index(session.document) + by if session.document in ids else 0
        if 0 <= at < len(ids):
            session.open_document(ids[at])
        elif ids:
            self._window.say(self._window.word("last_document" if by > 0 else "first_document"))

    def go_to_documents(self) -> None:
        """Give the focus to the filter of the documents."""
        self._window.dock("documents").show()
        self._window.columns.documents.filter.setFocus()
        self._window.columns.documents.filter.selectAll()

    def next_open_document(self) -> None:
        """Open the next document that is not finished."""
        self._go_open(1)

    def previous_open_document(self) -> None:
        """Open the document before that is not finished."""
        self._go_open(-1)

    def _go_open(self, by: int) -> bool:
        """Open the nearest document in a direction, and round, that is not finished or ignored."""
        session = self._window.sitting
        rows = self._window.columns.documents.model.all_rows()
        ids = [r.id for r in rows]
        at = ids.index(session.document) if session.document in ids else -1
        for step in range(1, len(rows)):
            row = rows[(at + by * step) % len(rows)]
            if row.state not in (FINISHED, IGNORED):
                self._window.open_document(row.id)
                return True
        self._window.say(self._window.word("all_finished"))
        return False

    def back(self) -> None:
        """Go back to the place that was left last, or to the hits one came from."""
        window = self._window
        if window.act.is_made("measuring") and window.act.measuring.come_back():
            return
        if window.act.is_made("handing") and window.act.handing.come_back():
            return
        if window.search.come_back():
            return
        self._go_to_visited(window.visited.back(), "nowhere_back")

    def forward(self) -> None:
        """Go forward again."""
        self._go_to_visited(self._window.visited.forward(), "nowhere_forward")

    def _go_to_visited(self, place: Place | None, code: str) -> None:
        if place is None:
            self._window.say(self._window.word(code))
        else:
            self.go_to_place(*place)

    def go_to_place(self, document: str, offset: int) -> None:
        """Open a document, if it is another one, and put the caret to an offset of it."""
        session = self._window.sitting
        if not session.store.read().has_document(document):
            self._window.say(self._window.word("none_left"))
            return
        self._window.text_keys.close_modes()
        if document != session.document:
            session.open_document(document)
        self._window.surface.set_caret(offset)
        self._window.surface.setFocus()

    def finish_document(self) -> None:
        """Finish the document and open the next; a finished one is opened again with a reason."""
        session = self._window.sitting
        if session.document is None:
            return
        if documents.is_finished(session.store, session.document, session.annotator):
            ask_reason(self._window, self._reopen)
            return
        if session.say_if_reading():
            # Who finishes is told how much is incomplete.
            return
        name = shortened(title_of(session.store.read().document(session.document)))
        session.do(documents.set_assignment, session.document, session.annotator, FINISHED)
        if not documents.is_finished(session.store, session.document, session.annotator):
            # It was told why; nobody shall take it for finished and go on.
            return
        missing = session.gathered.incomplete if session.gathered is not None else None
        self._window.head.show_counts(session)
        if self._go_open(1):
            code = "finished_incomplete" if missing else "finished_now"
            self._window.say(self._window.word(code, name=name, count=missing))

    def _reopen(self, reason: str) -> None:
        session = self._window.sitting
        if session.document is not None:
            who = session.annotator
            if session.do(reopen, session.document, who, reason, by=who) is not None:
                self._window.head.show_counts(session)
                self._window.say(self._window.word("reopened"))


def _is_unsure(annotation: Annotation) -> bool:
    return annotation.confidence == UNSURE


def ask_reason(window: Desk, take: Callable[[str], object]) -> None:
    """Ask why a finished document is opened again."""
    from annotator.ui.panels.asked import Asked

    title = window.word("reopen")
    Asked(window, title, window.word("reason_to_reopen"), title, take).open()


def _opening(text: str, parts: Sequence[Span]) -> str:
    """Return how the first of some stretches begins, "" where there is none."""
    return shortening.shortened(text[parts[0].begin : parts[0].end], _OPENING) if parts else ""
