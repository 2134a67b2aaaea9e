"""Opens a corpus for a sitting: as whom, and with whose work to begin."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from annotator.model.errors import AnnotatorError
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.keeping.working_copy import open_as_working_copy
from annotator.operations.packages.roles import receiver_of
from annotator.store.store import Store
from annotator.ui.settings.settings import Settings
from annotator.ui.sitting.session import Session

_NOBODY_ELSE = "me"
"""Who sits here, as long as they have not said who they are."""


def open_session(
    path: Path, settings: Settings, *, read_only: bool = False, as_copy: bool = False
) -> Session:
    """Open a corpus, or a working copy of it, as the annotator that the settings name for it."""
    copy = open_as_working_copy(path) if as_copy else None
    store = open_corpus(path, read_only=read_only) if copy is None else copy.store
    try:
        wanted = (
            settings.text(settings.of_corpus("annotator", path))
            or receiver_of(store.read())
            or settings.text("annotator")
        )
        who = first_annotator(store, wanted)
        keeps_drafts = not settings.is_safe
        session = Session(store, who, settings.language, keeps_drafts=keeps_drafts, copy=copy)
        known = {a.id for a in session.annotators()}
        if who not in known and not read_only:
            name = settings.text("name") or who
            put_annotator(store, Annotator(id=who, names={"en": name}))
    except AnnotatorError:
        (copy.put_down if copy is not None else store.close)()
        raise
    return session


def first_annotator(store: Store, wanted: str) -> str:
    """Return whose work to show first: `wanted` if known, else who did most of document one.

    Where documents were handed out nobody is taken for one of those who got them: a lead who is
    taken for an annotator would work, and see, as that one.
    """
    people = {a.id for a in store.read().annotators()}
    if wanted in people:
        return wanted
    if not wanted and store.read().rounds():
        return _NOBODY_ELSE
    first = store.read().first_document()
    if first is not None and not wanted:
        counts = Counter(a.annotator for a in store.read().annotations(first))
        if counts:
            return min(counts, key=lambda k: (-counts[k], k))
    return wanted or next(iter(sorted(people)), _NOBODY_ELSE)
