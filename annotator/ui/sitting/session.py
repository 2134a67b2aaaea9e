"""One sitting with a corpus: who works, which document is open, what is current."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Signal

from annotator.model.annotation import Annotation
from annotator.model.change import ChangeSet, Step
from annotator.model.errors import AnnotatorError, RuleError, StoreError
from annotator.model.review import Annotator
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence, step_sentence
from annotator.operations.checking.proving import prove_document
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.keeping.working_copy import WorkingCopy
from annotator.store.reading.listing import DocumentRow
from annotator.store.store import Store
from annotator.ui.sitting.awaiting import Arrived, Awaiting
from annotator.ui.sitting.drafts import Drafts
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.hiding import Hiding

T = TypeVar("T")
_REFUSALS = frozenset(("busy", "read_only", "step_built_on", "no_such_noun", "no_such_document"))
"""Errors of the store that are an answer, not a failure."""


class Session(Awaiting):
    """Runs operations, and keeps the open document in step with what they did."""

    changed = Signal(object)
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
        super().__init__(store, annotator, language)
        self.copy = copy
        self.corpus = store.path if copy is None else copy.original
        self.drafts = Drafts(self.corpus if keeps_drafts else None)
        self.sitter = annotator
        self.hiding = Hiding(self, lambda: self.annotator)
        self._proved: set[str] = set()
        self._is_touched = False
        self._gone: str | None = None
        self._stop = store.subscribe(self._on_changed)

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
        """Run an operation as the annotator of the sitting; others' work is left alone.

        While annotations of the open document are awaited it is refused: nobody sees what is there.
        """
        if self.say_if_reading():
            return None
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
        if self.say_if_reading():
            return
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

    def _may_edit(self, annotation: Annotation) -> bool:
        is_own = annotation.annotator == self.annotator
        return is_own or (self.review is not None and self.review.may_edit(annotation))

    def _known(self, argument: object) -> Annotation | None:
        """Return the annotation of the open document that an argument names.

        It names one by its id, or by that of a relation, which is part of where it starts.
        """
        if not isinstance(argument, str) or self.facts is None:
            return None
        relation = self.facts.relations.get(argument)
        return self.annotation(argument if relation is None else relation.from_id)

    def roles(self) -> list[str]:
        """Return the annotators as whom whoever opened the corpus may work."""
        from annotator.operations.packages.roles import roles_of

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
        from annotator.operations.packages.roles import receiver_of

        receiver = receiver_of(self.store.read())
        code = "people.bound" if receiver is None else "people.receiver"
        return self.word(code, name=self.annotator_name(receiver or self.sitter))

    def documents(self, *, limit: int | None = None) -> list[DocumentRow]:
        """Return all documents, light, or the first of them."""
        return list(self.store.read().documents(self.annotator, limit=limit))

    def open_document(self, document_id: str) -> None:
        """Open a document; what it shows is gathered once and patched from then on."""
        self.keep_tally()
        self._await_nothing()
        is_elsewhere = self._is_read_beside(document_id)
        if is_elsewhere:
            gathered = Gathered(self.store, document_id, self.annotator, is_awaited=True)
        else:
            gathered = self._read(document_id)
        self.document, self._gone = document_id, None
        self.set_current(None)
        if is_elsewhere:
            self._begin_to_await()
        self._take(gathered)
        self.document_opened.emit(document_id)
        if is_elsewhere:
            self.reading_changed.emit()

    def _read(self, document_id: str) -> Gathered:
        self._make_room(document_id)
        gathered = Gathered(self.store, document_id, self.annotator)
        if document_id not in self._proved and self._prove(gathered):
            gathered = Gathered(self.store, document_id, self.annotator)
        self._proved.add(document_id)
        return gathered

    def _prove(self, gathered: Gathered) -> bool:
        """Prove the quotes of a document that is first opened in this sitting.

        Say whether any was wrong.
        """
        proof = self.work(prove_document, gathered.facts, gathered.comments.values())
        if proof is None or not (proof.moved or proof.missing):
            return False
        data = {"moved": len(proof.moved), "missing": len(proof.missing)}
        self.said.emit(sentence_of("told.proved", data, self.language))
        return True

    def show_read(self, arrived: Arrived) -> None:
        """Show a document that was read elsewhere; prove its quotes as of any other."""
        super().show_read(arrived)
        gathered = arrived.gathered
        if self.gathered is gathered and gathered.document not in self._proved:
            self._proved.add(gathered.document)
            if not arrived.is_proved:
                self._prove(gathered)

    def keep_tally(self) -> None:
        """Let the list of documents know what is incomplete on the one that is left."""
        gathered = self.gathered
        if gathered is None or not self._is_touched or self.store.is_read_only or self.is_reading:
            return
        self._is_touched = False
        try:
            if self.store.read().has_document(gathered.document):
                self.store.set_tallies({gathered.document: gathered.problems.tally()})
        except StoreError:
            # A full disk or a lost file must not hold up leaving; a check counts anew.
            return

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
                self._await_nothing()
                self.give_up_comparing()
                self.set_current(None)
                self.document_closed.emit()
            elif must_read:
                listed = self._listed(changes)
                if listed is None:
                    self._show_anew()
                else:
                    self._patch_many(listed)
            elif self._awaited is not None:
                self._awaited.changes.append(changes)
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
