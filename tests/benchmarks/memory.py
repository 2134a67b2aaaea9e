"""Peak memory of every process of an import and of both exports, at two sizes of the corpus.

`python -m tests.benchmarks.data OUT FLOORS --step memory` runs it; each part is a process of its
own that tells its own peak, and the reading half of a proof is run as every export runs it.
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

from tests.benchmarks.measure import child_times, own_peak, report

SIZES = (1_000, 10_000)
MODULE = "tests.benchmarks.memory"
_FORMATS = ("jsonl", "tei")


def measure(out: Path, *, as_json: bool) -> None:
    """Print the peak of each part at each size, how it grew, and the largest of each size."""
    source = out / "corpus.jsonl"
    peaks: dict[tuple[str, int], float] = {}
    for size in SIZES:
        part, corpus = out / f"part-{size}.jsonl", out / f"part-{size}.corpus"
        with source.open("rb") as lines, part.open("wb") as target:
            target.writelines(islice(lines, size))
        steps = [("import", [str(part), str(corpus)])]
        for name in _FORMATS:
            exported = str(out / f"part.{name}")
            steps.append((name, [str(corpus), exported]))
            steps.append((f"{name}.reading", [exported]))
        for step, files in steps:
            times, _ = child_times(MODULE, [step, *files], 1)
            peaks[step, size] = times["peak"][0]
            more: dict[str, float] = {"articles": size}
            if size != SIZES[0]:
                more["growth"] = round(peaks[step, size] / peaks[step, SIZES[0]], 3)
            name = f"memory.{step}.{size}"
            report(name, times["wall"], peaks[step, size], floor=None, as_json=as_json, **more)
        largest = max(peak for (_, n), peak in peaks.items() if n == size)
        report(f"memory.{size}", [0.0], largest, floor=None, as_json=as_json, articles=size)
        for path in (part, corpus, *(out / f"part.{name}" for name in _FORMATS)):
            path.unlink()


def _import(source: Path, corpus: Path) -> None:
    from annotator.operations.importing.importing import import_files
    from annotator.operations.keeping.corpus import new_corpus, scheme_named

    corpus.unlink(missing_ok=True)
    with new_corpus(corpus, scheme=scheme_named(None)) as store:
        assert not import_files(store, [source], format="flat").refused


def _export(corpus: Path, target: Path, name: str) -> None:
    from annotator.operations.exporting.exporting import export
    from annotator.operations.keeping.corpus import open_corpus

    with open_corpus(corpus, read_only=True) as store:
        export(store, target, name)


def _read(name: str, path: Path) -> None:
    """Run the command that the exporter starts, on the same file; its digests go nowhere."""
    from annotator.cli import main

    sys.stdout = Path("/dev/null").open("w")  # noqa: SIM115
    main(["prove", name, str(path)], standalone_mode=False)
    sys.stdout = sys.__stdout__


def _part(step: str, files: list[str]) -> None:
    first, *more = map(Path, files)
    name, _, is_read = step.partition(".")
    if step == "import":
        _import(first, more[0])
    elif is_read:
        _read(name, first)
    else:
        _export(first, more[0], name)
    print("@peak", own_peak())


if __name__ == "__main__":
    _part(sys.argv[1], sys.argv[2:])
