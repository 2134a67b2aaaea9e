"""Corpus files that carry more than data are not opened, and not one byte of them is changed."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.operations.checking.check import check
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.operations.keeping.safety import restore
from annotator.operations.keeping.working_copy import open_as_working_copy, waiting_copy
from annotator.store.store import Store
from tests.samples import make_samples


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "sound.corpus"
    make_samples(path).close()
    return path


def _run(path: Path, *statements: str, writes_schema: bool = False) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("steal", 1, lambda x: x, deterministic=True)
    if writes_schema:
        connection.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        connection.execute(statement)
    connection.close()


HOSTILE: dict[str, Callable[[Path], None]] = {
    "a trigger": lambda p: _run(
        p, "CREATE TRIGGER t AFTER INSERT ON annotation BEGIN DELETE FROM comment; END"
    ),
    "a trigger with the name of a library's table": lambda p: _run(
        p,
        'CREATE TRIGGER "_sqlite_migrations" AFTER INSERT ON annotation '
        "BEGIN DELETE FROM comment; END",
    ),
    "a view": lambda p: _run(p, "CREATE VIEW v AS SELECT steal(text) FROM document"),
    "a view without end": lambda p: _run(
        p,
        "CREATE VIEW v AS WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x FROM c) "
        "SELECT * FROM c",
    ),
    "a view in the place of a table": lambda p: _run(
        p, "ALTER TABLE tally RENAME TO old", "CREATE VIEW tally AS SELECT * FROM old"
    ),
    "a virtual table": lambda p: _run(p, "CREATE VIRTUAL TABLE x USING fts5 (a)"),
    "a generated column": lambda p: _run(
        p, "ALTER TABLE comment ADD COLUMN stolen TEXT AS (steal(key))"
    ),
    "an index on a function": lambda p: _run(p, "CREATE INDEX i ON document (steal(name))"),
    "a table of a library with a column that is computed": lambda p: _run(
        p, 'ALTER TABLE "_sqlite_migrations" ADD COLUMN x TEXT AS (steal("name"))'
    ),
    "a check that calls a function": lambda p: _run(
        p,
        "UPDATE sqlite_master SET sql = "
        "replace(sql, 'note TEXT,', 'note TEXT CHECK (steal(note)),') "
        "WHERE name = 'document_relation'",
        writes_schema=True,
    ),
    "a default that calls a function": lambda p: _run(
        p,
        "UPDATE sqlite_master SET sql = "
        "replace(sql, 'note TEXT,', 'note TEXT DEFAULT (random()),') "
        "WHERE name = 'document_relation'",
        writes_schema=True,
    ),
    "a name that is no text": lambda p: _run(
        p,
        "UPDATE sqlite_master SET name = CAST(name AS BLOB) WHERE name = 'comment_by_target'",
        writes_schema=True,
    ),
    "a table of a library whose words are no text": lambda p: _run(
        p,
        "UPDATE sqlite_master SET sql = CAST(sql AS BLOB) WHERE name = '_sqlite_migrations'",
        writes_schema=True,
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("read_only", [False, True])
def test_it_is_refused_and_left_as_it_is(
    sound: Path, tmp_path: Path, kind: str, read_only: bool
) -> None:
    path = Path(shutil.copy(sound, tmp_path / "hostile.corpus"))
    HOSTILE[kind](path)
    before = path.read_bytes()
    assert before != sound.read_bytes()
    with pytest.raises(StoreError) as refused:
        Store.open(path, read_only=read_only)
    assert refused.value.code in ("unknown_schema", "damaged", "store_failed")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["hostile.corpus"]


@pytest.mark.parametrize("kind", ["a trigger", "a generated column"])
def test_it_is_no_backup_either(sound: Path, tmp_path: Path, kind: str) -> None:
    path = Path(shutil.copy(sound, tmp_path / "sound.corpus"))
    hostile = Path(shutil.copy(sound, tmp_path / "hostile.corpus"))
    HOSTILE[kind](hostile)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        restore(path, hostile)
    assert path.read_bytes() == before


def test_what_a_sound_one_has_is_known(sound: Path) -> None:
    Store.open(sound).close()


def test_a_schema_that_is_no_utf8_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    new_corpus(path, scheme=scheme_named(None)).close()
    raw = bytearray(path.read_bytes())
    at = raw.index(b"CREATE TABLE sequence")
    raw[at + 7] ^= 0x98
    path.write_bytes(raw)
    for read_only in (True, False):
        with pytest.raises(StoreError) as caught:
            Store.open(path, read_only=read_only)
        assert caught.value.code == "damaged"
    assert path.read_bytes() == bytes(raw)


def _strange(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.corpus"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    elif kind == "circle":
        path.symlink_to(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "dangling":
        path.symlink_to("nowhere")
    elif kind == "long":
        return folder / f"{'x' * 300}.corpus"
    else:
        path.write_bytes(b"")
    return path


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
@pytest.mark.parametrize(
    "kind", ["pipe", "socket", "circle", "device", "folder", "dangling", "long", "empty"]
)
def test_what_is_no_plain_file_is_told_at_once(kind: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = _strange(Path(name), kind)
        for open_it in (open_corpus, open_as_working_copy, restore):
            with pytest.raises(StoreError) as refused:
                open_it(path)
            assert refused.value.code in (
                "not_a_corpus", "cannot_open", "corpus_missing", "no_backup", "store_failed"
            )  # fmt: skip
        assert waiting_copy(path) is None


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
@pytest.mark.parametrize("ending", ["-wal", "-journal", "-shm"])
def test_a_journal_that_is_no_file_is_not_waited_for(
    sound: Path, tmp_path: Path, ending: str
) -> None:
    path = Path(shutil.copy(sound, tmp_path / "a.corpus"))
    os.mkfifo(f"{path}{ending}")
    with pytest.raises(StoreError) as refused:
        open_corpus(path)
    assert refused.value.code == "cannot_open"


@pytest.mark.parametrize("said", ["many", "", "-3", "1e9", "9" * 30, "٣"])
def test_a_count_of_edits_that_is_none_is_damage_and_no_fault(
    sound: Path, tmp_path: Path, said: str
) -> None:
    path = Path(shutil.copy(sound, tmp_path / "a.corpus"))
    _run(path, f"UPDATE setting SET value = '{said}' WHERE key = 'commits'")
    with open_corpus(path, read_only=True) as store:
        assert [p.code for p in check(store).damage] == ["damage.setting"]
    with open_corpus(path) as store:
        put_annotator(store, Annotator(id="late"))
        assert store.commits() >= 1
