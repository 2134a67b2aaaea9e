"""A backup counts only when it is there, whole and the same; without one nothing is imported."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import annotator
from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.store.opening import backup
from annotator.store.opening.backup import NEWEST, Reason, backups_of, is_needed, is_whole
from annotator.store.rows.schema import VERSION
from annotator.store.store import Store
from tests.operations.field_notes import make_notes
from tests.samples import dump


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A closed corpus of field notes."""
    path = tmp_path / "notes.corpus"
    make_notes(path).close()
    return path


def more(tmp_path: Path, name: str = "more") -> Path:
    """Return a text file that the corpus does not have."""
    path = tmp_path / f"{name}.txt"
    path.write_text(f"At {name} the weir was empty.", encoding="utf-8")
    return path


def needs_backup(store: Store) -> bool:
    """Say whether something changed since the newest backup."""
    with store.reader() as reader:
        return is_needed(reader.connection, store.path)


def test_only_reasons_that_have_words_are_written() -> None:
    """Every text that the program hands to what makes a backup is one of `Reason`."""
    written: set[object] = set()
    makers = {"backup", "backup_apart", "make_backup", "_make"}
    for path in Path(annotator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                said = [x.value for x in node.args if isinstance(x, ast.Constant)]
                written |= set(said) if called in makers else set()
    assert written == set(get_args(Reason))


def left_over(corpus: Path) -> list[str]:
    """Return the names of unfinished copies beside a corpus."""
    return [path.name for path in corpus.parent.rglob("*.part")]


def test_a_backup_is_the_corpus_as_it_was(notes: Path) -> None:
    with open_corpus(notes) as store:
        before, steps = dump(store), store.history()
        made = store.backup("import")
        put_annotator(store, Annotator(id="zora"))
    assert made is not None
    assert is_whole(made)
    with open_corpus(made, read_only=True) as copy:
        assert (dump(copy), copy.history()) == (before, steps)
        assert list(copy.damage()) == []
    assert left_over(notes) == []


def test_a_backup_is_made_when_there_is_something_new(notes: Path, tmp_path: Path) -> None:
    with open_corpus(notes) as store:
        assert store.backup("open") is not None
        assert not needs_backup(store)
        assert store.backup("open") is None
        put_annotator(store, Annotator(id="zora"))
        assert needs_backup(store)
        # Each import looks after itself: what was before it is kept.
        import_files(store, [more(tmp_path)])
        import_files(store, [more(tmp_path, "noon")])
    kept = backups_of(notes)
    assert [path.name.partition("-")[2] for path in kept] == [
        "open.corpus",
        "import.corpus",
        "import.corpus",
    ]
    with open_corpus(kept[-1], read_only=True) as copy:
        assert copy.counts()["document"] == 2


def test_a_backup_from_another_thread_is_of_one_moment(notes: Path) -> None:
    with open_corpus(notes) as store:
        before = dump(store)
        with store.reader() as reader:
            put_annotator(store, Annotator(id="zora"))
            assert [a.id for a in reader.annotators()] == ["ines"]
        made = store.backup_apart("open")
        assert made is not None
        with open_corpus(made, read_only=True) as copy:
            assert dump(copy) == dump(store) != before


@pytest.mark.parametrize("fault", ["cut", "empty", "other", "gone"])
def test_a_backup_that_was_damaged_since_is_made_again(notes: Path, fault: str) -> None:
    with open_corpus(notes) as store:
        made = store.backup("open")
        assert made is not None
        if fault == "cut":
            made.write_bytes(made.read_bytes()[:-4096])
        elif fault == "empty":
            made.write_bytes(b"")
        elif fault == "other":
            made.write_bytes(b"not a corpus at all" * 1000)
        else:
            made.unlink()
        assert needs_backup(store)
        again = store.backup("import")
    assert again is not None
    assert is_whole(again)
    assert not is_whole(notes.parent / "nowhere.corpus")


def test_a_damaged_corpus_gives_no_backup_and_takes_no_import(notes: Path, tmp_path: Path) -> None:
    with open_corpus(notes) as store:
        first = store.backup("open")
    assert first is not None
    kept = first.read_bytes()
    with open_corpus(notes) as store:
        put_annotator(store, Annotator(id="zora"))
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'annotation_by_key'"
        root = store._connection.execute(sql).fetchone()[0]
        size = store._connection.execute("PRAGMA page_size").fetchone()[0]
    raw = bytearray(notes.read_bytes())
    raw[(root - 1) * size : (root - 1) * size + 40] = bytes(40)
    notes.write_bytes(raw)
    with open_corpus(notes) as store:
        steps = store.history()
        with pytest.raises(StoreError) as caught:
            import_files(store, [more(tmp_path)])
        assert caught.value.code in ("backup_failed", "damaged")
        assert store.history() == steps
    assert [path.read_bytes() for path in backups_of(notes)] == [kept]
    assert left_over(notes) == []


def test_where_no_folder_can_be_made_nothing_is_imported(notes: Path, tmp_path: Path) -> None:
    notes.with_name("notes-backups").write_text("a file in the way", encoding="utf-8")
    with open_corpus(notes) as store:
        before, steps = dump(store), store.history()
        with pytest.raises(StoreError) as caught:
            import_files(store, [more(tmp_path)])
        assert caught.value.code == "backup_failed"
        assert "notes-backups" in str(caught.value)
        assert (dump(store), store.history()) == (before, steps)


def test_a_backup_counts_though_an_old_one_cannot_be_removed(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_corpus(notes) as store:
        first = store.backup("open")
        assert first is not None
        for number in range(NEWEST + 3):
            shutil.copy2(first, first.with_name(f"000000000-regular{number:02d}.corpus"))
        put_annotator(store, Annotator(id="zora"))
        there = backups_of(notes)
        # Somebody else removes one, and a scanner for viruses reads another.
        monkeypatch.setattr(backup, "backups_of", lambda _: [notes.with_name("gone"), *there])
        refused: list[Path] = []
        unlink = Path.unlink

        def refuse(self: Path, missing_ok: bool = False) -> None:
            if self.suffix == ".corpus":
                refused.append(self)
                raise PermissionError(self.name)
            unlink(self, missing_ok)

        monkeypatch.setattr(Path, "unlink", refuse)
        made = store.backup("import")
    assert made is not None
    assert is_whole(made)
    assert refused


_FULL = """
import resource, signal, sys
from pathlib import Path
from annotator.model.errors import StoreError
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.importing.importing import (import_files)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, text = map(Path, sys.argv[1:])
with open_corpus(path) as store:
    store.counts()
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))
    try:
        import_files(store, [text])
    except StoreError as error:
        print(error.code)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of file sizes is not there")
def test_a_full_folder_gives_no_backup_and_takes_no_import(notes: Path, tmp_path: Path) -> None:
    with open_corpus(notes) as store:
        first = store.backup("open")
        assert first is not None
        put_annotator(store, Annotator(id="zora"))
        before, steps = dump(store), store.history()
    kept = first.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(notes), str(more(tmp_path))],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "backup_failed", done.stderr
    assert [path.read_bytes() for path in backups_of(notes)] == [kept]
    assert left_over(notes) == []
    with open_corpus(notes) as store:
        assert (dump(store), store.history()) == (before, steps)


@pytest.mark.parametrize("version", [VERSION + 1, VERSION + 6, 2**31 - 1])
def test_a_file_of_a_newer_version_is_refused_with_its_bytes_unchanged(
    notes: Path, version: int
) -> None:
    raw = bytearray(notes.read_bytes())
    raw[60:64] = version.to_bytes(4, "big")
    notes.write_bytes(raw)
    there = sorted(path.name for path in notes.parent.iterdir())
    for read_only in (False, True):
        with pytest.raises(StoreError) as caught:
            open_corpus(notes, read_only=read_only)
        assert caught.value.code == "newer_version"
        assert str(version) in str(caught.value)
    assert notes.read_bytes() == bytes(raw)
    assert sorted(path.name for path in notes.parent.iterdir()) == there


def test_a_backup_opens_as_the_corpus_it_was(notes: Path, tmp_path: Path) -> None:
    with open_corpus(notes) as store:
        made = store.backup("open")
    assert made is not None
    path = tmp_path / "again" / "notes.corpus"
    path.parent.mkdir()
    shutil.copyfile(made, path)
    with Store.open(path) as store:
        assert store.undo() is not None
        assert store.redo() is not None
