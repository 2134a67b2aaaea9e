"""The last edits once more, as plain text outside of the corpus: a line of JSON for each commit.

From it work is replayed onto a backup if the corpus itself is lost. It is written after the commit,
which alone makes an edit durable; a folder that cannot be written costs the journal and no more.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import orjson

from annotator.store.files.seen import state_folder
from annotator.store.history.history import unsealed
from annotator.store.history.images import unpacked
from annotator.store.history.replaying import DELETED, PAST
from annotator.store.rows.inserting import Raw
from annotator.store.rows.tables import COLUMNS, DOCUMENT_COLUMN

MOST_ROWS = 5000
"""An edit of more rows is noted by their numbers only; a backup is made before an import."""
_KEPT = 12
"""How many files are kept: each backup begins a new one."""
_TAIL = 1 << 20
_NAME = re.compile(r"(\d{6})-(\d{9})\.jsonl")


def journal_folder(corpus_id: str) -> Path:
    """Return the folder that holds the journal of the corpus of that id."""
    name = re.sub(r"[^\w-]", "_", corpus_id)[:80] or "corpus"
    return state_folder() / "journal" / name


def journal_files(corpus_id: str) -> list[Path]:
    """Return the files of a journal in the order in which they were begun."""
    folder = journal_folder(corpus_id)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


def entries(corpus_id: str) -> list[dict[str, Any]]:
    """Return what a journal has, one entry for each commit, in their order.

    A file that begins again where another had been further on stands for what was done instead:
    the corpus had been set back. What is cut off in the middle of a line ends its file.
    """
    found: list[dict[str, Any]] = []
    for path in journal_files(corpus_id):
        for entry in _entries_of(path):
            while found and found[-1]["commits"] >= entry["commits"]:
                found.pop()
            found.append(entry)
    return found


def _entries_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            try:
                entry = orjson.loads(line)
            except orjson.JSONDecodeError:
                return
            if not isinstance(entry, dict) or "commits" not in entry:
                return
            yield cast(dict[str, Any], entry)


class Journal:
    """The journal of one open corpus; its file is opened with the first edit."""

    def __init__(self, corpus_id: str) -> None:
        """Take the id of the corpus."""
        self._id = corpus_id
        self._handle = -1
        self._is_off = False
        self._is_new = False

    def pause(self) -> None:
        """Write nothing from now on: what is done comes from the journal."""
        self._is_off = True

    def begin_anew(self) -> None:
        """Begin a new file with the next edit: a backup was made. May be called on any thread."""
        self._is_new = True

    def line_of(self, connection: Any, number: int, done: int) -> bytes:
        """Return the line of a step, within its transaction; `done` are the commits with it."""
        if self._is_off:
            return b""
        kind, who, made, data, count = connection.execute(
            "SELECT kind, annotator, made, data, count FROM step WHERE number = ?", (number,)
        ).fetchone()
        entry = {"commits": done, "step": number, "kind": kind, "annotator": who, "made": made}
        entry |= {"data": unsealed(data), "count": count, **_written(connection, number)}
        return orjson.dumps(entry) + b"\n"

    def note(self, done: int, line: bytes) -> None:
        """Write the line of a commit that is done."""
        if self._is_off:
            return
        try:
            if self._handle < 0 or self._is_new:
                self._open(done)
            os.write(self._handle, line)
        except (OSError, RuntimeError):
            # The edit itself is durable; without a journal there is one safeguard less.
            self.close()
            self._is_off = True

    def note_replay(self, done: int, direction: str, step: int) -> None:
        """Write that a step was taken back or made again."""
        self.note(done, orjson.dumps({"commits": done, direction: step}) + b"\n")

    def _open(self, done: int) -> None:
        self.close()
        found = journal_files(self._id)
        is_followed = found and not self._is_new and _last_commit(found[-1]) == done - 1
        if is_followed:
            path = found[-1]
        else:
            ordinal = int(found[-1].name[:6]) + 1 if found else 1
            path = journal_folder(self._id) / f"{ordinal:06d}-{done:09d}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            for old in found[: max(0, len(found) - _KEPT + 1)]:
                old.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._handle = os.open(path, flags, 0o600)
        self._is_new = False

    def close(self) -> None:
        """See that everything is on the disk, and close the file."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            try:
                os.fsync(handle)
            except OSError:
                # As with writing: the corpus itself is safe.
                pass
            finally:
                os.close(handle)

    def forget(self) -> None:
        """Remove all of it: what was removed for good must not be here either."""
        self.close()
        for path in journal_files(self._id):
            path.unlink()


def _last_commit(path: Path) -> int | None:
    """Return the commit of the last line, None if it is not whole."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    if not tail.endswith(b"\n"):
        return None
    try:
        entry = orjson.loads(tail[tail.rfind(b"\n", 0, -1) + 1 :])
    except orjson.JSONDecodeError:
        return None
    return cast(dict[str, Any], entry).get("commits") if isinstance(entry, dict) else None


def _written(connection: Any, number: int) -> dict[str, Any]:
    """Return what a step wrote: whole rows as they are now, and the digests they lead to."""
    found = connection.execute(
        "SELECT noun, action, first, last, image FROM change WHERE step = ? AND noun <> ? "
        "ORDER BY id",
        (number, PAST),
    ).fetchall()
    if sum(last - first + 1 for _, _, first, last, _ in found) > MOST_ROWS:
        return {"omitted": [[noun, action, first, last] for noun, action, first, last, _ in found]}
    changes: list[list[Any]] = []
    documents = {0}
    for noun, action, first, last, image in found:
        if action == DELETED:
            documents.update(_documents(noun, unpacked(image)))
            changes.append([noun, action, first, last, []])
            continue
        sql = f"SELECT {_columns(noun)} FROM {noun} WHERE id BETWEEN ? AND ? ORDER BY id"
        rows: list[Raw] = connection.execute(sql, (first, last)).fetchall()
        documents.update(_documents(noun, rows))
        changes.append([noun, action, first, last, [list(map(_plain, row)) for row in rows]])
    return {"changes": changes, "digests": digests_of(connection, documents)}


def _columns(noun: str) -> str:
    return ", ".join(("id", *COLUMNS[noun], "checksum"))


def _documents(noun: str, rows: list[Raw]) -> set[int]:
    if noun == "document":
        return {row[0] for row in rows}
    column = DOCUMENT_COLUMN.get(noun)
    return set() if column is None else {row[column + 1] or 0 for row in rows}


def _plain(value: Any) -> Any:
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def digests_of(connection: Any, documents: set[int]) -> list[list[int]]:
    """Return the digests of documents: number, rows, sum."""
    wanted = orjson.dumps(sorted(documents)).decode()
    sql = "SELECT * FROM digest WHERE document IN (SELECT value FROM json_each(?)) ORDER BY 1"
    return [list(row) for row in connection.execute(sql, (wanted,))]
