"""The work of several annotators on one document as marks: in rows, or what differs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.analysis import alignment
from annotator.analysis.alignment import AGREE, MISSING, RELATION, Place
from annotator.model.annotation import STANDS, Annotation, Relation
from annotator.model.scheme import Scheme
from annotator.ui.text.marks import NOTHING, Difference, Flags, Mark

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NOTHING_KEY = "\0nothing"

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


def letters_of(readers: Sequence[str]) -> tuple[str, ...]:
    """Return the letter of each reader."""
    return tuple(LETTERS[n] if n < len(LETTERS) else str(n + 1) for n in range(len(readers)))


def in_rows(readers: Sequence[str], annotations: Iterable[Annotation], make: MakeMark) -> Reading:
    """Return everybody's work, each in a row; what repeats an earlier one has a lane alone."""
    rows = {reader: number for number, reader in enumerate(readers, start=1)}
    marks: list[Mark] = []
    seen: set[tuple[object, ...]] = set()
    for annotation in sorted(
        (a for a in annotations if a.annotator in rows), key=lambda a: (rows[a.annotator], a.id)
    ):
        mark = make(annotation)
        if mark is None:
            continue
        place = (annotation.layer, annotation.spans, mark.value)
        echoes = Flags.ECHOES if place in seen else Flags.NONE
        seen.add(place)
        marks.append(replace(mark, reader=rows[annotation.annotator], flags=mark.flags | echoes))
    return Reading(letters_of(readers), tuple(marks))


def differences(
    readers: Sequence[str],
    annotations: Iterable[Annotation],
    relations: Iterable[Relation],
    make: MakeMark,
    *,
    scheme: Scheme,
    word: Callable[..., str],
) -> Reading:
    """Return what the readers differ in, in rows; what they agree in is one dim lane."""
    letters = letters_of(readers)
    places = alignment.align(
        readers, (a for a in annotations if a.state == STANDS), relations, scheme=scheme
    )
    related = {a.id for p in places if p.kind == RELATION for a in p.annotations}
    marks: list[Mark] = []
    found: list[Difference] = []
    numbers: dict[str, list[int]] = {}
    for place in places:
        if place.kind != RELATION:
            is_same = place.kind == AGREE and place.first.id not in related
            marks += (
                agreeing_marks(place, make)
                if is_same
                else differing_marks(place, make, word("nothing"))
            )
        if place.kind != AGREE:
            number = len(found) + 1
            extent = place.extent
            name = difference_name(place, letters, word)
            found.append(Difference(place.first.id, extent.begin, extent.end, name, number))
            for annotation in place.annotations:
                numbers.setdefault(annotation.id, []).append(number)
    differing = tuple(place for place in places if place.kind != AGREE)
    return Reading(letters, tuple(marks), tuple(found), numbers, differing)


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
            key = f"{first.key}{_NOTHING_KEY}{number}"
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
