"""Dresses again only those lines of a block on which something came, went or changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from annotator.ui.text.dress import Dress, Line, dress_line
from annotator.ui.text.marks import Mark
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.rows import rows_by_line
from annotator.ui.text.shape import Shape


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
    come = rows_by_line(shape, changed.values())
    keys, lines = stale.keys, stale.dress.lines
    gap = stale.dress.height - (lines[-1].top + lines[-1].height if lines else 0)
    found: list[Line] = []
    top = 0
    for number, line in enumerate(lines):
        kept = [row for row in line.rows if row.mark.key not in keys]
        if come[number] or len(kept) < len(line.rows):
            plain = [row.placed(0, 0, 0) for row in kept]
            plain += come[number]
            line = dress_line(shape, number, plain, top, kind, metrics, readers)
            shape.place_line(number, line.baseline)
        elif line.top != top:
            line = line._replace(top=top, baseline=line.baseline + top - line.top)
            shape.place_line(number, line.baseline)
        found.append(line)
        top += line.height
    return Dress(found, top + gap)
