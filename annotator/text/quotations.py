"""Says whether words stand in quotation marks: wholly, in part, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.text.characters import is_small, is_solitary
from annotator.text.paragraphs import paragraph_at
from annotator.text.tokens import trim

WHOLE, PART, NONE = "whole", "part", "none"
_REACH = 2_000
_CLOSING = {"„": '“”"', "«": "»", "“": "”", '"': '"', "”": "”", "「": "」", "『": "』"}
_MARKS = frozenset("".join(_CLOSING) + "".join(_CLOSING.values()))
_NAME_WORDS, _NAME_IDEOGRAPHS, _SENTENCE_WORDS = 3, 4, 7
_REPORTING = frozenset(
    ("that", "че", "что", "що", "que", "qu", "dass", "daß", "che", "ότι", "że", "že", "da", "hogy")
)
"""After these a quotation is a whole clause, with whatever letter it begins."""
_BEFORE = 24
_DASH = re.compile(r"\s*[-\u2013\u2014\u2015]\s+(?=\S)")
_BETWEEN = re.compile(r"\s+[-\u2013\u2014\u2015]\s+")


def quotation_of(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return whether `spans` (code points) are quoted: `whole`, `part` or `none`.

    They are quoted in part where a quotation begins or ends among them, or where the whole
    quotation is only a piece of a sentence: it begins with a small letter, is short and follows
    no word as "that". A few words that begin with a capital are a name in quotation marks and
    no quotation, unless they are a whole fragment. Marks at the ends of the spans do not count. A
    paragraph that begins with a dash is spoken, but for what its author says between dashes.
    Looks at the paragraph of the first span, 2,000 code points on each side at most.
    """
    if not spans:
        return NONE
    spans = [_without_marks(text, b, e) for b, e in spans]
    begin, end = spans[0][0], spans[-1][1]
    low, high = paragraph_at(text, begin, reach=_REACH)
    high = max(high, min(end, low + 2 * _REACH))
    part = text[low:high]
    spoken = [(low + b, low + e) for b, e in _spoken(part)]
    if spoken and all(any(q[0] <= b and e <= q[1] for q in spoken) for b, e in spans):
        return WHOLE
    found = [(low + b, low + e) for b, e in _quoted(part)] + spoken
    around = [next((q for q in found if q[0] <= b and e <= q[1]), None) for b, e in spans]
    if all(around):
        first = around[0]
        return PART if first and _is_part_only(text, *first) else WHOLE
    for quote_begin, quote_end in found:
        touches = any(b < quote_end and quote_begin < e for b, e in spans)
        # Nobody takes a name alone for a fragment.
        is_fragment = len(spans) > 1 and (quote_begin, quote_end) in spans
        if touches and (is_fragment or not _is_name(text[quote_begin:quote_end])):
            return PART
    return NONE


def quotations_round(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the quotations that hold `[begin, end)` (code points), the innermost first.

    Each without its marks, then with them. Looks at the paragraph, 2,000 code points on each side
    at most.
    """
    low, high = paragraph_at(text, begin, reach=_REACH)
    found: list[tuple[int, int]] = []
    while True:
        holding = ((low + b, low + e) for b, e in _quoted(text[low:high]))
        around = next((q for q in holding if q[0] - 1 <= begin and end <= q[1] + 1), None)
        if around is None:
            break
        found.append(around)
        low, high = around
    for low, high in reversed(found):
        if low < high:
            yield trim(text, low, high)
        yield low - 1, high + 1


def _quoted(part: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between quotation marks, the marks not counted."""
    opened: int | None = None
    for place, character in enumerate(part):
        if opened is not None and character in _CLOSING[part[opened]]:
            yield opened + 1, place
            opened = None
        elif opened is None and character in _CLOSING:
            opened = place


def _spoken(part: str) -> Iterator[tuple[int, int]]:
    """Yield what is spoken in a paragraph that begins with a dash: each second piece of it.

    Dashes between spaces part them: "– Няма – каза той. – И толкова!"
    """
    opening = _DASH.match(part)
    if opening is None:
        return
    begin, is_speech = opening.end(), True
    for border in _BETWEEN.finditer(part, begin):
        if is_speech:
            yield begin, border.start()
        begin, is_speech = border.end(), not is_speech
    if is_speech:
        yield begin, len(part)


def _without_marks(text: str, begin: int, end: int) -> tuple[int, int]:
    low, high = begin, min(end, len(text))
    while low < high and (text[low] in _MARKS or text[low].isspace()):
        low += 1
    while high > low and (text[high - 1] in _MARKS or text[high - 1].isspace()):
        high -= 1
    return (low, high) if low < high else (begin, end)


def _is_part_only(text: str, begin: int, end: int) -> bool:
    """Say whether a quotation is a piece of the sentence round it, and no sentence itself."""
    quoted = text[begin:end]
    if not _is_piece(quoted) or len(quoted.split()) >= _SENTENCE_WORDS:
        return False
    before = text[max(0, begin - _BEFORE) : begin - 1].rstrip()
    word = re.search(r"\w+$", before)
    return not before.endswith(":") and not (word and word[0].casefold() in _REPORTING)


def _is_piece(quoted: str) -> bool:
    first = next((c for c in quoted if c.isalnum()), "")
    return is_small(first) if first else False


def _is_name(quoted: str) -> bool:
    if _is_piece(quoted) or len(quoted.split()) > _NAME_WORDS:
        return False
    return sum(is_solitary(c) and c.isalnum() for c in quoted) <= _NAME_IDEOGRAPHS
