"""Tests of `annotator.text.carrying`."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.carrying import Fate, carry
from annotator.text.tokens import tokenize

OLD = "Русия подписа. Никол Пашинян отказа да пътува.\n\nИран мълчи за срещата в Брюксел.\n\nКрай."


def carried(old: str, new: str, quote: str) -> tuple[str, Fate]:
    begin = old.index(quote)
    found = carry(old, new).carry(begin, begin + len(quote))
    return new[found.begin : found.end], found.fate


@pytest.mark.parametrize(
    ("change", "quote", "expected"),
    [
        (("Край", "Начало"), "Русия", ("Русия", Fate.KEPT)),
        (("Русия", "Вчера Русия"), "Пашинян", ("Пашинян", Fate.MOVED)),
        (("Никол ", "Никол В. "), "Никол Пашинян", ("Никол В. Пашинян", Fate.TOUCHED)),
        (("Русия", "Армения"), "Русия", ("Армения", Fate.TOUCHED)),
        (("Русия", "Русията"), "Русия", ("Русията", Fate.TOUCHED)),
        (("Русия подписа. ", ""), "Русия", ("", Fate.LOST)),
        (("Никол Пашинян", "Н. Пашинян"), "Никол Пашинян", ("Н. Пашинян", Fate.TOUCHED)),
    ],
)
def test_fates(change: tuple[str, str], quote: str, expected: tuple[str, Fate]) -> None:
    assert carried(OLD, OLD.replace(*change), quote) == expected


def test_a_paragraph_that_went_elsewhere_is_followed() -> None:
    first, second, third = OLD.split("\n\n")
    new = "\n\n".join([second, first, third])
    assert carried(OLD, new, "Никол Пашинян отказа") == ("Никол Пашинян отказа", Fate.MOVED)
    assert carried(OLD, new, "срещата в Брюксел") == ("срещата в Брюксел", Fate.MOVED)


@settings(max_examples=100, deadline=None)
@given(st.data(), st.text("абв ,.\n", max_size=30))
def test_spans_away_from_an_edit_keep_their_text(
    article: str, data: st.DataObject, inserted: str
) -> None:
    at = data.draw(st.integers(0, len(article)))
    removed = data.draw(st.integers(0, 40))
    new = article[:at] + inserted + article[at + removed :]
    carrier = carry(article, new)
    for begin, end in tokenize(article)[::9]:
        found = carrier.carry(begin, end)
        assert 0 <= found.begin <= found.end <= len(new)
        if end < at - 1 or begin > at + removed + 1:
            assert new[found.begin : found.end] == article[begin:end]
            assert found.fate in (Fate.KEPT, Fate.MOVED)


@settings(max_examples=150, deadline=None)
@given(st.text("аб .\n", max_size=25), st.text("аб .\n", max_size=25), st.data())
def test_the_fate_is_true(old: str, new: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(begin, len(old)))
    found = carry(old, new).carry(begin, end)
    assert 0 <= found.begin <= found.end <= len(new)
    if found.fate in (Fate.KEPT, Fate.MOVED):
        assert new[found.begin : found.end] == old[begin:end]
        assert (found.fate is Fate.KEPT) == (found.begin == begin)
    if found.fate is Fate.TOUCHED:
        assert found.begin < found.end
    if found.fate is Fate.LOST:
        assert found.begin == found.end


def test_the_spans_of_the_seed_survive_a_correction(article: str, gold: dict[str, Any]) -> None:
    new = article.replace("Пашинян", "Н. Пашинян").replace("\n\nТогава", "\n\nДобавено.\n\nТогава")
    carrier = carry(article, new)
    fates = [carrier.carry(*annotation["spans"][0]).fate for annotation in gold["annotations"]]
    assert Fate.LOST not in fates
    assert fates.count(Fate.TOUCHED) < 10


def test_a_long_text_is_aligned_in_a_second(article: str) -> None:
    parts = [f"{number}. {article}" for number in range(36)]
    old = "\n\n".join(parts)
    new = old.replace("Пашинян", "Н. Пашинян").replace("17. Русия", "17. Вчера Русия")
    begin = time.process_time()
    carrier = carry(old, new)
    assert time.process_time() - begin < 3
    at = old.rindex("Брюксел")
    assert new[slice(*carrier.carry(at, at + 7)[:2])] == "Брюксел"


def test_spans_outside_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        carry("абв", "абв").carry(2, 5)


def test_what_was_taken_out_is_not_found_in_what_stood_there_before() -> None:
    old = "Ministry of Foreign Affairs denied it.\n\nThe Ministry of Foreign Affairs waits.\n\nEnd."
    new = old.partition("\n\n")[2]
    assert carried(old, new, "Ministry of Foreign Affairs") == ("", Fate.LOST)


@pytest.mark.parametrize(
    ("change", "at", "is_held"),
    [
        (("Край", "Начало"), "Русия", True),
        (("Никол Пашинян отказа да пътува.", ""), "Пашинян", False),
        (("Никол Пашинян отказа да пътува.", ""), "\n\nИран", True),
        (("подписа", "подписва"), "подписа", True),
    ],
)
def test_a_point_is_held_by_what_stands_beside_it(
    change: tuple[str, str], at: str, is_held: bool
) -> None:
    assert carry(OLD, OLD.replace(*change)).is_held(OLD.index(at)) is is_held


def stretch(old: str, new: str, part: str) -> str | None:
    begin = old.index(part)
    found = carry(old, new).carry_stretch(begin, begin + len(part))
    return None if found is None else new[slice(*found)]


FIRST, SECOND, THIRD = "One goes home.", "Two stay here for long.", "Three are gone."
LINES = f"{FIRST}\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (LINES, (FIRST, SECOND, THIRD)),
        (LINES.replace("Two", "Both"), (FIRST, "Both stay here for long.", THIRD)),
        (LINES.replace("long.", "long. Then they go."),
         (FIRST, f"{SECOND} Then they go.", THIRD)),
        (LINES.replace("Two", "Now two"), (FIRST, "Now two stay here for long.", THIRD)),
        (LINES.replace(SECOND, "Nobody knows any of them."),
         (FIRST, "Nobody knows any of them.", THIRD)),
        (f"{FIRST}\n{THIRD}", (FIRST, None, THIRD)),
        (f"{FIRST}\nAdded between.\n{SECOND}\n{THIRD}", (FIRST, SECOND, THIRD)),
        (f"Added before.\n{LINES}", (FIRST, SECOND, THIRD)),
        (f"{LINES}\nAdded after.", (FIRST, SECOND, THIRD)),
        (f"{LINES} And more.", (FIRST, SECOND, f"{THIRD} And more.")),
        (f"  {LINES}", (FIRST, SECOND, THIRD)),
    ],
)  # fmt: skip
def test_stretches_follow_their_borders(new: str, expected: tuple[str | None, ...]) -> None:
    assert tuple(stretch(LINES, new, part) for part in (FIRST, SECOND, THIRD)) == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("аб .", min_size=1, max_size=12), min_size=1, max_size=5),
       st.text("аб .\n", max_size=50))  # fmt: skip
def test_stretches_keep_their_order(lines: list[str], new: str) -> None:
    old = "\n".join(lines)
    carrier = carry(old, new)
    begin, last = 0, 0
    for line in lines:
        found = carrier.carry_stretch(begin, begin + len(line))
        begin += len(line) + 1
        if found is not None:
            assert 0 <= found[0] < found[1] <= len(new)
            assert found[0] >= last or new[found[0] : last].strip("аб .") == ""
            last = found[1]
