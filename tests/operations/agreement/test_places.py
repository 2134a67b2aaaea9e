"""What annotators have at the places behind figures."""

from __future__ import annotations

import pytest

from annotator.analysis.alignment import RELATION
from annotator.model.assigning import Plan
from annotator.model.review import FINISHED, IN_PROGRESS
from annotator.operations.agreement.measuring import measure_agreement
from annotator.operations.agreement.places import PlaceFinder
from annotator.operations.documents.documents import set_assignment
from annotator.operations.rounds.rounds import Choice, make_round
from tests.samples import make_samples

PEOPLE = ("gold", "coder_b")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with make_samples(tmp_path_factory.mktemp("places") / "samples.corpus") as store:
        yield store


@pytest.fixture(scope="module")
def report(store):
    return measure_agreement(store)


def test_every_place_of_every_figure_has_somebody_there(store, report) -> None:
    finder, count = PlaceFinder(store.scheme, PEOPLE), 0
    with store.reader() as reader:
        for line in report.lines:
            for place in line.places.first:
                found = finder.find(reader, place, line.what, is_relation=line.kind == "relation")
                assert found.annotators == PEOPLE
                assert len(found.versions) == len(found.relations) == 2
                assert any(found.versions), line.what
                count += 1
    assert count > 50


def test_cells_of_values_have_what_they_say(store, report) -> None:
    finder = PlaceFinder(store.scheme, PEOPLE)
    checked = 0
    with store.reader() as reader:
        for table in report.confusions[""]:
            owner, _, feature = table.what.partition(".")
            if not feature or store.scheme.layer(owner) is None:
                continue
            for (first, second), places in table.cells.items():
                for place in places.first:
                    gold, other = finder.find(reader, place, table.what).versions
                    kept = [
                        "|".join(sorted(v)) if isinstance(v, tuple | list) else str(v or "")
                        for v in (other[0].features.get(feature), gold[0].features.get(feature))
                    ]
                    assert kept == [first, second]
                    checked += 1
    assert checked > 100


def test_a_figure_of_relations_tells_those_that_start_there(store, report) -> None:
    finder = PlaceFinder(store.scheme, PEOPLE)
    line = next(x for x in report.lines if x.kind == "relation" and x.places.total)
    with store.reader() as reader:
        found = [
            finder.find(reader, place, line.what, is_relation=True) for place in line.places.first
        ]
    assert {x.kind for x in found} == {RELATION}
    assert any(some for x in found for some in x.relations)
    assert {r.type for x in found for some in x.relations for r in some} == {line.what}


def test_whose_work_does_not_count_is_not_told(tmp_path) -> None:
    with make_samples(tmp_path / "samples.corpus") as store:
        line = next(x for x in measure_agreement(store).lines if x.places.total)
        place = line.places.first[0]
        set_assignment(store, place.document, "gold", FINISHED)
        set_assignment(store, place.document, "coder_b", IN_PROGRESS)
        with store.reader() as reader:
            found = PlaceFinder(store.scheme, PEOPLE).find(reader, place, line.what)
    assert found.annotators == ("gold",)


def test_a_blind_round_hides_what_others_have_until_one_has_finished(tmp_path) -> None:
    with make_samples(tmp_path / "samples.corpus") as store:
        line = next(x for x in measure_agreement(store).lines if x.places.total)
        place = line.places.first[0]
        plan = Plan(several=3, overlap=1.0)
        people = ("author", "coder_b", "gold")
        choice = Choice(annotators=people, documents=(place.document,), plan=plan)
        make_round(store, {"en": "Blind"}, choice, by="gold")
        for who in PEOPLE:
            set_assignment(store, place.document, who, FINISHED)
        with store.reader() as reader:
            hidden = PlaceFinder(store.scheme, PEOPLE, viewer="author")
            assert hidden.find(reader, place, line.what).is_hidden
            assert hidden.find(reader, place, line.what).versions == ()
            for viewer in ("gold", None, "a stranger"):
                seen = PlaceFinder(store.scheme, PEOPLE, viewer=viewer)
                assert seen.find(reader, place, line.what).annotators == PEOPLE
        set_assignment(store, place.document, "author", FINISHED)
        with store.reader() as reader:
            seen = PlaceFinder(store.scheme, PEOPLE, viewer="author")
            assert not seen.find(reader, place, line.what).is_hidden
