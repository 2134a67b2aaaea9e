"""Power cuts at any write or synchronisation of an edit, undo, import, checkpoint or close."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.reliability.starting import ended
from tests.reliability.state import verdict

_CUT = 9


def is_possible() -> bool:
    """Say whether the build of SQLite that the simulation needs is installed."""
    import importlib.util

    return importlib.util.find_spec("apsw") is not None


def one_round(
    base: Path, folder: Path, mode: str, seed: int, *, is_warm: bool = False
) -> dict[str, Any]:
    """Let a worker work on a simulated disk until its power goes, and judge what is left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    corpus = folder / "a.corpus"
    shutil.copy(base, corpus)
    words = ["tests.reliability.power_worker", str(corpus), str(seed)]
    told, code, said = ended("power", words, folder, after=None, is_warm=is_warm)
    if code != _CUT:
        raise RuntimeError(f"the worker failed before the cut:\n{said}")
    if not told:
        # The power went while the corpus was opened: it must be as it was.
        shutil.copy(base, folder / "base.corpus")
        told = [_first(folder / "base.corpus")]
    return verdict(corpus, told)


def _first(base: Path) -> bytes:
    import orjson

    from annotator.operations.keeping.corpus import open_corpus
    from tests.reliability.state import commits, content

    with open_corpus(base, read_only=True) as store:
        return orjson.dumps({"commits": commits(store), "content": content(store)}) + b"\n"
