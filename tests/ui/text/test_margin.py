"""Stripes and names in the margin."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text import margin as margin_module
from annotator.ui.text.margin import (
    MOST_ROWS,
    NAME_DISTANCE,
    ROW,
    Stripe,
    marks_of_margin,
    names,
    rows,
    sharing,
    tracks,
)
from annotator.ui.text.margin_painter import MarginPainter
from annotator.ui.text.marks import LINE, MARGIN, Mark, MarkIndex
from annotator.ui.text.view import TextView
from tests.ui.text.conftest import MakeView


def _mark(key: str, begin: int, end: int, drawing: str = MARGIN) -> Mark:
    return Mark(key, ((begin, end),), 2, drawing, "S", "support", "offer")


def test_tracks_are_free_of_each_other() -> None:
    marks = [_mark("a", 0, 50), _mark("b", 10, 20), _mark("c", 20, 60), _mark("d", 60, 70)]
    assert tracks(marks) == {"a": 0, "b": 1, "c": 1, "d": 0}


def test_long_annotations_have_a_stripe_whatever_their_drawing() -> None:
    index = MarkIndex([_mark("s", 0, 20), _mark("i", 5, 400, LINE), _mark("w", 7, 9, LINE)])
    found = marks_of_margin(index, 0, 100, lambda mark: mark.length // 60)
    assert [mark.key for mark in found] == ["s", "i"]


def test_tracks_do_not_change_while_scrolling() -> None:
    marks = [_mark("a", 0, 50), _mark("b", 40, 90), _mark("c", 80, 130), _mark("d", 500, 510)]
    index = MarkIndex(marks)
    expected = tracks(marks[:3])
    for begin in range(0, 130, 10):
        seen = marks_of_margin(index, begin, begin + 5, lambda _mark: 1)
        assert tracks(seen) == {key: expected[key] for key in (mark.key for mark in seen)}


def test_names_are_pushed_apart_and_stay_in_view() -> None:
    stripes = [
        Stripe(_mark("a", 0, 9), 0, -300.0, 200.0),
        Stripe(_mark("b", 1, 9), 1, 10.0, 40.0),
        Stripe(_mark("c", 2, 9), 0, 300.0, 340.0),
    ]
    found = names(stripes, 1.0, 0.0)
    assert [name.mark.key for name in found] == ["a", "b", "c"]
    assert found[0].y == 0.0
    assert found[1].y == NAME_DISTANCE
    assert found[2].y == 300.0


def test_further_stripes_share_the_last_track() -> None:
    marks = [_mark(str(n), n, 90) for n in range(9)]
    assert list(sharing(tracks(marks), 4).values()) == [0, 1, 2, 3, 3, 3, 3, 3, 3]


def test_a_name_has_as_many_rows_as_there_is_room_before_the_next() -> None:
    tops = (0.0, 33.0, 33.0 + 3 * ROW, 400.0)
    found = names([Stripe(_mark(str(n), n, 9), 0, y, y + 20) for n, y in enumerate(tops)], 1.0, 0.0)
    assert [name.most for name in found] == [2, 3, MOST_ROWS, MOST_ROWS]
    assert names([], 1.0, 0.0) == []


def test_names_of_one_line_stand_in_the_order_of_the_text() -> None:
    """The outer first where two begin at one place; a short one before a long one has its room."""
    marks = [_mark("late", 40, 400), _mark("outer", 0, 300), _mark("inner", 0, 20)]
    found = names([Stripe(mark, 0, 10, 10 + mark.length) for mark in marks], 1.0, 0.0)
    assert [name.mark.key for name in found] == ["outer", "inner", "late"]
    marks = [_mark("long", 30, 400), _mark("short", 0, 25)]
    found = names([Stripe(mark, 0, 10, 10 + mark.length) for mark in marks], 1.0, 0.0)
    assert [(name.mark.key, name.y) for name in found] == [("short", 10), ("long", 42)]


def test_rows_end_after_spaces_slashes_and_hyphens() -> None:
    width = len
    assert rows("предупреждава за", 2, 13, width) == ["предупреждава", "за"]
    assert rows("предложение/готовност", 2, 13, width) == ["предложение/", "готовност"]
    assert rows("предупреждава за последиците", 1, 13, width) == ["предупреждава за последиците"]
    assert rows("", 2, 13, width) == []


@given(st.text(max_size=40), st.integers(1, 5), st.integers(1, 20))
def test_rows_hold_the_whole_text(text: str, most: int, room: int) -> None:
    found = rows(text, most, room, len)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert len(found) <= most
    for row in found[:-1]:
        assert len(row) <= room or len(row.split()) == 1


def test_whether_there_is_a_stripe_does_not_depend_on_what_was_seen(make_view: MakeView) -> None:
    words = "дума и още една дълга дума " * 30
    text = "\n".join(words for _ in range(12))
    view = make_view(text, [])
    layout, margin = view._layout, view._stage.margin
    begin = layout.shape(8).line_begin(6)
    marks = [
        _mark(f"{lines}{by}", begin + by, layout.shape(8).line_begin(6 + lines) + by, LINE)
        for lines in (2, 3, 4)
        for by in (0, 7)
    ]
    across = _mark("across", layout.blocks[8].end - 130, layout.blocks[9].begin + 100, LINE)
    fresh = make_view(text, [])._stage.margin
    before = [fresh._lines_of(mark) for mark in (*marks, across)]
    view.scroll_to(begin)
    view.grab()
    assert [margin._lines_of(mark) for mark in (*marks, across)] == before
    assert before[:6] == [2, 3, 3, 4, 4, 5]


def _of_margin(view: TextView, margin: MarginPainter) -> tuple[list[Mark], dict[str, int]]:
    begin, end = view.visible_span()
    return margin._on_tracks(begin, end + 1)


@pytest.mark.parametrize("seed", range(4))
def test_stripes_of_another_width_are_those_that_would_be_found_anew(
    make_view: MakeView, seed: int
) -> None:
    """Whether lines that are as long as an annotation are there or not, or become as long."""
    pick = random.Random(seed)
    text = "\n".join("дума и още една дълга дума " * 30 for _ in range(4))
    longest = pick.choice((20, 60, 120, 500))
    marks: list[Mark] = []
    for number in range(80):
        begin = pick.randrange(len(text) - longest)
        end = begin + pick.randrange(2, longest)
        marks.append(_mark(f"m{number}", begin, end, pick.choice((MARGIN, LINE))))
    view = make_view(text, marks, width=900)
    for number in range(40):
        what = pick.randrange(6)
        if what == 0:
            view.set_zoom(pick.choice((60, 100, 150, 300)))
        elif what == 1:
            begin = pick.randrange(len(text) - 400)
            added = _mark(f"n{number}", begin, begin + pick.randrange(2, 400), LINE)
            view.patch_marks([pick.choice(marks).key], [added])
        elif what == 2:
            view.scroll_to(pick.randrange(len(text)))
        view.resize(pick.randrange(300, 1000), 640)
        view.grab()
        fresh = MarginPainter(view._layout, view._stage.kit, view._column)
        assert _of_margin(view, view._stage.margin) == _of_margin(view, fresh)


def test_stripes_are_not_looked_for_while_no_annotation_is_as_long_as_a_line(
    make_view: MakeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "дума и още една дълга дума " * 60
    marks = [_mark(str(at), at, at + 9, LINE if at % 3 else MARGIN) for at in range(0, 900, 10)]
    view = make_view(text, marks, width=800)
    view.grab()
    looked: list[int] = []

    def look(*given: Any) -> list[Mark]:
        looked.append(1)
        return marks_of_margin(*given)

    monkeypatch.setattr(margin_module, "marks_of_margin", look)
    for width in range(790, 600, -10):
        view.resize(width, 640)
        view.grab()
    assert not looked
    view.patch_marks([], [_mark("new", 5, 30)])
    view.grab()
    assert looked
