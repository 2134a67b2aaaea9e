"""Tests of `annotator.text.settling`."""

from __future__ import annotations

import json
import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.settling import settle

awkward = st.lists(
    st.one_of(
        st.sampled_from(
            ["\0", "\x01", "\x1f", "\x7f", "\x85", "\x0b", "\x0c", "\r\n", "\r", "\n", "\t"]
        ),
        st.sampled_from(["\ufffe", "\uffff", "\ud83d", "\udc00", "\ufeff", "и\u0306", "😀", "а"]),
        st.characters(),
    ),
    max_size=30,
).map("".join)
BAD = [chr(code) for code in range(32) if chr(code) not in "\t\n\r"] + ["\ufffe", "\uffff"]


@settings(max_examples=200, deadline=None)
@given(awkward)
def test_the_length_is_kept_where_annotations_came_with_the_text(text: str) -> None:
    settled = settle(text, keep=True)
    assert len(settled.text) == len(text)
    for old, new in zip(text, settled.text, strict=True):
        if old in "\x0b\x0c":
            assert new == "\n"
        elif old in BAD or "\ud800" <= old <= "\udfff":
            assert new == "\ufffd"
        else:
            assert new == old


@settings(max_examples=200, deadline=None)
@given(awkward, st.booleans())
def test_what_is_settled_can_be_held_and_stays(text: str, keep: bool) -> None:
    settled = settle(text, keep=keep)
    assert not any(bad in settled.text for bad in BAD)
    settled.text.encode("utf-8")
    assert settle(settled.text, keep=keep) == (settled.text, {})
    assert json.loads(json.dumps(settled.counts)) == settled.counts
    if not keep:
        assert "\r" not in settled.text
        assert unicodedata.is_normalized("NFC", settled.text)
    with sqlite3.connect(":memory:") as connection:
        assert connection.execute("SELECT ?", (settled.text,)).fetchone()[0] == settled.text
    connection.close()


def test_changes_are_counted_and_listed() -> None:
    settled = settle("а\0\x01\x01\ufffe\ud800\x0b\x0c\r\n\rи\u0306", keep=False)
    assert settled.text == "а\ufffd\ufffd\ufffd\ufffd\ufffd\n\n\n\nй"
    assert settled.counts == {
        "nul": 1, "control": 2, "noncharacter": 1, "surrogate": 1, "form_feed": 1,
        "vertical_tab": 1, "crlf": 1, "cr": 1, "nfc": 1,
        "first": {"nul": [1], "control": [2, 3], "noncharacter": [4], "surrogate": [5]},
    }  # fmt: skip


def test_only_the_first_ten_are_listed() -> None:
    counts = settle("\0" * 99, keep=True).counts
    assert counts == {"nul": 99, "first": {"nul": list(range(10))}}


@pytest.mark.parametrize("keep", [True, False])
def test_clean_text_is_the_same(article: str, keep: bool) -> None:
    assert settle(article, keep=keep) == (article, {})
