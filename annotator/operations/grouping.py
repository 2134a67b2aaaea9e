"""Sets of documents, and relations between documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.model.corpus import DOCUMENT_RELATIONS, DocumentRelation, DocumentSet
from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.language import Texts
from annotator.store.store import Store


def new_set(
    store: Store, names: Texts, documents: Iterable[str] = (), *, annotator: str
) -> DocumentSet:
    """Make a named group of documents (ids) and return it."""
    made = DocumentSet(id=new_key(), names=dict(names), documents=tuple(dict.fromkeys(documents)))
    _refuse_unknown(store, made.documents)
    return _put(store, made, annotator)


def set_names(store: Store, set_id: str, names: Texts, *, annotator: str) -> DocumentSet:
    """Call a set something else."""
    return _put(store, replace(_set_of(store, set_id), names=dict(names)), annotator)


def add_to_set(
    store: Store, set_id: str, documents: Iterable[str], *, annotator: str
) -> DocumentSet:
    """Put documents into a set, after those that are in it."""
    before = _set_of(store, set_id)
    after = tuple(dict.fromkeys((*before.documents, *documents)))
    _refuse_unknown(store, after[len(before.documents) :])
    return _put(store, replace(before, documents=after), annotator)


def take_from_set(
    store: Store, set_id: str, documents: Iterable[str], *, annotator: str
) -> DocumentSet:
    """Take documents out of a set; they stay in the corpus."""
    before, away = _set_of(store, set_id), set(documents)
    kept = tuple(key for key in before.documents if key not in away)
    return _put(store, replace(before, documents=kept), annotator)


def remove_set(store: Store, set_id: str, *, annotator: str) -> None:
    """Remove a set; its documents stay in the corpus."""
    before = _set_of(store, set_id)
    data = {"name": dict(before.names)}
    with store.edit("documents.remove_set", annotator=annotator, data=data) as edit:
        edit.remove(DocumentSet, set_id)


def _set_of(store: Store, set_id: str) -> DocumentSet:
    found = next((s for s in store.read().sets() if s.id == set_id), None)
    if found is None:
        raise RuleError("no_such_noun", id=set_id)
    return found


def _refuse_unknown(store: Store, documents: Iterable[str]) -> None:
    for key in documents:
        if not store.read().has_document(key):
            raise RuleError("no_such_noun", id=key)


def _put(store: Store, group: DocumentSet, annotator: str) -> DocumentSet:
    data = {"name": dict(group.names)}
    with store.edit("documents.set", annotator=annotator, data=data) as edit:
        edit.put(group)
    return group


def relate_documents(
    store: Store,
    from_document: str,
    type_id: str,
    to_document: str,
    *,
    note: Texts | None = None,
    annotator: str,
) -> DocumentRelation:
    """Say that a document is a reprint, translation or revision of another, or answers it.

    RuleError if one of them is not there, both are one, the type is unknown, or it is said.
    """
    if type_id not in DOCUMENT_RELATIONS:
        known = ", ".join(DOCUMENT_RELATIONS)
        raise RuleError("document_relation_type", type=type_id, known=known)
    _refuse_unknown(store, (from_document, to_document))
    if from_document == to_document:
        raise RuleError("document_relation_self")
    made = DocumentRelation(
        id=new_key(), type=type_id, from_document=from_document, to_document=to_document, note=note
    )
    said = (type_id, from_document, to_document)
    for one in store.read().document_relations():
        if (one.type, one.from_document, one.to_document) == said:
            raise RuleError("relation_exists", type=type_id)
    name = store.read().document(from_document).name
    data = {"relation": type_id, "name": name}
    with store.edit("documents.relate", annotator=annotator, data=data) as edit:
        edit.put(made)
    return made


def unrelate_documents(store: Store, relation_id: str, *, annotator: str) -> None:
    """Take a relation between documents back."""
    found = next((r for r in store.read().document_relations() if r.id == relation_id), None)
    if found is None:
        raise RuleError("no_such_noun", id=relation_id)
    name = store.read().document(found.from_document).name
    data = {"relation": found.type, "name": name}
    with store.edit("documents.unrelate", annotator=annotator, data=data) as edit:
        edit.remove(DocumentRelation, relation_id)
