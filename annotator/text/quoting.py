"""Makes the quoted text of spans, by which every anchor is proved."""

from __future__ import annotations

from collections.abc import Sequence

_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")
GAP = " \u2026 "


def quote_of(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return what `spans` (code points, half-open) cover of `text`.

    The fragments of several spans are joined by `GAP`, an ellipsis with a space each side,
    in the order given; no span gives an empty string.
    """
    if len(spans) == 1:
        begin, end = spans[0]
        return text[begin:end]
    return GAP.join([text[begin:end] for begin, end in spans])


def name_form(quote: str) -> str:
    """Return a quote as names are written: on one line, without soft hyphens and joiners."""
    if not quote.isprintable():
        quote = "".join(c for c in quote if c not in _UNSEEN)
    return " ".join(quote.split())
