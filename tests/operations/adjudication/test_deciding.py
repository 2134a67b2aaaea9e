"""Deciding between annotators: the seed's two, and all that a decision must keep to."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.analysis.alignment import BORDER, FEATURE, LAYER, MISSING, RELATION, SPLIT
from annotator.model.errors import RuleError
from annotator.model.review import (
    ADJUDICATED_SET,
    ANSWERS,
    BOTH,
    EDITED,
    FINISHED,
    LATER,
    NONE,
    TAKEN,
    Annotator,
    Assignment,
)
from annotator.operations.adjudication.adjudicated import (
    DECIDED,
    OPEN,
    OUTDATED,
    WAITING,
    Case,
    Desk,
    Filter,
    version_ids,
)
from annotator.operations.adjudication.deciding import (
    decide_edited,
    decide_later,
    decide_none,
    joined_spans,
    set_reason,
    take,
    take_both,
)
from annotator.operations.adjudication.putting import Why
from annotator.operations.checking.check import check
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.tagging import annotate
from annotator.store.store import Store
from tests.operations.agreed import HERON, MILL, WREN, bird, document, make_corpus, place
from tests.operations.judged import BOTH_OF_SAMPLES, seed_of, seen, work_of
from tests.samples import dump

HERE = {"annotator": "lead", "annotators": BOTH_OF_SAMPLES}


def of_kind(desk: Desk, kind: str) -> Case:
    return next(case for case in desk.differences if case.place.kind == kind)


class TestTheSamples:
    @pytest.mark.parametrize("taken", BOTH_OF_SAMPLES)
    def test_taking_one_everywhere_makes_the_adjudicated_set_their_work(
        self, samples: Store, taken: str
    ) -> None:
        key = seed_of(samples)
        cases = seen(samples, key).cases
        assert len(cases) == 86
        assert sum(case.is_difference for case in cases) == 20
        # Backwards: relations come before their ends, and must wait for them.
        for case in reversed(cases):
            take(samples, key, case.id, taken, **HERE)
        assert work_of(samples, key) == work_of(samples, key, taken)
        assert all(case.state == DECIDED for case in seen(samples, key).cases)
        assert not [p for p in check(samples).hints if p.code == "decision_results"]

    def test_all_is_as_before_when_every_decision_is_taken_back(self, samples: Store) -> None:
        key = seed_of(samples)
        before = dump(samples)
        cases = seen(samples, key).cases
        for number, case in enumerate(cases):
            take(samples, key, case.id, BOTH_OF_SAMPLES[number % 2], **HERE)
        after = dump(samples)
        for _ in cases:
            samples.undo("lead")
        assert dump(samples) == before
        for _ in cases:
            samples.redo("lead")
        assert dump(samples) == after

    def test_the_set_is_made_by_the_first_decision_and_goes_with_it(self, samples: Store) -> None:
        key = seed_of(samples)
        take(samples, key, seen(samples, key).cases[0].id, "gold", **HERE)
        (judge,) = [a for a in samples.read().annotators() if a.id == ADJUDICATED_SET]
        assert judge.kind == "adjudicated"
        samples.undo("lead")
        assert all(a.id != ADJUDICATED_SET for a in samples.read().annotators())

    def test_a_decision_keeps_what_everybody_had_and_why(self, samples: Store) -> None:
        key = seed_of(samples)
        case = of_kind(seen(samples, key), BORDER)
        why = Why(reason="the participle stays outside", guideline="R4")
        made = take(samples, key, case.id, "coder_b", why=why, **HERE)
        (kept,) = samples.read().decisions(key)
        assert kept == made
        assert (kept.annotator, kept.answer, kept.taken) == ("lead", TAKEN, "coder_b")
        assert (kept.reason, kept.guideline) == ("the participle stays outside", "R4")
        assert version_ids(kept) == {a.id for a in case.place.annotations}
        (result,) = samples.read().annotations(key, annotator=ADJUDICATED_SET)
        assert kept.results == (result.id,)
        assert (result.origin, result.origin_detail) == ("adjudication", {"decision": kept.id})
        assert result.spans == case.place.versions[1][0].spans
        assert set_reason(samples, key, kept.id, Why(reason="R6"), annotator="lead").reason == "R6"

    def test_both_borders_are_joined_and_both_values_stay(self, samples: Store) -> None:
        key = seed_of(samples)
        border = of_kind(seen(samples, key), BORDER)
        made = take_both(samples, key, border.id, joined_spans(border), **HERE)
        (result,) = samples.read().annotations(key, annotator=ADJUDICATED_SET)
        assert made.answer == BOTH
        assert result.extent == border.place.extent

    def test_nothing_here_is_a_decision_and_later_is_none_yet(self, samples: Store) -> None:
        key = seed_of(samples)
        one, other = seen(samples, key).differences[:2]
        decide_none(samples, key, one.id, **HERE)
        decide_later(samples, key, other.id, **HERE)
        assert samples.read().annotations(key, annotator=ADJUDICATED_SET) == []
        now = seen(samples, key)
        assert (now.case(one.id).state, now.case(other.id).state) == (DECIDED, WAITING)

    def test_deciding_again_takes_the_place_of_what_was_decided(self, samples: Store) -> None:
        key = seed_of(samples)
        case = of_kind(seen(samples, key), BORDER)
        first = take(samples, key, case.id, "gold", **HERE)
        again = take(samples, key, case.id, "gold", **HERE)
        assert again == first
        assert samples.history()[0].number == samples.history(limit=1)[0].number
        other = take(samples, key, case.id, "coder_b", **HERE)
        assert (other.id, other.made) == (first.id, first.made)
        assert other.results != first.results
        (result,) = samples.read().annotations(key, annotator=ADJUDICATED_SET)
        assert result.id == other.results[0]
        decide_later(samples, key, case.id, **HERE)
        assert samples.read().annotations(key, annotator=ADJUDICATED_SET) == []

    def test_what_was_edited_keeps_to_the_rules(self, samples: Store) -> None:
        key = seed_of(samples)
        case = of_kind(seen(samples, key), BORDER)
        begin = case.place.first.extent.begin
        edited = case.place.first._replace(spans=((begin, begin + 3),))
        made = decide_edited(samples, key, case.id, edited, **HERE)
        (result,) = samples.read().annotations(key, annotator=ADJUDICATED_SET)
        assert (made.answer, result.length) == (EDITED, 3)
        assert result.quote == samples.read().text(key)[begin : begin + 3]
        before = dump(samples)
        wrong = edited._replace(features={"no such feature": "x"})
        with pytest.raises(RuleError):
            decide_edited(samples, key, case.id, wrong, **HERE)
        assert dump(samples) == before

    def test_what_changed_since_is_open_again(self, samples: Store) -> None:
        key = seed_of(samples)
        case = of_kind(seen(samples, key), FEATURE)
        take(samples, key, case.id, "gold", **HERE)
        version = case.place.versions[1][0]
        begin, end = version.extent
        annotate.set_spans(samples, version.id, [(begin, end - 1)], annotator="coder_b")
        changed = seen(samples, key).case(case.id)
        assert (changed.state, changed.is_open) == (OUTDATED, True)
        samples.undo("coder_b")
        assert seen(samples, key).case(case.id).state == DECIDED
        annotate.remove_annotation(samples, version.id, annotator="coder_b")
        now = next(c for c in seen(samples, key).cases if case.place.first in c.place.annotations)
        assert (now.place.kind, now.state) == (MISSING, OUTDATED)
        take(samples, key, now.id, "gold", **HERE)
        assert [d.id for d in samples.read().decisions(key)] == [now.id]
        assert len(samples.read().annotations(key, annotator=ADJUDICATED_SET)) == 1

    def test_a_finished_document_takes_no_decision(self, samples: Store) -> None:
        key = seed_of(samples)
        case = seen(samples, key).cases[0]
        with samples.edit("documents.state", annotator="lead") as edit:
            edit.put(Annotator(id=ADJUDICATED_SET, kind="adjudicated"))
            edit.put(Assignment(document=key, annotator=ADJUDICATED_SET, state=FINISHED))
        with pytest.raises(RuleError, match="finished"):
            take(samples, key, case.id, "gold", **HERE)

    def test_a_place_that_is_gone_and_a_stranger_are_refused(self, samples: Store) -> None:
        key = seed_of(samples)
        with pytest.raises(RuleError):
            take(samples, key, "nowhere", "gold", **HERE)
        with pytest.raises(RuleError, match="lead"):
            take(samples, key, seen(samples, key).cases[0].id, "lead", **HERE)


class TestRelations:
    def test_a_relation_comes_with_its_later_end_and_goes_with_it(self, samples: Store) -> None:
        key = seed_of(samples)
        desk = seen(samples, key)
        agreed = {a.id: c for c in desk.cases if not c.is_difference for a in c.place.annotations}
        relation = next(
            r
            for r in desk.relations
            if r.from_id in agreed and r.to_id in agreed and r.annotator == "gold"
        )
        take(samples, key, agreed[relation.to_id].id, "gold", **HERE)
        assert samples.read().relations(key, annotator=ADJUDICATED_SET) == []
        take(samples, key, agreed[relation.from_id].id, "gold", **HERE)
        (made,) = samples.read().relations(key, annotator=ADJUDICATED_SET)
        assert made.type == relation.type
        decide_none(samples, key, agreed[relation.to_id].id, **HERE)
        assert samples.read().relations(key, annotator=ADJUDICATED_SET) == []

    @pytest.mark.parametrize(("answer", "count"), [("ana", 1), ("bea", 0), (BOTH, 1), (NONE, 0)])
    def test_a_place_of_relations_decides_on_relations(
        self, tmp_path: Path, answer: str, count: int
    ) -> None:
        both = [bird(HERON), place(MILL)]
        made = document("d", {"ana": both, "bea": both}, relations={"ana": [(0, 1)]})
        people = {"annotator": "ana", "annotators": ("ana", "bea")}
        with make_corpus(tmp_path / "a.corpus", made) as store:
            cases = seen(store, "d", ("ana", "bea")).cases
            case = next(c for c in cases if c.place.kind == RELATION)
            if answer == NONE:
                decide_none(store, "d", case.id, **people)
            elif answer == BOTH:
                take_both(store, "d", case.id, **people)
            else:
                take(store, "d", case.id, answer, **people)
            assert store.read().relations("d", annotator="judge") == []
            for other in cases:
                if other is not case:
                    take(store, "d", other.id, "bea", **people)
            relations = store.read().relations("d", annotator="judge")
            assert len(relations) == count
            (decision,) = [d for d in store.read().decisions("d") if d.kind == RELATION]
            assert decision.results == tuple(r.id for r in relations)

    def test_what_is_split_in_two_has_both_its_relations_or_one(self, tmp_path: Path) -> None:
        one, two = (2, 12), ((2, 7), (8, 12))
        made = document(
            "d",
            {"ana": [bird(one), place(MILL)], "bea": [bird(two[0]), bird(two[1]), place(MILL)]},
            relations={"ana": [(0, 1)], "bea": [(0, 2), (1, 2)]},
        )
        for taken in ("ana", "bea"):
            with make_corpus(tmp_path / f"{taken}.corpus", made) as store:
                cases = seen(store, "d", ("ana", "bea")).cases
                assert {c.place.kind for c in cases} == {SPLIT, "agree"}
                for case in cases:
                    take(store, "d", case.id, taken, annotator="ana", annotators=("ana", "bea"))
                assert work_of(store, "d", "judge") == work_of(store, "d", taken)


def test_a_filter_asks_for_layer_kind_pair_doubt_and_comments(samples: Store) -> None:
    key = seed_of(samples)
    desk = seen(samples, key)

    def found(**wanted: object) -> list[Case]:
        sieve = Filter(**wanted)  # type: ignore[arg-type]
        return [c for c in desk.differences if sieve.admits(c, desk.annotators, desk.commented)]

    assert len(found()) == 20
    assert {c.place.kind for c in found(kinds=frozenset({LAYER, SPLIT}))} == {LAYER, SPLIT}
    layer = desk.differences[0].place.first.layer
    assert 0 < len(found(layers=frozenset({layer}))) < 20
    assert len(found(pair=("coder_b", "gold"))) == 20
    assert found(pair=("gold", "lead")) == []
    unsure = found(unsure=True)
    assert all(any(a.confidence == "unsure" for a in c.place.annotations) for c in unsure)
    commented = found(commented=True)
    assert 0 < len(commented) < 20
    assert found(states=frozenset({DECIDED})) == []
    assert {c.state for c in found()} == {OPEN}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed corpus of one document of three annotators who differ in every way."""
    path = tmp_path_factory.mktemp("three") / "three.corpus"
    made = document(
        "d",
        {
            "ana": [bird(HERON, size="small"), place(MILL), bird(WREN), bird((8, 20))],
            "bea": [
                bird(HERON, size="large"),
                place((17, 25)),
                place(WREN),
                bird((8, 13), (14, 20)),
            ],
            "cy": [bird(HERON), place(MILL), bird((8, 13)), bird((14, 20))],
        },
        relations={"ana": [(0, 1), (2, 1)], "bea": [(0, 1)], "cy": [(2, 1), (3, 1)]},
    )
    make_corpus(path, made).close()
    return path


