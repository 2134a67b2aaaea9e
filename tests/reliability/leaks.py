"""Hundreds of rounds of opening, annotating and closing in one window: nothing may be left over.

python -m tests.reliability.leaks [--rounds 500] [--every 50] [--json]

Each round opens the samples, shows documents, panels and dialogs, tags, takes back, comments half
a thought, and closes the corpus. Every so often widgets, open files, threads, timers and memory are
told. At the end it is told what has grown since the first third; widgets, files, threads and timers
must be flat, else the exit code is 1.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.numbers import positive

FLAT = {"widgets": 0, "files": 0, "threads": 1, "timers": 0}
"""How much each may have grown; a thread that has just done its work may not be gone yet."""
MEMORY_KIB = 30.0
"""KiB by which memory may grow with a round."""


def main() -> int:
    """Do the rounds and tell what is left over."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.reliability.leaks", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--rounds", type=positive, default=500)
    parser.add_argument("--every", type=positive, default=50)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        os.environ["ANNOTATOR_STATE"] = str(Path(name) / "state")
        rows = _rounds(Path(name), given)
        grown, failed = what_grew(rows)
        print(json.dumps({"grown": grown, "failed": failed}), flush=True)
    # The interpreter would take the window apart in no order that Qt could follow.
    os._exit(1 if failed else 0)


def what_grew(rows: list[dict[str, float]]) -> tuple[dict[str, float], list[str]]:
    """Return the growth from the end of the first third on, and what of it is too much."""
    first, last = rows[len(rows) // 3], rows[-1]
    grown = {key: round(last[key] - first[key], 1) for key in (*FLAT, "rss_mib")}
    failed = [key for key, most in FLAT.items() if grown[key] > most]
    rounds = last["round"] - first["round"]
    if grown["rss_mib"] * 1024 > max(4096.0, MEMORY_KIB * rounds):
        failed.append("rss_mib")
    return grown, failed


def _rounds(folder: Path, given: argparse.Namespace) -> list[dict[str, float]]:
    from PySide6.QtWidgets import QApplication

    from annotator.ui.app import build_window
    from annotator.ui.settings.settings import Settings
    from tests.samples import make_samples

    application = QApplication([])
    corpus = folder / "samples.corpus"
    make_samples(corpus).close()
    settings = Settings(folder / "leaks.ini")
    settings.set_text("annotator", "gold")
    settings.set_text("language", "en")
    window = build_window(None, settings)
    window.show()
    rows: list[dict[str, float]] = []
    begin = time.perf_counter()
    for number in range(given.rounds + 1):
        if number % given.every == 0:
            row = {"round": number, "seconds": round(time.perf_counter() - begin, 1)}
            rows.append(row | _state(application))
            print(json.dumps(rows[-1]) if given.json else _line(rows[-1]), flush=True)
        if number < given.rounds:
            one_round(application, window, corpus, number)
    return rows


def one_round(application: Any, window: Any, corpus: Path, number: int) -> None:
    """Open, work, close."""
    from PySide6.QtWidgets import QDialog

    assert window.act.corpus.open_path(corpus)
    application.processEvents()
    session = window.sitting
    rows = session.documents()
    session.open_document(rows[number % len(rows)].id)
    shown = [a for a in session.shown() if a.spans]
    if shown:
        window.text_keys.select(shown[number % len(shown)].id)
        window.columns.inspector.settle()
        window.act.talking.add_comment()
        window.act.tagging.delete_current()
        window.act.steps.undo()
    for action in ("corpus.restore", "go.palette", "help.keys", "search.corpus"):
        if number % 5 == 0:
            window.menus.run(action)
            application.processEvents()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.text_keys.close_modes()
    application.processEvents()
    window.close_session()
    window.show_welcome()
    _sweep(application)


def _sweep(application: Any) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):
        application.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _state(application: Any) -> dict[str, float]:
    from PySide6.QtCore import QTimer

    _sweep(application)
    gc.collect()
    _sweep(application)
    timers = sum(len(w.findChildren(QTimer)) for w in application.topLevelWidgets())
    return {
        "widgets": len(application.allWidgets()),
        "files": _count("/proc/self/fd"),
        "threads": _count("/proc/self/task"),
        "timers": timers,
        "rss_mib": round(_rss(), 1),
    }


def _count(folder: str) -> int:
    path = Path(folder)
    return len(list(path.iterdir())) if path.exists() else 0


def _rss() -> float:
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _line(row: dict[str, float]) -> str:
    return "  ".join(f"{key} {value}" for key, value in row.items())


if __name__ == "__main__":
    sys.exit(main())
