"""Where names begin and end within words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.within import (
    after_elision,
    bare,
    begins_within,
    elided,
    ends_within,
    with_apostrophes,
    words_of,
)


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("Vela's army", ["Vela"]),
        ("Vela\u2019s", ["Vela"]),
        ("Vela-based paper", ["Vela"]),
        ("EU-Kommission", []),
        ("ПВП-то", []),
        ("Stratford-upon-Avon", []),
        ("Vela", []),
        ("", []),
    ],
)
def test_where_a_name_may_end(part: str, names: list[str]) -> None:
    assert [part[:end] for end in ends_within(part)] == names


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("l'Union européenne", ["Union européenne"]),
        ("anti-Vela", ["Vela"]),
        ("анти-Вела", ["Вела"]),
        ("Jean-Luc", []),
        ("Vela", []),
    ],
)
def test_where_a_name_may_begin(part: str, names: list[str]) -> None:
    assert [part[begin:] for begin in begins_within(part)] == names


def test_words_are_bare_of_the_marks_round_them() -> None:
    assert bare("„Хоризонт“,") == "Хоризонт"
    assert bare("“”") == "“”"
    assert words_of("порту «Південний» (2)") == ["порту", "Південний", "2"]
    assert [after_elision(x) for x in ("l'Union", "O'Brien", "Union")] == [
        "Union",
        "Brien",
        "Union",
    ]


@given(st.text("aB'-’ ", max_size=12))
def test_borders_lie_within_the_first_word(part: str) -> None:
    for place in (*ends_within(part), *begins_within(part)):
        assert 0 < place < len(part)
        assert not part[:place].isspace()


def test_what_is_elided_stands_before_an_apostrophe() -> None:
    words = ("l'Union", "Dell\u2019Aquila", "d'Aubry", "Union", "O'", "aujourd'hui")
    assert [elided(x) for x in words] == ["l", "dell", "d", "", "", ""]


@given(st.text(alphabet="ab '\u2019\u02bc"))
def test_other_apostrophes_are_other_words_of_the_same_length(words: str) -> None:
    found = with_apostrophes(words)
    assert found[0] == words
    assert len(set(found)) == len(found)
    assert {len(x) for x in found} == {len(words)}
    assert (len(found) > 1) == any(sign in words for sign in "'\u2019\u02bc")
