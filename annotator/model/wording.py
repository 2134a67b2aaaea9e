"""Codes and data become sentences, in English and Bulgarian, for the window and the shell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.scheme import Scheme

PARTS = ("wording_work", "wording_rules", "wording_steps", "wording_formats", "wording_tei")
"""Modules beside this one that hold SENTENCES: code -> (English, Bulgarian)."""


@cache
def sentences() -> Mapping[str, tuple[str, str]]:
    """Return all sentences by code."""
    merged: dict[str, tuple[str, str]] = {}
    for part in PARTS:
        merged.update(import_module(f"annotator.model.{part}").SENTENCES)
    return merged


class _Data(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence_of(code: str, data: Mapping[str, Any], language: str) -> str:
    """Return the sentence of a code, filled with data; an unknown code is told as it is."""
    pair = sentences().get(code)
    if pair is None:
        shown = ", ".join(f"{key}: {value}" for key, value in data.items())
        return f"{code} ({shown})" if shown else code
    template = pair[1] if language == "bg" else pair[0]
    return template.format_map(_Data(_filled(data, language)))


def _filled(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    filled: dict[str, Any] = dict(data)
    line = data.get("line")
    words = {"bg": ", ред {}", "en": ", line {}"}
    filled["at_line"] = words["bg" if language == "bg" else "en"].format(line) if line else ""
    reason = data.get("reason")
    if isinstance(reason, str) and reason in sentences():
        inner = {k: v for k, v in data.items() if k != "reason"}
        filled["reason"] = sentence_of(reason, inner, language)
    return filled


def sentence(error: AnnotatorError, language: str) -> str:
    """Return what an error says to a person."""
    return sentence_of(error.code, error.data, language)


def problem_sentence(problem: Any, scheme: Scheme, language: str) -> str:
    """Return what a problem (see `rules.Problem`) says; rules speak in the scheme's own words."""
    if problem.rule is not None:
        rule = next((r for r in scheme.rules if r.id == problem.rule), None)
        if rule is not None:
            return text_in(rule.texts, language, rule.id)
    data = dict(problem.data)
    layer = scheme.layer(str(data.get("layer", "")))
    kind = scheme.relation_type(str(data.get("type", "")))
    owner = layer or kind
    if owner is not None:
        data["layer"] = data["type"] = text_in(owner.names, language, owner.id)
        feature = owner.feature(str(data.get("feature", "")))
        if feature is not None:
            data["feature"] = text_in(feature.names, language, feature.id)
    return sentence_of(f"problem.{problem.code}", data, language)


def step_sentence(step: Any, language: str) -> str:
    """Return what a step of the history did (see `change.Step`)."""
    data = {"count": step.count, **step.data}
    for key, value in step.data.items():
        if isinstance(value, Mapping):
            data[key] = text_in(value, language)  # pyright: ignore[reportUnknownArgumentType]
        elif f"value.{key}.{value}" in sentences():
            data[key] = sentence_of(f"value.{key}.{value}", {}, language)
    return sentence_of(f"step.{step.kind}", data, language)
