"""Searches beside the least work that finds anything in the same corpus.

python -m tests.benchmarks.search OUT [FLOORS] [--n 3] [--only CASE] [--json]

OUT is a folder that the generator of the floors fills once (corpus.jsonl); FLOORS is the folder of
the floor scripts. For each query of `search_cases.py`: the first page of 50 lines with their
context, on a connection of its own as the window has it (`.first` by the clock, `.first_cpu` in
processor time, which says more on a machine that has other work, `.first_worst`), in a sitting that
has prepared itself; the first search of all in a process of its own that prepared nothing, where
nothing was ever kept (`.ever`), where the corpus was imported just before (`.imported`), or an
earlier sitting kept something (`.later`; each `_cpu` too; the library of expressions and the scheme
are there, as they are in a window); and all hits counted (`.all`, `.all_cpu`). Last what preparing
takes (`search.prepare_cpu`, beside the window), and a table of the four sittings, by the clock and
in processor time, that says how many pages each has in time. The floors are `search.*` of the data
floor: a page of 50 snippets by rank, and row numbers from the index.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.data import NAME
from tests.benchmarks.measure import child_times, fill, floor_rows, report
from tests.benchmarks.search_cases import CASES, prepared
from tests.numbers import positive

_PAGE = 50
_TIMES = 7
_SITTINGS = {
    **{"ever": "first ever", "ever_cpu": "cpu", "imported": "imported", "imported_cpu": "cpu"},
    **{"later": "later", "later_cpu": "cpu"},
    **{"first": "prepared", "first_cpu": "cpu"},
}
_PARTS = (
    *("first", "first_cpu", "first_worst", "ever", "ever_cpu", "imported", "imported_cpu"),
    *("later", "later_cpu"),
    *("all", "all_cpu"),
)
_IMPORTED = "imported.corpus"
_AIM = 0.02
"""Seconds until the first page is there."""


def _rare(store: Any) -> str:
    """Return the word that the floor takes: the first of the last place that was tagged."""
    sql = "SELECT quote FROM annotation WHERE layer = 'PLACE' ORDER BY id DESC LIMIT 1"
    return str(store.read().connection.execute(sql).fetchone()[0]).split()[0]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return seconds by the clock, and of the processor."""
    begin, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin, time.process_time() - busy


def _first(store: Any, typed: str) -> None:
    """Make the first page of hits."""
    from annotator.model.query import Manner
    from annotator.operations.search.searching import Lines, hits_of, read_query
    from annotator.text.finding import WHOLE

    with store.reader() as reader:
        scheme = store.scheme
        query = read_query(reader, scheme, typed, Manner(mode=WHOLE))
        lines = Lines(reader)
        groups = hits_of(reader, scheme, query)
        for hit in islice((hit for group in groups for hit in group), _PAGE):
            lines.line(hit, with_annotations=False)


def _child(corpus: Path, names: Iterable[str]) -> None:
    from annotator.model.query import Manner
    from annotator.operations.keeping.corpus import open_corpus
    from annotator.operations.search.searching import prepare, search
    from annotator.store.searching import recalling
    from annotator.text.finding import WHOLE

    with open_corpus(corpus, read_only=True) as store:
        recalling.forget_all(store.read().remembered)
        print("@prepare_cpu", _timed(lambda: prepare(store))[1])
        for name in names:
            typed = CASES[name].typed.replace("{rare}", _rare(store))
            times = [_timed(lambda: _first(store, typed)) for _ in range(_TIMES)]  # noqa: B023
            print(f"@{name}.first", statistics.median(wall for wall, _ in times))
            print(f"@{name}.first_cpu", statistics.median(busy for _, busy in times))
            print(f"@{name}.first_worst", max(wall for wall, _ in times))
            for part in ("ever", "imported", "later"):
                wall, busy = _in_another_sitting(corpus, typed, part)
                print(f"@{name}.{part}", wall)
                print(f"@{name}.{part}_cpu", busy)
            begin, busy = time.perf_counter(), time.process_time()
            found = search(store, typed, manner=Manner(mode=WHOLE), limit=_PAGE)
            print(f"@{name}.all", time.perf_counter() - begin)
            print(f"@{name}.all_cpu", time.process_time() - busy)
            print(f"@{name}.hits", found.total)


