"""What fills itself in when somebody tags: from names that are known and from the text.

All of it is data of the scheme. A tag may say in `alias_kinds` by which names it fills itself in
(see `_labels`), and in `quoted` by which quotation marks; a feature may say that it is `carried`:
a new annotation starts with the value of the last one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.entity import SEARCHED_ALIASES, Alias, Entity
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Feature, Layer, Scheme, Tag
from annotator.operations.tagging.entities import matching
from annotator.operations.tagging.kinds_said import entity_feature, is_of_kind
from annotator.store.store import Store
from annotator.text.normal import fold
from annotator.text.quotations import quotation_of
from annotator.text.quoting import name_form
from annotator.text.tokens import tokenize

ALIAS_KINDS = "alias_kinds"
QUOTED = "quoted"
WITH_END = "with_end"
CARRIED = "carried"
NO_ALIAS, OTHERS_NAME = "none", "name_of_other"
_NAME_TOKENS = 12
"""The longest name that is looked for, in tokens."""


def values_by_names(
    store: Store, layer: Layer, quote: str, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what known names say of a quote on a layer.

    A name of just one entity of the layer's kinds gives the entity (one whose proper name it is
    goes before those that it merely describes). Tags follow from the name, and from the kinds
    of the entities, where exactly one tag fits.
    """
    feature = entity_feature(layer)
    if feature is None:
        return {}
    values: dict[str, Any] = {}
    chosen = _ids(given.get(feature.id))
    everyone = store.read().entities_by_alias(fold(name_form(quote)))
    if chosen:
        found = [e for e in map(store.read().entity, chosen) if e is not None]
    else:
        found = _meant(everyone, feature, quote)
        if len(found) != 1:
            return {}
        values[feature.id] = [found[0].id] if feature.type == "entities" else found[0].id
    if found:
        values.update(_tags_following(store.scheme, layer, found, quote, everyone))
    return values


