"""A report of agreement as tables: what is measured in rows, measures in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotator.analysis.agreement.measures import POOLED
from annotator.model.values import as_typed
from annotator.operations.agreement.measuring import Line, Report

LAYERS, VALUES, FEATURES, RELATIONS = "layers", "values", "features", "relations"
_OF_LAYERS = ("layer", "tokens")


class Column(NamedTuple):
    """One measure with its distance."""

    measure: str
    distance: str


class Row(NamedTuple):
    """What is measured (empty: all layers), and a figure for each column, None where none is."""

    what: str
    cells: tuple[Line | None, ...]

    @property
    def lines(self) -> list[Line]:
        """The figures that there are."""
        return [line for line in self.cells if line is not None]

    @property
    def places(self) -> int:
        """How many places of disagreement are behind the figures."""
        return max((line.places.total for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table; `kind` says what its rows are, `owner` whose features, if they are features."""

    kind: str
    owner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def tables_of(report: Report, *, mean: str = POOLED, group: str = "") -> list[FigureTable]:
    """Return the figures of one mean ("pooled" or "macro") and group as tables.

    Layers stand in the order of the scheme, with all layers together below them; measures that
    only all layers together have, since they compare values too, are a table of their own; then
    the features of each layer and type of relation, then the relations.
    """
    lines = [x for x in report.lines if x.figure.scope == mean and x.group == group]
    layers = _table(LAYERS, "", [x for x in lines if x.kind in _OF_LAYERS])
    together = [x for x in lines if x.kind == LAYERS]
    alike = [x for x in together if "value" not in x.figure.detail]
    layers = _with_all(layers, [*map(_of_value, _set_apart(together)), *alike])
    others = [x for x in alike if _column(x) not in layers.columns]
    found = [layers, _table(VALUES, "", others)]
    features = [x for x in lines if x.kind == "feature"]
    for owner in dict.fromkeys(x.what.partition(".")[0] for x in features):
        own = [x for x in features if x.what.partition(".")[0] == owner]
        found.append(_table(FEATURES, owner, own))
    found.append(_table(RELATIONS, "", [x for x in lines if x.kind == "relation"]))
    return [table for table in found if table.rows]


def _set_apart(lines: Iterable[Line]) -> list[Line]:
    """Return the figures of all layers together that are of one of them."""
    return [line for line in lines if "value" in line.figure.detail]


def _of_value(line: Line) -> Line:
    """Return a figure about one layer among all as a figure of that layer."""
    return line._replace(what=as_typed(line.figure.detail["value"]))


def _with_all(table: FigureTable, lines: Sequence[Line]) -> FigureTable:
    """Return a table of layers with figures of all of them, and what these tell of each."""
    columns = list(table.columns)
    for line in lines:
        if (
            line.what
            and _column(line) not in columns
            and any(r.what == line.what for r in table.rows)
        ):
            columns.append(_column(line))
    rows = [*table.rows, *([Row("", ())] if any(not line.what for line in lines) else [])]
    made: list[Row] = []
    for row in rows:
        cells = list(row.cells) + [None] * (len(columns) - len(row.cells))
        for line in lines:
            at = columns.index(_column(line)) if _column(line) in columns else -1
            if line.what == row.what and at >= 0 and cells[at] is None:
                cells[at] = line
        made.append(Row(row.what, tuple(cells)))
    return replace(table, columns=tuple(columns), rows=tuple(made))


def _table(kind: str, owner: str, lines: Sequence[Line]) -> FigureTable:
    columns = tuple(dict.fromkeys(map(_column, lines)))
    by_place = {(line.what, _column(line)): line for line in reversed(lines)}
    rows = tuple(
        Row(what, tuple(by_place.get((what, column)) for column in columns))
        for what in dict.fromkeys(line.what for line in lines)
    )
    return FigureTable(kind, owner, columns, rows)


def _column(line: Line) -> Column:
    return Column(line.figure.measure, line.figure.distance)
