"""What a corpus says, as one number: to tell whether two moments of it are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import orjson

_TABLES = (
    "annotation",
    "relation",
    "comment",
    "entity",
    "annotator",
    "assignment",
    "segment",
    "round",
    "decision",
)


def content(store: Any) -> str:
    """Return a digest of what people made, apart from row numbers and history."""
    connection = store._connection
    digest = hashlib.sha256()
    for table in _TABLES:
        found = connection.execute(f"SELECT * FROM {table}")
        rows = [tuple(row) for row in found.fetchall()]
        for row in sorted(repr(row[1:]) for row in rows):
            digest.update(row.encode())
    found = connection.execute("SELECT key, sha256, text, metadata FROM document")
    for row in sorted(repr(tuple(row)) for row in found.fetchall()):
        digest.update(row.encode())
    return digest.hexdigest()


def commits(store: Any) -> int:
    """Return how many edits the file has seen."""
    row = store._connection.execute("SELECT value FROM setting WHERE key = 'commits'").fetchone()
    return int(row[0])


def verdict(path: Path, told: list[bytes]) -> dict[str, Any]:
    """Judge a corpus after a fault: `told` are the lines its worker wrote, one a done edit.

    Returns `acknowledged`, and what is wrong: `lost` edits, `half` done ones, `unopenable`.
    """
    from annotator.operations.keeping.corpus import open_corpus

    lines = [orjson.loads(line) for line in told if line.endswith(b"}\n")]
    last = lines[-1]
    found = {"acknowledged": len(lines) - 1, "lost": 0, "half": 0, "unopenable": 0, "said": ""}
    try:
        store = open_corpus(path)
    except Exception as error:
        return {**found, "unopenable": 1, "said": repr(error)}
    with store:
        now = commits(store)
        damage = [p.code for p in store.damage()]
        if damage:
            return {**found, "half": 1, "said": ", ".join(damage)}
        if now < last["commits"]:
            return {**found, "lost": last["commits"] - now, "said": "commits are missing"}
        if now == last["commits"] + 1:
            # One more was durable and its worker had no time to say so: it must be whole.
            undone = store.redo_step()
            step = store.undo_step()
            if undone is not None and undone.number == last.get("undoing"):
                store.redo()
            elif step is not None:
                store.undo()
        elif now != last["commits"]:
            return {**found, "half": 1, "said": f"{now} edits after {last['commits']}"}
        if content(store) != last["content"]:
            return {**found, "half": 1, "said": "the content is not that of the last edit"}
        if list(store.damage()):
            return {**found, "half": 1, "said": "damaged after undo"}
    return found
