"""Tests of `annotator.text.tokens`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.graphemes import is_boundary
from annotator.text.tokens import (
    is_on_tokens,
    next_word,
    previous_word,
    snap_to_tokens,
    token_at,
    tokenize,
    word_at,
    word_end,
    word_meant,
    word_near,
)
from tests.text.conftest import SEEDS
from tests.text.strategies import texts

modest = settings(max_examples=200, deadline=None)


def cut(text: str) -> list[str]:
    return [text[token.begin : token.end] for token in tokenize(text)]


@modest
@given(texts)
def test_tokens_cover_all_but_white_space_without_overlap(text: str) -> None:
    covered = [0] * len(text)
    last = 0
    for begin, end in tokenize(text):
        assert last <= begin < end <= len(text)
        last = end
        for offset in range(begin, end):
            covered[offset] += 1
    assert covered == [0 if char.isspace() else 1 for char in text]


@modest
@given(texts)
def test_looking_at_a_window_finds_the_same_tokens(text: str) -> None:
    tokens = tokenize(text)
    for offset in range(len(text) + 1):
        holding = [token for token in tokens if token.begin <= offset < token.end]
        assert token_at(text, offset) == (holding[0] if holding else None)


@modest
@given(texts, st.data())
def test_snapping_gives_whole_tokens_and_stays(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    low, high = snap_to_tokens(text, begin, end)
    if not text[begin:end].strip():
        assert low == high == begin
        return
    tokens = tokenize(text)
    assert low in {token.begin for token in tokens}
    assert high in {token.end for token in tokens}
    assert snap_to_tokens(text, low, high) == (low, high)
    assert text[low:high].find(text[begin:end].strip()) >= 0


@modest
@given(texts, st.data())
def test_snapping_goes_to_the_ends_of_the_outermost_tokens(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    touched = [t for t in tokenize(text) if t.begin < end and t.end > begin and begin < end]
    found = snap_to_tokens(text, begin, end)
    if touched:
        assert found == (touched[0].begin, touched[-1].end)
    else:
        assert found == (begin, begin)


@modest
@given(texts)
def test_steps_go_from_word_to_word(text: str) -> None:
    offset = 0
    while offset < len(text):
        step = next_word(text, offset)
        assert offset < step <= len(text)
        if step < len(text):
            assert token_at(text, step) is not None
            assert previous_word(text, step + 1) == step
        assert offset < word_end(text, offset) <= len(text)
        offset = step
    while offset > 0:
        step = previous_word(text, offset)
        assert 0 <= step < offset
        offset = step


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("азербайджанско-арменската граница", ["азербайджанско-арменската", "граница"]),
        ("l'ami d’Anna", ["l'ami", "d’Anna"]),
        ("6,600.5 и 2020-2021 г.", ["6,600.5", "и", "2020", "-", "2021", "г", "."]),
        ("COVID-19, 20-годишен", ["COVID-19", ",", "20-годишен"]),
        ("„Да“ – не…", ["„", "Да", "“", "–", "не", "…"]),
        ("👨‍👩‍👧🇧🇬🇷🇺👍🏽3\ufe0f\u20e3", ["👨‍👩‍👧", "🇧🇬", "🇷🇺", "👍🏽", "3\ufe0f\u20e3"]),
        ("прего\u00adвори", ["прего\u00adвори"]),
        ("5\u00a0млн.", ["5", "млн", "."]),
        ("и\u0306е\u0301 ку", ["и\u0306е\u0301", "ку"]),
        ("中文。カタカナの", ["中", "文", "。", "カタカナ", "の"]),
        ("한국어 مُحَمَّد", ["한국어", "مُحَمَّد"]),
        ("- тире -край", ["-", "тире", "-", "край"]),
        ("", []),
    ],
)
def test_what_a_token_is(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_the_spans_of_the_seed_lie_on_borders(article: str, gold: dict[str, Any]) -> None:
    tokens = tokenize(article)
    begins, ends = {token.begin for token in tokens}, {token.end for token in tokens}
    spans = [span for annotation in gold["annotations"] for span in annotation["spans"]]
    assert len(spans) == 81
    assert all(begin in begins and end in ends for begin, end in spans)
    assert all(snap_to_tokens(article, begin, end) == (begin, end) for begin, end in spans)


@pytest.mark.parametrize("path", sorted((SEEDS / "invented").glob("*.txt")), ids=lambda p: p.stem)
def test_the_spans_of_the_samples_lie_on_borders(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    found = json.loads(path.with_suffix(".json").read_text("utf-8"))
    for annotation in found["annotations"]:
        for begin, end in annotation["spans"]:
            assert snap_to_tokens(text, begin, end) == (begin, end), text[begin:end]


def test_the_word_at_a_caret() -> None:
    text = "  Русия, Иран"
    assert word_at(text, 0) is None
    assert word_at(text, 2) == (2, 7)
    assert word_at(text, 5) == (2, 7)
    assert word_at(text, 7) == (2, 7)
    assert word_at(text, 8) == (7, 8)
    assert word_at(text, len(text)) == (9, 13)
    assert word_at("", 0) is None


@pytest.mark.parametrize(
    ("text", "offset", "meant"),
    [
        ("„Мостът ще", 0, "Мостът"), ("(«Мостът» ще", 0, "Мостът"), ("а „Мостът", 2, "Мостът"),
        ("Мостът.", 6, "Мостът"), ("(а) б", 2, "а"), ("а „ б", 2, "„"), ("край.", 5, "край"),
        ("край.“ ", 6, "край"), ("край?!) А", 7, "край"), ("край. .", 7, "."), ("a.\n„Б", 3, "Б"),
        ("край.", 4, "край"), ("我同意。", 4, "意"), ("край.....“", 10, "“"),
        ("((((((а", 0, "("), ("... ", 0, "."), ("а  б", 2, None), ("", 0, None),
    ],
)  # fmt: skip
def test_a_caret_beside_marks_means_the_word_that_they_open_or_close(
    text: str, offset: int, meant: str | None
) -> None:
    found = word_meant(text, offset)
    assert (found and text[found[0] : found[1]]) == meant


@pytest.mark.parametrize("blank", ["", "\n", " ", "\u3000"])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("в София.", "София"), ("в София!", "София"), ("в „София“?", "София"), ("«до…»", "до"),
        ("(in Sofia).", "Sofia"), ("“Sofia!?”", "Sofia"), ("Sofia!?...", "Sofia"),
        ("私は行った。", "た"), ("去了北京！", "京"), ("他说：“北京。”", "京"),
        ("「東京？」", "京"), ("（北京）……", "京"), ("カタカナ。", "カタカナ"),
        ("«Ελλάδα;»", "Ελλάδα"), ("नमस्ते।", "नमस्ते"), ("السودان؟", "السودان"),
        ("«السودان».", "السودان"), ("ሰላም።", "ሰላም"), ("Հայաստան։", "Հայաստան"),
    ],
)  # fmt: skip
def test_the_word_at_the_very_end_is_the_last_one(text: str, meant: str, blank: str) -> None:
    found = word_near(text + blank, len(text + blank))
    assert found is not None
    assert text[slice(*found)] == meant


@modest
@given(texts, st.data())
def test_a_word_that_a_caret_touches_is_the_one_that_it_means(
    text: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found, meant = word_at(text, offset), word_meant(text, offset)
    assert (found is None) == (meant is None)
    if found is not None and any(char.isalnum() for char in text[found[0] : found[1]]):
        assert meant == found


def test_steps_of_a_caret() -> None:
    text = "Русия, „Иран“ и"
    assert [next_word(text, at) for at in (0, 3, 8, 14)] == [8, 8, 14, 15]
    assert [previous_word(text, at) for at in (15, 14, 8, 3)] == [14, 8, 0, 0]
    assert [word_end(text, at) for at in (0, 5, 12)] == [5, 12, 15]


def test_borders_of_tokens_cut_no_cluster(article: str) -> None:
    text = article + " 👨‍👩‍👧🇧🇬👍🏽 и\u0306е\u0301 한국어 中文 مُحَمَّد"
    for token in tokenize(text):
        assert is_boundary(text, token.begin)
        assert is_boundary(text, token.end)


def best_of(action: Any, times: int = 30) -> float:
    def once() -> float:
        begin = time.process_time()
        action()
        return time.process_time() - begin

    return min(once() for _ in range(times))


def test_an_article_is_cut_in_two_milliseconds(article: str) -> None:
    assert best_of(lambda: tokenize(article[:2_500])) < 0.002


@pytest.mark.parametrize("function", [token_at, word_at, next_word, previous_word, word_end])
def test_a_giant_paragraph_costs_no_more(function: Any, giant: str) -> None:
    assert best_of(lambda: function(giant, 1_000_001)) < 0.0001
    assert best_of(lambda: function("中文字典語" * 400_000, 1_000_001)) < 0.05


@modest
@given(texts, st.data())
def test_a_span_is_on_tokens_where_snapping_leaves_it(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(0, len(text)))
    assert is_on_tokens(text, begin, end) == (snap_to_tokens(text, begin, end) == (begin, end))


@pytest.mark.parametrize(
    "text", ["a,b", "3.a", "a.3", "a.b", "1,2", "(a)", "a…b", "е́а", "a-b", "a’b", "éa,", "🔥a"]
)
def test_every_span_of_words_and_marks_is_on_tokens_where_snapping_leaves_it(text: str) -> None:
    for begin in range(len(text) + 1):
        for end in range(begin, len(text) + 1):
            is_left = snap_to_tokens(text, begin, end) == (begin, end)
            assert is_on_tokens(text, begin, end) == is_left, (begin, end)
