"""Tests of `annotator.text.graphemes`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import is_boundary, next_grapheme, previous_grapheme
from tests.examples import examples
from tests.text.clusters import clusters_of
from tests.text.strategies import texts

# At least one of each class of UAX 29: controls, marks of all kinds, viramas, joiners, flags,
# Hangul in its parts, consonants and vowels that conjoin, pictures, what is not assigned.
ONE_OF_EACH = (
    " \r\n\x01\u034f\u0300\u0308\u0900\u0903\u0904\u0a03\u0600\u0d4e\u0378a?"
    "\u1100\u1160\u11a8\uac00\uac01\u200c\u200d\u200b\u00ad\u2028\u202a\u2066\ufe0f\u20e3"
    "\u0915\u0924\u092f\u093c\u094d\u0985\u0995\u09cd\u0d15\u0d4d\u0b95\u0bcd\u0e01\u0e33"
    "\u1780\u17d2\u1000\u1039\u0f40\u0fb7\u231a\u2701\u00a9\uff9e"
    "\U0001f1e6\U0001f476\U0001f3ff\U0001f3f4\U000e0067\U000e007f"
)
rows = st.text(alphabet=ONE_OF_EACH, max_size=9)
conjuncts = st.text(alphabet="\u0915\u094d\u200d\u093c\u0924\u0995\u09cd\u0985a\u0903", max_size=9)
pictures = st.text(alphabet="\U0001f476\u200d\U0001f3ff\u0308\u231a\u2701\U0001f1e6", max_size=9)


def check(text: str) -> None:
    borders = clusters_of(text)
    for offset in range(len(text) + 1):
        following = [border for border in borders if border > offset]
        earlier = [border for border in borders if border < offset]
        assert next_grapheme(text, offset) == (following[0] if following else len(text))
        assert previous_grapheme(text, offset) == (earlier[-1] if earlier else 0)
        assert is_boundary(text, offset) == (offset in borders)


@examples(300)
@given(texts)
def test_steps_are_those_of_the_whole_text(text: str) -> None:
    check(text)


@examples(600)
@given(st.one_of(rows, conjuncts, pictures))
def test_steps_keep_to_every_rule(text: str) -> None:
    check(text)


def test_any_two_characters_with_and_without_a_mark_between() -> None:
    for one in ONE_OF_EACH:
        for two in ONE_OF_EACH:
            check(one + two)
            check(one + "\u0308" + two)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("a\u094d\u0924", 2),
        ("\u0985\u09cd\u09af\u09be\u09aa", 3),
        ("\u0915\u094d\u0924", 1),
        ("\u0915\u093c\u200d\u094d\u0924\u094d\u092f", 1),
        ("\u0915\u094d\u200c\u0924", 2),
        ("\u0915\u0903\u094d\u0924", 2),
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
    assert len(clusters_of(text)) - 1 == clusters
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
