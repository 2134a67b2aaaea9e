"""The SQL of searches: which documents may have what is asked for, and what they hold.

The index holds words of an NFC copy; where in the text a word stands is found in the text itself,
so that offsets are those of the original. Rows come in the order of their numbers, which is
that in which documents were added, one at a time: a first page needs the first few only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import orjson

from annotator.model.annotation import Annotation
from annotator.model.query import Fact, Filter
from annotator.store.annotation_rows import annotations_of
from annotator.store.tables import BY_NAME
from annotator.store.tagged import TaggedDocuments, condition_of

_OPERATORS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "=": "=", ":": "=", "!=": "<>"}

_LAYER = "+layer = ?"
"""The sign keeps SQLite from going by the layer's index: one document has far fewer rows."""
_FIRST = 150
"""Documents that are asked one by one for annotations, before those of all are looked through."""

Watch = Callable[[int], None]
"""Is told the number of the document that is come to, and may raise to stop."""


class Candidate(NamedTuple):
    """A document that may have what is asked for; `metadata` is its JSON."""

    number: int
    id: str
    name: str
    metadata: str


class SearchReader:
    """Reads for one search, through one connection."""

    def __init__(self, connection: Any) -> None:
        """Take a connection; whoever made it closes it."""
        self._connection = connection

    def candidates(self, wanted: Filter, watch: Watch = lambda _: None) -> Iterator[Candidate]:
        """Yield the documents that pass a filter, in the order of their numbers.

        For annotations the first documents are asked one by one, so that what is found often is
        there at once; then all annotations are looked through, which is sooner where they are rare.
        """
        if wanted.documents is not None and not wanted.documents:
            return
        tagged = TaggedDocuments(self._connection)
        rare = [tagged.of_rare_layer(m) for m in wanted.tagged if tagged.is_rare(m)]
        if rare:
            documents = rare[0] if wanted.documents is None else rare[0] & wanted.documents
            for more in rare[1:]:
                documents &= more
            left = tuple(m for m in wanted.tagged if not tagged.is_rare(m))
            wanted = replace(wanted, documents=documents, tagged=left)
        if rare or not wanted.tagged or wanted.phrases:
            yield from self._passing(wanted)
            return
        border = int(
            self._one("SELECT max(id) FROM (SELECT id FROM document LIMIT ?)", _FIRST) or 0
        )
        yield from self._passing(wanted, " AND d.id <= ?", border)
        watch(border)
        documents = wanted.documents
        for marked in wanted.tagged:
            found = tagged.numbers(marked, lambda: watch(border))
            documents = found if documents is None else documents & found
        rest = replace(wanted, documents=documents, tagged=())
        if documents:
            yield from self._passing(rest, " AND d.id > ?", border)

    def _passing(self, wanted: Filter, more: str = "", *given: int) -> Iterator[Candidate]:
        sql, values = _statement(wanted, more)
        for row in self._connection.execute(sql, [*values, *given]):
            yield Candidate(*row)

    def candidate(self, document_id: str) -> Candidate | None:
        """Return a document whatever it has, or None if there is no such one."""
        sql = "SELECT id, key, name, metadata FROM document WHERE key = ?"
        row = self._connection.execute(sql, (document_id,)).fetchone()
        return None if row is None else Candidate(*row)

    def count(self) -> int:
        """Return the highest number of a document: about how many there are."""
        return int(self._one("SELECT coalesce(max(id), 0) FROM document"))

    def text(self, number: int) -> str:
        """Return the text of a document."""
        return str(self._one("SELECT text FROM document WHERE id = ?", number))

    def annotations(self, number: int, document_id: str, layer: str | None) -> list[Annotation]:
        """Return the annotations of a document, or of one layer on it, in the order of the text."""
        sql = f"{BY_NAME['annotation'].select} WHERE document = ?"
        values: tuple[Any, ...] = (number,)
        if layer is not None:
            sql, values = f"{sql} AND {_LAYER}", (number, layer)
        return annotations_of(self._connection.execute(sql, values).fetchall(), document_id)

    def extents(self, number: int, layer: str | None) -> list[tuple[int, int, str | None]] | None:
        """Return begin, end and id of the annotations of a document, or of one layer on it.

        None if one of them is not about spans.
        """
        sql = "SELECT begin, end, key FROM annotation WHERE document = ?"
        values: tuple[Any, ...] = (number,)
        if layer is not None:
            sql, values = f"{sql} AND {_LAYER}", (number, layer)
        found = self._connection.execute(sql, values).fetchall()
        return None if any(row[0] is None for row in found) else found

    def commented(self, number: int) -> frozenset[str]:
        """Return the ids of what comments of a document are about."""
        sql = "SELECT target FROM comment WHERE document = ? AND target IS NOT NULL"
        return frozenset(row[0] for row in self._connection.execute(sql, (number,)))

    def segments(self, number: int) -> dict[str, tuple[int, int]]:
        """Return begin and end of the segments of a document by their ids."""
        sql = "SELECT key, begin, end FROM segment WHERE document = ?"
        rows = self._connection.execute(sql, (number,))
        return {key: (begin, end) for key, begin, end in rows}

    def works_on(self, number: int, annotators: Iterable[str]) -> bool:
        """Say whether one of some annotators has annotations or an assignment on a document."""
        sql = (
            "SELECT 1 FROM annotation WHERE document = :document AND annotator = :who UNION ALL "
            "SELECT 1 FROM assignment WHERE document = :document AND annotator = :who LIMIT 1"
        )
        for who in annotators:
            found = self._connection.execute(sql, {"document": number, "who": who})
            if found.fetchone() is not None:
                return True
        return False

    def numbers_in(self, document_ids: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those documents that are there."""
        sql = "SELECT id FROM document WHERE key IN (SELECT value FROM json_each(?)) "
        listed = orjson.dumps(list(document_ids)).decode()
        return frozenset(row[0] for row in self._connection.execute(sql, (listed,)))

    def numbers_in_state(self, state: str, annotator: str | None) -> frozenset[int]:
        """Return the documents that an annotator (None: anybody) has in a state.

        Documents that nobody was given are new.
        """
        who = "" if annotator is None else "AND a.annotator = :who"
        sql = f"SELECT a.document FROM assignment a WHERE a.state = :state {who}"
        if state == "new":
            sql = (
                f"{sql} UNION SELECT d.id FROM document d WHERE NOT EXISTS ("
                f"SELECT 1 FROM assignment a WHERE a.document = d.id {who})"
            )
        rows = self._connection.execute(sql, {"state": state, "who": annotator})
        return frozenset(row[0] for row in rows)

    def metadata_keys(self) -> list[str]:
        """Return all keys that the metadata of documents have."""
        sql = "SELECT DISTINCT j.key FROM document, json_each(document.metadata) j ORDER BY 1"
        return [row[0] for row in self._connection.execute(sql)]

    def _one(self, sql: str, *values: Any) -> Any:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else row[0]


def _statement(wanted: Filter, more: str) -> tuple[str, list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    source = "document d"
    if wanted.phrases:
        # The index is asked first and yields its rows in their order.
        source = "search s CROSS JOIN document d ON d.id = s.rowid"
        where.append("search MATCH ?")
        values.append(match_of(wanted.phrases))
    for fact in wanted.facts:
        condition, given = _fact(fact)
        where.append(condition)
        values += given
    if wanted.documents is not None:
        where.append("d.id IN (SELECT value FROM json_each(?))")
        values.append(orjson.dumps(sorted(wanted.documents)).decode())
    for marked in wanted.tagged:
        condition, given = condition_of(marked)
        where.append(f"EXISTS (SELECT 1 FROM annotation a WHERE a.document = d.id{condition})")
        values += given
    order = "s.rowid" if wanted.phrases else "d.id"
    condition = " AND ".join(where) or "1"
    return (
        f"SELECT d.id, d.key, d.name, d.metadata FROM {source} WHERE {condition}{more} "
        f"ORDER BY {order}",
        values,
    )


def _fact(fact: Fact) -> tuple[str, list[Any]]:
    """Return a condition on a date of the metadata, compared as far as it is given."""
    given = str(fact.values[0])
    path = f'$."{fact.key}".value'
    sql = f"substr(json_extract(d.metadata, ?), 1, ?) {_OPERATORS[fact.operator]} ?"
    return sql, [path, len(given), given]


def match_of(phrases: Iterable[Iterable[str]]) -> str:
    """Return what the index is asked for: of each group one, each as the begin of words.

    Whatever stands in a phrase stays a string there: quotes are doubled, NUL left out.
    """
    groups = [
        " OR ".join('"' + phrase.replace("\0", "").replace('"', '""') + '"*' for phrase in group)
        for group in phrases
    ]
    return "text : (" + " AND ".join(f"({group})" for group in groups) + ")"
