"""A corpus that nobody closed is known by its file, and proved as a whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import Cancelled
from annotator.operations.checking.left_open import prove_corpus
from annotator.operations.keeping.corpus import open_corpus

ROOT = Path(__file__).resolve().parents[3]
CHILD = """
import os, sys
from pathlib import Path
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
store = open_corpus(Path(sys.argv[1]), is_brief=sys.argv[2] == "brief")
put_annotator(store, Annotator(id="cut_off"))
if sys.argv[2] == "brief":
    store._connection.execute("BEGIN IMMEDIATE")
    store._connection.execute("UPDATE setting SET value = '9' WHERE key = 'commits'")
    store._connection.execute("PRAGMA cache_spill = 1")
if sys.argv[2] == "closed":
    store.close()
os._exit(0)
"""


@pytest.fixture
def path(samples_file: Path, tmp_path: Path) -> Path:
    """A closed corpus."""
    return Path(shutil.copyfile(samples_file, tmp_path / "a.corpus"))


def leave(path: Path, how: str = "open") -> None:
    """Let another process work on a corpus and end without closing it."""
    words = [sys.executable, "-c", CHILD, str(path), how]
    subprocess.run(words, cwd=ROOT, env=dict(os.environ), check=True, timeout=60)


def test_one_that_was_closed_is_not_told(path: Path) -> None:
    leave(path, "closed")
    with open_corpus(path) as store:
        assert not store.was_left_open


@pytest.mark.parametrize("how", ["open", "brief"])
def test_one_that_was_cut_off_is_told_once_and_proves(path: Path, how: str) -> None:
    with open_corpus(path, read_only=True) as store:
        before = store.commits()
    leave(path, how)
    if how == "brief":
        assert path.with_name(f"{path.name}-journal").exists()
    with open_corpus(path, read_only=True) as store:
        assert not store.was_left_open
    with open_corpus(path) as store:
        assert store.was_left_open
        found = prove_corpus(store)
        assert found.is_whole
        assert found.edits == store.commits() == before + 1
        bundles = list(store.read().bundles())
        placed = [n for b in bundles for n in (*b.annotations, *b.comments) if n.spans]
        assert found.quotes == len(placed)
    with open_corpus(path) as store:
        assert not store.was_left_open


def test_what_does_not_prove_is_counted(path: Path) -> None:
    leave(path, "closed")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE annotation SET quote = 'other' WHERE id = 1")
    connection.close()
    with open_corpus(path) as store:
        found = prove_corpus(store)
        assert not found.is_whole
        assert found.damage == 1


def test_it_can_be_stopped(path: Path) -> None:
    def stop(what: str, done: int, total: int | None) -> None:
        if done:
            raise Cancelled

    with open_corpus(path) as store, pytest.raises(Cancelled):
        prove_corpus(store, stop)
