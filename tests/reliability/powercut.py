"""Power cuts at any write or synchronisation of an edit, undo, import, checkpoint or close."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.reliability.kill import ROOT
from tests.reliability.state import verdict

_CUT = 9


def is_possible() -> bool:
    """Say whether the build of SQLite that the simulation needs is installed."""
    import importlib.util

    return importlib.util.find_spec("apsw") is not None


def one_round(base: Path, folder: Path, mode: str, seed: int) -> dict[str, Any]:
    """Let a worker work on a simulated disk until its power goes, and judge what is left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    corpus = folder / "a.corpus"
    shutil.copy(base, corpus)
    environment = {**os.environ, "ANNOTATOR_STATE": str(folder / "state")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.power_worker", str(corpus), str(seed)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=300,
        check=False,
    )
    if done.returncode != _CUT:
        raise RuntimeError(f"the worker failed before the cut:\n{done.stderr.decode()}")
    told = done.stdout.splitlines(keepends=True)
    if not told:
        # The power went while the corpus was opened: it must be as it was.
        shutil.copy(base, folder / "base.corpus")
        told = [_first(folder / "base.corpus")]
    return verdict(corpus, told)


def _first(base: Path) -> bytes:
    import orjson

    from annotator.operations.corpus import open_corpus
    from tests.reliability.state import commits, content

    with open_corpus(base, read_only=True) as store:
        return orjson.dumps({"commits": commits(store), "content": content(store)}) + b"\n"
