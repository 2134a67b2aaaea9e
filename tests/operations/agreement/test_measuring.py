"""Agreement of a corpus: counted by eye on the samples, and who and what takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.analysis.agreement.gamma import GammaSettings
from annotator.model.bundle import Bundle
from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.review import FINISHED, IGNORED, IN_PROGRESS
from annotator.operations.agreement.measuring import Choice, Line, Report, measure_agreement
from annotator.operations.importing.schemes import set_scheme
from annotator.store.store import Store
from tests.operations.agreed import HERON, MILL, WREN, bird, document, make_corpus, place

FEW = GammaSettings(samples=3)


def measured(tmp_path: Path, *bundles: Bundle, **chosen: object) -> Report:
    chosen.setdefault("gamma", FEW)
    with make_corpus(tmp_path / "agreed.corpus", *bundles) as store:
        return measure_agreement(store, Choice(**chosen))  # type: ignore[arg-type]


def lines_of(report: Report, what: str, measure: str, **wanted: str) -> list[Line]:
    return [
        line
        for line in report.lines
        if (line.what, line.figure.measure) == (what, measure)
        and line.figure.scope == wanted.get("mean", "pooled")
        and wanted.get("distance", line.figure.distance) == line.figure.distance
        and wanted.get("group", line.group) == line.group
    ]


def value_of(report: Report, what: str, measure: str, **wanted: str) -> float | None:
    (line,) = lines_of(report, what, measure, **wanted)
    assert (line.figure.value is None) == (line.figure.reason is not None)
    return line.figure.value


def code_of(report: Report, what: str, measure: str, **wanted: str) -> str:
    (line,) = lines_of(report, what, measure, **wanted)
    assert line.figure.reason is not None
    return line.figure.reason.code.removeprefix("agreement.")


@pytest.fixture(scope="module")
def of_the_samples(samples_file: Path) -> Iterator[Report]:
    from annotator.operations.keeping.corpus import open_corpus

    with open_corpus(samples_file, read_only=True) as store:
        yield measure_agreement(store)


class TestTheSamples:
    """The second annotator's file lists 17 deviations; what is left of each layer is counted."""

    def test_actors(self, of_the_samples: Report) -> None:
        """Of 39 actors two have other borders, one is two, one a place, one is missing: 34 of
        39 and 38 are the same. Those with other borders and one half of the split one overlap."""
        layer = of_the_samples.lines[0].what
        exact = lines_of(of_the_samples, layer, "span_f1", distance="exact")[0].figure
        assert exact.detail == {"first": 38, "second": 39, "met": 34}
        assert exact.value == pytest.approx(2 * 34 / 77)
        assert value_of(of_the_samples, layer, "span_f1", distance="overlap") == pytest.approx(
            2 * 37 / 77
        )

    def test_targets_of_stances(self, of_the_samples: Report) -> None:
        """Of 8 and 7 targets, those of s3 and s6 are missing, one goes elsewhere: 5 remain with
        the same ends (s1 has another border), 6 at the same places."""
        whats = [x.what for x in of_the_samples.lines if x.kind == "relation"]
        counts = {
            what: tuple(
                lines_of(of_the_samples, what, "relation_f1", distance=d)[0].figure.detail[key]
                for d, key in (
                    ("strict", "first"),
                    ("strict", "second"),
                    ("strict", "met"),
                    ("relaxed_ends", "met"),
                )
            )
            for what in whats
        }
        assert (7, 8, 5, 6) in counts.values()

    def test_all_annotations(self, of_the_samples: Report) -> None:
        figure = lines_of(of_the_samples, "", "semeval_f1", distance="strict")[0].figure
        assert figure.n == 81 + 78
        assert of_the_samples.documents == 1
        assert of_the_samples.unfinished == {}

    def test_every_figure_has_a_value_or_a_reason(self, of_the_samples: Report) -> None:
        for line in of_the_samples.lines:
            figure = line.figure
            assert (figure.value is None) == (figure.reason is not None)
            assert figure.value is None or -2.0 < figure.value <= 1.0 + 1e-9
            assert figure.unit
            assert figure.distance
            assert figure.scope in ("pooled", "macro")


