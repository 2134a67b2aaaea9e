"""Tokens of flat data as spaCy has them: joined again they are the text, white space included."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from annotator.text.tokens import tokenize

SPACE = " "


def covering_tokens(text: str) -> list[dict[str, Any]]:
    """Return tokens with begin, end, number and `ws`, whether one space follows.

    White space that is not the one space after a token is a token of its own, so that the texts
    with their spaces, joined, are `text`.
    """
    tokens: list[dict[str, Any]] = []
    at = 0
    for begin, end in (*tokenize(text), (len(text), len(text))):
        if at < begin:
            if tokens and text[at] == SPACE:
                tokens[-1]["ws"] = True
                at += 1
            if at < begin:
                _add(tokens, text, at, begin)
        if begin < end:
            _add(tokens, text, begin, end)
        at = end
    return tokens


def _add(tokens: list[dict[str, Any]], text: str, begin: int, end: int) -> None:
    number = len(tokens)
    tokens.append({"text": text[begin:end], "start": begin, "end": end, "id": number, "ws": False})


class TokenNumbers:
    """Finds the tokens of a span."""

    def __init__(self, tokens: list[dict[str, Any]]) -> None:
        """Take tokens in the order of the text."""
        self._begins = [token["start"] for token in tokens]
        self._ends = [token["end"] for token in tokens]

    def within(self, begin: int, end: int) -> tuple[int | None, int | None, bool]:
        """Return the first and last token (inclusive) that a span touches, None if none.

        The third value says whether it begins and ends where they do.
        """
        first, last = bisect_right(self._ends, begin), bisect_left(self._begins, end) - 1
        if first > last:
            return None, None, False
        is_whole = self._begins[first] == begin and self._ends[last] == end
        return first, last, is_whole
