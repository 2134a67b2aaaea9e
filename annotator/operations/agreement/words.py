"""A figure of agreement in words: its name and number, and all that has to be told with it."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.analysis.agreement.figure import Figure
from annotator.model.language import decimal_in
from annotator.model.sentences import sentence_of, sentences
from annotator.operations.agreement.tables import Column


def number_said(value: float, language: str, *, digits: int = 2) -> str:
    """Return a figure as people print it: without the zero before the point in English."""
    said = f"{abs(value):.{digits}f}"
    if language == "bg":
        said = decimal_in(said, language)
    elif said.startswith("0."):
        said = said[1:]
    return f"−{said}" if round(value, digits) < 0 else said


def measure_said(column: Column, language: str) -> str:
    """Return what a measure with its distance is called."""
    name = sentence_of(f"measure.{column.measure}", {}, language)
    return f"{name}, {distance_said(column.distance, language)}"


def head_said(column: Column, among: Sequence[Column], language: str) -> str:
    """Return what stands over a column: short, with the distance where that tells it apart."""
    code = f"short.{column.measure}"
    code = code if code in sentences() else f"measure.{column.measure}"
    name = sentence_of(code, {}, language)
    is_alone = [other.measure for other in among].count(column.measure) == 1
    return name if is_alone else f"{name} {distance_said(column.distance, language)}"


def distance_said(distance: str, language: str) -> str:
    """Return what a distance is called; one that is made of weights stays as it is."""
    code = f"distance.{distance}"
    return sentence_of(code, {}, language) if code in sentences() else distance


def value_said(figure: Figure, language: str) -> str:
    """Return the number, or that there is none."""
    if figure.value is None:
        return sentence_of("figure.not_defined", {}, language)
    return number_said(figure.value, language)


def headline(figure: Figure, language: str) -> str:
    """Return the name with the number, or with the reason why there is none."""
    name = measure_said(Column(figure.measure, figure.distance), language)
    if figure.value is None and figure.reason is not None:
        reason = sentence_of(figure.reason.code, figure.reason.data, language)
        said = reason[:1].lower() + reason[1:]
        return sentence_of("figure.undefined", {"name": name, "reason": said}, language)
    value = value_said(figure, language)
    return sentence_of("figure.value", {"name": name, "value": value}, language)


def about(figure: Figure, language: str) -> str:
    """Return unit, n, distance and scope, and what was observed and drawn."""
    data = {
        "unit": sentence_of(f"unit.{figure.unit}", {}, language),
        "n": f"{figure.n:,}".replace(",", "\u00a0" if language == "bg" else ","),
        "distance": distance_said(figure.distance, language),
        "scope": sentence_of(f"mean.{figure.scope}", {}, language),
    }
    parts = [sentence_of("figure.about", data, language)]
    if figure.observed is not None and figure.observes == "agreement":
        said = number_said(figure.observed, language)
        parts.append(sentence_of("figure.observed_agreement", {"value": said}, language))
    if figure.samples is not None:
        drawn = {"samples": figure.samples, "seed": figure.seed}
        parts.append(sentence_of("figure.drawn", drawn, language))
    if figure.precision is not None:
        part = decimal_in(f"{figure.precision:.1%}", language)
        parts.append(sentence_of("figure.precise", {"part": part}, language))
    return " ".join(parts)
