"""One sitting with a corpus: who works, which document is open, what is current."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.model.annotation import Annotation, Relation
from annotator.model.change import ChangeSet, Step
from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.presentation import layer_letters
from annotator.model.problem import Problem
from annotator.model.review import Annotator, Comment
from annotator.model.scheme import INCOMPLETE, Scheme
from annotator.model.wording import sentence, step_sentence
from annotator.operations.check import facts_of_document
from annotator.operations.context import book_of
from annotator.operations.corpus import put_annotator
from annotator.store.listing import DocumentRow
from annotator.store.store import Store
from annotator.ui.text.marks import Mark
from annotator.ui.view_data import MarkMaker
from annotator.ui.words import word

T = TypeVar("T")


class Session(QObject):
    """Runs operations, and keeps what the open document shows in step with the store."""

    document_opened = Signal(str)
    document_closed = Signal()
    marks_changed = Signal(list, list)
    marks_replaced = Signal()
    current_changed = Signal(str)
    comments_changed = Signal()
    changed = Signal(object)
    refused = Signal(str)
    said = Signal(str)

    def __init__(self, store: Store, annotator: str, language: str) -> None:
        """Work on an open store as an annotator."""
        super().__init__()
        self.store = store
        self.annotator = annotator
        self.language = language
        self.document: str | None = None
        self.current: str | None = None
        self.facts: Any = None
        self.comments: dict[str, Comment] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._maker: MarkMaker | None = None
        self._stop = store.subscribe(self._on_changed)

    @property
    def scheme(self) -> Scheme:
        """The scheme of the corpus."""
        return self.store.scheme

    @property
    def maker(self) -> MarkMaker:
        """Makes marks in the scheme and language of now."""
        known = self._maker
        if known is None or known.scheme is not self.scheme or known.language != self.language:
            self._maker = known = MarkMaker(self.scheme, self.language)
        return known

    def close(self) -> None:
        """Stop listening and close the store."""
        self._stop()
        self.store.close()

    def word(self, code: str, **data: object) -> str:
        """Return a fixed text in the language of the sitting."""
        return word(code, self.language, **data)

    def do(self, operation: Callable[..., T], *arguments: Any, **options: Any) -> T | None:
        """Run an operation on the store; what it refuses is told, and None returned."""
        try:
            return operation(self.store, *arguments, **options)
        except AnnotatorError as error:
            self.refused.emit(sentence(error, self.language))
            return None

    def work(self, operation: Callable[..., T], *arguments: Any, **options: Any) -> T | None:
        """Run an operation as the annotator of the sitting."""
        return self.do(operation, *arguments, annotator=self.annotator, **options)

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
            self.refused.emit(sentence(error, self.language))

    def annotators(self) -> list[Annotator]:
        """Return the people of the corpus."""
        return self.store.read().annotators()

    def set_annotator(self, annotator_id: str) -> None:
        """Work as another annotator and see their work."""
        if annotator_id != self.annotator:
            self.annotator = annotator_id
            if all(a.id != annotator_id for a in self.annotators()):
                self.do(put_annotator, Annotator(id=annotator_id, names={"en": annotator_id}))
            if self.document is not None:
                self.open_document(self.document)

    def documents(self, *, limit: int | None = None) -> list[DocumentRow]:
        """Return all documents, light, or the first of them."""
        return list(self.store.read().documents(self.annotator, limit=limit))

    def row_now(self, row: DocumentRow) -> DocumentRow:
        """Return the row of the open document with the counts of this moment."""
        if self.facts is None:
            return row
        found = [p.severity for problems in self._problems.values() for p in problems]
        return row._replace(
            annotations=len(self.facts.annotations),
            relations=len(self.facts.relations),
            incomplete=found.count(INCOMPLETE),
        )

    def open_document(self, document_id: str) -> None:
        """Open a document; what it shows is gathered once and patched from then on."""
        self.document = document_id
        self.set_current(None)
        self._gather()
        self.document_opened.emit(document_id)

    def _gather(self) -> None:
        if self.document is None:
            return
        self.facts = facts_of_document(self.store, self.document)
        found = self.store.read().comments(self.document)
        self.comments = {c.id: c for c in found}
        self._problems = {}
        for problem in book_of(self.scheme).problems(self.facts):
            if problem.annotation is not None:
                self._problems.setdefault(problem.annotation, []).append(problem)

    def annotation(self, annotation_id: str | None) -> Annotation | None:
        """Return an annotation of the open document, or None."""
        if self.facts is None or annotation_id is None:
            return None
        return self.facts.annotations.get(annotation_id)

    def current_annotation(self) -> Annotation | None:
        """Return the current annotation, or None."""
        return self.annotation(self.current)

    def relations_from(self, annotation_id: str) -> list[Relation]:
        """Return the relations that start in an annotation, in a steady order."""
        found = self.facts.outgoing.get(annotation_id, ()) if self.facts else ()
        return sorted(found, key=lambda r: (r.type, str(dict(r.features)), r.id))

    def relations_to(self, annotation_id: str) -> list[Relation]:
        """Return the relations that end in an annotation."""
        return list(self.facts.incoming.get(annotation_id, ())) if self.facts else []

    def entity_label(self, entity_id: str) -> str:
        """Return what an entity, built-in or of the corpus, is called."""
        for built_in in self.scheme.built_in_entities:
            if built_in.id == entity_id:
                return text_in(built_in.names, self.language, entity_id)
        entity = self.store.read().entity(entity_id)
        return text_in(entity.names if entity else None, self.language, entity_id)

    def problems_of(self, annotation_id: str) -> list[Problem]:
        """Return what is wrong or incomplete with an annotation."""
        return self._problems.get(annotation_id, [])

    def is_incomplete(self, annotation_id: str) -> bool:
        """Say whether something required of an annotation is missing."""
        return any(p.severity == INCOMPLETE for p in self.problems_of(annotation_id))

    def is_shown(self, annotation: Annotation) -> bool:
        """Say whether an annotation is one of the annotator's own."""
        return annotation.annotator == self.annotator

    def shown(self) -> list[Annotation]:
        """Return the annotations that are shown, in the order of the text."""
        if self.facts is None:
            return []
        found = [a for a in self.facts.annotations.values() if self.is_shown(a)]
        return sorted(found, key=lambda a: (a.spans[0] if a.spans else (-1, 0), a.id))

    def marks(self) -> list[Mark]:
        """Return the marks of all annotations that are shown."""
        return [m for m in map(self._mark, self.shown()) if m is not None]

    def _mark(self, annotation: Annotation) -> Mark | None:
        commented = any(c.target == annotation.id for c in self.comments.values())
        return self.maker.mark(
            annotation, incomplete=self.is_incomplete(annotation.id), commented=commented
        )

    def layer_keys(self) -> dict[str, str]:
        """Return layer ids by the key that tags with them."""
        keys = {x.key: x.id for x in self.scheme.layers if x.key}
        for number, layer in enumerate(self.scheme.layers[:9], start=1):
            if layer.id not in keys.values():
                keys.setdefault(str(number), layer.id)
        return keys

    def letters(self) -> dict[str, str]:
        """Return the letter of each layer."""
        return layer_letters(self.scheme, self.language)

    def layer_name(self, layer_id: str) -> str:
        """Return what a layer is called."""
        layer = self.scheme.layer(layer_id)
        return text_in(layer.names if layer else None, self.language, layer_id)

    def set_current(self, annotation_id: str | None) -> None:
        """Make an annotation the current one, or none."""
        if annotation_id != self.current:
            self.current = annotation_id
            self.current_changed.emit(annotation_id or "")

    def _on_changed(self, changes: ChangeSet) -> None:
        here = self.document
        if here is not None:
            reader = self.store.read()
            if changes.is_bulk:
                if reader.has_document(here):
                    self._gather()
                    self._forget_current()
                    self.marks_replaced.emit()
                else:
                    self.document = self.facts = None
                    self.set_current(None)
                    self.document_closed.emit()
            elif here in changes.documents or any(
                c.table in ("entity", "scheme") for c in changes.changes
            ):
                self._patch(changes)
        self.changed.emit(changes)

    def _patch(self, changes: ChangeSet) -> None:
        if any(c.table in ("scheme", "entity", "segment", "document") for c in changes.changes):
            self._gather()
            self._forget_current()
            self.marks_replaced.emit()
            return
        touched: set[str] = set()
        removed: list[str] = []
        for change in changes.changes:
            noun = change.after if change.after is not None else change.before
            if getattr(noun, "document", None) != self.document:
                continue
            if change.table == "annotation":
                touched.add(change.id)
                if change.after is None:
                    self.facts.drop_annotation(change.id)
                    removed.append(change.id)
                else:
                    self.facts.put_annotation(change.after)
            elif change.table == "relation":
                touched.update(self._patch_relation(change.id, change.before, change.after))
            elif change.table == "comment":
                touched.update(self._patch_comment(change.id, change.before, change.after))
        self._check_again(touched)
        self._forget_current()
        shown = [self.facts.annotations[k] for k in touched if k in self.facts.annotations]
        marks = [self._mark(a) for a in shown if self.is_shown(a)]
        gone = [*removed, *(a.id for a in shown)]
        self.marks_changed.emit(gone, [m for m in marks if m is not None])

    def _patch_relation(
        self, key: str, before: Relation | None, after: Relation | None
    ) -> Iterable[str]:
        self.facts.drop_relation(key)
        if after is not None:
            self.facts.put_relation(after)
        for relation in (before, after):
            if relation is not None:
                yield relation.from_id
                if not relation.to_entity:
                    yield relation.to_id

    def _patch_comment(
        self, key: str, before: Comment | None, after: Comment | None
    ) -> Iterable[str]:
        self.comments.pop(key, None)
        if after is not None:
            self.comments[key] = after
        self.comments_changed.emit()
        for comment in (before, after):
            if comment is not None and comment.target is not None:
                yield comment.target

    def _check_again(self, touched: set[str]) -> None:
        book = book_of(self.scheme)
        near = set(touched)
        for key in touched:
            near.update(r.to_id for r in self.facts.outgoing.get(key, ()))
            near.update(r.from_id for r in self.facts.incoming.get(key, ()))
        for key in near:
            annotation = self.facts.annotations.get(key)
            if annotation is None:
                self._problems.pop(key, None)
                continue
            found = list(book.problems_of(self.facts, annotation))
            for relation in self.facts.outgoing.get(key, ()):
                found.extend(book.relation_problems(self.facts, relation))
            self._problems[key] = found
        touched.update(near)

    def _forget_current(self) -> None:
        if self.current is not None and self.annotation(self.current) is None:
            self.set_current(None)
        elif self.current is not None:
            self.current_changed.emit(self.current)


def first_annotator(store: Store, wanted: str) -> str:
    """Return whose work to show first: `wanted` if known, else who did most of document one."""
    people = {a.id for a in store.read().annotators()}
    if wanted in people:
        return wanted
    first = store.read().first_document()
    if first is not None and not wanted:
        counts = Counter(a.annotator for a in store.read().annotations(first))
        if counts:
            return min(counts, key=lambda k: (-counts[k], k))
    return wanted or next(iter(sorted(people)), "me")
