"""Flat JSONL for training: text, tokens, spans, relations, as spaCy and Prodigy users expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import orjson

from annotator.formats.flat_reading import FlatReader, keeps_metadata
from annotator.formats.flat_tokens import TokenNumbers, covering_tokens
from annotator.formats.format import BUFFER, ReadOptions, Refused, WriteOptions
from annotator.formats.lines import LINED
from annotator.model.annotation import STANDS, SURE, Annotation, Relation
from annotator.model.bundle import Ability, Bundle, Header, LossReport, losses_of
from annotator.model.corpus import MetadataValue
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.model.progress import Progress

ANNOTATOR = "_annotator_id"
_CARRIES = frozenset(
    {
        Ability.SPANS,
        Ability.OVERLAP,
        Ability.FEATURES,
        Ability.RELATIONS,
        Ability.RELATION_FEATURES,
        Ability.METADATA,
        Ability.SEVERAL_ANNOTATORS,
    }
)


class FlatFormat:
    """One line for each document and annotator."""

    name = "flat"
    title: ClassVar[Texts] = {"en": "Flat JSONL for training", "bg": "Плосък JSONL за обучение"}
    suffixes = (".jsonl", ".json", ".ndjson")
    carries = _CARRIES
    reads = True
    writes = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """Say whether the file begins with an object that has a text, and that on one line.

        JSON that is written over several lines is of others, unless the name promises lines.
        """
        begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if not begin.startswith(b"{") or b'"text"' not in head:
            return False
        line, end, _ = begin.partition(b"\n")
        return not end or path.suffix.lower() in LINED or line.rstrip().endswith(b"}")

    def read(
        self, path: Path, progress: Progress, options: ReadOptions
    ) -> Iterator[Header | Bundle | Refused]:
        """Yield a header with the scheme that the data shows, documents, the header as grown."""
        yield from FlatReader(path, options).items(progress)

    def write(
        self,
        header: Header,
        bundles: Iterable[Bundle],
        target: Path,
        progress: Progress,
        options: WriteOptions,
    ) -> LossReport:
        """Write a line for each document and annotator and count what does not fit in.

        FormatError if there is not one annotation to write.
        """
        lost: Counter[str] = Counter()
        written = 0
        _count_header(header, lost)
        with target.open("wb", buffering=BUFFER) as file:
            for number, bundle in enumerate(bundles, start=1):
                parts = list(self.parts_of(bundle))
                _count(bundle, parts, lost)
                written += len(parts)
                for part in parts:
                    file.write(orjson.dumps(_line(part, lost), option=orjson.OPT_APPEND_NEWLINE))
                if number % 100 == 0:
                    progress("progress.exporting", number, None)
        if not written:
            raise FormatError("flat_no_annotation", file=str(target))
        return LossReport(losses=losses_of(lost))

    def parts_of(self, bundle: Bundle) -> Iterable[Bundle]:
        """Return one bundle for each annotator of the document, cut down to what is written."""
        kept = [a for a in bundle.annotations if _is_carried(a)]
        people = sorted({a.annotator for a in kept})
        return [_part(bundle, [a for a in kept if a.annotator == who], who) for who in people]


def _is_carried(annotation: Annotation) -> bool:
    spans = annotation.spans
    return annotation.state == STANDS and len(spans) == 1 and spans[0].begin < spans[0].end


def _part(bundle: Bundle, annotations: list[Annotation], who: str) -> Bundle:
    ids = {a.id for a in annotations}
    metadata = {
        key: MetadataValue(value=value.value)
        for key, value in bundle.document.metadata.items()
        if keeps_metadata(key, value.value)
    }
    relations = [
        r
        for r in bundle.relations
        if r.annotator == who
        and not r.to_entity
        and r.state == STANDS
        and r.from_id in ids
        and r.to_id in ids
    ]
    return Bundle(
        document=replace(bundle.document, metadata=metadata),
        annotations=tuple(annotations),
        relations=tuple(relations),
    )


def _count_header(header: Header, lost: Counter[str]) -> None:
    lost["scheme"] += header.scheme is not None
    lost["entities"] += len(header.entities)
    lost["sets"] += len(header.sets)
    lost["rounds"] += len(header.rounds)
    lost["document_relations"] += len(header.document_relations)
    lost["comments"] += len(header.comments)
    lost["annotators"] += len(header.annotators)
    lost["history"] += len(header.history)
    lost["header_facts"] += len(header.extra)


def _count(bundle: Bundle, parts: list[Bundle], lost: Counter[str]) -> None:
    for annotation in bundle.annotations:
        if annotation.state != STANDS:
            lost["suggestions"] += 1
        elif not annotation.spans:
            lost["document_labels"] += 1
        elif len(annotation.spans) > 1:
            lost["discontinuous"] += 1
        elif annotation.length == 0:
            lost["zero_length"] += 1
        else:
            _count_kept(annotation, lost)
    carried = {r.id for part in parts for r in part.relations}
    for relation in bundle.relations:
        if relation.id in carried:
            _count_kept(relation, lost)
        elif relation.state != STANDS:
            lost["suggestions"] += 1
        else:
            lost["relations_to_entities" if relation.to_entity else "relations"] += 1
    lost["segments"] += len(bundle.segments)
    lost["comments"] += len(bundle.comments)
    lost["tokens"] += bundle.tokens is not None
    lost["assignments"] += len(bundle.assignments)
    lost["decisions"] += len(bundle.decisions)
    lost["revisions"] += len(bundle.revisions)
    if not parts:
        lost["documents_without_work"] += 1
        return
    lost["document_facts"] += 1
    for key, value in bundle.document.metadata.items():
        if keeps_metadata(key, value.value):
            lost["metadata_notes"] += bool(value.inferred or value.note or value.extra)
        else:
            lost["metadata"] += 1


def _count_kept(noun: Annotation | Relation, lost: Counter[str]) -> None:
    lost["confidence"] += noun.confidence != SURE
    lost["origin"] += 1


def _line(part: Bundle, lost: Counter[str]) -> dict[str, Any]:
    document, text = part.document, part.document.text
    tokens = covering_tokens(text)
    numbers = TokenNumbers(tokens)
    spans: list[dict[str, Any]] = []
    places: dict[str, dict[str, Any]] = {}
    for annotation in part.annotations:
        span = _span(annotation, numbers, lost)
        spans.append(span)
        places[annotation.id] = span
    meta = {key: value.value for key, value in document.metadata.items()}
    meta["document"] = document.source_id or document.id
    meta["name"] = document.name
    return {
        "text": text,
        "tokens": tokens,
        "spans": spans,
        "relations": [_relation(r, places) for r in part.relations],
        "meta": meta,
        ANNOTATOR: part.annotations[0].annotator,
        "answer": "accept",
    }


def _span(annotation: Annotation, numbers: TokenNumbers, lost: Counter[str]) -> dict[str, Any]:
    begin, end = annotation.spans[0]
    first, last, is_whole = numbers.within(begin, end)
    lost["inside_token"] += not is_whole
    span: dict[str, Any] = {"start": begin, "end": end, "label": annotation.layer}
    span["token_start"], span["token_end"] = first, last
    span["id"] = annotation.source_id or annotation.id
    if annotation.features:
        span["attributes"] = annotation.features
    return span


def _relation(relation: Relation, places: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head, child = places[relation.from_id], places[relation.to_id]
    keys = ("start", "end", "token_start", "token_end", "label", "id")
    told: dict[str, Any] = {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {key: head[key] for key in keys},
        "child_span": {key: child[key] for key in keys},
        "label": relation.type,
    }
    if relation.features:
        told["attributes"] = relation.features
    return told
