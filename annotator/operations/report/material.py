"""What was annotated, for a report: texts in figures, and how much of what everybody made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.analysis.agreement.prepared import prepared
from annotator.model.annotation import STANDS
from annotator.model.bundle import Bundle
from annotator.model.progress import Progress

_LANGUAGE = "language"
"""The metadata that says in which language a document is."""


@dataclass(slots=True)
class _Sums:
    """What is summed up while documents pass by."""

    characters: int = 0
    annotated: int = 0
    words: int = 0
    languages: Counter[str] = field(default_factory=Counter[str])
    shared: Counter[int] = field(default_factory=Counter[int])
    annotations: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    relations: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    days: set[str] = field(default_factory=set[str])

    def add(self, bundle: Bundle, people: Collection[str]) -> None:
        document = bundle.document
        language = document.metadata.get(_LANGUAGE)
        ready = prepared(bundle, people, None)
        self.characters += document.length
        self.annotated += ready.length
        self.words += len(document.text.split())
        self.languages[str(language.value) if language is not None else ""] += 1
        self.shared[len(ready.annotators)] += 1
        for a in bundle.annotations:
            if a.state == STANDS:
                self.annotations.setdefault(a.annotator, Counter())[a.layer] += 1
                if a.annotator in people and a.made:
                    self.days.add(a.made[:10])
        for r in bundle.relations:
            if r.state == STANDS:
                self.relations.setdefault(r.annotator, Counter())[r.type] += 1


def material_of(
    bundles: Iterable[Bundle],
    total: int,
    people: Collection[str],
    name_of: Callable[[str], str],
    progress: Progress,
) -> dict[str, Any]:
    """Return texts and work in figures, as plain data with fixed keys.

    Words are what stands between spaces; `annotated_characters` are those of the stretches that
    are annotated at all. `documents_by_annotators` counts documents by how many of `people`
    count for them, as in a measurement. `days` are the first and the last day of their work.
    What was suggested and refused is nobody's.
    """
    sums = _Sums()
    for done, bundle in enumerate(bundles):
        progress("progress.counting", done, total)
        sums.add(bundle, people)
    return {
        "characters": sums.characters,
        "annotated_characters": sums.annotated,
        "words": sums.words,
        "languages": dict(sorted(sums.languages.items())),
        "documents_by_annotators": {str(n): c for n, c in sorted(sums.shared.items())},
        "annotations": _by_annotator(sums.annotations, name_of),
        "relations": _by_annotator(sums.relations, name_of),
        "days": [min(sums.days), max(sums.days)] if sums.days else [],
    }


def _by_annotator(
    counts: Mapping[str, Counter[str]], name_of: Callable[[str], str]
) -> dict[str, dict[str, int]]:
    found = {name_of(who): dict(sorted(some.items())) for who, some in counts.items()}
    return dict(sorted(found.items()))
