"""What tests of decisions compare: an annotator's work without ids and dates."""

from __future__ import annotations

from annotator.model.review import ADJUDICATED_SET, Annotator
from annotator.operations.adjudication.adjudicated import Desk, desk_of
from annotator.operations.keeping.corpus import put_annotator
from annotator.store.store import Store

BOTH_OF_SAMPLES = ("gold", "coder_b")


def work_of(store: Store, document: str, who: str = ADJUDICATED_SET) -> list[list[str]]:
    """Return annotations and relations of an annotator by what they say and where they are."""
    reader = store.read()
    annotations = {a.id: a for a in reader.annotations(document, annotator=who)}

    def end(key: str) -> object:
        found = annotations.get(key)
        return key if found is None else (found.layer, found.spans, found.segments)

    return [
        sorted(
            str((a.layer, a.spans, a.segments, a.quote, sorted(a.features.items()), a.confidence))
            for a in annotations.values()
        ),
        sorted(
            str((r.type, end(r.from_id), end(r.to_id), sorted(r.features.items()), r.confidence))
            for r in reader.relations(document, annotator=who)
        ),
    ]


def seed_of(store: Store) -> str:
    """Return the document that two have annotated, and enter whoever decides."""
    put_annotator(store, Annotator(id="lead"))
    document = store.read().first_document()
    assert document is not None
    return document


def seen(store: Store, document: str, people: tuple[str, ...] = BOTH_OF_SAMPLES) -> Desk:
    """Return a document under review."""
    return desk_of(store.read(), store.scheme, document, people)