def test_values_are_compared_where_the_same_was_annotated(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        document(
            "d1",
            {
                "ana": [
                    bird(HERON, size="large", signs=["a", "b"], note="x"),
                    bird(WREN, size="small"),
                ],
                "bea": [bird((0, 7), size="middle", signs=["a"]), bird(WREN, size="small")],
            },
        ),
    )
    assert value_of(report, "bird.size", "percent_agreement") == 0.5
    # large and middle are neighbours: of the ranks of small, small, middle, large.
    ordinal = value_of(report, "bird.size", "krippendorff_alpha", distance="ordinal")
    nominal = value_of(report, "bird.size", "krippendorff_alpha", distance="nominal")
    assert ordinal is not None
    assert nominal is not None
    assert ordinal > nominal
    # The wren has no signs by anybody, which nobody had to decide.
    (line,) = lines_of(report, "bird.signs", "krippendorff_alpha", distance="masi")
    assert line.figure.n == 1
    assert line.figure.observed == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert not [x for x in report.lines if x.what == "bird.note"]
    assert line.places.first[0][1:] == (0, 7)


def test_values_and_layers_stand_against_each_other_in_tables(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        document(
            "d1",
            {
                "ana": [bird(HERON, size="large"), bird(WREN, size="small"), place(MILL)],
                "bea": [bird((0, 7), size="middle"), place(WREN)],
            },
        ),
    )
    tables = {table.what: table for table in report.confusions[""]}
    cells = {values: p.total for values, p in tables["bird.size"].cells.items()}
    assert cells == {("large", "middle"): 1}
    layers = {values: p.total for values, p in tables[""].cells.items()}
    assert layers == {("bird", "bird"): 1, ("bird", "place"): 1, ("place", ""): 1}
    assert (tables[""].first, tables[""].second) == ("ana", "bea")
    assert tables[""].cells["place", ""].first[0][1:] == MILL


def test_relations_are_the_same_where_their_ends_are(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        document(
            "d1",
            {
                "ana": [bird(HERON), place(MILL), bird(WREN)],
                "bea": [bird((0, 7)), place(MILL), bird(WREN)],
            },
            relations={"ana": [(0, 1), (2, 1)], "bea": [(0, 1)]},
        ),
    )
    assert value_of(report, "at", "relation_f1", distance="strict") == 0.0
    assert value_of(report, "at", "relation_f1", distance="relaxed_ends") == pytest.approx(2 / 3)


def test_who_is_not_finished_is_not_one_who_found_nothing(tmp_path: Path) -> None:
    both = {"ana": [bird(HERON)], "bea": [bird(HERON)]}
    one = {"ana": [bird(HERON)], "bea": []}
    report = measured(
        tmp_path,
        document("d1", both, states={"ana": FINISHED, "bea": FINISHED}),
        document("d2", both, states={"ana": FINISHED, "bea": IN_PROGRESS}),
        document("d3", one, states={"ana": FINISHED, "bea": IGNORED}),
    )
    assert report.documents == 1
    assert report.unfinished == {"bea": 1}
    assert value_of(report, "bird", "span_f1", distance="exact") == 1.0


def test_who_finished_without_an_annotation_found_nothing(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        document("d1", {"ana": [bird(HERON)]}, states={"ana": FINISHED, "bea": FINISHED}),
    )
    assert report.documents == 1
    assert value_of(report, "bird", "span_f1", distance="exact") == 0.0


def test_where_only_one_has_finished_there_is_no_agreement(tmp_path: Path) -> None:
    report = measured(tmp_path, document("d1", {"ana": [bird(HERON)]}))
    assert report.documents == 0
    assert {x.what for x in report.lines} == {"bird"}
    for line in report.lines:
        assert line.figure.reason is not None
        assert line.figure.reason.code == "agreement.one_annotator"


def test_a_layer_that_was_asked_for_and_nobody_used_says_so(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        document("d1", {"ana": [bird(HERON)], "bea": [bird(HERON)]}),
        layers=("never",),
    )
    assert {line.what for line in report.lines if line.kind == "layer"} == {"never"}
    assert code_of(report, "never", "span_f1", distance="exact") == "no_units"
    assert code_of(report, "never", "gamma") == "no_units"
    assert code_of(report, "never", "u_alpha") == "no_units"


