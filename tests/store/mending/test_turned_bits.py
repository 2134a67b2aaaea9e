"""Any one bit of a row that is turned is found by the checksum alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.store.mending.turned_bits import turned_back
from annotator.store.rows.rows import is_intact, whole

numbers = st.integers(0, 1 << 31)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
values = st.one_of(st.none(), numbers, texts)
rows = st.lists(values, min_size=1, max_size=6)


@given(rows, st.data())
def test_a_turned_bit_of_a_text_is_turned_back(row: list[Any], data: st.DataObject) -> None:
    places = [i for i, value in enumerate(row) if isinstance(value, str) and value]
    assume(places)
    raw = whole(7, tuple(row))
    place = data.draw(st.sampled_from(places))
    said = bytearray(row[place].encode())
    at = data.draw(st.integers(0, len(said) - 1))
    said[at] ^= 1 << data.draw(st.integers(0, 7))
    damaged = list(raw)
    damaged[1 + place] = bytes(said).decode(errors="surrogateescape")
    assert not is_intact(tuple(damaged))
    assert turned_back(tuple(damaged)) == raw


@given(st.lists(values, min_size=0, max_size=4), numbers, st.integers(0, 31))
def test_a_turned_bit_of_a_number_is_turned_back(row: list[Any], number: int, bit: int) -> None:
    raw = whole(7, (*row, number))
    assert turned_back((*raw[:-2], number ^ (1 << bit), raw[-1])) == raw
    assert turned_back((*raw[:-1], raw[-1] ^ (1 << bit))) == raw


@given(st.lists(values, max_size=4), numbers, st.sampled_from([1, 2, 3, 4, 6]))
def test_a_turned_sign_is_turned_back(row: list[Any], number: int, size: int) -> None:
    assume(number < 1 << 8 * size - 1)
    raw = whole(7, (*row, number))
    assert turned_back((*raw[:-2], number - (1 << 8 * size - 1), raw[-1])) == raw


@pytest.mark.parametrize("bit", range(32, 48))
def test_a_turned_bit_beyond_a_checksum_is_turned_back(bit: int) -> None:
    raw = whole(7, ("key", 3, "text"))
    turned = raw[-1] | 1 << bit
    assert turned_back((*raw[:-1], turned - (1 << 48) if bit == 47 else turned)) == raw


@pytest.mark.parametrize(("was", "found"), [(None, 0), (0, None)])
def test_nothing_and_naught_are_one_bit_apart(was: int | None, found: int | None) -> None:
    raw = whole(7, ("key", was, "text"))
    assert turned_back((7, "key", found, "text", raw[-1])) == raw


@given(st.binary(min_size=1, max_size=300), st.data())
def test_a_turned_bit_of_compressed_tokens_is_turned_back(blob: bytes, data: st.DataObject) -> None:
    raw = whole(7, (1, "words", blob))
    damaged = bytearray(blob)
    damaged[data.draw(st.integers(0, len(blob) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert turned_back((7, 1, "words", bytes(damaged), raw[-1])) == raw


def test_other_damage_is_not_guessed_at() -> None:
    raw = whole(7, (1, "a text of some length", None))
    assert turned_back((7, 1, "quite another text", None, raw[-1])) is None
    assert turned_back((7, 1, "a text of some length", None, "no number")) is None
