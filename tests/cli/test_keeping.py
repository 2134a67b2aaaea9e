"""`annotator restore --replay`: the last work comes back, or the command says what does not."""

from __future__ import annotations

from pathlib import Path

from annotator.operations.keeping.corpus import open_corpus
from annotator.store.history.journal import journal_files
from tests.cli.conftest import run_here, tag_something
from tests.operations.checking.test_left_open import leave


def test_the_last_work_comes_back(corpus: Path) -> None:
    assert run_here("backup", corpus).code == 0
    made = tag_something(corpus)
    assert run_here("undo", corpus).code == 0
    assert run_here("redo", corpus).code == 0
    corpus.unlink()
    ran = run_here("restore", corpus, "--replay", "--json")
    assert ran.code == 0
    assert (ran.data["replayed"], ran.data["refused"], ran.data["left"]) == (4, None, 0)
    with open_corpus(corpus, read_only=True) as store:
        assert store.read().annotation(made.id) == made


def test_what_is_missing_is_told(corpus: Path) -> None:
    assert run_here("backup", corpus).code == 0
    tag_something(corpus)
    with open_corpus(corpus, read_only=True) as store:
        journal = journal_files(store.corpus_id)[-1]
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[1:]))
    ran = run_here("restore", corpus, "--replay", "--json")
    assert ran.code == 1
    assert ran.data["refused"]["code"] == "journal_gap"
    for language, word in (("en", "missing in the journal"), ("bg", "в журнала")):
        said = run_here("restore", corpus, "--replay", language=language)
        assert said.code == 1
        assert word in said.out


def test_a_corpus_that_nobody_closed_is_told_once(corpus: Path) -> None:
    leave(corpus)
    assert "was not closed last time" in run_here("undo", corpus).err
    assert run_here("redo", corpus).err == ""
