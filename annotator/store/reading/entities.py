"""Reads entities by what names them, and who names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson

from annotator.model.entity import Entity
from annotator.store.rows.asking import nouns_of, rows_of, value_of
from annotator.store.rows.table import Ids


class Uses(NamedTuple):
    """How many annotations, relations and other entities name an entity."""

    annotations: int = 0
    relations: int = 0
    entities: int = 0


class EntityKinds:
    """The kinds of all entities, kept until the corpus has others."""

    def __init__(self, connection: Any) -> None:
        """Take a connection, which its maker closes."""
        self._connection = connection
        self._last: tuple[Any, dict[str, tuple[str, ...]]] | None = None

    def by_entity(self) -> dict[str, tuple[str, ...]]:
        """Return the kinds of every entity by its id."""
        sql = "SELECT rows, total FROM digest WHERE document = 0"
        # The digest tells that entities are those of the last time, but not within an edit.
        is_within = getattr(self._connection, "in_transaction", True)
        digest = None if is_within else rows_of(self._connection, sql)
        if digest is None or self._last is None or self._last[0] != digest:
            sql = "SELECT key, json_extract(body, '$.kinds') FROM entity"
            rows = rows_of(self._connection, sql)
            self._last = (digest, {key: tuple(orjson.loads(kinds or "[]")) for key, kinds in rows})
        return dict(self._last[1])


def entities_by_alias(connection: Any, ids: Ids, folded: str) -> list[Entity]:
    """Return the entities that have an alias which folds to `folded`."""
    where = "WHERE id IN (SELECT entity FROM alias WHERE folded = ?) ORDER BY id"
    return nouns_of(connection, ids, "entity", where, (folded,))


def entities_by_aliases(
    connection: Any, ids: Ids, folded: Iterable[str]
) -> dict[str, list[Entity]]:
    """Return for each folded text that is an alias the entities that have it."""
    wanted = orjson.dumps(sorted(set(folded))).decode()
    where = "SELECT folded, entity FROM alias WHERE folded IN (SELECT value FROM json_each(?))"
    rows = rows_of(connection, where, (wanted,))
    if not rows:
        return {}
    numbers = orjson.dumps(sorted({row[1] for row in rows})).decode()
    listed = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    by_key = {e.id: e for e in nouns_of(connection, ids, "entity", listed, (numbers,))}
    found: dict[str, list[Entity]] = {}
    for text, number in sorted(rows):
        entity = by_key[ids.key_of("entity", number)]
        if entity not in found.setdefault(text, []):
            found[text].append(entity)
    return found


def aliases_of_words(connection: Any, words: Iterable[str], most: int) -> list[str]:
    """Return up to `most` aliases, folded, that are one of these words or begin with one."""
    wanted = orjson.dumps(sorted(set(words))).decode()
    from_each = "SELECT folded FROM json_each(?) JOIN alias ON folded"
    sql = (
        f"{from_each} = value UNION {from_each} > value || ' ' AND folded < value || '!' "
        "ORDER BY folded LIMIT ?"
    )
    return [row[0] for row in rows_of(connection, sql, (wanted, wanted, most))]


def aliases_beginning(connection: Any, folded: str, most: int) -> list[str]:
    """Return up to `most` aliases that begin with `folded`, as they fold, in order."""
    where = "SELECT DISTINCT folded FROM alias WHERE folded >= ? AND folded < ? ORDER BY folded"
    rows = rows_of(connection, f"{where} LIMIT ?", (folded, f"{folded}\U0010ffff", most))
    return [row[0] for row in rows]


def entity_uses(connection: Any, entity_id: str) -> int:
    """Count the annotations, relations and entities that name an entity."""
    value = orjson.dumps(entity_id).decode()
    named = value_of(
        connection,
        "SELECT count(*) FROM annotation WHERE instr(features, ?) > 0 AND EXISTS ("
        "SELECT 1 FROM json_tree(features) WHERE atom = json_extract(?, '$'))",
        (value, value),
    )
    sql = "SELECT count(*) FROM relation WHERE to_entity = ?"
    ends = value_of(connection, sql, (entity_id,))
    sql = "SELECT count(*) FROM entity WHERE represents = ? OR parent = ?"
    others = value_of(connection, sql, (entity_id, entity_id))
    return int(named) + int(ends) + int(others)


def uses_of_entities(connection: Any) -> dict[str, Uses]:
    """Return what names each entity that anything names, in one look through the corpus."""
    # Many annotations say the same: each different set of features is taken apart once.
    sql = (
        "SELECT atom, sum(n) FROM (SELECT features, count(*) AS n FROM annotation GROUP BY "
        "features), json_tree(features) WHERE type = 'text' AND atom IN (SELECT key FROM entity) "
        "GROUP BY atom"
    )
    named = dict(rows_of(connection, sql))
    sql = "SELECT to_entity, count(*) FROM relation WHERE to_entity NOT NULL GROUP BY to_entity"
    ends = dict(rows_of(connection, sql))
    sql = (
        "SELECT named, count(*) FROM (SELECT key, represents AS named FROM entity UNION "
        "SELECT key, parent FROM entity) WHERE named NOT NULL GROUP BY named"
    )
    others = dict(rows_of(connection, sql))
    keys = {*named, *ends, *others}
    return {key: Uses(*(int(part.get(key, 0)) for part in (named, ends, others))) for key in keys}
