"""What is said of a text is read by its document, its maker, its place, and its ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.review import Annotator
from annotator.model.span import Span
from annotator.store.reading.work import (
    annotations_near,
    read_annotation,
    read_annotations,
    read_relation,
    read_relations,
    relations_of,
)
from annotator.store.rows.schema import LONG
from annotator.store.store import Store
from tests.operations.field_notes import WHO, make_notes, only_document
from tests.samples import make_samples

_LENGTH = 4 * LONG
_OTHER = "tomas"
_BEGINS = (0, 1, LONG - 2, LONG - 1, LONG, LONG + 1, 2 * LONG, 3 * LONG)
_LENGTHS = (1, 2, LONG - 1, LONG, LONG + 1, 2 * LONG)


def _placed(document: str, layer: str) -> list[Annotation]:
    """Return annotations of every length at every place that is special for the index."""
    text = "x" * _LENGTH
    return [
        Annotation(
            f"{who} {begin} {length}",
            document,
            layer,
            who,
            (Span(begin, begin + length),),
            text[begin : begin + length],
        )
        for who in (WHO, _OTHER)
        for begin in _BEGINS
        for length in _LENGTHS
        if begin + length <= _LENGTH
    ]


@pytest.fixture(scope="module")
def long_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One long document with short and long annotations of two people; it is only read."""
    path = tmp_path_factory.mktemp("long") / "long.corpus"
    with make_notes(path, text="x" * _LENGTH) as store:
        document, layer = only_document(store), store.scheme.layers[0].id
        with store.edit("annotate.tag", annotator=WHO) as edit:
            edit.put(Annotator(id=_OTHER))
            edit.put_annotations(_placed(document, layer))
        yield store


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All samples; they are only read."""
    with make_samples(tmp_path_factory.mktemp("samples") / "samples.corpus") as made:
        yield made


_PLACES = st.one_of(
    st.sampled_from([p + d for p in _BEGINS for d in (-1, 0, 1) if p + d >= 0]),
    st.integers(0, _LENGTH),
)


@given(begin=_PLACES, length=st.sampled_from([0, 1, 5, LONG, 2 * LONG]))
def test_near_a_stretch_is_what_overlaps_or_touches_it(long_text, begin, length) -> None:
    document, end = only_document(long_text), begin + length
    found = annotations_near(long_text.read().connection, document, begin, end)
    everything = long_text.read().annotations(document)
    near = {a.id for a in everything if a.extent.begin <= end and a.extent.end >= begin}
    assert {a.id for a in found} == near
    assert len(found) == len(near)
    places = [a.extent.begin for a in found]
    assert places == sorted(places)


def test_nothing_is_near_in_a_document_that_is_not_there(long_text) -> None:
    assert annotations_near(long_text.read().connection, "nowhere", 0, _LENGTH) == []


@pytest.mark.parametrize("who", [WHO, _OTHER, "nobody"])
def test_work_is_read_in_the_order_of_the_text_and_by_its_maker(long_text, who: str) -> None:
    connection, document = long_text.read().connection, only_document(long_text)
    everything = read_annotations(connection, document)
    assert [a.extent.begin for a in everything] == sorted(a.extent.begin for a in everything)
    theirs = read_annotations(connection, document, who)
    assert theirs == [a for a in everything if a.annotator == who]
    assert bool(theirs) is (who != "nobody")


def test_an_annotation_is_read_as_it_was_put(long_text) -> None:
    reader, document = long_text.read(), only_document(long_text)
    put = {a.id: a for a in _placed(document, long_text.scheme.layers[0].id)}
    for key, noun in put.items():
        found = read_annotation(reader.connection, reader, key)
        assert found is not None
        assert (found.document, found.spans, found.quote) == (document, noun.spans, noun.quote)
    assert read_annotation(reader.connection, reader, "never") is None


def test_relations_are_read_by_document_maker_and_id(samples) -> None:
    reader = samples.read()
    seen = 0
    for row in reader.documents():
        found = read_relations(reader.connection, row.id)
        assert [r.id for r in found] == sorted(r.id for r in found)
        for who in {r.annotator for r in found}:
            theirs = read_relations(reader.connection, row.id, who)
            assert theirs == [r for r in found if r.annotator == who]
        for relation in found[:5]:
            assert read_relation(reader.connection, reader, relation.id) == relation
        seen += len(found)
    assert seen
    assert read_relation(reader.connection, reader, "never") is None


def test_the_relations_of_an_annotation_are_those_that_have_it_as_an_end(samples) -> None:
    reader, both = samples.read(), set()
    for row in reader.documents():
        relations = reader.relations(row.id)
        for annotation in reader.annotations(row.id)[:40]:
            found = relations_of(reader.connection, reader, annotation.id)
            ends = [r for r in relations if annotation.id in (r.from_id, r.to_id)]
            assert found == ends
            both.update("from" if r.from_id == annotation.id else "to" for r in ends)
    assert both == {"from", "to"}
    assert relations_of(reader.connection, reader, "never") == []
