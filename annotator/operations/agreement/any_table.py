"""Agreement of anybody's data: every measure that fits a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from annotator.analysis.agreement.alpha import all_alphas
from annotator.analysis.agreement.compared import Place, Places
from annotator.analysis.agreement.figure import Figure
from annotator.analysis.agreement.gamma import GammaSettings
from annotator.analysis.agreement.kappas import all_kappas, percent_agreement
from annotator.analysis.agreement.measures import POOLED, SpanMeasures
from annotator.analysis.agreement.ratings import Ratings, ratings_of
from annotator.analysis.agreement.spans import Piece
from annotator.model.errors import AnnotatorError
from annotator.operations.agreement.measuring import BETWEEN, PAIR, Line, Report
from annotator.operations.agreement.table_reading import Table


def measure_table(
    table: Table,
    *,
    annotators: Sequence[str] | None = None,
    by: str | None = None,
    gamma: GammaSettings | None = None,
) -> Report:
    """Compute every measure that fits, of some annotators or all; gamma only with settings.

    `by` pair tells of each two annotators too. AnnotatorError if one is not in the table.
    """
    for name in annotators or ():
        if name not in table.annotators:
            known = ", ".join(table.annotators)
            raise AnnotatorError("agreement_table_annotator", name=name, known=known)
    people = tuple(sorted(set(annotators))) if annotators else table.annotators
    lines = _lines(table, "", people, gamma)
    if by == PAIR:
        for pair in combinations(people, 2):
            lines += _lines(table, BETWEEN.join(pair), pair, gamma)
    documents = len(table.texts) if table.has_texts else 1
    return Report(lines=tuple(lines), documents=documents, unfinished={})


def _lines(
    table: Table, group: str, people: Sequence[str], gamma: GammaSettings | None
) -> list[Line]:
    places = Places()
    if table.has_texts:
        figures = _of_texts(table, people, gamma, places)
    else:
        figures = _of_values(table, people, places)
    return [Line("", "table", group, figure, places) for figure in figures]


def _of_values(table: Table, people: Sequence[str], places: Places) -> list[Figure]:
    rows = [[row.get(who) for who in people] for row in table.values.values()]
    for unit, row in zip(table.values, rows, strict=True):
        if len({value for value in row if value is not None}) > 1:
            places.add(Place(unit, 0, 0))
    ratings: Ratings = ratings_of(rows, people, scale=table.scale)
    if ratings.has_sets:
        found = [percent_agreement(ratings), *all_alphas(ratings)]
    else:
        found = [*all_kappas(ratings), *all_alphas(ratings)]
    return [replace(figure, scope=POOLED) for figure in found]


def _of_texts(
    table: Table, people: Sequence[str], gamma: GammaSettings | None, places: Places
) -> list[Figure]:
    measures = SpanMeasures(gamma, has_values=True)
    for key, text in table.texts.items():
        # Who has no row for a text has not looked at it, unless it is the only one.
        rows = {who: text.rows.get(who, []) for who in people if who in text.rows}
        measures.add(key, text.length, rows)
        counts: dict[Piece, int] = {}
        for row in rows.values():
            for piece in set(row):
                counts[piece] = counts.get(piece, 0) + 1
        for piece, count in sorted(counts.items(), key=lambda item: item[0].spans):
            if count < len(rows):
                places.add(Place(key, piece.spans[0][0], piece.spans[0][1]))
    found = measures.figures()
    return found if measures.texts > 1 else [f for f in found if f.scope == POOLED]
