"""One sitting with a corpus: who works, which document is open, what is current."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Signal

from annotator.model.annotation import Annotation, Relation
from annotator.model.change import ChangeSet, Step
from annotator.model.errors import AnnotatorError, RuleError, StoreError
from annotator.model.problem import Problem
from annotator.model.relation_order import in_order
from annotator.model.review import Annotator, Comment
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence, step_sentence
from annotator.operations.blindness import unseen_by
from annotator.operations.corpus import put_annotator
from annotator.operations.proving import prove_document
from annotator.operations.working_copy import WorkingCopy
from annotator.store.listing import DocumentRow
from annotator.store.store import Store
from annotator.ui.drafts import Drafts
from annotator.ui.gathered import Gathered
from annotator.ui.hiding import Hiding
from annotator.ui.known import Known
from annotator.ui.page import Page, Review
from annotator.ui.showing import Showing
from annotator.ui.tallies import Tallies
from annotator.ui.text.marks import Mark, MarkIndex

T = TypeVar("T")
_REFUSALS = frozenset(("busy", "read_only", "step_built_on", "no_such_noun", "no_such_document"))
"""Errors of the store that are an answer, not a failure."""
_NO_TALLIES = Tallies()


class Session(Known):
    """Runs operations, and keeps what the open document shows in step with the store."""

    document_opened = Signal(str)
    document_closed = Signal()
    marks_changed = Signal(list, list)
    marks_replaced = Signal()
    showing_changed = Signal()
    current_changed = Signal(str)
    comments_changed = Signal()
    changed = Signal(object)
    refused = Signal(str)
    failed = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        store: Store,
        annotator: str,
        language: str,
        *,
        keeps_drafts: bool = True,
        copy: WorkingCopy | None = None,
    ) -> None:
        """Work on an open store as an annotator; what is half typed is kept for after a crash.

        `copy` is the working copy whose store it is.
        """
        super().__init__(store, language)
        self.copy = copy
        self.corpus = store.path if copy is None else copy.original
        self.drafts = Drafts(self.corpus if keeps_drafts else None)
        self.annotator = self.sitter = annotator
        self.hiding = Hiding(self, lambda: self.annotator)
        self.document: str | None = None
        self.current: str | None = None
        self.gathered: Gathered | None = None
        self._proved: set[str] = set()
        self.page: Page | None = None
        self._unseen: frozenset[str] = frozenset()
        self.review: Review | None = None
        self._showing = Showing()
        self._is_touched = False
        self._gone: str | None = None
        self._stop = store.subscribe(self._on_changed)

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

    def close(self) -> None:
        """Stop listening and close the store."""
        self.keep_tally()
        self._stop()
        self.drafts.end()
        (self.copy.leave if self.copy is not None else self.store.close)()

    def do(self, operation: Callable[..., T], *arguments: Any, **options: Any) -> T | None:
        """Run an operation on the store; what it refuses is told, and None returned."""
        try:
            return operation(self.store, *arguments, **options)
        except AnnotatorError as error:
            self._tell(error)
            return None

    def work(self, operation: Callable[..., T], *arguments: Any, **options: Any) -> T | None:
        """Run an operation as the annotator of the sitting; others' work is left alone."""
        strange = next((a for a in map(self._known, arguments) if a is not None), None)
        if strange is not None and not self._may_edit(strange):
            whose = self.annotator_name(strange.annotator)
            self.refused.emit(self.word("work_of_others", name=whose))
            return None
        self.enter_annotator()
        return self.do(operation, *arguments, annotator=self.annotator, **options)

    def enter_annotator(self) -> None:
        """Enter whoever works among the annotators: undo may go back to before they were."""
        if all(a.id != self.annotator for a in self.annotators()):
            self.do(put_annotator, Annotator(id=self.annotator, names={"en": self.annotator}))

    def undo(self) -> None:
        """Take back the last step of the annotator and say which."""
        self._replay(self.store.undo_step(self.annotator), self.store.undo, "undone")

    def redo(self) -> None:
        """Make the step again that was taken back last and say which."""
        self._replay(self.store.redo_step(self.annotator), self.store.redo, "redone")

    def _replay(self, step: Step | None, replay: Callable[..., Any], code: str) -> None:
        try:
            if step is not None and replay(self.annotator) is not None:
                self.said.emit(self.word(code, step=step_sentence(step, self.language)))
        except AnnotatorError as error:
            self._tell(error)

    def tell(self, error: BaseException) -> None:
        """Tell what became of an operation that ran beside the window."""
        if not isinstance(error, AnnotatorError):
            raise error
        self._tell(error)

    def _tell(self, error: AnnotatorError) -> None:
        """Tell what was refused, which is a sentence in passing, or what failed."""
        if isinstance(error, RuleError) or error.code in _REFUSALS:
            self.refused.emit(sentence(error, self.language))
        else:
            self.failed.emit(error)

    @property
    def hides_names(self) -> bool:
        """Say whether it is not told whose an annotation is."""
        return self.review is not None and self.review.is_blind

    def _may_edit(self, annotation: Annotation) -> bool:
        is_own = annotation.annotator == self.annotator
        return is_own or (self.review is not None and self.review.may_edit(annotation))

    def _known(self, argument: object) -> Annotation | None:
        """Return the annotation of the open document whose id an argument is."""
        return self.annotation(argument) if isinstance(argument, str) else None

    def roles(self) -> list[str]:
        """Return the annotators as whom whoever opened the corpus may work."""
        from annotator.operations.roles import roles_of

        return list(roles_of(self.store.read(), self.sitter, [a.id for a in self.annotators()]))

    def set_annotator(self, annotator_id: str) -> None:
        """Work as another annotator and see their work; told why not where that is not open."""
        known = {a.id for a in self.annotators()}
        if annotator_id in known and annotator_id not in self.roles():
            self.refused.emit(self.roles_said())
        elif annotator_id != self.annotator:
            self.annotator = annotator_id
            self.enter_annotator()
            if self.document is not None:
                self.open_document(self.document)

    def roles_said(self) -> str:
        """Return why one works as nobody else here."""
        from annotator.operations.roles import receiver_of

        receiver = receiver_of(self.store.read())
        code = "people.bound" if receiver is None else "people.receiver"
        return self.word(code, name=self.annotator_name(receiver or self.sitter))

    def documents(self, *, limit: int | None = None) -> list[DocumentRow]:
        """Return all documents, light, or the first of them."""
        return list(self.store.read().documents(self.annotator, limit=limit))

    def row_now(self, row: DocumentRow) -> DocumentRow:
        """Return the row of the open document with the counts of this moment, those it has."""
        if self.gathered is None:
            return row
        return row._replace(
            annotations=len(self.tallies),
            relations=self.tallies.relations,
            incomplete=self.gathered.incomplete,
        )

    def open_document(self, document_id: str) -> None:
        """Open a document; what it shows is gathered once and patched from then on."""
        self.keep_tally()
        gathered = Gathered(self.store, document_id, self.annotator)
        if document_id not in self._proved:
            self._proved.add(document_id)
            gathered = self._prove(gathered)
        self.document, self._gone = document_id, None
        self.set_current(None)
        self._take(gathered)
        self.document_opened.emit(document_id)

    def _prove(self, gathered: Gathered) -> Gathered:
        """Prove the quotes of a document that is first opened in this sitting."""
        proof = self.work(prove_document, gathered.facts, gathered.comments.values())
        if proof is None or not (proof.moved or proof.missing):
            return gathered
        data = {"moved": len(proof.moved), "missing": len(proof.missing)}
        self.said.emit(sentence_of("told.proved", data, self.language))
        return Gathered(self.store, gathered.document, self.annotator)

    def keep_tally(self) -> None:
        """Let the list of documents know what is incomplete on the one that is left."""
        gathered = self.gathered
        if gathered is None or not self._is_touched or self.store.is_read_only:
            return
        self._is_touched = False
        try:
            if self.store.read().has_document(gathered.document):
                self.store.set_tallies({gathered.document: gathered.problems.tally()})
        except StoreError:
            # A full disk or a lost file must not hold up leaving; a check counts anew.
            return

    def read_anew(self) -> None:
        """Show what the store holds, whatever was shown: something went wrong on the way."""
        self.forget_known()
        if self.document is not None and self.store.read().has_document(self.document):
            self._gather()
            self._forget_current()
            self.marks_replaced.emit()
            self.comments_changed.emit()

    def _gather(self) -> None:
        if self.document is not None:
            self._take(Gathered(self.store, self.document, self.annotator))

    def _take(self, gathered: Gathered) -> None:
        self.gathered = gathered
        reader, people = self.store.read(), {a.id for a in self.annotators()}
        self._unseen = unseen_by(reader, self.annotator, gathered.document, people)
        self.page = Page(gathered, self._showing, self.scheme, self.word, self.review, self._unseen)

    def annotation(self, annotation_id: str | None) -> Annotation | None:
        """Return an annotation of the open document, or None."""
        if self.facts is None or annotation_id is None:
            return None
        return self.facts.annotations.get(annotation_id)

    def current_annotation(self) -> Annotation | None:
        """Return the current annotation, or None."""
        return self.annotation(self.current)

    def relations_from(self, annotation_id: str) -> list[Relation]:
        """Return the relations that start in an annotation, types in the order of the scheme."""
        found = self.facts.outgoing.get(annotation_id, ()) if self.facts else ()
        return in_order(found, self.scheme)

    def relations_to(self, annotation_id: str) -> list[Relation]:
        """Return the relations that end in an annotation."""
        return list(self.facts.incoming.get(annotation_id, ())) if self.facts else []

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

    def show(self, showing: Showing) -> None:
        """Show other annotators' work too, or what differs, or hide some of it."""
        self._showing = showing
        self._show_again()

    def set_review(self, review: Review | None) -> None:
        """Show what a review wants of documents, or one's own work again."""
        self.review = review
        self._show_again()

    def _show_again(self) -> None:
        if self.gathered is not None:
            self._take(self.gathered)
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

    def marks(self) -> list[Mark]:
        """Return the marks of all that is shown."""
        return self.page.marks(self.maker.mark) if self.page is not None else []

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

    def _on_changed(self, changes: ChangeSet) -> None:
        self.keep_known(changes)
        has_shared = self.hiding.follow(changes)
        if self.review is not None:
            self.review.follow(changes)
        self._is_touched = True
        here = self.document
        if here is not None and self.gathered is not None:
            must_read = self.gathered.must_read_anew(changes)
            if must_read and not self.store.read().has_document(here):
                self._gone = here
                self.document = self.gathered = self.page = None
                self.set_current(None)
                self.document_closed.emit()
            elif must_read:
                text = self.gathered.facts.text
                self._gather()
                self._forget_current()
                if self.gathered.facts.text == text:
                    self.marks_replaced.emit()
                else:
                    self.document_opened.emit(here)
            else:
                self._patch(changes)
        self.changed.emit(changes)
        gone = self._gone
        if self.document is None and gone is not None and self.store.read().has_document(gone):
            # An undo took it away, a redo brought it back.
            self.open_document(gone)
        if has_shared and self.annotator != self.sitter:
            self._return_if_bound()

    def _return_if_bound(self) -> None:
        """Work as oneself again if a round that came since binds whoever opened the corpus."""
        is_known = any(a.id == self.annotator for a in self.annotators())
        if is_known and self.annotator not in self.roles():
            self.set_annotator(self.sitter)
            self.refused.emit(self.roles_said())

    def _patch(self, changes: ChangeSet) -> None:
        gathered = self.gathered
        if gathered is None:
            return
        done = gathered.patch(changes)
        if done.has_comments:
            self.comments_changed.emit()
        if self.review.is_waiting if self.review is not None else not done.touched:
            return
        if self.page is not None:
            self.marks_changed.emit(*self.page.patch(done, self.maker.mark))
        if self.current in done.touched:
            self._forget_current()

    def _forget_current(self) -> None:
        if self.current is not None and self.annotation(self.current) is None:
            self.set_current(None)
        elif self.current is not None:
            self.current_changed.emit(self.current)
