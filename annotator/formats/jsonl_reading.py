"""Lines of the program's own JSONL as headers and bundles, each fault with file, line, reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, cast

import orjson

from annotator.formats.closed import check_assignment, check_decision, check_header
from annotator.formats.faults import FAULTS, UNIT, refusal_of
from annotator.formats.format import BUFFER
from annotator.formats.jsonl_work import WorkReader, comment_of, relation_of
from annotator.formats.once import Once
from annotator.formats.sound import (
    Unsound,
    check_bundle,
    check_characters,
    check_whole_header,
)
from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    MetadataValue,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.data import noun_of
from annotator.model.entity import Entity
from annotator.model.errors import FormatError
from annotator.model.identity import text_hash
from annotator.model.review import (
    Annotator,
    Assignment,
    Comment,
    Decision,
    Round,
)
from annotator.model.scheme import Scheme

_NONE: dict[str, Any] = {}
_HEADER = frozenset(
    (
        "format",
        "offset_unit",
        "scheme",
        "entities",
        "annotators",
        "sets",
        "document_relations",
        "comments",
        "rounds",
        "history",
    )
)
_DOCUMENT = frozenset(
    (
        "id",
        "source_id",
        "name",
        "file",
        "text",
        "text_sha256",
        "length",
        "offset_unit",
        "revision",
        "metadata",
        "source",
        "segments",
        "annotations",
        "relations",
        "comments",
        "tokens",
        "assignments",
        "revisions",
        "decisions",
    )
)


def header_of(path: Path, line: int, data: Mapping[str, Any], mark: str) -> Header:
    """Return the header of the first line; FormatError if it is none of this version."""
    found = data.get("format")
    if found != mark:
        code = "newer_format" if str(found).startswith("annotator-jsonl/") else "no_header"
        raise FormatError(code, file=str(path), line=line, found=found, reason=str(found))
    try:
        scheme = data.get("scheme")
        if data.get("offset_unit", UNIT) != UNIT:
            raise ValueError(f"offset_unit is not {UNIT}")
        header = Header(
            scheme=None if scheme is None else noun_of(Scheme, scheme),
            entities=tuple(noun_of(Entity, x) for x in data.get("entities", ())),
            annotators=tuple(noun_of(Annotator, x) for x in data.get("annotators", ())),
            sets=tuple(noun_of(DocumentSet, x) for x in data.get("sets", ())),
            document_relations=tuple(
                noun_of(DocumentRelation, x) for x in data.get("document_relations", ())
            ),
            comments=tuple(noun_of(Comment, x) for x in data.get("comments", ())),
            rounds=tuple(noun_of(Round, x) for x in data.get("rounds", ())),
            history=tuple(data.get("history", ())),
            extra={key: value for key, value in data.items() if key not in _HEADER},
            line=line,
        )
        check_header(header)
        check_whole_header(header)
        return header
    except FAULTS as error:
        raise refusal_of(path, line, error) from error


def refuse_controls(path: Path, line: int, data: Mapping[str, Any]) -> None:
    """FormatError if a text or name of a line has characters that can be kept nowhere."""
    try:
        check_characters(data)
    except FAULTS as error:
        raise refusal_of(path, line, error) from error


class Documents:
    """Reads the documents of one file, line after line."""

    def __init__(self, path: Path, header: Header) -> None:
        """Take the file and its header."""
        self._path = path
        layers = None if header.scheme is None else frozenset(x.id for x in header.scheme.layers)
        self._work = WorkReader(layers)
        self._seen = Once(partial(ids_before, path))

    def bundle(self, line: int, data: Mapping[str, Any]) -> Bundle:
        """Return the bundle of a document's line; FormatError names line and reason."""
        try:
            return self._bundle(line, data)
        except FAULTS as error:
            raise refusal_of(self._path, line, error) from error

    def _bundle(self, line: int, data: Mapping[str, Any]) -> Bundle:
        document = _document(data)
        self._once(line, [document.id])
        text, key = document.text, document.id
        annotations = self._work.annotations(data.get("annotations", ()), key, text)
        found = [a.id for a in annotations]
        self._once(line, found)
        segments = tuple(noun_of(Segment, s) for s in data.get("segments", ()))
        _check_within(annotations, segments)
        ids = set(found)
        relations = tuple(relation_of(r, key, ids) for r in data.get("relations", ()))
        self._once(line, [r.id for r in relations])
        comments = tuple(comment_of(c, key) for c in data.get("comments", ()))
        self._once(line, [c.id for c in comments])
        bundle = Bundle(
            document=document,
            segments=segments,
            annotations=annotations,
            relations=relations,
            comments=comments,
            tokens=_tokens(data.get("tokens"), len(text)),
            assignments=tuple(_assignment(x, key) for x in data.get("assignments", ())),
            revisions=tuple(
                noun_of(Revision, {**x, "document": key}) for x in data.get("revisions", ())
            ),
            decisions=tuple(_decision(x, key) for x in data.get("decisions", ())),
            line=line,
        )
        check_bundle(bundle)
        return bundle

    def _once(self, line: int, ids: Sequence[str]) -> None:
        twice = self._seen.twice(line, ids) if ids else None
        if twice is not None:
            raise Unsound("id_twice", item=twice)


