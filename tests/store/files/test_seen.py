"""A corpus that was set back, or copied without its journal, is noticed when it is opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.store.files.seen import Seen, state_folder


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))


def _codes(path: Path) -> list[str]:
    with open_corpus(path) as store:
        return [w.code for w in store.warnings]


def test_a_file_set_back_is_noticed_with_the_number_of_missing_edits(tmp_path: Path) -> None:
    path, old = tmp_path / "a.corpus", tmp_path / "old.corpus"
    new_corpus(path, scheme=scheme_named(None)).close()
    shutil.copy(path, old)
    with open_corpus(path) as store:
        assert store.warnings == ()
        for name in ("one", "two", "three"):
            put_annotator(store, Annotator(id=name, names={"en": name}))
    assert _codes(path) == []
    shutil.copy(old, path)
    with open_corpus(path) as store:
        (warning,) = store.warnings
        assert (warning.code, warning.data["count"]) == ("older_than_seen", 3)


def test_a_copy_without_the_journal_is_noticed(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.corpus", tmp_path / "copy.corpus"
    with new_corpus(path, scheme=scheme_named(None)) as store:
        store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        put_annotator(store, Annotator(id="one", names={"en": "one"}))
        shutil.copy(path, copy)
    assert _codes(copy) == ["older_than_seen"]


def test_copies_in_several_places_go_ways_of_their_own(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.corpus", tmp_path / "copy.corpus"
    new_corpus(path, scheme=scheme_named(None)).close()
    shutil.copy(path, copy)
    for name in ("one", "two", "three"):
        with open_corpus(path) as store:
            put_annotator(store, Annotator(id=name, names={"en": name}))
    assert _codes(copy) == []
    with open_corpus(copy) as store:
        put_annotator(store, Annotator(id="other", names={"en": "other"}))
        old = tmp_path / "old"
    shutil.copy(copy, old)
    assert _codes(path) == []
    assert _codes(copy) == []
    with open_corpus(copy) as store:
        put_annotator(store, Annotator(id="more", names={"en": "more"}))
    shutil.copy(old, copy)
    with open_corpus(copy) as store:
        (warning,) = store.warnings
        assert (warning.code, warning.data["count"]) == ("older_than_seen", 1)
    assert _codes(path) == []


def test_another_way_to_name_a_place_is_the_same_place(tmp_path: Path) -> None:
    path, old = tmp_path / "a.corpus", tmp_path / "old.corpus"
    new_corpus(path, scheme=scheme_named(None)).close()
    shutil.copy(path, old)
    with open_corpus(path) as store:
        put_annotator(store, Annotator(id="one", names={"en": "one"}))
    shutil.copy(old, path)
    (tmp_path / "folder").mkdir()
    assert _codes(tmp_path / "folder" / ".." / "a.corpus") == ["older_than_seen"]


def test_an_undo_counts_as_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    with new_corpus(path, scheme=scheme_named(None)) as store:
        put_annotator(store, Annotator(id="one", names={"en": "one"}))
        before = store._seen.highest
        store.undo()
        assert store._seen.highest == before + 1
    assert _codes(path) == []


def test_what_cannot_be_remembered_disturbs_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("ANNOTATOR_STATE", str(blocked))
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        assert store.warnings == ()
        put_annotator(store, Annotator(id="one", names={"en": "one"}))
    assert _codes(tmp_path / "a.corpus") == []


@pytest.mark.parametrize("said", [b"", b"rubbish", b"-7", b"\xff\xfe", b"9" * 400])
def test_a_damaged_note_is_no_note(said: bytes) -> None:
    folder = state_folder() / "seen"
    folder.mkdir(parents=True)
    (folder / "x").write_bytes(said)
    note = Seen("x")
    assert note.highest in (0, int("9" * 21))
    note.note(5)
    note.close()
    again = Seen("x")
    assert again.highest == 5
    again.close()


def test_an_id_is_no_path() -> None:
    note = Seen("../../outside")
    note.note(1)
    note.close()
    assert [p.parent for p in state_folder().rglob("*outside*")] == [state_folder() / "seen"]
