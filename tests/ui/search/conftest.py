"""A window whose search of the corpus is open, and a search that has ended."""

from __future__ import annotations

import pytest


@pytest.fixture
def window(make_window, corpus, qtbot):
    made = make_window(corpus)
    made.session.open_document(made.session.store.read().document_id("seed-000"))
    with qtbot.waitActive(made):
        made.activateWindow()
    made.act.finding.search_corpus()
    return made


def search(qtbot, window, typed: str):
    panel = window.search.panel
    panel.search(typed)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    return panel
