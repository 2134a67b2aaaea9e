"""Tests of `annotator.text.names`."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.names import (
    LONGEST_NAME,
    FileNames,
    each_visible,
    file_name_of,
    opening_of,
    visible,
)
from tests.text.strategies import texts

titles = st.one_of(texts, st.text(max_size=200), st.text("аб./\\ CON:*", max_size=150))

SCOTLAND, WALES = (
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in whose) + "\U000e007f"
    for whose in ("gbsct", "gbwls")
)


@settings(max_examples=300, deadline=None)
@given(titles)
def test_a_name_is_safe(title: str) -> None:
    name = file_name_of(title)
    assert 1 <= len(name.encode("utf-8")) <= LONGEST_NAME
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in name)
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(" .")
    assert PurePosixPath("out", name + ".xml").parent == PurePosixPath("out")
    assert not PureWindowsPath(name).is_absolute()
    assert name not in (".", "..")


@settings(max_examples=100, deadline=None)
@given(st.lists(titles, max_size=8))
def test_names_are_unique_where_case_does_not_count(several: list[str]) -> None:
    taken: list[str] = []
    for title in [*several, *several]:
        name = file_name_of(title, taken=taken)
        assert len(name.encode("utf-8")) <= LONGEST_NAME
        assert name.casefold() not in {other.casefold() for other in taken}
        taken.append(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Русия е готова: какво следва?", "Русия е готова_ какво следва_"),
        ("", "untitled"),
        ("...", "untitled"),
        ("../../etc/passwd", "_.._etc_passwd"),
        (".htaccess", "htaccess"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("COM¹", "_COM¹"),
        ("Конгрес", "Конгрес"),
        ("a\u202eb\x00c\nd", "abc d"),
        ("и\u0306", "й"),
        ("край. ", "край"),
    ],
)
def test_examples(title: str, name: str) -> None:
    assert file_name_of(title) == name


def test_a_long_name_is_cut_between_characters() -> None:
    assert file_name_of("я" * 200) == "я" * 60
    assert file_name_of("a" + "🇧🇬" * 50) == "a" + "🇧🇬" * 14
    second = file_name_of("я" * 200, taken=["Я" * 60])
    assert second == "я" * 58 + " (2)"


def test_names_taken_in_other_case_or_composition() -> None:
    assert file_name_of("Йога", taken=["йога", "йога (2)"]) == "Йога (3)"
    assert file_name_of("й", taken=["и\u0306"]) == "й (2)"


def test_thousands_of_one_title_get_their_names() -> None:
    names = FileNames(["Новина (3)"])
    given_names = [names.give("Новина") for _ in range(5_000)]
    assert given_names[:3] == ["Новина", "Новина (2)", "Новина (4)"]
    assert len(set(given_names)) == 5_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Русия", "Русия"),
        ("a\nb\x00\x7f", "a␊b␀␡"),
        ("a\u202eb\u2028\x85", "a⟨U+202E⟩b⟨U+2028⟩⟨U+0085⟩"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a\u200db\ud800", "a⟨U+200D⟩b⟨U+D800⟩"),
        ("5\u00a0лв.", "5\u00a0лв."),
        # Flags of Scotland and Wales; the same signs elsewhere, or without an end, hide something.
        (f"a\n{SCOTLAND}{WALES}!", f"a␊{SCOTLAND}{WALES}!"),
        ("x" + SCOTLAND[1:], "x" + "".join(f"⟨U+{ord(c):04X}⟩" for c in SCOTLAND[1:])),
        (SCOTLAND[:-1], "🏴" + "".join(f"⟨U+{ord(c):04X}⟩" for c in SCOTLAND[1:-1])),
        # What only says where a line may end is in each word of many articles of the web.
        ("Пра\u00adви\u00adтел\u00adство", "Правителство"),
        ("ភាសា\u200bខ្មែរ \ufeffна\u2060", "ភាសាខ្មែរ на"),
        ("\u00ad", "⟨U+00AD⟩"),
        ("\u200fشكرا\u200f 2020\u200e", "شكرا 2020"),
        ("\u200f", "⟨U+200F⟩"),
    ],
)
def test_the_invisible_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_each_sign_is_shown_to_whom_they_are_all_that_differs() -> None:
    assert each_visible("пре\u00adговори\n") == "пре⟨U+00AD⟩говори␊"
    assert each_visible("преговори") == "преговори"


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_nothing_that_turns_or_breaks_a_line_is_left(text: str) -> None:
    left = {unicodedata.category(char) for char in visible(text) if char not in "\u200c\u200d"}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Poll: Wealthy Voters\n\nA Bloomberg poll shows", "Poll: Wealthy Voters"),
        ("001\nbg\n2020-03-08\nhttp://x", "001 bg 2020-03-08"),
        ("  Москва\t е  готова \r\nна преговори", "Москва е готова"),
        ("word " * 40, "word word word…"),
        ("w" * 40, "w" * 18 + "…"),
        # A long word, as a line of a script without spaces is, says more than what is before it.
        ("Той: " + "дълга" * 90, "Той: дългадългадъл…"),
        ("тя: " + "и\u0306" * 100, "тя: " + "и\u0306" * 7 + "…"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_a_text_is_named_by_its_first_line(text: str, name: str) -> None:
    assert opening_of(text, 18 if len(text) > 100 or "www" in text else 90) == name


@given(texts, st.integers(1, 120))
def test_an_opening_is_one_line_that_the_text_begins_with(text: str, most: int) -> None:
    found = opening_of(text, most)
    assert len(found) <= most + 1
    assert found.splitlines() in ([], [found])
    whole = " ".join(text.split())
    assert whole.startswith(found.removesuffix("…")) or whole.startswith(found)
