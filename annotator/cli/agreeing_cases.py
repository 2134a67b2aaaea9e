"""Shows the places behind a figure of agreement, and tables whose cells list their cases."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from annotator.analysis.agreement.compared import Places
from annotator.analysis.agreement.confusion import Confusion
from annotator.cli.output import language, tell, tell_json
from annotator.cli.people import People
from annotator.model.annotation import Annotation, Relation, items_of
from annotator.model.bundle import Bundle
from annotator.model.language import decimal_in
from annotator.model.review import PERSON
from annotator.model.sentences import sentence_of
from annotator.model.values import as_typed
from annotator.operations.agreement.cases import (
    Case,
    Version,
    cases_of,
    confusions_of,
    lines_about,
)
from annotator.operations.agreement.earlier import Times
from annotator.operations.agreement.measuring import BETWEEN, Report
from annotator.store.reading.queries import Reader
from annotator.text.shortening import shortened

ALL = "all"
"""What is asked for where all layers are meant."""
RELATION = "relation"
_QUOTE = 60


class CaseView:
    """Tells cases for people or machines; `most` of each figure or cell."""

    def __init__(
        self,
        reader: Reader,
        times: Times | None,
        annotators: Iterable[str],
        most: int,
        *,
        as_json: bool,
    ) -> None:
        """Take what reads documents, and whose work is shown (none named: that of all persons)."""
        named = tuple(sorted(annotators)) or tuple(
            sorted(a.id for a in reader.annotators() if a.kind == PERSON)
        )
        self._people = named if times is None else times.people
        self._reader, self._times, self._names = reader, times, People(reader)
        self._most, self._as_json = max(0, most), as_json

    def tell(self, report: Report, places_of: tuple[str, str] | None, matrix: str | None) -> None:
        """Tell the places of a figure, (measure, what), a table of something, or both."""
        data: dict[str, Any] = {}
        if places_of:
            data["figures"] = self._figures(report, *places_of)
        if matrix:
            data["confusions"] = self._tables(report, _what(matrix))
        if self._as_json:
            tell_json(data)

    def _figures(self, report: Report, measure: str, about: str) -> list[dict[str, Any]]:
        what = _what(about)
        found: list[dict[str, Any]] = []
        for line in lines_about(report, measure, what):
            people = tuple(line.group.split(BETWEEN)) if BETWEEN in line.group else self._people
            cases = self._cases(line.places, what, people, line.kind)
            figure = line.figure
            found.append(
                {
                    "measure": figure.measure,
                    "distance": figure.distance,
                    "what": what,
                    "group": line.group,
                    "value": figure.value,
                    "n": figure.n,
                    **_told(line.places, cases),
                }
            )
            if not self._as_json:
                value = "–"
                if figure.value is not None:
                    value = decimal_in(f"{figure.value:.3f}", language())
                about_it = ", ".join(x for x in (about, line.group) if x)
                tell(f"{about_it}: {measure} {value}, n {figure.n}")
                self._tell_cases(line.places, cases)
        return found

    def _tables(self, report: Report, what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for group, table in confusions_of(report, what):
            cells: list[dict[str, Any]] = []
            if not self._as_json:
                for line in _rows(table, group, self._names):
                    tell(line)
            for values, places in table.cells.items():
                cases = self._cases(places, what, (table.first, table.second))
                cells.append({"values": list(values), **_told(places, cases)})
                if not self._as_json and values[0] != values[1]:
                    tell(f"{_word(values[0])} / {_word(values[1])}: {places.total}")
                    self._tell_cases(places, cases)
            people = [table.first, table.second]
            found.append({"what": what, "group": group, "annotators": people, "cells": cells})
        return found

    def _cases(
        self, places: Places, what: str, people: tuple[str, ...], kind: str = ""
    ) -> list[Case]:
        first = islice(places.first, self._most)
        scheme, owner = self._reader.scheme(), what.partition(".")[0]
        is_relation = kind == RELATION or bool(what and scheme.layer(owner) is None)
        return list(cases_of(first, what, people, self._bundle, scheme, is_relation=is_relation))

    def _bundle(self, document: str) -> Bundle:
        if self._times is not None:
            return self._times.bundle(document)
        return next(self._reader.bundles(documents=[document]))

    def _tell_cases(self, places: Places, cases: list[Case]) -> None:
        for case in cases:
            begin, end = case.place.begin, case.place.end
            tell(f"  {case.name} {begin}–{end}  {_short(case.quote)}")
            for who, version in case.versions.items():
                tell(f"    {self._names.called(who)}: {_said(version, case)}")
        if places.total > len(cases):
            data = {"count": places.total - len(cases)}
            tell(f"  {sentence_of('told.more_places', data, language())}")


def _what(about: str) -> str:
    return "" if about == ALL else about


def _word(value: str) -> str:
    return value or "–"


def _short(quote: str) -> str:
    return shortened(quote, _QUOTE)


def _said(version: Version, case: Case) -> str:
    parts: list[str] = []
    for annotation in version.annotations:
        values = ", ".join(
            f"{key}={'|'.join(map(as_typed, items_of(value)))}"
            for key, value in annotation.features.items()
        )
        quote = _short(annotation.quote)
        parts.append(f"{annotation.layer} {quote}" + (f" ({values})" if values else ""))
    parts += [f"{r.type} → {_short(case.quotes.get(r.to_id, r.to_id))}" for r in version.relations]
    return "; ".join(parts) or "–"


def _rows(table: Confusion, group: str, names: People) -> list[str]:
    """Return a table with the first annotator's values in rows, the second's in columns."""
    rows = list(dict.fromkeys(first for first, _ in table.cells))
    columns = sorted({second for _, second in table.cells})
    width = max(len(_word(row)) for row in rows)
    widths = [max(len(_word(column)), 5) for column in columns]
    head = f"{names.called(table.first)} / {names.called(table.second)}" + (
        f", {group}" if group else ""
    )
    heads = "  ".join(f"{_word(c):>{w}}" for c, w in zip(columns, widths, strict=True))
    lines = [head, f"{'':{width}}  {heads}"]
    for row in rows:
        counts = [table.cells[row, c].total if (row, c) in table.cells else 0 for c in columns]
        said = "  ".join(f"{n:>{w}}" for n, w in zip(counts, widths, strict=True))
        lines.append(f"{_word(row):{width}}  {said}")
    return lines


def _told(places: Places, cases: list[Case]) -> dict[str, Any]:
    return {"places_total": places.total, "cases": [_data(case) for case in cases]}


def _data(case: Case) -> dict[str, Any]:
    return {
        "document": case.place.document,
        "name": case.name,
        "begin": case.place.begin,
        "end": case.place.end,
        "quote": case.quote,
        "versions": {
            who: {
                "annotations": [_annotation(a) for a in version.annotations],
                "relations": [_relation(r, case) for r in version.relations],
            }
            for who, version in case.versions.items()
        },
    }


def _annotation(annotation: Annotation) -> dict[str, Any]:
    return {
        "id": annotation.id,
        "layer": annotation.layer,
        "spans": [list(span) for span in annotation.spans],
        "quote": annotation.quote,
        "features": dict(annotation.features),
    }


def _relation(relation: Relation, case: Case) -> dict[str, Any]:
    return {
        "id": relation.id,
        "type": relation.type,
        "to": relation.to_id,
        "quote": case.quotes.get(relation.to_id),
        "features": dict(relation.features),
    }
