"""What a corpus file counts and says of itself, and the time of its steps."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_SEAL = "seal"
_COUNT = re.compile("[0-9]{1,18}")


def count_commit(connection: Any) -> int:
    """Count one more edit, within its transaction, and return how many there were."""
    row = connection.execute(
        "INSERT INTO setting (key, value) VALUES ('commits', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value"
    ).fetchone()
    if _COUNT.fullmatch(row[0]):
        return int(row[0])
    # It was too large to be counted on from, and no edit must fail by that.
    done = commits(connection) + 1
    connection.execute("UPDATE setting SET value = ? WHERE key = 'commits'", (str(done),))
    return done


def commits(connection: Any) -> int:
    """Return how many edits, undone ones and redone ones too, the file has seen.

    Where that is no number any more, it is at least the steps that are there.
    """
    said = setting(connection, "commits")
    if not said or _COUNT.fullmatch(said):
        return int(said or 0)
    return int(connection.execute("SELECT count(*) FROM step").fetchone()[0])


def setting(connection: Any, key: str) -> str:
    """Return what the file says of itself under a key, "" if nothing."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def name_corpus(connection: Any, corpus_id: str) -> None:
    """Give a new file its id, and what proves it."""
    rows = (("corpus", corpus_id), (_SEAL, _seal_of(corpus_id)))
    connection.executemany("INSERT INTO setting (key, value) VALUES (?, ?)", rows)


def is_named_soundly(connection: Any) -> bool:
    """Say whether the settings are those that were written; a file without a seal proves nothing.

    The count of commits proves by the steps that are there: each was one.
    """
    found = dict(connection.execute("SELECT key, value FROM setting").fetchall())
    if not found.keys() <= {"corpus", "commits", _SEAL} or not _COUNT.fullmatch(
        found.get("commits", "")
    ):
        return False
    if _SEAL in found and found[_SEAL] != _seal_of(found.get("corpus", "")):
        return False
    steps = connection.execute("SELECT count(*) FROM step").fetchone()[0]
    return "corpus" in found and int(found["commits"]) >= steps


def _seal_of(corpus_id: str) -> str:
    return str(zlib.crc32(corpus_id.encode("utf-8", "surrogatepass")))


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
