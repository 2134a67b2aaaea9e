"""Stripes and names in the margin."""

from __future__ import annotations

from annotator.ui.text.margin import NAME_DISTANCE, Stripe, marks_of_margin, names, tracks
from annotator.ui.text.marks import LINE, MARGIN, Mark, MarkIndex


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
