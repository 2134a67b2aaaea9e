"""What a sitting remembers makes searches quicker and never changes what they find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.corpus import MetadataValue
from annotator.model.errors import Cancelled
from annotator.model.query import Manner
from annotator.operations.documents.revisions import correct_text
from annotator.operations.search.matching import Matcher
from annotator.operations.search.searching import hits_in, hits_of, prepare, read_query
from annotator.store.reading.queries import Reader
from annotator.store.searching import (
    by_portions,
    kinds,
    search,
    sharpening,
    tagged,
    vocabulary,
    watching,
)
from annotator.store.searching.holdings import Holdings
from annotator.store.searching.search import SearchReader
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
    # What is not there, or has no words of the index
    "-[bird]", "-[bird plumage=young] heron", "-([bird] OR [sighting])", "-heron", "NOT place:weir",
    "state!=finished", "set:pilot", "set!=pilot", "-set:pilot", "-state:new", "-annotator:ines",
    "annotator!=tomas heron", "name:odd", "name=plain.txt", "name:never", "-name:odd", "name!=odd",
    "👍🏽", "🕊️", "C++", "الوزير", "قال", "§", r"/\d/", r"/\p{Lu}\w{5}/", r"/\w{9,}/", r"/\S\+\+/",
    r"/^A \w+/", r"/(\w)\1/", r"/\w+ и \w+/", r"/й/c", r"/\bмоят\b/", r"/🕊|\d/",
    # Within and near
    "heron IN [bird]", "*ron IN [bird]", "her* IN [sighting]", '"herons a dipper" IN [sighting]',
    "dipper IN ([bird plumage=young] OR [sighting])", "(heron OR dipper) IN [bird]",
    "weir IN [bird]",
    r"/h\w+n\b/ IN [bird]", r"/\bw/ IN [sighting]", r"/on$/ IN [bird]", "heron IN [* by:tomas]",
    "[bird] IN [sighting]", "heron IN [bird is:unsure]", "heron NEAR/2 dipper", "heron NEAR/1 by",
    "heron NEAR/3 heron", '"a heron" NEAR/4 weir', "министър NEAR/3 русия", "мой NEAR/2 ѝ",
    "краят NEAR/4 моят", "(heron OR weir) NEAR/2 by", "heron NEAR/3 [bird]", "a NEAR/1 write",
    "don't NEAR/2 C++", "w* NEAR/5 h*",
    # What nobody sees within words, and what is printed joined or wide
    "президент", "през*", "*зид*", "*дент", '"президент президент"', "office", "of*", "*ffi*",
    "strasse", "straß*", "*sse", "ab1", "*b1", "„цитатът е“", "президент NEAR/3 office",
    "-президент", '"бяло поле"', "бело NEAR/2 поле", r"/през\w+/", r"/Пре\xadзи/", "place:елена",
    'place:"„елена“"',
    '"през* през*"', '"наг* кар*"', '"dip* and t* her*"', '"her* and"', "*езиде*", "*идент",
    "*езид* -*дент", "*стър* NEAR/3 рус*", "her* NEAR/2 dip*", '"през* през*" IN [bird]',
    # What a scheme wants to be there
    "[* is:incomplete]", "[sighting is:incomplete]", "[bird is:incomplete plumage=young]",
    "heron IN [bird is:incomplete]", "[bird is:incomplete is:suggested]", "-[bird is:incomplete]",
)  # fmt: skip


@pytest.fixture(params=[(150, 1_024, 8_000), (1, 1_024, 8_000), (1, 2, 0)])
def corpus(request, tmp_path, monkeypatch) -> Iterator[Store]:
    """Few and many documents: then all but one are found out about first, or by the block."""
    first, block, few = request.param
    monkeypatch.setattr(search, "_FIRST", first)
    monkeypatch.setattr(kinds, "BLOCK", block)
    monkeypatch.setattr(kinds, "_FEW_QUOTED", few)
    monkeypatch.setattr(by_portions, "_BEGIN", min(block, 128))
    monkeypatch.setattr(sharpening, "_FEW_LEFT", min(block, 1_000))
    monkeypatch.setattr(tagged, "_PORTION", min(block, 50_000))
    with make_searched(tmp_path / "searched.corpus") as store:
        yield store


def found(store: Store, typed: str, *, is_fresh: bool) -> list[object]:
    """Search as the next search of the sitting, or as one that nothing is known to."""
    with store.reader() as kept:
        reader = Reader(kept.connection) if is_fresh else kept
        query = read_query(reader, store.scheme, typed, Manner(mode=WHOLE))
        return [hit for group in hits_of(reader, store.scheme, query) for hit in group]


def looked_at_one_by_one(store: Store, typed: str) -> list[object]:
    """Search without asking the store which documents may do."""
    with store.reader() as reader:
        query = read_query(reader, store.scheme, typed, Manner(mode=WHOLE))
        ids = [row.id for row in reader.documents()]
        return [hit for name in ids for hit in hits_in(reader, store.scheme, name, query)]


def assert_same(store: Store) -> None:
    for typed in QUERIES:
        wanted = looked_at_one_by_one(store, typed)
        assert found(store, typed, is_fresh=False) == wanted, typed
        assert found(store, typed, is_fresh=True) == wanted, typed


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
        for typed in (
            "*щъз*", r"/zebra\w+/", '"heron dipper weir"', "[sighting tally>77]", r"/\w{20,}/",
            "§", "weir IN [bird]", "*eir IN [bird]", "dipper NEAR/1 weir",
        ):  # fmt: skip
            query = read_query(reader, corpus.scheme, typed)
            wanted = Matcher(query, corpus.scheme, reader).filter
            assert list(asked.candidates(wanted)) == [], typed


def test_nothing_is_gathered_twice(corpus: Store) -> None:
    prepare(corpus)
    with corpus.reader() as reader:
        kept = reader.remembered
        before = (kept.terms, kept.holdings, kept.written)
        assert None not in before
    prepare(corpus)
    assert (kept.terms, kept.holdings, kept.written) == before


def test_words_are_there_first_then_annotations_then_texts(corpus: Store, monkeypatch) -> None:
    known: list[tuple[bool, bool, bool]] = []

    def noting(made: type) -> object:
        def make(connection: object, watch: object) -> object:
            with corpus.reader() as reader:
                kept = reader.remembered
                known.append(
                    (kept.terms is not None, kept.holdings is not None, kept.written is not None)
                )
            return made(connection, watch)

        return make

    for name in ("Holdings", "Written"):
        monkeypatch.setattr(sharpening, name, noting(getattr(sharpening, name)))
    prepare(corpus)
    assert known == [(True, False, False), (True, True, False)]


def test_the_words_of_the_index_are_read_as_the_index_lists_them(corpus: Store) -> None:
    prepare(corpus)
    with corpus.reader() as reader:
        kept = reader.remembered.terms
        assert kept is not None
        vocabulary.Vocabulary(reader.connection, reader.remembered)._open()
        listed = reader.connection.execute("SELECT term FROM temp.vocabulary").fetchall()
        words = [word for (word,) in listed]
        assert words
        assert kept[1].joined() == "\n".join(("", *sorted(words), ""))
        assert all(map(kept[1].has, words))


def test_gathering_can_be_stopped(corpus: Store, monkeypatch) -> None:
    def stop(what: str, done: int, total: int | None) -> None:
        raise Cancelled

    monkeypatch.setattr(watching, "_STEPS", 1)

    def stop_gathering() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        prepare(corpus, stop)
    with corpus.reader() as reader:
        kept = reader.remembered
        assert (kept.terms, kept.holdings, kept.written) == (None, None, None)
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
