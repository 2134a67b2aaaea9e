"""Tags that go by the words of earlier annotations."""

from __future__ import annotations

import pytest

from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.tagging.annotate import remove_annotation, set_feature, tag_spans
from annotator.operations.tagging.unconfirmed import filled_in
from annotator.operations.tagging.words_before import WordsBefore
from annotator.store.store import Store

ME = "me"


@pytest.fixture
def seed(samples: Store) -> Store:
    """The samples, and somebody who has not tagged them yet."""
    put_annotator(samples, Annotator(id=ME, names={"en": "Me"}))
    return samples


def words_layer(store: Store):
    """The one layer of the samples that means nobody, links nothing and has tags."""
    return next(
        x
        for x in store.scheme.layers
        if {f.type for f in x.features} == {"tag"} and len(x.features) == 2
    )


def test_the_same_words_take_the_tags_of_the_newest_annotation_with_them(seed: Store) -> None:
    layer = words_layer(seed)
    document = seed.read().document_id("seed-000")
    text = seed.read().text(document)
    first, second = layer.features
    begin = text.index("съобщи")
    made = tag_spans(seed, document, layer.id, [(begin, begin + 6)], annotator=ME)
    value = seed.scheme.tags_of(first)[1].id
    other = seed.scheme.tags_of(second)[1].id
    set_feature(seed, made.id, first.id, value, annotator=ME)
    set_feature(seed, made.id, second.id, other, annotator=ME)
    words = WordsBefore(seed, ME)
    like = words.like(layer, "СЪОБЩИ")
    assert like is not None
    assert like.id == made.id
    where = text.index("заяви") if "заяви" in text else text.index("настоя")
    again = tag_spans(seed, document, layer.id, [(where, where + 5)], annotator=ME, like=like)
    assert (again.features[first.id], again.features[second.id]) == (value, other)
    assert {first.id, second.id} <= set(filled_in(again))
    assert WordsBefore(seed, "somebody else").like(layer, "съобщи") is None
    assert words.like(layer, "друго") is None
    words.note(again)
    assert words.like(layer, again.quote) == again
    remove_annotation(seed, again.id, annotator=ME)
    assert words.like(layer, again.quote) is None


def test_where_entities_are_meant_or_ends_are_linked_words_say_nothing(seed: Store) -> None:
    document = seed.read().document_id("seed-000")
    text = seed.read().text(document)
    begin = text.index("сепаратисти")
    made = tag_spans(seed, document, seed.scheme.layers[0].id, [(begin, begin + 11)], annotator=ME)
    words = WordsBefore(seed, ME)
    words.note(made)
    assert words.like(seed.scheme.layers[0], "сепаратисти") is None
