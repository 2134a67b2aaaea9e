"""What an edit changed: news for every view, and what undo needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
