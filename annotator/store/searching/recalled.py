"""What searches of a corpus gathered, kept between sittings: whether it is still true, and of what.

It stands in a file of the person's, outside of the corpus, with the digests of all documents. They
tell in the next sitting what was changed since; a count of edits would not, since a backup may have
been restored meanwhile, or another file may stand at the same place.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from annotator.store.files.library import sqlite3
from annotator.store.files.seen import file_name_of, name_of
from annotator.store.searching.memory_file import (
    Parts,
    bytes_of_numbers,
    forget_memories,
    memory_path,
    open_parts,
    write_parts,
)
from annotator.store.searching.since import DIGESTS, Since, index_stamp

VERSION = 6
"""Another number for each change of what is kept, or of how words are folded and told apart."""
_OTHER = b"of other texts"
"""No stamp of an index."""
_NUMBERS, _TEXTS = "documents", "documents.texts"


class Recalled(NamedTuple):
    """What was kept, and since when it is known; `stamp` is of the index that has the words.

    Where other texts are there now, no index has that stamp.
    """

    parts: Parts
    since: Since
    stamp: bytes


def recall(corpus_id: str, corpus: Path, connection: Any) -> Recalled | None:
    """Return what an earlier sitting kept of a corpus, held against a snapshot; None: nothing."""
    path = memory_path(name_of(corpus_id, corpus))
    parts = None if path is None else open_parts(path)
    if parts is None or any(parts.said.get(key) != value for key, value in _about(corpus_id)):
        return None
    if parts.said.get("purges") != purges(connection):
        # It may have words of what is gone for good.
        forget(corpus_id)
        return None
    is_same = parts.said.get("state") == _state(connection)
    since = Since(connection, parts, is_same=is_same)
    is_same = is_same or _has_same_texts(connection, parts, since.changed(connection))
    return Recalled(parts, since, index_stamp(connection) if is_same else _OTHER)


def keep(
    corpus_id: str,
    corpus: Path,
    connection: Any,
    parts: Iterable[tuple[str, bytes]],
    said: Iterable[tuple[str, Any]],
    watch: Callable[[], None],
) -> bool:
    """Keep what was gathered on a snapshot for the next sitting; say whether that was done."""
    path = memory_path(name_of(corpus_id, corpus))
    if path is None:
        return False
    since = Since(connection)
    about = {
        **dict(_about(corpus_id)),
        "purges": purges(connection),
        "state": _state(connection),
        DIGESTS: since.count,
        **dict(said),
    }
    return write_parts(path, about, chain(parts, since.parts(), _texts(connection)), watch)


def see_to_purges(corpus_id: str, corpus: Path, connection: Any) -> None:
    """Take back what was kept, if a document was removed for good while it was written."""
    path = memory_path(name_of(corpus_id, corpus))
    parts = None if path is None else open_parts(path)
    if parts is not None and parts.said.get("purges") != purges(connection):
        forget(corpus_id)


def forget(corpus_id: str) -> None:
    """Delete what was kept of a corpus, in whatever place it stands."""
    forget_memories(f"{file_name_of(corpus_id)}@")


def purges(connection: Any) -> int:
    """Return how many documents were removed for good."""
    sql = "SELECT count(*) FROM step WHERE kind = 'documents.purge'"
    return int(connection.execute(sql).fetchone()[0])


def _about(corpus_id: str) -> Iterator[tuple[str, Any]]:
    """Yield what must be the same, or what is kept says nothing."""
    yield "version", VERSION
    yield "made_by", [unicodedata.unidata_version, sqlite3.sqlite_version]
    yield "corpus", corpus_id


def _state(connection: Any) -> str:
    """Return a hash of the digests of all documents, in the order of their numbers."""
    sql = "SELECT count(*), sum(document * rows), group_concat(total) FROM digest"
    listed = repr(connection.execute(sql).fetchone()).encode()
    return blake2b(listed, digest_size=16).hexdigest()


def _texts(connection: Any) -> Iterator[tuple[str, bytes]]:
    rows = connection.execute("SELECT id, name, sha256 FROM document ORDER BY id").fetchall()
    yield _NUMBERS, bytes_of_numbers(row[0] for row in rows)
    yield _TEXTS, bytes_of_numbers(_mark(name, sha256) for _, name, sha256 in rows)


def _has_same_texts(connection: Any, parts: Parts, changed: frozenset[int]) -> bool:
    """Say whether the names and texts of documents are the same, whatever else was changed."""
    sql = "SELECT id, name, sha256 FROM document WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(sql, (orjson.dumps(list(changed)).decode(),))
    now = {number: _mark(name, sha256) for number, name, sha256 in rows}
    numbers, marks = parts.numbers(_NUMBERS), parts.numbers(_TEXTS)
    for number in changed:
        row = bisect_left(numbers, number)
        was = marks[row] if row < len(numbers) and numbers[row] == number else None
        if now.get(number) != was:
            return False
    return True


def _mark(name: str, sha256: str) -> int:
    return int.from_bytes(blake2b(f"{sha256}\n{name}".encode(), digest_size=7).digest(), "little")