def _in_another_sitting(corpus: Path, typed: str, part: str) -> tuple[float, float]:
    state = os.environ["ANNOTATOR_STATE"]
    if part == "ever":
        # It finds an empty folder, and keeps nothing.
        state = str(corpus.parent / "never")
    elif part == "imported":
        corpus, state = corpus.parent / _IMPORTED, str(corpus.parent / "imported")
    arguments = ["tests.benchmarks.search", str(corpus.parent), "--corpus", str(corpus)]
    done = subprocess.run(
        [sys.executable, "-m", *arguments, "--later", typed],
        env={**os.environ, "ANNOTATOR_STATE": state},
        check=True,
        capture_output=True,
        text=True,
    )
    wall, busy = map(float, done.stdout.split())
    return wall, busy


def _import_anew(corpus: Path) -> None:
    """Import what a corpus has into another one by the command line, as somebody may just have."""
    target, file = corpus.parent / _IMPORTED, corpus.parent / "searched.jsonl"
    given = {**os.environ, "ANNOTATOR_STATE": str(corpus.parent / "imported")}
    for arguments in (
        ["export", str(corpus), str(file), "--format", "jsonl"],
        ["new", str(target)],
        ["import", str(target), str(file)],
    ):
        command = [sys.executable, "-m", "annotator", *arguments]
        subprocess.run(command, env=given, check=True, stdout=subprocess.DEVNULL)


def _later(corpus: Path, typed: str) -> None:
    """Print what the first search of this process takes, once the program is there."""
    from annotator.operations.keeping.corpus import open_corpus
    from annotator.operations.search.searching import make_ready

    make_ready()
    with open_corpus(corpus, read_only=True) as store:
        assert store.scheme.layers
        print(*_timed(lambda: _first(store, typed)))


def main() -> int:
    """Measure every query."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.search", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("floors", type=Path, nargs="?")
    parser.add_argument("--n", type=positive, default=3)
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES), metavar="CASE")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--corpus", type=Path, help="a corpus that was made of corpus.jsonl")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--later", help=argparse.SUPPRESS)
    given = parser.parse_args()
    corpus = given.corpus or given.out / NAME
    if given.child:
        _child(corpus, given.only)
        return 0
    if given.later is not None:
        _later(corpus, given.later)
        return 0
    if not corpus.exists():
        fill(given.out, given.floors, "corpus.jsonl")
        child_times("tests.benchmarks.data", [str(given.out), "--child", "import"], 1)
    floors: dict[str, float] = {}
    if given.floors is not None:
        floors = floor_rows(given.floors / "floor_data.py", given.out, "search", given.n)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_STATE"] = str(Path(folder) / "state")
        searched = prepared(corpus, Path(folder))
        _import_anew(searched)
        arguments = [str(given.out), "--corpus", str(searched), "--child", "--only", *given.only]
        times, peak = child_times("tests.benchmarks.search", arguments, given.n)
    _tell(given.only, times, peak, floors, as_json=given.json)
    return 0


def _tell(
    names: Iterable[str],
    times: dict[str, list[float]],
    peak: float,
    floors: dict[str, float],
    *,
    as_json: bool,
) -> None:
    page = floors.get("search.page_of_50_snippets")
    for name in names:
        more: dict[str, object] = {"hits": round(times[f"{name}.hits"][0])}
        ids = floors.get(f"search.{CASES[name].floor}")
        for part in _PARTS:
            floor = {"first": page, "all": ids}.get(part)
            aims = {"aim": _AIM} if part.startswith(("first", "ever", "later")) else {}
            label, found = f"search.{name}.{part}", times[f"{name}.{part}"]
            report(label, found, peak, floor=floor, as_json=as_json, **more, **aims)
    report("search.prepare_cpu", times["prepare_cpu"], peak, floor=None, as_json=as_json)
    if not as_json:
        _tell_sittings(list(names), times)


def _tell_sittings(names: list[str], times: dict[str, list[float]]) -> None:
    """Print milliseconds of the three sittings beside each other."""
    in_time = dict.fromkeys(_SITTINGS, 0)
    print(f"\n{'':24}{''.join(f'{told:>12}' for told in _SITTINGS.values())}")
    for name in names:
        cells: list[str] = []
        for part in _SITTINGS:
            seconds = statistics.median(times[f"{name}.{part}"])
            in_time[part] += seconds <= _AIM
            cells.append(f"{seconds * 1000:10.1f} {' ' if seconds <= _AIM else '!'}")
        print(f"{name:24}{''.join(cells)}")
    told = "".join(f"{f'{count} of {len(names)}':>12}" for count in in_time.values())
    print(f"{f'within {_AIM * 1000:.0f} ms':24}{told}")


if __name__ == "__main__":
    sys.exit(main())
