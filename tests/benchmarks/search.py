"""Searches beside the least work that finds anything in the same corpus.

python -m tests.benchmarks.search OUT FLOORS [--n 3] [--json]

OUT is a folder that the generator of the floors filled (corpus.jsonl); FLOORS is the folder of the
floor scripts. For each query: the first page of 50 lines with their context, on a connection of
its own as the window has it (`.first`), and all hits counted (`.all`). The floors are `search.*`
of the data floor: a page of 50 snippets by rank, and row numbers from the index alone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from itertools import islice
from pathlib import Path

from tests.benchmarks.data import NAME
from tests.benchmarks.measure import child_times, floor_rows, report

WORD = "министър"
QUERIES = {
    "rare_word": ("", "rare_word"),
    "common_word": (WORD, "common_word"),
    "phrase": (f'"{WORD} на"', "phrase"),
    "prefix": ("нокр*", "prefix"),
    "forms": (f"{WORD} OR президент", None),
    "inside_words": (f"*{WORD[:5]}*", None),
    "expression": (r"/\bм\w+р\b/", None),
    "annotations": ("[PLACE kind=country]", None),
    "within": (f"{WORD} IN [STANCE]", None),
    "metadata": (f"date>2015 {WORD}", None),
    "nothing": ("няматакавадума", None),
}
"""What is typed (the rare word is taken from the corpus), and the floor that does as much."""
_PAGE = 50
_TIMES = 7


def _rare(store: object) -> str:
    """Return the word that the floor takes: the first of the last place that was tagged."""
    connection = store.read().connection  # type: ignore[attr-defined]
    sql = "SELECT quote FROM annotation WHERE layer = 'PLACE' ORDER BY id DESC LIMIT 1"
    return str(connection.execute(sql).fetchone()[0]).split()[0]


def _child(corpus: Path) -> None:
    from annotator.model.query import Manner
    from annotator.operations.corpus import open_corpus
    from annotator.operations.search import Lines, hits_of, read_query, search
    from annotator.text.finding import WHOLE

    manner = Manner(mode=WHOLE)
    with open_corpus(corpus, read_only=True) as store:
        scheme = store.scheme

        def first(typed: str) -> None:
            with store.reader() as reader:
                groups = hits_of(reader, scheme, read_query(reader, scheme, typed, manner))
                lines = Lines(reader)
                for hit in islice((hit for group in groups for hit in group), _PAGE):
                    lines.line(hit, with_annotations=False)

        for name, (typed, _) in QUERIES.items():
            typed = typed or _rare(store)
            times: list[float] = []
            for _ in range(_TIMES):
                begin = time.perf_counter()
                first(typed)
                times.append(time.perf_counter() - begin)
            print(f"@{name}.first", statistics.median(times))
            print(f"@{name}.first_worst", max(times))
            begin = time.perf_counter()
            found = search(store, typed, manner=manner, limit=_PAGE)
            print(f"@{name}.all", time.perf_counter() - begin)
            print(f"@{name}.hits", found.total)


def main() -> int:
    """Measure every query."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("floors", type=Path, nargs="?")
    parser.add_argument("--n", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--corpus", type=Path, help="a corpus that was made of corpus.jsonl")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    corpus = given.corpus or given.out / NAME
    if given.child:
        _child(corpus)
        return 0
    if not corpus.exists():
        sys.exit(f"{corpus} is not there; tests.benchmarks.data makes it (--step import)")
    floors: dict[str, float] = {}
    if given.floors is not None:
        floors = floor_rows(given.floors / "floor_data.py", given.out, "search", given.n)
    arguments = [str(given.out), "--corpus", str(corpus), "--child"]
    times, peak = child_times("tests.benchmarks.search", arguments, given.n)
    page = floors.get("search.page_of_50_snippets")
    for name, (_, same) in QUERIES.items():
        hits = round(times[f"{name}.hits"][0])
        ids = floors.get(f"search.{same}")
        for part, floor in (("first", page), ("first_worst", None), ("all", ids)):
            label, found = f"search.{name}.{part}", times[f"{name}.{part}"]
            report(label, found, peak, floor=floor, as_json=given.json, hits=hits)
    return 0


if __name__ == "__main__":
    sys.exit(main())
