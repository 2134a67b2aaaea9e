"""Makes of a filter one that lets fewer documents pass, by which annotations documents have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from annotator.model.query import Filter, Marked
from annotator.store.searching.holdings import Holdings
from annotator.store.searching.tagged import TaggedDocuments


class ByHoldings:
    """Works for one search; documents that were changed since something was gathered stay."""

    def __init__(self, connection: Any, tagged: TaggedDocuments) -> None:
        """Take a connection, and what says whom documents were assigned to."""
        self._connection, self._tagged = connection, tagged

    def among(self, wanted: Filter, held: Holdings, *, is_brief: bool = False) -> Filter:
        """Return a filter with the documents that had what must be there, or were changed since.

        What is asked in quotes is still asked: here it is not known.
        """
        changed = held.changed(self._connection)
        tagged: list[Marked] = []
        for marked in wanted.tagged:
            found = held.having(marked, is_brief=is_brief)
            if found is None:
                tagged.append(marked)
            else:
                wanted = wanted.among(found | changed)
        either: list[tuple[Marked, ...]] = []
        for group in wanted.either:
            such = [held.having(marked, is_brief=is_brief) for marked in group]
            known = [documents for documents in such if documents is not None]
            is_known = len(known) == len(group)
            if is_known:
                wanted = wanted.among(changed.union(*known))
            if not is_known or any(marked.quoted for marked in group):
                either.append(group)
        workers: list[tuple[str, ...]] = []
        for people in wanted.workers:
            found = held.having(Marked(annotators=people), is_brief=is_brief)
            if found is None:
                workers.append(people)
            else:
                wanted = wanted.among(found | self._tagged.assigned(people) | changed)
        for key, fits in wanted.values:
            found = held.with_value(key, fits)
            wanted = wanted if found is None else wanted.among(found | changed)
        return replace(
            wanted,
            tagged=tuple(tagged),
            either=tuple(either),
            workers=tuple(workers),
            values=(),
        )

    def without(self, wanted: Filter, held: Holdings) -> Filter:
        """Return a filter without the documents that surely have what must not be there."""
        changed = held.changed(self._connection)
        excluded = wanted.excluded
        for marked in wanted.without:
            excluded |= held.certain(marked) - changed
        for people in wanted.idle:
            excluded |= held.certain(Marked(annotators=people)) - changed
            excluded |= self._tagged.assigned(people)
        for part in wanted.names:
            wanted = wanted.among(held.named(part) | changed)
        if excluded and wanted.documents is None:
            wanted = wanted.among(held.numbers | changed)
        if excluded and wanted.documents is not None:
            left = wanted.documents - excluded
            wanted, excluded = replace(wanted, documents=left), frozenset[int]()
        return replace(wanted, excluded=excluded, without=(), idle=(), names=())
