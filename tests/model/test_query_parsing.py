"""Tests of `annotator.model.query_parsing`: what the language says, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import QueryError
from annotator.model.query import (
    All,
    Condition,
    Expression,
    Fact,
    Manner,
    Near,
    Not,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.model.query_parsing import parse
from annotator.model.sentences import sentence_of
from annotator.text.finding import FORMS, INSIDE, PREFIX, SUFFIX, WHOLE, Word


def word(text: str, mode: str = FORMS, position: int = 0) -> Words:
    return Words(words=(Word(text, mode),), position=position)


def without_places(query: Query) -> str:
    import re

    return re.sub(r"position=\d+", "position=0", repr(query))


def same(typed: str, wanted: Query) -> bool:
    return without_places(parse(typed)) == without_places(wanted)


def test_words() -> None:
    assert parse("Русия") == word("Русия")
    assert parse("рус*") == word("рус", PREFIX)
    assert parse("*ство") == word("ство", SUFFIX)
    assert parse("*рус*") == word("рус", INSIDE)
    assert parse("don't") == word("don't")
    assert parse("C++") == word("C++")
    assert parse("каза:") == word("каза")
    assert parse("x", Manner(mode=WHOLE, is_exact=True)) == Words(words=(Word("x", WHOLE, True),))


def test_phrases() -> None:
    two = Words(words=(Word("Нагорни", WHOLE), Word("Карабах", WHOLE)))
    for typed in (
        *('"Нагорни Карабах"', "„Нагорни Карабах“", "«Нагорни, Карабах»", "“Нагорни Карабах“"),
        *("„Нагорни Карабах”", '„Нагорни Карабах"', "»Нагорни Карабах«", "‘Нагорни Карабах’"),
        *("‚Нагорни Карабах‘", "‹Нагорни Карабах›", "„Нагорни Карабах“."),
    ):
        assert same(typed, two), typed
    assert same('"за гран*"', Words(words=(Word("за", WHOLE), Word("гран", PREFIX))))
    # A vowel at the end of a word may be a mark.
    assert same("„बीमा, कंपनी!“", Words(words=(Word("बीमा", WHOLE), Word("कंपनी", WHOLE))))


def test_marks_of_quotations_are_no_part_of_words_and_need_not_be_closed() -> None:
    two = All(parts=(word("каза"), word("Не")))
    for typed in (
        "каза „Не",
        "каза Не“",
        "“каза Не",
        "каза »Не",
        "'каза Не'",
        "„каза ‚Не",
        "каза Не’",
    ):
        assert same(typed, two), typed
    assert same("„рус*", word("рус", PREFIX))
    assert same("don’t „никога“", All(parts=(word("don’t"), word("никога", WHOLE))))
    assert same("‘don’t’", word("don’t", WHOLE))
    assert same("‘", word("‘"))
    for typed in ("outlet:„a b“", "outlet:«a b»", 'outlet:"a b"'):
        assert same(typed, Fact(key="outlet", operator=":", values=("a b",))), typed
    for typed in ("[A b=„c d“]", "[A b=«c d», ]", '[A b="c d"]'):
        condition = Condition(feature="b", operator="=", values=("c d",))
        assert same(typed, Tagged(layer="A", conditions=(condition,))), typed
    inner = Condition(feature="b", operator="=", values=("ООО «c»",))
    assert same("[A b=ООО «c»]", Tagged(layer="A", conditions=(inner,)))


def test_operators() -> None:
    a, b, c = word("a"), word("b"), word("c")
    assert same("a b", All(parts=(a, b)))
    assert same("a AND b", All(parts=(a, b)))
    assert same("a OR b", Some(parts=(a, b)))
    assert same("a ИЛИ b | c", Some(parts=(a, b, c)))
    assert same("a|b |c", Some(parts=(a, b, c)))
    assert same("a OR b c", Some(parts=(a, All(parts=(b, c)))))
    assert same("(a OR b) c", All(parts=(Some(parts=(a, b)), c)))
    assert same("a -b", All(parts=(a, Not(part=b))))
    assert same("NOT a", Not(part=a))
    assert same("НЕ (a b)", Not(part=All(parts=(a, b))))
    assert same("a NEAR b", Near(what=a, to=b, words=10))
    assert same("a БЛИЗО/3 b", Near(what=a, to=b, words=3))
    assert same("a NEAR/99999 b", Near(what=a, to=b, words=1000))
    assert same("a IN b", Near(what=a, to=b))


def test_an_operator_without_work_is_a_word() -> None:
    assert same("a AND", All(parts=(word("a"), word("AND"))))
    assert same("OR a", All(parts=(word("OR"), word("a"))))
    assert parse("НЕ") == word("НЕ")
    assert same("a - b", All(parts=(word("a"), word("b"))))
    assert parse("-") == word("-")


def test_facts_of_documents() -> None:
    assert parse("outlet:x") == Fact(key="outlet", operator=":", values=("x",))
    assert parse('outlet:"x y"') == Fact(key="outlet", operator=":", values=("x y",))
    assert parse("date>=2022-08") == Fact(key="date", operator=">=", values=("2022-08",))
    assert parse("http://x.org/y") == word("http://x.org/y")
    assert parse("10:30") == word("10:30")


def test_annotations() -> None:
    assert same("[Actor]", Tagged(layer="Actor"))
    assert same("[*]", Tagged())
    conditions = (
        Condition(feature="type", operator="=", values=("government body",)),
        Condition(feature="kind of mention", operator="!=", values=("name",)),
    )
    typed = '[Reported speech type=government body, "kind of mention" != name is:unsure by:anna]'
    wanted = Tagged(
        layer="Reported speech", conditions=conditions, flags=("unsure",), annotators=("anna",)
    )
    assert same(typed, wanted)
    assert same("[level>=2]", Tagged(conditions=(
        Condition(feature="level", operator=">=", values=("2",)),)))  # fmt: skip
    assert same("[Actor type=]", Tagged(layer="Actor", conditions=(
        Condition(feature="type", operator="=", values=()),)))  # fmt: skip
    assert same("a IN [Actor]", Near(what=word("a"), to=Tagged(layer="Actor")))


def test_names_of_several_words_stand_after_a_comma() -> None:
    conditions = (
        Condition(feature="type", operator="=", values=("government body",)),
        Condition(feature="kind of mention", operator="=", values=("name",)),
    )
    wanted = Tagged(layer="Actor", conditions=conditions)
    assert same("[Actor type=government body, kind of mention=name]", wanted)


def test_expressions() -> None:
    assert parse(r"/\bм\w+р/") == Expression(source=r"\bм\w+р")
    assert parse("/а/c") == Expression(source="а", ignore_case=False)
    assert parse("(a+)+$", Manner(is_expression=True)) == Expression(source="(a+)+$")
    assert parse("x/y") == word("x/y")


@pytest.mark.parametrize(
    ("typed", "code", "position"),
    [
        ("", "query_empty", 0),
        ("\0", "query_empty", 0),
        ('a "b', "query_quote", 2),
        ("a [b", "query_bracket", 2),
        ("(a", "query_parenthesis", 0),
        ("a)", "query_parenthesis", 1),
        ("()", "query_parenthesis", 1),
        ("NEAR(", "query_ends", 5),
        ("a *", "query_no_word", 2),
        ('""', "query_no_word", 0),
        ("[=x]", "query_condition", 1),
        ("[a is:red]", "query_flag", 3),
        ("x:1 IN a", "query_places", 4),
        ("-" + "(" * 60 + "a", "query_deep", None),
        ("a" * 5001, "query_long", 5000),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    typed: str, code: str, position: int | None
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert caught.value.code == code
    if position is not None:
        assert caught.value.data["position"] == position
    for language in ("en", "bg"):
        said = sentence_of(code, caught.value.data, language)
        assert code not in said
        assert "?" not in said


SIGNS = ["a", "б", "*", '"', "„", "“", "«", "»", "‘", "’", "\u00ad", "(", ")", "[",
         "]", "-", "/", ":", "=", "!", "<", ">", " ",
         " ", "AND", "OR", "NOT", "IN", "NEAR", "NEAR/2", "ИЛИ", "|", ",", "is:", "by:", "\0", "'",
         "\\", "😀", "\ud800", "c", "\n", "\u0301", "^"]  # fmt: skip


@given(st.one_of(st.lists(st.sampled_from(SIGNS), max_size=20).map("".join), st.text(max_size=40)))
def test_anything_typed_is_read_or_refused_with_a_place(typed: str) -> None:
    for manner in (None, Manner(mode=INSIDE), Manner(is_expression=True)):
        try:
            parse(typed, manner)
        except QueryError as error:
            told = error.data
        else:
            continue
        assert 0 <= told["position"] <= len(typed)
        assert told["character"] == told["position"] + 1
