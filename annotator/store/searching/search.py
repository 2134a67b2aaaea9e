"""The SQL of searches: which documents may have what is asked for, and what they hold.

The index holds words of an NFC copy; where in the text a word stands is found in the text itself,
so that offsets are those of the original. Rows come in the order of their numbers, which is
that in which documents were added, one at a time: a first page needs the first few only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import orjson

from annotator.model.annotation import Annotation
from annotator.model.corpus import TITLE
from annotator.model.query import Fact, Filter, Term
from annotator.store.rows.annotations import annotations_of
from annotator.store.rows.tables import BY_NAME
from annotator.store.searching.by_portions import Block, by_values
from annotator.store.searching.glanced import glanced
from annotator.store.searching.index_match import match_of
from annotator.store.searching.memory_file import DamagedError
from annotator.store.searching.recalled import see_to_purges
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.sharpening import Sharpening
from annotator.store.searching.tagged import condition_of
from annotator.store.searching.veiled import Veiled
from annotator.text.finding import WHOLE

_OPERATORS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "=": "=", ":": "=", "!=": "<>"}

_LAYER = "+layer = ?"
"""The sign keeps SQLite from going by the layer's index: one document has far fewer rows."""
_BYTES = "CAST(d.text AS BLOB)"
_FIRST = 150
"""Documents that are looked at one by one, before it is found out which of the others may do."""
_PAGE = 30
"""Documents with the hits of a page: many have more than one."""

Watch = Callable[[int], None]
"""Is told the number of the document that is come to, and may raise to stop."""


class Candidate(NamedTuple):
    """A document that may have what is asked for; `metadata` is its JSON.

    The text is there if it was asked for.
    """

    number: int
    id: str
    name: str
    metadata: str
    text: str | None = None


class Placed(NamedTuple):
    """An annotation about spans: where it is, and what is asked of it; `features` are JSON."""

    begin: int
    end: int
    id: str
    layer: str
    annotator: str
    confidence: str
    state: str
    features: str


