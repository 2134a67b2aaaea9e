"""The drill: the corpus is lost, a backup takes its place, and the journal brings back the rest."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.model.errors import RuleError, StoreError
from annotator.model.review import Annotator
from annotator.operations.checking.check import check
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.keeping.safety import make_backup, restore
from annotator.operations.rescue.replay import replay_journal, restore_and_replay
from annotator.store.history.journal import MOST_ROWS, entries, journal_files
from annotator.store.store import Store
from tests.reliability.worker import next_edit
from tests.samples import dump


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the program remembers, for each test anew."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def whole(store: Store) -> tuple[Any, ...]:
    """Return everything: rows, digests, steps and their state, row numbers given out."""
    connection = store._connection
    digests = connection.execute("SELECT * FROM digest WHERE rows OR total ORDER BY 1").fetchall()
    steps = store.history(limit=1000)
    return dump(store), digests, steps, store.commits()


def work(store: Store, count: int, seed: int, undo_share: float = 0.3) -> None:
    """Do some edits, undos and redos, at random."""
    rng = random.Random(seed)
    before = store.commits()
    while store.commits() < before + count:
        _, run = next_edit(store, rng, undo_share)
        try:
            run()
        except (RuleError, StoreError):
            continue


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_lost_corpus_comes_back_to_the_last_edit(samples: Store, seed: int) -> None:
    path = samples.path
    work(samples, 10, seed)
    make_backup(samples)
    work(samples, 50, seed + 10)
    before = whole(samples)
    samples.close()
    path.unlink()
    old, report = restore_and_replay(path)
    assert (old, report.replayed, report.error, report.left) == (None, 50, None, 0)
    with open_corpus(path) as store:
        assert whole(store) == before
        assert check(store).damage == ()
        step = store.undo_step()
        assert step is not None
        store.undo()
        store.redo()
        assert whole(store)[:3] == before[:3]


def test_a_replay_twice_does_nothing_more(samples: Store) -> None:
    path = samples.path
    make_backup(samples)
    work(samples, 20, 5)
    before = whole(samples)
    samples.close()
    for _ in range(2):
        _, report = restore_and_replay(path)
        assert report.replayed == 20
    with open_corpus(path) as store:
        assert replay_journal(store).replayed == 0
        assert whole(store) == before


def test_work_goes_on_after_a_replay_and_can_be_replayed_again(samples: Store) -> None:
    path = samples.path
    make_backup(samples)
    work(samples, 10, 6)
    samples.close()
    restore_and_replay(path)
    with open_corpus(path) as store:
        work(store, 10, 7)
        before = whole(store)
    assert restore_and_replay(path)[1].replayed == 20
    with open_corpus(path) as store:
        assert whole(store) == before


def test_what_was_done_instead_is_what_is_replayed(samples: Store) -> None:
    """Put back without a replay and worked on: the abandoned edits stay abandoned."""
    path = samples.path
    make_backup(samples)
    work(samples, 10, 8)
    samples.close()
    restore(path)
    with open_corpus(path) as store:
        put_annotator(store, Annotator(id="instead"))
        before = whole(store)
    assert restore_and_replay(path)[1].replayed == 1
    with open_corpus(path) as store:
        assert whole(store) == before


def test_a_line_that_is_cut_off_ends_the_journal(samples: Store) -> None:
    path = samples.path
    make_backup(samples)
    work(samples, 10, 9)
    samples.close()
    journal = journal_files(_id(path))[-1]
    journal.write_bytes(journal.read_bytes()[:-5])
    assert restore_and_replay(path)[1].replayed == 9


def _id(path: Path) -> str:
    with open_corpus(path, read_only=True) as store:
        return store.corpus_id


def test_a_missing_line_and_another_outcome_are_refused(samples: Store) -> None:
    path = samples.path
    make_backup(samples)
    for name in ("a", "b", "c"):
        put_annotator(samples, Annotator(id=name))
    samples.close()
    journal = journal_files(_id(path))[-1]
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + lines[2])
    report = restore_and_replay(path)[1]
    assert (report.replayed, report.left) == (1, 1)
    assert report.error is not None
    assert report.error.code == "journal_gap"
    entry = orjson.loads(lines[1])
    entry["digests"][0][2] += 1
    journal.write_bytes(lines[0] + orjson.dumps(entry) + b"\n" + lines[2])
    report = restore_and_replay(path)[1]
    assert (report.replayed, report.left) == (1, 2)
    assert report.error is not None
    assert report.error.code == "journal_differs"
    with open_corpus(path) as store:
        assert {"a", "b"} & {a.id for a in store.read().annotators()} == {"a"}
        assert check(store).damage == ()


def test_a_large_edit_is_noted_by_its_numbers_and_ends_a_replay(
    samples: Store, tmp_path: Path
) -> None:
    rows = MOST_ROWS // 2 + 1
    for name in ("x", "y"):
        text = "\n\n".join(f"{name} {n}" for n in range(rows))
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    make_backup(samples)
    put_annotator(samples, Annotator(id="before"))
    import_files(samples, [tmp_path / "x.txt", tmp_path / "y.txt"])
    put_annotator(samples, Annotator(id="after"))
    last = entries(samples.corpus_id)[-2]
    path = samples.path
    backups = sorted(path.with_name("samples-backups").iterdir())
    samples.close()
    assert "omitted" in last
    assert journal_files(_id(path))[-1].stat().st_size < 10_000
    report = restore_and_replay(path, backups[0])[1]
    assert (report.replayed, report.left) == (1, 2)
    assert report.error is not None
    assert report.error.code == "journal_omitted"


def test_each_backup_begins_a_new_file_and_old_ones_go(samples: Store) -> None:
    for number in range(20):
        make_backup(samples)
        put_annotator(samples, Annotator(id=f"p{number}"))
    found = journal_files(samples.corpus_id)
    assert 10 <= len(found) <= 12
    assert all(path.read_bytes().count(b"\n") == 1 for path in found)


def test_a_state_folder_that_cannot_be_written_costs_the_journal_only(
    samples: Store, state: Path
) -> None:
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir()
    (state / "journal").write_text("a file where a folder should be", encoding="utf-8")
    put_annotator(samples, Annotator(id="x"))
    put_annotator(samples, Annotator(id="y"))
    assert {"x", "y"} <= {a.id for a in samples.read().annotators()}
