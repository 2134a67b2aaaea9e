"""Replaying the journal onto a backup: the last work comes back, step by step, or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from annotator.model.errors import AnnotatorError, StoreError
from annotator.model.progress import Progress, no_progress
from annotator.operations.keeping import safety
from annotator.operations.keeping.corpus import open_corpus
from annotator.store.history.journal import digests_of, entries
from annotator.store.history.replaying import DELETED
from annotator.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """How many steps were made again, which one was refused and why, how many come after it."""

    replayed: int
    refused: str | None = None
    error: AnnotatorError | None = None
    left: int = 0


def restore_and_replay(
    corpus: Path, backup: Path | None = None, progress: Progress = no_progress
) -> tuple[Path | None, ReplayReport]:
    """Put a backup in the place of a corpus, and make again what its journal has since then.

    Returns the name under which the corpus of before is kept, and what was replayed.
    """
    old = safety.restore(corpus, backup)
    with open_corpus(corpus) as store:
        return old, replay_journal(store, progress)


def replay_journal(store: Store, progress: Progress = no_progress) -> ReplayReport:
    """Make again what the journal has beyond the corpus; what it has already is passed over.

    It ends with the first step that is missing or does not lead to the same digests, since what
    comes after builds on it.
    """
    store.journal.pause()
    coming = [e for e in entries(store.corpus_id) if e["commits"] > store.commits()]
    for done, entry in enumerate(coming):
        progress("progress.replaying", done, len(coming))
        try:
            if entry["commits"] != store.commits() + 1:
                raise StoreError("journal_gap", count=entry["commits"] - store.commits() - 1)
            _replay(store, entry)
        except AnnotatorError as error:
            left = len(coming) - done
            name = str(entry.get("kind", "undo" if "undo" in entry else "redo"))
            return ReplayReport(replayed=done, refused=name, error=error, left=left)
    return ReplayReport(replayed=len(coming))


def _replay(store: Store, entry: Mapping[str, Any]) -> None:
    if "omitted" in entry:
        raise StoreError("journal_omitted", count=entry["count"])
    if "undo" in entry or "redo" in entry:
        _take_back(store, entry)
        return
    with store.edit(
        entry["kind"], annotator=entry["annotator"], data=entry["data"], made=entry["made"]
    ) as edit:
        for table, action, first, last, rows in entry["changes"]:
            there = edit.rows.in_range(table, first, last)
            known = {row[0]: row for row in there}
            if action == DELETED:
                for row in there:
                    edit.put_row(table, row, None)
            for row in rows:
                whole = tuple(map(_value, row))
                edit.put_row(table, known.get(whole[0]), whole)
        edit.count = entry["count"]
        edit.rows.flush()
        wanted = entry["digests"]
        documents = {number for number, _, _ in wanted}
        if digests_of(edit.reader.connection, documents) != wanted:
            raise StoreError("journal_differs")


def _value(value: Any) -> Any:
    return bytes.fromhex(cast(dict[str, str], value)["hex"]) if isinstance(value, dict) else value


def _take_back(store: Store, entry: Mapping[str, Any]) -> None:
    """Undo or redo the very step that the journal names, whoever asked for it."""
    find, run = (store.undo_step, store.undo) if "undo" in entry else (store.redo_step, store.redo)
    number = entry.get("undo", entry.get("redo"))
    for annotator in (None, *(a.id for a in store.read().annotators())):
        step = find(annotator)
        if step is not None and step.number == number:
            run(annotator)
            return
    raise StoreError("journal_differs")
