"""What a corpus file counts and says of itself, and the time of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def count_commit(connection: Any) -> int:
    """Count one more edit, within its transaction, and return how many there were."""
    row = connection.execute(
        "INSERT INTO setting (key, value) VALUES ('commits', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value"
    ).fetchone()
    return int(row[0])


def commits(connection: Any) -> int:
    """Return how many edits, undone ones and redone ones too, the file has seen."""
    return int(setting(connection, "commits") or 0)


def setting(connection: Any, key: str) -> str:
    """Return what the file says of itself under a key, "" if nothing."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


Tally = Mapping[str, tuple[int, int]]
"""How much of a document is incomplete and wrong, by annotator, and of everybody together."""
EVERYBODY = ""


def write_tallies(connection: Any, tallies: Mapping[str, Tally]) -> None:
    """Note how many incomplete and wrong things documents have, by their ids."""
    with connection:
        connection.executemany(
            "DELETE FROM tally WHERE document = (SELECT id FROM document WHERE key = ?)",
            [(key,) for key in tallies],
        )
        connection.executemany(
            "INSERT INTO tally (document, annotator, incomplete, errors) "
            "SELECT id, ?, ?, ? FROM document WHERE key = ?",
            [
                (who, *counts, key)
                for key, tally in tallies.items()
                for who, counts in tally.items()
            ],
        )


def now() -> str:
    """Return the time of this second in UTC, as the history keeps it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
