"""Keeps the text, its head and the panels of a window in step with the sitting."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from annotator.model.change import ChangeSet
from annotator.model.progress import Progress
from annotator.operations.documents.sets import sets_by_document
from annotator.ui.pace.sweeping import MANY, hold, unswept
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.view_data import segment_views
from annotator.ui.text.marks import Mark

if TYPE_CHECKING:
    from annotator.store.reading.listing import DocumentRow
    from annotator.store.store import Store
    from annotator.ui.arriving import Arriving
    from annotator.ui.desk import Desk
    from annotator.ui.sitting.session import Session


_IN_THE_TEXT = frozenset(("annotation", "relation", "comment", "decision"))
"""What keys in the text change, those of a review among them."""
_LOOKS = 100
"""After so many documents the reading of a list looks whether it shall stop."""
_CORRECTIONS = "packages.corrections"
"""The step by which corrections of somebody's work come in."""


class Follower:
    """Shows in one window what the sitting tells."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._changes: list[ChangeSet] = []
        self._reading: Task | None = None
        self._is_stale = False

    def listen(self, session: Session) -> None:
        """Follow a sitting from now on."""
        session.document_opened.connect(self.show_document)
        session.document_closed.connect(self.show_no_document)
        session.document_opened.connect(self._leave_palette)
        session.document_closed.connect(self._leave_palette)
        session.changed.connect(self.follow)
        session.marks_changed.connect(self.patch_marks)
        session.marks_replaced.connect(self.put_marks)
        session.current_changed.connect(self.show_current)
        session.showing_changed.connect(self.show_hint)
        session.comparing_changed.connect(self._compare)
        session.reading_changed.connect(self._read)
        session.reads_beside = True

    def _leave_palette(self) -> None:
        """Close the palette: a menu may open another document over it."""
        if self._window.act.is_made("palette"):
            self._window.act.palette.leave()

    def _compare(self) -> None:
        act = self._window.act
        if self._window.sitting.is_comparing or act.is_made("differing"):
            act.differing.follow()

    @cached_property
    def arriving(self) -> Arriving:
        """What reads very large documents, made for the first of them."""
        from annotator.ui.arriving import Arriving

        return Arriving(self._window)

    def _read(self) -> None:
        self.arriving.follow()

    def stop_reading(self) -> None:
        """Read no more of a document: the corpus is being closed."""
        if "arriving" in vars(self) and self._window.session is not None:
            self.arriving.end()

    def refresh_documents(self) -> None:
        """Read the list of documents anew."""
        self.stop_listing()
        if self._window.session is not None:
            self._list(self._window.session.documents())

    def _list(self, rows: list[DocumentRow]) -> None:
        window, session = self._window, self._window.sitting
        sets = sets_by_document(session.store, window.language)
        window.columns.listed.set_rows(rows, session.document, sets)
        self._show_row_now()
        window.act.palette.index.warm(rows)

    def list_all(self) -> None:
        """List all documents once they are read, which takes a while and goes on beside the work.

        Until then some are listed; whoever asks for the list has it whole.
        """
        self.stop_listing()
        session, self._is_stale = self._window.sitting, False
        self._reading = task = Task(partial(_all_rows, session.store, session.annotator))
        task.done.connect(self._on_read)
        # What is wrong is told by reading it again where somebody sees it.
        task.failed.connect(lambda _error: self.finish_listing())
        task.start()

    def _on_read(self, rows: list[DocumentRow]) -> None:
        if self._is_stale:
            self.list_all()
        elif self._window.session is not None:
            self._reading = None
            self._list(rows)

    def finish_listing(self) -> None:
        """List all documents now, if they are being read."""
        if self._reading is not None:
            self.refresh_documents()

    def stop_listing(self) -> None:
        """Read no more of the list: the corpus is being closed, or it is read anew."""
        task, self._reading = self._reading, None
        if task is not None:
            task.end()

    def show_document(self, document_id: str) -> None:
        """Show the document that was opened."""
        window, session = self._window, self._window.sitting
        document = session.store.read().document(document_id)
        language = document.metadata.get("language")
        views = segment_views(
            session.facts.segments, session.scheme, window.language, window.word("teaser")
        )
        window.surface.set_document(
            document.text, views, language=str(language.value) if language else ""
        )
        window.text_page.show_empty("")
        self.put_marks()
        window.head.show_document(document, session)
        window.columns.listed.show_current(document_id)
        window.menus.enable()
        window.wiring.show_caret(0)
        window.act.showing.offer_others()

    def show_no_document(self) -> None:
        """Show that no document is open."""
        window = self._window
        window.slices.stop()
        window.surface.set_document("")
        window.head.clear()
        window.text_page.show_empty(window.word("no_documents"))
        self.show_panels()
        window.status_line.place.clear()
        window.menus.enable()

    def follow(self, changes: ChangeSet) -> None:
        """Follow a change of the corpus in lists and menus; after the paint, if it is of the text.

        What is done to documents, sets and entities is done in the lists, where it is seen at once.
        """
        window, tables = self._window, {change.table for change in changes.changes}
        if window.session is None:
            return
        self._changes.append(changes)
        self._is_stale = True
        window.later.want(self.show_lists)
        window.menus.name_steps()
        if changes.kind == _CORRECTIONS and changes.direction == "do":
            window.act.answering.offer()
        if "entity" in tables:
            self.show_panels()
        if "relation" in tables:
            window.later.want(window.act.viewing.follow_relations)
        if changes.is_bulk or not tables <= _IN_THE_TEXT:
            window.later.settle(self.show_lists)
            window.later.settle(self._show_columns)

    def show_lists(self) -> None:
        """Show in the lists what was done to documents, sets and entities."""
        window, session = self._window, self._window.session
        changes, self._changes = self._changes, []
        if session is None:
            return
        documents = window.columns.listed
        # Each is followed, also behind one that cannot be.
        if not all([documents.follow(each, session) for each in changes]):
            self.refresh_documents()
        if window.columns.is_shown("history"):
            window.columns.history.show_session(session)

    def patch_marks(self, removed: list[str], added: list[Mark]) -> None:
        """Show what an edit changed."""
        window = self._window
        window.surface.patch_marks(removed, added)
        window.surface.select_mark(window.sitting.current)
        self._show_differences()
        window.text_keys.show_frame()
        window.later.want(self.show_counts)
        window.later.want(window.act.viewing.follow_relations)
        self.show_panels()

    def put_marks(self) -> None:
        """Show all annotations anew."""
        window = self._window
        page = window.sitting.page
        with unswept():
            marks = window.sitting.mark_index()
            window.surface.set_marks(marks, page.letters if page is not None else ())
            if not window.sitting.is_reading:
                hold(len(marks))
        if len(marks) >= MANY:
            window.large_pages.want()
        window.surface.select_mark(window.sitting.current)
        self._show_differences()
        self.show_hint()
        window.later.want(self.show_counts)
        window.later.want(window.act.viewing.follow_relations)
        self.show_panels()
        self._look_through()

    def _look_through(self) -> None:
        """Find what is wrong or missing on a large document while nobody waits, then show it."""
        gathered = self._window.sitting.gathered
        if gathered is not None and gathered.is_awaited:
            self._window.slices.stop()
        elif gathered is None or gathered.problems.is_whole:
            self._window.slices.stop()
            self._show_row_now()
        else:
            size = len(gathered.facts.annotations)
            self._window.slices.go_on(gathered.problems.looking(), size, self._show_problems)

    def _show_problems(self) -> None:
        session = self._window.session
        if session is not None:
            if len(session.facts.annotations) >= MANY:
                self._window.large_pages.want()
            self._show_row_now()
            self.show_panels()

    def _show_row_now(self) -> None:
        """Count the open document as it is, where the store has not counted it since its edits."""
        window, session = self._window, self._window.session
        if session is not None:
            window.columns.listed.patch_row(session.document, session.row_now)

    def show_current(self, key: str) -> None:
        """Show which annotation is current."""
        self._window.surface.select_mark(key or None)
        self._window.menus.enable()
        self._show_differences()
        self.show_panels()

    def _show_differences(self) -> None:
        page, surface = self._window.sitting.page, self._window.surface
        places = page.differences if page is not None else ()
        if places or surface.has_differences():
            number = page.number_of(self._window.sitting.current) if page is not None else 0
            surface.set_differences(places, number)

    def show_hint(self) -> None:
        """Say in the head whose work is shown and what is hidden."""
        window = self._window
        said = window.act.showing.hint()
        window.head.show_hint(said, window.word("show_everything_tip"))

    def show_counts(self) -> None:
        """Say in the head how much there is on the open document."""
        window, session = self._window, self._window.session
        if session is not None and session.document is not None:
            window.text_page.head.show_counts(session)

    def show_panels(self) -> None:
        """Show what the panels and the status bar say of the sitting, after the paint."""
        self._window.later.want(self._show_columns)
        self._window.standing.show()

    def _show_columns(self) -> None:
        window, session = self._window, self._window.session
        if session is not None:
            current = session.current_annotation()
            window.columns.show_session(session, current.layer if current else None)


def _all_rows(store: Store, annotator: str, *, progress: Progress) -> list[DocumentRow]:
    rows: list[DocumentRow] = []
    with store.reader() as reader:
        for row in reader.documents(annotator):
            rows.append(row)
            if len(rows) % _LOOKS == 0:
                progress("list", len(rows), None)
    return rows
