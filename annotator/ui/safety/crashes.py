"""Catches what nobody else caught: logs it, tells it in the window, and lets the program go on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import IO, Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from annotator.model.errors import AnnotatorError
from annotator.ui.safety.crash_report import outline, without_names
from annotator.ui.safety.log import LogFile

LOG_NAME, CRASH_NAME = "annotator.log", "crash.log"
_LOG_BYTES, _CRASH_BYTES = 500_000, 200_000
_LOG = logging.getLogger("annotator")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Crashes(QObject):
    """The hooks of one process.

    In the window's thread `failed` tells the outline of a failure of the program, once of each,
    and `told` an error of ours that nobody told.
    """

    failed = Signal(str)
    told = Signal(object)
    _caught = Signal(object, str)

    def __init__(self, folder: Path) -> None:
        """Keep the log in a folder; without one that can be written there is none."""
        super().__init__()
        self._seen: Counter[str] = Counter()
        self._crash: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._before: Any = None
        self._begin_log(folder)
        # Emitted in whatever thread something failed, taken in that of the window.
        self._caught.connect(self._on_caught)

    def _begin_log(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = LogFile(folder / LOG_NAME, most_bytes=_LOG_BYTES)
            crash = folder / CRASH_NAME
            if crash.exists() and crash.stat().st_size > _CRASH_BYTES:
                crash.replace(folder / f"{CRASH_NAME}.1")
            self._crash = crash.open("a", encoding="utf-8")
        except OSError:
            # The program works without a log; a disk that is full or read-only is told elsewhere.
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._handler = handler
        _LOG.addHandler(handler)
        _LOG.setLevel(logging.INFO)

    def install(self) -> None:
        """Catch from now on: crashes, exceptions of all threads, messages of Qt."""
        if self._crash is not None:
            faulthandler.enable(self._crash)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = lambda kind, error, trace: self.note(error)
        threading.excepthook = lambda told: self.note(told.exc_value)
        sys.unraisablehook = lambda told: self.note(told.exc_value)
        qInstallMessageHandler(self._on_message)

    def remove(self) -> None:
        """Catch no more, and close the log."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            qInstallMessageHandler(None)
            faulthandler.disable()
        if self._handler is not None:
            _LOG.removeHandler(self._handler)
            self._handler.close()
        if self._crash is not None:
            self._crash.close()

    def note(self, error: BaseException | None) -> None:
        """Log a failure and tell the window; one that comes with every paint is told once."""
        if error is None or isinstance(error, (KeyboardInterrupt, SystemExit)):
            return
        said = outline(error)
        self._seen[said] += 1
        times = self._seen[said]
        if times & (times - 1):
            return
        _LOG.error("failure, time %d\n%s", times, said)
        if times == 1:
            self._caught.emit(error, said)

    def _on_caught(self, error: BaseException, said: str) -> None:
        if isinstance(error, AnnotatorError):
            self.told.emit(error)
        else:
            self.failed.emit(said)

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        said = without_names(message)
        _LOG.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", said[:500])
        if sys.stderr is not None:
            # As Qt itself would, had nobody taken its messages over.
            print(message, file=sys.stderr)
