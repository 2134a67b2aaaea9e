"""Reads one .ann file of brat with its text: annotations, relations, entities and comments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from annotator.formats.brat_lines import Ends, Lines, Marked, Named, Said
from annotator.formats.brat_pairs import annotator_of, configuration_beside, folder_of, text_beside
from annotator.formats.brat_places import Places
from annotator.formats.brat_scheme import BratScheme, conf_of
from annotator.formats.faults import refusal_of
from annotator.formats.format import ReadOptions
from annotator.model.annotation import IMPORT, Annotation, Relation
from annotator.model.bundle import Bundle, Header, Loss, order_of
from annotator.model.corpus import LANGUAGE, Document, MetadataValue
from annotator.model.entity import KNOWN, Entity, ExternalId
from annotator.model.errors import FormatError
from annotator.model.identity import (
    annotation_key,
    comment_key,
    document_key,
    key_of,
    relation_key,
    text_hash,
)
from annotator.model.review import ON_ANNOTATION, ON_RELATION, Annotator, Comment
from annotator.model.undecoded import undecoded
from annotator.text.decoding import Decoded, DecodingError, decode
from annotator.text.settling import Settled, settle, settled_name

_PLAIN_NOTE = "AnnotatorNotes"
"""What brat calls a note that somebody wrote; other kinds are told in the comment."""


class BratReader:
    """One file of annotations."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        """Take the .ann file; FormatError if there is no text to it."""
        text = text_beside(path)
        if text is None:
            raise FormatError("brat_no_text", file=str(path), line=None, reason="no text")
        self._path, self._options, self._text_path = path, options, text
        self._who = annotator_of(path, text) or options.annotator or folder_of(path) or "brat"
        self._annotations: dict[str, Annotation] = {}
        self._relations: dict[str, Relation] = {}
        self._entities: dict[str, Entity] = {}
        self._events: dict[str, str] = {}
        self._left = 0

    def items(self) -> Iterator[Header | Bundle]:
        """Yield the header and the document; FormatError names the file and the line."""
        decoded = _decoded(self._text_path, self._options.decoding)
        settled = settle(decoded.text, keep=True)
        if not settled.text.strip():
            raise FormatError("text_empty", file=str(self._text_path), line=None, reason="empty")
        text = settled.text
        self._sha256 = text_hash(text)
        self._document = document_key(self._sha256)
        self._scheme = self._configured()
        lines = self._lines()
        has_mark = self._text_path.read_bytes()[:3] == b"\xef\xbb\xbf"
        self._take_marks(lines, Places(text, lines.marks, has_mark=has_mark))
        self._take_relations(lines)
        self._take_values(lines)
        comments = self._comments(lines)
        left = lines.others + self._left
        yield Header(
            scheme=self._scheme.scheme(),
            annotators=(Annotator(id=self._who, names={"en": self._who}),),
            entities=tuple(self._entities.values()),
            extra={"derived": True},
        )
        yield Bundle(
            document=self._told_document(text, decoded, settled),
            annotations=tuple(sorted(self._annotations.values(), key=order_of)),
            relations=tuple(sorted(self._relations.values(), key=lambda r: r.id)),
            comments=tuple(comments),
            losses=(Loss(kind="brat_lines", count=left, document=self._document),) if left else (),
        )

    def _configured(self) -> BratScheme:
        path = configuration_beside(self._path)
        conf = conf_of(_decoded(path, None).text if path else "")
        name = (path or self._path.absolute()).absolute().parent.name
        return BratScheme(settled_name(name) or "brat", conf, self._options.scheme)

    def _lines(self) -> Lines:
        text = _decoded(self._path, None).text if self._path.stat().st_size else ""
        lines = Lines()
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                with _Line(self._path, number):
                    lines.add(number, settle(line.rstrip("\r"), keep=True).text)
        return lines

    def _told_document(self, text: str, decoded: Decoded, settled: Settled) -> Document:
        language = self._options.language
        return Document(
            id=self._document,
            name=settled_name(self._text_path.stem),
            text=text,
            sha256=self._sha256,
            file=settled_name(self._text_path.name),
            metadata={LANGUAGE: MetadataValue(value=language)} if language else {},
            source={
                "raw_sha256": decoded.raw_sha256,
                "bytes": self._text_path.stat().st_size,
                "encoding": decoded.encoding,
                "how": str(decoded.how),
                "counts": dict(settled.counts),
            },
        )

    def _take_marks(self, lines: Lines, places: Places) -> None:
        for mark in lines.marks:
            with _Line(self._path, mark.line):
                self._annotations[mark.id] = self._annotation(mark, places)

    def _annotation(self, mark: Marked, places: Places) -> Annotation:
        spans, quote = places.of(mark)
        layer = self._scheme.layer(mark.kind)
        return Annotation(
            id=annotation_key(self._sha256, self._who, layer, mark.id),
            document=self._document,
            layer=layer,
            annotator=self._who,
            spans=spans,
            quote=quote,
            origin=IMPORT,
            source_id=mark.id,
        )

    def _take_relations(self, lines: Lines) -> None:
        """Make relations of events, relations and sets; an event stands on its trigger."""
        for event in lines.events:
            with _Line(self._path, event.line):
                if event.trigger not in self._annotations:
                    raise ValueError(f"{event.id} points to {event.trigger}, which is not here")
                self._events[event.id] = event.trigger
        seen: set[str] = set()
        for event in lines.events:
            with _Line(self._path, event.line):
                is_second = event.trigger in seen
                seen.add(event.trigger or "")
                # Two events on one trigger are told apart by their relations only.
                self._left += is_second and not event.ends
                for role, end in event.ends:
                    kind = self._scheme.role(role)
                    source = self._source(f"{event.id} {role}", end)
                    self._relate(kind, source, event.id, end, detail={"event": event.id})
        for relation in lines.relations:
            with _Line(self._path, relation.line):
                kind = self._scheme.kind(relation.kind)
                (_, begin), (_, end), *more = relation.ends
                self._left += len(more)
                self._relate(kind, relation.id, begin, end)
        for several in lines.sets:
            with _Line(self._path, several.line):
                self._take_set(several)

    def _take_set(self, several: Ends) -> None:
        kind = self._scheme.kind(several.kind, is_symmetric=True)
        for (_, begin), (_, end) in combinations(several.ends, 2):
            self._relate(kind, self._source(f"* {begin}", end), begin, end)

    def _source(self, begin: str, end: str) -> str:
        """Return a name for a relation that the file gives none, which no other bears."""
        named, number = f"{begin} {end}", 1
        while named in self._relations:
            number += 1
            named = f"{begin} {end} {number}"
        return named

    def _relate(
        self, kind: str, source: str, begin: str, end: str, *, detail: dict[str, Any] | None = None
    ) -> None:
        ends: list[str] = []
        for key in (begin, end):
            found = self._annotations.get(self._events.get(key, key))
            if found is None:
                raise ValueError(f"relation {source} points to {key}, which is not here")
            ends.append(found.id)
        self._relations[source] = Relation(
            id=relation_key(self._sha256, self._who, kind, source),
            document=self._document,
            type=kind,
            annotator=self._who,
            from_id=ends[0],
            to_id=ends[1],
            origin=IMPORT,
            origin_detail=detail,
            source_id=source,
        )

    def _owner(self, target: str, of: str) -> tuple[str, Annotation | Relation]:
        found = self._annotations.get(self._events.get(target, target))
        if found is not None:
            return "layer", found
        related = self._relations.get(target)
        if related is None:
            raise ValueError(f"{of} points to {target}, which is not here")
        return "kind", related

    def _take_values(self, lines: Lines) -> None:
        """Give annotations and relations their values, and make entities of normalisations."""
        planned: list[tuple[Said | Named, str, Annotation | Relation, str, str | None]] = []
        for said in (*lines.said, *lines.named):
            with _Line(self._path, said.line):
                sort, noun = self._owner(said.target, said.id)
                owner = noun.layer if isinstance(noun, Annotation) else noun.type
                if isinstance(said, Named):
                    kind, value = "entities", self._entity(said)
                else:
                    kind, value = ("boolean" if said.value is None else "text"), said.value
                key = self._scheme.expect(sort, owner, said.name, kind=kind)
                planned.append((said, sort, noun, key, value))
        values: dict[tuple[str, str], dict[str, Any]] = {}
        for _said, sort, noun, key, value in planned:
            owner = noun.layer if isinstance(noun, Annotation) else noun.type
            given = self._scheme.fitting(sort, owner, key, value)
            mine = values.setdefault((sort, noun.source_id or ""), {})
            if isinstance(given, list) and isinstance(mine.get(key), list):
                mine[key] = list(dict.fromkeys((*mine[key], *given)))
            else:
                # One value only: what an event says that shares a trigger has no place of its own.
                self._left += key in mine and mine[key] != given
                mine.setdefault(key, given)
        for (sort, source), features in values.items():
            if sort == "layer":
                annotation = self._annotations[source]
                self._annotations[source] = annotation._replace(features=features)
            else:
                relation = self._relations[source]
                self._relations[source] = relation._replace(features=features)

    def _entity(self, named: Named) -> str:
        key = key_of("entity", named.authority, named.value)
        shown = named.text or f"{named.authority}:{named.value}"
        if key not in self._entities:
            known = ExternalId(authority=named.authority, state=KNOWN, value=named.value)
            self._entities[key] = Entity(id=key, names={"en": shown}, ids=(known,))
        return key

    def _comments(self, lines: Lines) -> list[Comment]:
        on = {x.id: x.target for x in (*lines.said, *lines.named)}
        made: list[Comment] = []
        for note in lines.notes:
            with _Line(self._path, note.line):
                sort, noun = self._owner(on.get(note.target, note.target), note.id)
                said = note.text if note.kind == _PLAIN_NOTE else f"{note.kind}: {note.text}"
                made.append(
                    Comment(
                        id=comment_key(self._sha256, self._who, note.id),
                        document=self._document,
                        annotator=self._who,
                        anchor=ON_ANNOTATION if sort == "layer" else ON_RELATION,
                        target=noun.id,
                        texts={"en": said},
                        source_id=note.id,
                    )
                )
        return sorted(made, key=lambda c: c.id)


class _Line:
    """Makes of what goes wrong with a line a refusal that names file and line."""

    def __init__(self, path: Path, line: int) -> None:
        self._path, self._line = path, line

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ValueError):
            raise refusal_of(self._path, self._line, error) from error


def _decoded(path: Path, declared: str | None) -> Decoded:
    try:
        return decode(path.read_bytes(), declared=declared)
    except DecodingError as error:
        raise undecoded(str(path), error) from error
