"""Which annotations of one annotator can stand inline, and the text with them in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotator.formats.tei_markup import is_plain, text_of
from annotator.model.annotation import STANDS, Annotation

SAID = "said"
"""The TEI element that may stand in a paragraph or in another of its kind only."""

_DEEPEST = 64
"""How many elements may stand one in the other; XML readers refuse what is nested much deeper."""


class Placed(NamedTuple):
    """An annotation that stands inline as an element."""

    begin: int
    end: int
    annotation: Annotation
    element: str


def inline_of(
    text: str,
    annotations: Iterable[Annotation],
    annotator: str | None,
    element_of: Callable[[Annotation], str],
) -> list[Placed]:
    """Return the annotations that nest within one paragraph each, outer before inner.

    `annotations` are in the order of files. Of two that cross, the one that was made first
    stands inline, so that what is added later moves nothing that is there.
    """
    candidates: list[Placed] = []
    for annotation in annotations if annotator is not None else ():
        spans = annotation.spans
        if annotation.annotator != annotator or annotation.state != STANDS or len(spans) != 1:
            continue
        begin, end = spans[0]
        if begin < end and text.find("\n", begin, end) < 0:
            candidates.append(Placed(begin, end, annotation, element_of(annotation)))
    placed, is_whole = _nested(candidates)
    return placed if is_whole else _nested(_without_clashes(candidates))[0]


def _nested(candidates: list[Placed]) -> tuple[list[Placed], bool]:
    """Return those that nest with all before them, and whether none was left out for clashing."""
    placed: list[Placed] = []
    open_ones: list[Placed] = []
    is_whole = True
    for one in candidates:
        while open_ones and open_ones[-1].end <= one.begin:
            open_ones.pop()
        if open_ones and _clash(open_ones[-1], one):
            is_whole = False
        elif len(open_ones) < _DEEPEST:
            placed.append(one)
            open_ones.append(one)
    return placed, is_whole


def _clash(outer: Placed, one: Placed) -> bool:
    """Say whether `one`, which begins within `outer`, may not stand in it."""
    return outer.end < one.end or (one.element == SAID and outer.element != SAID)


def _without_clashes(candidates: list[Placed]) -> list[Placed]:
    clashes: dict[int, list[int]] = {}
    open_ones: list[int] = []
    for number, one in enumerate(candidates):
        open_ones = [n for n in open_ones if candidates[n].end > one.begin]
        for other in open_ones:
            if _clash(candidates[other], one):
                clashes.setdefault(number, []).append(other)
                clashes.setdefault(other, []).append(number)
        open_ones.append(number)
    left_out: set[int] = set()
    kept: set[int] = set()
    for number in sorted(clashes, key=lambda n: (candidates[n].annotation.made or "", n)):
        (left_out if kept.intersection(clashes[number]) else kept).add(number)
    return [one for number, one in enumerate(candidates) if number not in left_out]


def body_xml(text: str, placed: list[Placed], tag_of: Callable[[Placed], str]) -> str:
    """Return the text as paragraphs with the placed annotations in them.

    Paragraphs are the lines between line feeds; the line feeds stand between them, so the
    string value of the whole is the text itself.
    """
    if not is_plain(text):
        return _paragraphs(_marked(text, placed, tag_of, text_of))
    return _paragraphs(_marked(text, placed, tag_of, None))


def _marked(
    text: str,
    placed: list[Placed],
    tag_of: Callable[[Placed], str],
    escaped: Callable[[str], str] | None,
) -> str:
    """Return the text with the tags of what is placed; tags have no line feeds."""
    pieces: list[str] = []
    open_ones: list[tuple[int, str]] = []
    done = 0

    def put(place: int, tag: str) -> None:
        nonlocal done
        if place > done:
            between = text[done:place]
            pieces.append(escaped(between) if escaped else between)
            done = place
        pieces.append(tag)

    for one in placed:
        # Ends come before begins at the same place, inner ends before outer ones.
        while open_ones and open_ones[-1][0] <= one.begin:
            put(*open_ones.pop())
        put(one.begin, tag_of(one))
        open_ones.append((one.end, f"</{one.element}>"))
    while open_ones:
        put(*open_ones.pop())
    put(len(text), "")
    return "".join(pieces)


def _paragraphs(marked: str) -> str:
    lines = [f"<p>{line}</p>" if line else "" for line in marked.split("\n")]
    return "\n".join(lines) if any(lines) else "<p></p>" + "\n".join(lines)
