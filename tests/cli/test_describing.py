"""`annotator describe`: name, metadata, roles and relations of a document from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.wording import step_sentence
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus
from tests.cli.conftest import Ran, run_here
from tests.operations.field_notes import WHO, make_notes, only_document


@pytest.fixture
def weir(tmp_path: Path) -> Path:
    """A corpus of two documents."""
    path = tmp_path / "weir.corpus"
    other = tmp_path / "noon.txt"
    other.write_text("At noon there was nothing.", encoding="utf-8")
    with make_notes(path) as store:
        import_files(store, [other])
    return path


def describe(weir: Path, *words: str) -> Ran:
    return run_here("describe", weir, "weir", "--by", WHO, *words)


def test_a_document_gets_name_values_and_relations_as_one_step(weir: Path) -> None:
    ran = describe(weir, "--set", "station", "Lower weir", "--inferred", "--relate", "reply_to",
                   "noon", "--name", "The weir", "--json")  # fmt: skip
    assert (ran.code, ran.data["name"], ran.data["changes"]) == (0, "The weir", 3)
    with open_corpus(weir) as store:
        document = store.read().document(ran.data["document"])
        assert document.name == "The weir"
        station = document.metadata["station"]
        assert (station.value, station.inferred) == ("Lower weir", True)
        (relation,) = store.read().document_relations()
        assert (relation.type, relation.from_document) == ("reply_to", document.id)
        (step,) = store.history(limit=1)
        assert (step.kind, step.annotator) == ("documents.describe", WHO)
        assert step_sentence(step, "en").endswith(": 3 things changed")
    ran = run_here("describe", weir, "The weir", "--by", WHO, "--set", "station", "",
                   "--unrelate", "reply_to", "noon")  # fmt: skip
    assert (ran.code, ran.out) == (0, "The weir: 2 changes.\n")
    with open_corpus(weir) as store:
        assert "station" not in store.read().document(document.id).metadata
        assert store.read().document_relations() == []


def test_a_segment_gets_a_role_and_is_no_longer_annotated(weir: Path) -> None:
    with open_corpus(weir) as store:
        key = store.read().document_id("weir") or only_document(store)
        first = store.read().segments(key)[0]
    ran = describe(weir, "--role", first.id, "margin")
    assert (ran.code, ran.out) == (0, "weir: 1 change.\n")
    with open_corpus(weir) as store:
        after = store.read().segments(key)[0]
        assert (after.role, after.annotate) == ("margin", False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "walked_on", "last year"), "rule_refused"),
        (("--role", "seg01", "chorus"), "no_such_role"),
        (("--role", "nowhere", "margin"), "no_such_segment"),
        (("--relate", "copy_of", "noon"), "document_relation_type"),
        (("--relate", "reply_to", "gone"), "no_such_document"),
        (("--unrelate", "reply_to", "noon"), "no_such_document_relation"),
        (("--unrelate", "copy_of", "noon"), "document_relation_type"),
        (("--name", " "), "name_empty"),
        (
            ("--name", "Weir", "--set", "station", "Bank", "--relate", "reply_to", "weir"),
            "document_relation_self",
        ),
    ],
)
def test_what_is_refused_is_told_and_no_step(weir: Path, words: tuple[str, ...], code: str) -> None:
    with open_corpus(weir) as store:
        before = store.commits()
    ran = describe(weir, *words, "--json")
    assert (ran.code, ran.data["error"]["code"]) == (1, code)
    with open_corpus(weir) as store:
        assert store.commits() == before


def test_a_relation_that_is_not_there_is_named(weir: Path) -> None:
    ran = describe(weir, "--unrelate", "reply_to", "noon")
    assert ran.code == 1
    assert "has no relation reply_to to" in ran.err
