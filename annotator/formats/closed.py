"""Values of closed sets in files: what is none of its set is refused, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.model.annotation import ORIGINS, STATES, SURE, UNSURE
from annotator.model.bundle import Header
from annotator.model.corpus import DOCUMENT_RELATIONS
from annotator.model.entity import ID_STATES
from annotator.model.review import (
    ANNOTATOR_KINDS,
    ANSWERS,
    ASSIGNMENT_STATES,
    COMMENT_KINDS,
    DECISION_KINDS,
    OPEN,
    REPLIES,
    RESOLVED,
    Assignment,
    Comment,
    Decision,
    Round,
)
from annotator.model.scheme import (
    ANCHORINGS,
    ERROR,
    FEATURE_TYPES,
    HINT,
    INCOMPLETE,
    OVERLAPS,
    RULE_KINDS,
    Feature,
    Scheme,
)

_CONFIDENCES = frozenset((SURE, UNSURE))
_ORIGINS = frozenset(ORIGINS)
_STATES = frozenset(STATES)
_SEVERITIES = (ERROR, INCOMPLETE, HINT)
_SIMPLE = frozenset((str, int, float, bool))
_LISTS = frozenset((list, tuple))


def check_scheme(scheme: Scheme) -> None:
    """ValueError names the first value of a scheme that is none of its set."""
    for layer in scheme.layers:
        _check(layer.anchoring, ANCHORINGS, f"anchoring of {layer.id}")
        _check(layer.overlap, OVERLAPS, f"overlap of {layer.id}")
        _check_features(layer.features, layer.id)
    for kind in scheme.relation_types:
        _check_features(kind.features, kind.id)
    for key in scheme.metadata_keys:
        _check(key.type, FEATURE_TYPES, f"type of {key.id}")
    for rule in scheme.rules:
        _check(rule.kind, RULE_KINDS, f"kind of {rule.id}")
        _check(rule.severity, _SEVERITIES, f"severity of {rule.id}")


def check_header(header: Header) -> None:
    """ValueError names the first value of a header that is none of its set."""
    if header.scheme is not None:
        check_scheme(header.scheme)
    for annotator in header.annotators:
        _check(annotator.kind, ANNOTATOR_KINDS, f"kind of {annotator.id}")
    for entity in header.entities:
        for known in entity.ids:
            _check(known.state, ID_STATES, f"state of an id of {entity.id}")
    for relation in header.document_relations:
        _check(relation.type, DOCUMENT_RELATIONS, f"type of {relation.id}")
    for comment in header.comments:
        check_comment(comment)
    for handed in header.rounds:
        check_round(handed)


def check_comment(comment: Comment) -> None:
    """ValueError if the kind or state of a comment is none of its set."""
    _check(comment.kind, COMMENT_KINDS, f"kind of {comment.id}")
    _check(comment.state, (OPEN, RESOLVED), f"state of {comment.id}")


def check_assignment(assignment: Assignment) -> None:
    """ValueError if the state of an assignment is none of its set."""
    _check(assignment.state, ASSIGNMENT_STATES, f"state of {assignment.annotator}")


def check_round(handed: Round) -> None:
    """ValueError if the numbers of a round are none that documents can be handed out by."""
    if not 0 <= handed.overlap <= 1 or handed.several < 1:
        raise ValueError(f"{handed.id}: documents cannot be handed out so")


def check_decision(decision: Decision) -> None:
    """ValueError if what a decision says is none of its set."""
    _check(decision.kind, DECISION_KINDS, f"kind of {decision.id}")
    _check(decision.answer, ANSWERS, f"answer of {decision.id}")
    for who, reply in decision.replies.items():
        _check(reply.state, REPLIES, f"reply of {who} to {decision.id}")


def check_work(
    item: object,
    names: tuple[object, ...],
    features: Any,
    confidence: str,
    origin: str,
    state: str,
) -> None:
    """ValueError if an annotation or relation is not what it should be.

    `item` is its id, `names` are ids that it names; features are values by id.
    """
    told: Mapping[str, Any] = features
    if type(item) is not str or not item:
        raise ValueError(f"{item!r} is no id")
    for name in names:
        if type(name) is not str or not name:
            raise ValueError(f"{item}: {name!r} is no id")
    if confidence not in _CONFIDENCES or origin not in _ORIGINS or state not in _STATES:
        raise ValueError(f"{item}: {confidence}, {origin} or {state} is nothing that is known")
    if type(features) is not dict:
        raise ValueError(f"{item}: features are an object")
    check_values(item, told)


def check_values(item: str, features: Mapping[str, Any]) -> None:
    """ValueError if a value of a feature is none: values are simple or lists of texts."""
    if _SIMPLE.issuperset(map(type, features.values())):
        return
    for name, value in features.items():
        is_list = type(value) in _LISTS and all(type(x) is str for x in value)
        if not is_list and type(value) not in _SIMPLE:
            raise ValueError(f"{item}: {name} is no value of a feature")


def _check_features(features: Iterable[Feature], owner: str) -> None:
    for feature in features:
        _check(feature.type, FEATURE_TYPES, f"type of {owner}.{feature.id}")


def _check(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise ValueError(f"{what}: {value!r} is none of {', '.join(known)}")
