"""The first search of all in a window, typed by quick hands, on a corpus nobody has searched.

python -m tests.benchmarks.search_typed OUT [FLOORS] [--corpus FILE] [--n 1] [--only CASE]
                                        [--keys 12] [--rest 0] [--json]

For each query of `search_cases.py` a window of its own, for which no earlier sitting kept anything:
as soon as the text is painted (`--rest` seconds later), the keys that open the search are pressed,
the query is typed (`--keys` a second) and Return pressed. What is told is from that press to the
painted page of hits, or to the sentence that there are none (`.typed`, by the clock; `.typed_cpu`
in processor time of the whole program, what is gathered beside included), then the same of a second
press (`.again`). A row that missed its aim has a `!`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.data import NAME
from tests.benchmarks.measure import child_times, fill, report
from tests.benchmarks.search_cases import CASES, prepared
from tests.numbers import positive

_AIM = 0.02
_KEYS = 12
"""Keys a second of somebody who types without looking: 140 words a minute."""
_LONGEST_SECONDS = 10.0


def main() -> int:
    """Measure the queries that were named, all by default."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.search_typed",
        description=(__doc__ or "").split("\n", 1)[0],
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("floors", type=Path, nargs="?")
    parser.add_argument("--corpus", type=Path, help="a corpus that was made of corpus.jsonl")
    parser.add_argument("--n", type=positive, default=1)
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES), metavar="CASE")
    parser.add_argument("--keys", type=float, default=_KEYS)
    parser.add_argument("--rest", type=float, default=0.0, help="seconds before the first key")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    corpus = given.corpus or given.out / NAME
    if given.child is not None:
        _child(corpus, given.child, given.keys, given.rest)
        return 0
    if not corpus.exists():
        fill(given.out, given.floors, "corpus.jsonl")
        child_times("tests.benchmarks.data", [str(given.out), "--child", "import"], 1)
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        searched = prepared(corpus, Path(folder))
        for name in given.only:
            arguments = [str(given.out), "--corpus", str(searched), "--keys", str(given.keys)]
            arguments += ["--rest", str(given.rest), "--child", name]
            times, peak = child_times("tests.benchmarks.search_typed", arguments, given.n)
            for part in ("typed", "typed_cpu", "again", "again_cpu"):
                aim = {} if part.endswith("cpu") else {"aim": _AIM}
                label = f"search.{name}.{part}"
                report(label, times[part], peak, floor=None, as_json=given.json, **aim)
            missed += statistics.median(times["typed"]) > _AIM
    if not given.json:
        print(f"\nwithin {_AIM * 1000:.0f} ms: {len(given.only) - missed} of {len(given.only)}")
    return 0


def _child(corpus: Path, name: str, keys: float, rest: float) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    typed = CASES[name].typed.replace("{rare}", _rare(corpus))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["ANNOTATOR_STATE"] = str(Path(folder) / "never")
        _search(corpus, Path(folder), typed, keys, rest)
    sys.stdout.flush()
    os._exit(0)


