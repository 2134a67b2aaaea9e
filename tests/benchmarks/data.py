"""Import and export beside the least work that does them at all.

python -m tests.benchmarks.data OUT FLOORS [--n 3] [--json] [--step import|jsonl|tei|memory]

OUT is a folder that the generator of the floors fills once (corpus.jsonl); FLOORS is the folder of
the floor scripts, which are run unchanged, each just before ours.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import child_times, fill, floor_rows, report
from tests.benchmarks.memory import measure
from tests.numbers import positive

STEPS = ("import", "jsonl", "tei", "memory")
FLOOR_OF = {"import": "import", "jsonl": "jsonl", "tei": "tei_xmlfile"}
NAME = "ours.corpus"


def _import(source: Path, corpus: Path) -> None:
    from annotator.operations.importing.importing import import_files
    from annotator.operations.keeping.corpus import new_corpus, scheme_named

    corpus.unlink(missing_ok=True)
    scheme = scheme_named(None)
    begin = time.perf_counter()
    with new_corpus(corpus, scheme=scheme) as store:
        made = import_files(store, [source], format="flat")
        print("@total", time.perf_counter() - begin)
    assert not made.refused, made.refused
    print("@closed", time.perf_counter() - begin)
    print("@documents", made.documents)
    print("@annotations", made.annotations)


def _export(corpus: Path, target: Path, name: str) -> None:
    from annotator.operations.exporting.exporting import export
    from annotator.operations.keeping.corpus import open_corpus

    with open_corpus(corpus, read_only=True) as store:
        made = export(store, target, name)
    print("@total", made.seconds)
    print("@proof", made.proof.seconds)
    target.unlink()


def _child(step: str, out: Path) -> None:
    corpus = out / NAME
    if step == "import":
        _import(out / "corpus.jsonl", corpus)
    else:
        _export(corpus, out / f"ours.{step}", step)


def main() -> None:
    """Measure the steps asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.data",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("floors", type=Path, nargs="?")
    parser.add_argument("--n", type=positive, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        _child(given.child, given.out)
        return
    if given.floors is None:
        sys.exit("the folder of the floor scripts is needed")
    fill(given.out, given.floors, "corpus.jsonl")
    module = "tests.benchmarks.data"
    for step in [given.step] if given.step else STEPS:
        base = [str(given.out), "--child", step]
        if step == "memory":
            measure(given.out, as_json=given.json)
            continue
        floors = floor_rows(given.floors / "floor_data.py", given.out, FLOOR_OF[step], given.n)
        times, peak = child_times(module, base, given.n)
        floor = floors[FLOOR_OF[step]]
        report(step, times["total"], peak, floor=floor, as_json=given.json)
        if "proof" in times:
            report(f"{step}.proof", times["proof"], peak, floor=None, as_json=given.json)


if __name__ == "__main__":
    main()
