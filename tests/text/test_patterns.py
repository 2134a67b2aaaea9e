"""Tests of `annotator.text.patterns`."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text import patterns
from annotator.text.patterns import PatternError, PatternTimeout, find_all, seconds_for
from tests.text.strategies import texts

TEXT = "Русия и русия, Прусия; (a+b) Straße"


def found(pattern: str, **options: Any) -> list[str]:
    return [TEXT[begin:end] for begin, end in find_all(TEXT, pattern, **options)]


def test_plain_words() -> None:
    assert found("русия") == ["Русия", "русия", "русия"]
    assert found("русия", ignore_case=False) == ["русия", "русия"]
    assert found("русия", whole_words=True) == ["Русия", "русия"]
    assert found("(a+b)") == ["(a+b)"]
    assert found("STRASSE") == ["Straße"]
    assert found("няма") == []


def test_regular_expressions() -> None:
    assert found(r"\b\w{3}ия", is_regex=True) == ["Русия", "русия"]
    assert found("рус|a", is_regex=True, whole_words=True) == ["a"]
    assert found("x*", is_regex=True) == []
    assert found("[[a]", is_regex=True) == ["a", "a"]


@pytest.mark.parametrize(
    ("pattern", "reason"), [("", "empty"), ("a" * 5_001, "too_long"), ("(a", ""), ("a**", "")]
)
def test_bad_patterns_are_refused(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        find_all(TEXT, pattern, is_regex=True)
    assert caught.value.reason
    assert caught.value.reason.startswith(reason)


def test_faults_are_placed_in_what_was_typed() -> None:
    with pytest.raises(PatternError) as caught:
        find_all(TEXT, "ab[", is_regex=True, whole_words=True)
    assert caught.value.position == 3


def test_endless_patterns_are_stopped() -> None:
    begin = time.process_time()
    with pytest.raises(PatternTimeout) as caught:
        find_all("a" * 5_000 + "b", "(a|aa)+$", is_regex=True, budget_seconds=0.1)
    assert caught.value.budget_seconds == 0.1
    assert time.process_time() - begin < 2
    with pytest.raises(PatternTimeout):
        find_all(TEXT, "a", budget_seconds=0)


def test_whoever_does_not_want_to_know_any_more_waits_for_no_endless_pattern(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    endless = "a" * 5_000 + "b"
    asked: list[bool] = []
    is_known, look = threading.Event(), patterns._found

    def look_on(*given: Any) -> Any:
        try:
            return look(*given)
        finally:
            # Its budget may be over before a busy machine has asked three times.
            if threading.current_thread().name == "expression":
                is_known.wait(60)

    class Enough(Exception):
        pass

    def enough() -> None:
        asked.append(True)
        if len(asked) == 3:
            raise Enough

    monkeypatch.setattr(patterns, "_found", look_on)
    with pytest.raises(Enough):
        find_all(endless, "(a|aa)+$", is_regex=True, budget_seconds=0.8, asked=enough)
    assert any(thread.name == "expression" for thread in threading.enumerate())
    is_known.set()
    for thread in threading.enumerate():
        if thread.name == "expression":
            thread.join()
    with pytest.raises(PatternTimeout) as caught:
        find_all(endless, "(a|aa)+$", is_regex=True, budget_seconds=0.2, asked=lambda: None)
    assert caught.value.budget_seconds == 0.2


def test_a_pattern_that_takes_long_finds_the_same_beside() -> None:
    text = "a" * 21 + "b aaac"
    asked: list[None] = []
    found = find_all(
        text, "(a|a)+c", is_regex=True, budget_seconds=60, asked=lambda: asked.append(None)
    )
    assert found == [(23, 27)]
    assert asked


@settings(max_examples=150, deadline=None)
@given(texts, st.data())
def test_what_stands_in_a_text_is_found(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    if begin == end:
        return
    quote = text[begin:end]
    spans = find_all(text, quote, ignore_case=False)
    assert spans
    assert all(text[low:high] == quote for low, high in spans)
    assert spans[0][0] == text.find(quote)


def test_an_article_is_given_less_time_than_a_book() -> None:
    assert seconds_for("", most=5.0) == 0.5
    assert seconds_for("a" * 3_000, most=5.0) < 0.51
    assert seconds_for("a" * 2_000_000, most=5.0) == 4.5
    assert seconds_for("a" * 4_000_000, most=5.0) == 5.0
    assert seconds_for("a" * 3_000, most=0.1) == 0.1
