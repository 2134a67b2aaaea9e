"""One edit: nouns are put and removed, the history notes what was before."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.change import Change, Touched
from annotator.model.corpus import Document, Segment, Tokens
from annotator.model.errors import StoreError
from annotator.model.review import Assignment
from annotator.model.scheme import Scheme
from annotator.store.history.history import History
from annotator.store.history.replaying import PAST
from annotator.store.reading.queries import Reader
from annotator.store.rows.ahead import Ahead
from annotator.store.rows.asking import IN_DOCUMENT
from annotator.store.rows.documents import document_row, tokens_row
from annotator.store.rows.rows import Raw, Rows, select_sql, storable, whole
from annotator.store.rows.schemes import read_scheme, scheme_changes
from annotator.store.rows.table import Row, dumps
from annotator.store.rows.tables import BY_NAME, BY_NOUN, SCHEME_TABLES
from annotator.store.writing.new_work import (
    insert_annotations,
    insert_bundle,
    insert_children,
    insert_relations,
    segment_rows,
)
from annotator.store.writing.noted_rows import NotedRows
from annotator.store.writing.removing import rows_to_remove

_DOCUMENT = attrgetter("document")


class Edit:
    """What an operation writes through; made by `Store.edit` only."""

    def __init__(
        self, connection: Any, *, number: int, history: History, data: Mapping[str, Any], bulk: bool
    ) -> None:
        """Take the writing connection inside its transaction."""
        self._connection = Ahead(connection) if bulk else connection
        self._reader = Reader(self._connection)
        self._number = number
        self._noted = NotedRows(self._connection, history, number, is_bulk=bulk)
        self._scheme: Scheme | None = None
        self._position = -1
        self.data: dict[str, Any] = dict(data)
        self.changes: list[Change] = []
        self.documents = Touched(is_bulk=bulk)
        self.count = 0
        self.is_bulk = bulk
        self.has_new_scheme = False

    @property
    def scheme(self) -> Scheme:
        """The scheme as this edit has it so far."""
        if self._scheme is None:
            self._scheme = read_scheme(self._connection)
        return self._scheme

    def name(self, **data: Any) -> None:
        """Add to what the history says of this step."""
        self.data.update(data)

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Take back what is put inside if an exception leaves the block."""
        ranges = self._noted.ranges()
        kept = (len(self.changes), self.documents.copy(), self.count, self._scheme)
        self.rows.flush()
        self._connection.execute("SAVEPOINT part")
        try:
            yield
            self.rows.flush()
        except BaseException:
            self.abandon()
            self._connection.execute("ROLLBACK TO part")
            self._connection.execute("RELEASE part")
            self._noted.go_back(ranges)
            del self.changes[kept[0] :]
            self.documents, self.count, self._scheme = kept[1:]
            self._position = -1
            raise
        self._connection.execute("RELEASE part")

    def put(self, noun: Any) -> None:
        """Insert a noun, or write it over the one of its id."""
        if isinstance(noun, Scheme):
            self._put_scheme(noun)
            return
        table = BY_NOUN[type(noun)]
        before = self._find(table.name, noun)
        row = self._row_of(table.name, noun, before)
        if before is None:
            self._noted.insert(table.name, [whole(self._noted.reserve(table.name), row)])
        else:
            after = whole(before[0], row)
            if after == before:
                return
            self._noted.replace(table.name, before, after)
        self.count += 1
        old = None if before is None else table.of_row(before[:-1], self._reader)
        self._note(table.name, old, noun)

    def _row_of(self, table: str, noun: Any, before: Raw | None) -> Row:
        if isinstance(noun, Document):
            position = self._next_position() if before is None else before[2]
            return document_row(noun, position)
        try:
            return BY_NAME[table].to_row(noun, self._reader)
        except KeyError as error:
            raise StoreError("no_such_noun", id=str(error.args[0])) from error

    def _next_position(self) -> int:
        if self._position < 0:
            found = self._connection.execute("SELECT max(position) FROM document").fetchone()[0]
            self._position = 0 if found is None else int(found)
        self._position += 1
        return self._position

    def _find(self, table: str, noun: Any) -> Raw | None:
        if isinstance(noun, Assignment):
            where = f"{IN_DOCUMENT} AND annotator = ?"
            values: tuple[Any, ...] = (noun.document, noun.annotator)
        elif table == "revision":
            where = f"{IN_DOCUMENT} AND number = ?"
            values = (noun.document, noun.number)
        else:
            where, values = "key = ?", (noun.id,)
        return self._connection.execute(f"{select_sql(table)} WHERE {where}", values).fetchone()

    def _note(self, table: str, before: Any, after: Any) -> None:
        noun = after if after is not None else before
        document = noun.id if isinstance(noun, Document) else getattr(noun, "document", None)
        if document is not None:
            self.documents.add(document)
        if not self.is_bulk:
            noun_id = getattr(noun, "id", None) or f"{document}/{getattr(noun, 'annotator', '')}"
            self.changes.append(Change(table=table, id=noun_id, before=before, after=after))

    def remove(self, noun_type: type, noun_id: str) -> list[Any]:
        """Remove a noun by id with what hangs on it; return all that went."""
        gone: list[Any] = []
        for table, rows in rows_to_remove(self._connection, self._reader, noun_type, noun_id):
            gone.extend(self._delete(table, rows))
        return gone

    def remove_assignment(self, document_id: str, annotator: str) -> None:
        """Remove what says that an annotator has a document; nothing happens if there is none."""
        raw = self._find("assignment", Assignment(document=document_id, annotator=annotator))
        self._delete("assignment", [] if raw is None else [raw])

    def _delete(self, table: str, rows: list[Raw]) -> list[Any]:
        if not rows:
            return []
        nouns = [BY_NAME[table].of_row(row[:-1], self._reader) for row in rows]
        self._noted.delete(table, rows)
        self.count += len(rows)
        for noun in nouns:
            self._note(table, noun, None)
        return nouns

    def put_segments(self, document_id: str, segments: Iterable[Segment]) -> None:
        """Give a document these segments instead of those it has."""
        number = self._reader.number_of("document", document_id)
        before = self._reader.segments(document_id)
        after = tuple(segments)
        if after == tuple(before):
            return
        self._replace_children("segment", number, segment_rows(number, after))
        self._tell_document("segment", document_id, tuple(before), after)

    def put_tokens(self, document_id: str, tokens: Tokens | None) -> None:
        """Give a document these tokens instead of those it has."""
        number = self._reader.number_of("document", document_id)
        before = self._reader.tokens(document_id)
        if tokens == before:
            return
        rows = [] if tokens is None else [tokens_row(tokens, number)]
        self._replace_children("token", number, rows)
        self._tell_document("token", document_id, before, tokens)

    def _tell_document(self, table: str, document_id: str, before: Any, after: Any) -> None:
        self.count += 1
        self.documents.add(document_id)
        if not self.is_bulk:
            change = Change(table=table, id=document_id, before=before, after=after)
            self.changes.append(change)

    def _replace_children(self, table: str, number: int, rows: list[Row]) -> None:
        sql = f"{select_sql(table)} WHERE document = ? ORDER BY id"
        old = self._connection.execute(sql, (number,)).fetchall()
        self._noted.delete(table, old)
        insert_children(self._noted, table, rows)

    def put_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Insert annotations whose ids are all new."""
        made = list(annotations)
        for key, group in groupby(made, key=_DOCUMENT):
            of_document = list(group)
            number = self._reader.number_of("document", key)
            insert_annotations(self._noted, number, of_document)
            self.count += len(of_document)
        for annotation in made:
            self._note("annotation", None, annotation)

    def put_relations(self, relations: Iterable[Relation]) -> None:
        """Insert relations whose ids are all new."""
        made = list(relations)
        insert_relations(self._noted, made, self._reader)
        self.count += len(made)
        for relation in made:
            self._note("relation", None, relation)

    def put_bundle(self, bundle: Bundle) -> None:
        """Insert a document that is new with all that belongs to it."""
        insert_bundle(self._noted, bundle, self._next_position())
        self.count += 1 + len(bundle.annotations) + len(bundle.relations)
        for noun in (*bundle.comments, *bundle.assignments, *bundle.revisions, *bundle.decisions):
            self.put(noun)
        self._note("document", None, bundle.document)

    def _put_scheme(self, scheme: Scheme) -> None:
        for table, before, row in scheme_changes(self._connection, scheme):
            number = before[0] if before is not None else self._noted.reserve(table)
            self._noted.write(table, before, None if row is None else whole(number, row))
        self.count += 1
        self.has_new_scheme = True
        old, self._scheme = self._scheme, scheme
        if not self.is_bulk:
            self.changes.append(Change(table="scheme", id=scheme.id, before=old, after=scheme))

    def put_row(self, table: str, before: Raw | None, after: Raw | None) -> None:
        """Write a whole row as it is given, None for none: repairs and replays have it already.

        Views are told of such an edit as of a bulk edit.
        """
        if before is None and after is not None:
            self.rows.claim(table, after[0])
        self._noted.write(table, None if before is None else storable(before), after)
        self.count += 1
        self.has_new_scheme = self.has_new_scheme or table in SCHEME_TABLES

    def put_past(self, step: Mapping[str, Any]) -> None:
        """Keep a step of another corpus's history, to be shown and exported; once each."""
        body = dumps(dict(step))
        made = self._connection.execute(
            "INSERT INTO past (body) SELECT ?1 WHERE NOT EXISTS "
            "(SELECT 1 FROM past WHERE body = ?1) RETURNING id",
            (body,),
        ).fetchone()
        if made is not None:
            self._noted.note_range(PAST, made[0], made[0])

    @property
    def number(self) -> int:
        """The number of the step that this edit makes."""
        return self._number

    @property
    def rows(self) -> Rows:
        """The rows of this edit, for what is derived from others and is no change."""
        return self._noted.rows

    @property
    def reader(self) -> Reader:
        """Reads what the edit has written so far."""
        return self._reader

    def abandon(self) -> None:
        """Forget what is not written yet: a rollback follows."""
        if self.rows.brought is not None:
            self.rows.brought.forget()
        if isinstance(self._connection, Ahead):
            self._connection.drop()

    def close(self) -> None:
        """Write what was gathered: digests, and the ranges of a bulk edit."""
        self._noted.close()
        if isinstance(self._connection, Ahead):
            self._connection.close()
