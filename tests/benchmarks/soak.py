"""Thousands of edits and scrolls in one window: nothing may grow.

python -m tests.benchmarks.soak [--edits 10000] [--every 1000] [--seed 5] [--json]

A window on the samples is worked in by keys: tag, unsure, delete, take back, scroll, jump by the
strip, open another document (one in seven edits), fold, zoom. An edit is a commit to the file.
After each key the text is painted, as a window does at once; lists, panels and menus follow now and
then, when the hands rest. What a window imports beside hands that rest is there before the first
edit. Every so often memory, widgets, layouts kept, timers and open files are told, always in one
and the same state of the window.

At the end the growth since the first 1,000 edits (when caches are warm) is told for each, and the
slope of memory: a line through all rows after them, by least squares, in MiB for 10,000 edits.
What SQLite holds is told apart and left out of the slope: it keeps pages of the file, which grows
with its history, up to 8 MiB for each connection, and that takes more edits than anybody waits for.
What the C library has free is told too, and is part of the growth: the window gives it back once
it is much and the hands rest for a second, which they never do here.
What is above its bound makes the verdict "grows" and the exit code 1. A run with fewer than
3,000 edits after the first 1,000, or fewer than four rows of them, is too short to tell and says
so. The history grows in the file, as it must; the memory of the process does not. Then the window
is closed, as a person closes it.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.numbers import natural, positive

BOUNDS = {
    "own_mib": 4.0,
    "store_mib": 16.0,
    "widgets": 0.0,
    "shapes": 400.0,
    "timers": 4.0,
    "files": 2.0,
}
"""How much each may have grown from the first 1,000 edits to the end."""
STEEPEST = 6.0
"""MiB that the slope of memory may be, for 10,000 edits."""
_WARM = 1_000
_ENOUGH, _ROWS = 3_000, 4
"""Edits after the warm ones, and rows told of them, from which on there is a verdict."""
_SWITCHES = 4
"""After so many rounds another document is opened: one in seven edits."""
_RESTS = 8
"""After so many rounds everything that waits for the hands to rest is done."""


def main() -> int:
    """Work for as long as was asked, and tell what grew."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.soak", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--edits", type=natural, default=10_000)
    parser.add_argument("--every", type=positive, default=1_000)
    parser.add_argument("--seed", type=int, default=5, help="other places, in another order")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        told = verdict(_soak(Path(name), arguments))
    print(json.dumps(told), flush=True)
    return 1 if told["verdict"] == "grows" else 0


def verdict(rows: list[dict[str, float]]) -> dict[str, Any]:
    """Return what the rows of a run say: what grew since the caches were warm, and if it may."""
    warm = [row for row in rows if row["edits"] >= _WARM]
    if len(warm) < _ROWS or warm[-1]["edits"] - warm[0]["edits"] < _ENOUGH:
        return {"verdict": "too short to tell", "edits": rows[-1]["edits"]}
    grown = {key: round(warm[-1][key] - warm[0][key], 1) for key in BOUNDS}
    failed = {key for key, value in grown.items() if value > BOUNDS[key]}
    edits, memory = [row["edits"] for row in warm], [row["own_mib"] for row in warm]
    slope = round(statistics.linear_regression(edits, memory).slope * 10_000, 2)
    if slope > STEEPEST:
        failed.add("slope")
    return {
        "verdict": "grows" if failed else "holds",
        "failed": sorted(failed),
        "warm": warm[0]["own_mib"],
        "end": warm[-1]["own_mib"],
        "slope": slope,
        "steepest": STEEPEST,
        "grown": grown,
        "bounds": BOUNDS,
        "edits": warm[-1]["edits"],
        "scrolls": warm[-1].get("scrolls"),
        "switches": warm[-1].get("switches"),
        "seconds": warm[-1]["seconds"],
    }


def _soak(folder: Path, arguments: argparse.Namespace) -> list[dict[str, float]]:
    from annotator.model.progress import no_progress
    from annotator.ui.first_presses import make_ready
    from tests.benchmarks.view_steps import Hands
    from tests.samples import make_samples

    corpus = folder / "samples.corpus"
    make_samples(corpus).close()
    hands = Hands(corpus, folder, annotator="soak")
    # These hands never rest, and would have it in the midst of what is measured.
    make_ready(no_progress)
    work = _Work(hands, arguments.seed)
    rows: list[dict[str, float]] = []
    begin = time.perf_counter()
    while not rows or rows[-1]["edits"] < arguments.edits:
        while rows and work.edits < rows[-1]["edits"] + arguments.every:
            work.go_round()
        work.rest()
        row = {"edits": work.edits, "seconds": round(time.perf_counter() - begin, 1)}
        row |= {"scrolls": work.scrolls, "switches": work.switches}
        row["processor"] = round(time.process_time(), 1)
        rows.append(row | _state(hands))
        print(json.dumps(rows[-1]) if arguments.json else _line(rows[-1]), flush=True)
    hands.close()
    return rows


