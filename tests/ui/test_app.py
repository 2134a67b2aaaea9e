"""The start of the program: odd settings, safe mode, and what is offered after a crash."""

from __future__ import annotations

import os
import platform
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.app import build_window
from annotator.ui.settings.settings import Settings

_STARTS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication([])
def tell():
    from annotator.ui.main_window import MainWindow
    window = next(w for w in application.topLevelWidgets() if isinstance(w, MainWindow))
    print("language", window.language, window.session is not None)
    print("offers", [b.text() for b in window.failure.offers])
    print("said", window.status.said.text())
    window.close()
    application.quit()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
from annotator.cli import main
main(sys.argv[1:])
"""


def _start(home: Path, *arguments: str) -> list[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "ANNOTATOR_STATE": str(home / "state"),
    }
    done = subprocess.run(
        [sys.executable, "-c", _STARTS, *arguments],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def _settings(home: Path, corpus: Path) -> None:
    made = Settings(home / "Annotator" / "Annotator.conf")
    made.set_text("language", "bg")
    made.add_recent(corpus)
    made.sync()


@pytest.mark.skipif(sys.platform != "linux", reason="settings are no file there")
def test_safe_mode_reads_and_keeps_no_settings(tmp_path, corpus) -> None:
    _settings(tmp_path, corpus)
    before = (tmp_path / "Annotator" / "Annotator.conf").read_bytes()
    assert _start(tmp_path)[0] == "language bg True"
    told = _start(tmp_path, "--safe-mode")
    assert told[0] == "language en False"
    assert told[2].startswith("said Safe mode:")
    after = (tmp_path / "Annotator" / "Annotator.conf").read_bytes()
    assert b"language=bg" in before
    assert b"language=bg" in after


@pytest.mark.skipif(sys.platform != "linux", reason="settings are no file there")
def test_after_a_crash_at_the_start_nothing_opens_by_itself(tmp_path, corpus) -> None:
    _settings(tmp_path, corpus)
    left = tmp_path / "state" / "sittings"
    left.mkdir(parents=True)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (left / f"{dead.pid}.lock").write_text(
        f"{dead.pid}\npython\n{platform.node()}\n", encoding="utf-8"
    )
    (left / f"{dead.pid}.begun").touch()
    told = _start(tmp_path)
    assert told[0] == "language bg False"
    assert told[1] == "offers ['Пускане в безопасен режим']"
    assert _start(tmp_path)[:2] == ["language bg True", "offers []"]


_ODD = (
    "theme=xyz",
    "language=42",
    "zoom=NaN",
    "scale=-5",
    "geometry=AdnQywADAAAAAP//",
    "state=!!!",
    'recent={"a": 1}',
    "text_font=No Such Font, \\x0",
    "text_size=99999999999999999999",
    "measure=@Invalid()",
    "docks/left=-1",
    "dialog/import/width=99999",
)


def test_odd_values_are_as_good_as_none(corpus, tmp_path, qtbot) -> None:
    path = tmp_path / "odd.ini"
    path.write_text("[General]\n" + "\n".join(_ODD) + "\nannotator=gold\n", encoding="utf-8")
    window = build_window(corpus, Settings(path))
    qtbot.addWidget(window)
    window.show()
    assert window.view.zoom() == 100
    assert window.look.text_size == 17


@pytest.mark.parametrize("seed", range(6))
def test_noise_for_settings_gives_the_defaults(corpus, tmp_path, qtbot, seed) -> None:
    path = tmp_path / "noise.ini"
    path.write_bytes(b"[General]\nzoom=" + random.Random(seed).randbytes(3000))
    window = build_window(corpus, Settings(path))
    qtbot.addWidget(window)
    window.show()
    assert window.session is not None
    QApplication.processEvents()


def test_values_that_are_no_text_are_never_read(tmp_path) -> None:
    path = tmp_path / "s.ini"
    path.write_bytes(b"[General]\nname=@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\xePyObject)\nzoom=150\n")
    settings = Settings(path)
    assert settings.text("name") == ""
    assert settings.number("zoom", 100, least=60, most=300) == 100
    assert not path.exists()
    assert path.with_name("s.ini.damaged").exists()
