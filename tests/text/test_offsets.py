"""Tests of `annotator.text.offsets`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.offsets import Utf8Map, Utf16Map
from tests.text.strategies import texts

any_text = st.one_of(texts, st.text(max_size=20), texts.map(lambda text: text * 40))
modest = settings(max_examples=80, deadline=None)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def width(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


@modest
@given(any_text)
def test_utf16_positions_are_those_of_the_encoder(text: str) -> None:
    positions = Utf16Map(text)
    expected = [units(text[:offset]) for offset in range(len(text) + 1)]
    assert [positions.to_utf16(offset) for offset in range(len(text) + 1)] == expected
    assert positions.many_to_utf16(range(len(text) + 1)) == expected
    assert positions.many_to_code_points(expected) == list(range(len(text) + 1))
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


@modest
@given(any_text)
def test_utf8_positions_are_those_of_the_encoder(text: str) -> None:
    positions = Utf8Map(text)
    expected = [width(text[:offset]) for offset in range(len(text) + 1)]
    assert positions.many_to_utf8(range(len(text) + 1)) == expected
    assert positions.many_to_code_points(expected) == list(range(len(text) + 1))
    assert positions.utf8_length == width(text)


@modest
@given(texts)
def test_inside_a_utf8_character_is_its_begin(text: str) -> None:
    positions = Utf8Map(text)
    for offset, char in enumerate(text):
        begin = positions.to_utf8(offset)
        for position in range(begin, begin + width(char)):
            assert positions.to_code_point(position) == offset


@pytest.mark.parametrize("text", ["", "abc", "а😀б"])
def test_offsets_outside_are_refused(text: str) -> None:
    for positions, length in ((Utf16Map(text), units(text)), (Utf8Map(text), width(text))):
        to = positions.to_utf16 if isinstance(positions, Utf16Map) else positions.to_utf8
        for wrong in (-1, len(text) + 1):
            with pytest.raises(ValueError, match="outside"):
                to(wrong)
        for wrong in (-1, length + 1):
            with pytest.raises(ValueError, match="outside"):
                positions.to_code_point(wrong)
    with pytest.raises(ValueError, match="outside"):
        Utf16Map(text).many_to_utf16([len(text) + 1])
