"""The migrations that make the tables of a corpus file; a released one is never edited."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from annotator.store.schema import APPLICATION_ID, BULK_INDEXES, TABLES, VERSION

migrations = Migrations("annotator")


@migrations()
def tables_of_version_1(db: Database) -> None:
    """Make every table that the model needs."""
    for statement in (*TABLES, *BULK_INDEXES.values()):
        db.conn.execute(statement)


def migrate(connection: Any) -> None:
    """Bring a file to the newest version, each migration in a transaction of its own."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {VERSION}")
