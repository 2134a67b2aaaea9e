"""Texts cut to a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.shortening import shortened


@pytest.mark.parametrize(
    ("text", "size", "said"),
    [
        ("the two\n sides", 20, "the two sides"),
        ("the two sides", 13, "the two sides"),
        ("the two sides", 12, "the two sid…"),
        ("the two sides", 9, "the two…"),
        ("the two … sides", 10, "the two…"),
        ("the two … sides", 9, "the two…"),
        ("the two… sides", 10, "the two…"),
        ("the two …", 9, "the two …"),
        ("… … … …", 4, "…"),
    ],
)
def test_what_is_cut_ends_in_one_ellipsis(text: str, size: int, said: str) -> None:
    assert shortened(text, size) == said


@given(st.text("ab… \n"), st.integers(1, 12))
def test_it_fits_and_begins_as_the_text_does(text: str, size: int) -> None:
    said, line = shortened(text, size), " ".join(text.split())
    assert len(said) <= size
    if said != line:
        assert line.startswith(said[:-1])
        assert said.endswith("…")
        assert not said[:-1].endswith(("…", " "))
