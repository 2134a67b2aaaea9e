"""A step of very many rows is taken back and made again beside the window, and can be stopped."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from annotator.operations.importing.importing import import_files

K = Qt.Key


@pytest.fixture
def window(make_window, corpus, tmp_path):
    """A window on a corpus whose last step is a large import."""
    window = make_window(corpus)
    path = tmp_path / "large.jsonl"
    spans = [{"start": i, "end": i + 1, "label": "seen"} for i in range(60)]
    lines = (json.dumps({"text": f"{n} " + "word " * 20, "spans": spans}) for n in range(100))
    path.write_text("\n".join(lines), encoding="utf-8")
    window.session.do(import_files, [path], format="flat")
    return window


def test_the_history_goes_back_past_a_large_import_and_forth_again(window, qtbot) -> None:
    store = window.session.store
    full = store.counts()
    window.act.steps.show_history()
    rows = window.columns.history.list
    rows.setCurrentRow(1)
    with qtbot.waitSignal(window.telling.ended):
        qtbot.keyClick(rows, K.Key_Return)
    assert store.counts()["annotation"] == full["annotation"] - 6000
    assert window.status.said.text().startswith(window.session.word("undone", step="")[:5])
    rows.setCurrentRow(0)
    with qtbot.waitSignal(window.telling.ended):
        qtbot.keyClick(rows, K.Key_Return)
    assert store.counts() == full
    assert window.status.said.text().startswith(window.session.word("redone", step="")[:5])


def test_taking_a_large_import_back_can_be_stopped(window, qtbot, held_back) -> None:
    store = window.session.store
    full, steps = store.counts(), store.history()
    with qtbot.waitSignal(window.telling.ended), held_back():
        window.act.steps.undo()
        window.telling.cancel()
    assert store.counts() == full
    assert store.history() == steps
