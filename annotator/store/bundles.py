"""Documents with all that belongs to them, one after the other, in flat memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from annotator.model.bundle import Bundle
from annotator.store.annotation_rows import relation_of
from annotator.store.document_rows import document_of, segment_of, tokens_of
from annotator.store.grouped import annotations_of_group
from annotator.store.streams import Streams
from annotator.store.table import Ids
from annotator.store.tables import BY_NAME


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
    numbers = None
    if only is not None and len(only) <= 50:
        found = (_number(connection, key) for key in only)
        numbers = [n for n in found if n is not None]
    streams = Streams(connection, numbers)
    for row in streams.documents():
        if only is None or row[1] in only:
            yield _bundle(ids, row, streams, people, wanted)
        else:
            streams.skip(row[0])


def _number(connection: Any, key: str) -> int | None:
    row = connection.execute("SELECT id FROM document WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def _bundle(
    ids: Ids,
    row: tuple[Any, ...],
    streams: Streams,
    people: frozenset[str] | None,
    layers: frozenset[str] | None,
) -> Bundle:
    number, key = row[0], row[1]
    groups = streams.take("annotation", number)
    annotations = annotations_of_group(groups[0][1], key) if groups else []
    relations = [relation_of(r, key, r[-2], r[-1]) for r in streams.take("relation", number)]
    comments = [BY_NAME["comment"].of_row(r, ids) for r in streams.take("comment", number)]
    assigned = [BY_NAME["assignment"].of_row(r, ids) for r in streams.take("assignment", number)]
    if people is not None:
        annotations = [a for a in annotations if a.annotator in people]
        comments = [c for c in comments if c.annotator in people]
        assigned = [a for a in assigned if a.annotator in people]
    if layers is not None:
        annotations = [a for a in annotations if a.layer in layers]
    if people is not None or layers is not None:
        kept = {a.id for a in annotations}
        relations = [r for r in relations if r.from_id in kept and (r.to_entity or r.to_id in kept)]
        targets = kept | {r.id for r in relations}
        comments = [
            c for c in comments if c.anchor not in ("annotation", "relation") or c.target in targets
        ]
    tokens = streams.take("token", number)
    return Bundle(
        document=document_of(row),
        segments=tuple(segment_of(r) for r in streams.take("segment", number)),
        annotations=tuple(annotations),
        relations=tuple(relations),
        comments=tuple(comments),
        tokens=tokens_of(tokens[0]) if tokens else None,
        assignments=tuple(assigned),
        revisions=tuple(
            BY_NAME["revision"].of_row(r, ids) for r in streams.take("revision", number)
        ),
    )
