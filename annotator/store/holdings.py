"""Which annotations and which metadata the documents of a corpus have, gathered once in a sitting.

A corpus keeps no index of values, since each import would pay for it. What is gathered is true of
one state of the corpus; the digests of that state say which documents were changed since, and
these are always looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

import orjson

from annotator.model.errors import Cancelled
from annotator.model.query import Marked
from annotator.store.counters import commits
from annotator.store.library import sqlite3

_MOST_KINDS = 60_000
"""Different annotations, place and quote apart, that are kept."""
_MOST_CHANGED = 150
"""Documents that may have changed before all is gathered anew."""
_BRIEF, _LONG = 50_000, 150_000
"""Characters of numbers of documents that are put together at once, and at all."""
_STEPS = 200_000
"""Steps of SQLite's machine, some milliseconds, after which it is asked whether to go on."""
_GATHERED = (
    "SELECT layer, annotator, confidence, state, features, json_group_array(document) "
    f"FROM annotation GROUP BY 1, 2, 3, 4, 5 LIMIT {_MOST_KINDS + 1}"
)


Metadata = Mapping[str, Mapping[bytes, list[int]]]
"""For each key the documents that have a value, by the value as JSON."""


class _Kind(NamedTuple):
    """Annotations that differ in place only; `documents` are numbers, as JSON."""

    layer: str
    annotator: str
    confidence: str
    state: str
    features: str
    documents: str


class Holdings:
    """What the documents had at one state of the corpus."""

    def __init__(self, connection: Any, watch: Callable[[], None] = lambda: None) -> None:
        """Gather it, on a snapshot; 0.5 s for 250,000 annotations.

        `watch` is called now and then, and may raise Cancelled to stop.
        """
        self.commits = commits(connection)
        self._digests = frozenset(connection.execute("SELECT * FROM digest").fetchall())
        with _watched(connection, watch):
            kinds = connection.execute(_GATHERED).fetchall()
        self._kinds = [_Kind(*row) for row in kinds] if len(kinds) <= _MOST_KINDS else None
        self._metadata = _metadata(connection)

    @property
    def is_whole(self) -> bool:
        """Whether all annotations are known: there are not too many different ones."""
        return self._kinds is not None

    def changed(self, connection: Any) -> frozenset[int]:
        """Return the documents that are not as they were."""
        if commits(connection) == self.commits:
            return frozenset()
        now = frozenset(connection.execute("SELECT * FROM digest").fetchall())
        return frozenset(number for number, _, _ in now ^ self._digests)

    def is_fresh(self, connection: Any) -> bool:
        """Say whether so few documents were changed since that it need not be gathered anew."""
        return len(self.changed(connection)) <= _MOST_CHANGED

    def having(self, marked: Marked, *, is_brief: bool = False) -> frozenset[int] | None:
        """Return the documents that had such annotations, some only seem to; None: not known.

        What is nearly everywhere counts as not known, since it need not be looked for; if it shall
        be brief, so does what takes some milliseconds to be put together.
        """
        if self._kinds is None:
            return None
        such = [kind.documents for kind in self._kinds if _is_such(kind, marked)]
        if sum(map(len, such)) > (_BRIEF if is_brief else _LONG):
            return None
        found = frozenset(number for numbers in such for number in orjson.loads(numbers))
        return found if len(found) * 2 < len(self._digests) else None

    def with_value(self, key: str, fits: Callable[[Any], bool]) -> frozenset[int] | None:
        """Return the documents whose metadata had a value that fits.

        None: having none fits as well, so that it cannot be said.
        """
        if fits(None):
            return None
        values = self._metadata.get(key, {}).items()
        return frozenset(
            n for value, numbers in values if fits(orjson.loads(value)) for n in numbers
        )


@contextmanager
def _watched(connection: Any, watch: Callable[[], None]) -> Generator[None]:
    """Ask in the midst of one long statement whether it shall go on."""

    def is_over() -> bool:
        try:
            watch()
        except Cancelled:
            return True
        return False

    connection.set_progress_handler(is_over, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupt" in str(error):
            raise Cancelled from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _is_such(kind: _Kind, marked: Marked) -> bool:
    if marked.layer is not None and kind.layer != marked.layer:
        return False
    if marked.annotators and kind.annotator not in marked.annotators:
        return False
    if any(getattr(kind, column) != value for column, value in marked.columns):
        return False
    if marked.needles and not any(needle in kind.features for needle in marked.needles):
        return False
    return marked.fits is None or marked.fits(orjson.loads(kind.features))


def _metadata(connection: Any) -> Metadata:
    """Return for each key of metadata which documents have which value, as JSON."""
    found: dict[str, dict[bytes, list[int]]] = {}
    for number, metadata in connection.execute("SELECT id, metadata FROM document"):
        for key, value in cast(dict[str, dict[str, Any]], orjson.loads(metadata)).items():
            written = orjson.dumps(value.get("value"))
            found.setdefault(key, {}).setdefault(written, []).append(number)
    return found


def documents_with_value(
    connection: Any, key: str, fits: Callable[[Any], bool]
) -> frozenset[int] | None:
    """Return the documents whose metadata have a value that fits, looking through all of them.

    None: having none fits as well, or a key cannot be asked for.
    """
    if fits(None) or '"' in key or "\\" in key:
        return None
    known: dict[str | None, bool] = {None: False}
    found: set[int] = set()
    sql = "SELECT id, json_extract(metadata, ?) FROM document"
    for number, written in connection.execute(sql, (f'$."{key}"',)):
        if written not in known:
            known[written] = fits(orjson.loads(written).get("value"))
        if known[written]:
            found.add(number)
    return frozenset(found)
