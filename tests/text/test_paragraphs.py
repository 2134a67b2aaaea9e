"""Tests of `annotator.text.paragraphs`."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from annotator.text.paragraphs import paragraph_at, paragraphs
from tests.text.strategies import texts

BREAKS = ("\r\n", "\n", "\r", "\u2028", "\u2029")


@settings(max_examples=200, deadline=None)
@given(texts)
def test_paragraphs_and_breaks_are_the_text(text: str) -> None:
    spans = paragraphs(text)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    for (begin, end), (following, _) in pairwise(spans):
        assert text[end:following] in BREAKS
        assert not any(mark in text[begin:end] for mark in "\n\r\u2028\u2029")


@settings(max_examples=200, deadline=None)
@given(texts)
def test_the_paragraph_at_an_offset_holds_it(text: str) -> None:
    spans = paragraphs(text)
    for offset in range(len(text) + 1):
        begin, end = paragraph_at(text, offset)
        assert (begin, end) in spans
        assert begin <= offset <= end + 1


def test_each_break_parts() -> None:
    assert paragraphs("a\r\nb\rc\nd\u2028e\u2029") == [
        (0, 1), (3, 4), (5, 6), (7, 8), (9, 10), (11, 11)
    ]  # fmt: skip
    assert paragraphs("") == [(0, 0)]


def test_a_giant_paragraph_is_cut_at_the_reach(giant: str) -> None:
    assert paragraph_at(giant, 1_000_000, reach=500) == (999_500, 1_000_500)
