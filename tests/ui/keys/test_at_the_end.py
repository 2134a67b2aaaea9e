"""A digit at the very end of a text tags its last word, whatever marks and blanks end it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.operations.importing.importing import import_files

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at_the_end(window, hands, tmp_path: Path):
    """Return a function that opens a text with the caret at its very end."""

    def go(text: str) -> str:
        (tmp_path / "last.txt").write_text(text, encoding="utf-8")
        window.session.do(import_files, [tmp_path / "last.txt"])
        key = window.session.store.read().document_id("last")
        window.session.open_document(key)
        window.view.setFocus()
        hands.press(K.Key_End, CTRL)
        assert window.view.caret() == len(text)
        return key

    return go


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Иван отиде в Пловдив.\n", "Пловдив"),
        ("Той каза: „Отивам в Пловдив!“\n", "Пловдив"),
        ("私は東京に行った。\n", "た"),
        ("他说：“我去了北京。”\n", "京"),
        ("他去了北京！", "京"),
        ("ذهب إلى السودان؟ ", "السودان"),
    ],
)
def test_a_digit_tags_the_last_word_and_not_the_mark_after_it(
    window, hands, at_the_end, text: str, quote: str
) -> None:
    key = at_the_end(text)
    hands.type("1")
    (made,) = window.session.store.read().annotations(key)
    assert made.quote == quote
    hands.press(K.Key_Z, CTRL)
    assert not window.session.store.read().annotations(key)
