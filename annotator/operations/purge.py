"""Removing a document for good: the only step without undo."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.corpus import Document
from annotator.model.errors import RuleError, StoreError
from annotator.model.progress import Progress, no_progress
from annotator.model.review import Round
from annotator.operations.corpus import open_corpus
from annotator.store import purging
from annotator.store.backup import all_backups_of
from annotator.store.draft_files import forget_drafts
from annotator.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """What goes with a document, by kind, and which backups have it and keep it."""

    document: str
    name: str
    title: str | None
    counts: Mapping[str, int]
    backups: tuple[Path, ...]


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
        backups=tuple(path for path in all_backups_of(store.path) if _has(path, document_id)),
    )


def _has(path: Path, document_id: str) -> bool:
    with suppress(StoreError), open_corpus(path, read_only=True) as store:
        return store.read().has_document(document_id)
    # One that cannot be read may have it: it is named as well.
    return True


def _round_without(handed: Round, document_id: str) -> Round:
    kept = tuple(key for key in handed.documents if key != document_id)
    return replace(
        handed, documents=kept, pilot=tuple(key for key in handed.pilot if key != document_id)
    )


def purge_document(
    store: Store,
    document_id: str,
    *,
    confirm: str,
    annotator: str | None = None,
    progress: Progress = no_progress,
) -> Footprint:
    """Remove a document from tables, history, search index, free pages and the journal.

    `confirm` must be its title or its name, typed by a person. It cannot be taken back. Backups
    keep it and are named in what is returned. RuleError if it is not confirmed.
    """
    found = footprint(store, document_id)
    if confirm.strip() not in {found.title, found.name}:
        raise RuleError("purge_unconfirmed", name=found.title or found.name)
    progress("progress.purging", 0, 2)
    connection = store.read().connection
    purging.secure(connection)
    number = store.read().number_of("document", document_id)
    texts = purging.texts_of(connection, number)
    with store.edit("documents.purge", annotator=annotator, bulk=True) as edit:
        for group in edit.reader.sets():
            if document_id in group.documents:
                left = tuple(key for key in group.documents if key != document_id)
                edit.put(replace(group, documents=left))
        for handed in edit.reader.rounds():
            if document_id in (*handed.documents, *handed.pilot):
                edit.put(_round_without(handed, document_id))
        edit.remove(Document, document_id)
        edit.rows.flush()
        inner = edit.reader.connection
        steps = purging.purge_history(inner, number, document_id, texts, edit.number)
        edit.name(steps=steps)
    progress("progress.purging", 1, 2)
    store.journal.forget()
    forget_drafts(document_id)
    purging.shrink(connection)
    return found