class _Allocated(ctypes.Structure):
    """What `mallinfo2` of the GNU C library answers, in bytes; see malloc.h."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


class _Work:
    """What hands do in a day, over and over; so many `edits`, `scrolls` and `switches` so far.

    A switch is another document; jumps and pages are scrolls.
    """

    def __init__(self, hands: Any, seed: int) -> None:
        from PySide6.QtCore import Qt

        self._hands, self._keys, self._held = hands, Qt.Key, Qt.KeyboardModifier
        self._pick = random.Random(seed)
        self._round = self.edits = self.scrolls = self.switches = 0
        hands.window.sitting.changed.connect(self._on_changed)

    def _on_changed(self, _changes: object) -> None:
        self.edits += 1

    def rest(self) -> None:
        """Bring the window into one and the same state, for what is counted then."""
        window, view = self._hands.window, self._hands.view
        window.sitting.open_document(next(iter(window.sitting.documents(limit=1))).id)
        view.set_zoom(100)
        view.set_margin_shown(True)
        view.set_caret(0)
        for _ in range(5):
            self._hands.settle()

    def go_round(self) -> None:
        """Tag, change, delete or take back, and scroll; the text is painted after each key."""
        hands, keys, held = self._hands, self._keys, self._held
        view, window = hands.view, hands.window
        number, self._round = self._round, self._round + 1
        view.set_caret(self._pick.randrange(max(1, len(view.text()))))
        digit = number % 2 + 1
        hands.paint_after(getattr(keys, f"Key_{digit}"), str(digit))
        if number % 3 == 0:
            hands.paint_after(keys.Key_Question, "?", held.ShiftModifier)
        if number % 2 == 0:
            hands.paint_after(keys.Key_Backspace)
        else:
            window.act.steps.undo()
        hands.paint_after(keys.Key_PageDown if number % 7 else keys.Key_Home, "")
        view._overview.went_to.emit(self._pick.random())
        hands.app.sendPostedEvents()
        hands.paint_after(keys.Key_PageUp)
        self.scrolls += 3
        if number % _RESTS == 0:
            hands.app.processEvents()
            window.later.settle_all()
        if number % _SWITCHES == 0:
            window.act.going.next_document()
            hands.app.sendPostedEvents()
            self.switches += 1
        if number % 400 == 399:
            ids = [row.id for row in window.sitting.documents()]
            window.sitting.open_document(ids[0])
        if number % 90 == 0:
            view.set_zoom(self._pick.choice((80, 100, 140)))
            view.set_margin_shown(number % 180 == 0)
        if number % 30 == 0:
            hands.press(keys.Key_Escape)
            hands.app.processEvents()


def _state(hands: Any) -> dict[str, float]:
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    layout = hands.view._layout
    resident, store = _rss(), _of_store()
    return {
        "rss_mib": round(resident, 1),
        "own_mib": round(resident - store, 1),
        "store_mib": round(store, 1),
        "free_mib": round(_free(), 1),
        "widgets": len(hands.app.allWidgets()),
        "shapes": len(layout._shelf.shapes) + len(layout._shelf.dresses),
        "timers": len(hands.window.findChildren(QTimer)),
        "files": _open_files(),
    }


def _rss() -> float:
    """Return the memory of this process in MiB, where the system tells it."""
    status = Path("/proc/self/statm")
    if not status.exists():
        from tests.benchmarks.measure import own_peak

        return own_peak()
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _of_store() -> float:
    """Return what SQLite holds in MiB; 0 where its library is part of Python and cannot be asked.

    The library is never loaded anew: a second one in a process would drop the locks of the first.
    """
    try:
        library = ctypes.CDLL("libsqlite3.so.0", mode=os.RTLD_NOLOAD)
    except (OSError, AttributeError):
        return 0.0
    library.sqlite3_memory_used.restype = ctypes.c_int64
    return library.sqlite3_memory_used() / (1 << 20)


def _free() -> float:
    """Return what the C library keeps of freed memory in MiB; 0 where it cannot be asked."""
    try:
        ask = ctypes.CDLL(None).mallinfo2
    except (OSError, AttributeError, TypeError):
        return 0.0
    ask.restype = _Allocated
    return ask().fordblks / (1 << 20)


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def _line(row: dict[str, float]) -> str:
    return "  ".join(f"{key} {value}" for key, value in row.items())


if __name__ == "__main__":
    sys.exit(main())