def test_teasers_are_out_and_no_part_of_the_text(tmp_path: Path) -> None:
    work = {"ana": [bird(HERON), bird(WREN)], "bea": [bird(WREN)]}
    whole = measured(tmp_path / "a", document("d1", work))
    without = measured(tmp_path / "b", document("d1", work, closed=[(0, 27)]))
    assert value_of(whole, "bird", "span_f1", distance="exact") == pytest.approx(2 / 3)
    assert value_of(without, "bird", "span_f1", distance="exact") == 1.0
    (line,) = lines_of(without, "bird", "u_alpha")
    assert line.figure.n == lines_of(whole, "bird", "u_alpha")[0].figure.n - 27


def test_points_and_stacked_annotations(tmp_path: Path) -> None:
    work = [bird((4, 4)), bird(HERON), bird((0, 7))]
    report = measured(tmp_path, document("d1", {"ana": work, "bea": work}))
    assert value_of(report, "bird", "span_f1", distance="exact") == 1.0
    assert value_of(report, "bird", "gamma") == 1.0
    assert code_of(report, "bird", "u_alpha") == "stacked"
    assert code_of(report, "bird", "u_alpha", mean="macro") == "never_defined"


def test_annotations_of_documents_are_as_long_as_these(tmp_path: Path) -> None:
    report = measured(tmp_path, document("d1", {"ana": [bird()], "bea": [bird()]}))
    assert value_of(report, "bird", "span_f1", distance="exact") == 1.0


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Store]:
    """Two documents: in the first cy differs, in the second bea found less."""
    first = document(
        "d1",
        {
            "ana": [bird(HERON, size="large")],
            "bea": [bird(HERON, size="large")],
            "cy": [bird(WREN, size="large")],
        },
    )
    second = document(
        "d2",
        {"ana": [bird(HERON, size="large"), bird(WREN, size="small")], "bea": [bird(HERON)]},
        made="2026-03-12",
    )
    with make_corpus(tmp_path / "two.corpus", first, second) as store:
        yield store


def test_by_pair(two: Store) -> None:
    report = measure_agreement(two, Choice(by="pair", gamma=FEW))
    assert {line.group for line in report.lines} == {"ana~bea", "ana~cy", "bea~cy"}
    exact = {"measure": "span_f1", "distance": "exact"}
    assert value_of(report, "bird", group="ana~bea", **exact) == pytest.approx(4 / 5)
    assert value_of(report, "bird", group="ana~cy", **exact) == 0.0


def test_pairs_together_are_what_all_have(two: Store) -> None:
    report = measure_agreement(two, Choice(gamma=FEW))
    figure = lines_of(report, "bird", "span_f1", distance="exact")[0].figure
    # Three pairs in the first document meet once, the pair in the second once: 2 * 2 / 9.
    assert figure.n == 9
    assert figure.value == pytest.approx(4 / 9)
    macro = lines_of(report, "bird", "span_f1", distance="exact", mean="macro")[0].figure
    assert macro.n == 2
    assert macro.value == pytest.approx((2 / 6 + 2 / 3) / 2)


def test_by_document_and_by_week(two: Store) -> None:
    documents = measure_agreement(two, Choice(by="document", gamma=FEW))
    assert {line.group for line in documents.lines} == {"d1", "d2"}
    weeks = measure_agreement(two, Choice(by="week", gamma=FEW))
    assert {line.group for line in weeks.lines} == {"2026-W10", "2026-W11"}
    exact = {"measure": "span_f1", "distance": "exact"}
    for report, group in ((documents, "d2"), (weeks, "2026-W11")):
        assert value_of(report, "bird", group=group, **exact) == pytest.approx(2 / 3)


def test_by_tag(two: Store) -> None:
    report = measure_agreement(two, Choice(by="tag", gamma=FEW))
    assert {line.what for line in report.lines} == {"bird.size=large", "bird.size=small"}
    figure = lines_of(report, "bird.size=large", "span_f1", distance="exact")[0].figure
    # In the first document one pair of three, in the second nobody but ana.
    assert figure.value == pytest.approx(2 / 7)
    for line in lines_of(report, "bird.size=large", "span_f1"):
        assert line.places.first == [("d1", *HERON), ("d1", *WREN), ("d2", *HERON)]


def test_only_who_was_named(two: Store) -> None:
    report = measure_agreement(two, Choice(annotators=("ana", "bea"), gamma=FEW))
    assert value_of(report, "bird", "span_f1", distance="exact") == pytest.approx(4 / 5)
    one = measure_agreement(two, Choice(documents=("d1.txt",), gamma=FEW))
    assert one.documents == 1


