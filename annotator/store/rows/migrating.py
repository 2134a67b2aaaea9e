"""The migrations that make the tables of a corpus file; a released one is never edited."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from annotator.store.rows.schema import APPLICATION_ID, BULK_INDEXES, TABLES, VERSION
from annotator.store.rows.schema_2 import TABLES_OF_2

migrations = Migrations("annotator")


@migrations()
def tables_of_version_1(db: Database) -> None:
    """Make every table that the model needs."""
    for statement in (*TABLES, *BULK_INDEXES.values()):
        db.conn.execute(statement)


@migrations()
def tables_of_version_2(db: Database) -> None:
    """Make the tables of the review, and count incomplete things by annotator."""
    for statement in TABLES_OF_2:
        db.conn.execute(statement)


def migrate(connection: Any, version: int = VERSION, known: Migrations = migrations) -> None:
    """Bring a file to a version, in one transaction: it is of the old version or of the new.

    The names of the migrations end with the version that they lead to.
    """
    database = Database(connection, execute_plugins=False)
    later = [m.name for m in known.pending(database) if int(m.name.rpartition("_")[2]) > version]
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        known.apply(database, stop_before=later)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
