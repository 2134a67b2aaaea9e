"""The time from starting the process to a painted window, beside a window with nothing in it.

python -m tests.benchmarks.startup CORPUS FLOORS [--n 10] [--json]

CORPUS is any corpus; it is opened with its documents listed and its first text shown. FLOORS is
the folder of the floor scripts. `seconds` is the whole process, from its start to its end.

`startup_window` is a start of an installed program: Python keeps what it compiled, as it does
unless told otherwise, in a folder of this benchmark's own, which one run that is not counted has
filled. `startup_first_ever` is the start on which nothing was compiled yet, ours or of a library,
and nothing may be kept. The floor starts under the same terms.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def _child(corpus: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from annotator.ui.safety.system_check import check_system

    assert not check_system().missing
    from PySide6.QtWidgets import QApplication

    from annotator.ui.app import build_window
    from annotator.ui.settings.settings import Settings

    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        window = build_window(None, Settings(Path(folder) / "settings.ini"), is_greeting=False)
        window.resize(1440, 900)
        window.show()
        window.act.corpus.open_path(corpus)
        assert window.view is not None
        painted = Painted(window.view.viewport(), window.columns.documents.list.viewport())
        while not painted.is_done:
            application.processEvents()
        assert window.view.text()
        assert window.columns.documents.model.rowCount()
        print("@listed", window.columns.documents.model.rowCount())
        sys.stdout.flush()
        os._exit(0)


class Painted:
    """Sees when widgets have been painted for the first time."""

    def __init__(self, *widgets: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        waiting = self._waiting = set(widgets)

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    waiting.discard(watched)
                return False

        self._filter = Filter()
        for widget in widgets:
            widget.installEventFilter(self._filter)

    @property
    def is_done(self) -> bool:
        return not self._waiting


def main() -> None:
    """Measure; the measured process imports nothing for itself."""
    import argparse

    from tests.benchmarks.measure import child_times, floor_rows, report
    from tests.numbers import positive

    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.startup",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("floors", type=Path, nargs="?")
    parser.add_argument("--n", type=positive, default=10)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not given.corpus.is_file():
        parser.error(f"there is no file {given.corpus}")
    if given.floors is None or not (given.floors / "floor_startup.py").is_file():
        sys.exit("the folder of the floor scripts is needed, with floor_startup.py in it")
    script, step = given.floors / "floor_startup.py", "startup_window"
    module, arguments = "tests.benchmarks.startup", ["--child", str(given.corpus)]
    for name, is_first in (("startup_window", False), ("startup_first_ever", True)):
        with tempfile.TemporaryDirectory() as folder:
            environment = _environment(folder, is_first=is_first)
            if not is_first:
                floor_rows(script, given.corpus.parent, step, 1, environment)
                child_times(module, arguments, 1, environment)
            floor = floor_rows(script, given.corpus.parent, step, given.n, environment)[step]
            times, peak = child_times(module, arguments, given.n, environment)
        listed = int(times["listed"][0])
        report(name, times["wall"], peak, floor=floor, as_json=given.json, listed=listed)


def _environment(folder: str, *, is_first: bool) -> dict[str, str]:
    """Return ours, with what Python compiled in a folder, or kept nowhere."""
    environment = dict(os.environ, PYTHONPYCACHEPREFIX=folder)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if is_first:
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return environment


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(Path(sys.argv[2]))
    main()
