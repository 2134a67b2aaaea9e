"""Turned bits and cut ends of a corpus file: each is found or harmless, and the rest is rescued.

python -m tests.reliability.flips [--flips 300] [--cuts 50] [--seed 1] [--json] [CORPUS]

Found: opening refuses the file, or a check tells of damage. Harmless: a dump of every table is
unchanged. Whatever is found is rescued, and what comes out must be exactly rows of the original.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.numbers import natural

Dump = dict[str, list[tuple[Any, ...]]]
_DERIVED = ("sqlite_", "search_", "_sqlite", "tally")
"""Tables that only help: the search index is compared by itself, tallies are counted anew."""
_NUMBERED = ("document", "annotation")
_HISTORY = ("step", "change", "past", "setting", "sequence")


def dump(path: Path) -> Dump:
    """Return every row of every table of a corpus, what is only derived left out."""
    from annotator.store.opening.opening import connect

    connection = connect(path, read_only=True)
    try:
        names = [
            n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        kept = [n for n in names if n != "search" and not n.startswith(_DERIVED)]
        return {n: connection.execute(f"SELECT * FROM {n} ORDER BY 1").fetchall() for n in kept}
    finally:
        connection.close()


def is_found(path: Path) -> bool:
    """Say whether opening a file refuses it, or a check tells that it is damaged."""
    from annotator.model.errors import AnnotatorError
    from annotator.operations.checking.check import check
    from annotator.operations.keeping.corpus import open_corpus

    try:
        with open_corpus(path, read_only=True) as store:
            return bool(check(store).damage)
    except AnnotatorError:
        return True


def changed_tables(path: Path, original: Dump) -> list[str]:
    """Return which tables differ from the original; all of them if they cannot be read."""
    from annotator.store.files.library import sqlite3
    from annotator.store.mending.index_check import index_differs
    from annotator.store.opening.opening import connect

    try:
        now = dump(path)
        connection = connect(path, read_only=True)
        try:
            differing = ["search"] if index_differs(connection) else []
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return ["unreadable"]
    return differing + [name for name in original if now.get(name) != original[name]]


def rescued(path: Path, original: Dump, scheme: Any) -> tuple[int, int, bool]:
    """Rescue a damaged file; return rows saved, rows there were, and whether all are original."""
    from annotator.model.errors import StoreError
    from annotator.operations.rescue.rescue import rescue
    from annotator.store.mending.rescued import KINDS

    total = sum(len(original[kind]) for kind in KINDS)
    target = path.with_name("rescued.corpus")
    for old in path.parent.glob("rescued*"):
        old.unlink()
    try:
        rescue(path, target, scheme=scheme)
    except StoreError:
        return 0, total, True
    found = dump(target)
    is_exact = all(
        said(kind, found[kind]) <= said(kind, original[kind])
        for kind in KINDS
        if kind != "annotator"
    )
    return sum(len(found[kind]) for kind in KINDS), total, is_exact


def said(kind: str, rows: list[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    """Return what rows say: their numbers too where other rows point to them by number.

    Where none do, a turned bit in the number of a row leaves all that it says.
    """
    return set(rows) if kind in _NUMBERED else {row[1:] for row in rows}


def damaged(data: bytes, rng: random.Random, kind: str) -> bytes:
    """Return a file with one bit turned, or cut anywhere."""
    if kind == "cut":
        return data[: rng.randrange(len(data))]
    made = bytearray(data)
    made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def run(corpus: Path, folder: Path, *, flips: int, cuts: int, seed: int) -> dict[str, Any]:
    """Damage copies of a corpus one after the other and count what became of them."""
    from annotator.operations.keeping.corpus import open_corpus

    data, original = corpus.read_bytes(), dump(corpus)
    with open_corpus(corpus, read_only=True) as store:
        scheme = store.scheme
    told: dict[str, Any] = {"bytes": len(data), "seed": seed, "missed": [], "not_exact": []}
    path = folder / "damaged.corpus"
    for kind, rounds in (("flip", flips), ("cut", cuts)):
        counts: Counter[str] = Counter()
        shares: list[float] = []
        for number in range(rounds):
            rng = random.Random(f"{kind}-{seed}-{number}")
            path.write_bytes(damaged(data, rng, kind))
            if is_found(path):
                counts["found"] += 1
                saved, total, is_exact = rescued(path, original, scheme)
                shares.append(saved / total)
                counts["whole"] += saved >= total
                if not is_exact:
                    told["not_exact"].append([kind, number])
            elif changed := changed_tables(path, original):
                counts["missed"] += 1
                counts["missed_in_history"] += set(changed) <= set(_HISTORY)
                told["missed"].append([kind, number, changed])
            else:
                counts["harmless"] += 1
        told[kind] = {"rounds": rounds, **counts, "rescued": _share(shares)}
    return told


def _share(shares: list[float]) -> dict[str, float]:
    ordered = sorted(shares) or [1.0]
    mean = sum(ordered) / len(ordered)
    return {"least": round(ordered[0], 3), "mean": round(mean, 3), "most": round(ordered[-1], 3)}


def is_good(told: dict[str, Any]) -> bool:
    """Say whether nothing was missed but in the history, and nothing was rescued that was not."""
    only_history = all(set(changed) <= set(_HISTORY) for _, _, changed in told["missed"])
    return only_history and not told["not_exact"]


def main() -> int:
    """Run the rounds and print what came of them; 1 if damage was missed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.reliability.flips",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--flips", type=natural, default=300)
    parser.add_argument("--cuts", type=natural, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_STATE"] = str(folder / "state")
        corpus = folder / "original.corpus"
        if given.corpus is None:
            from tests.reliability.__main__ import make_base

            make_base(corpus)
        else:
            shutil.copyfile(given.corpus, corpus)
        told = run(corpus, folder, flips=given.flips, cuts=given.cuts, seed=given.seed)
    told["seconds"] = round(time.perf_counter() - begin, 1)
    print(json.dumps(told) if given.json else json.dumps(told, indent=2))
    return 0 if is_good(told) else 1


if __name__ == "__main__":
    sys.exit(main())
