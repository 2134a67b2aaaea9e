"""Finds the clause round an offset: what stands between two punctuation marks."""

from __future__ import annotations

from annotator.text.paragraphs import paragraph_at
from annotator.text.tokens import Token, tokenize, trim

_REACH = 120
_FARTHEST = 1_920
_PARTING = frozenset(
    ',;:!?\u2026()[]{}«»„“”"\u2013\u2014\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f\u060c\u061b\u061f'
)


def clause_at(text: str, offset: int) -> tuple[int, int] | None:
    """Return the trimmed span of the clause that `offset` touches, None where there is none.

    A clause runs from punctuation to punctuation within a paragraph. A full stop parts only
    where no lower-case letter or digit follows, a hyphen only between spaces. At a mark the
    clause before it is meant, if the offset touches it. Looks at 1,920 code points on each
    side at most.
    """
    reach = _REACH
    while True:
        low, high = paragraph_at(text, offset, reach=reach)
        begin, end, is_begin_sure, is_end_sure = _between(text, low, high, offset)
        is_begin_sure = is_begin_sure or low == 0 or low > offset - reach
        is_end_sure = is_end_sure or high == len(text) or high < offset + reach
        if (is_begin_sure and is_end_sure) or reach >= _FARTHEST:
            begin, end = trim(text, begin, end)
            return (begin, end) if begin < end else None
        reach *= 4


def _between(text: str, low: int, high: int, offset: int) -> tuple[int, int, bool, bool]:
    part = text[low:high]
    begin, end = low, high
    is_begin_sure = is_end_sure = False
    for token in tokenize(part):
        if not _is_parting(part, token):
            continue
        mark = low + token.begin
        if mark >= offset and trim(text, begin, mark)[0] < mark:
            end, is_end_sure = mark, True
            break
        begin, is_begin_sure = low + token.end, True
    return begin, end, is_begin_sure, is_end_sure


def _is_parting(text: str, token: Token) -> bool:
    mark = text[token.begin : token.end]
    if mark in _PARTING:
        return True
    if mark == "-":
        around = text[token.begin - 1 : token.begin], text[token.end : token.end + 1]
        return around[0].isspace() and around[1].isspace()
    if mark == ".":
        following = text[token.end : token.end + 8].lstrip()
        return not following or not (following[0].islower() or following[0].isdigit())
    return False
