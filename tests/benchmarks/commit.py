"""One edit of a large corpus, durable when it returns, beside the least that a commit can cost.

python -m tests.benchmarks.commit OUT FLOORS [--n 300] [--json] [--step edit|tag]

OUT is the folder in which `tests.benchmarks.data` left ours.corpus; a copy of it is edited. `edit`
is the gate alone: one annotation with checksum, digest and history. `tag` is the whole operation:
rules, what is filled in, the proof of its quote. FLOORS is the folder of the floor scripts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.data import NAME
from tests.benchmarks.measure import floor_rows, own_peak, report
from tests.numbers import positive

STEPS = ("edit", "tag")
FLOOR = "commit.WAL.FULL"
WHO = "import"


def _times(action: Callable[[int], object], n: int) -> list[float]:
    times: list[float] = []
    for number in range(n):
        begin = time.perf_counter()
        action(number)
        times.append(time.perf_counter() - begin)
    return sorted(times)


def _measured(corpus: Path, step: str, n: int) -> list[float]:
    from annotator.model.annotation import Annotation
    from annotator.model.span import Span
    from annotator.operations.keeping.corpus import open_corpus
    from annotator.operations.tagging.annotate import tag_spans

    with open_corpus(corpus) as store:
        reader = store.read()
        keys = [row.id for row in reader.documents(limit=n)]
        used = reader.counts_by_layer()
        layer = next(x.id for x in store.scheme.layers if not used.get(x.id))
        text = reader.text(keys[0])

        def edit(number: int) -> None:
            span = (Span(10, 20),)
            made = Annotation(f"new{number}", keys[0], layer, WHO, span, text[10:20])
            with store.edit("annotate.tag", annotator=WHO) as one:
                one.put(made)

        def tag(number: int) -> None:
            tag_spans(store, keys[number % len(keys)], layer, [(10, 20)], annotator=WHO)

        return _times(edit if step == "edit" else tag, n)


def main() -> None:
    """Measure the steps asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.commit",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("floors", type=Path)
    parser.add_argument("--n", type=positive, default=300)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--step", choices=STEPS)
    given = parser.parse_args()
    if not (given.out / NAME).exists():
        sys.exit(f"{NAME} is needed: python -m tests.benchmarks.data OUT FLOORS --step import")
    copy = given.out / "commit.corpus"
    for step in [given.step] if given.step else STEPS:
        floor = floor_rows(given.floors / "floor_commit.py", given.out, FLOOR, given.n)[FLOOR]
        shutil.copy(given.out / NAME, copy)
        times = _measured(copy, step, given.n)
        copy.unlink()
        tails = {f"p{p}": round(times[p * (len(times) - 1) // 100], 6) for p in (95, 99)}
        report(f"commit.{step}", times, own_peak(), floor=floor, as_json=given.json, **tails)


if __name__ == "__main__":
    main()
