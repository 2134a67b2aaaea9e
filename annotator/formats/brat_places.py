"""Proves the quotes of brat's annotations against the text, and says what its offsets count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from annotator.formats.brat_lines import Marked
from annotator.formats.sound import Unsound
from annotator.model.span import Span, Spans, are_disjoint
from annotator.text.quoting import quote_of
from annotator.text.settling import settle

_BLANK = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
_CRLF = re.compile("\r\n")
Count = Callable[[int], int]
"""Turns an offset of the file into one of the text, in code points."""


class Places:
    """The text, flattened as brat writes quotes: fragments joined by a space, on one line."""

    def __init__(self, text: str, marks: Sequence[Marked], *, has_mark: bool) -> None:
        """Take a text and all that is marked in it; `has_mark`: its file had a byte order mark.

        Whether the mark counts as a character, and a line break CR LF as one, is what most quotes
        say: both were seen, after files went through other programs.
        """
        self._text = text
        self._flat = text.translate(_BLANK)
        counts: list[Count] = [_same]
        if has_mark:
            counts.append(lambda offset: offset - 1)
        breaks = [found.start() for found in _CRLF.finditer(text)]
        if breaks:
            shifted = [place - number for number, place in enumerate(breaks)]
            counts.append(lambda offset: offset + bisect_left(shifted, offset))
        self._count = counts[0]
        if len(counts) > 1:
            self._count = max(counts, key=lambda count: self._proved(marks, count))

    def _proved(self, marks: Iterable[Marked], count: Count) -> int:
        return sum(self._is_at(mark, _counted(mark, count)) for mark in marks)

    def _is_at(self, mark: Marked, spans: Spans) -> bool:
        if not self._is_within(spans):
            return False
        quote = _flat(mark.quote)
        if " ".join(self._flat[begin:end] for begin, end in spans) == quote:
            return True
        parts = (self._text[begin:end].replace("\r\n", " ") for begin, end in spans)
        return " ".join(parts).translate(_BLANK) == quote

    def _is_within(self, spans: Spans) -> bool:
        return all(0 <= begin <= end <= len(self._text) for begin, end in spans)

    def of(self, mark: Marked) -> tuple[Spans, str]:
        """Return where a mark says that it stands, in code points and in order, and its quote.

        The quote is what stands there, or else what stands at the one place in the text that
        has it. Unsound if offsets are outside of the text, or nothing is certain.
        """
        told = _counted(mark, self._count)
        spans = tuple(sorted(told))
        if not self._is_within(told) or not are_disjoint(spans):
            begin, end = min(mark.spans)[0], max(mark.spans)[1]
            size = len(self._text)
            raise Unsound("bundle_offsets", item=mark.id, begin=begin, end=end, length=size)
        if self._is_at(mark, told):
            return spans, quote_of(self._text, spans)
        found = self._elsewhere(_flat(mark.quote), told)
        if found is None:
            raise Unsound("bundle_quote", item=mark.id, quote=mark.quote[:80])
        return spans, quote_of(self._text, found)

    def _elsewhere(self, quote: str, spans: Spans) -> Spans | None:
        """Return where a quote stands that stands once only, fragment by fragment, in order."""
        found: list[Span] = []
        at = 0
        for number, span in enumerate(spans):
            is_last = number == len(spans) - 1
            part = quote[at:] if is_last else quote[at : at + span.end - span.begin]
            at += len(part) + 1
            place = self._flat.find(part) if part else -1
            if place < 0 or self._flat.find(part, place + 1) >= 0:
                return None
            found.append(Span(place, place + len(part)))
        ordered = tuple(sorted(found))
        return ordered if are_disjoint(ordered) else None


def _same(offset: int) -> int:
    return offset


def _counted(mark: Marked, count: Count) -> Spans:
    return tuple(Span(count(begin), count(end)) for begin, end in mark.spans)


def _flat(quote: str) -> str:
    return settle(quote, keep=True).text.translate(_BLANK)
