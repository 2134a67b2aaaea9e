"""Sets: named groups of documents, made, filled and emptied, each time as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.corpus import DocumentSet
from annotator.model.errors import AnnotatorError, RuleError
from annotator.model.identity import new_key
from annotator.model.language import text_in
from annotator.store.store import Store


def new_set(
    store: Store, name: str, documents: Sequence[str], *, annotator: str, language: str = "en"
) -> DocumentSet:
    """Make a set of documents; one that is called so already is filled instead.

    RuleError if the name is empty, or a document is not there.
    """
    wanted = " ".join(name.split())
    if not wanted:
        raise RuleError("set_without_name")
    for group in store.read().sets():
        if wanted.casefold() in {x.casefold() for x in group.names.values()}:
            return put_in_set(store, group.id, documents, annotator=annotator)
    _refuse_unknown(store, documents)
    made = DocumentSet(id=new_key(), names={language: wanted}, documents=tuple(documents))
    data = {"name": wanted, "count": len(documents)}
    with store.edit("documents.put_in_set", annotator=annotator, data=data) as edit:
        edit.put(made)
    return made


def put_in_set(
    store: Store, set_id: str, documents: Sequence[str], *, annotator: str
) -> DocumentSet:
    """Put documents into a set, behind those that are in it; no step if all are."""
    group = _set_of(store, set_id)
    new = [key for key in dict.fromkeys(documents) if key not in group.documents]
    if not new:
        return group
    _refuse_unknown(store, new)
    grown = replace(group, documents=(*group.documents, *new))
    data = {"name": dict(group.names), "count": len(new)}
    with store.edit("documents.put_in_set", annotator=annotator, data=data) as edit:
        edit.put(grown)
    return grown


def take_from_set(
    store: Store, set_id: str, documents: Sequence[str], *, annotator: str
) -> DocumentSet | None:
    """Take documents out of a set; a set that is left without any goes as well."""
    group = _set_of(store, set_id)
    left = tuple(key for key in group.documents if key not in set(documents))
    if left == group.documents:
        return group
    data = {"name": dict(group.names), "count": len(group.documents) - len(left)}
    code = "documents.take_from_set" if left else "documents.remove_set"
    with store.edit(code, annotator=annotator, data=data) as edit:
        if not left:
            edit.remove(DocumentSet, set_id)
            return None
        edit.put(replace(group, documents=left))
    return replace(group, documents=left)


def _refuse_unknown(store: Store, documents: Sequence[str]) -> None:
    for key in documents:
        if not store.read().has_document(key):
            raise RuleError("no_such_noun", id=key)


def sets_by_document(store: Store, language: str) -> dict[str, tuple[str, ...]]:
    """Return the names of the sets that each document is in."""
    found: dict[str, tuple[str, ...]] = {}
    for group in store.read().sets():
        name = text_in(group.names, language, group.id)
        for document in group.documents:
            found[document] = (*found.get(document, ()), name)
    return found


def set_named(store: Store, name: str) -> DocumentSet:
    """Return the set of an id, or called so in any language; AnnotatorError if there is none."""
    groups = store.read().sets()
    for group in groups:
        if name == group.id or name.casefold() in {x.casefold() for x in group.names.values()}:
            return group
    known = ", ".join(text_in(group.names, "en", group.id) for group in groups)
    raise AnnotatorError("no_such_set", name=name, known=known)


def _set_of(store: Store, set_id: str) -> DocumentSet:
    found = next((group for group in store.read().sets() if group.id == set_id), None)
    if found is None:
        raise RuleError("no_such_noun", id=set_id)
    return found
