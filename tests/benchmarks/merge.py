"""Merging what many annotators bring back: 20 of them, 1,000 documents each, in one step.

python -m tests.benchmarks.merge [--annotators 20] [--documents 1000] [--spans 10] [--json]

Every annotator has every document, so that ours grows while they come. Time is that of the process
(user and system) for the whole merge, its backup included; the aim is a minute.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.benchmarks.measure import child_times, report
from tests.numbers import positive

AIM = 60.0
_WORDS = ("река", "мост", "вода", "heron", "weir", "bank", "нощ", "ден")
_TEXT_WORDS = 300


def texts(documents: int) -> list[str]:
    """Return invented texts, each another one."""
    random = Random(3)
    return [f"{n} " + " ".join(random.choices(_WORDS, k=_TEXT_WORDS)) for n in range(documents)]


def prepare(folder: Path, annotators: int, documents: int, spans: int) -> None:
    """Make a lead's corpus of bare texts, and a package of each annotator's work on them."""
    from annotator.formats.format import WriteOptions
    from annotator.formats.jsonl import JsonlFormat
    from annotator.formats.package import write_package
    from annotator.model.bundle import Header
    from annotator.model.package import RETURN, Package
    from annotator.model.progress import no_progress
    from annotator.model.review import Annotator
    from annotator.model.scheme import Layer, Scheme
    from annotator.operations.importing.importing import import_files
    from annotator.operations.keeping.corpus import new_corpus

    scheme = Scheme(id="benchmark", layers=(Layer(id="who", overlap="any"),))
    found = texts(documents)

    def written(name: str, who: str | None) -> Path:
        people = () if who is None else (Annotator(id=who),)
        path = folder / name
        bundles = _bundles(found, who, spans)
        header = Header(scheme=scheme, annotators=people)
        JsonlFormat().write(header, bundles, path, no_progress, WriteOptions())
        return path

    with new_corpus(folder / "lead.corpus", scheme=scheme) as store:
        import_files(store, [written("bare.jsonl", None)])
    for number in range(annotators):
        who = f"p{number:02}"
        package = Package(
            id=f"work-{who}",
            kind=RETURN,
            corpus=f"corpus-{who}",
            number=9,
            from_annotator=who,
            to_annotator="lead",
            documents=tuple(f"d{n}" for n in range(documents)),
        )
        corpus = written("work.jsonl", who)
        write_package(folder / f"{who}.annotator-package", package, corpus, "")


def _bundles(found: list[str], who: str | None, spans: int) -> Iterator[Any]:
    from annotator.model.annotation import Annotation
    from annotator.model.bundle import Bundle, order_of
    from annotator.model.corpus import Document
    from annotator.model.identity import text_hash
    from annotator.model.review import FINISHED, Assignment
    from annotator.model.span import Span

    random = Random(who or "nobody")
    for number, text in enumerate(found):
        key = f"d{number}"
        made: list[Annotation] = []
        for order in range(spans if who else 0):
            begin = random.randrange(len(text) - 20)
            span = Span(begin, begin + random.randint(3, 15))
            made.append(
                Annotation(
                    id=f"{who}-{number}-{order}",
                    document=key,
                    layer="who",
                    annotator=who or "",
                    spans=(span,),
                    quote=text[span.begin : span.end],
                    made="2026-03-02",
                )
            )
        mine = () if who is None else (Assignment(document=key, annotator=who, state=FINISHED),)
        yield Bundle(
            document=Document(id=key, name=key, text=text, sha256=text_hash(text)),
            annotations=tuple(sorted(made, key=order_of)),
            assignments=mine,
        )


def _child(folder: Path) -> None:
    from annotator.operations.keeping.corpus import open_corpus
    from annotator.operations.merging.merging import merge

    packages = sorted(folder.glob("*.annotator-package"))
    with open_corpus(folder / "lead.corpus") as store:
        begin = time.process_time()
        done = merge(store, packages)
        print("@merge", time.process_time() - begin)
        print("@new", done.merged.counts["new"])
        begin = time.process_time()
        store.undo()
        print("@undo", time.process_time() - begin)


def main() -> int:
    """Measure one merge; 1 if it takes longer than the aim."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.merge", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--annotators", type=positive, default=20)
    parser.add_argument("--documents", type=positive, default=1000)
    parser.add_argument("--spans", type=positive, default=10)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        _child(given.child)
        return 0
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name), given.annotators, given.documents, given.spans)
        times, peak = child_times("tests.benchmarks.merge", ["--child", name], 1)
    size = f"{given.annotators}x{given.documents}"
    new = int(times["new"][0])
    for step in ("merge", "undo"):
        report(f"{step} {size}", times[step], peak, floor=None, as_json=given.json, new=new)
    return 0 if times["merge"][0] <= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
