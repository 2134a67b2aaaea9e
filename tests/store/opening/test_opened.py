"""A file that cannot be opened or made is left as it is, closed, and free for others."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.store.opening.opened import make_anew, open_file
from annotator.store.opening.opening import TARGET, Target
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, make_notes


def _lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _open(path: Path, *, read_only: bool = False, is_probed: bool = True, target: Target = TARGET):
    return open_file(path, read_only=read_only, target=target, is_probed=is_probed, is_brief=False)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A corpus that nobody has open."""
    path = tmp_path / "notes.corpus"
    make_notes(path).close()
    return path


def test_a_new_file_is_open_locked_and_holds_who_it_was_made_for(tmp_path: Path) -> None:
    path = tmp_path / "new.corpus"
    opened = make_anew(path, SCHEME, [Annotator(id=WHO)])
    with pytest.raises(StoreError) as caught:
        _open(path)
    assert caught.value.code == "locked"
    opened.close()
    assert not _lock_of(path).exists()
    with Store.open(path) as store:
        assert store.scheme.id == SCHEME.id
        assert WHO in {a.id for a in store.read().annotators()}


def test_no_file_is_made_over_another_one(notes: Path) -> None:
    before = notes.read_bytes()
    with pytest.raises(StoreError) as caught:
        make_anew(notes, SCHEME, [])
    assert caught.value.code == "corpus_exists"
    assert notes.read_bytes() == before
    assert not _lock_of(notes).exists()


def test_where_no_file_can_be_made_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        make_anew(tmp_path / "nowhere" / "new.corpus", SCHEME, [])
    assert list(tmp_path.iterdir()) == []


def test_what_is_only_read_locks_nobody_out(notes: Path) -> None:
    reading = _open(notes, read_only=True)
    assert (reading.lock, reading.scheme) == (None, None)
    writing = _open(notes)
    assert writing.lock is not None
    assert writing.scheme is not None
    assert writing.scheme.id == SCHEME.id
    writing.close()
    reading.close()


def test_the_scheme_is_read_only_where_the_file_is_looked_at(notes: Path) -> None:
    opened = _open(notes, is_probed=False)
    assert opened.scheme is None
    opened.close()


def _with_a_strange_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE strange (x)")
    connection.commit()
    connection.close()


def _of_a_later_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {found + 1}")
    connection.commit()
    connection.close()


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _no_corpus(path: Path) -> None:
    path.write_text("A heron stood on the weir.", encoding="utf-8")


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "spoil", [_with_a_strange_table, _of_a_later_version, _cut_short, _no_corpus]
)
def test_a_file_that_is_refused_is_not_changed_and_not_held(notes, spoil, read_only) -> None:
    spoil(notes)
    before = notes.read_bytes()
    with pytest.raises(StoreError):
        _open(notes, read_only=read_only)
    assert notes.read_bytes() == before
    assert not _lock_of(notes).exists()
    # Nobody holds it: it can be given away and another one put in its place.
    notes.unlink()
    make_notes(notes).close()
    opened = _open(notes)
    opened.close()


def test_an_older_file_is_not_brought_up_to_date_where_it_is_only_read(notes: Path) -> None:
    later = Target(TARGET.version + 1, TARGET.make)
    before = notes.read_bytes()
    with pytest.raises(StoreError) as caught:
        _open(notes, read_only=True, target=later)
    assert caught.value.code == "older_version"
    assert notes.read_bytes() == before


def test_a_file_that_fails_while_it_is_made_is_held_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "new.corpus"
    in_the_way = tmp_path / ".new.corpus.new"
    in_the_way.mkdir()
    with pytest.raises(StoreError):
        make_anew(path, SCHEME, [])
    assert list(tmp_path.iterdir()) == [in_the_way]
    in_the_way.rmdir()
    make_anew(path, SCHEME, []).close()
