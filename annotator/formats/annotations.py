"""Annotations of one document in a JSON file beside its text (`annotations/1`), read only."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import orjson

from annotator.formats.closed import check_comment, check_header, check_work
from annotator.formats.faults import FAULTS, UNIT, refusal_of
from annotator.formats.format import ReadOptions, refuse_to_write, whole_of
from annotator.formats.sound import (
    Unsound,
    check_bundle,
    check_characters,
    check_facts,
    check_ids,
    check_whole_header,
    may_have_controls,
)
from annotator.model.annotation import IMPORT, Annotation, Relation
from annotator.model.bundle import Ability, Bundle, Header, Loss, order_of
from annotator.model.corpus import (
    TITLE,
    Document,
    DocumentRelation,
    MetadataValue,
    Segment,
)
from annotator.model.data import noun_of
from annotator.model.entity import Entity
from annotator.model.errors import FormatError
from annotator.model.identity import (
    annotation_key,
    comment_key,
    document_key,
    key_of,
    relation_key,
    text_hash,
)
from annotator.model.language import Texts
from annotator.model.progress import Progress
from annotator.model.review import ON_ANNOTATION, ON_DOCUMENT, ON_SPANS, Annotator, Comment
from annotator.model.span import Span, Spans

MARK = "annotations/1"


class AnnotationsFormat:
    """One annotator's work on one text, as the samples are kept."""

    name = "annotations"
    title: ClassVar[Texts] = {"en": "Annotations beside a text", "bg": "Анотации към текст"}
    suffixes = (".json",)
    carries = frozenset(
        {
            Ability.SPANS,
            Ability.OVERLAP,
            Ability.DISCONTINUOUS,
            Ability.FEATURES,
            Ability.RELATIONS,
            Ability.RELATION_FEATURES,
            Ability.ENTITIES,
            Ability.SEGMENTS,
            Ability.METADATA,
            Ability.COMMENTS,
            Ability.CONFIDENCE,
        }
    )
    reads = True
    writes = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Say whether the file names this format in its first lines."""
        return b'"annotations/1"' in head

    def read(
        self, path: Path, progress: Progress, options: ReadOptions
    ) -> Iterator[Header | Bundle]:
        """Yield people and entities of a file, then its document."""
        raw = path.read_bytes().removeprefix(BOM_UTF8)
        try:
            data = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise FormatError(
                "broken_json",
                file=str(path),
                line=error.lineno,
                column=error.colno,
                reason=error.msg,
            ) from error
        try:
            # Of a key that stands twice one value would be lost unseen.
            json.loads(raw, object_pairs_hook=_once)
            if may_have_controls(raw):
                check_characters(data)
            reader = _Reader(path, data)
            header, bundle = reader.header(), reader.bundle()
            check_whole_header(header)
            check_bundle(bundle)
        except FAULTS as error:
            raise refusal_of(path, None, error) from error
        yield header
        yield bundle

    # The program's own JSONL carries all of this and more.
    write = refuse_to_write
    parts_of = whole_of


def _once(pairs: list[tuple[str, Any]]) -> None:
    keys = {key for key, _ in pairs}
    if len(keys) < len(pairs):
        twice = next(key for key in keys if sum(key == other for other, _ in pairs) > 1)
        raise Unsound("key_twice", key=twice)


class _Reader:
    """One file taken apart."""

    def __init__(self, path: Path, data: Mapping[str, Any]) -> None:
        self.path = path
        self.data = data
        self.document = self._document()
        self.person = str(data["annotator"]["id"])
        self.made = data.get("made")
        check_facts(self.person, (self.made,), None, {})
        self.keys: dict[str, str] = {}
        self.relations: dict[str, str] = {}

    def _document(self) -> Document:
        told = self.data["document"]
        if told.get("offset_unit", UNIT) != UNIT:
            raise ValueError(f"offset_unit is not {UNIT}")
        name = told["file"]
        if type(name) is not str or not name or name != Path(name).name:
            raise ValueError(f"document.file is the name of a file beside this one, not {name!r}")
        beside = self.path.with_name(name)
        try:
            raw = beside.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise FormatError(
                "text_missing", file=str(self.path), text=beside.name, reason=reason
            ) from error
        try:
            written = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FormatError(
                "text_damaged_utf8",
                file=str(beside),
                line=None,
                reason="UTF-8",
                position=error.start,
            ) from error
        text = next((t for t in _ways(written) if _is_told(t, told)), None)
        if text is None:
            raise FormatError(
                "text_differs", file=str(self.path), text=beside.name, reason="sha256"
            )
        sha256 = text_hash(text)
        metadata = {k: noun_of(MetadataValue, v) for k, v in told.get("metadata", {}).items()}
        title = metadata.get(TITLE)
        return Document(
            id=document_key(sha256),
            name=str(title.value) if title else Path(beside.name).stem,
            text=text,
            sha256=sha256,
            source_id=told.get("id"),
            file=beside.name,
            metadata=metadata,
            source={
                "raw_sha256": text_hash(written),
                "bytes": len(raw),
                "encoding": "utf-8",
                "how": "utf-8",
            },
        )

    def header(self) -> Header:
        entities = tuple(noun_of(Entity, e) for e in self.data.get("entities", ()))
        related = self.data["document"].get("relations_of_document", ())
        here = self.document.source_id or self.document.id
        relations = tuple(
            DocumentRelation(
                id=key_of("document_relation", self.document.sha256, r["type"], r["to"]),
                type=r["type"],
                from_document=here,
                to_document=r["to"],
            )
            for r in related
        )
        header = Header(
            entities=entities,
            annotators=(noun_of(Annotator, self.data["annotator"]),),
            document_relations=relations,
        )
        check_header(header)
        return header

    def bundle(self) -> Bundle:
        losses: tuple[Loss, ...] = ()
        if self.data.get("deviations"):
            losses = (Loss(kind="documentation", document=self.document.id),)
        annotations = [self._annotation(a) for a in self.data.get("annotations", ())]
        relations = [self._relation(r) for r in self.data.get("relations", ())]
        comments = [self._comment(c) for c in self.data.get("comments", ())]
        check_ids("relations", relations)
        for work in (*annotations, *relations):
            name = work.layer if isinstance(work, Annotation) else work.type
            check_work(work.id, (name,), work.features, work.confidence, work.origin, work.state)
        for comment in comments:
            check_comment(comment)
        return Bundle(
            document=self.document,
            segments=tuple(noun_of(Segment, s) for s in self.data.get("segments", ())),
            annotations=tuple(sorted(annotations, key=order_of)),
            relations=tuple(sorted(relations, key=lambda r: r.id)),
            comments=tuple(sorted(comments, key=lambda c: c.id)),
            losses=losses,
        )

    def _annotation(self, told: Mapping[str, Any]) -> Annotation:
        source = str(told["id"])
        if source in self.keys:
            raise ValueError(f"id {source} twice")
        layer = str(told["layer"])
        quote, spans = told["quote"], _spans_of(told["spans"])
        if type(quote) is not str:
            raise TypeError(f"the quote of {source} is no text")
        if quote and not spans:
            raise ValueError(f"{source} has a quote and no spans")
        key = annotation_key(self.document.sha256, self.person, layer, source)
        self.keys[source] = key
        return Annotation(
            id=key,
            document=self.document.id,
            layer=layer,
            annotator=self.person,
            spans=spans,
            quote=quote,
            features=dict(told.get("features", {})),
            confidence=told.get("confidence", "sure"),
            origin=IMPORT,
            source_id=source,
            made=self.made,
        )

    def _relation(self, told: Mapping[str, Any]) -> Relation:
        source = str(told["id"])
        key = relation_key(self.document.sha256, self.person, told["type"], source)
        self.relations[source] = key
        end = told["to"]
        is_entity = "entity" in end
        return Relation(
            id=key,
            document=self.document.id,
            type=told["type"],
            annotator=self.person,
            from_id=self._known(told["from"]["annotation"], "relation_nowhere", source),
            to_id=str(end["entity"])
            if is_entity
            else self._known(end["annotation"], "relation_nowhere", source),
            to_entity=is_entity,
            features=dict(told.get("features", {})),
            confidence=told.get("confidence", "sure"),
            origin=IMPORT,
            source_id=source,
            made=self.made,
        )

    def _known(self, source: str, code: str, item: str) -> str:
        if source not in self.keys:
            raise Unsound(code, item=item, end=source)
        return self.keys[source]

    def _comment(self, told: Mapping[str, Any]) -> Comment:
        source, anchor = str(told["id"]), told["anchor"]
        kind, target, spans = ON_DOCUMENT, None, ()
        if "annotation" in anchor:
            kind, target = (
                ON_ANNOTATION,
                self._known(anchor["annotation"], "comment_nowhere", source),
            )
        elif "spans" in anchor:
            kind, spans = ON_SPANS, _spans_of(anchor["spans"])
        return noun_of(
            Comment,
            {
                "id": comment_key(self.document.sha256, self.person, source),
                "document": self.document.id,
                "annotator": self.person,
                "anchor": kind,
                "target": target,
                "spans": [list(span) for span in spans],
                "quote": anchor.get("quote", ""),
                "kind": told["kind"],
                "texts": told["texts"],
                "source_id": source,
                "made": self.made,
            },
        )


def _ways(written: str) -> Iterator[str]:
    """Yield a text as it stands, then without what Windows programs put into it."""
    yield written
    unmarked = written.removeprefix("\ufeff")
    yield unmarked
    yield unmarked.replace("\r\n", "\n")


def _is_told(text: str, told: Mapping[str, Any]) -> bool:
    """Say whether this is the text that was annotated, as far as its length and hash are told."""
    if len(text) != told.get("length", len(text)):
        return False
    return "sha256" not in told or told["sha256"] == text_hash(text)


def _spans_of(found: Any) -> Spans:
    spans: list[Span] = []
    for begin, end in found:
        if type(begin) is not int or type(end) is not int:
            raise TypeError("spans are pairs of whole numbers")
        if not 0 <= begin <= end:
            raise ValueError(f"{begin} to {end} is no span")
        spans.append(Span(begin, end))
    return tuple(spans)
