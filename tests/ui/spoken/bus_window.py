"""python -m tests.ui.spoken.bus_window CORPUS: a window that presses the keys that it is told.

Each line of standard input is a key of Qt with its modifiers, like `Right Shift Control`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.app import build_window
from annotator.ui.settings.settings import Settings


def main(corpus: Path) -> int:
    """Show the corpus and press keys until standard input ends."""
    application = QApplication(["annotator"])
    application.setApplicationName("Annotator of the journey")
    settings = Settings(corpus.with_suffix(".ini"))
    for key, value in (("language", "en"), ("theme", "light"), ("annotator", "gold")):
        settings.set_text(key, value)
    window = build_window(corpus, settings)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    window.surface.setFocus()
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: _press(application))
    return application.exec()


def _press(application: QApplication) -> None:
    line = sys.stdin.buffer.raw.readline().decode().split()  # type: ignore[attr-defined]
    if not line:
        for window in application.topLevelWidgets():
            window.close()
        application.quit()
        return
    name, *held = line
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= getattr(Qt.KeyboardModifier, f"{one}Modifier")
    target = application.focusWidget() or application.activeWindow()
    assert target is not None
    QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"), modifiers)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