def _rare(corpus: Path) -> str:
    """Return the word that the floor takes; nothing of the program has seen the corpus then."""
    import sqlite3
    from contextlib import closing

    sql = (
        "SELECT quote FROM annotation WHERE layer = 'PLACE' AND annotator = 'import' "
        "ORDER BY id DESC LIMIT 1"
    )
    with closing(sqlite3.connect(f"{corpus.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute(sql).fetchone()[0]).split()[0]


def _search(corpus: Path, folder: Path, typed: str, keys: float, rest: float) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from annotator.ui.app import build_window
    from annotator.ui.settings.settings import Settings
    from tests.benchmarks.startup import Painted

    app = QApplication([])
    window: Any = build_window(corpus, Settings(folder / "settings.ini"), is_greeting=False)
    window.resize(1440, 900)
    window.show()
    seen = Painted(window.surface.viewport())
    _until(lambda: seen.is_done)
    if rest:
        _rest(rest)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_F, held)
    panel = window.search.panel
    assert window.search.is_open()
    for sign in typed:
        _rest(1 / keys)
        QTest.keyClicks(panel.field, sign) if sign.isascii() else panel.field.insert(sign)
    assert panel.field.text() == typed
    for part in ("typed", "again"):
        page = _Page(panel)
        begin, busy = time.perf_counter(), time.process_time()
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
        _until(lambda: page.is_painted or page.is_unchanged())  # noqa: B023
        painted = page.painted if page.is_painted else (time.perf_counter(), time.process_time())
        print(f"@{part}", painted[0] - begin)
        print(f"@{part}_cpu", painted[1] - busy)
        page.close()
        _rest(1.0)
        panel.field.setFocus()
    # A corpus that was not closed would be proved beside the next window.
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


class _Page:
    """Sees when as many hits were painted as are seen at once, or all there are, or that none."""

    def __init__(self, panel: Any) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, QObject

        self.painted = 0.0, 0.0
        self.is_painted = False
        page = self

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    page._shown = page._first_page()
                    if page._is_there(watched):
                        page._look_after()
                return False

        class After(QObject):
            """Sees the first thing that the window does once all of it is painted."""

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() != QEvent.Type.Paint and not page.is_painted:
                    page.is_painted = True
                    page.painted = time.perf_counter(), time.process_time()
                    app.removeEventFilter(self)
                return False

        app = QCoreApplication.instance()
        assert app is not None
        self._app, self._after = app, After()
        self._panel, self._filter = panel, Filter()
        self._before = self._first_page()
        self._shown: list[Any] | None = None
        panel.searching.ended.connect(self._on_ended)
        for widget in (panel.list.viewport(), panel.empty):
            widget.installEventFilter(self._filter)

    def _look_after(self) -> None:
        """Take the time once all is painted, also where the window has nothing else to do then."""
        from PySide6.QtCore import QCoreApplication, QEvent

        self._app.installEventFilter(self._after)
        QCoreApplication.postEvent(self._after, QEvent(QEvent.Type.User))

    def _on_ended(self) -> None:
        """Know that what was painted already is all there is: it is not painted again."""
        if self._shown and self._shown == self._first_page() and self._panel.model.rowCount():
            self._look_after()

    def close(self) -> None:
        """Look no more."""
        self._panel.searching.ended.disconnect(self._on_ended)
        for widget in (self._panel.list.viewport(), self._panel.empty):
            widget.removeEventFilter(self._filter)

    def is_unchanged(self) -> bool:
        """Say whether what was found stands there already: it is not painted again."""
        panel = self._panel
        if panel.searching.is_running():
            return False
        if not panel.model.rowCount():
            return bool(panel.empty.isVisible())
        return bool(panel.list.isVisible()) and self._first_page() == self._before

    def _first_page(self) -> list[Any]:
        return list(self._panel.model.hits[: self._panel.list.height()])

    def _is_there(self, painted: Any) -> bool:
        panel = self._panel
        rows, is_over = panel.model.rowCount(), not panel.searching.is_running()
        if painted is panel.empty:
            return is_over and not rows
        seen = -(-painted.height() // max(1, panel.list.rowHeight(0)))
        return rows >= seen or (is_over and rows > 0)


def _until(is_there: Callable[[], bool]) -> None:
    """Let a window do what it does, as it does when nobody asks it all the time."""
    deadline = time.monotonic() + _LONGEST_SECONDS
    while not is_there():
        _rest(_LONGEST_SECONDS, is_brief=True)
        if time.monotonic() > deadline:
            sys.exit("that did not come")


def _rest(seconds: float, *, is_brief: bool = False) -> None:
    """Wait for events, all that come in a time or the next ones."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, timer = QEventLoop(), QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    timer.start(round(seconds * 1000))
    if is_brief:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    else:
        loop.exec()


if __name__ == "__main__":
    sys.exit(main())
