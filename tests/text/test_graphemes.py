"""Tests of `annotator.text.graphemes`."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings

from annotator.text.graphemes import is_boundary, next_grapheme, previous_grapheme
from tests.text.strategies import texts


def borders_of(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


def check(text: str) -> None:
    borders = borders_of(text)
    for offset in range(len(text) + 1):
        following = [border for border in borders if border > offset]
        earlier = [border for border in borders if border < offset]
        assert next_grapheme(text, offset) == (following[0] if following else len(text))
        assert previous_grapheme(text, offset) == (earlier[-1] if earlier else 0)
        assert is_boundary(text, offset) == (offset in borders)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_steps_are_those_of_the_whole_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("👨‍👩‍👧‍👦", 1),
        ("🇧🇬🇷🇺🇩🇪", 3),
        ("👍🏽👍", 2),
        ("и\u0306е\u0301", 2),
        ("각\u1100\u1161\u11a8", 2),
        ("a\r\nb", 3),
        ("\n\u0301", 2),
        ("क्षि", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1),
    ],
)
def test_known_clusters(text: str, clusters: int) -> None:
    assert len(borders_of(text)) - 1 == clusters
    check(text)


def test_long_rows_are_right_where_they_fit_the_window() -> None:
    check("a" + "🇧🇬" * 60 + "a" + "x" + "\u0301" * 90)
    flags = "🇧🇬" * 1_500
    assert next_grapheme(flags, 2_001) == 2_002
    assert previous_grapheme(flags, 2_001) == 2_000
    marks = "x" + "\u0301" * 3_000 + "y"
    assert next_grapheme(marks, 5) == 3_001
    assert previous_grapheme(marks, 3_001) == 0


def test_offsets_outside_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        next_grapheme("abc", 4)
    with pytest.raises(ValueError, match="outside"):
        previous_grapheme("abc", -1)
