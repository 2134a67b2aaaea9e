"""Tests of `annotator.text.aligning`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.aligning import align

words = st.lists(st.sampled_from(["а", "бв", "где", " ", ".", "\n", "\r\n"]), max_size=25)
texts = words.map("".join)


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_stretches_are_equal_rising_and_apart(old: str, new: str) -> None:
    old_done = new_done = 0
    for stretch in align(old, new):
        assert stretch.size > 0
        assert stretch.old >= old_done
        assert stretch.new >= new_done
        assert (stretch.old, stretch.new) != (old_done, new_done) or old_done == 0
        old_done, new_done = stretch.old + stretch.size, stretch.new + stretch.size
        assert old[stretch.old : old_done] == new[stretch.new : new_done]
    assert old_done <= len(old)
    assert new_done <= len(new)


@settings(max_examples=50, deadline=None)
@given(texts)
def test_equal_texts_are_one_stretch(text: str) -> None:
    assert align(text, text) == ([(0, 0, len(text))] if text else [])


def test_large_texts_are_divided_at_what_is_unique() -> None:
    old = " ".join(f"w{number} и" for number in range(4_000))
    new = old.replace("w100 ", "").replace("w2000", "друго").replace("w3999", "w3999 край")
    kept = sum(stretch.size for stretch in align(old, new))
    assert kept >= len(old) - len("w100 w2000")
