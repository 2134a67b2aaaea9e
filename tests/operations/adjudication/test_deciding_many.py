"""Accepting what all agree on, and deciding alike what is alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import Cancelled, RuleError
from annotator.model.review import ADJUDICATED_SET
from annotator.operations.adjudication.deciding import decide_later, take
from annotator.operations.adjudication.deciding_many import (
    accept_agreeing,
    agreeing,
    apply_to_similar,
    similar_to,
)
from annotator.operations.adjudication.putting import Why
from annotator.store.store import Store
from tests.operations.agreed import HERON, MILL, WREN, bird, document, make_corpus, place
from tests.operations.judged import BOTH_OF_SAMPLES, seed_of, seen, work_of
from tests.samples import dump

PEOPLE = ("ana", "bea")
NAMED = {"annotator": "ana", "annotators": PEOPLE}


def test_all_that_agrees_comes_in_one_step_and_goes_with_it(samples: Store) -> None:
    key = seed_of(samples)
    before = dump(samples)
    people = {"annotators": BOTH_OF_SAMPLES}
    assert agreeing(samples, **people) == (66, (key,))
    assert accept_agreeing(samples, annotator="lead", **people) == 66
    assert samples.history(limit=1)[0].data["places"] == 66
    assert agreeing(samples, **people).places == 0
    assert len(samples.read().annotations(key, annotator=ADJUDICATED_SET)) == 66
    after = dump(samples)
    samples.undo("lead")
    assert dump(samples) == before
    samples.redo("lead")
    assert dump(samples) == after
    for case in seen(samples, key).differences:
        take(samples, key, case.id, "gold", annotator="lead", **people)
    assert work_of(samples, key) == work_of(samples, key, "gold")


def test_nothing_that_agrees_makes_no_step(tmp_path: Path) -> None:
    with make_corpus(tmp_path / "a.corpus", document("d", {"ana": [bird(HERON)]})) as store:
        steps = len(store.history())
        assert accept_agreeing(store, **NAMED) == 0
        assert len(store.history()) == steps


def test_many_documents_are_one_step_that_can_be_stopped(tmp_path: Path) -> None:
    same = [bird(HERON), place(MILL)]
    made = [
        document(
            f"d{n:02}", {"ana": same, "bea": same}, relations={"ana": [(0, 1)], "bea": [(0, 1)]}
        )
        for n in range(25)
    ]
    with make_corpus(tmp_path / "a.corpus", *made) as store:
        before = dump(store)

        def stop(code: str, done: int, total: int) -> None:
            if code == "progress.deciding" and done == 20:
                raise Cancelled

        with pytest.raises(Cancelled):
            accept_agreeing(store, progress=stop, **NAMED)
        assert dump(store) == before
        assert accept_agreeing(store, **NAMED) == 50
        for bundle in made:
            key = bundle.document.id
            assert work_of(store, key, "judge") == work_of(store, key, "ana")
        store.undo("ana")
        assert dump(store) == before


def alike(tmp_path: Path) -> Store:
    """Three documents in which the same differs, one in which it differs otherwise."""
    ana, bea = [bird(HERON, size="small"), bird(WREN)], [bird(HERON, size="large"), bird(WREN)]
    made = [document(f"d{n}", {"ana": ana, "bea": bea}) for n in range(3)]
    made.append(document("d3", {"ana": bea, "bea": ana}))
    return make_corpus(tmp_path / "a.corpus", *made)


def test_what_differs_alike_is_decided_alike(tmp_path: Path) -> None:
    with alike(tmp_path) as store:
        (case,) = seen(store, "d0", PEOPLE).differences
        with pytest.raises(RuleError):
            similar_to(store, "d0", case.id, annotators=PEOPLE)
        take(store, "d0", case.id, "bea", why=Why(reason="always large"), **NAMED)
        found = similar_to(store, "d0", case.id, annotators=PEOPLE)
        assert [c.document for c in found] == ["d1", "d2"]
        before = dump(store)
        assert apply_to_similar(store, "d0", case.id, **NAMED) == 2
        for key in ("d1", "d2"):
            (decision,) = store.read().decisions(key)
            assert (decision.taken, decision.reason) == ("bea", "always large")
            (made,) = store.read().annotations(key, annotator="judge")
            assert made.features == {"size": "large"}
        assert similar_to(store, "d0", case.id, annotators=PEOPLE) == []
        store.undo("ana")
        assert dump(store) == before


def test_what_waits_settles_nothing_elsewhere(tmp_path: Path) -> None:
    with alike(tmp_path) as store:
        (case,) = seen(store, "d0", PEOPLE).differences
        decide_later(store, "d0", case.id, **NAMED)
        with pytest.raises(RuleError):
            apply_to_similar(store, "d0", case.id, **NAMED)
