"""What one statement answers: rows, a value, or nouns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store.rows.asking import IN_DOCUMENT, nouns_of, rows_of, value_of
from annotator.store.store import Store
from tests.operations.field_notes import WHO, make_notes, only_document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open corpus with one document."""
    with make_notes(tmp_path / "notes.corpus") as made:
        yield made


def test_a_value_is_the_first_of_the_first_row_and_none_where_there_is_none(store: Store) -> None:
    connection = store.read().connection
    assert rows_of(connection, "VALUES (3, 'a'), (1, 'b')") == [(3, "a"), (1, "b")]
    assert value_of(connection, "VALUES (3, 'a'), (1, 'b')") == 3
    assert rows_of(connection, "SELECT 1 WHERE 0") == []
    assert value_of(connection, "SELECT 1 WHERE 0") is None
    assert value_of(connection, "SELECT ?", ("it's",)) == "it's"


def test_what_is_asked_for_in_a_document_is_of_no_other(store: Store) -> None:
    connection, document = store.read().connection, only_document(store)
    sql = f"SELECT count(*) FROM segment WHERE {IN_DOCUMENT}"
    assert value_of(connection, sql, (document,)) == len(store.read().segments(document)) > 0
    assert value_of(connection, sql, ("never",)) == 0


def test_nouns_come_as_they_were_put_and_in_the_order_that_is_asked_for(store: Store) -> None:
    reader = store.read()
    found = nouns_of(reader.connection, reader, "annotator", "ORDER BY key DESC")
    assert {a.id: a for a in found} == {a.id: a for a in reader.annotators()}
    assert [a.id for a in found] == sorted((a.id for a in found), reverse=True)
    (ines,) = nouns_of(reader.connection, reader, "annotator", "WHERE key = ?", (WHO,))
    assert ines.names == {"en": "Ines"}
