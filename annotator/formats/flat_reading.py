"""Reads flat JSONL of many makers: a text a line, with spans that have begin, end and label."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import orjson

from annotator.formats.faults import FAULTS, refusal_of
from annotator.formats.flat_relations import ends_of, label_of
from annotator.formats.flat_scheme import Derived
from annotator.formats.flat_spans import SpanReader, quote_to_prove
from annotator.formats.format import BUFFER, ReadOptions, Refused
from annotator.formats.sound import Unsound, may_have_controls, settled
from annotator.model.annotation import (
    IMPORT,
    REFUSED,
    STANDS,
    SUGGESTED,
    SURE,
    Annotation,
    Relation,
)
from annotator.model.bundle import Bundle, Header, Loss, order_of
from annotator.model.corpus import (
    LANGUAGE,
    PUBLISHED,
    TITLE,
    Document,
    MetadataValue,
)
from annotator.model.errors import FormatError
from annotator.model.identity import (
    annotation_keys,
    document_key,
    place_of,
    relation_key,
    text_hash,
)
from annotator.model.progress import Progress
from annotator.model.review import Annotator
from annotator.model.span import Span
from annotator.text.settling import settled_name

_LISTS = ("spans", "annotations", "entities", "ents", "labels", "label")
_META = {
    "title": TITLE,
    "date": PUBLISHED,
    "published": PUBLISHED,
    "lang": LANGUAGE,
    "language": LANGUAGE,
    "source": "outlet",
}
_NO_META = frozenset(
    ("text", "tokens", "relations", "meta", "id", "answer", "_input_hash", "_task_hash", "_view_id")
)
_new = cast(Any, tuple).__new__
_SCALARS = (str, int, float, bool)
_NAMES = (str, int)
_WHO = ("_annotator_id", "annotator")
_ANSWERS = {"reject": REFUSED, "ignore": SUGGESTED}
"""What becomes of the work on a record that was not accepted."""
DEFAULT_ANNOTATOR = "import"


def keeps_metadata(key: str, value: object) -> bool:
    """Say whether a value of metadata comes back under its key when a line is read."""
    is_taken = key in _NO_META or key in _WHO or key in ("name", "document", *_LISTS)
    return not is_taken and _META.get(key, key) == key and isinstance(value, _SCALARS)


class FlatReader:
    """One file, read line by line."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        """Take the file and what the reader may need to know."""
        self._path = path
        self._options = options
        self._derived = Derived(settled_name(path.stem), options.scheme)
        self._spans = SpanReader(self._derived)
        self._people: dict[str, Annotator] = {}
        self._here: dict[str, str] = {}

    def items(self, progress: Progress) -> Iterator[Header | Bundle | Refused]:
        """Yield the header anew whenever the scheme has grown, and a bundle for each line."""
        told, first = -1, None
        with self._path.open("rb", buffering=BUFFER) as lines:
            for number, line in enumerate(lines, start=1):
                if number == 1:
                    line = line.removeprefix(BOM_UTF8)
                if not line.strip():
                    continue
                if number % 200 == 0:
                    progress("progress.importing", number, None)
                data = self._loaded(number, line)
                if "text_sha256" in data:
                    # A document of our own JSONL, whose offsets have other names.
                    raise FormatError(
                        "no_header", file=str(self._path), line=number, reason="no header"
                    )
                text = data.get("text")
                if not isinstance(text, str) or not text:
                    first = first or number
                    yield Refused(file=str(self._path), line=number, reason="record_without_text")
                    continue
                bundle = self._bundle(number, data, text)
                if self._derived.version != told:
                    told = self._derived.version
                    yield self._header()
                yield bundle
        if told < 0:
            raise FormatError("not_flat", file=str(self._path), line=first, reason="no documents")

    def _header(self) -> Header:
        return Header(
            scheme=self._derived.scheme(),
            annotators=tuple(self._people.values()),
            extra={"derived": True},
        )

    def _loaded(self, number: int, line: bytes) -> dict[str, Any]:
        """Return the record of a line, every text in it settled."""
        try:
            data = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise FormatError(
                "broken_json",
                file=str(self._path),
                line=number,
                column=error.colno,
                reason=error.msg,
            ) from error
        if not isinstance(data, dict):
            raise FormatError(
                "bad_record", file=str(self._path), line=number, reason="an object is needed"
            )
        record = cast(dict[str, Any], data)
        if may_have_controls(line):
            try:
                return settled(record)
            except FAULTS as error:
                raise refusal_of(self._path, number, error) from error
        return record

    def _bundle(self, line: int, data: dict[str, Any], text: str) -> Bundle:
        sha256 = text_hash(text)
        key = document_key(sha256)
        who = self._who(data)
        listed = next((key for key in _LISTS if isinstance(data.get(key), list)), None)
        found: list[Any] = data[listed] if listed else []
        state = _ANSWERS.get(str(data.get("answer")), STANDS)
        try:
            told = data.get("relations")
            annotations, by_place = self._annotations(
                found, text, sha256, who, document=key, state=state, has_relations=bool(told)
            )
            relations = self._relations(told, sha256, who, by_place, state=state)
        except FAULTS as error:
            raise refusal_of(self._path, line, error) from error
        document = self._document(data, text, sha256, listed, line, key=key)
        relations.sort(key=_by_id)
        left = _left_out(data, listed)
        return Bundle(
            document=document,
            annotations=tuple(annotations),
            relations=tuple(relations),
            line=line,
            losses=(Loss(kind="record_facts", count=left, document=key),) if left else (),
        )

    def _who(self, data: Mapping[str, Any]) -> str:
        named = next((data[key] for key in _WHO if isinstance(data.get(key), _NAMES)), None)
        who = str(named or self._options.annotator or DEFAULT_ANNOTATOR)
        if who not in self._people:
            self._people[who] = Annotator(id=who, names={"en": who})
            self._derived.version += 1
        return who

    def _document(
        self,
        data: Mapping[str, Any],
        text: str,
        sha256: str,
        listed: str | None,
        line: int,
        *,
        key: str,
    ) -> Document:
        metadata: dict[str, MetadataValue] = {}
        meta = data.get("meta")
        told = {**data, **cast(dict[str, Any], meta)} if isinstance(meta, dict) else data
        for name, value in told.items():
            if name in _NO_META or name == listed or name in _WHO or value is None:
                continue
            if isinstance(value, _SCALARS):
                metadata[_META.get(name, name)] = MetadataValue(value=value)
        if self._options.language and LANGUAGE not in metadata:
            metadata[LANGUAGE] = MetadataValue(value=self._options.language)
        named, source = metadata.pop("name", None), metadata.pop("document", None)
        shown = named or metadata.get(TITLE)
        own = data.get("id")
        source_id = source.value if source else own if isinstance(own, _NAMES) else None
        return Document(
            id=key,
            name=str(shown.value) if shown else f"{settled_name(self._path.stem)} {line}",
            text=text,
            sha256=sha256,
            source_id=None if source_id is None else str(source_id),
            file=settled_name(self._path.name),
            metadata=metadata,
        )

    def _annotations(
        self,
        found: list[Any],
        text: str,
        sha256: str,
        who: str,
        *,
        document: str,
        state: str,
        has_relations: bool,
    ) -> tuple[list[Annotation], dict[Any, str]]:
        size = len(text)
        key_of, new, taken_apart = annotation_keys(sha256, who), _new, self._spans.read
        made: list[Annotation] = []
        last, is_ordered = -1, True
        places: dict[Any, str] = {}
        seen: dict[str, int] = {}
        taken: set[str] = set()
        for told in found:
            begin, end, label, item, layer, values, told_quote = taken_apart(told)
            if not 0 <= begin < end <= size:
                raise Unsound(
                    "bundle_offsets", item=item or label, begin=begin, end=end, length=size
                )
            source = item
            if source in taken:
                source = None
            elif source is not None:
                taken.add(source)
            if source is None:
                place = f"{layer}{begin}-{end}"
                ordinal = seen.get(place, 0)
                seen[place] = ordinal + 1
                source = place_of(((begin, end),), ordinal)
            key = key_of(layer, source)
            if has_relations:
                places[item, begin, end, label] = places[begin, end, label] = key
                places.setdefault(item, key)
            quote = text[begin:end]
            if told_quote is not None and told_quote != quote:
                quote = quote_to_prove(told_quote, quote)
            # Made as tuples: naming sixteen fields for each would double the time of reading.
            fields = (
                key,
                document,
                layer,
                who,
                (new(Span, (begin, end)),),
                quote,
                (),
                values,
                SURE,
                IMPORT,
                None,
                state,
                None if source is not item else item,
                None,
                None,
                None,
            )
            made.append(new(Annotation, fields))
            is_ordered = is_ordered and last < begin
            last = begin
        if not is_ordered:
            made.sort(key=order_of)
        return made, places

    def _relations(
        self, found: Any, sha256: str, who: str, places: Mapping[Any, str], *, state: str
    ) -> list[Relation]:
        made: list[Relation] = []
        seen: dict[str, int] = {}
        for told in found or ():
            ends = ends_of(told, places)
            label = label_of(told)
            kind, features = self._derived.learn_relation(label, told.get("attributes") or {})
            pair = f"{ends[0]} {ends[1]}"
            ordinal = seen.get(pair + kind, 0)
            seen[pair + kind] = ordinal + 1
            made.append(
                Relation(
                    id=relation_key(sha256, who, kind, f"{pair}#{ordinal}"),
                    document=document_key(sha256),
                    type=kind,
                    annotator=who,
                    from_id=ends[0],
                    to_id=ends[1],
                    features=features,
                    origin=IMPORT,
                    state=state,
                )
            )
        return made


def _left_out(data: Mapping[str, Any], listed: str | None) -> int:
    """Count fields of a record, and of its metadata, that are not taken over."""
    meta = data.get("meta")
    more = cast(dict[str, Any], meta) if isinstance(meta, dict) else {}
    told: list[tuple[str, object]] = [*data.items(), *more.items()]
    known = (*_NO_META, listed)
    return sum(type(v) in (dict, list) and bool(v) and k not in known for k, v in told)


def _by_id(relation: Relation) -> str:
    return relation.id
