"""Figures of agreement as the shell tells them: as lines, or as data for machines."""

from __future__ import annotations

from typing import Any

from annotator.analysis.agreement.confusion import Confusion
from annotator.analysis.agreement.figure import Figure, Reason
from annotator.analysis.agreement.measures import MACRO
from annotator.cli.output import (
    language,
    tell,
)
from annotator.cli.people import People
from annotator.model.language import LANGUAGES, decimal_in
from annotator.model.sentences import sentence_of
from annotator.model.values import as_typed
from annotator.operations.agreement.measuring import (
    BETWEEN,
    Line,
    Report,
)
from annotator.text.directions import plain_sentence


def _scope(line: Line) -> str:
    """Return what a figure is of, in words that stay the same in every language."""
    parts = [line.what or ("all layers" if line.kind == "layers" else ""), line.figure.scope]
    if line.group:
        parts.append(line.group)
    value = line.figure.detail.get("value")
    if value is not None:
        parts.append(f"value {as_typed(value)}")
    return ", ".join(part for part in parts if part)


def figure_data(line: Line, most: int) -> dict[str, Any]:
    """Return a figure as plain data, with `most` of its places."""
    figure = line.figure
    found: dict[str, Any] = {
        "measure": figure.measure,
        "unit": figure.unit,
        "distance": figure.distance,
        "scope": _scope(line),
        "n": figure.n,
        "value": figure.value,
        "reason": _reason(figure.reason),
        "places": [
            {"document": place.document, "begin": place.begin, "end": place.end}
            if line.kind != "table" or place.end
            else {"unit": place.document}
            for place in line.places.first[: max(0, most)]
        ],
        "places_total": line.places.total,
        "observes": figure.observes,
        "observed": figure.observed,
        "expected": figure.expected,
        "kind": line.kind,
        "what": line.what,
        "group": line.group,
        "mean": figure.scope,
    }
    if figure.samples is not None:
        found["samples"] = figure.samples
        found["seed"] = figure.seed
        found["precision"] = figure.precision
    if figure.detail:
        found["detail"] = dict(figure.detail)
    return found


def confusion_data(group: str, table: Confusion, most: int) -> dict[str, Any]:
    """Return which values stood against which, with `most` places of each cell."""
    return {
        "what": table.what,
        "group": group,
        "annotators": [table.first, table.second],
        "cells": [
            {
                "values": list(values),
                "n": places.total,
                "places": [p._asdict() for p in places.first[: max(0, most)]],
            }
            for values, places in table.cells.items()
        ],
    }


def _reason(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    said = {x: plain_sentence(sentence_of(reason.code, reason.data, x)) for x in LANGUAGES}
    return {"code": reason.code.removeprefix("agreement."), **said}


def tell_report(report: Report, samples: int, seed: int, people: People | None) -> None:
    """Print a line for each figure, and what all of them are of; `people` of a corpus by name."""
    means = {_key(line): line.figure for line in report.lines if line.figure.scope == MACRO}
    before = None
    for line in report.lines:
        if line.figure.scope == MACRO:
            continue
        about = _about(line, people)
        if about and about != before:
            tell(about)
        before = about
        mean = None if "value" in line.figure.detail else means.get(_key(line))
        tell(f"  {_row(line.figure)}{_mean(mean)}")
    for name, count in report.unfinished.items():
        called = name if people is None else people.called(name)
        tell(sentence_of("told.unfinished", {"name": called, "count": count}, language()))
    drawn = any(line.figure.samples is not None for line in report.lines)
    data = {"documents": report.documents, "samples": samples, "seed": seed}
    tell(sentence_of("told.agreement" if drawn else "told.agreed", data, language()))


def _key(line: Line) -> tuple[str, ...]:
    figure = line.figure
    return line.what, line.kind, line.group, figure.measure, figure.distance


def _about(line: Line, people: People | None) -> str:
    every = sentence_of("told.all_layers", {}, language()) if line.kind == "layers" else ""
    group = line.group
    if people is not None and BETWEEN in group:
        group = BETWEEN.join(map(people.called, group.split(BETWEEN)))
    return ", ".join(part for part in (line.what or every, group) if part)


def _row(figure: Figure) -> str:
    name = sentence_of(f"measure.{figure.measure}", {}, language())
    value = figure.detail.get("value")
    name = name if value is None else f"{name} {value}"
    known = f"{name:26} {figure.distance:24} n {figure.n:>7} {figure.unit:9}"
    if figure.value is None:
        reason = figure.reason
        said = "" if reason is None else sentence_of(reason.code, reason.data, language())
        seen = ""
        if figure.observed is not None and figure.observes == "agreement":
            seen = f"  ({_decimal(figure.observed)})"
        return f"{known}      –  {said}{seen}"
    precise = ""
    if figure.precision is not None:
        precise = f"  ±{decimal_in(f'{figure.precision:.1%}', language())}"
    return f"{known} {_decimal(figure.value):>6}{precise}"


def _mean(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return ""
    data = {"value": _decimal(figure.value), "n": figure.n}
    return f"   {sentence_of('told.by_document', data, language())}"


def _decimal(value: float) -> str:
    return decimal_in(f"{value:.3f}", language())
