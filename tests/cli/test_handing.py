"""`annotator assign`, `workload`, `finish` and `reopen`."""

from __future__ import annotations

from pathlib import Path

from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import open_corpus
from tests.cli.conftest import run_here


def test_documents_are_handed_out_and_shown(corpus: Path) -> None:
    words = ("assign", corpus, "--annotator", "anna", "--annotator", "boris", "--add",
             "--overlap", "0.5", "--seed", "4", "--round", "Pilot", "--json")  # fmt: skip
    planned = run_here(*words, "--dry-run").data
    assert not planned["is_made"]
    made = run_here(*words).data
    assert made["shares"] == planned["shares"]
    assert made["annotators"] == ["anna", "boris"]
    with open_corpus(corpus, read_only=True) as store:
        assert len(store.read().assignments()) >= len(made["shares"])
    rows = {
        row["annotator"]: row for row in run_here("workload", corpus, "--json").data["workload"]
    }
    assert rows["anna"]["documents"] == sum(s["annotator"] == "anna" for s in made["shares"])
    assert rows["anna"]["new"] == rows["anna"]["documents"]
    assert "anna" in run_here("assign", corpus, "--table").out
    assert "нов" in run_here("workload", corpus, language="bg").out


def test_what_cannot_be_handed_out_says_why(corpus: Path) -> None:
    ran = run_here("assign", corpus, "--annotator", "nobody")
    assert (ran.code, "nobody" in ran.err) == (1, True)
    ran = run_here("assign", corpus, "--set", "no such set")
    assert (ran.code, "no such set" in ran.err) == (1, True)
    assert run_here("assign", corpus, "--overlap", "2").code == 2
    assert "Nothing was changed" in run_here("assign", corpus, "--dry-run").out


def test_a_finished_document_is_reopened(corpus: Path) -> None:
    with open_corpus(corpus) as store:
        key = next(store.read().documents()).id
        set_assignment(store, key, "gold", "finished")
    assert run_here("reopen", corpus, key, "gold", "--reason", "Rule 3 changed.").code == 0
    again = run_here("reopen", corpus, key, "gold", "--reason", "Rule 3 changed.")
    assert (again.code, "nothing to reopen" in again.err) == (1, True)


def test_several_alone_means_every_document(corpus: Path) -> None:
    people = ("--annotator", "anna", "--annotator", "boris", "--annotator", "vera", "--add")
    found = run_here("assign", corpus, *people, "--several", "2", "--dry-run", "--json").data
    assert len(found["shares"]) == 2 * found["documents"]
    one = run_here("assign", corpus, *people, "--dry-run", "--json").data
    assert len(one["shares"]) == one["documents"]
    some = run_here("assign", corpus, *people, "--several", "3", "--overlap", "0.5", "--dry-run",
                    "--json").data  # fmt: skip
    assert found["documents"] < len(some["shares"]) < 3 * found["documents"]


def test_documents_are_finished_all_or_some_and_again_changes_nothing(corpus: Path) -> None:
    made = run_here("assign", corpus, "--annotator", "anna", "--add", "--json").data
    keys = [share["document"] for share in made["shares"]]
    with open_corpus(corpus, read_only=True) as store:
        name = store.read().document(keys[0]).name
    assert run_here("finish", corpus, "anna", name, "--json").data["documents"] == keys[:1]
    told = run_here("finish", corpus, "anna").out
    assert told == f"{len(keys) - 1} documents are finished by anna.\n"
    with open_corpus(corpus, read_only=True) as store:
        assert {store.read().assignment_state(key, "anna") for key in keys} == {"finished"}
        steps = store.commits()
    assert run_here("finish", corpus, "anna", "--json").data["documents"] == []
    with open_corpus(corpus, read_only=True) as store:
        assert store.commits() == steps
    assert run_here("finish", corpus, "nobody").code == 1
    assert run_here("finish", corpus, "anna", "no such document").code == 1
    assert run_here("reopen", corpus, name, "anna", "--reason", "Rule 3").code == 0
