"""Says whether words stand in quotation marks: wholly, in part, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.text.paragraphs import paragraph_at

WHOLE, PART, NONE = "whole", "part", "none"
_REACH = 2_000
_CLOSING = {"„": '“”"', "«": "»", "“": "”", '"': '"', "”": "”", "「": "」", "『": "』"}
_NAME_WORDS = 3
_DASH = re.compile(r"\s*[-\u2013\u2014\u2015]\s+(?=\S)")
_BETWEEN = re.compile(r"\s+[-\u2013\u2014\u2015]\s+")


def quotation_of(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return whether `spans` (code points) are quoted: `whole`, `part` or `none`.

    They are quoted in part where a quotation begins or ends among them, or where the whole
    quotation is only a piece of a sentence: it begins with a small letter. A few words that
    begin with a capital are a name in quotation marks and no quotation. A paragraph that begins
    with a dash is spoken, but for what its author says between dashes. Looks at the paragraph of
    the first span, 2,000 code points on each side at most.
    """
    if not spans:
        return NONE
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
        return PART if first and _is_piece(text[first[0] : first[1]]) else WHOLE
    for quote_begin, quote_end in found:
        touches = any(b < quote_end and quote_begin < e for b, e in spans)
        if touches and not _is_name(text[quote_begin:quote_end]):
            return PART
    return NONE


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


def _is_piece(quoted: str) -> bool:
    first = next((c for c in quoted if c.isalnum()), "")
    return first.islower()


def _is_name(quoted: str) -> bool:
    return len(quoted.split()) <= _NAME_WORDS and not _is_piece(quoted)
