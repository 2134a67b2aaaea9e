"""Ids in little memory: what is known and what is new, as a set would say it."""

from __future__ import annotations

import sys
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.identity import key_of
from annotator.model.known_ids import KnownIds

MANY = [key_of("one of many", str(number)) for number in range(5000)]
IDS = st.lists(st.text(max_size=4), max_size=40)


class Alike(str):
    """An id that has the same hash as all others of its kind."""

    __slots__ = ()
    __eq__ = str.__eq__

    def __hash__(self) -> int:
        """Return the same number for all."""
        return -1


@given(portions=st.lists(IDS, max_size=8), asked=IDS)
def test_it_knows_what_a_set_knows(portions: list[list[str]], asked: list[str]) -> None:
    known, seen = KnownIds(), set[str]()
    for ids in portions:
        expected = [x for n, x in enumerate(ids) if x in seen or x in ids[:n]]
        assert known.add(ids) == expected
        seen.update(ids)
    assert [x for x in asked if x in known] == [x for x in asked if x in seen]


def test_many_ids_are_each_new_once_and_known_ever_after() -> None:
    ids = [key_of("noun", str(number)) for number in range(30_000)]
    known = KnownIds(ids[:20_000])
    assert known.add(ids[20_000:]) == []
    assert known.add(ids) == ids
    assert not any(key_of("other", str(number)) in known for number in range(30_000))


def test_few_ids_are_told_apart_whatever_their_hash_is() -> None:
    known = KnownIds([Alike("a")])
    assert Alike("b") not in known
    assert known.add([Alike("c"), "d", Alike("a"), "d"]) == ["a", "d"]


@given(portions=st.lists(IDS, max_size=8))
def test_of_many_it_knows_what_a_set_knows(portions: list[list[str]]) -> None:
    known, seen = KnownIds(MANY), set(MANY)
    for ids in portions:
        expected = [x for n, x in enumerate(ids) if x in seen or x in ids[:n]]
        assert known.add(ids) == expected
        seen.update(ids)


def test_of_many_ids_those_of_the_same_hash_are_taken_for_the_same() -> None:
    known = KnownIds([*MANY, Alike("a")])
    assert Alike("b") in known
    assert known.add([Alike("c"), "d"]) == ["c"]


def test_it_takes_a_tenth_of_what_a_set_of_the_ids_takes() -> None:
    ids = [key_of("noun", str(number)) for number in range(200_000)]
    held = sys.getsizeof(set(ids)) + sum(map(sys.getsizeof, ids))
    tracemalloc.start()
    try:
        known = KnownIds(ids)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert ids[0] in known
    assert taken < held / 10
