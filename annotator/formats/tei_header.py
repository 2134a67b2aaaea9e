"""The header of a TEI corpus: people, scheme as taxonomy, entities, offset unit; both ways."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

import orjson

from annotator.formats.digests import scheme_facts
from annotator.formats.tei_markup import (
    XML_ID,
    Wrong,
    attribute_of,
    check_of,
    child,
    fs_from,
    fs_xml,
    id_of,
    key_of,
    language_tag,
    name_of,
    pointed,
    pointer_to,
    tag,
    text_of,
)
from annotator.formats.xml import Element
from annotator.model.bundle import Ability, Header
from annotator.model.corpus import DocumentRelation, DocumentSet
from annotator.model.data import data_of, noun_of
from annotator.model.entity import Entity
from annotator.model.language import Texts
from annotator.model.review import Annotator, Comment, Round
from annotator.model.scheme import BuiltInEntity, Feature, MetadataKey, Scheme, SegmentRole

PROFILE = "1"
ELEMENT = "tei"
"""Key of a layer, tag or kind of entity in a scheme file: the TEI element that it becomes."""

CARRIES = frozenset(Ability) - {Ability.KEYS_AND_COLOURS, Ability.RULES, Ability.HISTORY}
_LISTS = (
    ("person", "listPerson", "persName"),
    ("org", "listOrg", "orgName"),
    ("place", "listPlace", "placeName"),
)
_BESIDE: Mapping[str, type[Any]] = {
    "sets": DocumentSet,
    "document_relations": DocumentRelation,
    "comments": Comment,
    "rounds": Round,
}
"""What documents share and TEI has no element for."""
_RESP = {"person": "annotator", "machine": "automatic annotator", "adjudicated": "adjudication"}


def header_xml(header: Header, inline: str | None = None) -> str:
    """Return the teiHeader and standOff of a corpus, one element a line.

    `inline` is whose annotations stand inline, where that was chosen.
    """
    lines = ["<teiHeader>", "<fileDesc>", "<titleStmt>"]
    scheme, listed = header.scheme, {e.id for e in header.entities}
    lines.append(
        f"<title>{text_of(scheme.names.get('en', scheme.id) if scheme else 'Corpus')}</title>"
    )
    lines.extend(_annotator_xml(a) for a in sorted(header.annotators, key=_id))
    lines += [
        "</titleStmt>",
        "<publicationStmt>",
        "<p>Annotations exported from a corpus; the terms of each text stand with it.</p>",
        "</publicationStmt>",
        "<sourceDesc>",
        "<p>The texts of the corpus, each with its own header.</p>",
        "</sourceDesc>",
        "</fileDesc>",
        "<encodingDesc>",
        "<editorialDecl>",
        "<normalization>",
        "<p>Each text is given character for character; the string value of its body is the text. "
        "Offsets count Unicode code points of that text, from 0, half-open.</p>",
        "</normalization>",
        _interpretation(header, inline),
        "<p>The annotations of one annotator stand inline where they nest; all others stand off, "
        "by string-range pointers into the body. Check numbers are CRC-32.</p>",
        "</interpretation>",
        "</editorialDecl>",
        *(("<classDecl>", *_scheme_xml(scheme, listed), "</classDecl>") if scheme else ()),
        "<appInfo>",
        f'<application ident="annotator" version="{PROFILE}">',
        "<label>Annotator, TEI profile</label>",
        "</application>",
        "</appInfo>",
        "</encodingDesc>",
        "<profileDesc>",
        *_entities_xml(header.entities, scheme),
        "</profileDesc>",
    ]
    if scheme is not None:
        facts = orjson.dumps(scheme_facts(data_of(scheme), CARRIES)).decode()
        lines.append(f'<xenoData type="scheme" subtype="json">{text_of(facts)}</xenoData>')
    if header.extra:
        facts = orjson.dumps(dict(header.extra)).decode()
        lines.append(f'<xenoData type="extra" subtype="json">{text_of(facts)}</xenoData>')
    beside = [
        fs_xml(data_of(noun), f' type="{kind}"')
        for kind in _BESIDE
        for noun in getattr(header, kind)
    ]
    check = check_of("\n".join((*lines, *beside)))
    lines += [f'<xenoData type="check" subtype="crc32">{check}</xenoData>', "</teiHeader>"]
    if beside:
        lines += ["<standOff>", *beside, "</standOff>"]
    return "\n".join(lines) + "\n"


def _interpretation(header: Header, inline: str | None) -> str:
    if inline is None:
        return "<interpretation>"
    known = {a.id for a in header.annotators}
    return f'<interpretation resp="{pointer_to("p", inline, known)}">'


def inline_in(head: Element) -> str | None:
    """Return whose annotations were chosen to stand inline, by a corpus's teiHeader."""
    pointer = child(head, "encodingDesc", "editorialDecl", "interpretation").get("resp")
    return None if pointer is None else pointed("p", pointer)


