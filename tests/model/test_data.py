"""Nouns become data and come back the same, whatever stands in their fields."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.model.corpus import MetadataValue, Segment, Tokens
from annotator.model.data import data_of, noun_of
from annotator.model.entity import Entity, ExternalId
from annotator.model.scheme import ValueLabel
from annotator.model.span import Span


@pytest.mark.parametrize(
    "noun",
    [
        MetadataValue(value=None, inferred=True),
        MetadataValue(value=None, note={"en": "nobody knows"}),
        MetadataValue(value={}),
        ValueLabel(value=None, names={"en": "none"}),
        Entity(id="e", ids=(ExternalId(authority="a", state="nil"),), extra={"x": None}),
        Tokens(tokenizer="t/1", spans=(Span(0, 2),), columns={"lemma": (None,)}),
    ],
)
def test_a_noun_comes_back_from_its_data(noun: Any) -> None:
    assert noun_of(type(noun), data_of(noun)) == noun


@pytest.mark.parametrize(
    "spans", [[[0.0, 1]], [["0", 1]], [[False, True]], [[0, 1, 2]], [[0]], ["01"], [None], [3]]
)
def test_spans_are_pairs_of_whole_numbers(spans: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"Tokens\.spans"):
        noun_of(Tokens, {"tokenizer": "t", "spans": spans})


@pytest.mark.parametrize("begin", [True, False, 0.0, "0", None])
def test_numbers_are_no_truth_values_and_no_text(begin: Any) -> None:
    with pytest.raises(ValueError, match=r"Segment\.begin"):
        noun_of(Segment, {"id": "s", "begin": begin, "end": 1, "role": "body"})


def test_a_field_that_a_noun_has_no_room_for_is_named() -> None:
    with pytest.raises(ValueError, match="Tokens: colour is not known"):
        noun_of(Tokens, {"tokenizer": "t", "spans": [], "colour": "red"})
