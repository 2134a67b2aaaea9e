"""kill -9 at any moment of an edit, undo, import, merge or plan of one, checkpoint, export …"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

from tests.reliability.starting import ended
from tests.reliability.state import verdict

MODES = ("edit", "undo", "import", "merge", "plan", "checkpoint", "export", "create", "migration")
LONGEST = {
    "export": 0.9,
    "import": 0.6,
    "merge": 0.9,
    "plan": 0.9,
    "create": 0.05,
    "migration": 0.15,
}
USUAL = 0.25
"""Seconds after the first word of a worker within which it is killed, by mode."""


def one_round(
    base: Path, folder: Path, mode: str, seed: int, *, is_warm: bool = False
) -> dict[str, Any]:
    """Let a worker work on a copy of `base`, kill it, and judge what is left.

    `is_warm` lets it be a fork of a process that has loaded everything, see `starting`.
    """
    rng = random.Random(f"{mode}-{seed}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    corpus = folder / "a.corpus"
    if mode == "create":
        return _creation(corpus, rng, is_warm)
    shutil.copy(base, corpus)
    if mode == "migration":
        return _migration(base, corpus, rng, is_warm)
    if mode == "export":
        (folder / "out.jsonl").write_text("old\n", encoding="utf-8")
    told = _killed(
        ["tests.reliability.worker", mode, str(corpus), str(seed)],
        folder,
        rng.random() * LONGEST.get(mode, USUAL),
        is_warm,
    )
    if mode == "export":
        return _export_verdict(base, folder, told)
    return verdict(corpus, told)


def _killed(words: list[str], folder: Path, after: float, is_warm: bool) -> list[bytes]:
    """Run a module, kill it `after` seconds from its first line on, and return its lines."""
    lines, _, said = ended("kill", words, folder, after=after, is_warm=is_warm)
    if "Traceback" in said or not lines:
        raise RuntimeError(f"the worker failed before it was killed:\n{said}")
    return lines


def _export_verdict(base: Path, folder: Path, told: list[bytes]) -> dict[str, Any]:
    from annotator.operations.exporting.exporting import export
    from annotator.operations.keeping.corpus import open_corpus

    found = folder / "out.jsonl"
    result = {"acknowledged": len(told) - 1, "lost": 0, "half": 0, "unopenable": 0, "said": ""}
    with open_corpus(folder / "a.corpus") as store:
        if list(store.damage()):
            return {**result, "half": 1, "said": "the corpus is damaged"}
        export(store, folder / "whole.jsonl", "jsonl")
    whole, now = (folder / "whole.jsonl").read_bytes(), found.read_bytes()
    if now == whole:
        return result
    if now == b"old\n":
        return {**result, "lost": len(told) - 1}
    return {**result, "half": 1, "said": "the exported file is neither the old nor the new one"}


def _migration(base: Path, corpus: Path, rng: random.Random, is_warm: bool) -> dict[str, Any]:
    """The old version opens the file, or the new one does and there is a backup of the old."""
    from annotator.store.opening.backup import backups_of
    from annotator.store.opening.opening import connect, version_of
    from annotator.store.store import Store
    from tests.reliability.next_version import next_target
    from tests.store.released import what_it_says

    after = rng.random() * LONGEST["migration"]
    told = _killed(["tests.reliability.migrator", str(corpus)], corpus.parent, after, is_warm)
    result = {"acknowledged": len(told) - 1, "lost": 0, "half": 0, "unopenable": 0, "said": ""}
    target = next_target()
    try:
        with Store.open(base, read_only=True) as store:
            wanted = what_it_says(store)
        connection = connect(corpus)
        is_new = version_of(connection) == target.version
        connection.close()
        with Store.open(corpus, **({"target": target} if is_new else {})) as store:
            if what_it_says(store) != wanted or list(store.damage()):
                return {**result, "half": 1, "said": "the content is not that of before"}
        if is_new:
            with Store.open(backups_of(corpus)[0], read_only=True) as store:
                if what_it_says(store) != wanted:
                    return {**result, "lost": 1, "said": "the backup is not what was before"}
    except Exception as error:
        return {**result, "unopenable": 1, "said": repr(error)}
    return {**result, "lost": int(len(told) > 1 and not is_new)}


def _creation(corpus: Path, rng: random.Random, is_warm: bool) -> dict[str, Any]:
    from annotator.operations.keeping.corpus import new_corpus, open_corpus, scheme_named

    after = rng.random() * LONGEST["create"]
    _killed(["tests.reliability.creator", str(corpus)], corpus.parent, after, is_warm)
    result = {"acknowledged": 0, "lost": 0, "half": 0, "unopenable": 0, "said": ""}
    try:
        if not corpus.exists():
            new_corpus(corpus, scheme=scheme_named(None)).close()
        with open_corpus(corpus) as store:
            if not store.scheme.layers or list(store.damage()):
                return {**result, "half": 1, "said": "the new corpus has no scheme"}
    except Exception as error:
        return {**result, "unopenable": 1, "said": repr(error)}
    return result
