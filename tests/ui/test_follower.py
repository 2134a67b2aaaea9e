"""The list of a large corpus: its first documents with the window, all of them soon after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui import follower
from annotator.ui.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
MANY = 1_000


@pytest.fixture
def large(corpus: Path) -> Path:
    """The samples and a thousand short texts."""
    with open_corpus(corpus) as store, store.edit("documents.import", annotator="lead") as edit:
        for number in range(MANY):
            key, text = f"d{number}", f"Text {number} says that it is short.\n"
            edit.put(Document(id=key, name=key, text=text, sha256=text_hash(text)))
    return corpus


def test_all_are_listed_soon_after_the_window_is_there(
    make_window: MakeWindow, large: Path, qtbot: QtBot
) -> None:
    window = make_window(large)
    assert window.columns.listed.model.rowCount() == 200
    qtbot.waitUntil(lambda: window.columns.listed.model.rowCount() == MANY + 13)
    current = window.columns.listed.list.currentIndex().row()
    assert window.columns.listed.model.rows[current].id == window.sitting.document


def test_whoever_asks_for_the_list_while_it_is_read_has_it_whole(
    make_window: MakeWindow, large: Path
) -> None:
    window = make_window(large)
    window.follower.list_all()
    assert window.columns.documents.model.rowCount() == MANY + 13


def test_what_is_done_while_the_list_is_read_is_counted_in_it(
    make_window: MakeWindow, large: Path, qtbot: QtBot
) -> None:
    window = make_window(large)
    window.follower.list_all()
    session = window.sitting
    first, second = (row.id for row in window.columns.listed.model.rows[:2])
    before = {row.id: row.annotations for row in window.columns.listed.model.rows}
    window.text_keys.select(session.shown()[0].id)
    window.act.tagging.delete_current()
    assert session.document == first
    session.open_document(second)
    qtbot.waitUntil(lambda: window.columns.listed.model.rowCount() == MANY + 13)
    after = {row.id: row.annotations for row in window.columns.listed.model.rows}
    assert after[first] == before[first] - 1
    assert after[second] == before[second]


def test_a_corpus_closes_while_its_list_is_read(make_window: MakeWindow, large: Path) -> None:
    window = make_window(large)
    window.follower.list_all()
    window.close()
    assert window.session is None
    assert window.settings.recent_facts(large)["documents"] == MANY + 13


@pytest.mark.parametrize("many", [1, follower.MANY])
def test_pages_of_memory_are_joined_for_a_large_document_alone(
    make_window: MakeWindow, corpus: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(follower, "MANY", many)
    window = make_window(corpus)
    assert ("large_pages" in vars(window)) == (many == 1)
    if many == 1:
        pages = window.large_pages
        assert pages.is_busy()
        window.close_session()
        assert not pages.is_busy()