def test_the_adjudicated_set_takes_part_only_if_it_is_named(tmp_path: Path) -> None:
    work = {"ana": [bird(HERON)], "bea": [bird(HERON)], "judge": [bird(WREN)]}
    with make_corpus(tmp_path / "judged.corpus", document("d1", work)) as store:
        usual = measure_agreement(store, Choice(gamma=FEW))
        named = measure_agreement(store, Choice(annotators=("ana", "judge"), gamma=FEW))
    assert value_of(usual, "bird", "span_f1", distance="exact") == 1.0
    assert value_of(named, "bird", "span_f1", distance="exact") == 0.0


def test_the_order_of_documents_changes_nothing(tmp_path: Path) -> None:
    bundles = [
        document("d1", {"ana": [bird(HERON)], "bea": [bird((0, 7))]}),
        document("d2", {"ana": [bird(WREN), place(MILL)], "bea": [bird(WREN)]}),
    ]
    one, other = (
        measured(tmp_path / name, *order) for name, order in (("a", bundles), ("b", bundles[::-1]))
    )
    for mine, theirs in zip(one.lines, other.lines, strict=True):
        assert mine.figure.value == pytest.approx(theirs.figure.value)
        assert mine.figure.measure == theirs.figure.measure


def test_what_is_not_there_is_told(two: Store) -> None:
    for choice in (
        Choice(annotators=("nobody",)),
        Choice(layers=("nothing",)),
        Choice(documents=("nowhere",)),
    ):
        with pytest.raises(AnnotatorError):
            measure_agreement(two, choice)


def test_it_tells_how_far_it_is_and_stops_when_asked(two: Store) -> None:
    told: list[tuple[str, int, int | None]] = []

    def watch(what: str, done: int, total: int | None) -> None:
        told.append((what, done, total))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure_agreement(two, Choice(gamma=FEW), watch)
    assert told == [("progress.measuring", 0, 2), ("progress.measuring", 1, 2)]


def test_tokens_are_an_extra(two: Store) -> None:
    report = measure_agreement(two, Choice(gamma=None, documents=("d2",)))
    (line,) = lines_of(report, "bird", "token_kappa")
    # Thirteen tokens: ana has heron, small and wren, bea heron.
    assert line.figure.unit == "token"
    assert line.figure.observed == pytest.approx(1 - 2 / line.figure.n)
    assert not lines_of(report, "bird", "gamma")


@pytest.mark.parametrize("is_symmetric", [True, False])
def test_symmetric_relations_may_begin_at_either_end(tmp_path: Path, is_symmetric: bool) -> None:
    ways = {"ana": [(0, 1)], "bea": [(1, 0)]}
    work = {who: [bird(HERON), bird(WREN)] for who in ways}
    with make_corpus(tmp_path / "a.corpus", document("d1", work, relations=ways)) as store:
        (kind,) = store.scheme.relation_types
        kinds = (replace(kind, symmetric=is_symmetric),)
        set_scheme(store, replace(store.scheme, relation_types=kinds))
        report = measure_agreement(store, Choice(gamma=FEW))
    for distance in ("strict", "relaxed_ends"):
        (line,) = lines_of(report, "at", "relation_f1", distance=distance)
        assert line.figure.value == float(is_symmetric)
        assert line.places.total == (0 if is_symmetric else 2)


def test_places_are_those_that_the_distance_counts(tmp_path: Path) -> None:
    ways = {"ana": [(0, 1)], "bea": [(0, 1)]}
    work = {
        "ana": [bird(HERON), place(MILL), bird((40, 44))],
        "bea": [bird((0, 7)), place(MILL), place((40, 44))],
    }
    report = measured(tmp_path, document("d1", work, relations=ways))
    found = {
        (line.figure.measure, line.figure.distance): [p[1:] for p in line.places.first]
        for line in report.lines
        if line.what in ("", "at")
    }
    assert found["span_f1", "exact"] == [(0, 7), (40, 44)]
    assert found["span_f1", "overlap"] == [(40, 44)]
    assert found["semeval_f1", "exact"] == [(0, 7)]
    assert found["relation_f1", "strict"] == [HERON, (0, 7)]
    assert found["relation_f1", "relaxed_ends"] == []
