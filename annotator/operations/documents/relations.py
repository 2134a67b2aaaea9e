"""Relations between documents: reprints, translations, revisions, replies."""

from __future__ import annotations

from annotator.model.corpus import DOCUMENT_RELATIONS, DocumentRelation
from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.language import Texts
from annotator.operations.editing.context import shortened
from annotator.store.store import Store


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
    for key in (from_document, to_document):
        if not store.read().has_document(key):
            raise RuleError("no_such_noun", id=key)
    if from_document == to_document:
        raise RuleError("document_relation_self")
    made = DocumentRelation(
        id=new_key(), type=type_id, from_document=from_document, to_document=to_document, note=note
    )
    said = (type_id, from_document, to_document)
    for one in store.read().document_relations():
        if (one.type, one.from_document, one.to_document) == said:
            raise RuleError("relation_exists", type=type_id)
    name = shortened(store.read().document(from_document).title)
    data = {"relation": type_id, "name": name}
    with store.edit("documents.relate", annotator=annotator, data=data) as edit:
        edit.put(made)
    return made


def unrelate_documents(store: Store, relation_id: str, *, annotator: str) -> None:
    """Take a relation between documents back.

    RuleError if there is no such relation.
    """
    found = next((r for r in store.read().document_relations() if r.id == relation_id), None)
    if found is None:
        raise RuleError("no_such_noun", id=relation_id)
    name = shortened(store.read().document(found.from_document).title)
    data = {"relation": found.type, "name": name}
    with store.edit("documents.unrelate", annotator=annotator, data=data) as edit:
        edit.remove(DocumentRelation, relation_id)
