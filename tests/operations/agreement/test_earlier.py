"""An annotator against their own earlier work in a backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.analysis.agreement.gamma import GammaSettings
from annotator.model.errors import AnnotatorError
from annotator.operations.agreement.earlier import measure_against_earlier, times_of
from annotator.operations.agreement.measuring import Choice, Report
from annotator.operations.keeping.safety import make_backup
from annotator.operations.tagging.annotate import remove_annotation
from annotator.store.store import Store
from tests.operations.agreed import HERON, MILL, WREN, bird, document, make_corpus, place

FEW = Choice(gamma=GammaSettings(samples=3))


def measured(store: Store, annotator: str, earlier: Path | None = None) -> Report:
    with times_of(store, annotator, earlier) as times:
        return measure_against_earlier(times, FEW)


def _corpus(path: Path) -> Store:
    return make_corpus(
        path,
        document("d1", {"ana": [bird(HERON, size="large"), bird(WREN), place(MILL)]}),
        document("d2", {"ana": [bird(HERON)], "bea": [bird(WREN)]}),
        document("d3", {"bea": [bird(WREN)]}),
    )


def test_now_against_the_newest_backup(tmp_path: Path) -> None:
    with _corpus(tmp_path / "a.corpus") as store:
        with pytest.raises(AnnotatorError) as caught:
            measured(store, "ana")
        assert caught.value.code == "no_backup"
        make_backup(store, "asked")
        gone = next(a for a in store.read().annotations("d1") if a.spans[0] == WREN)
        remove_annotation(store, gone.id, annotator="ana")
        report = measured(store, "ana")
    assert report.documents == 2
    figures = {
        (x.what, x.figure.measure, x.figure.distance, x.figure.scope): x for x in report.lines
    }
    line = figures["bird", "span_f1", "exact", "pooled"]
    # Of three birds before two are there now.
    assert line.figure.value == pytest.approx(4 / 5)
    assert [p[:3] for p in line.places.first] == [("d1", *WREN)]
    assert figures["place", "span_f1", "exact", "pooled"].figure.value == 1.0
    (table,) = (t for t in report.confusions[""] if not t.what)
    assert (table.first, table.second) == ("ana", "ana@earlier")


def test_any_older_file_and_who_is_not_there(tmp_path: Path) -> None:
    _corpus(tmp_path / "old.corpus").close()
    with _corpus(tmp_path / "a.corpus") as store:
        older = tmp_path / "old.corpus"
        report = measured(store, "bea", older)
        assert report.documents == 2
        values = {x.figure.value for x in report.lines if x.figure.measure == "span_f1"}
        # Nobody has a place, of which nothing can be said.
        assert values == {1.0, None}
        with pytest.raises(AnnotatorError) as caught:
            measured(store, "zoe", older)
        assert caught.value.code == "no_such_annotator"