def _id(noun: Any) -> str:
    return noun.id


def _annotator_xml(annotator: Annotator) -> str:
    name = next(iter(annotator.names.values()), annotator.id)
    facts = fs_xml(data_of(annotator))
    return (
        f'<respStmt xml:id="{id_of("p", annotator.id)}"><resp>{_RESP[annotator.kind]}</resp>'
        f'<name>{text_of(name)}</name><note type="facts">{facts}</note></respStmt>'
    )


def _said(texts: Texts, element: str) -> str:
    return "".join(
        f'<{element} xml:lang="{language_tag(code)}">{text_of(text)}</{element}>'
        for code, text in texts.items()
    )


def _scheme_xml(scheme: Scheme, listed: Container[str]) -> Iterable[str]:
    """Yield the taxonomies; a built-in entity that is `listed` as well has its id there."""
    yield f'<taxonomy xml:id="scheme" n="{attribute_of(scheme.id + " " + scheme.version)}">'
    yield from _descs(scheme.definitions)
    used: set[str] = set()
    for layer in scheme.layers:
        yield from _category("l", layer.id, layer.names, layer.definitions)
        for feature in layer.features:
            yield from _feature_xml(scheme, layer.id, feature, used)
        yield "</category>"
    yield "</taxonomy>"
    yield '<taxonomy xml:id="relation-types">'
    yield from _descs({"en": "Types of relations", "bg": "Видове връзки"})
    for kind in scheme.relation_types:
        yield from _category("t", kind.id, kind.names, kind.definitions)
        for feature in kind.features:
            yield from _feature_xml(scheme, kind.id, feature, used, prefix="tf")
        yield "</category>"
    yield "</taxonomy>"
    yield from _simple("segment-roles", "role", scheme.segment_roles,
                       {"en": "Roles of segments", "bg": "Роли на сегменти"})  # fmt: skip
    built_in = [e for e in scheme.built_in_entities if e.id not in listed]
    yield from _simple("built-in-entities", "e", built_in,
                       {"en": "Built-in entities", "bg": "Вградени единици"})  # fmt: skip
    yield from _simple("metadata-keys", "m", scheme.metadata_keys,
                       {"en": "Keys of metadata", "bg": "Ключове на метаданните"})  # fmt: skip


def _simple(
    name: str,
    prefix: str,
    parts: Iterable[SegmentRole | BuiltInEntity | MetadataKey],
    titles: Texts,
) -> Iterable[str]:
    """Yield a taxonomy of parts that have names and definitions and nothing within."""
    yield f'<taxonomy xml:id="{name}">'
    yield from _descs(titles)
    for part in parts:
        yield from _category(prefix, part.id, part.names, part.definitions)
        yield "</category>"
    yield "</taxonomy>"


def _descs(texts: Texts) -> Iterable[str]:
    for code, text in texts.items():
        yield f'<desc xml:lang="{language_tag(code)}">{text_of(text)}</desc>'


def _category(
    prefix: str, key: str, names: Texts, definitions: Texts, used: set[str] | None = None
) -> Iterable[str]:
    """Yield the begin of a category, with another id where its own is `used` already."""
    xml_id = id_of(prefix, key)
    while used is not None and xml_id in used:
        # Ids of features and tags are paths, and what they are made of may have slashes itself.
        xml_id += "_"
    if used is not None:
        used.add(xml_id)
    yield f'<category xml:id="{xml_id}">'
    for code, text in names.items():
        yield f'<gloss xml:lang="{language_tag(code)}">{text_of(text)}</gloss>'
    yield from _descs(definitions)


