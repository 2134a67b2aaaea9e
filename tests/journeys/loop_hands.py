"""Hands at the keyboard of one machine: keys go where the focus is, and are counted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.ui.action_table.table import ACTIONS
from annotator.ui.app import build_window
from annotator.ui.main_window import MainWindow
from annotator.ui.settings.settings import Settings

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
K = Qt.Key
_LONGEST = 60.0
W = TypeVar("W", bound=QWidget)


def until(is_so: Callable[[], Any], what: str = "") -> None:
    """Let the window live until something is so; it is a fault if that takes a minute."""
    end = time.monotonic() + _LONGEST
    waker = QTimer()
    waker.start(20)
    while not is_so():
        assert time.monotonic() < end, f"waited in vain for {what or is_so}"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Hands:
    """Presses keys in a window; `keys` counts presses, `signs` what is typed into fields."""

    def __init__(self, window: MainWindow) -> None:
        """Sit down at a window."""
        self.window = window
        self.keys = self.signs = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key with its modifiers, some times."""
        for _ in range(times):
            self.keys += 1
            QTest.keyClick(_focused(), key, modifiers)

    def sign(self, sign: str) -> None:
        """Press the key of a sign; that is a press as any other."""
        self.keys += 1
        _type(sign)

    def type(self, text: str) -> None:
        """Type words into a field."""
        self.signs += len(text)
        for sign in text:
            _type(sign)

    def replace(self, text: str) -> None:
        """Type words in the place of what a field holds."""
        self.press(K.Key_A, CTRL)
        self.type(text)

    def tab_to(self, widget: QWidget) -> None:
        """Go on with Tab until a field has the focus."""
        for _ in range(40):
            if QApplication.focusWidget() is widget:
                return
            self.press(K.Key_Tab)
        raise AssertionError(f"Tab does not lead to {widget}")

    def palette(self, action: str) -> None:
        """Do an action by its name, which is typed into the palette."""
        named = next(a for a in ACTIONS if a.id == action)
        name = named.names[0 if self.window.language == "en" else 1]
        self.press(K.Key_K, CTRL)
        popup = self.window.act.palette.popup
        assert popup is not None
        assert popup.isVisible()
        self.type(f">{name}")
        row = popup.current()
        assert row is not None
        assert row.key == action, (action, row)
        assert not row.reason, (action, row.reason)
        self.press(K.Key_Return)

    def name_file(self, path: Path, ask: Callable[[], object]) -> None:
        """Do what asks for a file, and paste its path."""
        timer, is_named = QTimer(), False

        def answer() -> None:
            nonlocal is_named
            asking, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
            if not isinstance(asking, QFileDialog) or focused is None:
                return
            if not asking.isAncestorOf(focused):
                return
            if is_named:
                self.press(K.Key_Return)
            else:
                # Of what is typed Qt offers completions, which another Enter takes away first.
                QApplication.clipboard().setText(str(path))
                self.press(K.Key_A, CTRL)
                self.press(K.Key_V, CTRL)
                is_named = True

        timer.timeout.connect(answer)
        timer.start(20)
        ask()
        timer.stop()
        assert is_named, "no file was asked for"
        until(QApplication.focusWidget, "the focus")

    def dialog(self, kind: type[W]) -> W:
        """Return the dialog of a kind, once it is on the screen and has the focus."""

        def found() -> list[W]:
            return [d for d in self.window.findChildren(kind) if d.isVisible()]

        until(lambda: any(d.isActiveWindow() for d in found()), kind.__name__)
        (dialog,) = found()
        return dialog

    def picture(self, target: Path) -> None:
        """Write how the window looks, with what stands over it."""
        for _ in range(10):
            QApplication.processEvents()
        window, over = self.window, QApplication.activeWindow()
        image = window.grab()
        if over is not None and over is not window:
            painter = QPainter(image)
            painter.fillRect(image.rect(), QColor(0, 0, 0, 60))
            inside = over.grab()
            painter.drawPixmap(
                (window.width() - over.width()) // 2, (window.height() - over.height()) // 2, inside
            )
            painter.end()
        image.save(str(target))

    def back_in_text(self) -> None:
        """Wait until the window has the focus again."""
        until(lambda: self.window.isActiveWindow() and QApplication.focusWidget(), "the window")


@dataclass(slots=True)
class Diary:
    """What was pressed at each station, what was found, and pictures, where they are wanted."""

    pictures: Path | None = None
    stations: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    found: dict[str, Any] = field(default_factory=dict[str, Any])

    def note(self, hands: Hands, station: str, **told: Any) -> None:
        """Note what a station has taken, and begin to count anew."""
        self.stations.append(
            {"station": station, "presses": hands.keys, "signs": hands.signs, **told}
        )
        hands.keys = hands.signs = 0

    def picture(self, hands: Hands, name: str) -> None:
        """Keep how the screen looks."""
        if self.pictures is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
            hands.picture(self.pictures / f"{name}.png")


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def _type(sign: str) -> None:
    # A keyboard of any alphabet sends a key with this text.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(_focused(), QKeyEvent(kind, 0, NONE, sign))


class Machine:
    """Somebody's computer: a folder of their own, with settings and what the program keeps."""

    def __init__(self, folder: Path, who: str, name: str, **chosen: str) -> None:
        """Set it up; `chosen` are settings."""
        self.folder, self.who = folder, who
        self.corpus: Path | None = None
        folder.mkdir(parents=True)
        self.settings = Settings(folder / "settings.ini")
        given = {"language": "en", "theme": "light", "annotator": who, "name": name, **chosen}
        for key, value in given.items():
            self.settings.set_text(key, value)

    def take(self, file: Path) -> Path:
        """Take a file that somebody sent over."""
        target = self.folder / file.name
        target.write_bytes(file.read_bytes())
        return target

    @contextmanager
    def sitting(self, corpus: Path | None = None) -> Iterator[Hands]:
        """Open the window, and close it at the end."""
        before = os.environ.get("ANNOTATOR_STATE")
        os.environ["ANNOTATOR_STATE"] = str(self.folder / "state")
        window = build_window(corpus, self.settings)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        try:
            until(lambda: window.isActiveWindow() and QApplication.focusWidget(), "the window")
            yield Hands(window)
        finally:
            for dialog in QApplication.topLevelWidgets():
                if dialog is not window:
                    dialog.close()
            window.close()
            window.deleteLater()
            QApplication.processEvents()
            if before is None:
                del os.environ["ANNOTATOR_STATE"]
            else:
                os.environ["ANNOTATOR_STATE"] = before
