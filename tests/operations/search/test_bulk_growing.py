"""What is done to many hits grows with them, not with all that is near and far."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.model.query import Hit
from annotator.model.review import Annotator
from annotator.model.span import Span
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.search import bulk
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME

WHO = "ines"
FEW, WORD = 60, "heron\n"


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python a work runs, each passage of a loop counted."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def made(path: Path, count: int) -> Store:
    """Make a corpus of one document: of its words every other one is a bird."""
    text = WORD * (2 * count)
    document = Document(id="d", name="d", text=text, sha256=text_hash(text))
    spans = (Span(place, place + 5) for place in range(0, len(text), 2 * len(WORD)))
    birds = tuple(
        Annotation(str(n), "d", "bird", WHO, (span,), "heron") for n, span in enumerate(spans)
    )
    store = new_corpus(path, scheme=SCHEME, annotator=Annotator(id=WHO))
    with store.edit("documents.import", annotator=WHO, bulk=True) as edit:
        edit.put_bundle(Bundle(document=document, annotations=birds))
    return store


def _tag(store: Store, count: int) -> object:
    size = len(WORD)
    begins = range(size, 2 * size * count, 2 * size)
    hits = [Hit(document="d", begin=begin, end=begin + 5) for begin in begins]
    return bulk.tag_hits(store, hits, "bird", annotator=WHO)


def _at(count: int) -> list[Hit]:
    begins = range(0, 2 * len(WORD) * count, 2 * len(WORD))
    return [Hit(document="d", begin=begin, end=begin + 5) for begin in begins]


WORKS: dict[str, Callable[[Store, int], object]] = {
    "tag": _tag,
    "retag": lambda store, count: bulk.change_hits(store, _at(count), "watcher", annotator=WHO),
    "value": lambda store, count: bulk.change_hits(
        store, _at(count), "bird", annotator=WHO, features={"plumage": "young"}
    ),
    "delete": lambda store, count: bulk.remove_at_hits(store, _at(count), "bird", annotator=WHO),
    "comment": lambda store, count: bulk.comment_on_hits(
        store, _at(count), "Sure?", language="en", annotator=WHO
    ),
}


@pytest.mark.parametrize("kind", WORKS)
def test_three_times_as_many_hits_take_about_three_times_as_long(tmp_path: Path, kind: str) -> None:
    lines: list[int] = []
    for count in (FEW, 3 * FEW):
        with made(tmp_path / f"{count}.corpus", count) as store:
            lines.append(lines_run(lambda: WORKS[kind](store, count)))  # noqa: B023
    assert lines[1] < 3.6 * lines[0]
