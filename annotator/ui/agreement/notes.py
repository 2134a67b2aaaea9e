"""What has to be read with the figures: those that are not defined, and low ones that mislead."""

from __future__ import annotations

from annotator.model.sentences import sentence_of
from annotator.operations.agreement.measuring import Line, Report
from annotator.operations.agreement.tables import FEATURES, Column, FigureTable
from annotator.operations.agreement.words import measure_said, number_said
from annotator.ui.agreement.cells import Named
from annotator.ui.sitting.session import Session

_MANY, _LOW, _APART = 0.8, 0.6, 0.2
"""Observed agreement from which on, and chance-corrected up to which, a figure misleads."""
_MOST_NAMED = 4


def notes_of(
    session: Session, named: Named, report: Report, tables: list[FigureTable]
) -> list[str]:
    """Return sentences, those on single figures first."""
    found = _misleading(session, named, tables)
    found += _undefined(session, named, tables)
    word = session.word
    for who, count in report.unfinished.items():
        name = session.annotator_name(who)
        found.append(word("agreement.unfinished", count=count, name=name))
    return [*found, word("agreement.left_out")]


def _misleading(session: Session, named: Named, tables: list[FigureTable]) -> list[str]:
    """Return where nearly all agree and a measure that corrects for chance is low all the same."""
    found: list[str] = []
    for row in (row for table in tables if table.kind == FEATURES for row in table.rows):
        by_measure = {line.figure.measure: line.figure for line in reversed(row.lines)}
        same = by_measure.get("percent_agreement")
        alpha = by_measure.get("krippendorff_alpha")
        if same is None or alpha is None or same.value is None or alpha.value is None:
            continue
        if same.value >= _MANY and alpha.value < _LOW and same.value - alpha.value > _APART:
            data = {
                "alpha": number_said(alpha.value, session.language),
                "observed": number_said(same.value, session.language),
            }
            found.append(session.word("agreement.low_alpha", name=named.full(row.what), **data))
    return found


def _undefined(session: Session, named: Named, tables: list[FigureTable]) -> list[str]:
    """Return by reason which figures have no value."""
    by_reason: dict[str, list[str]] = {}
    for table in tables:
        for line in (line for row in table.rows for line in row.lines):
            if line.figure.reason is not None:
                reason = line.figure.reason
                said = sentence_of(reason.code, reason.data, session.language)
                by_reason.setdefault(said, []).append(_name(session, named, line))
    found: list[str] = []
    for reason, names in by_reason.items():
        listed = "; ".join(names[:_MOST_NAMED])
        rest = f" +{len(names) - _MOST_NAMED}" if len(names) > _MOST_NAMED else ""
        found.append(session.word("agreement.reason", names=listed + rest, reason=reason))
    return found


def _name(session: Session, named: Named, line: Line) -> str:
    column = Column(line.figure.measure, line.figure.distance)
    return f"{named.full(line.what)}, {measure_said(column, session.language)}"
