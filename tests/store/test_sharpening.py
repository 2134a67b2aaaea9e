"""What a sitting remembers makes searches quicker and never changes what they find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.corpus import MetadataValue
from annotator.model.errors import Cancelled
from annotator.model.query import Manner
from annotator.operations.revisions import correct_text
from annotator.operations.search import hits_of, prepare, read_query
from annotator.operations.search_matching import Matcher
from annotator.store import holdings, search
from annotator.store.holdings import Holdings
from annotator.store.queries import Reader
from annotator.store.search import SearchReader
from annotator.store.store import Store
from annotator.text.finding import WHOLE
from tests.operations.searched import WHO, annotation, make_searched

QUERIES = (
    "heron", "*eron", "*стър*", "*ърът", "*ство*", "*щъз*", '"нагорни кар*"', '"two herons"',
    '"dipper and the heron"', '"the dipper"', r"/нагор\w+/", r"/weir|бряг/", r"/zebra\w+/",
    "[bird]", "[bird plumage=young]", "[bird plumage=grown]", "[bird species=heron]",
    "[bird plumage=]", "[sighting tally>2]", "[sighting tally>77]", "[* by:tomas]", "[* by:ines]",
    "[is:commented]", "[bird is:unsure]", "[bird is:suggested]", "[bird is:incomplete]",
    "place:weir", "place:никъде", "place!=nowhere", "height<10", "height>99", "language:en",
    "seen_on:2022", "annotator:tomas", "annotator:ines", "annotator!=ines", "state:finished",
    "heron [bird plumage=young]", "*eron IN [bird]", "*стър OR *ipper", "-*eron", "зелен*",
    "*елен*", "[bird plumage=young] place:софия",
)  # fmt: skip


@pytest.fixture(params=[150, 1])
def corpus(request, tmp_path, monkeypatch) -> Iterator[Store]:
    """Few and many documents: with the second number all but one are found out about first."""
    monkeypatch.setattr(search, "_FIRST", request.param)
    with make_searched(tmp_path / "searched.corpus") as store:
        yield store


def found(store: Store, typed: str, *, is_fresh: bool) -> list[object]:
    """Search as the next search of the sitting, or as one that nothing is known to."""
    with store.reader() as kept:
        reader = Reader(kept.connection) if is_fresh else kept
        query = read_query(reader, store.scheme, typed, Manner(mode=WHOLE))
        return [hit for group in hits_of(reader, store.scheme, query) for hit in group]


def assert_same(store: Store) -> None:
    for typed in QUERIES:
        assert found(store, typed, is_fresh=False) == found(store, typed, is_fresh=True), typed


def test_what_is_prepared_finds_the_same(corpus: Store) -> None:
    assert found(corpus, "*стър*", is_fresh=False)
    prepare(corpus)
    assert_same(corpus)


def test_what_was_prepared_is_not_believed_of_what_changed_since(corpus: Store) -> None:
    prepare(corpus)
    added = annotation("n1", "bulgarian", "bird", "Русия", features={"plumage": "young"})
    with corpus.edit("annotate.tag", annotator=WHO) as edit:
        edit.put(added)
    assert found(corpus, "[bird plumage=young]", is_fresh=False)[-1].annotation == "n1"  # type: ignore[attr-defined]
    assert_same(corpus)
    reader = corpus.read()
    unsure = next(a for a in reader.annotations("long") if a.id == "b4")
    with corpus.edit("annotate.set", annotator=WHO) as edit:
        edit.put(unsure._replace(confidence=UNSURE, features={"plumage": "grown"}))
    assert_same(corpus)
    document = reader.document("arabic")
    metadata = {**document.metadata, "place": MetadataValue(value="никъде другаде")}
    with corpus.edit("documents.metadata", annotator=WHO) as edit:
        edit.put(replace(document, metadata=metadata))
    assert [h.document for h in found(corpus, "place:никъде", is_fresh=False)] == ["arabic"]  # type: ignore[attr-defined]
    assert_same(corpus)
    correct_text(corpus, "arabic", "Съвсем зеленикав бряг.", annotator=WHO, reason="test")
    assert [h.document for h in found(corpus, "*елен*", is_fresh=False)] == ["arabic"]  # type: ignore[attr-defined]
    assert_same(corpus)
    for _ in range(4):
        corpus.undo(WHO)
    assert_same(corpus)
    prepare(corpus)
    assert_same(corpus)


def test_an_older_snapshot_is_asked_by_itself(corpus: Store) -> None:
    with corpus.reader() as reader:
        added = annotation("n1", "bulgarian", "bird", "Русия", features={"plumage": "young"})
        with corpus.edit("annotate.tag", annotator=WHO) as edit:
            edit.put(added)
            edit.remove(Annotation, "b2")
        prepare(corpus)
        query = read_query(reader, corpus.scheme, "[bird plumage=young]")
        hits = [hit for group in hits_of(reader, corpus.scheme, query) for hit in group]
        assert [hit.annotation for hit in hits] == ["b2"]


def test_what_is_nowhere_is_known_without_looking_at_any_text(corpus: Store) -> None:
    prepare(corpus)
    with corpus.reader() as reader:
        asked = SearchReader(reader.connection, reader.remembered)
        for typed in ("*щъз*", r"/zebra\w+/", '"heron dipper weir"', "[sighting tally>77]"):
            query = read_query(reader, corpus.scheme, typed)
            wanted = Matcher(query, corpus.scheme, reader).filter
            assert list(asked.candidates(wanted)) == [], typed


def test_nothing_is_gathered_twice(corpus: Store) -> None:
    prepare(corpus)
    with corpus.reader() as reader:
        terms, held = reader.remembered.terms, reader.remembered.holdings
        assert terms is not None
        assert held is not None
    prepare(corpus)
    assert (terms, held) == (reader.remembered.terms, reader.remembered.holdings)


def test_gathering_can_be_stopped(corpus: Store, monkeypatch) -> None:
    def stop(what: str, done: int, total: int | None) -> None:
        raise Cancelled

    monkeypatch.setattr(holdings, "_STEPS", 1)

    def stop_gathering() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        prepare(corpus, stop)
    with corpus.reader() as reader:
        assert (reader.remembered.terms, reader.remembered.holdings) == (None, None)
        with pytest.raises(Cancelled):
            Holdings(reader.connection, stop_gathering)
        assert Holdings(reader.connection).is_whole


def test_the_corpus_bears_no_trace_of_it(corpus: Store) -> None:
    before = corpus.commits()
    found(corpus, '"two herons"', is_fresh=True)
    prepare(corpus)
    reader = corpus.read()
    query = read_query(reader, corpus.scheme, "*eron", Manner(mode=WHOLE))
    assert list(hits_of(reader, corpus.scheme, query))
    tables = "SELECT name FROM temp.sqlite_master"
    assert corpus.read().connection.execute(tables).fetchall() == []
    assert corpus.commits() == before