def _feature_xml(
    scheme: Scheme, owner: str, feature: Feature, used: set[str], prefix: str = "lf"
) -> Iterable[str]:
    path = f"{owner}/{feature.id}"
    yield from _category(prefix, path, feature.names, feature.definitions, used)
    for known in scheme.tags_of(feature):
        key = f"{path}/{known.id}"
        yield from _category(f"{prefix}v", key, known.names, known.definitions, used)
        yield "</category>"
    yield "</category>"


def _entities_xml(entities: Iterable[Entity], scheme: Scheme | None) -> Iterable[str]:
    kinds = {k.id: k.extra.get(ELEMENT) for k in scheme.entity_kinds} if scheme else {}
    homes: dict[str, list[Entity]] = {}
    for entity in sorted(entities, key=_id):
        homes.setdefault(_home(entity, kinds), []).append(entity)
    opened = ""
    for element, listed, name in _LISTS:
        if element not in homes:
            continue
        group = "settingDesc" if element == "place" else "particDesc"
        if group != opened:
            if opened:
                yield f"</{opened}>"
            yield f"<{group}>"
            opened = group
        yield f"<{listed}>"
        for entity in homes[element]:
            yield _entity_xml(entity, element, name)
        yield f"</{listed}>"
    if opened:
        yield f"</{opened}>"


def _home(entity: Entity, kinds: Mapping[str, Any]) -> str:
    for kind in entity.kinds:
        if kinds.get(kind) in ("person", "org", "place"):
            return str(kinds[kind])
    return "org"


def _entity_xml(entity: Entity, element: str, name: str) -> str:
    parts = [_said(entity.names, name) or f"<{name}>{text_of(entity.id)}</{name}>"]
    for alias in entity.aliases:
        code = f' xml:lang="{language_tag(alias.language)}"' if alias.language else ""
        parts.append(f'<{name} type="alias"{code}>{text_of(alias.text)}</{name}>')
    numbers = [
        f'<idno type="{name_of(i.authority)}" subtype="{i.state}">{text_of(i.value or "")}</idno>'
        for i in entity.ids
    ]
    note = f'<note type="facts">{fs_xml(data_of(entity))}</note>'
    parts += [*numbers, note]
    return f'<{element} xml:id="{id_of("e", entity.id)}">{"".join(parts)}</{element}>'


def header_from(head: Element, beside: Element | None) -> Header:
    """Return the header of a corpus's teiHeader and standOff; ValueError if something is off."""
    statement = child(head, "fileDesc", "titleStmt")
    annotators = tuple(_noun_in(r, Annotator, "p") for r in statement.findall(tag("respStmt")))
    entities = tuple(
        _noun_in(e, Entity, "e")
        for element, _, _ in _LISTS
        for e in child(head, "profileDesc").iter(tag(element))
    )
    scheme: Scheme | None = None
    extra: dict[str, Any] = {}
    for data in head.findall(tag("xenoData")):
        if data.get("type") == "scheme":
            scheme = noun_of(Scheme, orjson.loads(data.text or ""))
        elif data.get("type") == "extra":
            extra = orjson.loads(data.text or "")
    found: dict[str, list[Any]] = {kind: [] for kind in _BESIDE}
    for element in beside if beside is not None else ():
        kind = element.get("type")
        found[kind].append(noun_of(_BESIDE[kind], fs_from(element)))
    return Header(
        scheme=scheme,
        entities=tuple(sorted(entities, key=_id)),
        annotators=annotators,
        sets=tuple(found["sets"]),
        document_relations=tuple(found["document_relations"]),
        comments=tuple(found["comments"]),
        rounds=tuple(found["rounds"]),
        extra=extra,
    )


def _noun_in(element: Element, cls: type[Any], prefix: str) -> Any:
    try:
        noun = noun_of(cls, fs_from(child(element, "note", "fs")))
        key = key_of(prefix, element.get(XML_ID))
    except ValueError as error:
        raise Wrong(element, str(error)) from error
    if key != noun.id:
        raise Wrong(element, f"{element.get(XML_ID)} is not the id of {noun.id}")
    return noun


def carried(header: Header) -> Header:
    """Return a header cut down to what TEI carries."""
    scheme = header.scheme
    if scheme is not None:
        scheme = noun_of(Scheme, scheme_facts(data_of(scheme), CARRIES))
    return replace(header, scheme=scheme, history=())
