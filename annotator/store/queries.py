"""Reads a corpus: documents, what belongs to them, people, entities, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.entity import Entity
from annotator.model.errors import StoreError
from annotator.model.review import Annotator, Assignment, Comment, Decision, Round
from annotator.model.scheme import Scheme
from annotator.store import listing
from annotator.store.annotation_rows import annotation_of, annotations_of, relation_of
from annotator.store.bundles import bundles_of
from annotator.store.document_rows import document_of, segment_of, tokens_of
from annotator.store.history import told_steps
from annotator.store.listing import DocumentRow, Share
from annotator.store.remembered import Remembered
from annotator.store.schema import LONG
from annotator.store.schemes import read_scheme
from annotator.store.streams import RELATIONS
from annotator.store.tables import BY_NAME

_ANNOTATIONS = BY_NAME["annotation"].select
_PLACED = "ORDER BY document, begin"
LARGEST = 2**63 - 1
"""No row has a greater number."""
_TOGETHER = 500
"""How many ids are looked up by one statement."""


class Reader:
    """Reads through one connection; what it returns are nouns, never rows."""

    def __init__(self, connection: Any, remembered: Remembered | None = None) -> None:
        """Take a connection, which its maker closes; searches of a sitting share what they know."""
        self._connection = connection
        self.remembered = Remembered() if remembered is None else remembered
        self._text: tuple[str, str] | None = None
        self._kinds: tuple[Any, dict[str, tuple[str, ...]]] | None = None

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
        return listing.listed_documents(self._connection, annotator, limit=limit)

    def documents_with(self, what: str, annotator: str) -> Iterator[str]:
        """Yield ids of documents that may have what is unsure, commented or incomplete."""
        yield from listing.documents_with(self._connection, what, annotator)

    def document(self, document_id: str) -> Document:
        """Return a document with its text; StoreError if there is none."""
        sql = f"{BY_NAME['document'].select} WHERE key = ?"
        row = self._connection.execute(sql, (document_id,)).fetchone()
        if row is None:
            raise StoreError("no_such_document", name=document_id)
        return document_of(row)

    def text(self, document_id: str) -> str:
        """Return the text of a document; StoreError if there is none.

        The last one is kept: each edit of a long document asks for it several times.
        """
        sha256 = self._one("SELECT sha256 FROM document WHERE key = ?", (document_id,))
        if sha256 is None:
            raise StoreError("no_such_document", name=document_id)
        if self._text is None or self._text[0] != sha256:
            found = self._one("SELECT text FROM document WHERE key = ?", (document_id,))
            self._text = (sha256, str(found))
        return self._text[1]

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

    def older_hashes(self) -> Iterator[tuple[str, str]]:
        """Yield the sha256 of each older text with the id of its document."""
        yield from self._connection.execute(
            "SELECT r.sha256, d.key FROM revision r JOIN document d ON d.id = r.document"
        )

    def documents_bare(self, *, last: int = LARGEST) -> Iterator[Document]:
        """Yield documents without their texts: all, or those up to a row number."""
        columns = BY_NAME["document"].columns
        names = ", ".join("''" if name == "text" else name for name in columns)
        sql = f"SELECT id, {names} FROM document WHERE id <= ? ORDER BY position"
        for row in self._connection.execute(sql, (last,)):
            yield document_of(row)

    def homes(self, table: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield those of `keys` that annotations or relations have, with their documents."""
        for begin in range(0, len(keys), _TOGETHER):
            part = keys[begin : begin + _TOGETHER]
            marks = ", ".join("?" * len(part))
            yield from self._connection.execute(
                f"SELECT a.key, d.key FROM {table} a JOIN document d ON d.id = a.document "
                f"WHERE a.key IN ({marks})",
                tuple(part),
            )

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
        number = self._one("SELECT id FROM document WHERE key = ?", (document_id,))
        # Short ones begin not far before the stretch; long ones have an index of their own.
        sql = (
            f"{_ANNOTATIONS} WHERE document = ?1 AND end >= ?2 "
            f"AND begin BETWEEN ?2 - {LONG} AND ?3 "
            f"UNION ALL {_ANNOTATIONS} WHERE document = ?1 AND end - begin >= {LONG} "
            f"AND begin < ?2 - {LONG} AND end >= ?2 {_PLACED}"
        )
        found = self._all(sql, (number, begin, end))
        return annotations_of(found, document_id)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return an annotation, or None."""
        rows = self._all(f"{_ANNOTATIONS} WHERE key = ?", (annotation_id,))
        return annotation_of(rows[0], self.key_of("document", rows[0][2])) if rows else None

    def relations(self, document_id: str, *, annotator: str | None = None) -> list[Relation]:
        """Return the relations of a document by id."""
        mine = "" if annotator is None else "AND r.annotator = ?"
        sql = (
            f"{RELATIONS} WHERE r.document = (SELECT id FROM document WHERE key = ?) "
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
        rows = self._all(f"{RELATIONS} WHERE {where} ORDER BY r.key", values)
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
        sql = "SELECT rows, total FROM digest WHERE document = 0"
        # The digest tells that entities are those of the last time, but not within an edit.
        is_within = getattr(self._connection, "in_transaction", True)
        digest = None if is_within else self._all(sql)
        if digest is None or self._kinds is None or self._kinds[0] != digest:
            sql = "SELECT key, json_extract(body, '$.kinds') FROM entity"
            kinds = {key: tuple(orjson.loads(found or "[]")) for key, found in self._all(sql)}
            self._kinds = (digest, kinds)
        return dict(self._kinds[1])

    def entities_by_alias(self, folded: str) -> list[Entity]:
        """Return the entities that have an alias which folds to `folded`."""
        where = "WHERE id IN (SELECT entity FROM alias WHERE folded = ?) ORDER BY id"
        return self._nouns("entity", where, (folded,))

    def entities_by_aliases(self, folded: Iterable[str]) -> dict[str, list[Entity]]:
        """Return for each folded text that is an alias the entities that have it."""
        wanted = orjson.dumps(sorted(set(folded))).decode()
        where = "SELECT folded, entity FROM alias WHERE folded IN (SELECT value FROM json_each(?))"
        rows = self._all(where, (wanted,))
        numbers = orjson.dumps(sorted({row[1] for row in rows})).decode()
        listed = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        by_key = {e.id: e for e in self._nouns("entity", listed, (numbers,))} if rows else {}
        found: dict[str, list[Entity]] = {}
        for text, number in sorted(rows):
            entity = by_key[self.key_of("entity", number)]
            if entity not in found.setdefault(text, []):
                found[text].append(entity)
        return found

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

    def assignment_states(self) -> Iterator[tuple[str, str, str]]:
        """Yield document, annotator and state of all assignments."""
        return listing.assignment_states(self._connection)

    def shares_of_work(self) -> list[Share]:
        """Return how much each annotator has in each state."""
        return listing.shares_of_work(self._connection)

    def assignment_state(self, document_id: str, annotator: str) -> str | None:
        """Return how far an annotator is with a document, or None."""
        sql = (
            "SELECT state FROM assignment WHERE annotator = ? AND document = "
            "(SELECT id FROM document WHERE key = ?)"
        )
        return self._one(sql, (annotator, document_id))

    def rounds(self) -> list[Round]:
        """Return all rounds by id."""
        return self._nouns("round", "ORDER BY key")

    def decisions(self, document_id: str | None = None) -> list[Decision]:
        """Return the decisions on a document by id, without one all of them."""
        if document_id is None:
            return self._nouns("decision", "ORDER BY document, key")
        where = "WHERE document = (SELECT id FROM document WHERE key = ?) ORDER BY key"
        return self._nouns("decision", where, (document_id,))

    def has_decisions_of_others(self, annotator: str) -> bool:
        """Say whether anybody but an annotator has decided anything here."""
        sql = "SELECT EXISTS (SELECT 1 FROM decision WHERE annotator != ?)"
        return bool(self._one(sql, (annotator,)))

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
        return listing.counts(self._connection)

    def counts_by_layer(self, document_id: str | None = None) -> dict[str, int]:
        """Return how many annotations each layer has, in the corpus or in one document."""
        return listing.counts_by_layer(self._connection, document_id)

    def counts_by_relation_type(self) -> dict[str, int]:
        """Return how many relations each type has."""
        return listing.counts_by_relation_type(self._connection)

    def counts_by_annotator(self) -> dict[str, int]:
        """Return how many annotations each annotator made."""
        return listing.counts_by_annotator(self._connection)

    def header(self, *, history: bool = False) -> Header:
        """Return what the documents share; the steps only if `history` is wanted."""
        return Header(
            scheme=self.scheme(),
            entities=tuple(self.entities()),
            annotators=tuple(self.annotators()),
            sets=tuple(self.sets()),
            document_relations=tuple(self.document_relations()),
            comments=tuple(self.comments(None)),
            rounds=tuple(self.rounds()),
            history=tuple(told_steps(self._connection)) if history else (),
        )

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
        return bundles_of(
            self._connection, self, documents=documents, annotators=annotators, layers=layers
        )
