"""What lists and counters show of a corpus without reading its texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from annotator.model.corpus import LANGUAGE, PUBLISHED, TITLE
from annotator.store.files.counters import EVERYBODY

_OPENING = 90


class DocumentRow(NamedTuple):
    """A document as lists show it; `incomplete` is None until checked.

    `annotations`, `relations`, `incomplete` and `errors` are those of the annotator who is asked
    for, else all; what was refused is not counted.
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


def listed_documents(
    connection: Any, annotator: str | None = None, *, limit: int | None = None
) -> Iterator[DocumentRow]:
    """Yield all documents in order, or the first; `state` is of `annotator`'s assignment."""
    annotations = _counts_of(connection, "annotation", limit, annotator)
    relations = _counts_of(connection, "relation", limit, annotator)
    tallies = _tallies_of(connection, limit, annotator)
    assigned = "SELECT document, state FROM assignment WHERE annotator = ?"
    states = dict(connection.execute(assigned, (annotator,)).fetchall())
    sql = (
        f"SELECT id, key, name, metadata, length, substr(text, 1, {_OPENING}) "
        "FROM document ORDER BY position, id LIMIT ?"
    )
    rows = connection.execute(sql, (-1 if limit is None else limit,))
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


def _tallies_of(
    connection: Any, limit: int | None, annotator: str | None
) -> dict[int, tuple[int, int]]:
    """Return how much is incomplete and wrong in documents that were counted, of an annotator."""
    conditions = ["annotator IN (?, ?)", *_among_first(limit)]
    sql = f"SELECT document, annotator, incomplete, errors FROM tally {_where(conditions)}"
    found = connection.execute(sql, (EVERYBODY, annotator or EVERYBODY)).fetchall()
    tallies = {n: (0, 0) if annotator else (i, e) for n, who, i, e in found if who == EVERYBODY}
    tallies.update((n, (i, e)) for n, who, i, e in found if who != EVERYBODY)
    return tallies


def _counts_of(
    connection: Any, table: str, limit: int | None, annotator: str | None
) -> dict[int, int]:
    conditions = ["state <> 'refused'", *_among_first(limit)]
    values: list[str] = []
    if annotator is not None and _is_shared(connection):
        conditions.append("annotator = ?")
        values.append(annotator)
    sql = f"SELECT document, count(*) FROM {table} {_where(conditions)} GROUP BY document"
    return dict(connection.execute(sql, values).fetchall())


def _among_first(limit: int | None) -> list[str]:
    """Return the condition on `document` that it is one of the first, if only these are wanted."""
    if limit is None:
        return []
    first = f"SELECT id FROM document ORDER BY position, id LIMIT {int(limit)}"
    return [f"document IN ({first})"]


