"""Whoever begins to work on a document that was handed out to them says so with the same step."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.review import IN_PROGRESS, NEW
from annotator.store.writing.edit import Edit


def begin_work(edit: Edit, document_id: str, annotator: str) -> None:
    """Set an annotator's share in a document from new to in progress, within an edit of theirs.

    Nothing happens if they have none, or are further already. Undo takes it back with the edit.
    """
    share = edit.reader.assignment(document_id, annotator)
    if share is not None and share.state == NEW:
        edit.put(replace(share, state=IN_PROGRESS))
