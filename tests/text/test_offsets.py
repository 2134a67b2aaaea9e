"""Tests of `annotator.text.offsets`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.offsets import Utf16Map
from tests.text.strategies import texts

any_text = st.one_of(texts, st.text(max_size=20), texts.map(lambda text: text * 40))
modest = settings(max_examples=80, deadline=None)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@modest
@given(any_text)
def test_utf16_positions_are_those_of_the_encoder(text: str) -> None:
    positions = Utf16Map(text)
    expected = [units(text[:offset]) for offset in range(len(text) + 1)]
    assert [positions.to_utf16(offset) for offset in range(len(text) + 1)] == expected
    assert [positions.to_code_point(place) for place in expected] == list(range(len(text) + 1))
    assert positions.utf16_length == units(text)
    assert positions.is_identity == (units(text) == len(text))


@modest
@given(any_text)
def test_inside_a_surrogate_pair_is_the_begin_of_its_character(text: str) -> None:
    positions = Utf16Map(text)
    for offset, char in enumerate(text):
        begin = positions.to_utf16(offset)
        for position in range(begin, begin + units(char)):
            assert positions.to_code_point(position) == offset


@pytest.mark.parametrize("text", ["", "abc", "а😀б"])
def test_offsets_outside_are_refused(text: str) -> None:
    positions = Utf16Map(text)
    for wrong in (-1, len(text) + 1):
        with pytest.raises(ValueError, match="outside"):
            positions.to_utf16(wrong)
    for wrong in (-1, units(text) + 1):
        with pytest.raises(ValueError, match="outside"):
            positions.to_code_point(wrong)
