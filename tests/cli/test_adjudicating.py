"""`annotator adjudicate`: open places are listed, and decided as said."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.review import ADJUDICATED_SET
from annotator.operations.keeping.corpus import open_corpus
from tests.cli.conftest import run_here
from tests.operations.judged import work_of
from tests.samples import dump, make_samples


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "samples.corpus"
    make_samples(path).close()
    return path


def test_open_places_are_listed_with_what_everybody_has(corpus: Path) -> None:
    ran = run_here("adjudicate", corpus, "--json")
    assert ran.code == 0
    assert ran.data["counts"] == {"open": 20, "decided": 0, "agree": 66}
    places = ran.data["places"]
    assert len(places) == 20
    assert {place["state"] for place in places} == {"open"}
    assert set(places[0]["versions"]) == {"coder_b", "gold"}
    borders = run_here("adjudicate", corpus, "--kind", "border", "--json").data["places"]
    assert {place["kind"] for place in borders} == {"border"}
    said = run_here("adjudicate", corpus, "--kind", "border")
    assert said.out.splitlines()[-1] == "20 places open, 0 decided, 66 agree."
    assert len(said.out.splitlines()) == len(borders) + 1


def test_one_is_taken_everywhere_in_two_steps(corpus: Path) -> None:
    ran = run_here("adjudicate", corpus, "--take", "gold", "--by", "lead", "--json")
    assert (ran.code, ran.data["decided"], ran.data["refused"]) == (0, 20, [])
    ran = run_here("adjudicate", corpus, "--agreeing", "--by", "lead")
    assert ran.out == "Decided: 66 places, 0 refused.\n"
    with open_corpus(corpus) as store:
        document = store.read().first_document()
        assert document is not None
        assert [step.kind for step in store.history(limit=2)] == [
            "review.agreeing",
            "review.places",
        ]
        assert {d.annotator for d in store.read().decisions()} == {"lead"}
        assert work_of(store, document, ADJUDICATED_SET) == [
            sorted(part) for part in _annotated(store, document)
        ]
        for _ in range(2):
            store.undo("lead")
        assert store.read().decisions() == []


def _annotated(store, document: str) -> list[list[str]]:
    # What agrees comes from the first by name; the two do not differ in what is compared here.
    return work_of(store, document, "gold")


def test_a_layer_alone_and_nothing_with_a_reason(corpus: Path) -> None:
    listed = run_here("adjudicate", corpus, "--json").data["places"]
    layer = listed[0]["layer"]
    meant = [p for p in listed if layer in {v["layer"] for x in p["versions"].values() for v in x}]
    ran = run_here(
        "adjudicate", corpus, "--none", "--layer", layer, "--reason", "not this year", "--json"
    )
    assert ran.data["decided"] == len(meant)
    with open_corpus(corpus, read_only=True) as store:
        assert {d.reason for d in store.read().decisions()} == {"not this year"}
        assert {d.annotator for d in store.read().decisions()} == {ADJUDICATED_SET}
    rest = run_here("adjudicate", corpus, "--json").data
    assert rest["counts"]["decided"] == len(meant)
    assert len(rest["places"]) == 20 - len(meant)
    assert len(run_here("adjudicate", corpus, "--all", "--json").data["places"]) == 20


def test_two_answers_and_strangers_are_refused(corpus: Path) -> None:
    with open_corpus(corpus, read_only=True) as store:
        before = dump(store)
    assert run_here("adjudicate", corpus, "--none", "--agreeing").code == 2
    assert run_here("adjudicate", corpus, "--annotator", "nobody").code == 1
    assert run_here("adjudicate", corpus, "--document", "nowhere").code == 1
    assert run_here("adjudicate", corpus, "--annotator", "gold", "--take", "nobody").code == 1
    with open_corpus(corpus, read_only=True) as store:
        assert dump(store) == before