PEOPLE = ("ana", "bea", "cy")


def decide(store: Store, number: int, answer: str, taken: int) -> None:
    cases = seen(store, "d", PEOPLE).cases
    case = cases[number % len(cases)]
    named = {"annotator": "ana", "annotators": PEOPLE}
    if answer == TAKEN:
        take(store, "d", case.id, PEOPLE[taken], **named)
    elif answer == BOTH:
        spans = joined_spans(case) if taken and case.place.first.spans else None
        take_both(store, "d", case.id, spans, **named)
    elif answer == EDITED:
        first = case.place.first
        edited = first._replace(spans=((first.extent.begin, first.extent.begin + 2),))
        decide_edited(store, "d", case.id, edited, **named)
    elif answer == NONE:
        decide_none(store, "d", case.id, **named)
    else:
        assert answer == LATER
        decide_later(store, "d", case.id, **named)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(ANSWERS), st.integers(0, 2)),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_is_decided_can_be_taken_back_and_made_again(
    three: Path, choices: list[tuple[int, str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "three.corpus"
        shutil.copyfile(three, path)
        with open_corpus(path) as store:
            states = [dump(store)]
            for number, answer, taken in choices:
                steps = store.history(limit=1)[0].number
                try:
                    decide(store, number, answer, taken)
                except RuleError:
                    # What breaks a rule of the scheme changes nothing.
                    assert dump(store) == states[-1]
                if store.history(limit=1)[0].number != steps:
                    states.append(dump(store))
                results = [key for d in store.read().decisions("d") for key in d.results]
                made = [*store.read().annotations("d", annotator="judge")]
                linked = store.read().relations("d", annotator="judge")
                assert len(results) == len(set(results))
                assert {a.id for a in made} <= set(results)
                assert set(results) <= {n.id for n in (*made, *linked)}
                there = {a.id for a in made}
                assert all(r.from_id in there and r.to_id in there for r in linked)
            for state in states[-2::-1]:
                store.undo("ana")
                assert dump(store) == state
            for state in states[1:]:
                store.redo("ana")
                assert dump(store) == state