class SearchReader:
    """Reads for one search, through one connection."""

    def __init__(self, connection: Any, remembered: Remembered | None = None) -> None:
        """Take a connection; whoever made it closes it; what is remembered is kept for the next."""
        self._connection = connection
        self._remembered = Remembered() if remembered is None else remembered

    def candidates(self, wanted: Filter, watch: Watch = lambda _: None) -> Iterator[Candidate]:
        """Yield the documents that pass a filter, in the order of their numbers.

        Those among them in which the index may not see a word that is asked for as well.
        """
        last = 0
        while True:
            try:
                for candidate in self._candidates(wanted, watch):
                    if candidate.number > last:
                        last = candidate.number
                        yield candidate
            except DamagedError:
                # What an earlier sitting kept cannot be read any more: it is done without.
                self._remembered.forget()
                continue
            return

    def _candidates(self, wanted: Filter, watch: Watch) -> Iterator[Candidate]:
        if not wanted.veiled or not (wanted.phrases or wanted.besides):
            yield from self._indexed(wanted, watch)
            return
        sharpening = Sharpening(self._connection, self._remembered)
        last = 0
        if not sharpening.is_prepared and self._is_frequent(wanted):
            # Until the index is understood, what is frequent has been found without it.
            last, first = self._first(wanted)
            yield from first
        parted = sharpening.parted(wanted, lambda: watch(last))
        veiled = Veiled(
            self._connection,
            wanted,
            sharpening.written_at_hand(),
            parted,
            known=sharpening.parted_at_hand(),
        )
        for candidate in self._indexed(wanted, watch, sharpening):
            if candidate.number > last:
                yield from map(Candidate._make, veiled.between(last, candidate.number))
                yield candidate
                last = candidate.number
        yield from map(Candidate._make, veiled.between(last, None))

    def _is_frequent(self, wanted: Filter) -> bool:
        """Say whether the first documents alone may have a page, or it is not known."""
        match = _plain_match(wanted)
        if not match:
            return True
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT 1 OFFSET ?"
        number = self._one(sql, match, _PAGE - 1)
        sql = "SELECT count(*) FROM (SELECT 1 FROM document WHERE id < ? LIMIT ?)"
        return number is not None and self._one(sql, number, _FIRST) < _FIRST

    def _first(self, wanted: Filter) -> tuple[int, Iterator[Candidate]]:
        """Return the first documents whatever the index says, and the number of the last."""
        plain = Filter(documents=wanted.documents, wants_text=True)
        sql = "SELECT max(id) FROM (SELECT id FROM document ORDER BY id LIMIT ?)"
        last = self._one(sql, _FIRST) or 0
        return last, self._passing(plain, " AND d.id <= ?", last)

    def _indexed(
        self, wanted: Filter, watch: Watch, sharpening: Sharpening | None = None
    ) -> Iterator[Candidate]:
        """Yield the documents that pass a filter, as far as the index sees words.

        What is known without effort is made use of at once. If that says too little, the first
        documents are asked one by one, so that what is found often is there at once; then it is
        found out which of the others may do, which is sooner where these are few.
        """
        sharpening = sharpening or Sharpening(self._connection, self._remembered)
        known = sharpening.known(wanted, lambda: watch(0))
        blocks = sharpening.blocks(known, lambda: watch(0))
        if blocks is not None:
            yield from self._in_blocks(blocks, watch)
            return
        if not sharpening.is_worth_more(known):
            yield from self._passing(known, watch=watch)
            return
        border = self._border(known)
        if border is None:
            yield from self._passing(known, watch=watch)
            return
        yield from self._passing(known, f" AND {_number(known)} <= ?", border)
        watch(border)
        rest = sharpening.found_out(known, lambda: watch(border))
        yield from self._in_blocks(by_values(self._connection, rest, border + 1), watch)

    def _in_blocks(self, blocks: Iterable[Block], watch: Watch) -> Iterator[Candidate]:
        for begin, end, part in blocks:
            watch(begin)
            inside = f" AND {_number(part)} >= ? AND {_number(part)} < ?"
            yield from self._passing(part, inside, begin, end, watch=watch)

    def _border(self, wanted: Filter) -> int | None:
        """Return the number of the last of the first documents; None if there are no more."""
        match = match_of(wanted.phrases, wanted.words)
        if not match:
            sql = "SELECT max(id), count(*) FROM (SELECT id FROM document ORDER BY id LIMIT ?)"
            last, count = self._connection.execute(sql, (_FIRST,)).fetchone()
            return None if count < _FIRST else int(last)
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT 1 OFFSET ?"
        return self._one(sql, match, _FIRST - 1)

    def _passing(
        self, wanted: Filter, more: str = "", *given: int, watch: Watch = lambda _: None
    ) -> Iterator[Candidate]:
        if wanted.is_hopeless:
            return
        sql, values = _statement(wanted, more)
        rows = self._connection.execute(sql, [*values, *given])
        for row in glanced(rows, wanted.runs, watch) if wanted.runs else rows:
            yield Candidate(*row)

    def prepare(self, watch: Watch = lambda _: None) -> bool:
        """Gather what later searches ask for, so that their first page need not wait for it.

        Say whether it was kept for later sittings; then `see_to_purges` on a later snapshot.
        """
        while True:
            try:
                return Sharpening(self._connection, self._remembered).prepare(lambda: watch(0))
            except DamagedError:
                self._remembered.forget()

    def keep_brought(self) -> bool:
        """Keep what an import noted, so that the next sitting need not gather it.

        Say whether it was kept; then `see_to_purges` on a later snapshot.
        """
        return Sharpening(self._connection, self._remembered).keep_brought(lambda: None)

    def see_to_purges(self) -> None:
        """Take back what was just kept, if a document was removed for good meanwhile."""
        if self._remembered.home is not None:
            see_to_purges(*self._remembered.home, self._connection)

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

    def told(self, document_id: str) -> tuple[str, str | None, str] | None:
        """Return name, title (None: it has none) and text of a document; None: there is none."""
        sql = "SELECT name, json_extract(metadata, ?), text FROM document WHERE key = ?"
        row = self._connection.execute(sql, (f'$."{TITLE}".value', document_id)).fetchone()
        return None if row is None else (row[0], None if row[1] is None else str(row[1]), row[2])

    def annotations(self, number: int, document_id: str, layer: str | None) -> list[Annotation]:
        """Return the annotations of a document, or of one layer on it, in the order of the text."""
        sql = f"{BY_NAME['annotation'].select} WHERE document = ?"
        values: tuple[Any, ...] = (number,)
        if layer is not None:
            sql, values = f"{sql} AND {_LAYER}", (number, layer)
        return annotations_of(self._connection.execute(sql, values).fetchall(), document_id)

    def spots(self, number: int, layer: str | None) -> list[tuple[int, int, str | None]] | None:
        """Return begin, end and id of the annotations of a document, or of one layer on it.

        None if one of them is not about spans.
        """
        sql = "SELECT begin, end, key FROM annotation WHERE document = ?"
        values: tuple[Any, ...] = (number,)
        if layer is not None:
            sql, values = f"{sql} AND {_LAYER}", (number, layer)
        found = self._connection.execute(sql, values).fetchall()
        return None if any(row[0] is None for row in found) else found

    def placed(self, number: int, layer: str | None) -> list[Placed] | None:
        """Return what is asked of the annotations of a document, or of one layer on it.

        None if one of them is not about spans.
        """
        sql = (
            "SELECT begin, end, key, layer, annotator, confidence, state, features "
            "FROM annotation WHERE document = ?"
        )
        values: tuple[Any, ...] = (number,)
        if layer is not None:
            sql, values = f"{sql} AND {_LAYER}", (number, layer)
        found = self._connection.execute(sql, values).fetchall()
        return None if any(row[0] is None for row in found) else list(map(Placed._make, found))

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


