"""The scheme of a corpus as data: layers, features, tags, relation types, rules, guidelines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.language import Texts

CHARACTERS, TOKEN, TOKENS, SENTENCE, SEGMENT, DOCUMENT, POINT = (
    "characters",
    "token",
    "tokens",
    "sentence",
    "segment",
    "document",
    "point",
)
ANCHORINGS = (CHARACTERS, TOKEN, TOKENS, SENTENCE, SEGMENT, DOCUMENT, POINT)
OVERLAP_NONE, OVERLAP_NESTED, OVERLAP_ANY = "none", "nested", "any"
OVERLAPS = (OVERLAP_NONE, OVERLAP_NESTED, OVERLAP_ANY)
FEATURE_TYPES = (
    "text",
    "tag",
    "tags",
    "integer",
    "number",
    "boolean",
    "date",
    "entity",
    "entities",
    "url",
)
RULE_KINDS = (
    "required_feature",
    "allowed_values",
    "relation_ends",
    "least_relations",
    "most_relations",
    "contiguous_levels",
    "must_be_end_of",
)
ERROR, INCOMPLETE, HINT = "error", "incomplete", "hint"
ANY_LAYER = "*"


def _extra() -> Any:
    return field(default_factory=dict[str, Any])


def _texts() -> Any:
    return field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One value of a closed feature; `group` marks a node of the tree that cannot be chosen.

    `verb` says the tag as a verb in the sentence of a frame.
    """

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    key: str | None = None
    parent: str | None = None
    group: bool = False
    colour: str | None = None
    verb: Texts | None = None
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagset:
    """A list of tags that features name; `open`: annotators may add to it."""

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    open: bool = False
    kept_by: str = "scheme"
    tags: tuple[Tag, ...] = ()
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds where `feature` has one of `values`; the value None means "has no value"."""

    feature: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLabel:
    """The name of one value of a number or yes/no."""

    value: Any
    names: Texts = _texts()
    definitions: Texts = _texts()
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A typed, named value that a layer or a relation type bears."""

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    type: str = "text"
    required: bool = False
    default: Any = None
    ordered: bool = False
    counts_for_agreement: bool = True
    shown_when: Condition | None = None
    core: bool = False
    tags: tuple[Tag, ...] | None = None
    tagset: str | None = None
    kinds: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    labels: tuple[ValueLabel, ...] | None = None
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One kind of annotation.

    `drawing` (fill, line, margin) and `letter` say how it is shown, `hub` that its annotations
    are the centre of a frame, `label_feature` which feature names them; where the scheme leaves
    them out, see `presentation`.
    """

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    key: str | None = None
    colour: str | None = None
    anchoring: str = CHARACTERS
    overlap: str = OVERLAP_ANY
    may_cross_segments: bool = True
    read_only: bool = False
    label_feature: str | None = None
    drawing: str | None = None
    letter: Texts | None = None
    hub: bool | None = None
    features: tuple[Feature, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()
    extra: Mapping[str, Any] = _extra()

    def feature(self, feature_id: str) -> Feature | None:
        """Return the feature of that id, or None."""
        return next((f for f in self.features if f.id == feature_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What a relation may start from or go to: a layer (`*`: any) or built-in entities."""

    layer: str | None = None
    entity: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A type of relation; `role` names its far end in a frame."""

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    from_ends: tuple[End, ...] = ()
    to_ends: tuple[End, ...] = ()
    symmetric: bool = False
    role: Texts | None = None
    features: tuple[Feature, ...] = ()
    extra: Mapping[str, Any] = _extra()

    def feature(self, feature_id: str) -> Feature | None:
        """Return the feature of that id, or None."""
        return next((f for f in self.features if f.id == feature_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a fixed kind; which fields it has depends on the kind."""

    id: str
    kind: str
    severity: str = INCOMPLETE
    texts: Texts = _texts()
    layer: str | None = None
    feature: str | None = None
    values: tuple[Any, ...] | None = None
    end: str | None = None
    relation: str | None = None
    where: Condition | None = None
    count: int | None = None
    level: str | None = None
    chain: str | None = None
    first: int | None = None
    to_ends: tuple[End, ...] | None = None
    when: Condition | None = None
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A rule for people, not checked; of the scheme, or of one layer or tag."""

    id: str
    texts: Texts = _texts()
    layer: str | None = None
    feature: str | None = None
    tag: str | None = None
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataKey:
    """A key of the documents' metadata that the scheme declares."""

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    type: str = "text"
    required: bool = False
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityKind:
    """A kind of entity; an entity may have several."""

    id: str
    names: Texts = _texts()
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRole:
    """What a segment can be, and whether such segments are annotated."""

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    annotate: bool = True
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltInEntity:
    """An end of relations that no span can be: the writer, somebody unknown."""

    id: str
    names: Texts = _texts()
    definitions: Texts = _texts()
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Everything that annotators choose from, versioned."""

    id: str
    version: str = "1.0"
    names: Texts = _texts()
    definitions: Texts = _texts()
    guidelines: tuple[Guideline, ...] = ()
    layers: tuple[Layer, ...] = ()
    tagsets: tuple[Tagset, ...] = ()
    relation_types: tuple[RelationType, ...] = ()
    rules: tuple[Rule, ...] = ()
    metadata_keys: tuple[MetadataKey, ...] = ()
    entity_kinds: tuple[EntityKind, ...] = ()
    segment_roles: tuple[SegmentRole, ...] = ()
    built_in_entities: tuple[BuiltInEntity, ...] = ()
    agreement: Mapping[str, Any] = _extra()
    extra: Mapping[str, Any] = _extra()

    def layer(self, layer_id: str) -> Layer | None:
        """Return the layer of that id, or None."""
        return next((x for x in self.layers if x.id == layer_id), None)

    def relation_type(self, type_id: str) -> RelationType | None:
        """Return the relation type of that id, or None."""
        return next((x for x in self.relation_types if x.id == type_id), None)

    def tagset(self, tagset_id: str | None) -> Tagset | None:
        """Return the tagset of that id, or None."""
        return next((x for x in self.tagsets if x.id == tagset_id), None)

    def tags_of(self, feature: Feature) -> tuple[Tag, ...]:
        """Return the tags of a closed feature, its own or those of its tagset."""
        if feature.tags is not None:
            return feature.tags
        tagset = self.tagset(feature.tagset)
        return tagset.tags if tagset else ()

    def is_open(self, feature: Feature) -> bool:
        """Say whether annotators may add tags to the feature's tagset."""
        tagset = self.tagset(feature.tagset)
        return bool(tagset and tagset.open)

    def role(self, role_id: str) -> SegmentRole | None:
        """Return the segment role of that id, or None."""
        return next((x for x in self.segment_roles if x.id == role_id), None)

    def relation_types_from(self, layer_id: str) -> Iterator[RelationType]:
        """Yield the relation types that may start from a layer."""
        for relation_type in self.relation_types:
            if any(end.layer in (layer_id, ANY_LAYER) for end in relation_type.from_ends):
                yield relation_type
