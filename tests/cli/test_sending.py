"""`annotator package`, `open-package` and `merge`."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.review import APPEALED, FINISHED, Decision
from annotator.operations.adjudication.deciding import take
from annotator.operations.corrections.packages import pack_corrections, take_corrections
from annotator.operations.corrections.replies import reply
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import open_corpus
from tests.cli.conftest import run_here, tag_something
from tests.operations.judged import BOTH_OF_SAMPLES, seed_of, seen
from tests.operations.sent import bring, send
from tests.samples import make_samples


def test_work_goes_out_and_comes_back(corpus: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "anna.annotator-package", tmp_path / "back.annotator-package"
    theirs = tmp_path / "anna.corpus"
    assert run_here("assign", corpus, "--annotator", "anna", "--add").code == 0
    sent = run_here("package", corpus, out, "--for", "anna", "--json")
    assert (sent.code, sent.data["to"]) == (0, "anna")
    opened = run_here("open-package", out, theirs, "--json")
    assert opened.data["annotator"] == "anna"
    made = tag_something(theirs)
    ran = run_here("package", theirs, back, "--return")
    assert ran.code == 0
    assert "?" not in ran.out
    planned = run_here("merge", corpus, back, "--dry-run", "--json").data
    assert not planned["is_written"]
    merged = run_here("merge", corpus, back, "--json").data
    assert (merged["new"], merged["refused"], planned["new"]) == (1, 0, 1)
    with open_corpus(corpus, read_only=True) as store:
        assert store.read().annotation(made.id) is not None
    assert "1 new" not in run_here("merge", corpus, back).out
    assert run_here("undo", corpus).code == 0
    with open_corpus(corpus, read_only=True) as store:
        assert store.read().annotation(made.id) is None


def test_what_is_no_package_says_so_and_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.annotator-package"
    bad.write_bytes(b"PK\x03\x04 nothing")
    before = corpus.read_bytes()
    for words in (("merge", corpus, bad), ("open-package", bad, tmp_path / "new.corpus")):
        ran = run_here(*words)
        assert (ran.code, str(bad) in ran.err) == (1, True)
    assert corpus.read_bytes() == before
    assert not (tmp_path / "new.corpus").exists()
    assert run_here("package", corpus, bad).code == 2
    assert run_here("package", corpus, bad, "--return").code == 1
    assert run_here("merge", corpus, bad, "--map-layer", "odd").code == 2
    assert bad.read_bytes() == b"PK\x03\x04 nothing"


def test_for_somebody_without_documents_it_says_how_some_are_named(
    corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.annotator-package"
    ran = run_here("package", corpus, out, "--for", "coder_x")
    assert (ran.code, "no annotator coder_x" in ran.err, "coder_b" in ran.err) == (1, True, True)
    ran = run_here("package", corpus, out, "--for", "coder_b")
    assert ran.code == 1
    assert "coder_b has no document to be sent" in ran.err
    assert "--document" in ran.err
    assert not out.exists()
    with open_corpus(corpus, read_only=True) as store:
        first = next(iter(store.read().documents())).name
    assert run_here("package", corpus, out, "--for", "coder_b", "--document", first).code == 0


def test_corrections_are_listed_and_answered(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "corrections.annotator-package"
    ran = run_here("package", corpus, path, "--for", "gold", "--corrections")
    assert (ran.code, "gold" in ran.err) == (1, True)
    with open_corpus(corpus) as store:
        one = next(a for row in store.read().documents()
                   for a in store.read().annotations(row.id, annotator="gold"))  # fmt: skip
        with store.edit("adjudicate.decide", annotator="gold") as edit:
            edit.put(
                Decision(
                    id="d",
                    document=one.document,
                    annotator="gold",
                    kind="missing",
                    answer="none",
                    spans=one.spans,
                    quote=one.quote,
                    versions={"gold": ({"quote": one.quote},)},
                    reason="Too long.",
                )
            )
    assert run_here("package", corpus, path, "--for", "gold", "--corrections").code == 0
    taken = run_here("open-package", path, corpus, "--json")
    assert (taken.code, taken.data["new"]) == (0, 0)
    words = ("corrections", corpus, "--annotator", "gold")
    assert "Too long." in run_here(*words).out
    assert run_here(*words, "--appeal", "d").code == 1
    found = run_here(*words, "--appeal", "d", "--text", "It is not.", "--json").data["corrections"]
    assert found[0]["reply"] == {"state": "appealed", "text": "It is not."}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1 answer to corrections, 1 appeal among them."),
        ("bg", "1 отговор на поправки, от тях 1 обжалване."),
    ],
)
def test_answers_to_corrections_are_told(tmp_path: Path, language: str, words: str) -> None:
    path, package = tmp_path / "lead.corpus", tmp_path / "corrections.annotator-package"
    with make_samples(path) as lead:
        document = seed_of(lead)
        for who in BOTH_OF_SAMPLES:
            set_assignment(lead, document, who, FINISHED)
        with send(lead, "coder_b", tmp_path) as theirs:
            case = seen(lead, document).differences[0]
            take(lead, document, case.id, "gold", annotator="lead")
            pack_corrections(lead, package, "coder_b", by="lead")
            take_corrections(theirs, package)
            reply(theirs, case.id, APPEALED, "The subject stays outside.", annotator="coder_b")
            back = bring(theirs, tmp_path)
    assert words in run_here("merge", path, back, "--dry-run", language=language).out
