"""A screen reader's own road: another process reads and hears the window through the bus.

What Qt's binding cannot be asked back for shows here, and whether the window survives it.
"""

from __future__ import annotations

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.display, pytest.mark.slow, pytest.mark.timeout(300)]
_TOOLS = ("Xvfb", "dbus-run-session")
_ROOT = Path(__file__).parents[3]


def _missing() -> str:
    lacking = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if ctypes.util.find_library("atspi") is None:
        lacking.append("libatspi")
    return ", ".join(lacking)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own that nobody sees."""
    if lacking := _missing():
        pytest.skip(f"not installed: {lacking}")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            yield f":{answer.readline().strip()}"
        server.terminate()


def test_a_screen_reader_reads_the_window_and_hears_what_is_done(
    display: str, corpus: Path, tmp_path: Path
) -> None:
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "HOME": str(tmp_path),
    }
    journey = [sys.executable, "-m", "tests.ui.spoken.bus_journey", str(corpus)]
    done = subprocess.run(
        ["dbus-run-session", "--", *journey],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["ended"] == 0
    _check_text(found["text"])
    _check_controls(found["controls"])
    _check_heard(dict(found["heard"]))


def _check_text(text: dict[str, Any]) -> None:
    assert text["whole"].startswith("Русия е готова да продължи")
    assert text["count"] == len(text["whole"])
    assert text["pieces"][:2] == ["т", "готова"]
    assert text["pieces"][3].startswith("Русия е готова")
    assert len(text["pieces"][3]) < 100
    assert text["box"][2] > 2
    assert text["box"][3] > 10
    assert text["offset"] in (10, 11)
    assert text["caret"] == 12
    assert text["moved"] == [12]
    assert {"focused", "multi line", "read only"} <= set(text["states"])
    assert text["description"] == "Stance, support, offer."


def _check_controls(controls: list[tuple[str, str, str]]) -> None:
    names = {(role, name) for role, name, _ in controls}
    assert ("list", "Documents") in names
    assert any(role == "list item" and name.startswith("Actor, 39") for role, name in names)
    assert not [one for one in controls if "<qt>" in one[1] + one[2]]


def _check_heard(by_key: dict[str, list[str]]) -> None:
    assert by_key["Home Control"] == ["Actor, Russia, state."]
    assert by_key["Right"] == []
    assert by_key["Right Control"] == ["Out of Actor."]
    assert by_key["Right Shift Control"] == ["Selected: е"]
    assert by_key["Left"] == ["Nothing is selected."]
    assert by_key["1"] == ["Actor: е. Incomplete: kind of actor, kind of mention, entities."]
    assert by_key["Z Control"] == ["Taken back: Tag Actor: е"]
    assert by_key["Return"][0].startswith("Stance: Русия е готова")
    assert by_key["F2"] == ["End after страни. 184 characters."]
    assert by_key["K Control"] == ["New corpus, File, Ctrl N"]
