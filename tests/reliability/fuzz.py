"""Damaged inputs for every reader and for the corpus file: read or refused, soon, and nothing else.

python -m tests.reliability.fuzz [--inputs 200] [--seed 1] [--only NAME] [--seconds 20] [--json]

Each input is a file of ours with seeded damage. A crash is any error that is no sentence; a hang is
an input that takes longer than the seconds given. Both are told with the number of the input, which
brings it about again with the same seed; `--keep FOLDER` keeps the files of all finds.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from tests.numbers import natural

WAITS = 10
READERS = ("jsonl", "flat", "annotations", "tei", "brat", "text", "scheme", "corpus")


class Hang(BaseException):
    """An input took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Hang if the block takes longer; where there are no such alarms it may take for ever.

    Who had hardly any of the processor meanwhile was kept waiting by others and gets as long again,
    up to `WAITS` times: after that it waits for itself.
    """
    begin, rings = time.process_time(), 0

    def ring(_number: int, _frame: FrameType | None) -> None:
        nonlocal rings
        rings += 1
        if time.process_time() - begin >= seconds / 2 or rings >= WAITS:
            raise Hang
        signal.setitimer(signal.ITIMER_REAL, seconds)

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def originals(folder: Path) -> dict[str, bytes]:
    """Return a sound file for each reader, made in a folder."""
    from annotator.operations.exporting.demo import sample_files
    from annotator.places import resources
    from tests.formats.brat_files import LINES
    from tests.formats.exported import corpus_of, write
    from tests.samples import make_samples

    header, bundles = corpus_of([sample_files()[0], sample_files()[7]], folder)
    found: dict[str, bytes] = {}
    for name in ("jsonl", "flat", "tei"):
        write(name, header, bundles, folder / name)
        found[name] = (folder / name).read_bytes()
    found["annotations"] = sample_files()[7].read_bytes()
    found["text"] = sample_files()[7].with_suffix(".txt").read_bytes()
    found["brat"] = "\n".join(LINES).encode()
    found["scheme"] = (resources() / "schemes" / "schemes.json").read_bytes()
    make_samples(folder / "sound.corpus").close()
    found["corpus"] = (folder / "sound.corpus").read_bytes()
    return found


def damaged(name: str, data: bytes, seed: int, number: int) -> bytes:
    """Return the damaged file of a reader, seed and number."""
    from tests.cli.test_damaged_corpora import damaged as damaged_corpus
    from tests.formats import test_fuzz

    chance = random.Random(f"{seed} {name} {number}")
    if name == "corpus":
        made = damaged_corpus(data, seed * 1_000_003 + number)
        return made[: chance.randrange(len(made))] if number % 7 == 6 else made
    return test_fuzz.damaged("annotations" if name == "scheme" else name, data, chance)


def read_one(name: str, path: Path) -> None:
    """Read a file as its reader does; what is refused raises an error that is a sentence."""
    from annotator.formats.format import ReadOptions
    from annotator.formats.registry import format_named
    from annotator.formats.scheme_file import read_schemes
    from annotator.model.progress import no_progress
    from annotator.operations.checking.check import check
    from annotator.operations.keeping.corpus import open_corpus

    if name == "scheme":
        read_schemes(path)
    elif name == "corpus":
        with open_corpus(path) as store:
            check(store)
            for step in store.history(limit=20):
                assert step.number
    else:
        list(format_named(name).read(path, no_progress, ReadOptions()))


def outcome(read: Callable[[], None], seconds: float) -> str:
    """Return what became of an input: "read", "refused", or what it should not have done."""
    from annotator.model.errors import AnnotatorError
    from annotator.model.sentences import sentences

    try:
        with within(seconds):
            read()
    except AnnotatorError as error:
        return "refused" if error.code in sentences() else f"no sentence: {error.code}"
    except Hang:
        return "hang"
    except Exception as error:
        return f"crash: {type(error).__name__}: {str(error)[:200]}"
    return "read"


def run(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Try all inputs; return the counts by reader and the finds."""
    from annotator.operations.exporting.demo import sample_files
    from tests.formats.brat_files import CONF, TEXT

    sources = originals(folder)
    beside = folder / "inputs"
    beside.mkdir()
    # Annotations are beside their text, which stays as it is.
    text = sample_files()[7].with_suffix(".txt")
    shutil.copy(text, beside / text.name)
    # Of brat too; the reader of texts writes over it when that one is done.
    (beside / "input.txt").write_text(TEXT, encoding="utf-8")
    (beside / "annotation.conf").write_text(CONF, encoding="utf-8")
    suffixes = {"jsonl": "jsonl", "flat": "jsonl", "tei": "xml", "text": "txt", "corpus": "corpus"}
    suffixes["brat"] = "ann"
    counts: dict[str, Counter[str]] = {}
    finds: list[dict[str, Any]] = []
    for name in [given.only] if given.only else READERS:
        path = beside / f"input.{suffixes.get(name, 'json')}"
        tally = counts.setdefault(name, Counter({"read": 0, "refused": 0, "crash": 0, "hang": 0}))
        for number in range(given.inputs):
            path.write_bytes(damaged(name, sources[name], given.seed, number))
            said = outcome(lambda name=name, path=path: read_one(name, path), given.seconds)
            kind = said.partition(":")[0]
            tally[kind if kind in tally else "crash"] += 1
            if kind not in ("read", "refused"):
                finds.append({"reader": name, "number": number, "said": said})
                if given.keep:
                    shutil.copy(path, Path(given.keep) / f"{name}-{given.seed}-{number}")
    return {
        "seed": given.seed,
        "inputs": sum(sum(tally.values()) for tally in counts.values()),
        "readers": {name: dict(tally) for name, tally in counts.items()},
        "finds": finds,
    }


def main() -> int:
    """Try the inputs and print what came of them; 1 if there was a find."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.reliability.fuzz", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--inputs", type=natural, default=200, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=READERS)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--keep", default="")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        told = run(given, Path(folder))
    told["elapsed"] = round(time.perf_counter() - begin, 1)
    if given.json:
        print(json.dumps(told))
    else:
        for name, tally in told["readers"].items():
            print(f"{name:12}" + "".join(f"{kind:>9} {tally[kind]:>6}" for kind in tally))
        for find in told["finds"]:
            print(find)
        print(f"{told['inputs']} inputs, {len(told['finds'])} finds, {told['elapsed']} s")
    return 1 if told["finds"] else 0


if __name__ == "__main__":
    sys.exit(main())
