"""Leaves behind what searches of a corpus just imported will ask for, so that none waits for it."""

from __future__ import annotations

from contextlib import suppress

from annotator.model.errors import StoreError
from annotator.store.store import Store


def leave_ready(store: Store) -> None:
    """Keep for the next sitting what was noted of an import into an empty corpus.

    Its first searches find words and annotations known then. Takes 0.2 s for 10,000 documents, and
    nothing is kept of a small corpus.
    """
    if store.read().remembered.brought is None:
        return
    # What reads and compares is not needed by an import itself.
    from annotator.store.searching.search import SearchReader

    # The import is done: whatever is wrong here is met by whoever searches.
    with suppress(StoreError), store.reader() as reader:
        SearchReader(reader.connection, reader.remembered).keep_brought()
