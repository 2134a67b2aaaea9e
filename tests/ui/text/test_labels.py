"""Labels never meet; a value is shown only where there is room for it."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text import labels as placing
from annotator.ui.text.labels import BUBBLE, LETTER, MORE, MOST, RING, VALUE, Begin, Label
from annotator.ui.text.marks import MARGIN, Flags, Mark
from tests.examples import examples


def place(*given: Any) -> list[Label]:
    return placing.place(*given).labels


def _measure(kind: str, text: str) -> float:
    return len(text) * (7.0 if kind == LETTER else 5.5)


def _begin(
    key: str, x: float, reach: float, value: str = "state", *, length: int = 5,
    is_rtl: bool = False, drawing: str = "fill", flags: int = Flags.NONE,
) -> Begin:  # fmt: skip
    mark = Mark(key, ((0, length),), 0, drawing, "A", value, "", flags)
    return Begin(mark, x, reach, is_rtl)


BEGINS = st.lists(
    st.tuples(
        st.integers(0, 300), st.integers(2, 120), st.booleans(), st.sampled_from(["", "x", "state"])
    ),
    max_size=12,
)


@examples(150)
@given(BEGINS, st.integers(-1, 11))
def test_labels_never_meet(rows: list[tuple[int, int, bool, str]], forced: int) -> None:
    begins = [
        _begin(f"m{n}", x, x - size if rtl else x + size, value, length=size, is_rtl=rtl)
        for n, (x, size, rtl, value) in enumerate(rows)
    ]
    labels = place(begins, _measure, 1.0, f"m{forced}")
    for one, two in pairwise(labels):
        assert one.right <= two.left + 1e-6
    for label in labels:
        assert label.signs
        assert label.signs[0].x >= label.left - 1e-6
    if 0 <= forced < len(rows) and rows[forced][3]:
        shown = [s for label in labels for s in label.signs if s.kind == VALUE]
        assert any(sign.mark.key == f"m{forced}" for sign in shown)


def test_letters_stand_side_by_side_outermost_first_with_the_inner_value() -> None:
    outer = _begin("s", 10, 400, "support", length=90, drawing=MARGIN)
    inner = _begin("a", 10, 60, "state", length=5)
    (label,) = place([inner, outer], _measure, 1.0)
    assert [(sign.mark.key, sign.kind) for sign in label.signs] == [
        ("s", LETTER), ("a", LETTER), ("a", VALUE),
    ]  # fmt: skip


def test_a_value_stays_within_its_annotation_and_before_the_next_label() -> None:
    kinds = [sign.kind for sign in place([_begin("a", 0, 30)], _measure, 1.0)[0].signs]
    assert kinds == [LETTER]
    kinds = [sign.kind for sign in place([_begin("a", 0, 60)], _measure, 1.0)[0].signs]
    assert kinds == [LETTER, VALUE]
    near = place([_begin("a", 0, 60), _begin("b", 30, 90)], _measure, 1.0)
    assert [sign.kind for sign in near[0].signs] == [LETTER]


def test_the_room_of_a_value_ends_a_pixel_after_its_annotation_and_four_before_a_label() -> None:
    """A letter of 7, 3 between, and a value of 27.5: to the pixel."""

    def is_shown(reach: float, following: float) -> bool:
        labels = place([_begin("a", 0, reach), _begin("b", following, 400, "")], _measure, 1.0)
        return any(sign.kind == VALUE for sign in labels[0].signs)

    assert [is_shown(reach, 200) for reach in (36.0, 37.0)] == [False, True]
    assert [is_shown(90, following) for following in (41.0, 42.0)] == [False, True]


def test_a_forced_value_pushes_its_neighbours_away() -> None:
    begins = [_begin("a", 0, 10, "intergovernmental"), _begin("b", 20, 80)]
    labels = place(begins, _measure, 1.0, "a")
    assert [sign.text for label in labels for sign in label.signs] == ["A", "intergovernmental"]


def test_states_stand_after_the_letter() -> None:
    flags = Flags.INCOMPLETE | Flags.UNSURE | Flags.COMMENTED
    (label,) = place([_begin("a", 0, 200, flags=flags)], _measure, 1.0)
    assert [(sign.kind, sign.text) for sign in label.signs] == [
        (LETTER, "A"), (RING, ""), (LETTER, "?"), (BUBBLE, ""), (VALUE, "state"),
    ]  # fmt: skip


def test_right_to_left_labels_end_where_their_annotation_begins() -> None:
    (label,) = place([_begin("a", 200, 100, is_rtl=True)], _measure, 1.0)
    assert label.right == 200
    assert label.signs[-1].kind == VALUE
    for room in (inf, 300.0):
        for reach, number in ((159.0, 2), (160.0, 1)):
            (label,) = place([_begin("a", 200, reach, is_rtl=True)], _measure, 1.0, "", room)
            assert len(label.signs) == number


@examples(150)
@given(BEGINS, st.integers(-1, 11), st.integers(120, 400))
def test_no_label_goes_further_than_there_is_room(
    rows: list[tuple[int, int, bool, str]], forced: int, room: int
) -> None:
    begins = [
        _begin(f"m{n}", min(x, room), x - size if rtl else x + size, value, length=size, is_rtl=rtl)
        for n, (x, size, rtl, value) in enumerate(rows)
    ]
    labels = place(begins, _measure, 1.0, f"m{forced}", room)
    for label in labels:
        assert label.left >= 0
        assert label.right <= room + 1e-6
        assert all(label.left - 1e-6 <= sign.x <= label.right for sign in label.signs)
    for one, two in pairwise(labels):
        assert one.right <= two.left + 1e-6
    if 0 <= forced < len(rows) and rows[forced][3]:
        shown = [s.mark.key for label in labels for s in label.signs if s.kind == VALUE]
        assert f"m{forced}" in shown


@examples(150)
@given(BEGINS, st.integers(120, 420), st.integers(120, 420))
def test_in_any_room_that_is_enough_they_are_the_same(
    rows: list[tuple[int, int, bool, str]], room: int, other: int
) -> None:
    begins = [
        _begin(f"m{n}", x, x - size if rtl else x + size, value, length=size, is_rtl=rtl)
        for n, (x, size, rtl, value) in enumerate(rows)
    ]
    labels, needed = placing.place(begins, _measure, 1.0, "", room)
    if needed <= min(room, other):
        assert labels == place(begins, _measure, 1.0, "", other)


def test_of_very_many_at_one_place_the_outermost_are_counted() -> None:
    begins = [_begin(f"m{n}", 10, 300, "", length=50 - n) for n in range(30)]
    (label,) = place(begins, _measure, 1.0, "", 600)
    letters = [sign.mark.key for sign in label.signs if sign.kind == LETTER]
    assert letters == [f"m{n}" for n in range(30 - MOST, 30)]
    assert [sign.text for sign in label.signs if sign.kind == MORE] == [f"+{30 - MOST}"]
    assert label.signs[0].kind == MORE
    (label,) = place(begins, _measure, 1.0, "m3", 600)
    assert "m3" in [sign.mark.key for sign in label.signs if sign.kind == LETTER]
    (narrow,) = place(begins, _measure, 1.0, "", 60)
    assert narrow.right <= 60
    assert narrow.signs[0].kind == MORE


def test_room_is_measured_for_the_value_that_is_shown() -> None:
    outer = _begin("s", 10, 400, "x", length=90)
    inner = _begin("a", 10, 60, "a value of many words", length=5)
    after = _begin("b", 60, 90, "", length=4)
    labels = place([outer, inner, after], _measure, 1.0, "a")
    for one, two in pairwise(labels):
        assert one.right <= two.left
    valued = next(label for label in labels if any(s.kind == VALUE for s in label.signs))
    assert valued.right >= valued.signs[-1].x + _measure(VALUE, "a value of many words")


def test_a_forced_value_that_is_longer_than_the_line_is_shortened_to_it() -> None:
    long = _begin("a", 80, 100, "слово " * 40)
    kept = place(
        [long], _measure, 1.0, "a", 300.0, lambda _kind, text, room: text[: int(room // 6)]
    )
    (label,) = kept
    assert 0 <= label.left < label.right <= 300
    assert label.signs[-1].kind == VALUE
    assert label.signs[-1].text
