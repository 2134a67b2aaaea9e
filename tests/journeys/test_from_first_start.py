"""From the first start to the export, in one go: keys only, always in what has the focus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.app import build_window
from annotator.ui.dialogs.exporting import ExportDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.safety.system_check import check_system
from annotator.ui.settings.settings import Settings

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
K = Qt.Key
XVFB = shutil.which("Xvfb")


class Hands:
    """Keys go to the widget that has the focus, wherever that is."""

    def __init__(self, qtbot: Any) -> None:
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            self._qtbot.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, text: str) -> None:
        # A Cyrillic layout sends a key with this text; the test library knows Latin ones only.
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, NONE, sign)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def tab_to(self, widget: Any) -> None:
        for _ in range(30):
            if QApplication.focusWidget() is widget:
                return
            self.press(K.Key_Tab)
        raise AssertionError("Tab does not lead there")


def _open(qtbot: Any, settings: Settings) -> MainWindow:
    window = build_window(None, settings)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def _counts(window: MainWindow) -> tuple[int, int]:
    found = window.sitting.store.counts()
    return found["annotation"], found["relation"]


def _go_to_seed(hands: Hands, window: MainWindow) -> None:
    hands.press(K.Key_D, CTRL)
    hands.type("Русия е готова")
    hands.press(K.Key_Return)
    store = window.sitting.store
    assert store.read().document(window.sitting.document).source_id == "seed-000"
    assert QApplication.focusWidget() is window.view


def _walk_to(hands: Hands, window: MainWindow, quote: str) -> None:
    wanted = window.surface.text().index(quote)
    hands.press(K.Key_Home, CTRL)
    while window.surface.caret() < wanted:
        hands.press(K.Key_Right, CTRL)
    assert window.surface.caret() == wanted


def _tag_actor(hands: Hands, window: MainWindow) -> str:
    _walk_to(hands, window, "Нагорни Карабах")
    hands.press(K.Key_Right, CTRL | SHIFT, times=2)
    hands.press(K.Key_1)
    actor = window.sitting.current_annotation()
    assert actor.quote == "Нагорни Карабах"
    hands.press(K.Key_Tab)
    hands.press(K.Key_8)
    hands.press(K.Key_1)
    hands.type("Нагорни")
    hands.press(K.Key_Return)
    hands.press(K.Key_Escape)
    features = window.sitting.annotation(actor.id).features
    assert list(features.values())[:2] == ["group", "name"]
    assert features["entities"] == ["nagorno_karabakh"]
    return actor.id


def _tag_stance(hands: Hands, window: MainWindow) -> str:
    session = window.sitting
    _walk_to(hands, window, "Русия позволи")
    hands.press(K.Key_1)
    holder = session.current_annotation()
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Right, CTRL | SHIFT, times=3)
    hands.press(K.Key_3)
    stance = session.current_annotation()
    hands.type(window.text_keys.frame.hints[holder.id])
    (link,) = session.relations_from(stance.id)
    assert (link.to_id, dict(link.features)["level"]) == (holder.id, 0)
    hands.press(K.Key_1)
    hands.press(K.Key_2)
    while window.text_keys.mode != "text":
        hands.press(K.Key_Escape)
    features = session.annotation(stance.id).features
    assert (features["polarity"], features["act"]) == ("support", "agree")
    return stance.id


def _undo_all(hands: Hands, window: MainWindow, before: tuple[int, int]) -> int:
    steps = 0
    while _counts(window) != before:
        hands.press(K.Key_Z, CTRL)
        steps += 1
        assert steps < 30
    return steps


def _export(hands: Hands, window: MainWindow, qtbot: Any, target: Path) -> None:
    hands.press(K.Key_E, CTRL | SHIFT)
    dialog = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.formats)
    hands.press(K.Key_I, ALT)
    assert QApplication.focusWidget() is dialog.target
    hands.press(K.Key_A, CTRL)
    hands.type(str(target))
    hands.press(K.Key_Return)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: "no difference" in window.status.said.text(), timeout=60_000)
    qtbot.waitUntil(window.view.hasFocus)


def test_the_main_job_from_the_first_start(qtbot, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = Settings(tmp_path / "settings.ini")
    for key, value in (("language", "en"), ("annotator", "me"), ("name", "Мария")):
        settings.set_text(key, value)
    hands, window = Hands(qtbot), _open(qtbot, settings)

    hands.press(K.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None, timeout=60_000)
    _go_to_seed(hands, window)
    before = _counts(window)
    actor, stance = _tag_actor(hands, window), _tag_stance(hands, window)
    done = _counts(window)
    assert done == (before[0] + 3, before[1] + 1)

    steps = _undo_all(hands, window, before)
    hands.press(K.Key_Z, CTRL | SHIFT, times=steps)
    assert _counts(window) == done
    assert window.sitting.annotation(stance).features["act"] == "agree"

    hands.press(K.Key_Q, CTRL)
    assert not window.isVisible()
    window = _open(qtbot, settings)
    hands.tab_to(window._welcome.recent)
    hands.press(K.Key_Return)
    assert window.session is not None
    _go_to_seed(hands, window)
    assert _counts(window) == done
    _export(hands, window, qtbot, tmp_path / "with.jsonl")
    _undo_all(hands, window, before)
    _export(hands, window, qtbot, tmp_path / "without.jsonl")
    ids = [_ids(tmp_path / name) for name in ("with.jsonl", "without.jsonl")]
    assert {actor, stance} <= ids[0]
    assert len(ids[0] - ids[1]) == 3
    assert not ids[1] - ids[0]
    window.close()


def _ids(path: Path) -> set[str]:
    lines = path.read_bytes().splitlines()[1:]
    return {a["id"] for line in lines for a in orjson.loads(line).get("annotations", ())}


@pytest.mark.display
@pytest.mark.skipif(XVFB is None, reason="Xvfb is not installed: no display to be had")
def test_the_same_on_a_display(tmp_path) -> None:
    """Run the journey above in a window of X11, not offscreen."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [XVFB, "-displayfd", str(writing), "-screen", "0", "1440x900x24"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        if check_system(environment=environment).missing:
            pytest.skip("libraries that Qt needs for X11 are missing")
        name = f"{Path(__file__).resolve()}::test_the_main_job_from_the_first_start"
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name]
        root = Path(__file__).resolve().parents[2]
        ran = subprocess.run(
            words, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout[-3000:]
    finally:
        server.terminate()
        server.wait()
