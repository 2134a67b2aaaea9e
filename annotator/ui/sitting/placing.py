"""Where the annotations of one annotator stand, and which of them are hidden, all by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from annotator.model.annotation import Annotation
from annotator.model.facts import Facts
from annotator.ui.sitting.showing import Showing
from annotator.ui.sitting.tallies import Tallies
from annotator.ui.text.marks import MARGIN, Row


def places_of(tallies: Tallies, drawings: Mapping[str, str]) -> Iterator[tuple[Row, bool]]:
    """Return where each annotation stands, and whether in the margin, in no order.

    Those that are hidden too; refused ones are not among them.
    """
    return placed(tallies.unordered(), drawings)


def placed(
    annotations: Iterable[Annotation], drawings: Mapping[str, str]
) -> Iterator[tuple[Row, bool]]:
    """Return the same of any annotations; of what is about the whole document nothing."""
    in_margin = {layer for layer, drawing in drawings.items() if drawing == MARGIN}
    return (
        ((spans[0].begin, spans[-1].end, a.id), a.layer in in_margin)
        for a in annotations
        if (spans := a.spans)
    )


def hider(showing: Showing, facts: Facts) -> Callable[[str], bool] | None:
    """Return what says by its id whether an annotation is hidden as it is then; None: none is."""
    layers = showing.layers

    def hides_layer(key: str) -> bool:
        found = facts.annotations.get(key)
        return found is not None and found.layer in layers

    def hides(key: str) -> bool:
        found = facts.annotations.get(key)
        return found is not None and showing.hides(found)

    if showing.tags:
        return hides
    return hides_layer if layers else None
