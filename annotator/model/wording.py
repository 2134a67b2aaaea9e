"""Errors, problems and steps become sentences, for the window and the shell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotator.model.bundle import Ability
from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.scheme import Scheme
from annotator.model.sentences import sentence_of, sentences


def sentence(error: AnnotatorError, language: str) -> str:
    """Return what an error says to a person."""
    return sentence_of(error.code, error.data, language)


def problem_sentence(
    problem: Any,
    scheme: Scheme,
    language: str,
    entity_name: Callable[[str], str] | None = None,
) -> str:
    """Return what a problem (see `rules.Problem`) says; rules speak in the scheme's own words.

    `entity_name` says what the entity of an id is called.
    """
    if problem.rule is not None:
        rule = next((r for r in scheme.rules if r.id == problem.rule), None)
        if rule is not None:
            return text_in(rule.texts, language, rule.id)
    data = dict(problem.data)
    if entity_name is not None and "entity" in data:
        data["entity"] = entity_name(str(data["entity"]))
    key = next((k for k in scheme.metadata_keys if k.id == data.get("metadata")), None)
    if key is not None:
        data["metadata"] = text_in(key.names, language, key.id)
    layer = scheme.layer(str(data.get("layer", "")))
    kind = scheme.relation_type(str(data.get("type", "")))
    owner = layer or kind
    if owner is not None:
        data["layer"] = data["type"] = text_in(owner.names, language, owner.id)
        feature = owner.feature(str(data.get("feature", "")))
        if feature is not None:
            data["feature"] = text_in(feature.names, language, feature.id)
    return sentence_of(f"problem.{problem.code}", data, language)


def abilities_said(abilities: Iterable[Ability], language: str) -> str:
    """Return what a format carries, in words and in their order."""
    return ", ".join(sorted(sentence_of(f"ability.{a.value}", {}, language) for a in abilities))


def step_sentence(step: Any, language: str) -> str:
    """Return what a step of the history did (see `change.Step`)."""
    data = {"count": step.count, **step.data}
    for key, value in step.data.items():
        if isinstance(value, Mapping):
            data[key] = text_in(value, language)  # pyright: ignore[reportUnknownArgumentType]
        elif f"value.{key}.{value}" in sentences():
            data[key] = sentence_of(f"value.{key}.{value}", {}, language)
    return sentence_of(f"step.{step.kind}", data, language)


def backup_reason_said(reason: str, language: str) -> str:
    """Return why a backup was made; a reason that is not known here, as its file has it."""
    code = f"backup_reason.{reason}"
    return sentence_of(code, {}, language) if code in sentences() else reason
