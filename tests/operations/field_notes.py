"""A scheme of wholly other names than those that come with the program: notes of bird watchers."""

from __future__ import annotations

from pathlib import Path

from annotator.model.review import Annotator
from annotator.model.scheme import (
    CHARACTERS,
    DOCUMENT,
    ERROR,
    INCOMPLETE,
    OVERLAP_ANY,
    OVERLAP_NESTED,
    OVERLAP_NONE,
    POINT,
    SEGMENT,
    SENTENCE,
    TOKEN,
    TOKENS,
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
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.store.store import Store

WHO = "ines"
TEXT = (
    "Morning at the weir\n"
    "A heron stood on the lower weir and struck twice. Tomas heard two dippers call from the "
    "bank.\n"
    "In the reeds a bittern boomed, Tomas says that Ada heard it first. Nobody saw it."
)


def _tag(tag_id: str, **more: object) -> Tag:
    names = {"en": tag_id.capitalize(), "bg": f"знак {tag_id}"}
    return Tag(id=tag_id, names=names, definitions={"en": f"About {tag_id}."}, **more)  # type: ignore[arg-type]


def _feature(feature_id: str, kind: str, **more: object) -> Feature:
    names = {"en": f"the {feature_id}", "bg": f"белег {feature_id}"}
    return Feature(id=feature_id, names=names, type=kind, **more)  # type: ignore[arg-type]


def _layer(layer_id: str, key: str, anchoring: str, overlap: str, **more: object) -> Layer:
    names = {"en": f"{layer_id} layer", "bg": f"пласт {layer_id}"}
    return Layer(
        id=layer_id,
        names=names,
        key=key,
        anchoring=anchoring,
        overlap=overlap,
        **more,  # type: ignore[arg-type]
    )


_FOUND = (
    _feature("moves", "tag", required=True, tags=(_tag("strike"), _tag("call"), _tag("rest"))),
    _feature("weather", "tags", tagset="skies"),
    _feature("tally", "integer", minimum=1, maximum=50, default=1),
    _feature("metres", "number", minimum=0),
    _feature("by_ear", "boolean", labels=(ValueLabel(value=True, names={"en": "heard"}),)),
    _feature("noted_on", "date"),
    _feature("sound_file", "url", shown_when=Condition(feature="by_ear", values=(True,))),
    _feature("remark", "text"),
)

LAYERS = (
    _layer(
        "bird",
        "b",
        TOKENS,
        OVERLAP_NONE,
        colour="#336699",
        features=(
            _feature("species", "entities", kinds=("taxon:*",), required=True),
            _feature("plumage", "tag", tags=(_tag("grown"), _tag("young", key="y"))),
        ),
    ),
    _layer("watcher", "w", CHARACTERS, OVERLAP_NESTED, may_cross_segments=False),
    _layer("sighting", "s", CHARACTERS, OVERLAP_ANY, hub=True, features=_FOUND),
    _layer("sound", "o", TOKEN, OVERLAP_ANY),
    _layer("phrase", "p", SENTENCE, OVERLAP_NONE),
    _layer("habitat", "h", SEGMENT, OVERLAP_ANY),
    _layer("diary", "d", DOCUMENT, OVERLAP_ANY, features=(_feature("mood", "text"),)),
    _layer("pause", "u", POINT, OVERLAP_ANY),
    _layer("ringing", "r", CHARACTERS, OVERLAP_ANY, read_only=True),
)

_RUNG = _feature("rung", "integer", required=True, ordered=True, minimum=0, maximum=3)
_STRAND = _feature("strand", "integer", minimum=1)

RELATION_TYPES = (
    RelationType(
        id="told_by",
        names={"en": "told by", "bg": "разказано от"},
        from_ends=(End(layer="sighting"),),
        to_ends=(End(layer="watcher"), End(entity=("nobody",))),
        features=(_RUNG, _STRAND),
    ),
    RelationType(
        id="shows",
        names={"en": "shows", "bg": "показва"},
        from_ends=(End(layer="sighting"),),
        to_ends=(End(layer="bird"), End(layer="sighting")),
    ),
    RelationType(
        id="made_by",
        names={"en": "made by", "bg": "издаден от"},
        from_ends=(End(layer="sound"),),
        to_ends=(End(layer="bird"),),
        symmetric=False,
    ),
)

RULES = (
    Rule(
        id="has_teller",
        kind="least_relations",
        severity=INCOMPLETE,
        texts={"en": "A sighting has a teller of rung 0.", "bg": "Наблюдението има разказвач."},
        layer="sighting",
        end="from",
        relation="told_by",
        where=Condition(feature="rung", values=(0,)),
        count=1,
    ),
    Rule(
        id="one_bird",
        kind="most_relations",
        severity=ERROR,
        texts={"en": "A resting sighting shows one bird.", "bg": "Една птица при покой."},
        layer="sighting",
        end="from",
        relation="shows",
        count=1,
        when=Condition(feature="moves", values=("rest",)),
    ),
    Rule(
        id="no_gap",
        kind="contiguous_levels",
        severity=INCOMPLETE,
        texts={"en": "The rungs run without a gap.", "bg": "Стъпалата вървят без дупка."},
        layer="sighting",
        relation="told_by",
        level="rung",
        chain="strand",
        first=0,
    ),
    Rule(
        id="calls_are_heard",
        kind="allowed_values",
        severity=ERROR,
        texts={"en": "A call is heard.", "bg": "Зов се чува."},
        layer="sighting",
        feature="by_ear",
        values=(True,),
        when=Condition(feature="moves", values=("call",)),
    ),
    Rule(
        id="strike_has_metres",
        kind="required_feature",
        severity=INCOMPLETE,
        texts={"en": "A strike has its metres.", "bg": "Ударът има метри."},
        layer="sighting",
        feature="metres",
        when=Condition(feature="moves", values=("strike",)),
    ),
    Rule(
        id="rest_by_nobody",
        kind="relation_ends",
        severity=ERROR,
        texts={"en": "Rest is told by nobody.", "bg": "За покоя не разказва никой."},
        relation="told_by",
        when=Condition(feature="moves", values=("rest",)),
        to_ends=(End(entity=("nobody",)),),
    ),
    Rule(
        id="bird_is_shown",
        kind="must_be_end_of",
        severity=INCOMPLETE,
        texts={"en": "A bird is shown by a sighting.", "bg": "Птицата е показана."},
        layer="bird",
        end="to",
        relation="shows",
    ),
)

SCHEME = Scheme(
    id="field-notes",
    version="2.1",
    names={"en": "Field notes", "bg": "Полеви бележки"},
    definitions={"en": "What was seen, and who tells.", "bg": "Какво е видяно и кой разказва."},
    guidelines=(Guideline(id="G1", texts={"en": "The bird, not its nest."}, layer="bird"),),
    layers=LAYERS,
    tagsets=(Tagset(id="skies", open=True, tags=(_tag("mist"), _tag("rain"))),),
    relation_types=RELATION_TYPES,
    rules=RULES,
    metadata_keys=(
        MetadataKey(id="station", names={"en": "Station"}, required=True),
        MetadataKey(id="walked_on", names={"en": "Walked on"}, type="date"),
    ),
    entity_kinds=(
        EntityKind(id="taxon:grown", names={"en": "grown"}),
        EntityKind(id="taxon:young", names={"en": "young"}),
        EntityKind(id="spot:weir", names={"en": "weir"}),
    ),
    segment_roles=(
        SegmentRole(id="title", names={"en": "Title"}),
        SegmentRole(id="entry", names={"en": "Entry"}),
        SegmentRole(id="margin", names={"en": "Margin"}, annotate=False),
    ),
    built_in_entities=(BuiltInEntity(id="nobody", names={"en": "nobody", "bg": "никой"}),),
)


def make_notes(path: Path, *, text: str = TEXT, name: str = "weir") -> Store:
    """Make a corpus of field notes with one document of three segments, and leave it open."""
    store = new_corpus(path, scheme=SCHEME, annotator=Annotator(id=WHO, names={"en": "Ines"}))
    file = path.with_name(f"{name}.txt")
    file.write_text(text, encoding="utf-8", newline="")
    report = import_files(store, [file], language="en")
    assert not report.refused
    return store


def only_document(store: Store) -> str:
    """Return the id of the first document."""
    return next(store.read().documents()).id


def span_of(words: str, *, text: str = TEXT, after: int = 0) -> tuple[int, int]:
    """Return where words stand in the text."""
    begin = text.index(words, after)
    return begin, begin + len(words)
