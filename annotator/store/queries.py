"""Reads a corpus: documents, what belongs to them, people, entities, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import (
    LANGUAGE,
    PUBLISHED,
    TITLE,
    Document,
    DocumentRelation,
    DocumentSet,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.entity import Entity
from annotator.model.errors import StoreError
from annotator.model.review import Annotator, Assignment, Comment
from annotator.model.scheme import Scheme
from annotator.store.grouped import GROUPED, annotations_of_group
from annotator.store.schemes import read_scheme
from annotator.store.tables import (
    BY_NAME,
    COLUMNS,
    annotation_of,
    annotations_of,
    document_of,
    relation_of,
    segment_of,
    tokens_of,
)

_ANNOTATIONS = BY_NAME["annotation"].select
_RELATIONS = (
    f"SELECT r.id, {', '.join('r.' + c for c in BY_NAME['relation'].columns)}, s.key, t.key "
    "FROM relation r JOIN annotation s ON s.id = r.from_annotation "
    "LEFT JOIN annotation t ON t.id = r.to_annotation"
)
_OPENING = 90
_PLACED = "ORDER BY document, begin"


class DocumentRow(NamedTuple):
    """A document as lists show it; `incomplete` is None until checked.

    `opening` is the begin of the text, for documents without a title.
    """

    id: str
    name: str
    title: str | None
    language: str | None
    published: str | None
    length: int
    opening: str
    annotations: int
    relations: int
    incomplete: int | None
    errors: int | None
    state: str | None


class Reader:
    """Reads through one connection; what it returns are nouns, never rows."""

    def __init__(self, connection: Any) -> None:
        """Take a connection; whoever made it closes it."""
        self._connection = connection

    @property
    def connection(self) -> Any:
        """The connection, for what copies the whole file."""
        return self._connection

    def _all(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def number_of(self, table: str, key: str) -> int:
        """Return the row number of an id; KeyError if there is none."""
        found = self._one(f"SELECT id FROM {table} WHERE key = ?", (key,))
        if found is None:
            raise KeyError(key)
        return int(found)

    def key_of(self, table: str, number: int) -> str:
        """Return the id of a row number; KeyError if there is none."""
        found = self._one(f"SELECT key FROM {table} WHERE id = ?", (number,))
        if found is None:
            raise KeyError(number)
        return str(found)

    def scheme(self) -> Scheme:
        """Return the scheme of the corpus."""
        return read_scheme(self._connection)

    def documents(
        self, annotator: str | None = None, *, limit: int | None = None
    ) -> Iterator[DocumentRow]:
        """Yield all documents in order, or the first; `state` is of `annotator`'s assignment."""
        annotations = self._counts_of("annotation", limit)
        relations = self._counts_of("relation", limit)
        tallies = {n: (i, e) for n, i, e in self._all("SELECT * FROM tally")}
        states = dict(
            self._all("SELECT document, state FROM assignment WHERE annotator = ?", (annotator,))
        )
        sql = (
            f"SELECT id, key, name, metadata, length, substr(text, 1, {_OPENING}) "
            "FROM document ORDER BY position, id LIMIT ?"
        )
        rows = self._connection.execute(sql, (-1 if limit is None else limit,))
        for number, key, name, metadata, length, opening in rows:
            title, language, published = _shown_metadata(metadata)
            incomplete, errors = tallies.get(number, (None, None))
            yield DocumentRow(
                key,
                name,
                title,
                language,
                published,
                length,
                opening,
                annotations.get(number, 0),
                relations.get(number, 0),
                incomplete,
                errors,
                states.get(number),
            )

    def _counts_of(self, table: str, limit: int | None) -> dict[int, int]:
        where = ""
        if limit is not None:
            first = f"SELECT id FROM document ORDER BY position, id LIMIT {int(limit)}"
            where = f"WHERE document IN ({first})"
        return dict(self._all(f"SELECT document, count(*) FROM {table} {where} GROUP BY document"))

    def document(self, document_id: str) -> Document:
        """Return a document with its text; StoreError if there is none."""
        sql = f"{BY_NAME['document'].select} WHERE key = ?"
        row = self._connection.execute(sql, (document_id,)).fetchone()
        if row is None:
            raise StoreError("no_such_document", name=document_id)
        return document_of(row)

    def text(self, document_id: str) -> str:
        """Return the text of a document; StoreError if there is none."""
        found = self._one("SELECT text FROM document WHERE key = ?", (document_id,))
        if found is None:
            raise StoreError("no_such_document", name=document_id)
        return str(found)

    def first_document(self) -> str | None:
        """Return the id of the first document, or None."""
        return self._one("SELECT key FROM document ORDER BY position, id LIMIT 1")

    def has_document(self, document_id: str) -> bool:
        """Say whether there is a document of that id."""
        return self._one("SELECT 1 FROM document WHERE key = ?", (document_id,)) is not None

    def document_id(self, name: str) -> str | None:
        """Return the id of the document with that id, source id or name, or None."""
        for column in ("key", "source_id", "name"):
            sql = f"SELECT key FROM document WHERE {column} = ? ORDER BY position LIMIT 1"
            found = self._one(sql, (name,))
            if found is not None:
                return str(found)
        return None

    def hashes(self) -> Iterator[tuple[str, str]]:
        """Yield the sha256 of each text with the id of its document."""
        yield from self._connection.execute("SELECT sha256, key FROM document")

    def document_by_hash(self, sha256: str) -> str | None:
        """Return the id of the document with that text, or None."""
        return self._one("SELECT key FROM document WHERE sha256 = ?", (sha256,))

    def segments(self, document_id: str) -> list[Segment]:
        """Return the segments of a document in order."""
        sql = (
            f"{BY_NAME['segment'].select} WHERE document = "
            "(SELECT id FROM document WHERE key = ?) ORDER BY position"
        )
        return [segment_of(row) for row in self._all(sql, (document_id,))]

    def tokens(self, document_id: str) -> Tokens | None:
        """Return the tokens kept for a document, or None."""
        sql = f"{BY_NAME['token'].select} WHERE document = (SELECT id FROM document WHERE key = ?)"
        rows = self._all(sql, (document_id,))
        return tokens_of(rows[0]) if rows else None

    def annotations(self, document_id: str, *, annotator: str | None = None) -> list[Annotation]:
        """Return the annotations of a document in the order of the text."""
        mine = "" if annotator is None else "AND annotator = ?"
        sql = (
            f"{_ANNOTATIONS} WHERE document = (SELECT id FROM document WHERE key = ?) "
            f"{mine} {_PLACED}"
        )
        values = (document_id,) if annotator is None else (document_id, annotator)
        return annotations_of(self._all(sql, values), document_id)

    def annotations_near(self, document_id: str, begin: int, end: int) -> list[Annotation]:
        """Return the annotations that overlap or touch a stretch (code points)."""
        sql = (
            f"{_ANNOTATIONS} WHERE document = (SELECT id FROM document WHERE key = ?) "
            f"AND begin <= ? AND end >= ? {_PLACED}"
        )
        found = self._all(sql, (document_id, end, begin))
        return annotations_of(found, document_id)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return an annotation, or None."""
        rows = self._all(f"{_ANNOTATIONS} WHERE key = ?", (annotation_id,))
        return annotation_of(rows[0], self.key_of("document", rows[0][2])) if rows else None

    def relations(self, document_id: str, *, annotator: str | None = None) -> list[Relation]:
        """Return the relations of a document by id."""
        mine = "" if annotator is None else "AND r.annotator = ?"
        sql = (
            f"{_RELATIONS} WHERE r.document = (SELECT id FROM document WHERE key = ?) "
            f"{mine} ORDER BY r.key"
        )
        values = (document_id,) if annotator is None else (document_id, annotator)
        return [relation_of(row, document_id, row[-2], row[-1]) for row in self._all(sql, values)]

    def relation(self, relation_id: str) -> Relation | None:
        """Return a relation, or None."""
        return next(iter(self._relations_where("r.key = ?", (relation_id,))), None)

    def relations_of(self, annotation_id: str) -> list[Relation]:
        """Return the relations that start or end in an annotation."""
        number = self._one("SELECT id FROM annotation WHERE key = ?", (annotation_id,))
        if number is None:
            return []
        where = "r.from_annotation = ? OR r.to_annotation = ?"
        return self._relations_where(where, (number, number))

    def _relations_where(self, where: str, values: tuple[Any, ...]) -> list[Relation]:
        rows = self._all(f"{_RELATIONS} WHERE {where} ORDER BY r.key", values)
        return [relation_of(r, self.key_of("document", r[2]), r[-2], r[-1]) for r in rows]

    def comments(self, document_id: str | None) -> list[Comment]:
        """Return the comments of a document (None: those on entities) by id."""
        if document_id is None:
            return self._nouns("comment", "WHERE document IS NULL ORDER BY key")
        where = "WHERE document = (SELECT id FROM document WHERE key = ?) ORDER BY key"
        return self._nouns("comment", where, (document_id,))

    def comment(self, comment_id: str) -> Comment | None:
        """Return a comment, or None."""
        return next(iter(self._nouns("comment", "WHERE key = ?", (comment_id,))), None)

    def _nouns(self, table: str, rest: str, values: tuple[Any, ...] = ()) -> list[Any]:
        description = BY_NAME[table]
        rows = self._all(f"{description.select} {rest}", values)
        return [description.of_row(row, self) for row in rows]

    def entities(self) -> list[Entity]:
        """Return all entities by id."""
        return self._nouns("entity", "ORDER BY key")

    def entity(self, entity_id: str) -> Entity | None:
        """Return an entity, or None."""
        return next(iter(self._nouns("entity", "WHERE key = ?", (entity_id,))), None)

    def entity_kinds(self) -> dict[str, tuple[str, ...]]:
        """Return the kinds of every entity by its id."""
        sql = "SELECT key, json_extract(body, '$.kinds') FROM entity"
        return {key: tuple(orjson.loads(kinds or "[]")) for key, kinds in self._all(sql)}

    def entities_by_alias(self, folded: str) -> list[Entity]:
        """Return the entities that have an alias which folds to `folded`."""
        where = "WHERE id IN (SELECT entity FROM alias WHERE folded = ?) ORDER BY key"
        return self._nouns("entity", where, (folded,))

    def entity_uses(self, entity_id: str) -> int:
        """Count the annotations, relations and entities that name an entity."""
        values = (orjson.dumps(entity_id).decode(),)
        named = self._one(
            "SELECT count(*) FROM annotation WHERE instr(features, ?) > 0 AND EXISTS ("
            "SELECT 1 FROM json_tree(features) WHERE atom = json_extract(?, '$'))",
            (values[0], values[0]),
        )
        ends = self._one("SELECT count(*) FROM relation WHERE to_entity = ?", (entity_id,))
        others = self._one(
            "SELECT count(*) FROM entity WHERE represents = ? OR parent = ?",
            (entity_id, entity_id),
        )
        return int(named) + int(ends) + int(others)

    def annotators(self) -> list[Annotator]:
        """Return all annotators by id."""
        return self._nouns("annotator", "ORDER BY key")

    def assignments(self) -> list[Assignment]:
        """Return all assignments, by document and annotator."""
        return self._nouns("assignment", "ORDER BY document, annotator")

    def assignment_state(self, document_id: str, annotator: str) -> str | None:
        """Return how far an annotator is with a document, or None."""
        sql = (
            "SELECT state FROM assignment WHERE annotator = ? AND document = "
            "(SELECT id FROM document WHERE key = ?)"
        )
        return self._one(sql, (annotator, document_id))

    def sets(self) -> list[DocumentSet]:
        """Return the named groups of documents by id."""
        return self._nouns("document_set", "ORDER BY key")

    def document_relations(self) -> list[DocumentRelation]:
        """Return the relations between documents by id."""
        return self._nouns("document_relation", "ORDER BY key")

    def revisions(self, document_id: str) -> list[Revision]:
        """Return the older texts of a document, oldest first."""
        where = "WHERE document = (SELECT id FROM document WHERE key = ?) ORDER BY number"
        return self._nouns("revision", where, (document_id,))

    def counts(self) -> dict[str, int]:
        """Return how many nouns of each kind the corpus holds, by table."""
        names = ("document", "annotation", "relation", "entity", "comment", "annotator")
        more = ("segment", "assignment", "document_set", "document_relation")
        return {name: int(self._one(f"SELECT count(*) FROM {name}")) for name in (*names, *more)}

    def counts_by_layer(self, document_id: str | None = None) -> dict[str, int]:
        """Return how many annotations each layer has, in the corpus or in one document."""
        where, values = "", ()
        if document_id is not None:
            where = "WHERE document = (SELECT id FROM document WHERE key = ?)"
            values = (document_id,)
        sql = f"SELECT layer, count(*) FROM annotation {where} GROUP BY layer ORDER BY layer"
        return dict(self._all(sql, values))

    def counts_by_annotator(self) -> dict[str, int]:
        """Return how many annotations each annotator made."""
        sql = "SELECT annotator, count(*) FROM annotation GROUP BY annotator ORDER BY annotator"
        return dict(self._all(sql))

    def header(self, *, history: bool = False) -> Header:
        """Return what the documents share; the steps only if `history` is wanted."""
        return Header(
            scheme=self.scheme(),
            entities=tuple(self.entities()),
            annotators=tuple(self.annotators()),
            sets=tuple(self.sets()),
            document_relations=tuple(self.document_relations()),
            comments=tuple(self.comments(None)),
            history=tuple(self._steps()) if history else (),
        )

    def _steps(self) -> Iterator[Mapping[str, Any]]:
        for (body,) in self._all("SELECT body FROM past ORDER BY id"):
            yield orjson.loads(body)
        sql = (
            "SELECT kind, annotator, made, count, data FROM step WHERE state = 'done' "
            "AND kind NOT IN ('documents.import') ORDER BY number"
        )
        for kind, annotator, made, count, data in self._all(sql):
            yield {
                "kind": kind,
                "annotator": annotator,
                "made": made,
                "count": count,
                "data": orjson.loads(data),
            }

    def bundle(self, document_id: str) -> Bundle:
        """Return one document with all that belongs to it."""
        return next(self.bundles(documents=(document_id,)))

    def bundles(
        self,
        *,
        documents: Iterable[str] | None = None,
        annotators: Iterable[str] | None = None,
        layers: Iterable[str] | None = None,
    ) -> Iterator[Bundle]:
        """Yield documents in order, each with all of it that is selected; memory stays flat."""
        people = None if annotators is None else frozenset(annotators)
        wanted = None if layers is None else frozenset(layers)
        only = None if documents is None else frozenset(documents)
        numbers = None
        if only is not None and len(only) <= 50:
            numbers = [n for n in (self._number(key) for key in only) if n is not None]
        streams = _Streams(self._connection, numbers)
        for row in streams.documents():
            if only is None or row[1] in only:
                yield self._bundle(row, streams, people, wanted)
            else:
                streams.skip(row[0])

    def _number(self, key: str) -> int | None:
        return self._one("SELECT id FROM document WHERE key = ?", (key,))

    def _bundle(
        self,
        row: tuple[Any, ...],
        streams: _Streams,
        people: frozenset[str] | None,
        layers: frozenset[str] | None,
    ) -> Bundle:
        number, key = row[0], row[1]
        groups = streams.take("annotation", number)
        annotations = annotations_of_group(groups[0][1], key) if groups else []
        relations = [relation_of(r, key, r[-2], r[-1]) for r in streams.take("relation", number)]
        comments = [BY_NAME["comment"].of_row(r, self) for r in streams.take("comment", number)]
        assigned = [
            BY_NAME["assignment"].of_row(r, self) for r in streams.take("assignment", number)
        ]
        if people is not None:
            annotations = [a for a in annotations if a.annotator in people]
            comments = [c for c in comments if c.annotator in people]
            assigned = [a for a in assigned if a.annotator in people]
        if layers is not None:
            annotations = [a for a in annotations if a.layer in layers]
        if people is not None or layers is not None:
            kept = {a.id for a in annotations}
            relations = [
                r for r in relations if r.from_id in kept and (r.to_entity or r.to_id in kept)
            ]
            ids = kept | {r.id for r in relations}
            comments = [
                c for c in comments if c.anchor not in ("annotation", "relation") or c.target in ids
            ]
        tokens = streams.take("token", number)
        return Bundle(
            document=document_of(row),
            segments=tuple(segment_of(r) for r in streams.take("segment", number)),
            annotations=tuple(annotations),
            relations=tuple(relations),
            comments=tuple(comments),
            tokens=tokens_of(tokens[0]) if tokens else None,
            assignments=tuple(assigned),
            revisions=tuple(
                BY_NAME["revision"].of_row(r, self) for r in streams.take("revision", number)
            ),
        )


def _shown_metadata(metadata: str) -> list[str | None]:
    found = orjson.loads(metadata)
    values = [found.get(key) for key in (TITLE, LANGUAGE, PUBLISHED)]
    return [None if v is None else str(v["value"]) for v in values]


class _Streams:
    """One ordered statement for each table, read side by side, document by document."""

    def __init__(self, connection: Any, numbers: list[int] | None) -> None:
        self._connection = connection
        self._where = ""
        if numbers is not None:
            self._where = f"WHERE document IN ({', '.join(map(str, sorted(numbers)))})"
        self._order = None
        self._numbers = numbers
        by_position = connection.execute(
            "SELECT count(*) FROM document a JOIN document b ON b.id = a.id + 1 "
            "AND b.position < a.position"
        ).fetchone()[0]
        self._is_ordered = by_position == 0
        self._open: dict[str, tuple[Any, list[Any]]] = {}

    def documents(self) -> Iterator[tuple[Any, ...]]:
        """Yield whole document rows in order."""
        where = self._where.replace("document IN", "id IN")
        sql = f"{BY_NAME['document'].select} {where} ORDER BY position, id"
        yield from self._connection.execute(sql)

    def take(self, table: str, number: int) -> list[tuple[Any, ...]]:
        """Return the rows of one document; documents are asked for in order."""
        if not self._is_ordered:
            return self._connection.execute(*self._single(table, number)).fetchall()
        if table not in self._open:
            groups = groupby(self._connection.execute(self._sql(table)), key=_DOCUMENT[table])
            self._open[table] = (groups, [None])
        groups, held = self._open[table]
        while True:
            if held[0] is None:
                found = next(groups, None)
                if found is None:
                    return []
                held[0] = (found[0], list(found[1]))
            document, rows = held[0]
            if document > number:
                return []
            held[0] = None
            if document == number:
                return rows

    def skip(self, number: int) -> None:
        """Pass over a document; the streams catch up by themselves."""

    def _sql(self, table: str, where: str | None = None) -> str:
        where = self._where if where is None else where
        if table == "annotation":
            return GROUPED.format(where=where)
        if table == "relation":
            where = where.replace("document", "r.document")
            return f"{_RELATIONS} {where} ORDER BY r.document, r.key"
        if table == "comment" and not where:
            where = "WHERE document IS NOT NULL"
        order = {"segment": "position", "comment": "key", "revision": "number"}.get(table)
        tail = f", {order}" if order else ", annotator" if table == "assignment" else ""
        return f"{BY_NAME[table].select} {where} ORDER BY document{tail}"

    def _single(self, table: str, number: int) -> tuple[str, tuple[int]]:
        return self._sql(table, "WHERE document = ?"), (number,)


_DOCUMENT = {"annotation": itemgetter(0)} | {
    name: itemgetter(COLUMNS[name].index("document") + 1)
    for name in ("relation", "comment", "segment", "token", "assignment", "revision")
}
