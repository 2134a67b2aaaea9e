"""Removing a document for good: the only step without undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.data import strings_in
from annotator.model.entity import Entity
from annotator.model.errors import RuleError, StoreError
from annotator.model.progress import Progress, no_progress
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.keeping.safety import others_of
from annotator.store.files.drafts import forget_drafts
from annotator.store.opening.backup import all_backups_of
from annotator.store.reading.queries import Reader
from annotator.store.searching.recalling import forget_all
from annotator.store.store import Store
from annotator.store.writing import purging
from annotator.store.writing.edit import Edit
from annotator.store.writing.purged import Gone, unnamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """What goes with a document, by kind, and which files have it and keep it.

    `backups` are the backups and copies of the corpus, and other corpora beside it, that have it.
    `entities` are those that only this document names; they stay unless they are to go along.
    """

    document: str
    name: str
    title: str | None
    counts: Mapping[str, int]
    backups: tuple[Path, ...]
    entities: tuple[Entity, ...] = ()


def footprint(store: Store, document_id: str) -> Footprint:
    """Count what would go for good with a document; StoreError if there is none."""
    reader = store.read()
    bundle = reader.bundle(document_id)
    title = bundle.document.metadata.get("title")
    counts = {
        "annotation": len(bundle.annotations),
        "relation": len(bundle.relations),
        "comment": len(bundle.comments),
        "segment": len(bundle.segments),
        "assignment": len(bundle.assignments),
        "revision": len(bundle.revisions),
        "decision": len(reader.decisions(document_id)),
    }
    return Footprint(
        document=document_id,
        name=bundle.document.name,
        title=str(title.value) if title is not None and title.value else None,
        counts=counts,
        backups=tuple(_files_with(store.path, document_id)),
        entities=tuple(_only_here(store, bundle)),
    )


def _files_with(corpus: Path, document_id: str) -> Iterator[Path]:
    backups = all_backups_of(corpus)
    for path in (*backups, *others_of(corpus)):
        try:
            with open_corpus(path, read_only=True) as store:
                if store.read().has_document(document_id):
                    yield path
        except StoreError:
            # One of ours that cannot be read may have it; what else lies there is not looked into.
            if path in backups or path.stem.startswith(corpus.stem):
                yield path


def _only_here(store: Store, bundle: Bundle) -> Iterator[Entity]:
    """Yield the entities that nothing names but this document."""
    reader, scheme = store.read(), store.scheme
    built_in = {entity.id for entity in scheme.built_in_entities}
    uses: Counter[str] = Counter(r.to_id for r in bundle.relations if r.to_entity)
    for annotation in bundle.annotations:
        uses.update(set(strings_in(annotation.features)))
    for key, count in sorted(uses.items()):
        entity = None if key in built_in else reader.entity(key)
        if entity is not None and reader.entity_uses(key) == count:
            yield entity


def purge_document(
    store: Store,
    document_id: str,
    *,
    confirm: str,
    with_entities: bool = False,
    annotator: str | None = None,
    progress: Progress = no_progress,
) -> Footprint:
    """Remove a document from tables, history, search index, free pages, journal and caches.

    `confirm` must be its title or its name, typed by a person. It cannot be taken back. Entities
    that only this document names go along if asked for. Backups and copies keep it and are named
    in what is returned. RuleError if it is not confirmed.
    """
    found = footprint(store, document_id)
    if confirm.strip() not in {found.title, found.name}:
        raise RuleError("purge_unconfirmed", name=found.title or found.name)
    progress("progress.purging", 0, 2)
    reader = store.read()
    connection = reader.connection
    purging.secure(connection)
    gone = _gone(reader, found, with_entities=with_entities)
    keys = purging.keys_of(connection, gone)
    with store.edit("documents.purge", annotator=annotator, bulk=True) as edit:
        _forget_names(edit, keys)
        edit.remove(Document, document_id)
        for entity_id in gone.entities:
            edit.remove(Entity, entity_id)
        edit.rows.flush()
        steps = purging.purge_history(edit.reader.connection, gone, edit.number)
        edit.name(steps=steps)
    progress("progress.purging", 1, 2)
    store.journal.forget()
    forget_all(reader.remembered)
    forget_drafts(document_id)
    purging.shrink(connection)
    return found


def _gone(reader: Reader, found: Footprint, *, with_entities: bool) -> Gone:
    entities = [entity.id for entity in found.entities] if with_entities else []
    return Gone(
        reader.number_of("document", found.document),
        {key: reader.number_of("entity", key) for key in entities},
    )


def _forget_names(edit: Edit, keys: set[str]) -> None:
    """Take ids out of the sets and rounds, and out of what a round knows of its package."""

    def left(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in ids if key not in keys)

    for group in edit.reader.sets():
        now = replace(group, documents=left(group.documents), extra=unnamed(group.extra, keys))
        if now != group:
            edit.put(now)
    for handed in edit.reader.rounds():
        now = replace(
            handed,
            documents=left(handed.documents),
            pilot=left(handed.pilot),
            extra=unnamed(handed.extra, keys),
        )
        if now != handed:
            edit.put(now)
