"""What filled itself in is noted with the annotation, confirmed by hand, and lasts."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.tagging import annotate
from annotator.operations.tagging.unconfirmed import FILLED_IN, filled_in
from annotator.store.store import Store
from tests.samples import make_samples

QUOTE = "руското външно министерство"


@pytest.fixture
def store(tmp_path: Path):
    made = samples(tmp_path)
    yield made
    made.close()


def samples(folder: Path) -> Store:
    made = make_samples(folder / "samples.corpus")
    put_annotator(made, Annotator(id="me", names={"en": "Me"}))
    return made


def tag(store: Store, **features):
    document = next(iter(store.read().documents())).id
    text = store.read().text(document)
    begin = text.index(QUOTE)
    layer = store.scheme.layers[0]
    return annotate.tag_spans(
        store, document, layer.id, [(begin, begin + len(QUOTE))], annotator="me", features=features
    )


def test_what_nobody_gave_is_noted_in_the_order_of_the_features(store: Store) -> None:
    made = tag(store)
    assert made.features
    assert filled_in(made) == tuple(made.features)


def test_a_value_that_is_given_is_not(store: Store) -> None:
    before = tag(store)
    first = filled_in(before)[0]
    annotate.remove_annotation(store, before.id, annotator="me")
    value = before.features[first]
    made = tag(store, **{first: value})
    assert first not in filled_in(made)


def test_giving_the_same_value_confirms_it_as_one_step_that_can_be_taken_back(
    store: Store,
) -> None:
    made = tag(store)
    key = filled_in(made)[0]
    after = annotate.set_feature(store, made.id, key, made.features[key], annotator="me")
    assert after.features == made.features
    assert filled_in(after) == filled_in(made)[1:]
    again = annotate.set_feature(store, made.id, key, made.features[key], annotator="me")
    assert again == after
    store.undo("me")
    assert filled_in(store.read().annotation(made.id)) == filled_in(made)


def test_it_lasts_when_the_corpus_is_closed(tmp_path: Path) -> None:
    store = samples(tmp_path)
    made = tag(store)
    path = store.path
    store.close()
    again = open_corpus(path)
    assert filled_in(again.read().annotation(made.id)) == filled_in(made)
    again.close()


def test_nothing_is_left_of_the_note_once_all_is_confirmed(store: Store) -> None:
    made = tag(store)
    for key in filled_in(made):
        made = annotate.set_feature(store, made.id, key, made.features[key], annotator="me")
    assert made.origin_detail is None


def test_a_note_that_is_none_is_no_failure(store: Store) -> None:
    made = tag(store)
    assert filled_in(made._replace(origin_detail={FILLED_IN: "x"})) == ()
    assert filled_in(made._replace(origin_detail=None)) == ()
