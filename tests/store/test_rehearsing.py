"""What is rehearsed is seen by nobody, keeps nobody waiting, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import Cancelled, StoreError
from annotator.store import rehearsing
from annotator.store.rehearsing import temporary_folder
from annotator.store.store import Store
from annotator.store.writing.edit import Edit
from tests.operations.field_notes import WHO, make_notes
from tests.samples import dump
from tests.store.test_gate import _annotation

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open corpus with one document."""
    with make_notes(tmp_path / "notes.corpus") as made:
        yield made


def _break_off(store: Store, edit: Edit) -> None:
    edit.put(_annotation(store, "tried"))
    raise Cancelled


def _fill_up(store: Store, edit: Edit) -> None:
    edit._connection.execute("PRAGMA max_page_count = 1")
    for number in range(1000):
        edit.put(_annotation(store, f"tried-{number}"))


def test_who_reads_and_who_edits_meanwhile_meets_the_corpus_as_it_is(store: Store) -> None:
    told: list[object] = []
    store.subscribe(told.append)
    before, steps = dump(store), store.history()
    with store.rehearse("test", annotator=WHO) as edit:
        edit.put(_annotation(store, "tried"))
        assert edit.reader.annotation("tried") is not None
        assert dump(store) == before
        with store.reader() as other:
            assert other.annotation("tried") is None
        with store.edit("annotate.tag", annotator=WHO) as real:
            real.put(_annotation(store, "made"))
        assert edit.reader.annotation("made") is None
    assert len(told) == 1
    assert len(store.history()) == len(steps) + 1
    assert store.read().annotation("tried") is None
    assert store.read().annotation("made") is not None


def test_what_breaks_it_off_leaves_the_corpus_alone(store: Store, tmp_path: Path) -> None:
    before, files = dump(store), sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled), store.rehearse("test", annotator=WHO) as edit:
        _break_off(store, edit)
    assert (dump(store), sorted(tmp_path.iterdir())) == (before, files)


def test_a_corpus_that_is_only_read_can_be_rehearsed_on(store: Store) -> None:
    with (
        Store.open(store.path, read_only=True) as read,
        read.rehearse("test", annotator=WHO) as edit,
    ):
        edit.put(_annotation(store, "tried"))
        assert edit.reader.annotation("tried") is not None


def test_copying_is_told_and_can_be_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsing, "_PAGES", 5)
    told: list[tuple[str, int, int | None]] = []

    def watch(what: str, done: int, total: int | None) -> None:
        told.append((what, done, total))
        if len(told) == 3:
            raise Cancelled

    with pytest.raises(Cancelled), store.rehearse("test", annotator=WHO, progress=watch):
        pytest.fail("it went on")
    assert [(what, done) for what, done, _ in told] == [
        ("progress.copying", 5),
        ("progress.copying", 10),
        ("progress.copying", 15),
    ]


def test_too_little_room_is_told_with_the_folder(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(temporary_folder())._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    before = dump(store)
    with pytest.raises(StoreError) as caught, store.rehearse("test", annotator=WHO):
        pytest.fail("there is no room")
    assert caught.value.code == "no_room_to_try"
    assert caught.value.data["folder"] == str(temporary_folder())
    assert caught.value.data["needed"] >= 1
    assert dump(store) == before


_WAITS = """
import os, sys, time
from pathlib import Path
from annotator.store.store import Store
with Store.open(Path(sys.argv[1]), read_only=True) as store:
    with store.rehearse("test", annotator=None) as edit:
        edit._connection.execute("CREATE TABLE large (x)")
        for _ in range(4000):
            edit._connection.execute("INSERT INTO large VALUES (randomblob(8000))")
        print("there", flush=True)
        time.sleep(60)
"""


def test_a_disk_that_fills_up_meanwhile_is_told(store: Store) -> None:
    before = dump(store)
    with pytest.raises(StoreError) as caught, store.rehearse("test", annotator=WHO) as edit:
        _fill_up(store, edit)
    assert caught.value.code == "no_room_to_try"
    assert dump(store) == before


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed there like this")
def test_a_process_that_is_killed_leaves_no_copy(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    environment = {**os.environ, "SQLITE_TMPDIR": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-c", _WAITS, store.path],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "there\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert list(folder.iterdir()) == []
    assert list(store.damage()) == []
