"""What an import notes of its annotations is true, or nothing; the next sitting finds by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.scheme import Scheme
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus
from annotator.operations.search.leaving_ready import leave_ready
from annotator.operations.search.searching import prepare
from annotator.store.rows import brought
from annotator.store.rows.brought import KIND, Brought
from annotator.store.rows.table import Batch
from annotator.store.rows.tables import COLUMNS
from annotator.store.searching import had, kinds, recalling, sharpening
from annotator.store.searching.kept_kinds import KeptKinds, parts_brought, parts_of_kinds
from annotator.store.searching.memory_file import memory_folder, open_parts, write_parts
from annotator.store.store import Store
from annotator.text.spelling import is_parted
from tests.operations.field_notes import SCHEME
from tests.operations.searched import WHO, make_searched
from tests.store.searching.test_by_portions import corpus_of
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
    listed = found[1].kinds
    return Counter((*kind, number) for kind, numbers in listed.items() for number in numbers)


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
        assert kept.holdings.has_quotes
        assert not kept.holdings.is_brief
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


Given = tuple[int, str, str, str | None, str | None, int | None]
given_rows = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["bird", "sighting"]),
        st.sampled_from(["heron", "чапла и бекас", "👍🏽", "", "x" * 401]),
        st.sampled_from([None, None, "[]"]),
        st.sampled_from([None, None, '["s"]']),
        st.sampled_from([0, 0, None]),
    ),
    max_size=30,
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


@pytest.fixture
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (brought, kinds):
            patch.setattr(module, "BLOCK", 4)
        yield


@pytest.mark.usefixtures("small_blocks")
class TestQuotes:
    """Those of several blocks."""

    @given(listed=given_rows, is_usual=st.booleans())
    def test_what_is_kept_of_an_import_is_what_is_gathered(
        self, listed: list[Given], is_usual: bool, tmp_path_factory
    ) -> None:
        with closing(annotated(listed, is_usual=is_usual)) as connection:
            found = noted_of(connection, is_usual=is_usual).found
            gathered = kinds.kinds_of(connection.execute(kinds.gathering()).fetchall())
        assert found is not None
        assert found.quoted is not None
        path = tmp_path_factory.getbasetemp() / "a.memory"
        for _ in range(2):
            assert write_parts(path, {}, parts_brought(found))
            kept = kept_in(path)
            assert described(kept) == described(gathered)
            assert {b.number for kind in kept for b in kind.blocks} == {
                row[0] // 4 for row in listed
            }
            assert write_parts(path, {}, list(parts_of_kinds(kept)))
            assert described(kept_in(path)) == described(gathered)

    def test_quotes_of_documents_in_another_order_are_not_kept(self) -> None:
        rows: list[Given] = [(d, "bird", "a", None, None, 0) for d in (9, 2, 9)]
        with closing(annotated(rows, is_usual=True)) as connection:
            noting = noted_of(connection, is_usual=True)
        assert noting.found is not None
        assert noting.found.quoted is None
        assert [[*numbers] for numbers in noting.found.kinds.values()] == [[9, 2, 9]]

    def test_where_very_many_are_on_few_documents_they_are_not_held(self, monkeypatch) -> None:
        monkeypatch.setattr(brought, "_MOST_HELD", 2)
        rows: list[Given] = [(1, "bird", "a", None, None, 0)] * 3
        with closing(annotated(rows, is_usual=True)) as connection:
            found = noted_of(connection, is_usual=True).found
        assert found is not None
        assert found.quoted is None
        assert [[*numbers] for numbers in found.kinds.values()] == [[1, 1, 1]]


def noted_of(connection: Any, *, is_usual: bool) -> Brought:
    """Note all annotations of a corpus; usual ones come without some columns."""
    noting = Brought()
    empty = tuple(_COLUMNS.index(name) for name in ("spans", "segments", "extra"))
    for row in connection.execute("SELECT * FROM annotation ORDER BY id"):
        short = tuple(value for at, value in enumerate(row) if at not in empty)
        noting.note(Batch(empty, [short]) if is_usual else Batch((), [row]), row[2])
    return noting


_COLUMNS = ("id", *COLUMNS["annotation"], "checksum")


def kept_in(path: Path) -> list[kinds.Kind]:
    parts = open_parts(path)
    assert parts is not None
    return KeptKinds(parts).on(None)


def described(found: list[kinds.Kind]) -> object:
    """Return the annotations of each kind by document and quote."""
    return [
        (
            *kind[:6],
            sorted(
                pair
                for block in kind.blocks
                for pair in zip(
                    orjson.loads(block.documents),
                    block.quotes.text.split(brought.APART),
                    strict=True,
                )
            ),
            sorted(
                number for numbers in kind.blocks.documents() for number in orjson.loads(numbers)
            ),
        )
        for kind in found
    ]


def annotated(listed: list[Given], *, is_usual: bool) -> Any:
    """Return a corpus with annotations; usual ones have one span."""
    connection = corpus_of([])
    connection.execute("DELETE FROM document WHERE id < 13")
    for number in range(13):
        connection.execute(
            "INSERT INTO document (id, key, position, name, sha256, revision, metadata, source, "
            "length, checksum, text) VALUES (?, ?, 1, '', '', 1, '{}', '{}', 0, 0, '')",
            (number, f"d{number}"),
        )
    if is_usual:
        listed = [(*row[:3], None, None, 0) for row in listed]
    for number, (document, layer, quote, spans, segments, begin) in enumerate(listed, start=1):
        connection.execute(
            "INSERT INTO annotation (id, key, document, layer, annotator, begin, end, spans, "
            "segments, quote, features, confidence, origin, state, checksum) "
            "VALUES (?, ?, ?, ?, 'ann', ?, ?, ?, ?, ?, '{}', '', '', '', 0)",
            (number, f"a{number}", document, layer, begin, begin, spans, segments, quote),
        )
    return connection


def test_of_very_many_quotes_none_is_noted_and_the_rest_is(
    tmp_path: Path, file: Path, monkeypatch
) -> None:
    monkeypatch.setattr(brought, "MOST_QUOTED", 1)
    path = tmp_path / "a.corpus"
    with new_corpus(path, scheme=_scheme()) as store:
        assert not import_files(store, [file]).refused
        assert noted(store) == stored(store)
        leave_ready(store)
    with open_corpus(path, read_only=True) as store, store.reader() as reader:
        assert sharpening.Sharpening(reader.connection, reader.remembered).is_prepared
        kept = reader.remembered
        assert kept.holdings is not None
        assert kept.holdings.is_brief
    assert_same(path)
    with open_corpus(path) as store:
        prepare(store)
        kept = store.read().remembered
        assert kept.holdings is not None
        assert kept.holdings.has_quotes
    assert_same(path)
