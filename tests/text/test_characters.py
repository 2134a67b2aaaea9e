"""Tests of `annotator.text.characters`."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.characters import is_plain, is_solitary
from annotator.text.tokens import tokenize
from tests.examples import examples
from tests.text.strategies import HARD

characters = st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("".join(HARD)))


@examples(500)
@given(characters, characters)
def test_plain_characters_are_never_one_cluster(one: str, other: str) -> None:
    if is_plain(one) and is_plain(other):
        assert len(regex.findall(r"\X", one + other)) == 2


@examples(500)
@given(characters, characters)
def test_solitary_characters_are_never_one_token(one: str, other: str) -> None:
    if is_solitary(one) and is_solitary(other):
        assert len(tokenize(one + other)) == 2
