"""A version after the released one, for tests of what becomes of a file on the way to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from annotator.store.opening.opening import Target
from annotator.store.rows.migrating import migrate, tables_of_version_1, tables_of_version_2
from annotator.store.rows.schema import VERSION

STATEMENTS = (
    "CREATE TABLE next_table (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
    "ALTER TABLE annotation ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
    "UPDATE annotation SET weight = length(quote)",
    "INSERT INTO next_table (body) SELECT quote FROM annotation",
    "CREATE INDEX annotation_by_weight ON annotation (weight)",
    "UPDATE document SET position = position + 0",
)


class Stopped(Exception):
    """The migration was broken off on purpose."""


def next_target(before: Callable[[int], None] = lambda _: None) -> Target:
    """Return the next version; `before` is called before each of its statements, and at its end."""
    known = Migrations("annotator")
    known()(tables_of_version_1)
    known()(tables_of_version_2)

    @known()
    def tables_of_version_3(db: Database) -> None:
        for number, statement in enumerate(STATEMENTS):
            before(number)
            db.conn.execute(statement)
        before(len(STATEMENTS))

    made: Callable[[Any, int], None] = partial(migrate, known=known)
    return Target(VERSION + 1, made)
