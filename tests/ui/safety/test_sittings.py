"""How the sitting before ended is known at the next start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.ui.safety.sittings import AT_START, LATER, Sitting

_SITS = """
import sys
from pathlib import Path
from annotator.ui.safety.sittings import Sitting
sitting = Sitting(Path(sys.argv[1]))
if sys.argv[2] == "far":
    sitting.has_come_far()
print("sits", flush=True)
sys.stdin.read()
sitting.end()
"""


def _sit(folder: Path, how: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _SITS, str(folder), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "sits\n"
    return process


@pytest.mark.parametrize(("how", "told"), [("near", AT_START), ("far", LATER)])
def test_a_killed_one_is_told_once(tmp_path, how, told) -> None:
    process = _sit(tmp_path, how)
    process.kill()
    process.communicate()
    first = Sitting(tmp_path)
    assert first.crashed == told
    first.end()
    assert Sitting(tmp_path).crashed == ""


def test_one_that_goes_on_or_ended_well_is_no_crash(tmp_path) -> None:
    process = _sit(tmp_path, "near")
    other = Sitting(tmp_path)
    assert other.crashed == ""
    process.communicate("")
    other.end()
    assert list(tmp_path.iterdir()) == []
    assert Sitting(tmp_path).crashed == ""
