"""The walk over the source of an expression: sets of characters, groups, and what is unusual."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.expressions import UnusualError, Walk
from annotator.text.literals import letters_of
from annotator.text.pieces import pieces_of

_MEMBERS = st.lists(
    st.sampled_from(["a", "я", "^", "-", ")", "(", "|", r"\]", r"\\", r"\d", "0-9"]), min_size=1
)


@given(is_negated=st.booleans(), begins_closed=st.booleans(), members=_MEMBERS)
def test_a_set_ends_where_the_library_says(is_negated, begins_closed, members) -> None:
    source = "[" + "^" * is_negated + "]" * begins_closed + "".join(members) + "]"
    try:
        regex.compile(source)
    except regex.error:
        return
    walk = Walk(source + "behind")
    walk._at = 1
    walk._set()
    assert walk._source[walk._at :] == "behind"


@pytest.mark.parametrize("source", ["[", "[a", "[^", "[a[b]]", "[[:alpha:]]", "[\\"])
def test_a_set_without_an_end_or_within_another_is_unusual(source: str) -> None:
    walk = Walk(source)
    walk._at = 1
    with pytest.raises(UnusualError):
        walk._set()


@pytest.mark.parametrize("depth", [40, 41])
def test_so_many_groups_may_be_within_each_other(depth: int) -> None:
    source = "(" * depth + "word" + ")" * depth
    is_known = depth == 40
    assert (letters_of(source) == [("word",)]) is is_known
    assert (pieces_of(source, ignore_case=False) == (source,)) is is_known


@pytest.mark.parametrize("source", ["word)", "(word", "word[a"])
def test_what_is_not_closed_says_nothing(source: str) -> None:
    assert letters_of(source) == []
    assert pieces_of(source, ignore_case=False) == ()
