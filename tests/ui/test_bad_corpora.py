"""Files that cannot be opened: a sentence that says why, and the file left as it was."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from annotator.store.opening.opening import connect, worded


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()


def _damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:60000] = random.Random(7).randbytes(60000 - 8192)
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:30_000])


def _text(path: Path) -> None:
    path.write_text("no corpus at all", encoding="utf-8")


def _strange(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE strange (a)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_newer, "newer version"),
        (_damaged, "is damaged"),
        (_cut, "is damaged"),
        (_text, "not a corpus"),
        (_strange, "did not make (strange)"),
        (Path.unlink, "There is no corpus file"),
    ],
)
def test_what_cannot_be_opened_is_told_and_left_alone(make_window, corpus, spoil, said) -> None:
    spoil(corpus)
    before = corpus.read_bytes() if corpus.exists() else None
    window = make_window()
    assert not window.act.corpus.open_path(corpus)
    assert window.session is None
    assert window.failure.isVisible()
    assert said in window.failure.text.text()
    assert "annotator new" not in window.failure.text.text()
    assert (corpus.read_bytes() if corpus.exists() else None) == before
    assert not list(corpus.parent.glob("*.lock"))


def test_what_could_not_be_opened_is_told_until_another_corpus_is(
    make_window, corpus, tmp_path
) -> None:
    window = make_window()
    window.act.corpus.open_path(tmp_path / "gone.corpus")
    assert window.failure.isVisible()
    assert window.act.corpus.open_path(corpus)
    assert not window.failure.isVisible()
    window.act.corpus.close_corpus()
    window.telling.show_report("A fault of the program")
    assert window.act.corpus.open_path(corpus)
    assert window.failure.isVisible()


def test_a_file_that_cannot_be_written_is_offered_for_reading(corpus) -> None:
    connection = connect(corpus, read_only=True)
    connection.execute("PRAGMA query_only = 0")
    with pytest.raises(sqlite3.OperationalError) as refused:
        connection.execute("DELETE FROM document")
    connection.close()
    assert worded(refused.value, corpus).code == "not_writable"
