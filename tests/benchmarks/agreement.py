"""Agreement of a corpus with all measures: 100 documents of two annotators, 1,000 of five.

python -m tests.benchmarks.agreement [--n 3] [--json] [--only 100x2]

The texts are invented words; the second and later annotators deviate from the first by a seed:
other borders, other tags, missing and added annotations. Time is that of the process (user and
system), from the opened corpus to the last figure; the corpus is made before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.benchmarks.measure import child_times, report
from tests.numbers import positive

CASES = {"100x2": (100, 2, 2.0), "1000x5": (1000, 5, 60.0)}
"""Documents, annotators, and the aim in seconds."""
SPANS = 30
_WORDS = 330
_LAYERS = {"Who": 14, "Where": 6, "What": 10}
_TAGS = ("one", "two", "three")


def make_corpus(path: Path, documents: int, annotators: int) -> None:
    """Make a corpus of invented documents that each of the annotators has annotated."""
    from annotator.formats.format import WriteOptions
    from annotator.formats.jsonl import JsonlFormat
    from annotator.model.bundle import Header
    from annotator.model.progress import no_progress
    from annotator.model.review import Annotator
    from annotator.model.scheme import End, Feature, Layer, RelationType, Scheme, Tag
    from annotator.operations.importing.importing import import_files
    from annotator.operations.keeping.corpus import new_corpus

    feature = Feature(id="kind", type="tag", tags=tuple(Tag(id=tag) for tag in _TAGS))
    scheme = Scheme(
        id="benchmark",
        layers=tuple(Layer(id=key, features=(feature,)) for key in _LAYERS),
        relation_types=(
            RelationType(id="says", from_ends=(End(layer="What"),), to_ends=(End(layer="Who"),)),
        ),
    )
    people = tuple(Annotator(id=f"p{n}") for n in range(annotators))
    header = Header(scheme=scheme, annotators=people)
    source = path.with_suffix(".jsonl")
    bundles = _bundles(documents, annotators)
    JsonlFormat().write(header, bundles, source, no_progress, WriteOptions())
    with new_corpus(path, scheme=scheme) as store:
        import_files(store, [source])


def _bundles(documents: int, annotators: int) -> Iterator[object]:
    from hashlib import sha256

    from annotator.model.annotation import Annotation, Relation
    from annotator.model.bundle import Bundle, order_of
    from annotator.model.corpus import Document
    from annotator.model.span import Span

    random = Random(7)
    syllables = ["ва", "ри", "но", "ста", "ке", "лу", "под", "мен", "а", "ти"]
    for number in range(documents):
        words = ["".join(random.choices(syllables, k=random.randint(1, 4))) for _ in range(_WORDS)]
        text = " ".join(words)
        begins = [0]
        for word in words:
            begins.append(begins[-1] + len(word) + 1)
        places = []
        for layer, count in _LAYERS.items():
            for first in sorted(random.sample(range(0, _WORDS - 8, 4), count)):
                last = first + random.randint(1, 3)
                places.append((layer, first, last, random.choice(_TAGS)))
        found: list[Annotation] = []
        relations: list[Relation] = []
        for who in range(annotators):
            mine: dict[str, list[Annotation]] = {}
            for order, (layer, first, last, tag) in enumerate(places):
                if who:
                    if random.random() < 0.1:
                        continue
                    if random.random() < 0.15:
                        last += 1
                    if random.random() < 0.1:
                        tag = random.choice(_TAGS)
                begin, end = begins[first], begins[last] - 1
                annotation = Annotation(
                    id=f"d{number}p{who}a{order}",
                    document=f"d{number}",
                    layer=layer,
                    annotator=f"p{who}",
                    spans=(Span(begin, end),),
                    quote=text[begin:end],
                    features={"kind": tag},
                    source_id=f"a{order}",
                    made="2026-03-02",
                )
                found.append(annotation)
                mine.setdefault(layer, []).append(annotation)
            for order, (one, other) in enumerate(
                zip(mine.get("What", ()), mine.get("Who", ()), strict=False)
            ):
                relations.append(
                    Relation(
                        id=f"d{number}p{who}r{order}",
                        document=f"d{number}",
                        type="says",
                        annotator=f"p{who}",
                        from_id=one.id,
                        to_id=other.id,
                        source_id=f"r{order}",
                    )
                )
        yield Bundle(
            document=Document(
                id=f"d{number}",
                name=f"d{number}",
                text=text,
                sha256=sha256(text.encode()).hexdigest(),
                source_id=f"d{number}",
            ),
            annotations=tuple(sorted(found, key=order_of)),
            relations=tuple(sorted(relations, key=lambda r: r.id)),
        )


def _child(path: Path) -> None:
    from annotator.operations.agreement.measuring import measure_agreement
    from annotator.operations.keeping.corpus import open_corpus

    begin = time.process_time()
    with open_corpus(path, read_only=True) as store:
        found = measure_agreement(store)
    print("@all", time.process_time() - begin)
    print("@figures", len(found.lines))
    print("@documents", found.documents)
    # How far the first figures are from each other says that something was measured.
    print("@first", next(line.figure.value for line in found.lines) or 0.0)


def main() -> int:
    """Measure every case."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.agreement", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--n", type=positive, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=tuple(CASES))
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        _child(given.child)
        return 0
    within = True
    with tempfile.TemporaryDirectory() as folder:
        for name, (documents, annotators, aim) in CASES.items():
            if given.only not in (None, name):
                continue
            path = Path(folder) / f"{name}.corpus"
            make_corpus(path, documents, annotators)
            times, peak = child_times("tests.benchmarks.agreement", ["--child", str(path)], given.n)
            report(
                f"agreement.{name}",
                times["all"],
                peak,
                floor=None,
                as_json=given.json,
                aim=aim,
                figures=round(times["figures"][0]),
                documents=round(times["documents"][0]),
                wall=round(min(times["wall"]), 3),
            )
            within = within and min(times["all"]) <= aim
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
