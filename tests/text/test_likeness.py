"""Tests of `annotator.text.likeness`."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.likeness import share_kept


@given(st.text())
def test_a_text_is_wholly_kept_in_itself(text: str) -> None:
    assert share_kept(text, text) == 1.0


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_share_is_a_share(old: str, new: str) -> None:
    assert 0.0 <= share_kept(old, new) <= 1.0


@pytest.mark.parametrize(
    ("change", "low", "high"),
    [
        (("Пашинян", "Пашинянов"), 0.7, 0.99),
        (("Русия", "Вчера Русия"), 0.7, 0.99),
        (("\n", "\n\n"), 1.0, 1.0),
    ],
)
def test_a_correction_keeps_most(
    article: str, change: tuple[str, str], low: float, high: float
) -> None:
    assert low <= share_kept(article, article.replace(*change)) <= high


def test_what_is_added_takes_nothing_away(article: str) -> None:
    assert share_kept(article, article + article[::-1]) == 1.0
    assert share_kept(article + article[::-1], article) < 0.55


def test_the_same_few_words_in_another_order_are_another_text(article: str) -> None:
    words = article.split()
    random.Random(7).shuffle(words)
    assert share_kept(article, " ".join(words)) < 0.1


def test_short_texts_and_none() -> None:
    assert share_kept("Salt and soup.", "Salt and soups.") > 0.7
    assert share_kept("Salt and soup.", "Bread then water") < 0.2
    assert share_kept("", "") == 1.0
    assert share_kept("a", "") == 0.0
    assert share_kept("", "a") == 0.0
