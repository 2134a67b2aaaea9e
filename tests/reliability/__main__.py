"""Rounds of faults, counted.

python -m tests.reliability [--kills 100] [--cuts 100] [--seed 1] [--mode MODE] [--jobs 2] [--json]

Kills a process that works on a corpus, and simulates power cuts while one works, each round at
another moment; then opens the corpus and compares it with what the process had said was done.
The workers are forks of a process that has loaded everything; `--cold` starts each anew.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.numbers import natural, positive

COUNTED = ("acknowledged", "lost", "half", "unopenable")


def main() -> int:
    """Run the rounds and print what came of them; 1 if anything was lost."""
    from tests.reliability import kill, starting
    from tests.reliability.rounds import Plan, results

    parser = argparse.ArgumentParser(
        prog="python -m tests.reliability",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kills", type=natural, default=100, help="rounds of kill -9, all modes")
    parser.add_argument("--cuts", type=natural, default=100, help="rounds of power cuts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mode", choices=(*kill.MODES, "power"))
    parser.add_argument("--jobs", type=positive, default=1, help="how many rounds at a time")
    parser.add_argument("--cold", action="store_true", help="start each worker anew")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    modes = [given.mode] if given.mode else list(kill.MODES)
    plan: Plan = [
        (modes[n % len(modes)], given.seed * 1_000_000 + n)
        for n in range(given.kills)
        if modes != ["power"]
    ]
    if given.mode in (None, "power"):
        plan += [("power", given.seed * 1_000_000 + n) for n in range(given.cuts)]
    begin = time.perf_counter()
    found: dict[str, Counter[str]] = {}
    faults: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        base = make_base(Path(name) / "base.corpus")
        is_warm = starting.IS_POSSIBLE and not given.cold
        for mode, seed, result in results(base, plan, given.jobs, is_warm=is_warm):
            zero = {"rounds": 0, **dict.fromkeys(COUNTED, 0), "milliseconds": 0}
            counts = found.setdefault(mode, Counter(zero))
            counts.update({"rounds": 1, **{key: result[key] for key in COUNTED}})
            counts["milliseconds"] += result["milliseconds"]
            if result["said"]:
                faults.append({"mode": mode, "seed": seed, "said": result["said"]})
    seconds = round(time.perf_counter() - begin, 1)
    report(found, faults, seconds, as_json=given.json)
    return 1 if faults else 0


def make_base(path: Path) -> Path:
    """Make the corpus that every round begins with: the samples, and somebody who works."""
    from annotator.model.review import Annotator
    from annotator.operations.keeping.corpus import put_annotator
    from tests.samples import make_samples

    with make_samples(path) as store:
        put_annotator(store, Annotator(id="killed", names={"en": "Killed"}))
    return path


def report(
    found: dict[str, Counter[str]], faults: list[dict[str, Any]], seconds: float, *, as_json: bool
) -> None:
    """Print the counts by mode, and each fault with the seed that brings it about again.

    Milliseconds are those of the processor, of the round and of its judgement.
    """
    if as_json:
        modes = {mode: dict(counts) for mode, counts in found.items()}
        print(json.dumps({"modes": modes, "faults": faults, "seconds": seconds}))
        return
    names = ("rounds", *COUNTED)
    heads = (*names, "ms a round")
    print(f"{'mode':12}" + "".join(f"{name:>14}" for name in heads))
    for mode, counts in found.items():
        values = [*(counts[name] for name in names), counts["milliseconds"] // counts["rounds"]]
        print(f"{mode:12}" + "".join(f"{value:>14}" for value in values))
    for fault in faults:
        print(fault)
    print(f"{seconds} s")


if __name__ == "__main__":
    sys.exit(main())
