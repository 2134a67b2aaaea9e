"""One annotated sentence of a scheme's own examples, to show what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.places import seeds
from annotator.text.decoding import decode
from annotator.text.segmenting import find_segments
from annotator.text.settling import settle

_MOST = 700
"""Characters of a paragraph that still is one example."""


def example_of(scheme: Scheme) -> tuple[str, tuple[Annotation, ...]] | None:
    """Return a paragraph of the samples with the scheme's examples in it, None if it has none."""
    found = [
        Annotation(
            f"{layer.id}-{number}",
            "",
            layer.id,
            "",
            (Span(int(told["begin"]), int(told["end"])),),
            str(told["quote"]),
            features=dict(told.get("features") or {}),
        )
        for layer in scheme.layers
        for number, told in enumerate(layer.examples)
    ]
    best: tuple[int, str, list[Annotation]] | None = None
    for text in _texts():
        fitting = [a for a in found if text[a.spans[0].begin : a.spans[0].end] == a.quote]
        for begin, end in _paragraphs(text):
            inside = [a for a in fitting if begin <= a.spans[0].begin and a.spans[0].end <= end]
            score = 4 * len({a.layer for a in inside}) + len(inside)
            if inside and (best is None or score > best[0]):
                best = (score, text[begin:end], list(_moved(inside, begin)))
    return None if best is None else (best[1], tuple(best[2]))


def _moved(annotations: Iterable[Annotation], begin: int) -> Iterable[Annotation]:
    for annotation in annotations:
        span = annotation.spans[0]
        yield annotation._replace(spans=(Span(span.begin - begin, span.end - begin),))


@cache
def _texts() -> tuple[str, ...]:
    files: list[Path] = sorted((seeds() / "seed").glob("*.txt"))
    return tuple(settle(decode(file.read_bytes()).text, keep=False).text for file in files)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [(s.begin, s.end) for s in find_segments(text) if s.end - s.begin <= _MOST]
