"""Finds a quoted span again in a text that has changed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from annotator.text import nearness
from annotator.text.tokens import snap_to_tokens

THRESHOLD = 0.7
_REACH = 10_000
_CONTEXT = 32
_MOST_PLACES = 200
_FUZZY_FROM = 5


class Way(StrEnum):
    """How a quote was found again."""

    IN_PLACE = "in_place"
    ELSEWHERE = "elsewhere"
    SIMILAR = "similar"


class Anchoring(NamedTuple):
    """Where a quote stands now: `[begin, end)` in code points, a score from 0 to 1, how."""

    begin: int
    end: int
    score: float
    how: Way


def reanchor(
    quote: str,
    text: str,
    *,
    near: int,
    before: str = "",
    after: str = "",
    threshold: float = THRESHOLD,
) -> Anchoring | None:
    """Return where `quote` stands in `text`, None where nothing is sure enough.

    `near` is the offset (code points) at which it stood or should stand; `before` and `after`
    are what stood beside it (32 characters each count). The quote itself wins over anything
    similar, the better context over the nearer place. Similar text is looked for within
    10,000 code points of `near`, for quotes of five characters and more. An answer has a
    score of at least `threshold`; a quote that stands nowhere, or in several places that
    nothing tells apart from far off, gives None rather than a guess.
    """
    if not quote or not text:
        return None
    near = max(0, min(near, len(text)))
    before, after = before[-_CONTEXT:], after[:_CONTEXT]
    exact = _exact(quote, text, near, before, after)
    if exact is not None:
        return exact if exact.score >= threshold else None
    similar = _similar(quote, text, near, before, after, threshold)
    return similar if similar is not None and similar.score >= threshold else None


def context_score(text: str, begin: int, end: int, before: str, after: str) -> float:
    """Return from 0 to 1 how well `before` and `after` fit round `[begin, end)` of `text`."""
    sides: list[float] = []
    if before:
        found = text[max(0, begin - len(before)) : begin]
        sides.append(_shared(found[::-1], before[::-1]) / len(before))
    if after:
        sides.append(_shared(text[end : end + len(after)], after) / len(after))
    return sum(sides) / len(sides) if sides else 0.0


def _shared(one: str, other: str) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def _exact(quote: str, text: str, near: int, before: str, after: str) -> Anchoring | None:
    """Return the best place of the very quote; its score tells how sure the choice is."""
    has_context = bool(before or after)
    if text.startswith(quote, near):
        fit = context_score(text, near, near + len(quote), before, after)
        if not has_context or fit >= 0.5:
            return Anchoring(near, near + len(quote), 1.0, Way.IN_PLACE)
    places = _places(quote, text, near)
    if not places:
        return None
    fits = [context_score(text, at, at + len(quote), before, after) for at in places]
    best = max(range(len(places)), key=lambda i: (fits[i], -abs(places[i] - near)))
    at = places[best]
    way = Way.IN_PLACE if at == near else Way.ELSEWHERE
    score = _sureness(quote, at == near, len(places) == 1, has_context, fits, best)
    return Anchoring(at, at + len(quote), round(score, 4), way)


def _sureness(
    quote: str, is_in_place: bool, is_only: bool, has_context: bool, fits: list[float], best: int
) -> float:
    fit = fits[best]
    if is_in_place:
        # The quote stands where it should, though what surrounds it is new.
        return 0.8 + 0.2 * fit
    if is_only:
        # A long quote proves itself; of a short one the context must tell.
        own = min(0.8, 0.5 + len(quote) / 60)
        return own + (1 - own) * fit if has_context else max(own, 0.75)
    if not has_context:
        return 0.7
    return 0.4 + 0.6 * min(1.0, 1.5 * fit)


def _places(quote: str, text: str, near: int) -> list[int]:
    """Return where `quote` begins in `text`: all places, or two hundred near by."""
    places: list[int] = []
    at = text.find(quote, near)
    while at >= 0 and len(places) < _MOST_PLACES // 2:
        places.append(at)
        at = text.find(quote, at + 1)
    at = text.rfind(quote, 0, near + len(quote) - 1)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(at)
        at = text.rfind(quote, 0, at + len(quote) - 1)
    return places


def _similar(
    quote: str, text: str, near: int, before: str, after: str, threshold: float
) -> Anchoring | None:
    if len(quote) < _FUZZY_FROM:
        return None
    most = int((1 - threshold) * len(quote))
    low = max(0, near - _REACH)
    high = min(len(text), near + len(quote) + _REACH)
    best: tuple[tuple[float, int], Anchoring] | None = None
    for begin, end, distance in nearness.find_similar(quote, text[low:high], most=most):
        # The nearest text may end within a word, where only its ending is new.
        begin, end = snap_to_tokens(text, low + begin, low + end)
        if begin == end:
            continue
        fit = context_score(text, begin, end, before, after)
        score = 1 - distance / len(quote)
        if (before or after) and len(quote) < 3 * _FUZZY_FROM and fit < 0.3:
            # One letter makes another word of a short one: the context must agree.
            continue
        rank = (score + 0.3 * fit, -abs(begin - near))
        if best is None or rank > best[0]:
            best = rank, Anchoring(begin, end, round(score, 4), Way.SIMILAR)
    return best[1] if best is not None else None
