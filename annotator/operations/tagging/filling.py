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
from annotator.model.presentation import is_hub
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Feature, Layer, Scheme, Tag
from annotator.model.span import lies_within
from annotator.operations.tagging.kinds_said import entity_feature
from annotator.operations.tagging.naming import Named, alias_said, named_by, of_kinds
from annotator.operations.tagging.unconfirmed import filled_in
from annotator.store.store import Store
from annotator.text.characters import is_small
from annotator.text.quotations import NONE, PART, quotation_of
from annotator.text.quoting import quote_of
from annotator.text.within import bare

ALIAS_KINDS = "alias_kinds"
QUOTED = "quoted"
WITH_END = "with_end"
END_WITHIN = "end_within"
CARRIED = "carried"
_WITHOUT_CASES = frozenset(("en",))
_APOSTROPHES = frozenset("'\u2019")
NO_ALIAS, OTHERS_NAME, INFLECTED = "none", "name_of_other", "inflected"


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
    everyone = named_by(store, quote)
    if chosen:
        found = [e for e in map(store.read().entity, chosen) if e is not None]
    else:
        found = [x.entity for x in of_kinds(everyone, feature)]
        if len(found) != 1:
            return {}
        values[feature.id] = [found[0].id] if feature.type == "entities" else found[0].id
    if found:
        values.update(_tags_following(store.scheme, layer, found, quote, everyone))
    return values


