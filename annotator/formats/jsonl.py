"""The program's own lossless JSONL: a header line, then one document a line."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, cast

import orjson

from annotator.formats.faults import UNIT
from annotator.formats.format import BUFFER, ReadOptions, WriteOptions, whole_of
from annotator.formats.jsonl_reading import Documents, header_of, refuse_controls
from annotator.formats.sound import may_have_controls
from annotator.model.annotation import STANDS, Annotation, Relation
from annotator.model.bundle import Ability, Bundle, Header, LossReport
from annotator.model.corpus import MetadataValue
from annotator.model.data import data_of
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.model.progress import Progress
from annotator.model.review import Comment

MARK = "annotator-jsonl/1"


class JsonlFormat:
    """Everything that a corpus holds, one line a document."""

    name = "jsonl"
    title: ClassVar[Texts] = {"en": "Annotator JSONL", "bg": "JSONL на Annotator"}
    suffixes = (".jsonl",)
    carries = frozenset(Ability)
    reads = True
    writes = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """Say whether the first line names this format."""
        return b'"annotator-jsonl/' in head[:200]

    def read(
        self, path: Path, progress: Progress, options: ReadOptions
    ) -> Iterator[Header | Bundle]:
        """Yield the header, then each document; FormatError names file, line and reason."""
        with path.open("rb", buffering=BUFFER) as lines:
            documents = None
            for number, line in enumerate(lines, start=1):
                if number == 1:
                    line = line.removeprefix(BOM_UTF8)
                if not line.strip():
                    continue
                data = _loaded(path, number, line)
                if documents is None:
                    header = header_of(path, number, data, MARK)
                    documents = Documents(path, header)
                    yield header
                else:
                    progress("progress.importing", number - 1, None)
                    yield documents.bundle(number, data)
            if documents is None:
                raise FormatError("empty_file", file=str(path), line=None, reason="empty")

    def write(
        self,
        header: Header,
        bundles: Iterable[Bundle],
        target: Path,
        progress: Progress,
        options: WriteOptions,
    ) -> LossReport:
        """Write the header and every bundle; nothing is lost."""
        dumps, newline = orjson.dumps, orjson.OPT_APPEND_NEWLINE
        with target.open("wb", buffering=BUFFER) as file:
            file.write(dumps(header_data(header), option=newline))
            for number, bundle in enumerate(bundles, start=1):
                file.write(dumps(bundle_data(bundle), option=newline))
                if number % 100 == 0:
                    progress("progress.exporting", number, None)
        return LossReport()

    parts_of = whole_of


def _loaded(path: Path, number: int, line: bytes) -> Mapping[str, Any]:
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise FormatError(
            "broken_json", file=str(path), line=number, column=error.colno, reason=error.msg
        ) from error
    if not isinstance(data, dict):
        raise FormatError("bad_record", file=str(path), line=number, reason="an object is needed")
    record = cast(dict[str, Any], data)
    if may_have_controls(line):
        refuse_controls(path, number, record)
    return record


def header_data(header: Header) -> dict[str, Any]:
    """Return the header line as data, in a fixed order."""
    data: dict[str, Any] = {"format": MARK, "offset_unit": UNIT}
    if header.scheme is not None:
        data["scheme"] = data_of(header.scheme)
    data["entities"] = [data_of(e) for e in sorted(header.entities, key=_id)]
    data["annotators"] = [data_of(a) for a in sorted(header.annotators, key=_id)]
    for name in _HEADER_PARTS:
        found = getattr(header, name)
        if found:
            data[name] = [_HEADER_PARTS[name](x) for x in found]
    data.update(header.extra)
    return data


def _id(noun: Any) -> str:
    return noun.id


def _said_data(comment: Comment) -> dict[str, Any]:
    return {**data_of(comment), "texts": comment.texts}


_HEADER_PARTS: dict[str, Callable[[Any], Mapping[str, Any]]] = {
    "sets": data_of,
    "document_relations": data_of,
    "comments": _said_data,
    "rounds": data_of,
    "history": dict,
}


def bundle_data(bundle: Bundle) -> dict[str, Any]:
    """Return a document's line as data, in a fixed order."""
    document = bundle.document
    data: dict[str, Any] = {"id": document.id}
    if document.source_id is not None:
        data["source_id"] = document.source_id
    data["name"] = document.name
    if document.file is not None:
        data["file"] = document.file
    data["text"] = document.text
    data["text_sha256"] = document.sha256
    data["length"] = len(document.text)
    data["offset_unit"] = UNIT
    data["revision"] = document.revision
    data["metadata"] = {key: _value_data(value) for key, value in document.metadata.items()}
    data["source"] = document.source
    data["segments"] = [data_of(s) for s in bundle.segments]
    data["annotations"] = [annotation_data(a) for a in bundle.annotations]
    data["relations"] = [relation_data(r) for r in bundle.relations]
    data["comments"] = [comment_data(c) for c in bundle.comments]
    if bundle.tokens is not None:
        data["tokens"] = data_of(bundle.tokens)
    if bundle.assignments:
        data["assignments"] = [_belonging(a) for a in bundle.assignments]
    if bundle.revisions:
        data["revisions"] = [_belonging(r) for r in bundle.revisions]
    if bundle.decisions:
        data["decisions"] = [_belonging(d) for d in bundle.decisions]
    data.update(document.extra)
    return data


