"""The palette finds by begins of words, in any order and in every alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.palette.matching import (
    BEGINS,
    TOLD,
    WHOLE,
    WITHIN,
    fits,
    hay_of,
    key_of,
    matches,
    named_first,
    told_of,
)

TITLES = ("Русия е готова да помогне", "Ministers meet in Sofia", "Русия")


def found(typed: str) -> list[tuple[int, int]]:
    return list(matches([hay_of(title) for title in TITLES], typed))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("рус", [0, 2]),
        ("rus", [0, 2]),
        ("РУС", [0, 2]),
        ("гот рус", [0]),
        ("помогне, Русия", [0]),
        ("sof min", [1]),
        ("софия", []),
        ("усия", []),
        ("", [0, 1, 2]),
        ("!", [0, 1, 2]),
    ],
)
def test_every_typed_word_begins_a_word_of_the_row(typed, numbers) -> None:
    assert [number for number, _ in found(typed)] == numbers


def test_the_whole_name_fits_better_than_its_begin_and_that_better_than_its_middle() -> None:
    assert found("русия") == [(0, BEGINS), (2, WHOLE)]
    assert found("готова") == [(0, WITHIN)]


def test_what_is_told_of_a_row_finds_it_after_all_that_is_named() -> None:
    hay = hay_of("Export", "Изнасяне") + told_of("Writes JSONL or TEI.", "Записва JSONL или TEI.")
    assert list(matches([hay], "export")) == [(0, BEGINS)]
    assert list(matches([hay], "изнасяне")) == [(0, WITHIN)]
    assert list(matches([hay], "tei export")) == [(0, TOLD)]
    assert list(matches([hay], "записва")) == [(0, TOLD)]


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_row_is_found_by_its_own_words_in_any_order(one: str, other: str) -> None:
    hay = hay_of(one, other)
    for typed in (one, other, f"{other} {one}", one[: len(one) // 2 + 1]):
        words = key_of(typed).split()
        expected = all(any(h.startswith(w) for h in hay.split()) for w in words)
        assert bool(list(matches([hay], typed))) is expected
    assert list(matches([hay], one))


def test_values_named_so_come_before_those_named_so_in_another_language() -> None:
    rows = [("between", "Intergovernmental body"), ("free media", "Free media"), ("m", "Media")]
    assert [value for value, _ in named_first(rows, "media")] == ["m", "free media", "between"]
    assert [value for value, _ in named_first(rows, "me")] == ["m", "free media", "between"]
    assert named_first(rows, " ") == rows


@given(st.lists(st.tuples(st.integers(), st.text(max_size=9)), max_size=9), st.text(max_size=3))
def test_the_order_of_what_fits_equally_stays(rows: list[tuple[int, str]], typed: str) -> None:
    ranked = named_first(rows, typed)
    assert sorted(map(repr, ranked)) == sorted(map(repr, rows))
    same = [row for row in rows if not fits(typed, row[1])]
    assert [row for row in ranked if not fits(typed, row[1])] == same
