"""What can be done now, and why something cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.action_table.action import (
    ANNOTATION,
    CORPUS,
    CORRECTION,
    DOCUMENT,
    FRAGMENTS,
    NEEDS,
    NOTHING,
    PLACE,
    REDO,
    SELECTION,
    UNDO,
)
from annotator.ui.keys.modes import CORRECTIONS, REVIEW

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_OPENS = {
    CORPUS: "corpus.open",
    ANNOTATION: "open.under_caret",
    FRAGMENTS: "annotate.delete",
    PLACE: "review.start",
    CORRECTION: "corrections.start",
}
"""The action that brings what is missing; its key is named in the reason."""

_FRAGMENTED = 2


def missing(window: Desk, steps: tuple[bool, bool]) -> dict[str, str]:
    """Return what is not there now: needs of actions, each with the need to tell of.

    `steps` says whether there is one to take back and one to make again.
    """
    session, found = window.session, dict[str, str]()
    if session is None:
        return dict.fromkeys((need for need in NEEDS if need != NOTHING), CORPUS)
    if session.document is None:
        found.update({need: DOCUMENT for need in (DOCUMENT, SELECTION, ANNOTATION, FRAGMENTS)})
    else:
        begin, end = window.surface.selection()
        if begin == end:
            found[SELECTION] = SELECTION
        current = session.current_annotation()
        if current is None:
            found[ANNOTATION] = found[FRAGMENTS] = ANNOTATION
        elif len(current.spans) < _FRAGMENTED:
            found[FRAGMENTS] = FRAGMENTS
    under_review = session.review.code if session.review is not None else ""
    if under_review != REVIEW:
        found[PLACE] = PLACE
    if under_review != CORRECTIONS:
        found[CORRECTION] = CORRECTION
    found.update({need: need for need, has in zip((UNDO, REDO), steps, strict=True) if not has})
    return found


def reasons(window: Desk, gone: dict[str, str]) -> dict[str, str]:
    """Return, by what is needed, the sentence that says why it cannot be done."""
    return {needed: _reason(window, need) for needed, need in gone.items()}


def _reason(window: Desk, need: str) -> str:
    key = window.keymap.first(_OPENS[need]) if need in _OPENS else ""
    return window.word(f"why.{need}", key=key).replace(" ()", "")
