"""Tests of `annotator.text.plausibility`."""

from __future__ import annotations

from annotator.text.plausibility import is_plausible, plausibility


def test_text_is_plausible(article: str) -> None:
    assert plausibility(article) > 0.98
    assert plausibility("") == 0.5
    assert is_plausible(article)
    assert is_plausible("")


def test_wrongly_decoded_text_is_not(article: str) -> None:
    for right, wrong in (("cp1251", "koi8-r"), ("koi8-r", "cp1251"), ("cp866", "cp1251")):
        assert plausibility(article.encode(right).decode(wrong, "replace")) < 0.9
    assert not is_plausible("\x01\x02\x03abc")
