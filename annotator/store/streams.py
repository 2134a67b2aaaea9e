"""Rows of many documents, some hundred at a time; the annotations of the next come meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from threading import Event
from typing import Any

import orjson

from annotator.store.grouped import GROUPED
from annotator.store.library import IS_SHAREABLE, sqlite3
from annotator.store.tables import BY_NAME, COLUMNS

RELATIONS = (
    f"SELECT r.id, {', '.join('r.' + c for c in BY_NAME['relation'].columns)}, s.key, t.key "
    "FROM relation r JOIN annotation s ON s.id = r.from_annotation "
    "LEFT JOIN annotation t ON t.id = r.to_annotation"
)
"""Selects relations with the ids of both ends last."""

_MOST_DOCUMENTS, _MOST_CHARACTERS = 200, 1 << 20
"""What one portion holds at most, so that memory stays flat; a longer text is one by itself."""
_FEW = 50
"""Documents that are not worth a thread."""
_LENGTH = COLUMNS["document"].index("length") + 1
_ORDERS = {
    "segment": "position",
    "comment": "key",
    "token": "id",
    "assignment": "annotator",
    "revision": "number",
}
_CHOSEN = "document IN (SELECT value FROM json_each(?))"

Raw = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Some documents with the rows of all that belongs to them, by number of the document."""

    documents: Sequence[Raw]
    groups: Mapping[int, bytes]
    """Annotations, as `annotations_of_group` reads them."""
    rows: Mapping[str, Mapping[int, list[Raw]]]
    """By table."""

    def of(self, table: str, number: int) -> list[Raw]:
        """Return the rows of one document in one table."""
        return self.rows[table].get(number, [])


def portions(
    connection: Any,
    documents: Iterator[Raw],
    *,
    most: int = _MOST_DOCUMENTS,
    is_apart: bool | None = None,
) -> Iterator[Portion]:
    """Yield the documents whose rows are given, with what belongs to them.

    Half of the time of an export went by while SQLite gathered annotations. It does so without
    Python's lock and in one statement for a whole portion, so another thread can wait for it
    while this one is busy with the portion before. `is_apart` says whether to do so; by default
    that is where the connection only reads. `most` documents are in a portion.
    """
    first = _next_of(documents, most)
    if is_apart is None:
        is_apart = len(first) >= _FEW and _only_reads(connection)
    with _beside(is_apart) as start:
        here = _started(connection, first, start)
        while here is not None:
            found, wait = here
            groups = dict(map(_group_of, wait().split(b"\n")))
            here = _started(connection, _next_of(documents, most), start)
            yield Portion(documents=found[0], rows=found[1], groups=groups)


_Found = tuple[list[Raw], Mapping[str, Mapping[int, list[Raw]]]]
_Start = Callable[[Callable[[], bytes]], Callable[[], bytes]]


def _started(
    connection: Any, documents: list[Raw], start: _Start
) -> tuple[_Found, Callable[[], bytes]] | None:
    if not documents:
        return None
    numbers = orjson.dumps([row[0] for row in documents]).decode()
    rows = {table: _rows_of(connection, table, numbers) for table in ("relation", *_ORDERS)}

    def gather() -> bytes:
        return connection.execute(GROUPED, (numbers,)).fetchone()[0]

    return (documents, rows), start(gather)


def _rows_of(connection: Any, table: str, numbers: str) -> dict[int, list[Raw]]:
    if table == "relation":
        sql = f"{RELATIONS} WHERE r.{_CHOSEN} ORDER BY r.document, r.key"
    else:
        sql = f"{BY_NAME[table].select} WHERE {_CHOSEN} ORDER BY document, {_ORDERS[table]}"
    by_document = itemgetter(COLUMNS[table].index("document") + 1)
    groups = groupby(connection.execute(sql, (numbers,)), key=by_document)
    return {number: list(rows) for number, rows in groups}


def _next_of(documents: Iterator[Raw], most: int) -> list[Raw]:
    found: list[Raw] = []
    size = 0
    for row in documents:
        found.append(row)
        size += row[_LENGTH]
        if len(found) >= most or size >= _MOST_CHARACTERS:
            break
    return found


def _group_of(line: bytes) -> tuple[int, bytes]:
    number, _, group = line.partition(b" ")
    return int(number), group


def _only_reads(connection: Any) -> bool:
    """Say whether no statement of another thread can change what this connection sees."""
    if not IS_SHAREABLE or not isinstance(connection, sqlite3.Connection):
        return False
    return bool(connection.execute("PRAGMA query_only").fetchone()[0])


@contextmanager
def _beside(is_apart: bool) -> Generator[_Start]:
    """Yield what starts work and returns how to wait for it: on a thread, or when waited for."""
    if not is_apart:
        yield lambda work: work
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1, thread_name_prefix="annotations") as pool:

        def start(work: Callable[[], bytes]) -> Callable[[], bytes]:
            has_begun = Event()

            def begin() -> bytes:
                has_begun.set()
                return work()

            waiting = pool.submit(begin)
            # Else the other thread waits for Python's lock for so long that this one, which has it,
            # is done with its portion before the statement of the other has begun.
            has_begun.wait()
            return waiting.result

        yield start
