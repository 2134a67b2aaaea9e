"""Working copies from the shell: checked out, worked on by name, checked in, kept beside."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from tests.cli.conftest import run_here


@pytest.fixture
def original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty corpus."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    path = tmp_path / "a.corpus"
    new_corpus(path, scheme=scheme_named(None)).close()
    return path


def _add(path: Path, name: str) -> None:
    with open_corpus(path) as store:
        put_annotator(store, Annotator(id=name))


def _people(path: Path) -> list[str]:
    with open_corpus(path, read_only=True) as store:
        return sorted(a.id for a in store.read().annotators())


def _checked_out(original: Path) -> Path:
    return Path(run_here("checkout", original, "--json").data["copy"])


def test_out_work_and_in(original: Path) -> None:
    copy = _checked_out(original)
    _add(copy, "anna")
    assert _checked_out(original) == copy
    assert "with 1 edit that is not in" in run_here("stats", original).err
    assert _people(original) == []
    said = run_here("checkin", original, "--json").data
    assert said == {"corpus": str(original), "edits": 1, "kept": None}
    assert _people(original) == ["anna"]
    assert not copy.exists()
    told = run_here("checkin", original)
    assert told.code == 1
    assert "There is no working copy" in told.err


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "was changed by somebody"), ("bg", "е променен от друг")]
)
def test_both_are_kept_where_both_were_changed(
    original: Path, language: str, sentence: str
) -> None:
    copy = _checked_out(original)
    _add(copy, "anna")
    _add(original, "boris")
    told = run_here("checkin", original, language=language)
    assert told.code == 1
    assert sentence in told.err
    assert "annotator checkin --beside" in told.err
    told = run_here("checkin", original, "--beside", language=language)
    assert told.code == 0
    assert "a-copy-1.corpus" in told.out
    assert _people(original) == ["boris"]
    assert _people(original.with_name("a-copy-1.corpus")) == ["anna"]
    assert not copy.exists()


def test_backups_of_the_copy_are_those_of_the_corpus(original: Path) -> None:
    copy = _checked_out(original)
    _add(copy, "anna")
    assert run_here("backup", copy).code == 0
    _add(copy, "vera")
    assert run_here("checkin", original).code == 0
    rows = run_here("restore", original, "--list", "--json").data["backups"]
    assert [Path(row["path"]).parent.parent for row in rows] == [copy.parent]
    assert run_here("restore", original).code == 0
    assert _people(original) == ["anna"]


def test_a_deleted_original_comes_back(original: Path) -> None:
    _checked_out(original)
    shutil.move(original, original.with_name("away"))
    assert run_here("checkin", original).code == 0
    assert _people(original) == []