def ids_before(path: Path, line: int) -> Iterator[str]:
    """Yield the ids of the documents on the lines before one, which were read without fault."""
    with path.open("rb", buffering=BUFFER) as lines:
        documents = (raw for raw in islice(lines, line - 1) if raw.strip())
        next(documents, None)
        for data in map(orjson.loads, documents):
            yield data["id"]
            for kind in ("annotations", "relations", "comments"):
                yield from (noun["id"] for noun in data.get(kind, ()))


def _document(data: Mapping[str, Any]) -> Document:
    text = data["text"]
    if not isinstance(text, str) or not text:
        raise Unsound("no_text")
    key, metadata = data["id"], data.get("metadata", {})
    if type(key) is not str or type(metadata) is not dict:
        raise ValueError("id and metadata of the document are a text and an object")
    sha256 = text_hash(text)
    if data.get("offset_unit", UNIT) != UNIT:
        raise ValueError(f"offset_unit is not {UNIT}")
    if data.get("text_sha256", sha256) != sha256 or data.get("length", len(text)) != len(text):
        raise Unsound("text_hash", item=data.get("name", ""))
    return Document(
        id=key,
        name=data["name"],
        text=text,
        sha256=sha256,
        revision=data.get("revision", 1),
        source_id=data.get("source_id"),
        file=data.get("file"),
        metadata={k: _value(v) for k, v in cast(Mapping[str, Any], metadata).items()},
        source=data.get("source", {}),
        extra={key: value for key, value in data.items() if key not in _DOCUMENT},
    )


def _value(data: Any) -> MetadataValue:
    told = cast(Mapping[str, Any], data)
    if type(data) is dict and tuple(told) == ("value", "inferred"):
        value, inferred = told["value"], told["inferred"]
        if type(inferred) is bool:
            return MetadataValue(value=value, inferred=inferred)
    return noun_of(MetadataValue, told)


def _check_within(annotations: Iterable[Annotation], segments: Iterable[Segment]) -> None:
    known: set[str] | None = None
    for annotation in annotations:
        if not annotation.segments:
            continue
        known = {s.id for s in segments} if known is None else known
        if annotation.spans or not known.issuperset(annotation.segments):
            raise ValueError(f"{annotation.id} is not on segments of this document")


def _tokens(data: Any, size: int) -> Tokens | None:
    if data is None:
        return None
    tokens = noun_of(Tokens, data)
    for begin, end in (*tokens.spans, *tokens.sentences):
        if not 0 <= begin <= end <= size:
            raise Unsound("bundle_offsets", item="tokens", begin=begin, end=end, length=size)
    for name, column in tokens.columns.items():
        if len(column) != len(tokens.spans):
            raise ValueError(f"tokens: {name} has not one value for each token")
    return tokens


def _assignment(data: Mapping[str, Any], document: str) -> Assignment:
    assignment = noun_of(Assignment, {**data, "document": document})
    check_assignment(assignment)
    return assignment


def _decision(data: Mapping[str, Any], document: str) -> Decision:
    decision = noun_of(Decision, {**data, "document": document})
    check_decision(decision)
    return decision
