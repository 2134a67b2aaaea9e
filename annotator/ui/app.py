"""Starts the program: the application, its look, the window, and what catches failures."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.model.errors import AnnotatorError
from annotator.operations.corpus import open_corpus
from annotator.store.seen import state_folder
from annotator.ui.chrome import dress_application
from annotator.ui.crashes import Crashes
from annotator.ui.look import Look, families_found
from annotator.ui.main_window import MainWindow
from annotator.ui.preferences_table import preference
from annotator.ui.session import Session, first_annotator
from annotator.ui.settings import Settings
from annotator.ui.sittings import AT_START, Sitting

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
    window = build_window(None, settings)
    crashes.failed.connect(window.act.helping.note_failure)
    crashes.told.connect(window.telling.fail)
    window.show()
    _open_first(window, corpus, sitting)
    if is_safe:
        window.say(window.word("in_safe_mode"))
    QTimer.singleShot(_START_MS, sitting.has_come_far)
    code = application.exec()
    sitting.end()
    crashes.remove()
    return code


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


def build_window(corpus: Path | None, settings: Settings) -> MainWindow:
    """Make the window without showing it; AnnotatorError if the corpus cannot be opened."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look = make_look(settings)
    dress_application(application, look)
    window = MainWindow(settings, look)
    if corpus is not None:
        window.open_session(open_session(corpus, settings))
    return window


def make_look(settings: Settings) -> Look:
    """Return the look that the settings ask for."""
    mode = preference("theme").value(settings)
    if mode not in ("light", "dark", "contrast"):
        mode = _mode_of_system()
    wanted = Look(mode=mode)
    chosen = preference("text_font").value(settings)
    families = (chosen, *wanted.text_families) if chosen else wanted.text_families
    return Look(
        mode=mode,
        text_families=families_found(families),
        interface_families=families_found(wanted.interface_families),
        text_size=int(preference("text_size").value(settings)),
        measure=int(preference("measure").value(settings)),
        leading=int(preference("leading").value(settings)),
        has_motion=_has_motion(settings),
    )


def _mode_of_system() -> str:
    hints = QApplication.styleHints()
    # Only newer versions of Qt know whether high contrast is wished for.
    wishes = getattr(hints, "accessibility", lambda: None)()
    if wishes is not None and wishes.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _has_motion(settings: Settings) -> bool:
    """Say whether anything may move by itself: the platform's wish, unless it is set here.

    Windows alone tells Qt that effects are off; elsewhere they are where the platform has them.
    """
    if preference("motion").value(settings) == "none":
        return False
    return sys.platform != "win32" or QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


def open_session(path: Path, settings: Settings, *, read_only: bool = False) -> Session:
    """Open a corpus as the annotator that the settings name for it."""
    store = open_corpus(path, read_only=read_only)
    try:
        wanted = settings.text(settings.of_corpus("annotator", path)) or settings.text("annotator")
        who = first_annotator(store, wanted)
        session = Session(store, who, settings.language, keeps_drafts=not settings.is_safe)
        known = {a.id for a in session.annotators()}
        if who not in known and not read_only:
            from annotator.model.review import Annotator
            from annotator.operations.corpus import put_annotator

            name = settings.text("name") or who
            put_annotator(store, Annotator(id=who, names={"en": name}))
    except AnnotatorError:
        store.close()
        raise
    return session
