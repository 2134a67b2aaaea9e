"""A corpus file that is read, moved, deleted or replaced while it is open."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import AnnotatorError, StoreError
from annotator.model.review import Annotator
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.importing.preview import preview
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.operations.keeping.safety import save_elsewhere
from annotator.store.files.presence import is_open_here
from annotator.store.store import Store

READER = """
import sqlite3, sys
from pathlib import Path
c = sqlite3.connect(Path(sys.argv[1]).as_uri(), uri=True)
c.execute("SELECT count(*) FROM setting").fetchone()
c.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.corpus"


@pytest.fixture
def store(path: Path):
    with new_corpus(path, scheme=scheme_named(None)) as made:
        yield made


def _say(store: Store, name: str) -> None:
    put_annotator(store, Annotator(id=name, names={"en": name}))


def test_it_is_open_here_until_it_is_closed(path: Path) -> None:
    with new_corpus(path, scheme=scheme_named(None)):
        assert is_open_here(path)
        with open_corpus(path, read_only=True):
            assert is_open_here(path)
        assert is_open_here(path)
    assert not is_open_here(path)


def test_opening_it_again_here_does_not_drop_its_locks(store: Store, path: Path) -> None:
    """A stray open() and close() would: then a reader elsewhere deletes the journal."""
    _say(store, "one")
    with open_corpus(path, read_only=True) as second:
        assert [a.id for a in second.read().annotators()] == ["one"]
    with pytest.raises(StoreError) as caught:
        open_corpus(path)
    assert caught.value.code == "locked"
    subprocess.run([sys.executable, "-c", READER, str(path)], check=True, timeout=60)
    assert Path(f"{path}-wal").exists()
    _say(store, "two")
    shutil.copy(f"{path}-wal", path.with_name("kept-wal"))
    assert path.with_name("kept-wal").stat().st_size > 0


def test_it_is_neither_imported_nor_written_over(store: Store, path: Path) -> None:
    report = import_files(store, [path])
    assert [r.file for r in report.refused] == [str(path)]
    with pytest.raises(AnnotatorError) as caught:
        preview(path)
    assert caught.value.code == "file_is_corpus"
    with pytest.raises(AnnotatorError) as caught:
        export(store, path, "jsonl")
    assert caught.value.code == "file_is_corpus"
    _say(store, "one")


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be removed")
@pytest.mark.parametrize("how", ["deleted", "renamed", "replaced"])
def test_nothing_is_written_into_a_file_that_is_no_longer_there(
    store: Store, path: Path, how: str, tmp_path: Path
) -> None:
    _say(store, "before")
    other = tmp_path / "other.corpus"
    if how == "deleted":
        path.unlink()
    elif how == "renamed":
        path.rename(other)
    else:
        other.write_bytes(b"another file")
        os.replace(other, path)
    fault = store.fault()
    assert fault is not None
    assert fault.code == ("corpus_replaced" if how == "replaced" else "corpus_gone")
    with pytest.raises(StoreError) as caught:
        _say(store, "after")
    assert caught.value.code == fault.code
    with pytest.raises(StoreError):
        store.undo()
    save_elsewhere(store, tmp_path / "rescued.corpus")
    with open_corpus(tmp_path / "rescued.corpus") as rescued:
        assert [a.id for a in rescued.read().annotators()] == ["before"]
        assert list(rescued.damage()) == []


def test_saving_elsewhere_takes_no_name_that_is_taken(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken.corpus"
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        save_elsewhere(store, taken)
    assert caught.value.code == "corpus_exists"
    assert taken.read_text(encoding="utf-8") == "mine"