def _ids(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _tags_following(
    scheme: Scheme, layer: Layer, entities: Sequence[Entity], quote: str, everyone: list[Named]
) -> dict[str, str]:
    ids = {e.id for e in entities}
    said = next((x for x in everyone if x.entity.id in ids), None)
    if said is None and len(entities) == 1:
        said = alias_said(entities[0], quote, everyone)
    others = [x.alias for x in everyone if x.entity.id not in ids]
    labels = _labels(said, others, quote)
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


def _labels(said: Named | None, others: Sequence[Alias], quote: str) -> list[str]:
    """Return what may be said of a name, the most telling first.

    `name_of_other` where it names the entity in no way or only describes it, and is the proper
    name of another; `none` where it names the entity in no way; the alias's kind with
    `.capital` or `.small` after its first letter; the kind alone. Another form of a proper
    name is `inflected`.
    """
    labels: list[str] = []
    is_proper = said is not None and said.alias.kind in SEARCHED_ALIASES
    if not is_proper and any(a.kind in SEARCHED_ALIASES for a in others):
        labels.append(OTHERS_NAME)
    if said is None or (is_proper and _is_derived(said, quote)):
        return [*labels, NO_ALIAS]
    small, name_small = is_small(bare(quote)[:1]), is_small(said.alias.text[:1])
    # A small letter where the name has a capital, as in руската, makes another word of it.
    kind = INFLECTED if is_proper and said.is_form and small != name_small else said.alias.kind
    size = "small" if (small if said.is_form else name_small) else "capital"
    return [*labels, f"{kind}.{size}", kind]


def _is_derived(said: Named, quote: str) -> bool:
    """Say whether a quote is another word made of a name, as Russians of Russia.

    Where names have no cases, any other form is such a word, but for one with an apostrophe.
    """
    has_cases = said.alias.language not in _WITHOUT_CASES
    return said.is_form and not has_cases and not _APOSTROPHES & set(quote)


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


def quoted_feature(scheme: Scheme, layer_id: str) -> Feature | None:
    """Return the feature of a layer that quotation marks answer by themselves, None if none."""
    layer = scheme.layer(layer_id)
    features = layer.features if layer is not None else ()
    return next((f for f in features if _quoted_tags(scheme, f)), None)


def is_shaky(scheme: Scheme, feature: Feature, value: object) -> bool:
    """Say whether a value that filled itself in is often another one: something quoted in part."""
    tags = scheme.tags_of(feature) if feature.type == "tag" else ()
    return any(t.id == value and t.extra.get(QUOTED) == PART for t in tags)


def _quoted_tags(scheme: Scheme, feature: Feature) -> list[Tag]:
    tags = scheme.tags_of(feature) if feature.type == "tag" else ()
    return [t for t in tags if QUOTED in t.extra and WITH_END not in t.extra]


def value_with_end(
    scheme: Scheme,
    layer: Layer,
    type_id: str,
    text: str,
    spans: Sequence[tuple[int, int]],
    end: Sequence[tuple[int, int]] = (),
) -> dict[str, str]:
    """Return the tags that a layer's features get once an end of that type is linked.

    `end` are its spans: within `spans`, a tag for such ends goes before the others; quoted where
    nothing else is, it makes a quotation in part of both.
    """
    values: dict[str, str] = {}
    is_within = bool(end) and lies_within(end, spans)
    quoted = quotation_of(text, spans)
    is_end_quoted = quoted == NONE and quotation_of(text, end) != NONE
    for feature in layer.features:
        tags = scheme.tags_of(feature) if feature.type == "tag" else ()
        going = [t for t in tags if t.extra.get(WITH_END) == type_id]
        fitting = [t for t in going if t.extra.get(QUOTED, "") in ("", quoted)]
        for_within = [t.id for t in fitting if t.extra.get(END_WITHIN)]
        meant = [t.id for t in fitting if not t.extra.get(END_WITHIN)]
        if is_within and for_within:
            meant = for_within
        if is_end_quoted and any(QUOTED in t.extra for t in going):
            meant = [t.id for t in _quoted_tags(scheme, feature) if t.extra[QUOTED] == PART]
        if len(meant) == 1:
            values[feature.id] = meant[0]
    return values


def values_by_move(
    store: Store, layer: Layer, before: Annotation, spans: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """Return the features of an annotation once it stands elsewhere.

    What the new words say takes the place of what is empty or filled itself in.
    """
    text = store.read().text(before.document)
    by_rule = filled_in(before)
    given = {k: v for k, v in before.features.items() if k not in by_rule}
    found = values_by_names(store, layer, quote_of(text, spans), given)
    by_ends = _values_with_ends(store, layer, before, text, spans)
    if quotation_of(text, before.spans) != quotation_of(text, spans):
        found.update(values_by_quotation(store.scheme, layer, text, spans))
        found.update(by_ends)
    elif by_ends != _values_with_ends(store, layer, before, text, before.spans):
        found.update(by_ends)
    return {**before.features, **{k: v for k, v in found.items() if k not in given}}


def _values_with_ends(
    store: Store, layer: Layer, hub: Annotation, text: str, spans: Sequence[tuple[int, int]]
) -> dict[str, str]:
    """Return the tags that the ends of a hub give it at `spans`; those within go before others."""
    outside: dict[str, str] = {}
    inside: dict[str, str] = {}
    if not is_hub(store.scheme, layer):
        return {}
    for relation in store.read().relations_of(hub.id):
        end = store.read().annotation(relation.to_id)
        placed = end.spans if end is not None and end.id != hub.id else ()
        found = value_with_end(store.scheme, layer, relation.type, text, spans, placed)
        (inside if placed and lies_within(placed, spans) else outside).update(found)
    return {**outside, **inside}


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


def takes_after_words(scheme: Scheme, layer: Layer) -> bool:
    """Say whether annotations of a layer take the tags of an earlier one with the same words.

    Where entities are meant or ends are linked, the words alone do not say enough.
    """
    has_tags = any(f.type == "tag" for f in layer.features)
    return has_tags and entity_feature(layer) is None and not is_hub(scheme, layer)


def values_as_before(layer: Layer, like: Annotation | None) -> dict[str, Any]:
    """Return the tags that an annotation takes over from an earlier one with the same words."""
    if like is None or like.layer != layer.id:
        return {}
    tags = [f.id for f in layer.features if f.type == "tag"]
    return {key: like.features[key] for key in tags if key in like.features}


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
