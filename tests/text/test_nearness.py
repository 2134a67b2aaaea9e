"""Tests of `annotator.text.nearness`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.nearness import find_similar

small = st.text("abc", max_size=14)


def distance_of(one: str, other: str) -> int:
    row = list(range(len(one) + 1))
    for place, char in enumerate(other, start=1):
        above, row = row, [place]
        for index, known in enumerate(one, start=1):
            row.append(min(above[index] + 1, row[-1] + 1, above[index - 1] + (known != char)))
    return row[-1]


@settings(max_examples=200, deadline=None)
@given(st.text("abc", min_size=1, max_size=7), small, st.integers(0, 5))
def test_the_nearest_place_is_found(pattern: str, text: str, most: int) -> None:
    hits = find_similar(pattern, text, most=most)
    best = min(
        distance_of(pattern, text[begin:end])
        for begin in range(len(text) + 1)
        for end in range(begin, len(text) + 1)
    )
    if text and best <= most:
        assert hits[0][2] == best
    for begin, end, distance in hits:
        assert distance <= most
        assert distance_of(pattern, text[begin:end]) == distance
    for one in hits:
        assert not any(one != other and one[0] < other[1] and other[0] < one[1] for other in hits)


def test_a_sentence_with_changes_is_found() -> None:
    text = "Вчера министърът заяви, че Русия бе готова да продължава. Край."
    (begin, end, distance), *_ = find_similar("Русия е готова да продължи", text, most=10)
    assert text[begin:end] == "Русия бе готова да продълж"
    assert distance == 2
    assert find_similar("", text, most=3) == []
