"""What first presses would wait for is there before them, and nobody waits for it meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import Cancelled
from annotator.ui import first_presses
from tests.samples import make_samples

PRESSES = """
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.app import build_window
from annotator.ui.settings.settings import Settings

application = QApplication([])
settings = Settings(Path(sys.argv[2]))
settings.set_text("annotator", "gold")
window = build_window(Path(sys.argv[1]), settings)
window.show()
window.activateWindow()
window.make_ready()
while window._readying.is_running() or not window.isActiveWindow():
    application.processEvents()
known = set(sys.modules)
sitting = window.sitting
window.keys.select(next(a.id for a in sitting.shown() if a.layer in sitting.maker.hubs))
window.keys.enter_frame()
window.view.setFocus()
keys, none = Qt.Key, Qt.KeyboardModifier.NoModifier
ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
for key, held in (
    (keys.Key_Escape, none),
    (keys.Key_Question, shift),
    (keys.Key_Z, ctrl),
    (keys.Key_K, ctrl),
    (keys.Key_Escape, none),
    (keys.Key_F, ctrl),
    (keys.Key_Escape, none),
    (keys.Key_F, ctrl | shift),
):
    QTest.keyClick(window.windowHandle(), key, held)
    application.processEvents()
assert window.search.is_open()
assert "frame_bar" in vars(window.text_page)
assert "find_bar" in vars(window.text_page)
assert window.act.palette.popup is not None
ours = (name for name in set(sys.modules) - known if name.startswith("annotator."))
print("\\n".join(sorted(ours)))
window.close()
"""


def test_first_presses_import_nothing_any_more(tmp_path: Path) -> None:
    corpus = tmp_path / "samples.corpus"
    make_samples(corpus).close()
    command = [sys.executable, "-c", PRESSES, str(corpus), str(tmp_path / "settings.ini")]
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    assert said.stdout.split() == []


def test_it_tells_before_each_piece_how_far_it_is_and_can_be_stopped() -> None:
    told: list[int] = []

    def stop(what: str, done: int, total: int | None) -> None:
        told.append(done)
        if len(told) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        first_presses.make_ready(stop)
    assert told == [0, 0, 1]
