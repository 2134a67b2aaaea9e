"""Tokens of flat data: joined they are the text, and those of a span are the ones it touches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.flat_tokens import TokenNumbers, covering_tokens
from tests.strategies import TEXTS


def joined(text: str) -> str:
    return "".join(t["text"] + " " * t["ws"] for t in covering_tokens(text))


@given(text=TEXTS)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert joined(text) == text
    for number, token in enumerate(covering_tokens(text)):
        assert token["id"] == number
        assert text[token["start"] : token["end"]] == token["text"] != ""


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a b", ["a", "b"]),
        ("a\n\nb", ["a", "\n\n", "b"]),
        ("a  b ", ["a", " ", "b"]),
        (" a\n", [" ", "a", "\n"]),
        ("a\u00a0b", ["a", "\u00a0", "b"]),
        ("", []),
        (" ", [" "]),
    ],
)
def test_white_space_beside_the_one_space_is_a_token(text: str, tokens: list[str]) -> None:
    assert [t["text"] for t in covering_tokens(text)] == tokens


@given(text=TEXTS, data=st.data())
def test_a_span_has_all_tokens_that_it_touches(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    tokens = covering_tokens(text)
    touched = [t["id"] for t in tokens if t["start"] < end and t["end"] > begin]
    first, last, is_whole = TokenNumbers(tokens).within(begin, end)
    assert ([] if first is None or last is None else list(range(first, last + 1))) == touched
    if is_whole:
        assert (tokens[touched[0]]["start"], tokens[touched[-1]]["end"]) == (begin, end)
