"""The work of several annotators on one document as marks: in rows, or what differs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.analysis.alignment import MISSING, Place
from annotator.model.annotation import Annotation
from annotator.ui.text.marks import NOTHING, Difference, Flags, Mark

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NOTHING_KEY = "\0nothing"
"""Between the key of the annotation that others have and the number of who has nothing."""

MakeMark = Callable[[Annotation], Mark | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text shows of several readers: their letters, marks, and where they differ."""

    letters: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    differences: tuple[Difference, ...] = ()
    numbers: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """The numbers of the differences that an annotation is part of, by its id."""
    places: tuple[Place, ...] = ()
    """What the differences are, in their order: that with number 1 comes first."""

    def numbers_of(self, annotation_id: str) -> list[int]:
        """Return the numbers of the differences that an annotation is part of."""
        return self.numbers.get(annotation_id, [])


def letters_of(readers: Sequence[str]) -> tuple[str, ...]:
    """Return the letter of each reader."""
    return tuple(LETTERS[n] if n < len(LETTERS) else str(n + 1) for n in range(len(readers)))


def difference_name(place: Place, letters: Sequence[str], word: Callable[..., str]) -> str:
    """Return what kind of difference a place is, as the margin has it."""
    if place.kind != MISSING:
        return word(f"difference.{place.kind}")
    has = [letters[n] for n, version in enumerate(place.versions) if version]
    return word("difference.only", letters=", ".join(has))


def agreeing_marks(place: Place, make: MakeMark) -> list[Mark]:
    """Return the one dim mark of what all have."""
    mark = make(place.first)
    return [] if mark is None else [replace(mark, flags=mark.flags | Flags.AGREES)]


def differing_marks(place: Place, make: MakeMark, nothing: str) -> list[Mark]:
    """Return the marks of each version in its row, and a word where there is none."""
    marks: list[Mark] = []
    differing = place.differing()
    for number, version in enumerate(place.versions, start=1):
        for annotation in version:
            mark = make(annotation)
            if mark is not None:
                flags = mark.flags | Flags.DISAGREES
                hatched = _common(mark.spans, differing)
                marks.append(replace(mark, reader=number, flags=flags, hatched=hatched))
    if marks:
        first = marks[0]
        for number in place.missing:
            key = f"{first.key}{NOTHING_KEY}{number}"
            empty = Mark(key, first.spans, first.slot, NOTHING, "", nothing, reader=number + 1)
            marks.append(empty)
    return marks


def _common(
    spans: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    found = [
        (max(begin, other_begin), min(end, other_end))
        for begin, end in spans
        for other_begin, other_end in others
    ]
    return tuple((begin, end) for begin, end in found if begin < end)
