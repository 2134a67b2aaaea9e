"""`annotator purge`: counted first, confirmed by the title, and said that there is no undo."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import run_here


def test_counted_then_confirmed(corpus: Path) -> None:
    rows = run_here("show", corpus, "--json").data["documents"]
    row = rows[2]
    ran = run_here("purge", corpus, row["id"], "--json")
    assert ran.code == 1
    assert ran.data["removed"] is False
    assert ran.data["counts"]["annotation"] == row["annotations"]
    for language, word in (("en", "cannot be taken back"), ("bg", "не може да се върне")):
        said = run_here("purge", corpus, row["id"], "--confirm", "yes", language=language)
        assert said.code == 1
        assert word in said.err
    assert len(run_here("show", corpus, "--json").data["documents"]) == len(rows)
    done = run_here("purge", corpus, row["id"], "--confirm", row["title"] or row["name"])
    assert done.code == 0
    assert "no undo" in done.out
    assert len(run_here("show", corpus, "--json").data["documents"]) == len(rows) - 1
    assert run_here("check", corpus).code == 0
    missing = run_here("purge", corpus, row["id"], "--json")
    assert (missing.code, missing.data["error"]["code"]) == (1, "no_such_document")
