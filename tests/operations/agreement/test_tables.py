"""A report as tables: every figure has its cell, rows and columns in the order of the scheme."""

from __future__ import annotations

import pytest

from annotator.analysis.agreement.measures import MACRO, POOLED
from annotator.operations.agreement.measuring import PAIR, Choice, Report, measure_agreement
from annotator.operations.agreement.tables import (
    FEATURES,
    LAYERS,
    RELATIONS,
    VALUES,
    tables_of,
)
from annotator.store.store import Store
from tests.operations.agreed import HERON, MILL, WREN, bird, document, make_corpus, place
from tests.samples import make_samples


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with make_samples(tmp_path_factory.mktemp("tables") / "samples.corpus") as store:
        yield store


@pytest.fixture(scope="module")
def report(store: Store) -> Report:
    return measure_agreement(store)


def test_layers_stand_in_the_order_of_the_scheme_and_all_of_them_last(store, report) -> None:
    layers = next(table for table in tables_of(report) if table.kind == LAYERS)
    order = [layer.id for layer in store.scheme.layers]
    assert [row.what for row in layers.rows] == [
        x for x in order if x in store.read().counts_by_layer()
    ] + [""]
    assert layers.columns[0] == ("span_f1", "exact")
    assert layers.rows[-1].cells[0].figure.value == pytest.approx(0.868, abs=0.001)


@pytest.mark.parametrize("mean", [POOLED, MACRO])
def test_every_figure_of_a_mean_has_a_cell(report, mean: str) -> None:
    shown = {id(line) for t in tables_of(report, mean=mean) for row in t.rows for line in row.lines}
    wanted = [x for x in report.lines if x.figure.scope == mean and "value" not in x.figure.detail]
    assert wanted
    assert [x for x in wanted if id(x) not in shown] == []


def test_features_and_relations_have_tables_of_their_own(store, report) -> None:
    tables = tables_of(report)
    owners = [table.owner for table in tables if table.kind == FEATURES]
    assert owners == list(dict.fromkeys(owners))
    assert [t.kind for t in tables if t.kind != FEATURES] == [LAYERS, VALUES, RELATIONS]
    relations = tables[-1]
    assert {row.what for row in relations.rows} <= {t.id for t in store.scheme.relation_types}
    assert all(row.places == row.lines[0].places.total for row in relations.rows)


def test_what_only_all_layers_together_tell_of_one_stands_in_its_row(tmp_path) -> None:
    work = {"ana": [bird(HERON), place(MILL)], "bea": [bird(HERON), bird(WREN), place(MILL)]}
    with make_corpus(tmp_path / "agreed.corpus", document("d", work)) as store:
        report = measure_agreement(store, Choice(gamma=None))
    table = tables_of(report)[0]
    single = [x for x in report.lines if x.figure.measure == "ku_alpha"]
    assert {x.figure.detail["value"] for x in single} == {"bird", "place"}
    at = table.columns.index(("ku_alpha", single[0].figure.distance))
    told = {row.what: row.cells[at].figure.value for row in table.rows if row.cells[at]}
    assert told == {x.figure.detail["value"]: x.figure.value for x in single}


def test_a_group_has_its_own_tables(store) -> None:
    report = measure_agreement(store, Choice(by=PAIR, gamma=None))
    assert tables_of(report) == []
    (group,) = {line.group for line in report.lines}
    assert tables_of(report, group=group)[0].kind == LAYERS


def test_who_shares_a_document_is_told(report) -> None:
    assert report.annotators == ("coder_b", "gold")
