"""The status bar tells the keys of the part that has the focus, whoever gave it the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window, corpus, qtbot):
    made = make_window(corpus)
    with qtbot.waitActive(made):
        made.activateWindow()
    made.surface.setFocus()
    return made


def told(window) -> tuple[str, list[str]]:
    """The mode and what the keys beside it do."""
    window.later.settle_all()
    bar = window.status_line
    return bar.mode.text(), [x.text() for x in bar.findChildren(QLabel) if x.isVisibleTo(bar)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("documents", "key.filter"),
        ("scheme", "key.tag"),
        ("entities", "key.tag"),
        ("history", "key.undo_to"),
    ],
)
def test_a_panel_tells_its_own_keys_and_the_text_again_after_it(window, qtbot, name, code) -> None:
    if name == "history":
        window.run_action("edit.history")
    else:
        panel = getattr(window.columns, name)
        getattr(panel, "list", panel).setFocus()
    mode, keys = told(window)
    assert mode == window.word(f"mode.{name}")
    assert window.word(code) in keys
    assert not [key for key in keys if "…" in key]
    qtbot.keyClick(window.focusWidget(), K.Key_Escape)
    mode, keys = told(window)
    assert mode == window.word("mode.text")
    assert [key for key in keys if "…" in key]


def test_writing_a_comment_closes_the_list_at_the_caret_and_tells_how_to_send(
    window, qtbot
) -> None:
    qtbot.keyClick(window.surface, K.Key_Return)
    assert told(window)[0] == window.word("mode.list")
    qtbot.keyClick(window.surface, K.Key_C, M.ControlModifier | M.ShiftModifier)
    mode, keys = told(window)
    assert mode == window.word("mode.writing")
    assert {window.word("key.send"), window.word("key.other_target")} <= set(keys)
    assert not window.text_keys.list._list.isVisible()
    hint = window.word("no_comments")
    inspector = window.columns.inspector
    assert not [x for x in inspector.findChildren(QLabel) if x.text() == hint and x.isVisible()]
    qtbot.keyClick(window.focusWidget(), K.Key_Escape)
    assert told(window)[0] == window.word("mode.text")
