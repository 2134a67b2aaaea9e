"""Where the next annotation of a sort is, document after document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.model.annotation import UNSURE as NOT_SURE
from annotator.model.annotation import Annotation
from annotator.model.facts import Facts
from annotator.model.scheme import INCOMPLETE as MISSING
from annotator.operations.checking.check import facts_of_document
from annotator.operations.editing.context import book_of
from annotator.store.reading.listing import documents_with
from annotator.store.store import Store

INCOMPLETE, UNSURE, COMMENTED = "incomplete", "unsure", "commented"


def next_place(
    store: Store, document: str, annotator: str, what: str, *, by: int = 1
) -> tuple[str, str] | None:
    """Return document and id of the next annotation of an annotator that is `what`, or None.

    `what` is unsure or incomplete; for comments there is `commented.py`.

    The search goes on from the document after `document` (before it, if `by` is -1), round to
    that document itself, and there from its begin (its end).
    """
    reader = store.read()
    wanted = set(documents_with(reader.connection, what, annotator))
    if not wanted:
        return None
    for key in turned([row.id for row in reader.documents()], document, by):
        if key in wanted:
            found = sorted(_fitting(store, key, annotator, what))
            if found:
                return key, found[0 if by > 0 else -1][1]
    return None


def turned(order: list[str], document: str, by: int) -> list[str]:
    """Return documents in the order in which they are walked from one of them, itself the last."""
    if document not in order:
        return []
    at = order.index(document)
    if by < 0:
        return [*reversed(order[:at]), *reversed(order[at:])]
    return [*order[at + 1 :], *order[: at + 1]]


def _fitting(
    store: Store, document: str, annotator: str, what: str
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield place and id of the annotations of a document that are `what`."""
    facts = facts_of_document(store, document)
    is_fit = _test(store, facts, what)
    for annotation in facts.annotations.values():
        if annotation.annotator == annotator and is_fit(annotation):
            spans = annotation.spans
            yield (spans[0].begin, -spans[-1].end) if spans else (-1, 0), annotation.id


def _test(store: Store, facts: Facts, what: str) -> Callable[[Annotation], bool]:
    if what == UNSURE:
        return lambda a: a.confidence == NOT_SURE
    book = book_of(store.scheme)

    def is_incomplete(annotation: Annotation) -> bool:
        found = list(book.problems_of(facts, annotation))
        for relation in facts.outgoing.get(annotation.id, ()):
            found.extend(book.relation_problems(facts, relation))
        return any(p.severity == MISSING for p in found)

    return is_incomplete
