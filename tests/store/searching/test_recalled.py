"""What an earlier sitting kept makes searches quicker, and never changes what they find."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document, MetadataValue
from annotator.model.errors import AnnotatorError, QueryError
from annotator.model.identity import text_hash
from annotator.model.query import Manner
from annotator.model.span import Span
from annotator.operations.documents.purge import purge_document
from annotator.operations.documents.revisions import correct_text
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.search.searching import hits_of, prepare, read_query
from annotator.store.reading.queries import Reader
from annotator.store.rows import brought
from annotator.store.searching import (
    had,
    holdings,
    kinds,
    memory_file,
    recalled,
    recalling,
    search,
    written,
)
from annotator.store.searching import words_written as gathering
from annotator.store.searching.memory_file import memory_folder
from annotator.store.store import Store
from annotator.text import comparing
from annotator.text.finding import WHOLE
from tests.operations.searched import WHO, annotation, make_searched

QUERIES = (
    "heron", "*eron", "*стър*", '"two herons"', r"/нагор\w+/", "[bird plumage=young]",
    "[bird species=heron]", "[* by:tomas]", "[is:commented]", "[bird is:unsure]", "place:weir",
    "place:никъде", "annotator:ines", "-[bird]", "-heron", "👍🏽", "C++", r"/\w{9,}/",
    "heron IN [bird]", "*ron IN [bird]", "heron NEAR/2 dipper", "президент", "*дент", "office",
    "ab1", "name:odd", "zebra", "*ебра*", "zebra IN [bird]", "-[bird plumage=young] heron",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _of_small_corpora(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalling, "_LEAST", 0)


def hits(store: Store, typed: str, *, is_fresh: bool) -> list[object]:
    with store.reader() as kept:
        reader = Reader(kept.connection) if is_fresh else kept
        try:
            query = read_query(reader, store.scheme, typed, Manner(mode=WHOLE))
        except QueryError as error:
            # What it names is not there any more.
            return [error.code]
        return [hit for group in hits_of(reader, store.scheme, query) for hit in group]


def memories() -> list[Path]:
    return sorted(memory_folder().glob("*.memory"))


def assert_same(path: Path) -> None:
    """Compare what a later sitting finds with what is found by whoever knows nothing."""
    with open_corpus(path, read_only=True) as store:
        for typed in QUERIES:
            found = hits(store, typed, is_fresh=False)
            assert found == hits(store, typed, is_fresh=True), typed


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "searched.corpus"
    with make_searched(path) as store:
        prepare(store)
    assert len(memories()) == 1
    return path


def test_a_later_sitting_gathers_nothing(corpus: Path, monkeypatch) -> None:
    def fail(*_given: object) -> None:
        raise AssertionError("something was gathered")

    monkeypatch.setattr(holdings, "gather", fail)
    monkeypatch.setattr(written, "gather", fail)
    before = memories()[0].read_bytes()
    with open_corpus(corpus) as store:
        for typed in QUERIES:
            found = hits(store, typed, is_fresh=False)
            assert found == hits(store, typed, is_fresh=True), typed
        prepare(store)
        kept = store.read().remembered
        assert None not in (kept.terms, kept.holdings, kept.written)
    assert memories()[0].read_bytes() == before


def test_what_nobody_kept_is_gathered_as_ever(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(recalling, "_LEAST", 1_000_000)
    with make_searched(tmp_path / "a.corpus") as store:
        prepare(store)
    assert not memories()
    assert_same(tmp_path / "a.corpus")


def test_work_since_is_found_and_the_words_are_still_known(corpus: Path) -> None:
    added = annotation("n1", "bulgarian", "bird", "Русия", features={"plumage": "young"})
    with open_corpus(corpus) as store, store.edit("annotate.tag", annotator=WHO) as edit:
        edit.put(added)
        edit.remove(Annotation, "b2")
    with open_corpus(corpus, read_only=True) as store:
        assert [h.annotation for h in hits(store, "[bird plumage=young]", is_fresh=False)] == ["n1"]  # type: ignore[attr-defined]
        kept = store.read().remembered
        with store.reader() as reader:
            assert kept.written is not None
            assert kept.written.is_fresh(reader.connection)
            assert kept.holdings is not None
            assert kept.holdings.changed(reader.connection)
    assert_same(corpus)


def test_an_import_since_makes_words_be_gathered_anew_and_kept(corpus: Path) -> None:
    before = memories()[0].read_bytes()
    with open_corpus(corpus) as store:
        put_document(store, "new", "A zebra by the weir.")
    assert_same(corpus)
    with open_corpus(corpus) as store:
        prepare(store)
    assert memories()[0].read_bytes() != before
    assert_same(corpus)


def test_a_corpus_without_quotes_or_annotations_is_kept_as_well(corpus: Path, monkeypatch) -> None:
    for name in ("MOST_QUOTED", "MOST_KINDS"):
        with monkeypatch.context() as patch:
            patch.setattr(had, name, 1)
            with open_corpus(corpus, read_only=True) as store:
                recalling.forget_all(store.read().remembered)
                prepare(store)
                assert len(memories()) == 1
        assert_same(corpus)


def test_what_cannot_be_read_any_more_is_done_without(corpus: Path) -> None:
    (path,) = memories()
    whole = path.read_bytes()
    with open_corpus(corpus, read_only=True) as store:
        wanted = {typed: hits(store, typed, is_fresh=True) for typed in QUERIES}
    step = max(1, len(whole) // 60)
    for at in range(0, len(whole), step):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with open_corpus(corpus, read_only=True) as store:
            for typed in QUERIES[at // step % 5 :: 5]:
                assert hits(store, typed, is_fresh=False) == wanted[typed], (at, typed)


def test_a_file_that_vanishes_in_the_midst_is_done_without(corpus: Path) -> None:
    with open_corpus(corpus, read_only=True) as store:
        assert hits(store, "heron", is_fresh=False)
        memories()[0].unlink()
        for typed in QUERIES:
            assert hits(store, typed, is_fresh=False) == hits(store, typed, is_fresh=True), typed
        store.read().remembered.terms = None
        prepare(store)
    assert len(memories()) == 1


def test_another_version_and_another_corpus_are_nobodys(
    corpus: Path, tmp_path, monkeypatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(recalled, "VERSION", recalled.VERSION + 1)
        with open_corpus(corpus, read_only=True) as store:
            hits(store, "heron", is_fresh=False)
            assert store.read().remembered.written is None
    with make_searched(tmp_path / "other.corpus") as store:
        (path,) = memories()
        prepare(store)
        (other,) = {*memories()} - {path}
        # As if it were of this corpus.
        path.write_bytes(other.read_bytes())
    with open_corpus(corpus, read_only=True) as store:
        hits(store, "heron", is_fresh=False)
        assert store.read().remembered.written is None


def test_nothing_is_kept_of_what_is_removed_for_good(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    with make_searched(path) as store:
        prepare(store)
        shutil.copy(memories()[0], memory_folder() / f"{memories()[0].stem}.x.part")
        assert any(b"\x31\x04" in file.read_bytes() for file in memory_folder().iterdir())
        name = store.read().document("bulgarian").name
        purge_document(store, "bulgarian", confirm=name, annotator=WHO)
        assert not list(memory_folder().iterdir())
        assert store.read().remembered.written is None
        prepare(store)
    (file,) = memories()
    for word in ("Карабах", "карабах"):
        for encoding in ("utf-8", "utf-16-le"):
            assert word.encode(encoding) not in file.read_bytes()
    assert "Министърът".encode("utf-16-le") in file.read_bytes()
    assert_same(path)


def test_what_was_kept_while_a_document_was_removed_for_good_is_taken_back(corpus: Path) -> None:
    (path,) = memories()
    whole = path.read_bytes()
    with open_corpus(corpus) as store:
        name = store.read().document("bulgarian").name
        purge_document(store, "bulgarian", confirm=name, annotator=WHO)
        path.write_bytes(whole)
        with store.reader() as reader:
            search.SearchReader(reader.connection, reader.remembered).see_to_purges()
        assert not memories()
    path.write_bytes(whole)
    assert_same(corpus)
    assert not memories()


def test_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(memory_file, "memory_folder", lambda: tmp_path / "file")
    with make_searched(tmp_path / "a.corpus") as store:
        prepare(store)
        assert store.read().remembered.written is not None
    assert_same(tmp_path / "a.corpus")


def put_document(store: Store, name: str, text: str) -> None:
    document = Document(id=name, name=name, text=text, sha256=text_hash(text))
    with store.edit("documents.import", annotator=WHO, bulk=True) as edit:
        edit.put_bundle(Bundle(document=document))


class Life:
    """One corpus, its backup and another one at the same place, edited between sittings."""

    def __init__(self, folder: Path) -> None:
        self.path, self._backup, self._aside = (folder / f"{name}.corpus" for name in "abc")
        with make_searched(self.path):
            pass
        shutil.copy(self.path, self._backup)
        with make_searched(self._aside) as store:
            put_document(store, "aside", "Another zebra stands aside.")
        self._count = 0

    def sit(self, what: str) -> None:
        self._count += 1
        if what == "backup":
            shutil.copy(self.path, self._backup)
        elif what == "restore":
            shutil.copy(self._backup, self.path)
        elif what == "exchange":
            between = self.path.with_suffix(".between")
            self.path.rename(between)
            self._aside.rename(self.path)
            between.rename(self._aside)
        elif what == "look":
            assert_same(self.path)
        else:
            with open_corpus(self.path) as store:
                try:
                    getattr(self, f"_{what}")(store)
                except AnnotatorError:
                    # What it was about is not there in this corpus, or not any more.
                    return

    def _prepare(self, store: Store) -> None:
        prepare(store)

    def _tag(self, store: Store) -> None:
        text = store.read().document("plain").text
        span = Span(0, 7 + self._count % 9)
        quote = text[span.begin : span.end]
        made = Annotation(
            id=f"n{self._count}", document="plain", layer="bird", spans=(span,), quote=quote,
            annotator=WHO, features={"plumage": "young"}, confidence=UNSURE,
        )  # fmt: skip
        with store.edit("annotate.tag", annotator=WHO) as edit:
            edit.put(made)

    def _untag(self, store: Store) -> None:
        with store.edit("annotate.delete", annotator=WHO) as edit:
            edit.remove(Annotation, "b2")

    def _describe(self, store: Store) -> None:
        document = store.read().document("arabic")
        metadata = {**document.metadata, "place": MetadataValue(value="никъде другаде")}
        with store.edit("documents.metadata", annotator=WHO) as edit:
            edit.put(replace(document, metadata=metadata))

    def _rename(self, store: Store) -> None:
        document = store.read().document("arabic")
        with store.edit("documents.metadata", annotator=WHO) as edit:
            edit.put(replace(document, name="An odd zebra"))

    def _import(self, store: Store) -> None:
        put_document(store, f"d{self._count}", f"Зебра {self._count}, a zebra, „мини\u00adстър“.")

    def _import_at_another_time(self, store: Store) -> None:
        put_document(store, "d", f"A dipper and oﬃce {'heron ' * (self._count % 3)}.")

    def _correct(self, store: Store) -> None:
        if store.read().has_document("plain"):
            correct_text(
                store, "plain", f"Зебра {self._count} heron.", annotator=WHO, reason="test"
            )

    def _undo(self, store: Store) -> None:
        store.undo(WHO)

    def _redo(self, store: Store) -> None:
        store.redo(WHO)

    def _purge(self, store: Store) -> None:
        document = store.read().document("odd")
        purge_document(store, "odd", confirm=document.name, annotator=WHO)


STEPS = (
    *("prepare", "tag", "untag", "describe", "rename", "import", "import_at_another_time"),
    *("correct", "undo", "redo", "purge", "backup", "restore", "exchange", "look"),
)


@pytest.fixture(scope="module", params=[150, 1])
def first(request: pytest.FixtureRequest) -> Iterator[int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_FIRST", request.param)
        yield request.param


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=8))
@example(steps=["backup", "tag", "prepare", "restore", "untag"])
@example(steps=["backup", "import", "prepare", "restore", "import_at_another_time"])
@example(steps=["prepare", "purge", "import", "prepare", "undo"])
@example(steps=["prepare", "exchange", "prepare", "tag", "exchange", "undo"])
def test_no_life_of_a_corpus_makes_what_was_kept_untrue(
    tmp_path_factory: Any, first: int, steps: list[str]
) -> None:
    life = Life(tmp_path_factory.mktemp("life"))
    for step in ("prepare", *steps):
        life.sit(step)
    assert_same(life.path)


def test_whoever_folds_words_otherwise_gives_what_is_kept_another_number() -> None:
    """What is kept was folded, so another folding makes it untrue: then VERSION is another one."""
    ranges = ((0x20, 0x250), (0x300, 0x530), (0x1E00, 0x2050), (0xFB00, 0xFB07), (0xFF00, 0xFF60))
    chars = (chr(code) for first, last in ranges for code in range(first, last))
    folded = "\n".join(map(comparing.key, chars))
    said = repr((comparing.RECAST, comparing.INVISIBLE, gathering._PLAIN.pattern, kinds.BLOCK,
                 sorted(gathering._MARKS), gathering.MOST_ADDED,
                 brought.LONGEST_QUOTE))  # fmt: skip
    assert (recalled.VERSION, crc32((folded + said).encode())) == (6, 2051782016)
