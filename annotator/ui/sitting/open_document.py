"""What of the open document is known and shown: marks, counts, problems, what is current."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from math import inf
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from annotator.model.annotation import REFUSED, Annotation, Relation
from annotator.model.change import ChangeSet
from annotator.model.presentation import label_values
from annotator.model.problem import Problem
from annotator.model.relation_order import in_order
from annotator.model.review import Comment
from annotator.operations.rounds.blindness import unseen_by
from annotator.store.reading.listing import DocumentRow
from annotator.store.store import Store
from annotator.ui.pace.sweeping import MANY
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.known import Known
from annotator.ui.sitting.leaving import Leaving
from annotator.ui.sitting.page import Page, Review
from annotator.ui.sitting.showing import DIFFERENCES, ONE, Showing
from annotator.ui.sitting.tallies import Tallies
from annotator.ui.text.marks import Mark, MarkIndex

if TYPE_CHECKING:
    from annotator.ui.sitting.several import Compared

_NO_TALLIES = Tallies()


class OpenDocument(Known):
    """Keeps what one annotator sees of the open document; without one there is nothing."""

    document_opened = Signal(str)
    document_closed = Signal()
    marks_changed = Signal(list, list)
    marks_replaced = Signal()
    showing_changed = Signal()
    comparing_changed = Signal()
    current_changed = Signal(str)
    comments_changed = Signal()

    def __init__(self, store: Store, annotator: str, language: str) -> None:
        """Begin without a document, as an annotator sees it."""
        super().__init__(store, language)
        self.annotator = annotator
        self.document: str | None = None
        self.current: str | None = None
        self.gathered: Gathered | None = None
        self.page: Page | None = None
        self._unseen: frozenset[str] = frozenset()
        self.review: Review | None = None
        self._showing = Showing()
        self.leaving = Leaving(self)
        self._wanted: Showing | None = None
        self._edited = set[str]()

    @property
    def facts(self) -> Any:
        """The facts of the open document, None where there is none."""
        return self.gathered.facts if self.gathered is not None else None

    @property
    def comments(self) -> dict[str, Comment]:
        """The comments on the open document by id, without those of work that is hidden yet."""
        found = self.gathered.comments if self.gathered is not None else {}
        unseen = self._unseen
        return {k: c for k, c in found.items() if c.annotator not in unseen} if unseen else found

    @property
    def tallies(self) -> Tallies:
        """Counts of the annotator's own work on the open document."""
        return self.gathered.tallies if self.gathered is not None else _NO_TALLIES

    @property
    def hides_names(self) -> bool:
        """Say whether it is not told whose an annotation is."""
        return self.review is not None and self.review.is_blind

    def row_now(self, row: DocumentRow) -> DocumentRow:
        """Return the row of the open document with the counts of this moment, those it has."""
        if self.gathered is None or self.gathered.is_awaited:
            return row
        return row._replace(
            annotations=len(self.tallies),
            relations=self.tallies.relations,
            incomplete=self.gathered.incomplete,
        )

    def annotation(self, annotation_id: str | None) -> Annotation | None:
        """Return an annotation of the open document, or None."""
        if self.facts is None or annotation_id is None:
            return None
        return self.facts.annotations.get(annotation_id)

    def current_annotation(self) -> Annotation | None:
        """Return the current annotation, or None."""
        return self.annotation(self.current)

    def relations_from(self, annotation_id: str) -> list[Relation]:
        """Return the relations that start in an annotation, types in the order of the scheme.

        Those of one type and level stand as their ends do in the text, entities last; those that
        were refused are left out.
        """
        facts = self.facts
        if facts is None:
            return []

        def place(relation: Relation) -> float:
            end = facts.annotations.get(relation.to_id)
            return end.spans[0].begin if end is not None and end.spans else inf

        found = (r for r in facts.outgoing.get(annotation_id, ()) if r.state != REFUSED)
        return in_order(found, self.scheme, place=place)

    def relations_to(self, annotation_id: str) -> list[Relation]:
        """Return the relations that end in an annotation, without refused ones."""
        found = self.facts.incoming.get(annotation_id, ()) if self.facts else ()
        return [r for r in found if r.state != REFUSED]

    def problems_of(self, annotation_id: str) -> list[Problem]:
        """Return what is wrong or incomplete with an annotation."""
        return list(self.gathered.problems.of(annotation_id)) if self.gathered else []

    def is_incomplete(self, annotation_id: str) -> bool:
        """Say whether something required of an annotation is missing."""
        return self.gathered is not None and self.gathered.problems.is_incomplete(annotation_id)

    @property
    def showing(self) -> Showing:
        """What of the annotations is on the text."""
        return self._showing

    @property
    def wanted(self) -> Showing:
        """What will be on the text once annotators are compared, where that is still awaited."""
        return self._wanted or self._showing

    @property
    def is_comparing(self) -> bool:
        """Say whether something is awaited that annotators must be compared for."""
        return self._wanted is not None

    def show(self, showing: Showing) -> None:
        """Show other annotators' work too, or what differs, or hide some of it.

        What differs among very many annotations is shown once they are compared, which somebody
        does who is told by `comparing_changed`; until then all stays as it was.
        """
        if showing == self._wanted:
            return
        if self.gathered is None:
            self._showing = showing
        else:
            self._wanted = showing
        self._show_again()

    def comparing(self) -> Callable[..., Compared]:
        """Return what compares annotators as it is wanted now; any thread may run it."""
        from annotator.ui.sitting.several import comparing

        assert self.page is not None
        self._edited.clear()
        wanted, facts = self.wanted, self.page.gathered.facts
        readers, drawings = self.page.readers_as(wanted), self.maker.drawings
        return comparing(wanted, readers, facts, scheme=self.scheme, drawings=drawings)

    def show_compared(self, compared: Compared) -> None:
        """Show what was wanted: it is compared now, but for what was edited meanwhile."""
        from annotator.ui.sitting.differing import follow

        if self._wanted is None or self.gathered is None:
            return
        self._showing, self._wanted = self._wanted, None
        if self._edited:
            follow(compared.aligned, self._edited, self.gathered.facts, self._showing.hides)
            compared = compared._replace(marks=None)
        self._turn(self.gathered, compared)
        self.marks_replaced.emit()
        self.showing_changed.emit()

    def give_up_comparing(self) -> None:
        """Leave what is shown as it is."""
        self._wanted = None

    def set_review(self, review: Review | None) -> None:
        """Show what a review wants of documents, or one's own work again."""
        self.review = review
        self._leave_page()
        self._show_again()

    def _show_again(self) -> None:
        if self.gathered is not None and self._take(self.gathered):
            self.marks_replaced.emit()
        self.showing_changed.emit()

    def renew_marks(self) -> None:
        """Show what has become of the marks of several annotators, though no edit touched them."""
        if self.page is not None:
            self.marks_changed.emit(*self.page.renewed(self.maker.mark))

    def is_shown(self, annotation: Annotation) -> bool:
        """Say whether an annotation is one of the annotator's own, and not hidden."""
        return self.page is not None and self.page.is_shown(annotation)

    def shown(self) -> list[Annotation]:
        """Return the own annotations that are not hidden, in the order of the text."""
        return [a for a in self.tallies if not self._showing.hides(a)]

    def labels(self) -> list[Annotation]:
        """Return those that are about the document or segments: they have no place in the text."""
        # They come first in the order of the text.
        found = takewhile(lambda annotation: not annotation.spans, self.tallies)
        return [a for a in found if not self._showing.hides(a)]

    def label_said(self, annotation: Annotation) -> str:
        """Return the layer of an annotation and its values in words."""
        said = ", ".join(label_values(self.scheme, annotation, self.language, in_line=True))
        name = self.layer_name(annotation.layer)
        return f"{name}: {said}" if said else name

    def end_said(self, key: str) -> str:
        """Return what an end of a relation is called: its words, what a label says, an entity."""
        found = self.annotation(key)
        if found is None:
            return self.entity_label(key)
        return " ".join(found.quote.split()) or self.label_said(found)

    def marks(self) -> list[Mark]:
        """Return the marks of all that is shown."""
        maker = self.maker
        return self.page.marks(maker.mark, maker.drawings) if self.page is not None else []

    def mark_index(self) -> MarkIndex:
        """Return the same, found by place; of one annotator's work each is made when it is seen."""
        if self.page is None:
            return MarkIndex()
        return self.page.index(self.maker.mark, self.maker.drawings)

    def set_current(self, annotation_id: str | None) -> None:
        """Make an annotation the current one, or none."""
        if annotation_id != self.current:
            self.current = annotation_id
            self.current_changed.emit(annotation_id or "")

    def _gather(self) -> None:
        if self.document is not None:
            self._make_room(self.document)
            self._take(Gathered(self.store, self.document, self.annotator))

    def _make_room(self, document_id: str) -> None:
        """Let go at once of what was left before another large document is read into its place.

        Whoever goes to and fro would else have many of them in memory, and each new page of it
        takes longer than to make room.
        """
        if not self.leaving.is_busy():
            return
        if self.store.read().annotation_count(document_id) >= MANY:
            self.leaving.finish()

    def _take(
        self, gathered: Gathered, placed: tuple[Showing, MarkIndex | None] | None = None
    ) -> bool:
        """Show a document as it is wanted, as soon as that can be; say whether the page is new.

        `placed` are its marks found by place already, as something was to be shown.
        """
        is_other = self.page is None or self.page.gathered is not gathered
        before, self.gathered = self.gathered, gathered
        if before is not None and before is not gathered:
            self.leaving.leave(before)
        reader, people = self.store.read(), {a.id for a in self.annotators()}
        self._unseen = unseen_by(reader, self.annotator, gathered.document, people)
        wanted, self._wanted = self.wanted, None
        is_turned = True
        if not self._takes_long(wanted, gathered):
            self._showing = wanted
        elif is_other and self._showing.mode == DIFFERENCES:
            self._showing, self._wanted = self._showing.with_mode(ONE), wanted
        else:
            is_turned = is_other
            self._wanted = wanted if wanted != self._showing else None
        if is_turned:
            has_marks = placed is not None and placed[0].mode == self._showing.mode
            self._turn(gathered, marks=placed[1] if placed is not None and has_marks else None)
        self.comparing_changed.emit()
        return is_turned

    def _takes_long(self, wanted: Showing, gathered: Gathered) -> bool:
        is_compared = wanted.mode == DIFFERENCES and self.review is None
        return is_compared and len(gathered.facts.annotations) > MANY

    def _turn(
        self,
        gathered: Gathered,
        compared: Compared | None = None,
        marks: MarkIndex | None = None,
    ) -> None:
        page = Page(
            gathered,
            self._showing,
            self.scheme,
            self.word,
            self.review,
            self._unseen,
            compared,
            self.annotators(),
            marks,
        )
        if marks is None and self.page is not None:
            # What is hidden or shown again is passed over or not: nothing is found anew.
            page.take_over(self.page, self.maker.mark)
        self._leave_page()
        self.page = page

    def _leave_page(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            held = page.leave()
            if held is not None:
                self.leaving.empty(held, len(page.gathered.facts.annotations))

    def _patch(self, changes: ChangeSet) -> None:
        gathered = self.gathered
        if gathered is None:
            return
        done = gathered.patch(changes)
        if self._wanted is not None:
            self._edited |= done.touched
        if done.has_comments:
            self.comments_changed.emit()
        if self.review.is_waiting if self.review is not None else not done.touched:
            return
        if self.page is not None:
            self.marks_changed.emit(*self.page.patch(done, self.maker.mark))
        if self.current in done.touched:
            self._forget_current()

    def _patch_many(self, changes: ChangeSet) -> None:
        """Follow a change set that lists very many changes: all marks are shown anew."""
        gathered, page = self.gathered, self.page
        if gathered is None or page is None:
            return
        done = gathered.patch(changes)
        if done.has_comments:
            self.comments_changed.emit()
        if not done.touched:
            return
        if not page.place_again(done, self.maker.drawings):
            self._leave_page()
            self._take(gathered)
        elif self._wanted is not None:
            self._edited |= done.touched
        self._forget_current()
        self.marks_replaced.emit()

    def _forget_current(self) -> None:
        if self.current is not None and self.annotation(self.current) is None:
            self.set_current(None)
        elif self.current is not None:
            self.current_changed.emit(self.current)
