"""Reads a corpus: documents, what belongs to them, people, entities, counts.

How each is read stands in a module of its purpose (`documents.py`, `work.py`,
`entities.py`, `listing.py`, `bundles.py`); what one caller alone wants is asked there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.change import Change
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.entity import Entity
from annotator.model.review import Annotator, Assignment, Comment, Decision, Round
from annotator.model.scheme import Scheme
from annotator.store.history.history import told_steps
from annotator.store.reading import documents as texts
from annotator.store.reading import entities as names
from annotator.store.reading import grouped, listing, stepping, telling_apart, work
from annotator.store.reading.bundles import bundles_of
from annotator.store.reading.listing import DocumentRow
from annotator.store.rows.asking import IN_DOCUMENT, nouns_of, value_of
from annotator.store.rows.schemes import read_scheme
from annotator.store.searching.remembered import Remembered


class Reader:
    """Reads through one connection; what it returns are nouns, never rows."""

    def __init__(self, connection: Any, remembered: Remembered | None = None) -> None:
        """Take a connection, which its maker closes; searches of a sitting share what they know."""
        self._connection = connection
        self.remembered = Remembered() if remembered is None else remembered
        self._texts = texts.Texts(connection)
        self._kinds = names.EntityKinds(connection)

    @property
    def connection(self) -> Any:
        """The connection, for what copies the whole file."""
        return self._connection

    def _one(self, sql: str, *values: Any) -> Any:
        return value_of(self._connection, sql, values)

    def _nouns(self, table: str, rest: str, *values: Any) -> list[Any]:
        return nouns_of(self._connection, self, table, rest, values)

    def number_of(self, table: str, key: str) -> int:
        """Return the row number of an id; KeyError if there is none."""
        found = self._one(f"SELECT id FROM {table} WHERE key = ?", key)
        if found is None:
            raise KeyError(key)
        return int(found)

    def key_of(self, table: str, number: int) -> str:
        """Return the id of a row number; KeyError if there is none."""
        found = self._one(f"SELECT key FROM {table} WHERE id = ?", number)
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

    def document(self, document_id: str) -> Document:
        """Return a document with its text; StoreError if there is none."""
        return texts.read_document(self._connection, document_id)

    def text(self, document_id: str) -> str:
        """Return the text of a document; StoreError if there is none."""
        return self._texts.of(document_id)

    def language(self, document_id: str) -> str:
        """Return the language that a document's metadata name, or ""."""
        return texts.read_language(self._connection, document_id)

    def first_document(self) -> str | None:
        """Return the id of the first document, or None."""
        return self._one("SELECT key FROM document ORDER BY position, id LIMIT 1")

    def has_document(self, document_id: str) -> bool:
        """Say whether there is a document of that id."""
        return self._one("SELECT 1 FROM document WHERE key = ?", document_id) is not None

    def document_id(self, name: str) -> str | None:
        """Return the id of the document with that id, source id or name, or None."""
        return texts.named_document(self._connection, name)

    def hashes(self) -> Iterator[tuple[str, str]]:
        """Yield the sha256 of each text with the id of its document."""
        return telling_apart.hashes(self._connection)

    def document_by_hash(self, sha256: str) -> str | None:
        """Return the id of the document with that text, or None."""
        return self._one("SELECT key FROM document WHERE sha256 = ?", sha256)

    def segments(self, document_id: str) -> list[Segment]:
        """Return the segments of a document in order."""
        return texts.read_segments(self._connection, document_id)

    def tokens(self, document_id: str) -> Tokens | None:
        """Return the tokens kept for a document, or None."""
        return texts.read_tokens(self._connection, document_id)

    def annotations(self, document_id: str, *, annotator: str | None = None) -> list[Annotation]:
        """Return the annotations of a document in the order of the text."""
        return work.read_annotations(self._connection, document_id, annotator)

    def annotation_count(self, document_id: str) -> int:
        """Return how many annotations a document has, of all annotators."""
        return self._one(f"SELECT count(*) FROM annotation WHERE {IN_DOCUMENT}", document_id)

    def annotations_by_portions(self, document_id: str) -> Iterator[list[Annotation]]:
        """Yield the annotations of a document, some hundred at a time, in the order of files."""
        return grouped.annotations_by_portions(self._connection, document_id)

    def annotations_near(self, document_id: str, begin: int, end: int) -> list[Annotation]:
        """Return the annotations that overlap or touch a stretch (code points)."""
        return work.annotations_near(self._connection, document_id, begin, end)

    def newest_quotes(
        self, layers: Iterable[str], annotator: str, among: int
    ) -> list[tuple[str, str, str]]:
        """Return layer, quote and id of an annotator's work on layers, the oldest first.

        Only the newest `among` annotations of the corpus are looked through.
        """
        return work.newest_quotes(self._connection, layers, annotator, among)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return an annotation, or None."""
        return work.read_annotation(self._connection, self, annotation_id)

    def changes_in(self, step: int, document_id: str, most: int) -> list[Change] | None:
        """Return what a step that was just done or taken back changed in a document.

        None if that is more than `most` rows, or anything but work on it. Of annotations and
        relations what was before is left out.
        """
        return stepping.changes_in(self._connection, self, step, document_id, most)

    def relations(self, document_id: str, *, annotator: str | None = None) -> list[Relation]:
        """Return the relations of a document by id."""
        return work.read_relations(self._connection, document_id, annotator)

    def relation(self, relation_id: str) -> Relation | None:
        """Return a relation, or None."""
        return work.read_relation(self._connection, self, relation_id)

    def relations_of(self, annotation_id: str) -> list[Relation]:
        """Return the relations that start or end in an annotation."""
        return work.relations_of(self._connection, self, annotation_id)

    def comments(self, document_id: str | None) -> list[Comment]:
        """Return the comments of a document (None: those on entities) by id."""
        if document_id is None:
            return self._nouns("comment", "WHERE document IS NULL ORDER BY key")
        where = f"WHERE {IN_DOCUMENT} ORDER BY key"
        return self._nouns("comment", where, document_id)

    def comment(self, comment_id: str) -> Comment | None:
        """Return a comment, or None."""
        return next(iter(self._nouns("comment", "WHERE key = ?", comment_id)), None)

    def entities(self) -> list[Entity]:
        """Return all entities by id."""
        return self._nouns("entity", "ORDER BY key")

    def entity(self, entity_id: str) -> Entity | None:
        """Return an entity, or None."""
        return next(iter(self._nouns("entity", "WHERE key = ?", entity_id)), None)

    def entity_kinds(self) -> dict[str, tuple[str, ...]]:
        """Return the kinds of every entity by its id."""
        return self._kinds.by_entity()

    def entities_by_alias(self, folded: str) -> list[Entity]:
        """Return the entities that have an alias which folds to `folded`."""
        return names.entities_by_alias(self._connection, self, folded)

    def entities_by_aliases(self, folded: Iterable[str]) -> dict[str, list[Entity]]:
        """Return for each folded text that is an alias the entities that have it."""
        return names.entities_by_aliases(self._connection, self, folded)

    def has_alias_beginning(self, folded: str) -> bool:
        """Say whether an entity has an alias that begins with `folded`, as it folds."""
        where = "SELECT 1 FROM alias WHERE folded >= ? AND folded < ? LIMIT 1"
        return self._one(where, folded, f"{folded}\U0010ffff") is not None

    def aliases_of_words(self, words: Iterable[str], most: int) -> list[str]:
        """Return up to `most` aliases, folded, that are one of these words or begin with one."""
        return names.aliases_of_words(self._connection, words, most)

    def aliases_beginning(self, folded: str, most: int) -> list[str]:
        """Return up to `most` aliases that begin with `folded`, as they fold, in order."""
        return names.aliases_beginning(self._connection, folded, most)

    def entity_uses(self, entity_id: str) -> int:
        """Count the annotations, relations and entities that name an entity."""
        return names.entity_uses(self._connection, entity_id)

    def uses_of_entities(self) -> dict[str, names.Uses]:
        """Return what names each entity that anything names."""
        return names.uses_of_entities(self._connection)

    def annotators(self) -> list[Annotator]:
        """Return all annotators by id."""
        return self._nouns("annotator", "ORDER BY key")

    def assignments(self) -> list[Assignment]:
        """Return all assignments, by document and annotator."""
        return self._nouns("assignment", "ORDER BY document, annotator")

    def assignment(self, document_id: str, annotator: str) -> Assignment | None:
        """Return what says that an annotator has a document, or None."""
        where = f"WHERE annotator = ? AND {IN_DOCUMENT}"
        return next(iter(self._nouns("assignment", where, annotator, document_id)), None)

    def assignment_state(self, document_id: str, annotator: str) -> str | None:
        """Return how far an annotator is with a document, or None."""
        sql = f"SELECT state FROM assignment WHERE annotator = ? AND {IN_DOCUMENT}"
        return self._one(sql, annotator, document_id)

    def rounds(self) -> list[Round]:
        """Return all rounds by id."""
        return self._nouns("round", "ORDER BY key")

    def decisions(self, document_id: str | None = None) -> list[Decision]:
        """Return the decisions on a document by id, without one all of them."""
        if document_id is None:
            return self._nouns("decision", "ORDER BY document, key")
        where = f"WHERE {IN_DOCUMENT} ORDER BY key"
        return self._nouns("decision", where, document_id)

    def has_decisions_of_others(self, annotator: str) -> bool:
        """Say whether anybody but an annotator has decided anything here."""
        sql = "SELECT EXISTS (SELECT 1 FROM decision WHERE annotator != ?)"
        return bool(self._one(sql, annotator))

    def sets(self) -> list[DocumentSet]:
        """Return the named groups of documents by id."""
        return self._nouns("document_set", "ORDER BY key")

    def document_relations(self) -> list[DocumentRelation]:
        """Return the relations between documents by id."""
        return self._nouns("document_relation", "ORDER BY key")

    def revisions(self, document_id: str) -> list[Revision]:
        """Return the older texts of a document, oldest first."""
        where = f"WHERE {IN_DOCUMENT} ORDER BY number"
        return self._nouns("revision", where, document_id)

    def counts(self) -> dict[str, int]:
        """Return how many nouns of each kind the corpus holds, by table."""
        return listing.counts(self._connection)

    def refused(self) -> dict[str, int]:
        """Return how many annotations and relations are kept that were refused, by table."""
        return listing.refused(self._connection)

    def counts_by_layer(
        self, document_id: str | None = None, *, with_refused: bool = True
    ) -> dict[str, int]:
        """Return how many annotations each layer has, in the corpus or in one document."""
        return listing.counts_by_layer(self._connection, document_id, with_refused=with_refused)

    def counts_by_relation_type(self) -> dict[str, int]:
        """Return how many relations each type has."""
        return listing.counts_by_relation_type(self._connection)

    def counts_by_annotator(self) -> dict[str, int]:
        """Return how many annotations each annotator has, without refused ones."""
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
