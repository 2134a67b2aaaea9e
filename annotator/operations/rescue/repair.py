"""Repairing a corpus: each kind of repair is a step that can be taken back and says what it did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import StoreError
from annotator.model.progress import Progress, no_progress
from annotator.model.review import Annotator
from annotator.operations.checking.check import CheckReport, check
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.rescue.repair_nouns import NOUN_REPAIRS, Mend
from annotator.store.history.history import LOOSE
from annotator.store.mending import mending, rebuilding
from annotator.store.opening.backup import all_backups_of, is_whole
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.store.writing.edit import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One kind of repair that was made: its step and how many things it set right."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """What was repaired, what a check finds afterwards, and the backups for what is left.

    `backups` are the whole ones, newest first; none are named where nothing damaged is left.
    """

    repairs: tuple[Repair, ...]
    left: CheckReport
    backups: tuple[Path, ...]


def open_for_repair(path: Path) -> Store:
    """Open a corpus, also one whose rows cannot be read if its structure is sound.

    StoreError as for any other corpus: what is damaged in its structure is never written to.
    """
    try:
        return open_corpus(path)
    except StoreError as error:
        if error.code != "damaged" or not can_be_repaired(path):
            raise
    return Store.open(path, is_probed=False)


def can_be_repaired(path: Path) -> bool:
    """Say whether a corpus that does not open is damaged in its rows only."""
    try:
        with open_corpus(path, read_only=True) as store:
            return rebuilding.is_sound(store.read().connection)
    except StoreError:
        # It is no corpus, or cannot be read at all.
        return False


def repair_corpus(
    store: Store, *, annotator: str | None = None, progress: Progress = no_progress
) -> RepairReport:
    """Repair what proves how it was: rows, digests, indexes, references, trees and quotes.

    Each kind is one step of the history. What is damaged in its structure elsewhere than in an
    index is left alone altogether, since writing could make it worse. Cancelled stops between two
    kinds; what was repaired until then stays.
    """
    backups = tuple(path for path in reversed(all_backups_of(store.path)) if is_whole(path))
    repairs: list[Repair] = []
    of_rows: tuple[tuple[str, Mend], ...] = (
        ("repair.indexes", _indexes),
        ("repair.rows", lambda edit, _: len(mending.mend_rows(edit, backups))),
        ("repair.vanished", lambda edit, _: len(mending.bring_back_rows(edit, backups))),
        ("repair.annotators", _annotators),
        (LOOSE, _loose),
        ("repair.digests", lambda edit, _: len(mending.recount_digests(edit))),
        ("repair.counters", lambda edit, _: rebuilding.raise_counters(edit)),
        ("repair.search", lambda edit, _: int(rebuilding.rebuild_search(edit))),
    )
    total = len(of_rows) + len(NOUN_REPAIRS)
    for done, (kind, mend) in enumerate((*of_rows, *NOUN_REPAIRS)):
        progress("progress.repairing", done, total)
        if done == len(of_rows) and any(store.damage()):
            # What does not prove must not be made out to be right.
            break
        count = _in_a_step(store, kind, annotator, mend)
        if count:
            repairs.append(Repair(kind=kind, count=count))
        if kind == "repair.indexes" and not rebuilding.is_sound(store.read().connection):
            break
    left = check(store, progress)
    is_damaged = bool(left.damage)
    return RepairReport(repairs=tuple(repairs), left=left, backups=backups if is_damaged else ())


def _in_a_step(store: Store, kind: str, annotator: str | None, mend: Mend) -> int:
    with store.reader() as reader, store.edit(kind, annotator=annotator, bulk=True) as edit:
        count = mend(edit, reader)
        # What is only derived makes no change that could be taken back, but a step that tells.
        edit.count = count
        edit.name(count=count)
    return count


def _indexes(edit: Edit, _: Reader) -> int:
    if rebuilding.is_sound(edit.reader.connection):
        return 0
    return int(rebuilding.rebuild_indexes(edit))


def _annotators(edit: Edit, _: Reader) -> int:
    """Make anew whoever is named by rows and is not there: their work is what counts."""
    made: set[str] = set()
    for table, number, parent in mending.loose_rows(edit.reader.connection):
        name = mending.annotator_named(edit, table, number) if parent == "annotator" else None
        if name is not None and name not in made:
            edit.put(Annotator(id=name))
            made.add(name)
    return len(made)


def _loose(edit: Edit, _: Reader) -> int:
    """Put aside what points to what is not there, and then what pointed to that."""
    connection = edit.reader.connection
    connection.execute("PRAGMA defer_foreign_keys = 1")
    count = 0
    while found := mending.loose_rows(connection):
        taken = sum(mending.put_aside(edit, table, number) for table, number, _ in found)
        if not taken:
            raise StoreError("store_failed", path="", reason="references cannot be mended")
        count += taken
    return count
