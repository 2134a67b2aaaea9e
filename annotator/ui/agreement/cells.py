"""What stands in a table of figures: cells with their texts, and what a screen reader says."""

from __future__ import annotations

from typing import NamedTuple

from annotator.analysis.agreement.compared import Places
from annotator.model.language import text_in
from annotator.operations.agreement.measuring import Line
from annotator.operations.agreement.tables import (
    FEATURES,
    LAYERS,
    RELATIONS,
    Column,
    FigureTable,
    Row,
)
from annotator.operations.agreement.words import (
    about,
    head_said,
    headline,
    measure_said,
    value_said,
)
from annotator.ui.panels.section import shortened
from annotator.ui.sitting.session import Session
from annotator.ui.words.local_form import number_in

NAME, COUNT, FIGURE, UNDEFINED = "name", "count", "figure", "undefined"
PLACES, EMPTY, VALUE = "places", "empty", "value"
_LONGEST = 60
"""Characters of a name within a sentence, which must be seen whole."""


class Opened(NamedTuple):
    """The places that a cell opens: what stands over them, what they are of, and where."""

    title: str
    what: str
    places: Places
    is_relation: bool = False


class Cell(NamedTuple):
    """One cell: its kind, what is seen, what is told of it, and the places it opens, if any.

    `layer` is the id of the layer whose letter stands before a name, or whose colour a cell has;
    `is_strong` marks a cell of a table of values where both gave the same.
    """

    kind: str
    text: str
    told: str = ""
    opens: Opened | None = None
    layer: str = ""
    is_strong: bool = False


class Named:
    """Names what figures are about, in the scheme and language of a sitting."""

    def __init__(self, session: Session, people: tuple[str, ...]) -> None:
        """`people` are the annotators who took part, in the order of their letters."""
        self._session, self.people = session, people
        self.language = session.language

    def row(self, what: str) -> str:
        """Return the name of a layer, a feature, a type of relation; of all layers if empty."""
        scheme, language = self._session.scheme, self.language
        if not what:
            return self._session.word("agreement.all")
        owner_id, _, feature_id = what.partition(".")
        owner = scheme.layer(owner_id) or scheme.relation_type(owner_id)
        if owner is None:
            return what
        feature = owner.feature(feature_id) if feature_id else None
        noun = feature or owner
        return text_in(noun.names, language, feature_id or owner_id)

    def full(self, what: str) -> str:
        """Return the name of a feature with that of its owner, of anything else its name."""
        owner, _, feature = what.partition(".")
        return f"{self.row(owner)}, {self.row(what)}" if feature else self.row(what)

    def person(self, number: int) -> str:
        """Return what the annotator with a number is called, shortened where that is very long."""
        return shortened(self._session.annotator_name(self.people[number]), _LONGEST)

    def told(self, line: Line) -> str:
        """Return a figure in a sentence, and all that belongs to it."""
        name, figure = shortened(self.full(line.what), _LONGEST), line.figure
        first = self._session.word(
            "agreement.row", name=name, figure=headline(figure, self.language)
        )
        return f"{first} {about(figure, self.language)}{self._met(line)}"

    def _met(self, line: Line) -> str:
        detail = line.figure.detail
        if len(self.people) != 2 or "met" not in detail or line.figure.distance == "partial":
            return ""
        first, second = counts_of(line, self.people)
        met = round(detail["met"])
        rest = {"met": met, "first": first - met, "second": second - met}
        names = {"one": self.person(0), "other": self.person(1)}
        return f" {self._session.word('agreement.only', **rest, **names)}"

    def title(self, table: FigureTable) -> str:
        """Return what stands over a table."""
        code = {LAYERS: "agreement.spans", RELATIONS: "agreement.relations"}.get(table.kind)
        if table.kind == FEATURES:
            return self._session.word("agreement.features", owner=self.row(table.owner))
        return self._session.word(code or "agreement.values")

    def heads(self, table: FigureTable) -> list[str]:
        """Return what stands over the columns."""
        word = self._session.word
        first = {FEATURES: "agreement.feature", RELATIONS: "agreement.relation"}
        names = [head_said(c, table.columns, self.language) for c in table.columns]
        is_counted_apart = len(self.people) == 2 and table.kind != FEATURES
        counted = word("agreement.both", one="A", other="B") if is_counted_apart else "n"
        return [word(first.get(table.kind, "agreement.layer")), counted, *names, word("places")]

    def cells(self, table: FigureTable) -> list[list[Cell]]:
        """Return the cells of a table, row by row."""
        return [self._row(table, row) for row in table.rows]

    def _row(self, table: FigureTable, row: Row) -> list[Cell]:
        name = self.row(row.what)
        layer = row.what if table.kind == LAYERS else ""
        figures = [self._figure(line) for line in row.cells]
        full, total = self.full(row.what), number_in(row.places, self.language)
        told = f"{full}, {self._session.word('places.count', count=row.places)}"
        opens = Opened(
            full,
            row.what,
            next((x.places for x in row.lines), Places()),
            any(map(self._is_of_relation, row.lines)),
        )
        return [
            Cell(NAME, name, full, layer=layer),
            self._count(row),
            *figures,
            Cell(PLACES, total, told, opens),
        ]

    def _figure(self, line: Line | None) -> Cell:
        if line is None:
            return Cell(EMPTY, "")
        value = value_said(line.figure, self.language)
        measure = measure_said(Column(line.figure.measure, line.figure.distance), self.language)
        title = f"{self.full(line.what)}, {measure} {value}"
        kind = FIGURE if line.figure.value is not None else UNDEFINED
        is_relation = self._is_of_relation(line)
        opens = Opened(title, line.what, line.places, is_relation)
        return Cell(kind, value, self.told(line), opens)

    def _is_of_relation(self, line: Line) -> bool:
        owner = line.what.partition(".")[0]
        is_layer = self._session.scheme.layer(owner) is not None
        return line.kind == "relation" or (line.kind == "feature" and not is_layer)

    def _count(self, row: Row) -> Cell:
        first = next(iter(row.lines), None)
        if first is None:
            return Cell(EMPTY, "")
        if "first" in first.figure.detail and len(self.people) == 2:
            both = counts_of(first, self.people)
            one, other = (number_in(n, self.language) for n in both)
            said = self._session.word("agreement.both", one=one, other=other)
            told = ", ".join(f"{self.person(n)} {both[n]}" for n in (0, 1))
            return Cell(COUNT, said, told)
        said = number_in(first.figure.n, self.language)
        return Cell(COUNT, said, f"n {said}")


def counts_of(line: Line, people: tuple[str, ...]) -> tuple[int, int]:
    """Return how many the first and the second of two annotators have, in the order of `people`."""
    detail = line.figure.detail
    first, second = int(detail.get("first", 0)), int(detail.get("second", 0))
    # Figures are counted by the order of ids, the page begins with the own work.
    return (first, second) if list(people) == sorted(people) else (second, first)
