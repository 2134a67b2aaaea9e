"""A scheme of weather and beasts whose names are hard to write, with its entities and people."""

from __future__ import annotations

from annotator.model.entity import Alias, Entity, ExternalId
from annotator.model.review import (
    Annotator,
)
from annotator.model.scheme import (
    BuiltInEntity,
    Condition,
    End,
    EntityKind,
    Feature,
    Guideline,
    Layer,
    MetadataKey,
    RelationType,
    Rule,
    Scheme,
    SegmentRole,
    Tag,
    Tagset,
    ValueLabel,
)

DRAUGHTS = (Tag(id="mild", key="m", colour="#112233", names={"en": "mild", "bg": "слаб"}),
            Tag(id="storm's/end", parent="mild", group=True), Tag(id="буря 2"))  # fmt: skip
SCHEME = Scheme(
    id="weather report",
    version="7.3-б",
    names={"en": "Weather & <beasts>", "bg": "Времето"},
    definitions={"en": 'Line one\nline "two"', "x-odd tag": "?"},
    guidelines=(Guideline(id="g1", texts={"bg": "Пиши кратко."}, layer="gust", extra={"p": 3}),),
    layers=(
        Layer(
            id="gust",
            key="g",
            colour="#aabbcc",
            names={"en": "Gust"},
            overlap="any",
            features=(
                Feature(id="force", type="tag", tags=DRAUGHTS),
                Feature(id="signs", type="tags", tagset="omens"),
                Feature(id="degrees", type="number", minimum=-90, maximum=60.5),
                Feature(id="who", type="entities", kinds=("beast:*",)),
                Feature(id="remark", type="text", shown_when=Condition(feature="force", values=(
                    "mild", None))),
            ),
            examples=({"document": "d", "begin": 0, "end": 1, "quote": "x"},),
            extra={"tei": "persName", "shade": [1, {"deep": None}]},
        ),
        Layer(
            id="Звяр",
            colour="#010203",
            anchoring="tokens",
            overlap="nested",
            features=(
                Feature(id="lone", type="entity"),
                Feature(id="legs", type="integer", labels=(ValueLabel(value=4),)),
                Feature(id="tame", type="boolean", default=False),
            ),
        ),
        Layer(
            id="verdict/1",
            hub=True,
            letter={"en": "V"},
            features=(Feature(id="day", type="date"), Feature(id="page", type="url")),
            extra={"tei": "said"},
        ),
        Layer(id='dot & "<line>"', anchoring="point"),
        Layer(id="whole", anchoring="document"),
        Layer(id="zone", anchoring="segment"),
    ),
    tagsets=(Tagset(id="omens", open=True, kept_by="corpus", tags=(Tag(id="crow"),)),),
    relation_types=(
        RelationType(
            id="drives",
            from_ends=(End(layer="verdict/1"),),
            to_ends=(End(layer="*"), End(entity=("nobody",))),
            features=(Feature(id="step", type="integer", minimum=0),),
        ),
        RelationType(id="kin of", symmetric=True, from_ends=(End(layer="*"),)),
    ),
    rules=(
        Rule(id="r1", kind="required_feature", layer="gust", feature="force"),
        Rule(id="r2", kind="contiguous_levels", layer="verdict/1", relation="drives", level="step",
             first=0),
    ),
    metadata_keys=(MetadataKey(id="language", required=True), MetadataKey(id="station")),
    entity_kinds=(EntityKind(id="beast:sea", extra={"tei": "person"}), EntityKind(id="spot")),
    segment_roles=(SegmentRole(id="log"), SegmentRole(id="footer", annotate=False)),
    built_in_entities=(BuiltInEntity(id="nobody", names={"en": "nobody"}),),
    agreement={"layers": {"gust": ["kappa"]}},
)  # fmt: skip
ENTITIES = (
    Entity(
        id="kraken 1",
        names={"en": "Kraken", "bg": "Кракен"},
        kinds=("beast:sea",),
        aliases=(
            Alias(text="кракена", language="bg", kind="inflected"),
            Alias(text=" <it> ", extra={"seen": 2}),
        ),
        ids=(ExternalId(authority="wiki data", state="nil", note={"en": "looked"}),),
        represents="старец",
        attributes={"arms": 8, "ink": True, "mood": None},
        letter="k",
    ),
    Entity(id="старец", note={"bg": "Не се знае кой."}),
    Entity(id="spot-1", kinds=("spot",), parent="старец", extra={"height": -0.5}),
)
PEOPLE = (
    Annotator(id="anna", names={"en": "Anna"}),
    Annotator(id="машина 7", kind="machine", note={"en": "v1"}, extra={"build": [1, 2]}),
    Annotator(id="council", kind="adjudicated"),
)
