"""Whether words stand in quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.quotations import NONE, PART, WHOLE, quotation_of, quotations_round


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("„Мостът ще скъси пътя“, заяви той.", ["Мостът ще скъси пътя"], WHOLE),
        ('"Те изразиха готовност да помагат", каза.', ["да помагат"], WHOLE),
        ("«Мы не подпишем, — сказала она, — пока ждём»", ["Мы не подпишем", "пока ждём"], WHOLE),
        ("“That claim is untrue,” she said.", ["That claim is untrue"], WHOLE),
        ("He called it “an armed hunt for fish” twice.", ["an armed hunt for fish"], PART),
        ("He said the hunt was “armed and very bad indeed”.", ["the hunt was “armed and"], PART),
        ("The pass «Owl Cliff» is to be shut.", ["The pass «Owl Cliff» is to be shut"], NONE),
        ("He said that it was “over, done and gone” then.", ["He said that"], NONE),
        ("Nothing is quoted here.", ["quoted"], NONE),
        ("He said that “the hunt is over”.", ["the hunt is over"], WHOLE),
        ("Той: „няма да подпишем“.", ["няма да подпишем"], WHOLE),
        ("“the hunt that we know is over now”, he said.", ["the hunt that we know is over"], WHOLE),
        ("„Мостът стои“, каза той.", ["„Мостът стои“"], WHOLE),
        ("„ეს გეგმა საშიშია“, თქვა მან.", ["ეს გეგმა საშიშია"], WHOLE),
        ("美方“不会取消演习”。", ["美方“不会取消演习”"], PART),
        ("关于“海上走廊”的谈判。", ["关于“海上走廊”的谈判"], NONE),
        ("他反对该计划，称其“不可接受”。", ["反对该计划", "不可接受"], PART),
        ("– Няма да подпишем – каза той, – и толкова.", ["Няма да подпишем"], WHOLE),
        ("– Няма да подпишем – каза той, – и толкова.", ["Няма да", "и толкова"], WHOLE),
        ("– Няма да подпишем – каза той, – и толкова.", ["каза той"], NONE),
        ("— Мы против!", ["Мы против"], WHOLE),
        ("Мостът – каза той – ще стои.", ["Мостът"], NONE),
        ("نرفض: «بناء السد على أرض آبائنا»", ["بناء السد على أرض آبائنا"], WHOLE),
        ("A “quote\nthat never ends", ["that never ends"], NONE),
    ],
)
def test_quotation(text: str, words: list[str], expected: str) -> None:
    spans = [(text.index(w), text.index(w) + len(w)) for w in words]
    assert quotation_of(text, spans) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Той: „Не. Няма“, и стана.", "Няма", ["Не. Няма", "„Не. Няма“"]),
        ("«Слово „два“ тут», да.", "два", ["два", "„два“", "Слово „два“ тут", "«Слово „два“ тут»"]),
        ("« Oui », dit-il.", "Oui", ["Oui", "« Oui »"]),
        ("他说“我们「不」去”。", "不", ["不", "「不」", "我们「不」去", "“我们「不」去”"]),
        ("„Да“, каза и „не“.", "каза", []),
        ("„Да“\n", "„Да“", ["Да", "„Да“"]),
        ("A “quote\nthat never ends", "that", []),
        ("Empty „“ marks", "Empty", []),
    ],
)
def test_quotations_round_words_are_given_from_within(
    text: str, words: str, expected: list[str]
) -> None:
    begin = text.index(words)
    found = quotations_round(text, begin, begin + len(words))
    assert [text[b:e] for b, e in found] == expected


@given(st.text(alphabet='ab „“”«»"\n', max_size=40), st.data())
def test_quotations_round_a_place_hold_one_another(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    found = list(quotations_round(text, begin, begin))
    assert all(0 <= b <= e <= len(text) for b, e in found)
    assert all(b <= low and high <= e for (low, high), (b, e) in pairwise(found))


def test_no_span_is_no_quotation() -> None:
    assert quotation_of("“All of it”", []) == NONE


@given(st.text(alphabet='ab „“”«»"\n', max_size=40), st.data())
def test_any_text_has_an_answer(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    assert quotation_of(text, [(begin, end)]) in (WHOLE, PART, NONE)


def test_without_marks_nothing_is_quoted() -> None:
    text = "Plain words. " * 1000
    assert quotation_of(text, [(5_000, 5_010)]) == NONE
