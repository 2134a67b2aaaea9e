"""What is unpacked for a while is gone afterwards, after a crash too; others' things stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from annotator.operations.keeping.scratch import scratch, sweep_scratch

ROOT = Path(__file__).resolve().parents[3]
_WAITS = """
import time
from annotator.operations.keeping.scratch import scratch
with scratch() as folder:
    (folder / "corpus.jsonl").write_text("unpacked")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files is the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_it_is_gone_afterwards_and_read_by_nobody_else(temporary: Path) -> None:
    with scratch() as folder:
        (folder / "corpus.jsonl").write_text("unpacked", encoding="utf-8")
        if os.name != "nt":
            assert folder.stat().st_mode & 0o077 == 0
        with scratch() as other:
            assert other != folder
        assert (folder / "corpus.jsonl").exists()
    assert list(temporary.iterdir()) == []


def test_what_fails_inside_removes_it_too(temporary: Path) -> None:
    with pytest.raises(ValueError, match="odd"), scratch():
        raise ValueError("odd")
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed there like this")
def test_what_a_killed_process_left_is_swept_and_nothing_before(temporary: Path) -> None:
    others = temporary / "annotator-unpacked-of-somebody"
    others.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _WAITS], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        left = Path(child.stdout.readline().strip())
        assert sweep_scratch() == 0
        assert (left / "corpus.jsonl").exists()
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert left.exists()
    assert sweep_scratch() == 1
    assert list(temporary.iterdir()) == [others]
