"""Scripts of the tests say in a sentence what they were given wrongly, and end with 2."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WRONG = {
    "tests.screenshots README.md main-light": "README.md cannot be made a folder",
    "tests.screenshots out no-such": "there is no picture 'no-such'; there are welcome, ",
    "tests.screenshots out --document one": "are those of a --corpus",
    "tests.screenshots out main-light --corpus README.md": "of a --corpus all pictures are taken",
    "tests.painted --corpus seeds": "there is no file seeds",
    "tests.journeys.by_keys --data none.json": "there is no file none.json",
    "tests.reliability --jobs 0": "'0' is no whole number from 1 on",
    "tests.reliability --kills=-1": "'-1' is no whole number from 0 on",
    "tests.reliability --kills many": "'many' is no whole number from 0 on",
    "tests.benchmarks.data out floors --n 0": "'0' is no whole number from 1 on",
    "tests.benchmarks.soak --every 0": "'0' is no whole number from 1 on",
    "tests.benchmarks.startup none.corpus": "there is no file none.corpus",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_given_wrongly_is_told(root: Path, words: str) -> None:
    module, *arguments = words.split()
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = ran.stderr.decode()
    assert said.startswith(f"usage: python -m {module} ")
    assert WRONG[words] in said
    assert "Traceback" not in said
    assert (ran.returncode, ran.stdout) == (2, b"")
