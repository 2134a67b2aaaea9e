"""People, their talk and entities as rows, and rows as such nouns."""

from __future__ import annotations

import orjson

from annotator.model.data import noun_of
from annotator.model.entity import Entity
from annotator.model.review import Annotator, Assignment, Comment, Decision, Round
from annotator.store.rows.table import Ids, Row, bodied, loads


def comment_row(c: Comment, ids: Ids) -> Row:
    """Return the row of a comment; KeyError if its document does not exist."""
    document = None if c.document is None else ids.number_of("document", c.document)
    kept = ("document", "annotator", "anchor", "target", "kind", "state", "thread", "source_id")
    return (
        c.id,
        document,
        c.annotator,
        c.anchor,
        c.target,
        c.kind,
        c.state,
        c.thread,
        c.source_id,
        bodied(c, *kept),
    )


def comment_of(row: Row, ids: Ids) -> Comment:
    """Return the comment of a row."""
    data = orjson.loads(row[10])
    data["id"] = row[1]
    data["document"] = None if row[2] is None else ids.key_of("document", row[2])
    names = ("annotator", "anchor", "target", "kind", "state", "thread", "source_id")
    data.update(zip(names, row[3:10], strict=True))
    return noun_of(Comment, data)


def entity_row(e: Entity, ids: Ids) -> Row:
    """Return the row of an entity."""
    return e.id, e.letter, e.represents, e.parent, bodied(e, "letter", "represents", "parent")


def entity_of(row: Row, ids: Ids) -> Entity:
    """Return the entity of a row."""
    data = orjson.loads(row[5])
    data.update(id=row[1], letter=row[2], represents=row[3], parent=row[4])
    return noun_of(Entity, data)


def annotator_of(row: Row, ids: Ids) -> Annotator:
    """Return the annotator of a row."""
    return noun_of(Annotator, {**orjson.loads(row[3]), "id": row[1], "kind": row[2]})


def assignment_of(row: Row, ids: Ids) -> Assignment:
    """Return the assignment of a row."""
    return Assignment(
        document=ids.key_of("document", row[1]),
        annotator=row[2],
        state=row[3],
        reason=row[4],
        extra=loads(row[5]) or {},
    )


def round_of(row: Row, ids: Ids) -> Round:
    """Return the round of a row."""
    return noun_of(Round, {**orjson.loads(row[2]), "id": row[1]})


def decision_row(d: Decision, ids: Ids) -> Row:
    """Return the row of a decision; KeyError if its document does not exist."""
    document = ids.number_of("document", d.document)
    body = bodied(d, "document", "annotator", "kind", "answer")
    return d.id, document, d.annotator, d.kind, d.answer, body


def decision_of(row: Row, ids: Ids) -> Decision:
    """Return the decision of a row."""
    data = orjson.loads(row[6])
    data.update(id=row[1], document=ids.key_of("document", row[2]))
    data.update(zip(("annotator", "kind", "answer"), row[3:6], strict=True))
    return noun_of(Decision, data)
