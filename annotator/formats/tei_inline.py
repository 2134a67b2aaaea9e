"""Which annotations of one annotator can stand inline, and the text with them in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotator.formats.tei_markup import text_of
from annotator.model.annotation import STANDS, Annotation

SAID = "said"
"""The TEI element that may stand in a paragraph or in another of its kind only."""


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

    `annotations` are in the order of files; of two that cross, the earlier stands inline.
    """
    placed: list[Placed] = []
    open_ones: list[Placed] = []
    if annotator is None:
        return placed
    for annotation in annotations:
        spans = annotation.spans
        if annotation.annotator != annotator or annotation.state != STANDS or len(spans) != 1:
            continue
        begin, end = spans[0]
        if begin == end or text.find("\n", begin, end) >= 0:
            continue
        while open_ones and open_ones[-1].end <= begin:
            open_ones.pop()
        element = element_of(annotation)
        if open_ones:
            outer = open_ones[-1]
            if outer.end < end or (element == SAID and outer.element != SAID):
                continue
        one = Placed(begin, end, annotation, element)
        placed.append(one)
        open_ones.append(one)
    return placed


def body_xml(text: str, placed: list[Placed], tag_of: Callable[[Placed], str]) -> str:
    """Return the text as paragraphs with the placed annotations in them.

    Paragraphs are the lines between line feeds; the line feeds stand between them, so the
    string value of the whole is the text itself.
    """
    cuts: list[tuple[int, int, str]] = []
    # Ends come before begins at the same place, inner ends before outer ones.
    for number, one in enumerate(placed):
        cuts.append((one.begin, 1 + number, tag_of(one)))
        cuts.append((one.end, -number - 1, f"</{one.element}>"))
    cuts.sort()
    pieces: list[str] = []
    at, size, next_cut = 0, len(text), 0
    while at <= size:
        end = text.find("\n", at)
        end = size if end < 0 else end
        if end > at:
            pieces.append("<p>")
            position = at
            while next_cut < len(cuts) and cuts[next_cut][0] <= end:
                place, _, markup = cuts[next_cut]
                if place > position:
                    pieces.append(text_of(text[position:place]))
                    position = place
                pieces.append(markup)
                next_cut += 1
            if end > position:
                pieces.append(text_of(text[position:end]))
            pieces.append("</p>")
        if end < size:
            pieces.append("\n")
        at = end + 1
    whole = "".join(pieces)
    return whole if "<p>" in whole else "<p></p>" + whole
