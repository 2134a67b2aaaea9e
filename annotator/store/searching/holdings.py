"""Which annotations and which metadata the documents of a corpus have, gathered once in a sitting.

A corpus keeps no index of values, since each import would pay for it. What is gathered is true of
one state of the corpus; the digests of that state say which documents were changed since, and
these are always looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import orjson

from annotator.model.query import Marked
from annotator.store.rows.brought import Found as Brought
from annotator.store.searching.had import Found, Kept, gather, parts_of
from annotator.store.searching.kinds import Kind, Quoting, documents_of, end_of, is_such
from annotator.store.searching.recalled import Recalled
from annotator.store.searching.since import Since
from annotator.store.searching.watching import watched

MOST_CHANGED = 150
"""Documents that may have changed before all is gathered anew."""
_BRIEF, _LONG = 50_000, 150_000
"""Characters of numbers of documents that are put together at once, and at all."""
_MOST_SETS = 50
"""Sets of documents that are kept, of those that were asked for."""


class Holdings:
    """What the documents had at one state of the corpus."""

    def __init__(
        self,
        connection: Any,
        watch: Callable[[], None] = lambda: None,
        recalled: Recalled | None = None,
        brought: Brought | None = None,
    ) -> None:
        """Gather it, on a snapshot, or take what was kept; 0.5 s for 250,000 annotations.

        `brought` is what an import noted of its annotations and texts, which are all there are.
        `watch` is called now and then, and may raise Cancelled to stop.
        """
        self._certain: dict[Any, frozenset[int]] = {}
        if recalled is not None:
            self._since = recalled.since
            self._found: Found = Kept(recalled.parts)
            return
        self._since = Since(connection)
        with watched(connection, watch):
            self._found = gather(connection, brought)

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is kept for a later sitting."""
        return parts_of(self._found)

    @property
    def has_quotes(self) -> bool:
        """Whether the quotes are known: they are not too many."""
        return self._found.has_quotes

    @property
    def keeps_quotes(self) -> bool:
        """Whether they are among what is kept for a later sitting."""
        return self._found.keeps_quotes

    @property
    def is_brief(self) -> bool:
        """Whether more could be gathered: quotes that an import noted are for the next sitting."""
        return self._found.parted is not None and not self.has_quotes

    def parted(self, connection: Any) -> frozenset[int] | None:
        """Return the documents in which something may part a word that nobody sees.

        None: that is not known.
        """
        found = self._found.parted
        return None if found is None else found | self.changed(connection)

    @property
    def numbers(self) -> frozenset[int]:
        """All documents that there were."""
        return self._found.numbers

    @property
    def is_whole(self) -> bool:
        """Whether all annotations are known: there are not too many different ones."""
        return self._found.has_kinds

    def is_at_hand(self, connection: Any) -> bool:
        """Say whether it can be asked on a snapshot, which may be of a later state."""
        return self._since.is_older_than(connection)

    def changed(self, connection: Any) -> frozenset[int]:
        """Return the documents that are not as they were."""
        return self._since.changed(connection)

    def having(self, marked: Marked, *, is_brief: bool = False) -> frozenset[int] | None:
        """Return the documents that had such annotations, some only seem to; None: not known.

        What is nearly everywhere counts as not known, since it need not be looked for; if it shall
        be brief, so does what takes some milliseconds to be put together.
        """
        such = self._such(marked)
        if such is None:
            return None
        if sum(kind.size for kind in such) > (_BRIEF if is_brief else _LONG):
            return None
        found = documents_of(such)
        return found if len(found) * 2 < self._since.count else None

    def certain(self, marked: Marked) -> frozenset[int]:
        """Return documents that surely had such annotations; not all of them perhaps."""
        if marked.is_commented or marked.may_lack or marked.quoted:
            return frozenset()
        asked = (marked.layer, marked.annotators, marked.columns)
        known = self._certain.get(asked) if marked.fits is None else None
        if known is None:
            known = documents_of(self._such(marked) or ())
            if marked.fits is None and len(self._certain) < _MOST_SETS:
                self._certain[asked] = known
        return known

    def quoting(self, groups: Sequence[Sequence[Marked]]) -> Iterator[tuple[int, frozenset[int]]]:
        """Yield the documents that had one of each group, some only seem to, block by block.

        Each comes with the number after its last. What is asked for in quotes is looked for when a
        block is come to, so the first documents are known soon.
        """
        sought = [Quoting(self._such(m) or (), m) for group in groups for m in group]
        sizes = [len(group) for group in groups]
        numbers = sorted({number for one in sought for number in one.numbers})
        for number in numbers:
            found = [frozenset(one.in_block(number)) for one in sought]
            unions: list[frozenset[int]] = []
            at = 0
            for size in sizes:
                unions.append(frozenset[int]().union(*found[at : at + size]))
                at += size
            yield end_of(number), unions[0].intersection(*unions[1:])

    def _such(self, marked: Marked) -> list[Kind] | None:
        kinds = self._found.kinds_on(marked.layer)
        return None if kinds is None else [kind for kind in kinds if is_such(kind, marked)]

    def named(self, part: str) -> frozenset[int]:
        """Return the documents in the key of whose name there was a part."""
        return frozenset(number for number, name in self._found.names if part in name)

    def with_value(self, name: str, fits: Callable[[Any], bool]) -> frozenset[int] | None:
        """Return the documents whose metadata had a value that fits.

        None: having none fits as well, so that it cannot be said.
        """
        if fits(None):
            return None
        values = self._found.values(name)
        return frozenset(
            n for value, numbers in values if fits(orjson.loads(value)) for n in numbers
        )
