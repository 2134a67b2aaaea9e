"""People of a corpus are named as they are called, whatever ids a window gave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.review import Annotator
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.tagging.annotate import tag_spans
from tests.cli.conftest import run_here

ANA, BORIS = "5f3a0c2e-ana", "5f3a0c2e-boris"


@pytest.fixture
def two(corpus: Path) -> Path:
    """A corpus in which two people with ids of a window have finished an article."""
    with open_corpus(corpus) as store:
        put_annotator(store, Annotator(id=ANA, names={"en": "Ana Ruiz"}))
        put_annotator(store, Annotator(id=BORIS, names={"en": "Boris", "bg": "Борис"}))
        document = next(store.read().documents()).id
        text = store.read().document(document).text
        layer = store.scheme.layers[0].id
        begin = text.index(" ") + 1
        for who, end in ((ANA, begin + 4), (BORIS, begin + 6)):
            tag_spans(store, document, layer, [(begin, end)], annotator=who)
            set_assignment(store, document, who, "finished")
    return corpus


def test_they_are_shown_and_meant_by_name(two: Path, tmp_path: Path) -> None:
    rows = run_here("workload", two, "--json").data["workload"]
    assert {(ANA, "Ana Ruiz"), (BORIS, "Boris")} <= {(r["annotator"], r["name"]) for r in rows}
    assert "Ana Ruiz" in run_here("workload", two).out
    assert "Борис" in run_here("workload", two, language="bg").out
    pair = ("--annotator", "ana  ruiz", "--annotator", "БОРИС")
    listed = run_here("adjudicate", two, *pair)
    assert "Ana Ruiz: " in listed.out
    assert ANA not in listed.out
    assert run_here("agreement", two, *pair, "--by", "pair", "--samples", "0").code == 0
    matrix = run_here("agreement", two, *pair, "--matrix", "all").out
    assert matrix.startswith("Ana Ruiz / Boris")
    assert ANA not in matrix
    taken = run_here("adjudicate", two, *pair, "--take", "Boris", "--by", "Ana Ruiz", "--json")
    assert taken.code == 0
    with open_corpus(two, read_only=True) as store:
        assert {d.taken for d in store.read().decisions()} == {BORIS}
        assert {d.annotator for d in store.read().decisions()} == {ANA}
        assert "Ana Ruiz" not in {a.id for a in store.read().annotators()}
        name = next(store.read().documents()).name
    assert run_here("reopen", two, name, "Ana Ruiz", "--reason", "Rule 3").out.startswith(name)
    target = tmp_path / "ana.annotator-package"
    made = run_here("package", two, target, "--for", "Ana Ruiz", "--json")
    assert made.data["to"] == ANA
    assert run_here("assign", two, "--annotator", "Boris", "--dry-run", "--json").data[
        "annotators"
    ] == [BORIS]


def test_a_name_of_two_is_asked_for_by_id_and_a_strange_one_is_refused(two: Path) -> None:
    with open_corpus(two) as store:
        put_annotator(store, Annotator(id="other", names={"en": "boris"}))
    ran = run_here("adjudicate", two, "--annotator", "Boris", "--annotator", "gold")
    assert ran.code == 1
    assert "Several annotators are called Boris" in ran.err
    assert BORIS in ran.err
    assert run_here("adjudicate", two, "--annotator", BORIS, "--annotator", "gold").code == 0
    assert run_here("package", two, two.with_name("x"), "--for", "Nobody").code == 1
