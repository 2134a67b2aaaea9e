"""Where one can go: annotations, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.model.annotation import UNSURE
from annotator.model.review import FINISHED, IN_PROGRESS
from annotator.operations import documents
from annotator.ui.tallies import place_of

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class GoingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window

    def go_to_annotation(self, key: str) -> None:
        """Select an annotation and show it."""
        annotation = self._window.sitting.annotation(key)
        if annotation is not None and annotation.spans:
            self._window.text_keys.leave_frame() if self._window.text_keys.mode != "text" else None
            self._window.surface.set_caret(annotation.spans[0].begin)
            self._window.text_keys.select(key)
            self._window.surface.setFocus()

    def _step(self, by: int, fits: Any) -> bool:
        session = self._window.sitting
        current = session.current_annotation()
        here = (self._window.surface.caret(), 0, "")
        if current is not None and current.spans:
            here = place_of(current)
        rows = session.tallies.after(here) if by > 0 else session.tallies.before(here)
        found = next((a for a in rows if a.spans and fits(a) and session.is_shown(a)), None)
        if found is None:
            return False
        self.go_to_annotation(found.id)
        return True

    def next_annotation(self) -> None:
        """The next one in the text."""
        self._step(1, lambda a: True)

    def previous_annotation(self) -> None:
        """The one before."""
        self._step(-1, lambda a: True)

    def next_of_layer(self) -> None:
        """The next one of the current layer."""
        self._step_of_layer(1)

    def previous_of_layer(self) -> None:
        """The one before of the current layer."""
        self._step_of_layer(-1)

    def _step_of_layer(self, by: int) -> None:
        current = self._window.sitting.current_annotation()
        if current is not None:
            self._step(by, lambda a: a.layer == current.layer)

    def next_incomplete(self) -> None:
        """The next incomplete one, in this document or a later one."""
        session = self._window.sitting
        if self._step(1, lambda a: session.is_incomplete(a.id)):
            return
        rows = session.documents()
        ids = [r.id for r in rows]
        at = ids.index(session.document) if session.document in ids else -1
        for row in rows[at + 1 :] + rows[: at + 1]:
            if row.incomplete:
                session.open_document(row.id)
                if self._step(1, lambda a: session.is_incomplete(a.id)):
                    return
        self._window.say(self._window.word("none_left"))

    def next_unsure(self) -> None:
        """The next unsure one."""
        if not self._step(1, lambda a: a.confidence == UNSURE):
            self._window.say(self._window.word("none_left"))

    def next_comment(self) -> None:
        """The next one with a comment."""
        targets = {c.target for c in self._window.sitting.comments.values()}
        if not self._step(1, lambda a: a.id in targets):
            self._window.say(self._window.word("none_left"))

    def next_document(self) -> None:
        """Open the next document."""
        self._go_document(1)

    def previous_document(self) -> None:
        """Open the document before."""
        self._go_document(-1)

    def _go_document(self, by: int) -> None:
        session = self._window.sitting
        ids = [r.id for r in session.documents()]
        at = ids.index(session.document) + by if session.document in ids else 0
        if 0 <= at < len(ids):
            session.open_document(ids[at])

    def go_to_documents(self) -> None:
        """Give the focus to the filter of the documents."""
        self._window.dock("documents").show()
        self._window.columns.documents.filter.setFocus()
        self._window.columns.documents.filter.selectAll()

    def finish_document(self) -> None:
        """Finish the document, or open it again."""
        session = self._window.sitting
        if session.document is None:
            return
        done = documents.is_finished(session.store, session.document, session.annotator)
        wanted = IN_PROGRESS if done else FINISHED
        session.do(documents.set_assignment, session.document, session.annotator, wanted)
        self._window.head.show_counts(session)
        self._window.say(self._window.word("reopened" if done else "finished_now"))
