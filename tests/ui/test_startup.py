"""What a window needs for its first paint, and what it must not have imported for it."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.ui.main_window import MainWindow
from tests.samples import make_samples

LATER = (
    "annotator.analysis",
    "annotator.cli",
    "annotator.formats.registry",
    "annotator.formats.xml",
    "annotator.operations.documents.documents",
    "annotator.operations.exporting.exporting",
    "annotator.operations.importing.importing",
    "annotator.operations.importing.intake",
    "annotator.operations.search.bulk",
    "annotator.operations.search.searching",
    "annotator.operations.tagging.annotate",
    "annotator.operations.tagging.filling",
    "annotator.operations.tagging.frames",
    "annotator.text.sentences",
    "annotator.ui.actions.finding",
    "annotator.ui.actions.framing",
    "annotator.ui.actions.going",
    "annotator.ui.actions.handing",
    "annotator.ui.actions.measuring",
    "annotator.ui.actions.relating",
    "annotator.ui.actions.tagging",
    "annotator.ui.agreement",
    "annotator.ui.card.card",
    "annotator.ui.dialogs",
    "annotator.ui.bars.find_bar",
    "annotator.ui.bars.frame_bar",
    "annotator.ui.keys.borders",
    "annotator.ui.keys.frame",
    "annotator.ui.keys.jump",
    "annotator.ui.keys.tagger",
    "annotator.ui.first_presses",
    "annotator.ui.pace.beside",
    "annotator.ui.pace.large_pages",
    "annotator.ui.palette.popup",
    "annotator.ui.panels.features",
    "annotator.ui.paper.printing",
    "annotator.analysis.aligned",
    "annotator.ui.sitting.differing",
    "annotator.ui.sitting.in_rows",
    "annotator.ui.sitting.readings",
    "annotator.ui.sitting.several",
    "annotator.ui.search.panel",
    "annotator.ui.panels.toggles",
    "annotator.ui.welcome",
    "PySide6.QtPrintSupport",
    "asyncio",
    "chardet",
    "click",
    "email",
    "importlib.metadata",
    "logging.handlers",
    "lxml",
    "multiprocessing",
    "rich",
    "sentencex",
    "sqlite_utils",
    "unittest",
)
"""Modules of what nobody has asked for when a window opens."""

OPENS = """
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from annotator.ui.app import build_window
from annotator.ui.settings.settings import Settings

application = QApplication([])
window = build_window(None, Settings(Path(sys.argv[2])), is_greeting=False)
window.show()
window.act.corpus.open_path(Path(sys.argv[1]))
waiting = {window.view.viewport(), window.columns.documents.list.viewport()}
at_first_paint = []


class Filter(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and waiting:
            waiting.discard(watched)
            if not waiting:
                at_first_paint.extend(sys.modules)
        return False


watcher = Filter()
for widget in set(waiting):
    widget.installEventFilter(watcher)
while waiting:
    application.processEvents()
print("\\n".join(at_first_paint))
window.close()
"""


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what is imported when the text of a corpus is painted for the first time."""
    folder = tmp_path_factory.mktemp("startup")
    corpus = folder / "samples.corpus"
    make_samples(corpus).close()
    command = [sys.executable, "-c", OPENS, str(corpus), str(folder / "settings.ini")]
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    return set(said.stdout.split())


@pytest.mark.parametrize("name", LATER)
def test_the_first_window_does_not_wait_for(name: str, modules: set[str]) -> None:
    assert "annotator.ui.text.view" in modules
    assert name not in modules


def test_python_looks_for_garbage_again_once_the_window_is_there(
    make_window: Callable[..., MainWindow], corpus: Path
) -> None:
    make_window(corpus)
    assert gc.isenabled()
