"""A name within a sentence moves nothing around it, and shows what would."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.directions import plain_sentence, set_in, terminal_lines, visible_sentence
from annotator.text.names import visible

HEBREW, ARABIC = "מסמך", "وثيقة"
CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NAMES = st.text(alphabet=st.sampled_from(f"ab 1.;яא{HEBREW}{ARABIC}{CONTROLS}"), max_size=12)


@pytest.mark.parametrize("name", ["plain", "Обикновено име", "日本語", "naïve", "", "a‍b"])
def test_most_names_are_put_in_as_they_are(name: str) -> None:
    assert set_in(name) == name


@pytest.mark.parametrize("name", [HEBREW, ARABIC, f"{HEBREW} 12", f"x {ARABIC}", "\U00010900"])
def test_a_name_from_right_to_left_is_isolated(name: str) -> None:
    assert set_in(name) == f"\u2068{name}\u2069"


def test_controls_of_direction_are_shown() -> None:
    assert set_in("a\u202egpj.exe") == "a⟨U+202E⟩gpj.exe"
    assert set_in(f"{HEBREW}\u2069 out") == f"\u2068{HEBREW}⟨U+2069⟩ out\u2069"


def test_marks_of_direction_are_left_out() -> None:
    """Their numbers stood in the midst of Arabic and Hebrew words that articles have them in."""
    assert set_in(f"\u200f{ARABIC}\u200f 12\u200e") == f"\u2068{ARABIC} 12\u2069"
    assert visible_sentence(f"Tag\u200e: {set_in(HEBREW)}") == f"Tag: {set_in(HEBREW)}"
    assert set_in("\u200f") == "⟨U+200F⟩"


def test_a_sentence_within_a_sentence_keeps_its_isolates() -> None:
    inner = f"Renamed {set_in(HEBREW)}"
    outer = f"Undone: {set_in(inner)}."
    assert visible_sentence(outer) == outer
    assert plain_sentence(outer) == f"Undone: Renamed {HEBREW}."


@given(NAMES, NAMES)
def test_what_stands_around_a_name_stays_where_it_is(one: str, two: str) -> None:
    """Isolates are closed within a name, so nothing of it has an effect outside."""
    said = f"{set_in(one)} -> {set_in(two)}"
    depth = 0
    for char in said:
        depth += (char == "\u2068") - (char == "\u2069")
        assert depth >= 0
        if depth == 0 and char not in "\u2068\u2069":
            assert unicodedata.bidirectional(char) not in ("R", "AL", "AN")
        assert char not in CONTROLS or char in "\u2068\u2069"
    assert depth == 0
    assert visible_sentence(said) == said
    assert set_in(set_in(one)).count("\u2068") <= 2 * set_in(one).count("\u2068")


@given(st.text(max_size=20))
def test_a_sentence_shows_all_but_isolates_as_a_name_does(text: str) -> None:
    bare = text.replace("\u2068", "").replace("\u2069", "")
    assert visible_sentence(bare) == visible(bare)
    assert visible_sentence(f"{bare}\u2068") == visible(f"{bare}\u2068")


def test_a_terminal_is_not_directed() -> None:
    said = f"a\x1b[2J\x9b1m\r\x07 b\tc\nd\u00ade {set_in(HEBREW)} \u202eexe"
    assert terminal_lines(said) == (
        f"a␛[2J⟨U+009B⟩1m␍␇ b\tc\nd\u00ade \u2068{HEBREW}\u2069 ⟨U+202E⟩exe"
    )
