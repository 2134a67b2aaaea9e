"""Near each other: what is near is so however it is looked for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.operations.search import places
from annotator.operations.search.places import Surroundings

TEXTS = st.text(st.sampled_from("ab я_9 .\n\u0301-"), max_size=60)


@given(text=TEXTS, ends=st.tuples(st.integers(0, 60), st.integers(0, 60)), words=st.integers(1, 9))
def test_few_words_are_counted_as_in_a_whole_text(
    text: str, ends: tuple[int, int], words: int
) -> None:
    begin, end = sorted(min(x, len(text)) for x in ends)
    begins = [m.start() for m in re.finditer(r"\w+", text)]
    wanted = places._widened(begin, end, len(text), begins, words)
    assert places._widened_here(begin, end, text, words) == wanted


def test_long_words_before_a_place_are_counted() -> None:
    text = "one " + "long" * 50 + " here and there"
    near = Surroundings([(text.index("here"), text.index(" and"), None)], text, 2)
    assert near.hold((0, 3, None))
    assert near.hold((text.index("there"), len(text), None))
    assert not Surroundings([(len(text) - 5, len(text), None)], text, 2).hold((0, 3, None))
