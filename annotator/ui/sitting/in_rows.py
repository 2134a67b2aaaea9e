"""The work of several annotators in rows; each mark is made when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.analysis.alignment import Place
from annotator.model.annotation import REFUSED, Annotation
from annotator.model.facts import Facts
from annotator.ui.sitting.placing import placed
from annotator.ui.sitting.readings import MakeMark, letters_of
from annotator.ui.text.marks import Difference, Flags, Mark, MarkIndex, Row

_Spot = tuple[object, ...]


class InRows:
    """Everybody's work, each in a row; what repeats an earlier one has a lane alone."""

    def __init__(
        self,
        readers: Sequence[str],
        facts: Facts,
        hides: Callable[[Annotation], bool],
        make: MakeMark,
    ) -> None:
        """Show of a document, as it is now, what `readers` have; what is hidden has a place too."""
        self.letters = letters_of(readers)
        self._rows = {reader: number for number, reader in enumerate(readers, start=1)}
        self._known, self._hides, self._make = facts.annotations, hides, make
        self.differences: tuple[Difference, ...] = ()
        self.places: Sequence[Place] = ()

    def held(self) -> Iterator[dict[Any, Any] | list[Any]]:
        """Yield nothing: all that is shown is the document's."""
        return iter(())

    def rows(self, drawings: Mapping[str, str]) -> Iterator[tuple[Row, bool]]:
        """Yield where each annotation stands and whether in the margin, as `MarkIndex` wants it."""
        return placed(filter(self.has, self._known.values()), drawings)

    def numbers_of(self, _annotation_id: str) -> list[int]:
        """Return nothing: nothing is compared."""
        return []

    def has(self, annotation: Annotation) -> bool:
        """Say whether an annotation is the work of one of the readers, hidden or not."""
        return annotation.annotator in self._rows and annotation.state != REFUSED

    def _shows(self, annotation: Annotation) -> bool:
        return annotation.annotator in self._rows and not self._hides(annotation)

    def mark(self, key: str, index: MarkIndex, moved: Iterable[str] = ()) -> Mark | None:
        """Return the mark of an annotation; `index` has the others but where they have `moved`."""
        annotation = self._known.get(key)
        if annotation is None or not self._shows(annotation):
            return None
        mark = self._make(annotation)
        if mark is None:
            return None
        near = (row[2] for row in index.rows_in(mark.begin, mark.begin + 1))
        repeats = any(self._is_before(a, annotation, mark) for a in self._of((*near, *moved)))
        echoes = Flags.ECHOES if repeats else Flags.NONE
        row = self._rows[annotation.annotator]
        return replace(mark, reader=row, flags=mark.flags | echoes)

    def _of(self, keys: Iterable[str]) -> Iterator[Annotation]:
        found = (self._known.get(key) for key in keys)
        return (a for a in found if a is not None and self._shows(a))

    def _is_before(self, one: Annotation, other: Annotation, mark: Mark) -> bool:
        """Say whether one annotation says the same as another, whose mark is given, before it."""
        if _spot(one) != _spot(other) or self._place(one) >= self._place(other):
            return False
        if one.features == other.features:
            return True
        made = self._make(one)
        return made is not None and made.value == mark.value

    def _place(self, annotation: Annotation) -> tuple[int, str]:
        return self._rows[annotation.annotator], annotation.id

    def renewed(self, touched: set[str], index: MarkIndex) -> tuple[list[str], list[Mark]]:
        """Make anew what an edit touched, and what stands where that stands, or stood before."""
        moved: dict[_Spot, list[str]] = {}
        near: dict[str, None] = dict.fromkeys(touched)
        for key in touched:
            annotation, before = self._known.get(key), index.peek(key)
            begins = set[int]()
            if annotation is not None and annotation.spans:
                moved.setdefault(_spot(annotation), []).append(key)
                begins.add(annotation.spans[0].begin)
            if before is not None:
                begins.add(before.begin if isinstance(before, Mark) else before[0])
            for begin in begins:
                near.update((r[2], None) for r in index.rows_in(begin, begin + 1) if r[0] == begin)
        removed, added = list[str](), list[Mark]()
        for key in near:
            before = index.peek(key)
            if key not in touched and not isinstance(before, Mark):
                # It will be made as it is then.
                continue
            annotation = self._known.get(key)
            beside = moved.get(_spot(annotation), ()) if annotation is not None else ()
            mark = self.mark(key, index, beside)
            if mark is None:
                removed.append(key)
            elif mark != before:
                added.append(mark)
        return removed, added


def _spot(annotation: Annotation) -> _Spot:
    return annotation.layer, annotation.spans
