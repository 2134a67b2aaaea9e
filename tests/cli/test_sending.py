"""`annotator package`, `open-package` and `merge`."""

from __future__ import annotations

from pathlib import Path

from annotator.model.review import Decision
from annotator.operations.corpus import open_corpus
from tests.cli.conftest import run_here, tag_something


def test_work_goes_out_and_comes_back(corpus: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "anna.annotator-package", tmp_path / "back.annotator-package"
    theirs = tmp_path / "anna.corpus"
    assert run_here("assign", corpus, "--annotator", "anna", "--add").code == 0
    sent = run_here("package", corpus, out, "--for", "anna", "--json")
    assert (sent.code, sent.data["to"]) == (0, "anna")
    opened = run_here("open-package", out, theirs, "--json")
    assert opened.data["annotator"] == "anna"
    made = tag_something(theirs)
    assert run_here("package", theirs, back, "--return").code == 0
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
    for words in (("merge", corpus, bad), ("open-package", bad, tmp_path / "new.corpus")):
        ran = run_here(*words)
        assert (ran.code, str(bad) in ran.err) == (1, True)
    assert not (tmp_path / "new.corpus").exists()
    assert run_here("package", corpus, bad).code == 2
    assert run_here("package", corpus, bad, "--return").code == 1
    assert run_here("merge", corpus, bad, "--map-layer", "odd").code == 2
    assert bad.read_bytes() == b"PK\x03\x04 nothing"


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
