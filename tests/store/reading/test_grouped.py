"""Annotations by portions are those that are read row by row, in the same order."""

from __future__ import annotations

from pathlib import Path

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.span import Span
from annotator.store.reading.grouped import annotations_by_portions
from tests.operations.field_notes import WHO, make_notes, only_document
from tests.samples import make_samples


def _portions(store, document: str) -> list[list[Annotation]]:
    return list(annotations_by_portions(store.read().connection, document))


def test_all_of_the_samples_are_read(tmp_path: Path) -> None:
    with make_samples(tmp_path / "samples.corpus") as store:
        for row in store.read().documents():
            found = [a for portion in _portions(store, row.id) for a in portion]
            assert found == store.read().annotations(row.id)


def test_many_at_one_place_and_at_none_are_read_once_each(tmp_path: Path) -> None:
    with make_notes(tmp_path / "notes.corpus", text="heron " * 900) as store:
        document, layer = only_document(store), store.scheme.layers[0].id
        made: list[Annotation] = []
        for n in range(900):
            begin = 6 if n < 300 else 6 * n
            spans = (Span(begin, begin + 5),)
            if n % 7 == 0:
                spans = (*spans, Span(begin + 6, begin + 9))
            spans = () if n % 50 == 0 else spans
            made.append(
                Annotation(
                    id=f"{n * 7919 % 900}",
                    document=document,
                    layer=layer,
                    annotator=WHO,
                    spans=spans,
                    quote="heron" if spans else "",
                    features={"n": n, "é": ["„“", None, 1.5]} if n % 3 else {},
                    confidence=UNSURE if n % 5 == 0 else "sure",
                    made="2026-01-01T00:00:00Z" if n % 11 == 0 else None,
                )
            )
        with store.edit("annotate.tag", annotator=WHO, bulk=True) as edit:
            edit.put_annotations(made)
        portions = _portions(store, document)
        assert [a for portion in portions for a in portion] == store.read().annotations(document)
        assert len(portions) > 3
        assert max(map(len, portions)) < 700


def test_a_document_without_annotations_or_that_is_not_there_has_none(tmp_path: Path) -> None:
    with make_notes(tmp_path / "notes.corpus") as store:
        assert _portions(store, only_document(store)) == [[]]
        assert _portions(store, "nowhere") == [[]]
