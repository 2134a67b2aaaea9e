"""Which way the work of several annotators is shown, and comparing it beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from annotator.analysis.aligned import Aligned
from annotator.model.facts import Facts
from annotator.model.progress import Progress, no_progress
from annotator.model.scheme import Scheme
from annotator.ui.pace.sweeping import unswept
from annotator.ui.sitting.differing import Differing, rows_of
from annotator.ui.sitting.in_rows import InRows
from annotator.ui.sitting.readings import MakeMark
from annotator.ui.sitting.showing import DIFFERENCES, Showing
from annotator.ui.text.marks import MarkIndex


class Compared(NamedTuple):
    """The places of a document, and an index of the marks that will show them."""

    aligned: Aligned
    marks: MarkIndex | None = None


def several_of(
    showing: Showing,
    readers: Sequence[str],
    facts: Facts,
    make: MakeMark,
    *,
    scheme: Scheme,
    word: Callable[..., str],
    compared: Compared | None = None,
) -> InRows | Differing:
    """Return the work of readers in rows, or what differs; `compared` if it was before."""
    if showing.mode != DIFFERENCES:
        return InRows(readers, facts, showing.hides, make)
    if compared is not None:
        aligned = compared.aligned
    else:
        seen = [a for a in facts.annotations.values() if not showing.hides(a)]
        aligned = Aligned(readers, seen, facts.relations.values(), scheme=scheme)
    return Differing(aligned, readers, facts, showing.hides, make, word=word)


def comparing(
    showing: Showing,
    readers: Sequence[str],
    facts: Facts,
    *,
    scheme: Scheme,
    drawings: Mapping[str, str],
) -> Callable[..., Compared]:
    """Return what compares a document as it is now, whatever becomes of it meanwhile."""
    annotations, relations = list(facts.annotations.values()), list(facts.relations.values())

    def compare(*, progress: Progress = no_progress) -> Compared:
        with unswept():
            seen = [a for a in annotations if not showing.hides(a)]
            aligned = Aligned(readers, seen, relations, scheme=scheme, progress=progress)
            return Compared(aligned, MarkIndex.of_places(rows_of(aligned, drawings), _nobody))

    return compare


def _nobody(_key: str) -> None:
    """Make no mark yet: whoever shows them will."""
