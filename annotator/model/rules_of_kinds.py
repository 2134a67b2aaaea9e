"""The fixed kinds of rules that a scheme may have: one function for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from annotator.model.annotation import STANDS, Annotation, Features, Relation
from annotator.model.facts import Facts
from annotator.model.rules_of_values import has_value, holds, is_among
from annotator.model.scheme import Rule

RELATION_ENDS = "relation_ends"
"""The kind that speaks of relations; all others speak of the annotations of a layer."""

MISSING = frozenset({"required_feature", "least_relations", "contiguous_levels", "must_be_end_of"})
"""Kinds that more work mends. Nobody can do two things at once, so breaking one of these is
listed, however severe the scheme finds it, but never a reason to refuse a step on the way."""


def keeps(rule: Rule, facts: Facts, annotation: Annotation, *, is_symmetric: bool = False) -> bool:
    """Say whether an annotation keeps a rule of its layer.

    `is_symmetric` says that both ends of the rule's relations are alike.
    """
    if not holds(rule.when, annotation.features):
        return True
    return _KINDS[rule.kind](rule, annotation, _Ends(facts, annotation, is_symmetric))


def keeps_by_values(rule: Rule, features: Features) -> bool | None:
    """Say whether features keep a rule where it holds; None: that depends on relations too."""
    if rule.kind == "required_feature":
        return has_value(features.get(rule.feature or ""))
    return _has_allowed(rule, features) if rule.kind == "allowed_values" else None


class _Ends:
    """The relations that an annotation is an end of, as its annotator made them."""

    def __init__(self, facts: Facts, annotation: Annotation, is_symmetric: bool) -> None:
        self._facts = facts
        self._annotation = annotation
        self._is_symmetric = is_symmetric

    def of(self, end: str | None, relation: str | None) -> list[Relation]:
        """Return those of a type that stand and whose `end` the annotation is."""
        key, who = self._annotation.id, self._annotation.annotator
        found = list((self._facts.incoming if end == "to" else self._facts.outgoing).get(key, ()))
        if self._is_symmetric:
            other = self._facts.outgoing if end == "to" else self._facts.incoming
            found += [r for r in other.get(key, ()) if r not in found]
        return [r for r in found if r.type == relation and r.state == STANDS and r.annotator == who]


def _required_feature(rule: Rule, annotation: Annotation, ends: _Ends) -> bool:
    return has_value(annotation.features.get(rule.feature or ""))


def _allowed_values(rule: Rule, annotation: Annotation, ends: _Ends) -> bool:
    return _has_allowed(rule, annotation.features)


def _has_allowed(rule: Rule, features: Features) -> bool:
    value: Any = features.get(rule.feature or "")
    allowed = rule.values or ()
    if not has_value(value):
        # Whether there must be one is for `required` to say.
        return True
    if isinstance(value, (list, tuple)):
        return all(is_among(item, allowed) for item in cast(list[Any], value))
    return is_among(value, allowed)


def _least_relations(rule: Rule, annotation: Annotation, ends: _Ends) -> bool:
    return _count(rule, ends) >= (rule.count or 0)


def _most_relations(rule: Rule, annotation: Annotation, ends: _Ends) -> bool:
    return _count(rule, ends) <= (rule.count or 0)


def _count(rule: Rule, ends: _Ends) -> int:
    return sum(1 for r in ends.of(rule.end, rule.relation) if holds(rule.where, r.features))


def _contiguous_levels(rule: Rule, annotation: Annotation, ends: _Ends) -> bool:
    levels: dict[Any, set[int]] = {}
    for relation in ends.of("from", rule.relation):
        level = relation.features.get(rule.level or "")
        if isinstance(level, int):
            chain = relation.features.get(rule.chain) if rule.chain else None
            levels.setdefault(chain, set()).add(level)
    # What names no chain belongs to every chain.
    shared = levels.pop(None, set[int]())
    first = rule.first or 0
    return all(
        chain | shared == set(range(first, max(chain | shared) + 1))
        for chain in list(levels.values()) or [shared]
        if chain | shared
    )


def _must_be_end_of(rule: Rule, annotation: Annotation, ends: _Ends) -> bool:
    return bool(ends.of(rule.end, rule.relation))


_KINDS: dict[str, Callable[[Rule, Annotation, _Ends], bool]] = {
    "required_feature": _required_feature,
    "allowed_values": _allowed_values,
    "least_relations": _least_relations,
    "most_relations": _most_relations,
    "contiguous_levels": _contiguous_levels,
    "must_be_end_of": _must_be_end_of,
}
