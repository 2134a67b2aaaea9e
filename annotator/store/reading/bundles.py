"""Documents with all that belongs to them, one after the other, in flat memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from annotator.model.bundle import Bundle
from annotator.store.reading.grouped import annotations_of_group
from annotator.store.reading.streams import Portion, portions
from annotator.store.rows.annotations import relation_of
from annotator.store.rows.documents import document_of, segment_of, tokens_of
from annotator.store.rows.table import Ids
from annotator.store.rows.tables import BY_NAME


def bundles_of(
    connection: Any,
    ids: Ids,
    *,
    documents: Iterable[str] | None = None,
    annotators: Iterable[str] | None = None,
    layers: Iterable[str] | None = None,
) -> Iterator[Bundle]:
    """Yield documents in order, each with all of it that is selected; memory stays flat."""
    people = None if annotators is None else frozenset(annotators)
    wanted = None if layers is None else frozenset(layers)
    only = None if documents is None else frozenset(documents)
    rows = _documents(connection, only)
    for portion in portions(connection, rows):
        for row in portion.documents:
            yield _bundle(ids, row, portion, people, wanted)


def _documents(connection: Any, only: frozenset[str] | None) -> Iterator[tuple[Any, ...]]:
    """Yield whole rows of documents in order; `only` are the ids of those that are wanted."""
    select = BY_NAME["document"].select
    if only is None:
        yield from connection.execute(f"{select} ORDER BY position, id")
        return
    wanted = orjson.dumps(sorted(only)).decode()
    sql = f"{select} WHERE key IN (SELECT value FROM json_each(?)) ORDER BY position, id"
    yield from connection.execute(sql, (wanted,))


def _bundle(
    ids: Ids,
    row: tuple[Any, ...],
    portion: Portion,
    people: frozenset[str] | None,
    layers: frozenset[str] | None,
) -> Bundle:
    number, key = row[0], row[1]
    annotations = annotations_of_group(portion.groups[number], key)
    relations = [relation_of(r, key, r[-2], r[-1]) for r in portion.of("relation", number)]
    comments = [BY_NAME["comment"].of_row(r, ids) for r in portion.of("comment", number)]
    assigned = [BY_NAME["assignment"].of_row(r, ids) for r in portion.of("assignment", number)]
    decided = [BY_NAME["decision"].of_row(r, ids) for r in portion.of("decision", number)]
    if people is not None:
        annotations = [a for a in annotations if a.annotator in people]
        relations = [r for r in relations if r.annotator in people]
        comments = [c for c in comments if c.annotator in people]
        assigned = [a for a in assigned if a.annotator in people]
        decided = [d for d in decided if d.people <= people]
    if layers is not None:
        annotations = [a for a in annotations if a.layer in layers]
    if people is not None or layers is not None:
        kept = {a.id for a in annotations}
        relations = [r for r in relations if r.from_id in kept and (r.to_entity or r.to_id in kept)]
        targets = kept | {r.id for r in relations}
        comments = [
            c for c in comments if c.anchor not in ("annotation", "relation") or c.target in targets
        ]
    tokens = portion.of("token", number)
    return Bundle(
        document=document_of(row),
        segments=tuple(segment_of(r) for r in portion.of("segment", number)),
        annotations=tuple(annotations),
        relations=tuple(relations),
        comments=tuple(comments),
        tokens=tokens_of(tokens[0]) if tokens else None,
        assignments=tuple(assigned),
        decisions=tuple(decided),
        revisions=tuple(BY_NAME["revision"].of_row(r, ids) for r in portion.of("revision", number)),
    )
