"""Tests of `annotator.text.enclosures`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.enclosures import enclosures

MARKS = st.text(alphabet='аБ .„“”«»"()[]-\n', max_size=60)


def found(text: str) -> list[str]:
    return [text[begin:end] for begin, end in enclosures(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('Той каза „да“ и "не".', ["„да“", '"не"']),
        ("(а „б“ в) «г „д“ е»", ["(а „б“ в)", "«г „д“ е»"]),
        ('“едно” и „две” и „три"', ["“едно”", "„две”", '„три"']),
        ("б) второ; в) трето", []),
        ('5" екран и 6" екран', []),
        ("„без край", []),
        ("„" + "а" * 500 + "“ и „б“", ["„б“"]),
        ("", []),
    ],
)
def test_outermost_pairs(text: str, parts: list[str]) -> None:
    assert found(text) == parts


@settings(max_examples=200, deadline=None)
@given(MARKS)
def test_they_follow_each_other_and_are_not_long(text: str) -> None:
    last = 0
    for begin, end in enclosures(text):
        assert last <= begin < end <= len(text)
        assert end - begin <= 401
        last = end


@settings(max_examples=200, deadline=None)
@given(MARKS, MARKS)
def test_a_piece_of_a_text_gives_the_same_after_its_first_pair_closed(one: str, two: str) -> None:
    text = one + " " + two
    in_piece = [(b + len(one) + 1, e + len(one) + 1) for b, e in enclosures(two)]
    whole = list(enclosures(text))
    if not [1 for b, e in whole if b <= len(one) < e] and not any(m in one for m in '„«“"([”'):
        assert in_piece == [span for span in whole if span[0] > len(one)]
