"""Tests of `annotator.text.anchoring`."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.anchoring import Way, context_score, reanchor

inserted = st.text("абв ,.\n", min_size=0, max_size=60)


def around(text: str, begin: int, end: int) -> tuple[str, str]:
    return text[max(0, begin - 32) : begin], text[end : end + 32]


def test_in_place(article: str) -> None:
    found = reanchor("Русия", article, near=0)
    assert found == (0, 5, 1.0, Way.IN_PLACE)


@settings(max_examples=100, deadline=None)
@given(st.data(), inserted, inserted)
def test_edits_elsewhere_do_not_matter(
    article: str, data: st.DataObject, head: str, tail: str
) -> None:
    begin = data.draw(st.integers(100, len(article) - 200))
    end = begin + data.draw(st.integers(3, 90))
    before, after = around(article, begin, end)
    cut = data.draw(st.integers(0, begin - 60))
    text = head + article[cut : end + 60] + tail + article[end + 60 :]
    expected = len(head) + begin - cut
    found = reanchor(article[begin:end], text, near=begin, before=before, after=after)
    assert found is not None
    assert (found.begin, found.end) == (expected, expected + end - begin)


def test_the_context_chooses_between_places() -> None:
    text = "Русия отказа. Иран прие. Русия прие."
    found = reanchor("Русия", text, near=14, before="Иран прие. ", after=" прие.")
    assert found is not None
    assert (found.begin, found.how) == (25, Way.ELSEWHERE)
    at_place = reanchor("Русия", text, near=0, before="прие. ", after=" прие.")
    assert at_place is not None
    assert at_place.begin == 25


def test_without_context_the_nearest_wins() -> None:
    text = "Русия " * 10
    found = reanchor("Русия", text, near=13)
    assert found is not None
    assert (found.begin, found.end) == (12, 17)


def test_similar_text_is_found() -> None:
    old = "Руската делегация изрази готовност да продължи да оказва помощ."
    text = "Нов увод. " + old.replace("готовност", "пълна готовност") + " Край."
    found = reanchor(old[:-1], text, near=0)
    assert found is not None
    assert found.how is Way.SIMILAR
    assert text[found.begin : found.end] == old.replace("готовност", "пълна готовност")[:-1]
    assert 0.7 <= found.score < 1


def test_similar_text_ends_with_a_word() -> None:
    text = "Вчера министърът заяви, че Русия бе готова да продължава. Край."
    found = reanchor("Русия е готова да продължи", text, near=20)
    assert found is not None
    assert text[found.begin : found.end] == "Русия бе готова да продължава"


@pytest.mark.parametrize(
    ("quote", "text", "before", "after"),
    [
        ("Русия", "Армения и Иран преговарят.", "", ""),
        ("Иран", "Ирак преговаря.", "", " преговаря."),
        ("и", "Хляб и вода.", "Армения ", " Азербайджан"),
        ("Ирландия", "Исландия подписа.", "Вчера ", " отказа."),
        ("дълъг цитат, който изчезна", "Съвсем друг текст без нищо общо с него.", "", ""),
        ("", "текст", "", ""),
        ("текст", "", "", ""),
    ],
)
def test_nothing_is_guessed(quote: str, text: str, before: str, after: str) -> None:
    assert reanchor(quote, text, near=0, before=before, after=after) is None


def test_the_place_may_lie_outside_the_text() -> None:
    found = reanchor("края на текста", "Това е края на текста", near=9_999)
    assert found is not None
    assert found.begin == 7


def test_context_score() -> None:
    assert context_score("абвгд", 2, 3, "аб", "гд") == 1.0
    assert context_score("абвгд", 2, 3, "xб", "xд") == 0.25
    assert context_score("абвгд", 2, 3, "", "") == 0.0


def test_a_long_text_is_searched_near_by(giant: str) -> None:
    begin = time.process_time()
    assert reanchor("Съвсем друга мисъл, която я няма", giant, near=1_000_000) is None
    assert time.process_time() - begin < 0.5