def _plain_match(wanted: Filter) -> str:
    """Return what the index is asked for where texts write words as they are typed, as most do.

    Words in a row are rarer than each of them, and one row is sooner asked for than all ways.
    """
    rows = [row for row in wanted.sequences if all(part.mode == WHOLE for part in row)]
    plain = [Term(" ".join(part.text for part in row)) for row in rows]
    said = {*(term.text for term in plain), *(part.text for row in rows for part in row)}
    others = [group for group in wanted.phrases if said.isdisjoint(group)]
    return match_of(others, [(term,) for term in plain])


def _statement(wanted: Filter, more: str) -> tuple[str, list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    source = "document d"
    match = match_of(wanted.phrases, wanted.words)
    if match:
        # The index is asked first and yields its rows in their order.
        source = "search s CROSS JOIN document d ON d.id = s.rowid"
        where.append("search MATCH ?")
        values.append(match)
    for fact in wanted.facts:
        condition, given = _fact(fact)
        where.append(condition)
        values += given
    if wanted.documents is not None:
        where.append("d.id IN (SELECT value FROM json_each(?))")
        values.append(orjson.dumps(sorted(wanted.documents)).decode())
    if wanted.excluded:
        where.append("d.id NOT IN (SELECT value FROM json_each(?))")
        values.append(orjson.dumps(sorted(wanted.excluded)).decode())
    for marked in wanted.tagged:
        condition, given = condition_of(marked)
        where.append(f"EXISTS (SELECT 1 FROM annotation a WHERE a.document = d.id{condition})")
        values += given
    order = "s.rowid" if match else "d.id"
    text = f", {_BYTES if wanted.runs else 'd.text'}" if wanted.wants_text else ""
    condition = " AND ".join(where) or "1"
    return (
        f"SELECT d.id, d.key, d.name, d.metadata{text} FROM {source} WHERE {condition}{more} "
        f"ORDER BY {order}",
        values,
    )


def _number(wanted: Filter) -> str:
    """Return the number of a document; of the index where it is asked, which then stops there."""
    return "s.rowid" if match_of(wanted.phrases, wanted.words) else "d.id"


def _fact(fact: Fact) -> tuple[str, list[Any]]:
    """Return a condition on a date of the metadata, compared as far as it is given."""
    given = str(fact.values[0])
    path = f'$."{fact.key}".value'
    sql = f"substr(json_extract(d.metadata, ?), 1, ?) {_OPERATORS[fact.operator]} ?"
    return sql, [path, len(given), given]
