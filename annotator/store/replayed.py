"""What an undo or redo changed, as news for the views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotator.model.change import Change, ChangeSet, Step
from annotator.store.history import Touched
from annotator.store.queries import Reader
from annotator.store.tables import BY_NAME


def change_set(step: Step, direction: str, touched: Sequence[Touched], reader: Reader) -> ChangeSet:
    """Return what an undo or redo changed; many changes are told as a bulk edit."""
    is_bulk = len(touched) > 1000
    changes: list[Change] = []
    documents: set[str] = set()
    for table, before, after in () if is_bulk else touched:
        description = BY_NAME.get(table)
        if description is None:
            is_bulk = True
            continue
        old = None if before is None else _noun(reader, table, before)
        new = None if after is None else _noun(reader, table, after)
        noun: Any = new if new is not None else old
        document = noun.id if table == "document" else getattr(noun, "document", None)
        if table in ("segment", "token") or (document is None and table == "revision"):
            is_bulk = True
        if document is not None:
            documents.add(document)
        key = getattr(noun, "id", None) or f"{document}/{getattr(noun, 'annotator', '')}"
        changes.append(Change(table=table, id=key, before=old, after=new))
    return ChangeSet(
        kind=step.kind,
        direction=direction,
        changes=() if is_bulk else tuple(changes),
        documents=frozenset() if is_bulk else frozenset(documents),
        is_bulk=is_bulk,
        step=step.number,
    )


def _noun(reader: Reader, table: str, raw: tuple[Any, ...]) -> Any:
    return BY_NAME[table].of_row(raw[:-1], _Lenient(reader))


class _Lenient:
    """Ids of rows that may be gone by now: what is not found keeps its number."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def key_of(self, table: str, number: int) -> str:
        try:
            return self._reader.key_of(table, number)
        except KeyError:
            return f"#{number}"

    def number_of(self, table: str, key: str) -> int:
        return self._reader.number_of(table, key)