def _where(conditions: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _is_shared(connection: Any) -> bool:
    """Say whether several people may have annotated: looking who did costs twice the time."""
    return connection.execute("SELECT count(*) > 1 FROM annotator").fetchone()[0]


_HAVING = {
    "unsure": "SELECT document FROM annotation WHERE annotator = ? AND confidence = 'unsure'",
    "commented": (
        "SELECT document FROM comment WHERE anchor IN ('annotation', 'relation', 'spans') "
        "UNION SELECT a.document FROM comment c JOIN annotation a ON a.annotator = ? "
        "AND instr(a.features, '\"' || c.target || '\"') WHERE c.anchor = 'entity'"
    ),
    "incomplete": (
        "SELECT document FROM annotation WHERE annotator = ? "
        "AND document NOT IN (SELECT document FROM tally t WHERE t.annotator = '' AND NOT EXISTS "
        "(SELECT 1 FROM tally o WHERE o.document = t.document "
        "AND o.annotator = annotation.annotator AND o.incomplete > 0))"
    ),
}


def documents_with(connection: Any, what: str, annotator: str) -> Iterator[str]:
    """Yield the ids of documents that may have an annotation that is `what` of an annotator.

    `what` is unsure, commented or incomplete; a document that was not checked yet may have an
    incomplete one, and what is commented may be words without an annotation too.
    """
    sql = f"SELECT key FROM document WHERE id IN ({_HAVING[what]}) ORDER BY position, id"
    for (key,) in connection.execute(sql, (annotator,)):
        yield str(key)


def documents_of_several(connection: Any, people: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the ids of all documents in order, and whether two of some people may have work there.

    May have: somebody who finished a document has, even if it is none.
    """
    marks = ", ".join("?" * len(people))
    shared = {
        number
        for (number,) in connection.execute(
            "SELECT document FROM ("
            f"SELECT DISTINCT document, annotator FROM annotation WHERE annotator IN ({marks}) "
            "UNION "
            "SELECT document, annotator FROM assignment WHERE state = 'finished' "
            f"AND annotator IN ({marks})) GROUP BY document HAVING count(*) > 1",
            (*people, *people),
        )
    }
    for number, key in connection.execute("SELECT id, key FROM document ORDER BY position, id"):
        yield str(key), number in shared


def counts(connection: Any) -> dict[str, int]:
    """Return how many nouns of each kind the corpus holds, by table."""
    names = ("document", "annotation", "relation", "entity", "comment", "annotator")
    more = ("segment", "assignment", "document_set", "document_relation", "round", "decision")
    return {
        name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
        for name in (*names, *more)
    }


def refused(connection: Any) -> dict[str, int]:
    """Return how many annotations and relations are kept that were refused, by table."""
    return {
        name: int(
            connection.execute(f"SELECT count(*) FROM {name} WHERE state = 'refused'").fetchone()[0]
        )
        for name in ("annotation", "relation")
    }


def counts_by_layer(
    connection: Any, document_id: str | None = None, *, with_refused: bool = True
) -> dict[str, int]:
    """Return how many annotations each layer has, in the corpus or in one document."""
    conditions = [] if with_refused else ["state <> 'refused'"]
    values: tuple[str, ...] = ()
    if document_id is not None:
        conditions.append("document = (SELECT id FROM document WHERE key = ?)")
        values = (document_id,)
    where = _where(conditions)
    sql = f"SELECT layer, count(*) FROM annotation {where} GROUP BY layer ORDER BY layer"
    return dict(connection.execute(sql, values).fetchall())


def counts_by_relation_type(connection: Any) -> dict[str, int]:
    """Return how many relations each type has."""
    sql = "SELECT type, count(*) FROM relation GROUP BY type ORDER BY type"
    return dict(connection.execute(sql).fetchall())


def counts_by_annotator(connection: Any) -> dict[str, int]:
    """Return how many annotations each annotator has; those refused are nobody's work."""
    sql = (
        "SELECT annotator, count(*) FROM annotation WHERE state <> 'refused' "
        "GROUP BY annotator ORDER BY annotator"
    )
    return dict(connection.execute(sql).fetchall())


class Share(NamedTuple):
    """How many documents an annotator has in a state, their characters, what is incomplete.

    `unchecked` counts those of them that were never checked.
    """

    annotator: str
    state: str
    documents: int
    characters: int
    incomplete: int
    unchecked: int


def shares_of_work(connection: Any) -> list[Share]:
    """Return what annotators have by state, summed up where it lies: assignments are many."""
    own = "(SELECT t.incomplete FROM tally t WHERE t.document = a.document AND t.annotator = {})"
    counted = f"coalesce({own.format('a.annotator')}, {own.format('?')} * 0)"
    sql = (
        "SELECT annotator, state, count(*), sum(length), coalesce(sum(counted), 0), "
        "sum(counted IS NULL) FROM (SELECT a.annotator, a.state, d.length, "
        f"{counted} AS counted FROM assignment a JOIN document d ON d.id = a.document) "
        "GROUP BY annotator, state ORDER BY annotator, state"
    )
    return [Share(*row) for row in connection.execute(sql, (EVERYBODY,)).fetchall()]


def assignment_states(connection: Any) -> Iterator[tuple[str, str, str]]:
    """Yield document, annotator and state of all assignments, without what else they hold."""
    sql = (
        "SELECT d.key, a.annotator, a.state FROM assignment a JOIN document d ON d.id = a.document"
    )
    yield from connection.execute(sql)


def _shown_metadata(metadata: str) -> list[str | None]:
    found = orjson.loads(metadata)
    values = [found.get(key) for key in (TITLE, LANGUAGE, PUBLISHED)]
    return [None if v is None else str(v["value"]) for v in values]
