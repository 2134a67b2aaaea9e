"""Dresses again only those lines of a block on which something came, went or changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from annotator.ui.text.dress import Dress, Line, dress_line
from annotator.ui.text.marks import Mark
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.shape import Shape
from annotator.ui.text.taken import smallest_first, stretches_of, taken_by_line, taken_of


class Stale(NamedTuple):
    """A block as it was dressed, and the keys of the marks that changed on it since."""

    dress: Dress
    keys: set[str]


def redress(
    shape: Shape,
    kind: str,
    stale: Stale,
    changed: Mapping[str, Mark],
    metrics: Metrics,
    *,
    readers: int = 0,
) -> Dress:
    """Return the block as `dress` would make it; `changed` are those of the keys that are there.

    Lines without any of them keep their rows and labels, and only move. A mark that is not
    among the keys keeps its rows too: where its words stand depends on no other mark.
    """
    come = taken_by_line(shape, stretches_of(shape, changed.values()))
    keys, lines = stale.keys, stale.dress.lines
    gap = stale.dress.height - (lines[-1].top + lines[-1].height if lines else 0)
    found: list[Line] = []
    top = 0
    for number, line in enumerate(lines):
        if come[number] or any(mark.key in keys for mark in line.rows.marks()):
            taken = [taken_of(row) for row in line.rows if row.mark.key not in keys]
            taken = sorted(taken + come[number], key=smallest_first)
            line = dress_line(shape, number, taken, top, kind, metrics, readers)
            shape.place_line(number, line.baseline)
        elif line.top != top:
            line = line._replace(top=top, baseline=line.baseline + top - line.top)
            shape.place_line(number, line.baseline)
        found.append(line)
        top += line.height
    return Dress(found, top + gap)
