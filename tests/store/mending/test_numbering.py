"""Which number a row has is what most witnesses say; where they do not, nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.files.library import sqlite3
from annotator.store.mending.numbering import Numbering, numbering
from annotator.store.rows.inserting import Raw, insert_rows
from annotator.store.rows.rows import whole
from annotator.store.rows.schema import BULK_INDEXES, TABLES

PLAIN = Numbering().numbers


def annotation(number: int, **given: Any) -> Raw:
    """Return a whole row of an annotation; two of them may stand at one place."""
    values = {"layer": f"L{number % 2}", "begin": number // 3, "key": f"key-{number}"} | given
    begin = values["begin"]
    placed = (values["key"], 1, values["layer"], "anna", begin, begin + 1, None, None, "q")
    return whole(number, (*placed, "{}", "sure", "hand", None, "done", *[None] * 4))


def tag(number: int) -> Raw:
    """Return a whole row of a tag: that table has no index."""
    return whole(number, ("owner", number, f"key-{number}", "{}"))


def entity(number: int) -> Raw:
    """Return a whole row of an entity: that table has one index."""
    return whole(number, (f"key-{number}", None, None, None, "{}"))


MAKERS = {"annotation": annotation, "entity": entity, "tag": tag}


def corpus_of(table: str, rows: list[Raw]) -> Any:
    """Return a connection to a corpus in memory that has these rows."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in (*TABLES, *BULK_INDEXES.values()):
        connection.execute(statement)
    if rows:
        insert_rows(connection, table, rows)
    return connection


def settled(table: str, numbers: list[int], read: list[Raw]) -> Numbering:
    """Return what is settled for rows that were read while the indexes say what is true."""
    connection = corpus_of(table, [MAKERS[table](number) for number in numbers])
    try:
        return numbering(connection, table, lambda: iter(read), lambda raw: raw)
    finally:
        connection.close()


def renumbered(raw: Raw, number: int) -> Raw:
    """Return a row with another number: its checksum proves all the same."""
    return (number, *raw[1:])


numbers = st.lists(st.integers(1, 90), min_size=3, max_size=40, unique=True).map(sorted)


@given(numbers, st.data())
def test_any_other_number_is_found_and_the_right_one_proved(
    there: list[int], data: st.DataObject
) -> None:
    read = [annotation(number) for number in there]
    place = data.draw(st.integers(0, len(read) - 1))
    false = data.draw(st.integers(0, 1 << 40).filter(lambda n: n != there[place]))
    read[place] = renumbered(read[place], false)
    assert settled("annotation", there, read).numbers == {place: there[place]}


@given(numbers, st.data())
def test_of_two_that_change_numbers_both_are_proved(there: list[int], data: st.DataObject) -> None:
    places = st.integers(0, len(there) - 1)
    one, other = data.draw(st.lists(places, min_size=2, max_size=2, unique=True))
    read = [annotation(number) for number in there]
    read[one] = renumbered(read[one], there[other])
    read[other] = renumbered(read[other], there[one])
    found = settled("annotation", there, read).numbers
    assert {place: n for place, n in found.items() if n is not None and n != there[place]} == {}


@pytest.mark.parametrize("table", ["entity", "tag"])
@given(there=numbers, data=st.data())
def test_with_fewer_witnesses_no_two_rows_have_one_number(
    table: str, there: list[int], data: st.DataObject
) -> None:
    read = [MAKERS[table](number) for number in there]
    place = data.draw(st.integers(0, len(read) - 1))
    false = data.draw(st.sampled_from([n for n in range(100) if n != there[place]]))
    read[place] = renumbered(read[place], false)
    found = settled(table, there, read)
    kept = [found.numbers.get(at, raw[0]) for at, raw in enumerate(read)]
    had = [number for number in kept if number is not None]
    assert len(set(had)) == len(had)
    assert all(number <= found.most for number in had)
    assert found.unknown == frozenset()


def test_without_an_index_the_order_says_which_of_two_is_false() -> None:
    read = [tag(number) for number in range(80, 90)]
    read[1] = renumbered(read[1], 83)
    assert settled("tag", [], read).numbers == {1: None}
    read[1] = renumbered(read[1], 1 << 33)
    assert settled("tag", [], read).numbers == {1: None}


def test_what_stands_side_by_side_under_one_number_has_none_without_an_index() -> None:
    read = [tag(number) for number in (80, 82, 83, 84)]
    read[1] = renumbered(read[1], 83)
    assert settled("tag", [], read).numbers == {1: None, 2: None}


def test_the_only_row_of_a_table_is_known_by_its_indexes() -> None:
    assert settled("annotation", [5], [renumbered(annotation(5), 7)]).numbers == {0: 5}
    assert settled("annotation", [5, 9], [annotation(5), renumbered(annotation(9), 1)]) == (
        Numbering(numbers={1: 9}, most=9)
    )


def test_a_page_that_is_read_again_brings_nothing() -> None:
    read = [annotation(number) for number in (*range(1, 9), *range(5, 9), *range(9, 12))]
    found = settled("annotation", list(range(1, 12)), read)
    assert (found.numbers, found.repeated) == (PLAIN, frozenset(range(8, 12)))


def test_a_row_that_was_removed_is_none_of_the_corpus() -> None:
    there = [number for number in range(1, 30) if number != 12]
    read = [annotation(number) for number in range(1, 30)]
    found = settled("annotation", there, read)
    assert found.unknown == {11}
    assert found.numbers == {11: None}


def test_a_damaged_index_takes_no_number_away() -> None:
    there = list(range(1, 30))
    read = [annotation(number) for number in there]
    connection = corpus_of("annotation", read)
    connection.execute("PRAGMA writable_schema = 1")
    roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    for one, other in (("annotation_by_key", "entity"), ("annotation_by_place", "change_by_step")):
        sql = "UPDATE sqlite_master SET rootpage = ? WHERE name = ?"
        connection.execute(sql, (roots[other], one))
    connection.execute("PRAGMA writable_schema = RESET")
    assert numbering(connection, "annotation", lambda: iter(read), lambda raw: raw).numbers == {}
    connection.close()


def test_an_entry_of_an_index_that_is_false_takes_no_number_away() -> None:
    there = list(range(1, 30))
    changed = [annotation(n) if n != 8 else annotation(8, key="key-0") for n in there]
    connection = corpus_of("annotation", changed)
    read = [annotation(number) for number in there]
    assert numbering(connection, "annotation", lambda: iter(read), lambda raw: raw).numbers == {}
    connection.close()