def _ids(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _meant(known: Iterable[Entity], feature: Feature, quote: str) -> list[Entity]:
    """Return the entities that a quote may mean; proper names go before descriptions."""
    fitting = [pair for pair in matching(known, quote) if is_of_kind(pair[0], feature)]
    named = [e for e, alias in fitting if alias.kind in SEARCHED_ALIASES]
    return named or [e for e, _ in fitting]


def _tags_following(
    scheme: Scheme, layer: Layer, entities: Sequence[Entity], quote: str, everyone: list[Entity]
) -> dict[str, str]:
    first = matching(entities, quote)
    alias = first[0][1] if first else None
    ids = {e.id for e in entities}
    others = [a for e, a in matching(everyone, quote) if e.id not in ids]
    labels = _labels(alias, others)
    ends = {k.rpartition(":")[2] for k in entities[0].kinds}
    for entity in entities[1:]:
        ends &= {k.rpartition(":")[2] for k in entity.kinds}
    values: dict[str, str] = {}
    for feature in layer.features:
        if feature.type == "tag":
            tags = [t for t in scheme.tags_of(feature) if not t.group]
            by_name = next((t for t in (_by_label(tags, x) for x in labels) if t), None)
            by_kind = [t.id for t in tags if t.id in ends]
            if by_name is not None:
                values[feature.id] = by_name.id
            elif len(by_kind) == 1:
                values[feature.id] = by_kind[0]
    return values


def _labels(alias: Alias | None, others: Sequence[Alias]) -> list[str]:
    """Return what may be said of a name, the most telling first.

    `none` where the entity has no such alias; `name_of_other` where it only describes the
    entity and is the proper name of another; the alias's kind with `.capital` or `.small` after
    its first letter; the kind alone.
    """
    if alias is None:
        return [NO_ALIAS]
    labels: list[str] = []
    if alias.kind not in SEARCHED_ALIASES and any(a.kind in SEARCHED_ALIASES for a in others):
        labels.append(OTHERS_NAME)
    size = "small" if alias.text[:1].islower() else "capital"
    return [*labels, f"{alias.kind}.{size}", alias.kind]


def _by_label(tags: Sequence[Tag], label: str) -> Tag | None:
    found = [t for t in tags if label in t.extra.get(ALIAS_KINDS, ())]
    return found[0] if len(found) == 1 else None


def values_by_quotation(
    scheme: Scheme, layer: Layer, text: str, spans: Sequence[tuple[int, int]]
) -> dict[str, str]:
    """Return the tags that quotation marks give a layer's features by themselves."""
    if not any(_quoted_tags(scheme, f) for f in layer.features):
        return {}
    quoted = quotation_of(text, spans)
    values: dict[str, str] = {}
    for feature in layer.features:
        fitting = [t.id for t in _quoted_tags(scheme, feature) if t.extra[QUOTED] == quoted]
        if len(fitting) == 1:
            values[feature.id] = fitting[0]
    return values


def _quoted_tags(scheme: Scheme, feature: Feature) -> list[Tag]:
    tags = scheme.tags_of(feature) if feature.type == "tag" else ()
    return [t for t in tags if QUOTED in t.extra and WITH_END not in t.extra]


def value_with_end(
    scheme: Scheme, layer: Layer, type_id: str, text: str, spans: Sequence[tuple[int, int]]
) -> dict[str, str]:
    """Return the tags that a layer's features get once an end of that type is linked."""
    values: dict[str, str] = {}
    for feature in layer.features:
        tags = scheme.tags_of(feature) if feature.type == "tag" else ()
        fitting = [
            t.id
            for t in tags
            if t.extra.get(WITH_END) == type_id
            and t.extra.get(QUOTED, "") in ("", quotation_of(text, spans))
        ]
        if len(fitting) == 1:
            values[feature.id] = fitting[0]
    return values


def values_by_rules(
    scheme: Scheme, layer: Layer, features: Mapping[str, Any], yielding: Collection[str]
) -> dict[str, Any]:
    """Return features with the only value that a rule allows, where empty or `yielding`."""
    values = dict(features)
    for rule in scheme.rules:
        is_of_layer = rule.kind == "allowed_values" and rule.layer == layer.id
        if is_of_layer and rule.feature and rule.when and holds(rule.when, values):
            is_open = rule.feature not in values or rule.feature in yielding
            allowed = rule.values or ()
            if is_open and len(allowed) == 1:
                values[rule.feature] = allowed[0]
    return values


def carried_values(layer: Layer, last: Annotation | None) -> dict[str, Any]:
    """Return the values that a new annotation of a layer takes over from the last one."""
    if last is None or last.layer != layer.id:
        return {}
    return {
        f.id: last.features[f.id]
        for f in layer.features
        if f.extra.get(CARRIED) and f.id in last.features
    }


def doubtful(scheme: Scheme, layer: Layer, features: Iterable[str]) -> list[str]:
    """Order features that filled themselves in by how much they want a look.

    First what was carried over, then defaults, then what follows from a name or quotation
    marks, then from the kind of an entity.
    """
    wanted = set(features)

    def rank(feature: Feature) -> int:
        if feature.extra.get(CARRIED):
            return 0 if feature.default is None else 1
        if feature.default is not None:
            return 2
        tags = scheme.tags_of(feature) if feature.type == "tag" else ()
        return 3 if any(ALIAS_KINDS in t.extra or QUOTED in t.extra for t in tags) else 4

    return [f.id for f in sorted(layer.features, key=rank) if f.id in wanted]


def name_at(
    store: Store, layer: Layer, text: str, begin: int, entity: Entity | None = None
) -> tuple[int, int] | None:
    """Return the longest known name of a layer's entities that begins at `begin`, or None.

    With `entity`, only names of that one count.
    """
    feature = entity_feature(layer)
    if feature is None:
        return None
    part = text[begin : begin + 240].split("\n", 1)[0]
    tokens = tokenize(part)[:_NAME_TOKENS]
    # Some names end with a full stop: "U.S.".
    ends = [t.end for t in tokens if part[t.end - 1].isalnum() or part[t.end - 1] == "."]
    # Few words begin a name: for the others nothing more is folded and looked up.
    if not ends or not store.read().has_alias_beginning(beginning_of_names(part, ends[0])):
        return None
    folded = {end: fold(name_form(part[:end])) for end in ends}
    known = store.read().entities_by_aliases(folded.values())
    for end in reversed(ends):
        meant = _meant(known.get(folded[end], ()), feature, part[:end])
        if meant and (entity is None or entity.id in (e.id for e in meant)):
            return begin, begin + end
    return None


def beginning_of_names(part: str, end: int) -> str:
    """Return what each folded name begins with that begins as `part` does up to `end`."""
    head = fold(name_form(part[:end]))
    # What follows without a space may be joined to the last character by folding.
    return head if end == len(part) or part[end] == " " else head[:-1]


def entities_offered(store: Store, layer: Layer, quote: str) -> list[Entity]:
    """Return the entities that a quote may mean together.

    They are those that share it as a name, else those whose names stand in it, in their order.
    """
    feature = entity_feature(layer)
    if feature is None:
        return []
    whole = _meant(store.read().entities_by_alias(fold(name_form(quote))), feature, quote)
    if whole:
        return whole
    tokens = tokenize(quote)[: 3 * _NAME_TOKENS]
    stretches = [
        (first.begin, last.end)
        for at, first in enumerate(tokens)
        for last in tokens[at : at + _NAME_TOKENS]
    ]
    folded = {s: fold(name_form(quote[s[0] : s[1]])) for s in stretches}
    known = store.read().entities_by_aliases(folded.values())
    found: dict[str, Entity] = {}
    done = 0
    for stretch in sorted(stretches, key=lambda s: (s[0], -s[1])):
        if stretch[0] < done:
            continue
        name = quote[stretch[0] : stretch[1]]
        here = [
            e
            for e, alias in matching(known.get(folded[stretch], ()), name)
            if alias.kind in SEARCHED_ALIASES and is_of_kind(e, feature)
        ]
        if len(here) == 1:
            found[here[0].id] = here[0]
            done = stretch[1]
    return list(found.values())