def _value_data(value: MetadataValue) -> dict[str, Any]:
    if value.note is None and not value.extra:
        return {"value": value.value, "inferred": value.inferred}
    return data_of(value)


def _belonging(noun: Any) -> dict[str, Any]:
    data = data_of(noun)
    del data["document"]
    return data


def annotation_data(a: Annotation) -> dict[str, Any]:
    """Return an annotation as data; what is empty by default is left out."""
    # Taken apart at once: reading fifteen fields by name would cost as much as all the rest.
    key, _, layer, who, spans, quote, segments, features, sure, origin, detail, state, source, \
        made, changed, extra = a  # fmt: skip
    data: dict[str, Any] = {
        "id": key,
        "layer": layer,
        "annotator": who,
        "spans": [[*spans[0]]] if len(spans) == 1 else [[*span] for span in spans],
        "quote": quote,
        "features": features,
        "confidence": sure,
        "origin": origin,
    }
    if segments:
        data["segments"] = segments
    if source is not None:
        data["source_id"] = source
    if made is not None:
        data["made"] = made
    if changed is not None or detail is not None or state != STANDS or extra:
        _more(data, a)
    return data


def _more(data: dict[str, Any], noun: Annotation | Relation) -> None:
    if noun.changed is not None:
        data["changed"] = noun.changed
    if noun.state != STANDS:
        data["state"] = noun.state
    if noun.origin_detail is not None:
        data["origin_detail"] = noun.origin_detail
    if noun.extra:
        data.update(noun.extra)


def relation_data(r: Relation) -> dict[str, Any]:
    """Return a relation as data."""
    data: dict[str, Any] = {
        "id": r.id,
        "type": r.type,
        "annotator": r.annotator,
        "from": {"annotation": r.from_id},
        "to": {"entity": r.to_id} if r.to_entity else {"annotation": r.to_id},
        "features": r.features,
        "confidence": r.confidence,
        "origin": r.origin,
    }
    if r.source_id is not None:
        data["source_id"] = r.source_id
    if r.made is not None:
        data["made"] = r.made
    _more(data, r)
    return data


def comment_data(comment: Comment) -> dict[str, Any]:
    """Return a comment as data; its anchor is one object."""
    data = data_of(comment)
    data.pop("document", None)
    spans, quote = data.pop("spans"), data.pop("quote")
    kind, target = data.pop("anchor"), data.pop("target", None)
    if kind == "spans":
        anchor: dict[str, Any] = {"spans": spans, "quote": quote}
    else:
        anchor = {kind: target if target is not None else True}
    data.setdefault("texts", {})
    return {"id": data.pop("id"), "kind": data.pop("kind"), "anchor": anchor, **data}
