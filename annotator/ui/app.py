"""Starts the program: the application, its look, the window, and what catches failures."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.store.files.seen import state_folder
from annotator.ui import plain_imports
from annotator.ui.look.chrome import dress_application
from annotator.ui.main_window import MainWindow
from annotator.ui.safety.crashes import Crashes
from annotator.ui.safety.sittings import AT_START, Sitting
from annotator.ui.settings.chosen_look import make_look
from annotator.ui.settings.preferences import preference
from annotator.ui.settings.settings import Settings
from annotator.ui.sitting.opening import open_session
from annotator.ui.widgets.placing import keep_on_screen

_START_MS = 5000
"""What ends the program within that time is counted as a fault of starting."""


def run(corpus: Path | None, *, is_safe: bool = False) -> int:
    """Open the window, on a corpus if one is given, and return the exit code.

    Safe mode begins without settings, remembered files and places of the window.
    """
    settings = Settings(_empty_settings() if is_safe else None, is_safe=is_safe)
    scale = int(preference("scale").value(settings))
    if scale != 100:
        # Qt asks for it once, when the application is made; a person's own wish comes first.
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Annotator")
    application.setOrganizationName("Annotator")
    application.setDesktopFileName("annotator")
    crashes, sitting = Crashes(state_folder()), Sitting(state_folder() / "sittings")
    crashes.install()
    window = build_window(None, settings, is_greeting=False)
    crashes.failed.connect(window.act.handler("helping.note_failure"))
    crashes.told.connect(window.telling.fail)
    keep_on_screen(window)
    window.show()
    _open_first(window, corpus, sitting)
    if window.session is None:
        window.show_welcome()
    if is_safe:
        window.say(window.word("in_safe_mode"))
    QTimer.singleShot(_START_MS, sitting.has_come_far)
    QTimer.singleShot(_START_MS, _sweep)
    code = application.exec()
    sitting.end()
    crashes.remove()
    return code


def _sweep() -> None:
    """Remove what a crash left in the folder for temporary files."""
    from annotator.operations.keeping.scratch import sweep_scratch

    sweep_scratch()


def _empty_settings() -> Path:
    return Path(tempfile.mkdtemp(prefix="annotator-safe-")) / "settings.ini"


def _open_first(window: MainWindow, corpus: Path | None, sitting: Sitting) -> None:
    """Open what was asked for, else the last one; after a crash at the start ask before that."""
    if sitting.crashed == AT_START and corpus is None:
        window.act.helping.offer_safe_mode()
        return
    if corpus is None:
        recent = [Path(p) for p in window.settings.recent[:1] if Path(p).exists()]
        corpus = recent[0] if recent else None
    if corpus is not None:
        window.act.corpus.open_path(corpus)
    if sitting.crashed:
        window.say(window.word("ended_badly"))


def build_window(
    corpus: Path | None, settings: Settings, *, is_greeting: bool = True
) -> MainWindow:
    """Make the window without showing it; AnnotatorError if the corpus cannot be opened.

    `is_greeting`: without a corpus it shows what can be done.
    """
    plain_imports.restore()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look = make_look(settings)
    dress_application(application, look)
    window = MainWindow(settings, look, is_greeting=is_greeting and corpus is None)
    plain_imports.end()
    if corpus is not None:
        window.open_session(open_session(corpus, settings))
    return window
