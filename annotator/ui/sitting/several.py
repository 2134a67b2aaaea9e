"""Which way the work of several annotators is shown, and comparing it beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.analysis.aligned import Aligned
from annotator.model.facts import Facts
from annotator.model.progress import Progress, no_progress
from annotator.model.scheme import Scheme
from annotator.ui.pace.sweeping import unswept
from annotator.ui.sitting.differing import Differing
from annotator.ui.sitting.in_rows import InRows
from annotator.ui.sitting.readings import MakeMark
from annotator.ui.sitting.showing import DIFFERENCES, Showing


def several_of(
    showing: Showing,
    readers: Sequence[str],
    facts: Facts,
    make: MakeMark,
    *,
    scheme: Scheme,
    word: Callable[..., str],
    aligned: Aligned | None = None,
) -> InRows | Differing:
    """Return the work of readers in rows, or what differs; `aligned` if it was compared before."""
    if showing.mode != DIFFERENCES:
        return InRows(readers, facts, showing.hides, make)
    aligned = aligned or comparing(showing, readers, facts, scheme)()
    return Differing(aligned, readers, facts, showing.hides, make, word=word)


def comparing(
    showing: Showing, readers: Sequence[str], facts: Facts, scheme: Scheme
) -> Callable[..., Aligned]:
    """Return what compares a document as it is now, whatever becomes of it meanwhile."""
    annotations, relations = list(facts.annotations.values()), list(facts.relations.values())

    def compare(*, progress: Progress = no_progress) -> Aligned:
        seen = (a for a in annotations if not showing.hides(a))
        with unswept():
            return Aligned(readers, seen, relations, scheme=scheme, progress=progress)

    return compare
