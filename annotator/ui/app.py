"""Starts the program: the application, its look, the window, and what catches failures."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication

from annotator.model.errors import AnnotatorError
from annotator.operations.corpus import open_corpus
from annotator.ui.chrome import dress_application
from annotator.ui.look import Look, families_found
from annotator.ui.main_window import MainWindow
from annotator.ui.preferences_table import preference
from annotator.ui.session import Session, first_annotator
from annotator.ui.settings import Settings

_LOG = logging.getLogger("annotator")


def run(corpus: Path | None) -> int:
    """Open the window, on a corpus if one is given, and return the exit code."""
    settings = Settings()
    scale = int(preference("scale").value(settings))
    if scale != 100:
        # Qt asks for it once, when the application is made; a person's own wish comes first.
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Annotator")
    application.setOrganizationName("Annotator")
    application.setDesktopFileName("annotator")
    _begin_log()
    window = build_window(None, settings)
    window.show()
    sys.excepthook = lambda kind, error, trace: _failed(window, kind, error, trace)
    wanted = corpus
    if wanted is None:
        recent = [Path(p) for p in settings.recent[:1] if Path(p).exists()]
        wanted = recent[0] if recent else None
    if wanted is not None:
        window.act.corpus.open_path(wanted)
    return application.exec()


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
        hints = QApplication.styleHints()
        is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        mode = "dark" if is_dark else "light"
    wanted = Look(mode=mode)
    chosen = preference("text_font").value(settings)
    families = (chosen, *wanted.text_families) if chosen else wanted.text_families
    return Look(
        mode=mode,
        text_families=families_found(families),
        interface_families=families_found(wanted.interface_families),
        text_size=int(preference("text_size").value(settings)),
        measure=int(preference("measure").value(settings)),
    )


def open_session(path: Path, settings: Settings, *, read_only: bool = False) -> Session:
    """Open a corpus as the annotator that the settings name for it."""
    store = open_corpus(path, read_only=read_only)
    try:
        wanted = settings.text(settings.of_corpus("annotator", path)) or settings.text("annotator")
        who = first_annotator(store, wanted)
        session = Session(store, who, settings.language)
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


def log_folder() -> Path:
    """Return the folder of the log."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place) or ".")


def _begin_log() -> None:
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "annotator.log", maxBytes=500_000, backupCount=3, encoding="utf-8"
        )
        faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)


def _failed(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    _LOG.error("failure", exc_info=(kind, error, trace))
    window.act.helping.note_failure(kind, error, trace)
