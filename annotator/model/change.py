"""What an edit changed: news for every view, and what undo needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_NAMED = 1000
"""How many documents a bulk edit names; views read anew what they show if there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One noun before and after; None before means new, None after means removed.

    `table` is the word of the noun (document, annotation, relation, entity, comment, ...).
    """

    table: str
    id: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """All that one edit, undo or redo changed.

    `kind` is the code of the step ("annotate.tag", ...), `direction` is do, undo or redo. A
    bulk edit lists no single changes: `is_bulk` tells views to read anew what `documents`
    (ids; empty means any) hold.
    """

    kind: str
    direction: str = "do"
    changes: tuple[Change, ...] = ()
    documents: frozenset[str] = frozenset()
    is_bulk: bool = False
    step: int | None = None


BIRTH = "corpus.new"
"""The kind of the step that a corpus begins with; it is done and cannot be taken back."""


class Touched:
    """The ids of the documents that an edit touches; of a large bulk edit only that it does."""

    __slots__ = ("_ids", "_most")

    def __init__(self, *, is_bulk: bool = False, ids: Iterable[str] = ()) -> None:
        """Begin with some ids; a bulk edit names no more than `MOST_NAMED`."""
        self._most = MOST_NAMED if is_bulk else None
        self._ids = set(ids)

    def add(self, document_id: str) -> None:
        """Note a document."""
        if self._most is None or len(self._ids) <= self._most:
            self._ids.add(document_id)

    def copy(self) -> Touched:
        """Return the same, to go back to."""
        return Touched(is_bulk=self._most is not None, ids=self._ids)

    def told(self) -> frozenset[str]:
        """Return the ids as a change set has them: none if there are too many, which means any."""
        is_any = self._most is not None and len(self._ids) > self._most
        return frozenset() if is_any else frozenset(self._ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the history: who did what, when, to how many.

    `kind` and `data` are worded by `wording`; `state` is done or undone.
    """

    number: int
    kind: str
    annotator: str | None
    made: str
    count: int
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    state: str = "done"
