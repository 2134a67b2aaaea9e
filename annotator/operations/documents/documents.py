"""Documents: how far annotators are with them, and their removal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.corpus import Document
from annotator.model.errors import RuleError
from annotator.model.review import ASSIGNMENT_STATES, FINISHED, Assignment
from annotator.operations.editing.context import refuse_if_finished, shortened
from annotator.store.store import Store


def set_assignment(
    store: Store, document_id: str, annotator: str, state: str, *, reason: str | None = None
) -> None:
    """Say how far an annotator is with a document: new, in progress, finished, ignored."""
    set_assignments(store, [document_id], annotator, state, reason=reason)


def set_assignments(
    store: Store, documents: Sequence[str], annotator: str, state: str, *, reason: str | None = None
) -> None:
    """Say how far an annotator is with several documents, as one step.

    RuleError if there is no such state.
    """
    if state not in ASSIGNMENT_STATES:
        raise RuleError("no_such_state", state=state, known=", ".join(ASSIGNMENT_STATES))
    with store.edit("documents.state", annotator=annotator, data={"state": state}) as edit:
        for document in documents:
            found = edit.reader.assignment(document, annotator)
            share = found or Assignment(document=document, annotator=annotator)
            edit.put(replace(share, state=state, reason=reason))


def remove_assignment(
    store: Store, document_id: str, annotator: str, *, by: str | None = None
) -> None:
    """Say that an annotator does not have a document any more; their work on it stays.

    RuleError if they do not have it.
    """
    document = store.read().document(document_id)
    if store.read().assignment_state(document_id, annotator) is None:
        raise RuleError("no_such_noun", id=f"{document_id}/{annotator}")
    data = {"name": shortened(document.title)}
    with store.edit("documents.unassign", annotator=by or annotator, data=data) as edit:
        edit.remove_assignment(document_id, annotator)


def is_finished(store: Store, document_id: str, annotator: str) -> bool:
    """Say whether an annotator has finished a document."""
    return store.read().assignment_state(document_id, annotator) == FINISHED


def remove_documents(store: Store, documents: Sequence[str], *, annotator: str) -> None:
    """Remove documents with everything on them, from their sets too, as one step.

    Undo brings all of it back.

    RuleError if the annotator has finished one of them; then none is removed.
    """
    names = [shortened(store.read().document(document).title) for document in documents]
    for document in documents:
        refuse_if_finished(store, document, annotator)
    if not names:
        return
    name = names[0] if len(names) == 1 else f"{names[0]} (+{len(names) - 1})"
    with store.edit("documents.remove", annotator=annotator, data={"name": name}) as edit:
        for group in store.read().sets():
            kept = tuple(key for key in group.documents if key not in documents)
            if kept != group.documents:
                edit.put(replace(group, documents=kept))
        for document in documents:
            edit.remove(Document, document)
