"""`annotator correct`: a text is corrected from the shell, and says what became of the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.tagging.annotate import tag_spans
from tests.cli.conftest import run_here
from tests.operations.field_notes import TEXT, WHO, make_notes, only_document, span_of
from tests.samples import dump


@pytest.fixture
def weir(tmp_path: Path) -> Path:
    """A corpus of one document with two birds in it."""
    path = tmp_path / "weir.corpus"
    with make_notes(path) as store:
        for bird in ("heron", "dippers"):
            tag_spans(store, only_document(store), "bird", [span_of(bird)], annotator=WHO)
    return path


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a corrected text."""
    path = tmp_path / "corrected.txt"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_correction_is_told_as_json(weir: Path, tmp_path: Path) -> None:
    text = TEXT.replace("heron", "grey-heron").replace("two dippers call", "a call")
    file = write(tmp_path, text + "\n")
    ran = run_here("correct", weir, "weir", file, "--reason", "Heard again.", "--annotator", "eva",
                   "--json")  # fmt: skip
    assert ran.code == 0
    data = ran.data
    assert (data["name"], data["revision"], data["corrected"]) == ("weir", 2, True)
    assert [(t["layer"], t["before"], t["after"]) for t in data["touched"]] == [
        ("bird", "heron", "grey-heron")
    ]
    assert [(x["kind"], x["layer"], x["quote"]) for x in data["lost"]] == [
        ("annotation", "bird", "dippers")
    ]
    with open_corpus(weir) as store:
        key = only_document(store)
        assert store.read().text(key) == text
        (old,) = store.read().revisions(key)
        assert (old.text, old.reason) == (TEXT, "Heard again.")
        (said,) = store.read().comments(key)
        assert said.annotator == "eva"
        step = store.history(limit=1)[0]
        assert (step.kind, step.annotator) == ("documents.correct", "eva")
    assert run_here("undo", weir).code == 0
    with open_corpus(weir) as store:
        assert store.read().text(key) == TEXT
        assert store.read().revisions(key) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("weir: revision 2.", "touched: annotation bird layer „heron“", "lost")),
        ("bg", ("weir: редакция 2.", "засегнато: анотация пласт bird „heron“", "изгубено")),
    ],
)
def test_a_correction_is_told_in_sentences(
    weir: Path, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    text = TEXT.replace("heron", "egret").replace(
        " Tomas heard two dippers call from the bank.", ""
    )
    ran = run_here("correct", weir, "weir", write(tmp_path, text), language=language)
    assert ran.code == 0
    for word in words:
        assert word in ran.out
    assert "{" not in ran.out


def test_a_dry_run_says_the_same_and_changes_nothing(weir: Path, tmp_path: Path) -> None:
    before = weir.read_bytes()
    file = write(tmp_path, TEXT.replace("heron", "egret"))
    told = run_here("correct", weir, "weir", file, "--dry-run", "--json").data
    assert weir.read_bytes() == before
    done = run_here("correct", weir, "weir", file, "--json").data
    assert told == done
    again = run_here("correct", weir, "weir", file, "--json").data
    assert (again["corrected"], again["revision"]) == (False, 2)
    assert "nothing was changed" in run_here("correct", weir, "weir", file).out


def test_other_encodings_are_told_or_named(weir: Path, tmp_path: Path) -> None:
    text = TEXT.replace("Nobody saw it.", "Никой не го видя тази сутрин край реката.")
    file = write(tmp_path, text, "cp1251")
    assert run_here("correct", weir, "weir", file, "--decoding", "cp1251", "--json").code == 0
    with open_corpus(weir) as store:
        assert store.read().text(only_document(store)) == text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nowhere", TEXT.encode(), "nowhere"),
        ("weir", b"", "corrected.txt"),
        ("weir", b"\x89PNG\r\n\x1a\n\x00\x00", "corrected.txt"),
        ("weir", b" \n", "would be empty"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changed(
    weir: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    with open_corpus(weir) as store:
        before, steps = dump(store), store.history()
    file = tmp_path / "corrected.txt"
    file.write_bytes(content)
    ran = run_here("correct", weir, name, file)
    assert ran.code == 1
    assert said in ran.err
    with open_corpus(weir) as store:
        assert (dump(store), store.history()) == (before, steps)


def test_a_file_that_is_not_there(weir: Path, tmp_path: Path) -> None:
    ran = run_here("correct", weir, "weir", tmp_path / "gone.txt", "--json")
    assert ran.code == 1
    assert "gone.txt" in ran.err
