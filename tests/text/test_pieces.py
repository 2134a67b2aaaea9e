"""Tests of `text.pieces`: what must stand in a text never hides what an expression finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.patterns import PatternError, PatternTimeout, find_all
from annotator.text.pieces import pieces_of, sought, without_borders
from tests.text.test_parts import odd

SIGNS = [
    *"русяstß1,-", "и\u0306", r"\w", r"\W", r"\b", r"\B", r"\S", r"\s", ".", "+", "*", "?", "{2}",
    "{0,2}", "(", ")", "(?:", "(?>", "|", "[ру]", "[^р]", "[^\\s]", r"\.", r"\d", "(?=р", "(?!я",
    "(?<=р", "(?<!я", "(?=", "(?<n>", "(?i)", "{e<=1}", " ", r"\p{L}", r"\p{Lu}", r"\P{L}", "+?",
    "*+", "++", "^", "$", r"\A", r"\Z", r"\1", r"\2", r"\n", r"\10", r"\K", "&",
]  # fmt: skip
patterns = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=9).map("".join)
spaced = st.lists(st.one_of(odd, st.sampled_from([" ", "\n", "\xa0", "\u2028", "рус", "1,2"])))


@given(text=spaced.map("".join), source=patterns, ignore_case=st.booleans())
@example(text="да се", source=r"а\b\s\bс", ignore_case=True)
@example(text="a bb", source=r"(a) (b)\2", ignore_case=True)
@example(text="рус рус", source=r"(рус) \1", ignore_case=True)
@example(text="рря", source=r"р++(?=я)", ignore_case=True)
@example(text="рря", source=r"(?>р+\b|рр)я", ignore_case=True)
@example(text="с,", source=r"\b,", ignore_case=True)
@example(text="Straße", source="ss", ignore_case=True)
@example(text="р я", source="р(?!я)(?= я)", ignore_case=False)
@example(text="с р", source=r"(?<=с )р", ignore_case=False)
@example(text="ру с", source=r"(?:р|у |с)+", ignore_case=False)
def test_pieces_never_hide_what_an_expression_finds(
    text: str, source: str, ignore_case: bool
) -> None:
    try:
        found = find_all(text, source, is_regex=True, ignore_case=ignore_case)
    except (PatternError, PatternTimeout):
        return
    if not found:
        return
    words = "\n".join(("", *text.split(), ""))
    for piece in pieces_of(source, ignore_case=ignore_case):
        assert _stands(piece, words, ignore_case), (source, piece)
    bare = without_borders(source, ignore_case=ignore_case)
    if bare is not None:
        assert all(_stands(bare, text[begin:end], ignore_case) for begin, end in found), bare


def _stands(source: str, text: str, ignore_case: bool) -> bool:
    """Say whether an expression stands somewhere, as who asks for it does."""
    try:
        return sought(source, ignore_case=ignore_case).begin_in(text) >= 0
    except PatternError:
        # A piece that is none is not asked for.
        return True


@pytest.mark.parametrize(
    ("source", "pieces", "bare"),
    [
        (r"\b\w{30,}\b", (r"\b\w{30,}\b",), r"\w{30,}"),
        (r"\w+ \w+ \d", (r"\w+", r"\d"), r"\w+ \w+ \d"),
        (r"^Г\w+", (r"Г\w+",), r"Г\w+"),
        (r"(\w)\1\1", (r"(\w)\1\1",), r"(\w)\1\1"),
        (r"a.b", ("a", "b"), "a.b"),
        (r"a(?= b)c", ("ac",), "ac"),
        (r"a(?=b)c", ("a(?=b)c",), "ac"),
        (r"(a) \1", (), r"(a) \1"),
        (r"(\w)\b\1", (r"(\w)\b\1",), None),
        (r"[^x]", (), "[^x]"),
        (r"(?i)a", (), None),
        (r"a{e<=1}", (), None),
        (r"\s", (), r"\s"),
        ("", (), None),
    ],
)
def test_expressions_are_taken_apart_at_white_space(
    source: str, pieces: tuple[str, ...], bare: str | None
) -> None:
    assert pieces_of(source, ignore_case=True) == pieces
    assert without_borders(source, ignore_case=True) == bare
