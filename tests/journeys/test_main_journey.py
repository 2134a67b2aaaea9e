"""The main job through a real window with keys only."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.operations.exporting.exporting import export
from annotator.ui.app import build_window
from annotator.ui.main_window import MainWindow
from annotator.ui.settings.settings import Settings
from tests.samples import make_samples

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "demo.corpus"
    make_samples(path).close()
    return path


def open_window(qtbot, corpus: Path, settings: Settings) -> MainWindow:
    window = build_window(corpus, settings)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.view.setFocus()
    return window


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def type_text(qtbot, text: str) -> None:
    # The test library types Latin only; what a Cyrillic layout sends is a key with this text.
    for character in text:
        if character.isascii():
            qtbot.keyClicks(QApplication.focusWidget(), character)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(QApplication.focusWidget(), event)


def walk_to(qtbot, window: MainWindow, offset: int) -> None:
    press(qtbot, Qt.Key.Key_Home, CTRL)
    for _ in range(400):
        if window.view.caret() >= offset:
            break
        press(qtbot, Qt.Key.Key_Right, CTRL)
    assert window.view.caret() == offset


def counts(window: MainWindow) -> tuple[int, int]:
    found = window.session.store.counts()
    return found["annotation"], found["relation"]


def go_to_seed(qtbot, window: MainWindow) -> None:
    press(qtbot, Qt.Key.Key_D, CTRL)
    type_text(qtbot, "Русия е готова")
    press(qtbot, Qt.Key.Key_Return)
    assert window.session.store.read().document(window.session.document).source_id == "seed-000"
    assert QApplication.focusWidget() is window.view


def test_the_main_job_by_keys(qtbot, corpus: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("language", "en")
    settings.set_text("annotator", "me")
    settings.set_text("name", "Me")
    window = open_window(qtbot, corpus, settings)
    go_to_seed(qtbot, window)
    before = counts(window)
    text = window.view.text()

    # An actor: select two words, tag, set its features by digits and by typing.
    walk_to(qtbot, window, text.index("Нагорни Карабах"))
    press(qtbot, Qt.Key.Key_Right, CTRL | SHIFT)
    press(qtbot, Qt.Key.Key_Right, CTRL | SHIFT)
    press(qtbot, Qt.Key.Key_1)
    actor = window.session.current_annotation()
    assert (actor.quote, actor.layer) == ("Нагорни Карабах", window.session.scheme.layers[0].id)
    assert window.view.caret() == actor.spans[0].end
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_8)
    press(qtbot, Qt.Key.Key_1)
    type_text(qtbot, "Нагорни")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.view
    actor = window.session.annotation(actor.id)
    assert list(actor.features.values())[:2] == ["group", "name"]
    assert actor.features["entities"] == ["nagorno_karabakh"]

    # A stance: widen to the clause, tag; the frame opens, a letter links its source.
    walk_to(qtbot, window, text.index("Русия позволи"))
    press(qtbot, Qt.Key.Key_1)
    holder = window.session.current_annotation()
    press(qtbot, Qt.Key.Key_Right, CTRL)
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Right, CTRL | SHIFT)
    press(qtbot, Qt.Key.Key_3)
    stance = window.session.current_annotation()
    assert stance is not None
    assert window.keys.mode == "frame"
    letter = window.keys.frame.hints[holder.id]
    type_text(qtbot, letter)
    (link,) = window.session.relations_from(stance.id)
    assert (link.to_id, dict(link.features)["level"]) == (holder.id, 0)
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_2)
    stance = window.session.annotation(stance.id)
    assert (stance.features["polarity"], stance.features["act"]) == ("support", "agree")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.keys.mode == "text"
    done = counts(window)
    assert done == (before[0] + 3, before[1] + 1)

    # Undo it all, redo it all.
    steps = 0
    while counts(window) != before:
        press(qtbot, Qt.Key.Key_Z, CTRL)
        steps += 1
        assert steps < 20
    for _ in range(steps):
        press(qtbot, Qt.Key.Key_Z, CTRL | SHIFT)
    assert counts(window) == done

    # Close, come back, undo again.
    window.close()
    window = open_window(qtbot, corpus, settings)
    go_to_seed(qtbot, window)
    assert counts(window) == done
    while counts(window) != before:
        press(qtbot, Qt.Key.Key_Z, CTRL)
    with_nothing = tmp_path / "out.jsonl"
    export(window.session.store, with_nothing, "jsonl")
    assert actor.id not in with_nothing.read_text(encoding="utf-8")
    window.close()


def test_export_by_keys(qtbot, corpus: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("language", "en")
    window = open_window(qtbot, corpus, settings)
    press(qtbot, Qt.Key.Key_E, CTRL | SHIFT)
    from annotator.ui.dialogs.exporting import ExportDialog

    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    qtbot.keyClick(dialog.target, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(dialog.target, str(tmp_path / "mine.jsonl"))
    qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (tmp_path / "mine.jsonl").exists(), timeout=20000)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert "no difference" in dialog.said.text()
    dialog.close()
    window.close()


def test_borders_repeat_unsure_and_find_by_keys(qtbot, corpus: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("language", "bg")
    settings.set_text("annotator", "me")
    window = open_window(qtbot, corpus, settings)
    go_to_seed(qtbot, window)
    text = window.view.text()
    walk_to(qtbot, window, text.index("консултативна"))
    press(qtbot, Qt.Key.Key_4)
    first = window.session.current_annotation()
    assert first.quote == "консултативна"
    press(qtbot, Qt.Key.Key_F2)
    assert window.keys.mode == "borders"
    press(qtbot, Qt.Key.Key_Right, CTRL)
    press(qtbot, Qt.Key.Key_Right, CTRL)
    press(qtbot, Qt.Key.Key_Return)
    moved = window.session.annotation(first.id)
    assert moved.quote == "консултативна и техническа"
    type_text(qtbot, "?")
    assert window.session.annotation(first.id).confidence == "unsure"
    walk_to(qtbot, window, text.index("стабилност"))
    type_text(qtbot, "=")
    assert window.session.current_annotation().quote == "стабилност"
    press(qtbot, Qt.Key.Key_Backspace)
    assert window.session.current is None
    press(qtbot, Qt.Key.Key_F, CTRL)
    type_text(qtbot, "граница")
    assert len(window.find_bar.hits()) == text.casefold().count("граница") > 1
    press(qtbot, Qt.Key.Key_F3)
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.view
    assert window.view.selected_text() == "граница"
    window.close()


def test_an_actor_on_an_actor_is_refused_with_a_sentence(qtbot, corpus, tmp_path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("language", "en")
    settings.set_text("annotator", "gold")
    window = open_window(qtbot, corpus, settings)
    go_to_seed(qtbot, window)
    before = counts(window)
    press(qtbot, Qt.Key.Key_Home, CTRL)
    press(qtbot, Qt.Key.Key_1)
    assert counts(window) == before
    assert "already here" in window.status.said.text()
    window.close()
