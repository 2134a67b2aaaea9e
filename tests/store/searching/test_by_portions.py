"""Quotes are looked through portion by portion: all documents that have what is asked for come."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import Any
from unittest.mock import patch

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import Cancelled
from annotator.model.query import Marked
from annotator.store.files.library import sqlite3
from annotator.store.rows.schema import BULK_INDEXES, TABLES
from annotator.store.searching import by_portions
from annotator.store.searching.by_portions import quoting
from annotator.text.finding import Word
from annotator.text.pieces import words_sought

LAYERS = ("ACTOR", "PLACE")
Row = tuple[int, str, dict[str, str], str, str | None]
rows = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from(LAYERS),
        st.dictionaries(st.sampled_from(["kind", "role"]), st.sampled_from("abc"), max_size=2),
        st.sampled_from(["heron", "zebra heron", "мост", "x" * 401, ""]),
        st.sampled_from([None, None, "[]"]),
    ),
    max_size=40,
)


def corpus_of(listed: Iterable[Row]) -> Any:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in (*TABLES, *BULK_INDEXES.values()):
        connection.execute(statement)
    connection.execute("INSERT INTO annotator VALUES (1, 'ann', 'person', '{}', 0)")
    for number in range(1, 13):
        connection.execute(
            "INSERT INTO document (id, key, position, name, sha256, revision, metadata, source, "
            "length, checksum, text) VALUES (?, ?, 1, '', '', 1, '{}', '{}', 0, 0, '')",
            (number, f"d{number}"),
        )
    for number, (document, layer, features, quote, spans) in enumerate(listed, start=1):
        connection.execute(
            "INSERT INTO annotation (id, key, document, layer, annotator, begin, end, spans, "
            "quote, features, confidence, origin, state, checksum) "
            "VALUES (?, ?, ?, ?, 'ann', 0, 1, ?, ?, ?, '', '', '', 0)",
            (number, f"a{number}", document, layer, spans, quote, orjson.dumps(features).decode()),
        )
    return connection


def is_a(features: Any) -> bool:
    return features.get("role") == "a"


def is_of_a_kind(features: Any) -> bool:
    return "kind" in features


HERON = words_sought((Word("heron"),))
assert HERON is not None
MARKED = [
    Marked(layer="ACTOR", quoted=(HERON,)),
    Marked(quoted=(HERON,), fits=is_a),
    Marked(layer="PLACE", quoted=(HERON,), fits=is_of_a_kind),
    Marked(quoted=(HERON,), fits=is_of_a_kind, needles=('"b"',)),
    Marked(layer="PLACE", fits=is_a),
]


def holds(marked: Marked, row: Row) -> bool:
    _, layer, features, quote, spans = row
    is_kept = spans is None and len(quote) <= 400
    return (
        marked.layer in (None, layer)
        and (marked.fits is None or marked.fits(features))
        and (not marked.needles or "b" in features.values())
        and (not marked.quoted or not is_kept or "heron" in quote)
    )


@given(
    listed=rows,
    groups=st.lists(st.lists(st.sampled_from(MARKED), min_size=1), min_size=1, max_size=2),
    begin=st.integers(1, 4),
    few=st.sampled_from([0, 1, 10]),
)
def test_every_document_that_has_one_of_each_group_comes_in_its_portion(
    listed: list[Row], groups: list[list[Marked]], begin: int, few: int
) -> None:
    with (
        closing(corpus_of(listed)) as connection,
        patch.object(by_portions, "_BEGIN", begin),
        patch.object(by_portions, "_FEW_FIT", few),
    ):
        wanted = [{row[0] for row in listed if any(holds(m, row) for m in group)}
                  for group in groups]  # fmt: skip
        last, found = 0, set[int]()
        for end, numbers in quoting(connection, groups, lambda: None):
            assert all(last <= number < end for number in numbers)
            found |= numbers
            last = end
        assert found >= set.intersection(*wanted)
        assert last > 12
        if few == 0 and all(not m.needles for group in groups for m in group):
            # What fits is always asked for then.
            assert found == set.intersection(*wanted)


def test_it_can_be_stopped_between_portions() -> None:
    def stop() -> None:
        raise Cancelled

    with closing(corpus_of([])) as connection, pytest.raises(Cancelled):
        list(quoting(connection, [[MARKED[0]]], stop))
