"""Caret steps that need the text alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import is_boundary
from annotator.ui.text.selection import Selection
from tests.examples import examples

TEXT = "Русия е готова. Тя каза, че ще дойде.\n\nИнтерфакс съобщи."
FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def test_a_joined_emoji_is_one_step() -> None:
    selection = Selection(f"a{FAMILY}b")
    selection.go(1)
    assert selection.character(forward=True) == 1 + len(FAMILY)
    selection.go(1 + len(FAMILY))
    assert selection.character(forward=False) == 1
    selection.go(3)
    assert selection.caret == 1


@examples(80)
@given(st.text(st.sampled_from("аб \n\r😀\u0301\u200d👩ع\u00ad"), max_size=30), st.integers(-3, 40))
def test_the_caret_never_stands_in_a_character(text: str, offset: int) -> None:
    selection = Selection(text)
    selection.go(offset)
    assert is_boundary(text, selection.caret)


def test_words_end_at_word_ends_when_extended() -> None:
    selection = Selection(TEXT, "bg")
    assert selection.word(forward=True) == 6
    assert selection.word(forward=True, extends=True) == 5
    selection.go(5, extends=True)
    assert (selection.begin, selection.end) == (0, 5)
    selection.go(8)
    assert selection.word(forward=False) == 6


def test_sentences_and_paragraphs() -> None:
    selection = Selection(TEXT, "bg")
    assert selection.sentence(forward=True) == TEXT.index("Тя")
    selection.go(TEXT.index("каза"))
    assert selection.sentence(forward=False) == TEXT.index("Тя")
    assert selection.paragraph(forward=True) == TEXT.index("Интерфакс")
    assert selection.paragraph(forward=False) == 0
    selection.go(TEXT.index("Интерфакс"))
    assert selection.paragraph(forward=False) == 0
    assert selection.sentence(forward=False) == TEXT.index("Тя")
    selection.go(len(TEXT))
    assert selection.sentence(forward=True) == len(TEXT)
    assert selection.paragraph(forward=True) == len(TEXT)


def test_widening_begins_with_the_word_that_a_quotation_mark_opens() -> None:
    text = "Каза го.\n\n„Мостът ще е готов“, заяви той."
    selection = Selection(text)
    selection.go(text.index("„"))
    found: list[str] = []
    while selection.widen():
        found.append(text[selection.begin : selection.end])
    assert found == [
        "Мостът",
        "Мостът ще е готов",
        "„Мостът ще е готов“",
        "„Мостът ще е готов“, заяви той.",
    ]
    while selection.narrow():
        found.pop()
    assert (found, selection.caret) == ([], text.index("„"))


def test_widening_goes_from_word_to_paragraph_and_back() -> None:
    selection = Selection(TEXT, "bg")
    selection.go(TEXT.index("каза") + 1)
    seen = []
    while selection.widen():
        seen.append(TEXT[selection.begin : selection.end])
    assert seen == ["каза", "Тя каза", "Тя каза, че ще дойде.", TEXT.split("\n")[0]]
    while selection.narrow():
        seen.pop()
    assert len(seen) == 0
    assert (selection.begin, selection.end) == (TEXT.index("каза") + 1,) * 2
    assert not selection.narrow()


def test_widening_stops_at_a_quotation_of_several_sentences() -> None:
    text = "Той каза: „Не. Няма да подпишем, и толкова“. Край."
    selection = Selection(text, "bg")
    selection.go(text.index("подпишем"))
    found: list[str] = []
    while selection.widen():
        found.append(text[selection.begin : selection.end])
    assert found == [
        "подпишем",
        "Няма да подпишем",
        "Не. Няма да подпишем, и толкова",
        "„Не. Няма да подпишем, и толкова“",
        "Той каза: „Не. Няма да подпишем, и толкова“.",
        text,
    ]
    while selection.narrow():
        found.pop()
    assert not found
