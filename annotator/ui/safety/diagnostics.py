"""What helps others to find a fault: versions, screen, settings, counts, log; nobody's texts."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from annotator import __version__
from annotator.store.files.library import sqlite_version
from annotator.store.files.seen import state_folder
from annotator.ui.safety.crash_report import without_names
from annotator.ui.safety.crashes import LOG_NAME
from annotator.ui.settings.preferences import NAME, PREFERENCES

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_LINES = 60
_READ_BYTES = 20_000


def diagnostics(window: Desk) -> str:
    """Return it as text of a line for each fact; no names, no paths and no text of a corpus."""
    parts = (_versions(), _screens(), _look(window), _settings(window), _corpus(window), _log())
    return "\n".join(line for part in parts for line in part) + "\n"


def _versions() -> Iterator[str]:
    yield f"Annotator {__version__}"
    yield f"system: {platform.system()} {platform.release()} {platform.machine()}"
    yield f"Python {sys.version.split()[0]}, Qt {qVersion()}, SQLite {sqlite_version()}"
    yield f"frozen: {bool(getattr(sys, 'frozen', False))}"
    yield f"platform plugin: {QGuiApplication.platformName()}, locale: {QLocale.system().name()}"


def _screens() -> Iterator[str]:
    for screen in QGuiApplication.screens():
        size, ratio = screen.size(), screen.devicePixelRatio()
        yield f"screen: {size.width()} × {size.height()}, ratio {ratio:g}"


def _look(window: Desk) -> Iterator[str]:
    look = window.look
    yield f"window: {window.width()} × {window.height()}, theme {look.mode}"
    yield f"fonts: {', '.join(look.text_families[:3])}; {', '.join(look.interface_families[:3])}"


def _settings(window: Desk) -> Iterator[str]:
    for preference in PREFERENCES:
        if preference.kind != NAME:
            yield f"{preference.key}: {preference.value(window.settings)}"


def _corpus(window: Desk) -> Iterator[str]:
    session = window.session
    if session is None:
        yield "no corpus open"
        return
    store = session.store
    fault = store.fault()
    yield f"read only: {store.is_read_only}, fault: {fault.code if fault is not None else 'none'}"
    yield f"warnings: {', '.join(w.code for w in store.warnings) or 'none'}"
    yield ", ".join(f"{kind} {count}" for kind, count in store.counts().items())


def _log() -> Iterator[str]:
    path = state_folder() / LOG_NAME
    yield "log:"
    yield from last_lines(path)


def last_lines(path: Path) -> list[str]:
    """Return the end of a log, without names; nothing where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _READ_BYTES))
            data = file.read()
    except OSError:
        return []
    lines = data.decode("utf-8", "replace").splitlines()
    return [f"  {without_names(line)}" for line in lines[-_LINES:]]
