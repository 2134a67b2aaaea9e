"""Finds rows that name, by an id in their data, what a replay has just taken away.

Comments name their targets and features name entities in text, where no foreign key looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

NAMED = ("annotation", "relation", "entity")
"""Tables whose rows comments are on; features name entities."""
_FEW = 8
"""Up to so many entities are looked for by the database, more of them in one pass here."""


def loose_ends(connection: Any, gone: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """Yield table and row number of what still names one of `gone`: pairs of table and id."""
    keys: dict[str, set[str]] = {}
    for table, key in gone:
        keys.setdefault(table, set()).add(key)
    for table in NAMED:
        if table in keys:
            yield from _comments_on(connection, table, keys[table])
    if "entity" in keys:
        yield from _uses_of(connection, keys["entity"])


def _comments_on(connection: Any, table: str, keys: set[str]) -> Iterator[tuple[str, int]]:
    rows = connection.execute(
        "SELECT id, target FROM comment WHERE anchor = ? "
        f"AND target NOT IN (SELECT key FROM {table})",
        (table,),
    )
    for number, target in rows:
        if target in keys:
            yield "comment", number


def _uses_of(connection: Any, keys: set[str]) -> Iterator[tuple[str, int]]:
    for table in ("annotation", "relation"):
        if len(keys) <= _FEW:
            sql = f"SELECT id FROM {table} WHERE instr(features, ?) > 0"
            for key in keys:
                for (number,) in connection.execute(sql, (f'"{key}"',)):
                    yield table, number
        else:
            wanted = re.compile('"(?:' + "|".join(map(re.escape, keys)) + ')"')
            for number, features in connection.execute(f"SELECT id, features FROM {table}"):
                if wanted.search(features):
                    yield table, number
    named = (("relation", "to_entity"), ("entity", "represents"), ("entity", "parent"))
    for table, column in named:
        sql = f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"
        for number, key in connection.execute(sql):
            if key in keys:
                yield table, number
