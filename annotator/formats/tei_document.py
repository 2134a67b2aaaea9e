"""One document as a TEI element: header from the metadata, text, standOff; writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.formats.tei_elements import elements_of, holders_of, pointed_features
from annotator.formats.tei_facts import document_facts, document_header_xml, tokens_facts
from annotator.formats.tei_inline import SAID, Placed, body_xml, inline_of
from annotator.formats.tei_markup import (
    check_of,
    fs_xml,
    id_of,
    language_tag,
    name_of,
    pointer_to,
    text_of,
    value_xml,
)
from annotator.model.annotation import STANDS, SURE, Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import LANGUAGE, Document
from annotator.model.data import data_of, plain
from annotator.model.presentation import is_hub
from annotator.model.review import (
    ADJUDICATED,
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    Comment,
)
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Scheme
from annotator.model.span import Spans

_FS_END = len("</fs>")


class DocumentWriter:
    """Writes documents of one header."""

    def __init__(self, header: Header, annotator: str | None) -> None:
        """Take the header; `annotator` is whose annotations stand inline (None: see below).

        By default it is the adjudicated set where there is one, else, in each document, the
        first annotator by id that annotated it.
        """
        scheme = self._scheme = header.scheme or Scheme(id="none")
        people = sorted(header.annotators, key=lambda a: a.id)
        adjudicated = [a.id for a in people if a.kind == ADJUDICATED]
        self._preferred = [annotator] if annotator else adjudicated
        self._layers = frozenset(layer.id for layer in scheme.layers)
        self._types = frozenset(t.id for t in scheme.relation_types)
        self._roles = frozenset(role.id for role in scheme.segment_roles)
        self._people = frozenset(a.id for a in people)
        self._resps: dict[str, str] = {}
        self._entities = frozenset(e.id for e in (*header.entities, *scheme.built_in_entities))
        self._hubs = {layer.id for layer in scheme.layers if is_hub(scheme, layer)}
        self._elements = elements_of(scheme)
        self.entity_features = pointed_features(scheme)
        self._hub_types = {
            t.id for t in scheme.relation_types if any(e.layer in self._hubs for e in t.from_ends)
        }
        self._holders = holders_of(scheme)
        self._order = {layer.id: i for i, layer in enumerate(scheme.layers)}

    def document_xml(self, bundle: Bundle) -> str:
        """Return the TEI element of one document, a line for each of its parts."""
        document, text = bundle.document, bundle.document.text
        key = id_of("d", document.id)
        body = id_of("b", document.id)
        placed = inline_of(text, bundle.annotations, self._inline_annotator(bundle), self._element)
        inline = {one.annotation.id for one in placed}
        begin = list(document_header_xml(document))
        segments = list(self._segments_xml(bundle, body))
        rest = [self._comment_xml(c, key, body) for c in bundle.comments]
        if bundle.tokens is not None:
            rest.append(fs_xml(tokens_facts(bundle.tokens), ' type="tokens"'))
        for kind in ("assignments", "revisions"):
            rest += [fs_xml(data_of(noun), f' type="{kind}"') for noun in getattr(bundle, kind)]
        facts = fs_xml(document_facts(bundle), ' type="document"')[:-_FS_END]
        # Annotations and relations have checks of their own: adding one leaves this as it is.
        check = _check_xml("\n".join((*begin, facts, *segments, *rest)))
        lines = [
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{key}">',
            *begin,
            _text_tag(document),
            f'<body xml:id="{body}">{body_xml(text, placed, self._open_tag(bundle))}</body>',
            "</text>",
            "<standOff>",
            f"{facts}{check}</fs>",
            *segments,
            *self._annotations_xml(bundle, inline, key, body),
            *self._relations_xml(bundle),
            *rest,
            "</standOff>\n</TEI>\n",
        ]
        return "\n".join(lines)

    def _resp(self, who: str) -> str:
        if who not in self._resps:
            self._resps[who] = f'resp="{pointer_to("p", who, self._people)}"'
        return self._resps[who]

    def _entity(self, key: str) -> str:
        return pointer_to("e", key, self._entities)

    def _end(self, relation: Relation) -> str:
        if relation.to_entity:
            return self._entity(relation.to_id)
        return f"#{id_of('a', relation.to_id)}"

    def _inline_annotator(self, bundle: Bundle) -> str | None:
        people = {a.annotator for a in bundle.annotations}
        for preferred in self._preferred:
            if preferred in people:
                return preferred
        return min(people, default=None)

    def _element(self, annotation: Annotation) -> str:
        default, by_tag = self._elements.get(annotation.layer, ("rs", {}))
        for feature, tags in by_tag.items():
            found = tags.get(annotation.features.get(feature))  # pyright: ignore[reportArgumentType]
            if found is not None:
                return found
        return default

    def _open_tag(self, bundle: Bundle) -> Any:
        holders = self._holders_in(bundle)

        def tag_of(one: Placed) -> str:
            a = one.annotation
            who = ""
            if one.element == SAID and a.id in holders:
                who = f' who="{" ".join(dict.fromkeys(holders[a.id]))}"'
            return (
                f'<{one.element} xml:id="{id_of("a", a.id)}"{who} '
                f'ana="{pointer_to("l", a.layer, self._layers)} #{id_of("f", a.id)}" '
                f'{self._resp(a.annotator)} cert="{_cert(a)}">'
            )

        return tag_of

    def _holders_in(self, bundle: Bundle) -> dict[str, list[str]]:
        """Return pointers to who holds what is said, by the id of its annotation."""
        found: dict[str, list[str]] = {}
        known: dict[str, Annotation] = {}
        for r in bundle.relations:
            if r.type not in self._holders or r.state != STANDS:
                continue
            if not holds(self._holders[r.type], r.features):
                continue
            known = known or {a.id: a for a in bundle.annotations}
            named = [] if r.to_entity else self._named_by(known.get(r.to_id))
            found.setdefault(r.from_id, []).extend(named or [self._end(r)])
        return found

    def _named_by(self, annotation: Annotation | None) -> list[str]:
        """Return pointers to the entities that an annotation names."""
        if annotation is None:
            return []
        named: list[str] = []
        for feature, kind in self.entity_features.get(annotation.layer, {}).items():
            value = annotation.features.get(feature)
            if kind == "entity" and isinstance(value, str):
                named.append(value)
            elif kind == "entities" and isinstance(value, (list, tuple)):
                named.extend(value)
        return [self._entity(key) for key in named]

    def _annotations_xml(
        self, bundle: Bundle, inline: set[str], key: str, body: str
    ) -> Iterable[str]:
        layers: dict[str, list[Annotation]] = {}
        for annotation in bundle.annotations:
            layers.setdefault(annotation.layer, []).append(annotation)
        ends: dict[str, dict[str, list[str]]] = {}
        for r in bundle.relations:
            if r.type in self._hub_types:
                ends.setdefault(r.from_id, {}).setdefault(r.type, []).append(self._end(r))
        for layer in sorted(layers, key=lambda x: self._order.get(x, len(self._order))):
            whole = [a for a in layers[layer] if a.id not in inline and len(a.spans) == 1]
            others = [a for a in layers[layer] if len(a.spans) != 1]
            ana = pointer_to("l", layer, self._layers)
            if whole:
                yield f'<spanGrp type="annotations" ana="{ana}">'
                for a in whole:
                    yield (
                        f'<span xml:id="{id_of("a", a.id)}" target="{_range(body, a.spans)}" '
                        f'{self._resp(a.annotator)} cert="{_cert(a)}">{text_of(a.quote)}</span>'
                    )
                yield "</spanGrp>"
            if others:
                yield f'<listAnnotation type="annotations" ana="{ana}">'
                for a in others:
                    yield self._annotation_xml(a, key, body)
                yield "</listAnnotation>"
            for a in layers[layer]:
                yield self._fs_xml(a, ends.get(a.id))

    def _fs_xml(self, a: Annotation, ends: Mapping[str, list[str]] | None) -> str:
        parts = [
            f'<fs xml:id="{id_of("f", a.id)}" type="{name_of(a.layer)}" '
            f'corresp="#{id_of("a", a.id)}">'
        ]
        entities = self.entity_features.get(a.layer, {})
        for feature, value in a.features.items():
            name = name_of(feature)
            known = entities.get(feature)
            if known == "tag" and isinstance(value, str):
                parts.append(f'<f name="{name}"><symbol value="{name_of(value)}"/></f>')
            elif known == "entity" and isinstance(value, str):
                parts.append(f'<f name="{name}" fVal="{self._entity(value)}"/>')
            elif known == "entities" and isinstance(value, (list, tuple)) and value:
                parts += [f'<f name="{name}" fVal="{self._entity(item)}"/>' for item in value]
            else:
                parts.append(f'<f name="{name}">{value_xml(value)}</f>')
        if ends:
            for kind, pointers in ends.items():
                name = "relation." + name_of(kind)
                parts += [f'<f name="{name}" fVal="{pointer}"/>' for pointer in pointers]
        parts.append(f'<f name="annotation.facts">{fs_xml(_more(a))[:-_FS_END]}')
        told = "".join(parts)
        places = ",".join([f"{begin}-{end}" for begin, end in a.spans])
        check = _check_xml(f"{told}{places}{a.segments}{a.annotator}{a.confidence}")
        return f"{told}{check}</fs></f></fs>"

    def _relations_xml(self, bundle: Bundle) -> Iterable[str]:
        kinds: dict[str, list[Relation]] = {}
        for relation in bundle.relations:
            kinds.setdefault(relation.type, []).append(relation)
        for kind in sorted(kinds):
            yield f'<linkGrp type="relations" ana="{pointer_to("t", kind, self._types)}">'
            for r in kinds[kind]:
                yield (
                    f'<link xml:id="{id_of("r", r.id)}" '
                    f'target="#{id_of("a", r.from_id)} {self._end(r)}" '
                    f'ana="#{id_of("rf", r.id)}" {self._resp(r.annotator)} cert="{_cert(r)}"/>'
                )
            yield "</linkGrp>"
            for r in kinds[kind]:
                facts = fs_xml({"features": r.features, **_more(r)})[len("<fs>") : -_FS_END]
                ends = f"{r.from_id} {self._end(r)}"
                check = _check_xml(f"{facts}{r.id} {kind} {ends} {r.annotator} {r.confidence}")
                yield (
                    f'<fs xml:id="{id_of("rf", r.id)}" type="relation" '
                    f'corresp="#{id_of("r", r.id)}">{facts}{check}</fs>'
                )

    def _annotation_xml(self, a: Annotation, key: str, body: str) -> str:
        if a.spans:
            target = _range(body, a.spans)
        elif a.segments:
            target = " ".join(f"#{id_of('s', f'{a.document}/{s}')}" for s in a.segments)
        else:
            target = f"#{key}"
        quote = f'<note type="quote">{text_of(a.quote)}</note>' if a.spans else ""
        return (
            f'<annotation xml:id="{id_of("a", a.id)}" target="{target}" motivation="classifying" '
            f'{self._resp(a.annotator)} cert="{_cert(a)}">{quote}</annotation>'
        )

    def _segments_xml(self, bundle: Bundle, body: str) -> Iterable[str]:
        if not bundle.segments:
            return
        yield '<spanGrp type="segments">'
        for s in bundle.segments:
            key = id_of("s", f"{bundle.document.id}/{s.id}")
            more = {k: v for k, v in (("keys", plain(s.keys)), ("extra", plain(s.extra))) if v}
            links = ""
            if s.duplicate_of is not None:
                links += f' copyOf="#{id_of("s", f"{bundle.document.id}/{s.duplicate_of}")}"'
            if s.parent is not None:
                links += f' corresp="#{id_of("s", f"{bundle.document.id}/{s.parent}")}"'
            yield (
                f'<span xml:id="{key}" type="{"annotated" if s.annotate else "passed-over"}" '
                f'target="#string-range({body},{s.begin},{s.end - s.begin})" '
                f'ana="{pointer_to("role", s.role, self._roles)}"{links}>{fs_xml(more)}</span>'
            )
        yield "</spanGrp>"

    def _comment_xml(self, comment: Comment, key: str, body: str) -> str:
        target = {
            ON_DOCUMENT: f"#{key}",
            ON_SPANS: _range(body, comment.spans) if comment.spans else "",
            ON_ANNOTATION: f"#{id_of('a', comment.target or '')}",
            ON_RELATION: f"#{id_of('r', comment.target or '')}",
            ON_ENTITY: self._entity(comment.target or ""),
        }[comment.anchor]
        facts = data_of(comment)
        for name in (
            "id",
            "document",
            "annotator",
            "anchor",
            "target",
            "spans",
            "texts",
            "kind",
            "state",
        ):
            facts.pop(name, None)
        said = "".join(
            f'<p xml:lang="{language_tag(code)}">{text_of(text)}</p>'
            for code, text in comment.texts.items()
        )
        return (
            f'<note xml:id="{id_of("c", comment.id)}" type="{comment.kind}" '
            f'subtype="{comment.state}" target="{target}" {self._resp(comment.annotator)}>'
            f"{said}{fs_xml(facts)}</note>"
        )


def _text_tag(document: Document) -> str:
    language = document.metadata.get(LANGUAGE)
    if language is None or language.value is None:
        return "<text>"
    return f'<text xml:lang="{language_tag(str(language.value))}">'


def _cert(noun: Annotation | Relation) -> str:
    return "high" if noun.confidence == SURE else "low"


def _check_xml(written: str) -> str:
    return f'<f name="check"><string>{check_of(written)}</string></f>'


def _range(body: str, spans: Spans) -> str:
    pairs = ",".join(f"{begin},{end - begin}" for begin, end in spans)
    return f"#string-range({body},{pairs})"


def _more(noun: Annotation | Relation) -> dict[str, Any]:
    facts: dict[str, Any] = {"origin": noun.origin}
    if noun.origin_detail is not None:
        facts["origin_detail"] = noun.origin_detail
    if noun.state != STANDS:
        facts["state"] = noun.state
    for name in ("source_id", "made", "changed", "extra"):
        value = getattr(noun, name)
        if value is not None:
            facts[name] = value
    return facts
