"""What an import notes of its annotations is true, or nothing; the next sitting finds by it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.scheme import Scheme
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus
from annotator.operations.search.leaving_ready import leave_ready
from annotator.operations.search.searching import prepare
from annotator.store.rows import brought
from annotator.store.rows.brought import KIND
from annotator.store.searching import had, recalling, sharpening
from annotator.store.searching.memory_file import memory_folder
from annotator.store.store import Store
from annotator.text.spelling import is_parted
from tests.operations.field_notes import SCHEME
from tests.operations.searched import WHO, make_searched
from tests.store.searching.test_recalled import assert_same, memories


@pytest.fixture(autouse=True)
def _of_small_corpora(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalling, "_LEAST", 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.jsonl"
    with make_searched(tmp_path / "first.corpus") as store:
        export(store, path, "jsonl")
    return path


@pytest.fixture
def imported(tmp_path: Path, file: Path) -> Path:
    path = tmp_path / "imported.corpus"
    with new_corpus(path, scheme=_scheme()) as store:
        assert not import_files(store, [file]).refused
        leave_ready(store)
    return path


def _scheme() -> Scheme:
    return SCHEME


def noted(store: Store) -> Counter[tuple[object, ...]] | None:
    found = store.read().remembered.brought
    if found is None:
        return None
    assert found[0] == store.commits()
    kinds = found[1].kinds
    return Counter((*kind, number) for kind, numbers in kinds.items() for number in numbers)


def stored(store: Store) -> Counter[tuple[object, ...]]:
    sql = f"SELECT {', '.join(KIND)}, document FROM annotation"
    return Counter(store.read().connection.execute(sql))


def test_all_annotations_of_an_import_are_noted(tmp_path: Path, file: Path) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=_scheme()) as store:
        import_files(store, [file])
        found = noted(store)
        assert found
        assert found == stored(store)
        kept = store.read().remembered.brought
        assert kept is not None
        texts = store.read().connection.execute("SELECT id, text FROM document").fetchall()
        assert kept[1].parted == tuple(number for number, text in texts if is_parted(text))
        assert kept[1].parted


def test_the_next_sitting_finds_by_it_what_there_is(imported: Path, monkeypatch) -> None:
    def fail(*_given: object) -> None:
        raise AssertionError("annotations were looked through")

    assert len(memories()) == 1
    assert_same(imported)
    monkeypatch.setattr(had, "gathering", fail)
    with open_corpus(imported, read_only=True) as store, store.reader() as reader:
        assert reader.remembered.holdings is None
        assert sharpening.Sharpening(reader.connection, reader.remembered).is_prepared
        kept = reader.remembered
        assert kept.terms is not None
        assert kept.holdings is not None
        assert kept.holdings.is_brief
        assert kept.written is None


def test_where_most_words_may_be_parted_each_is_asked_for(imported: Path, monkeypatch) -> None:
    monkeypatch.setattr(sharpening, "_MOST_PARTED", 0)
    assert_same(imported)


def test_what_it_lacks_is_gathered_and_kept_when_hands_rest(imported: Path) -> None:
    before = memories()[0].read_bytes()
    with open_corpus(imported) as store:
        prepare(store)
        kept = store.read().remembered
        assert kept.holdings is not None
        assert not kept.holdings.is_brief
        assert kept.holdings.has_quotes
        assert kept.written is not None
    assert memories()[0].read_bytes() != before
    assert_same(imported)
    with open_corpus(imported) as store:
        prepare(store)
    assert_same(imported)


def test_what_is_edited_after_the_import_is_found(imported: Path) -> None:
    with open_corpus(imported) as store:
        with store.edit("annotate.tag", annotator=WHO) as edit:
            edit.remove(Annotation, "b2")
            changed = edit.reader.annotation("b1")
            edit.put(changed._replace(confidence=UNSURE))
        assert_same(imported)
    assert_same(imported)


def test_nothing_is_noted_of_rows_that_were_changed_or_taken_back(
    tmp_path: Path, file: Path
) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=_scheme()) as store:
        with store.edit("documents.import", annotator=None, bulk=True) as edit:
            with open_corpus(tmp_path / "first.corpus", read_only=True) as source:
                bundles = list(source.read().bundles())
                for person in source.read().annotators():
                    edit.put(person)
                for entity in source.read().entities():
                    edit.put(entity)
            for bundle in bundles:
                edit.put_bundle(bundle)
            edit.put(edit.reader.annotation("b1")._replace(confidence=UNSURE))
        assert noted(store) is None
        leave_ready(store)
    assert not memories()


def test_a_file_that_is_left_out_leaves_nothing_noted(tmp_path: Path, file: Path) -> None:
    bad = tmp_path / "notes-2.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    bad.write_text("\n".join([*lines[:-1], lines[-1][:-9]]), encoding="utf-8")
    path = tmp_path / "a.corpus"
    with new_corpus(path, scheme=_scheme()) as store:
        assert import_files(store, [bad, file]).refused
        found = noted(store)
        assert found is None or found == stored(store)
        leave_ready(store)
    assert_same(path)


@pytest.mark.parametrize("most", ["_MOST_KINDS", "_MOST_ANNOTATIONS", "_MOST_PARTED"])
def test_of_very_much_nothing_is_noted(tmp_path: Path, file: Path, monkeypatch, most: str) -> None:
    monkeypatch.setattr(brought, most, 0)
    path = tmp_path / "a.corpus"
    with new_corpus(path, scheme=_scheme()) as store:
        assert not import_files(store, [file]).refused
        assert noted(store) is None
        leave_ready(store)
    assert not memories()
    assert_same(path)


def test_a_second_import_notes_nothing_and_what_was_noted_is_no_longer_said(
    tmp_path: Path, file: Path
) -> None:
    more = tmp_path / "more.txt"
    more.write_text("A heron and a zebra.", encoding="utf-8")
    path = tmp_path / "a.corpus"
    with new_corpus(path, scheme=_scheme()) as store:
        import_files(store, [file])
        import_files(store, [more])
        leave_ready(store)
    assert not memories()
    assert_same(path)


def test_where_nothing_can_be_kept_the_import_stands(tmp_path: Path, file: Path) -> None:
    folder = memory_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder", encoding="utf-8")
    path = tmp_path / "a.corpus"
    with new_corpus(path, scheme=_scheme()) as store:
        assert not import_files(store, [file]).refused
        leave_ready(store)
    assert_same(path)
