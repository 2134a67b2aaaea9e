"""Several readers on one text: a row of lanes for each, and what differs is hatched and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.look.look import Look
from annotator.ui.text import lanes
from annotator.ui.text.dress import READER_ROW, Line
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import NOTHING, Difference, Flags, Mark, MarkIndex
from annotator.ui.text.metrics import metrics_for
from annotator.ui.text.view import TextView
from tests import painted
from tests.ui.text.conftest import MakeView

TEXT = "Комисията заседава в Москва. " * 12


@pytest.fixture(scope="module")
def metrics(qapp: object) -> object:
    return metrics_for(Look(), 100)


def line_of(view: TextView, number: int = 0) -> Line:
    return view._layout.laid_out(0).lines[number]


def of_reader(reader: int, begin: int, end: int, **more: object) -> Mark:
    key = f"{reader}-{begin}-{end}"
    return Mark(key, ((begin, end),), 0, "fill", "A", "body", reader=reader, **more)  # type: ignore[arg-type]


def test_each_reader_has_a_row_and_a_letter_on_lines_with_their_marks(make_view: MakeView) -> None:
    view = make_view(TEXT)
    view.set_marks([of_reader(1, 0, 9), of_reader(2, 0, 18)], ("A", "B"))
    first, second = line_of(view), line_of(view, 1)
    assert [rung.reader for rung in first.rungs] == [1, 2]
    assert second.rungs == ()
    assert first.height - second.height == 2 * READER_ROW - view._metrics.lane
    assert view._scene.letter_of(2) == "B"
    view.grab()


def test_a_reader_who_has_nothing_has_an_empty_row(make_view: MakeView) -> None:
    view = make_view(TEXT)
    nothing = Mark("nothing", ((0, 9),), 0, NOTHING, "", "nothing", reader=2)
    view.set_marks([of_reader(1, 0, 9), nothing], ("A", "B"))
    line = line_of(view)
    assert [rung.reader for rung in line.rungs] == [1, 2]
    assert [begin.mark.key for begin in line.begins()] == ["1-0-9"]
    assert [mark.key for mark in view.marks_at(3)] == ["1-0-9"]
    assert view.mark_at_point(view.rect_of(3).center()) == "1-0-9"


def test_no_lane_runs_through_the_word_for_nothing(make_view: MakeView) -> None:
    view = make_view(TEXT)
    lacking = Mark("n", ((4, 8),), 0, NOTHING, "", "nothing", reader=2)
    view.set_marks([of_reader(1, 4, 8), of_reader(2, 0, 18), lacking], ("A", "B"))
    rows = {row.mark.key: row for row in line_of(view).rows}
    apart = rows["2-0-18"].drop - rows["n"].drop
    assert apart >= 2 * view._metrics.lane
    assert list(painted.ink_wrong(view)) == []


@pytest.mark.parametrize("other", [NOTHING, "fill"])
def test_what_begins_within_the_word_for_nothing_stands_under_it(
    make_view: MakeView, other: str
) -> None:
    """The word is longer than what it stands for."""
    view = make_view(TEXT)
    lacking = Mark("n", ((0, 1),), 0, NOTHING, "", "nothing at all", reader=2)
    letter = "" if other == NOTHING else "A"
    near = Mark("o", ((3, 5),), 0, other, letter, "nothing either", reader=2)
    view.set_marks([of_reader(1, 0, 1), lacking, near], ("A", "B"))
    rows = {row.mark.key: row for row in line_of(view).rows}
    assert rows["o"].left > rows["n"].right
    assert abs(rows["o"].drop - rows["n"].drop) >= 2 * view._metrics.lane
    assert list(painted.ink_wrong(view)) == []


def test_what_only_meets_the_word_for_nothing_does_not_run_through_it(make_view: MakeView) -> None:
    """The lane under the first one of the word was taken, and it was written over that."""
    view = make_view(TEXT)
    lacking = Mark("n", ((2, 12),), 0, NOTHING, "", "nothing", reader=2)
    others = [of_reader(2, 12, 14), of_reader(2, 5, 14)]
    view.set_marks([of_reader(1, 2, 12), *others, lacking], ("A", "B"))
    assert list(painted.ink_wrong(view)) == []


def test_words_for_nothing_without_a_lane_are_counted_not_written(make_view: MakeView) -> None:
    view = make_view(TEXT + "\nред")
    lacking = [Mark(f"n{n}", ((n, 30 - n),), 0, NOTHING, "", "nothing", reader=2) for n in range(9)]
    view.set_marks([of_reader(1, 0, 9), *lacking], ("A", "B"))
    assert line_of(view).rungs[1].more == 5
    assert list(painted.ink_wrong(view)) == []


def test_where_a_reader_lacks_several_at_one_place_it_is_said_once(make_view: MakeView) -> None:
    view = make_view(TEXT)
    others = [of_reader(1, 0, end) for end in (9, 12, 17)]

    def painted(*words: str) -> object:
        lacking = [
            Mark(f"n{n}", ((0, 9 + n),), 0, NOTHING, "", word, reader=2)
            for n, word in enumerate(words)
        ]
        view.set_marks([*others, *lacking], ("A", "B"))
        return view.grab().toImage()

    once = [
        painted("nothing", "", ""),
        painted("", "nothing", ""),
        painted("", "", "nothing"),
    ]
    assert painted("nothing", "nothing", "nothing") in once
    assert painted("", "", "") not in once


def test_what_readers_share_is_named_once_and_filled_once(make_view: MakeView) -> None:
    view = make_view(TEXT)
    echo = of_reader(2, 0, 9, flags=Flags.ECHOES)
    view.set_marks([of_reader(1, 0, 9), echo], ("A", "B"))
    assert [begin.mark.key for begin in line_of(view).begins()] == ["1-0-9"]
    view.set_marks([of_reader(1, 0, 9), of_reader(2, 0, 18)], ("A", "B"))
    assert [begin.mark.key for begin in line_of(view).begins()] == ["2-0-18"]


def test_exactly_the_characters_that_differ_are_hatched(make_view: MakeView) -> None:
    view = make_view(TEXT)
    flags = Flags.DISAGREES
    marks = [of_reader(1, 0, 9, flags=flags), of_reader(2, 0, 18, flags=flags, hatched=((9, 18),))]
    view.set_marks(marks, ("A", "B"))
    rows = {row.mark.reader: row for row in line_of(view).rows}
    assert list(rows[1].hatched) == []
    ((left, right),) = rows[2].hatched
    (box,) = view.boxes_of(9, 18)
    assert (left, right) == pytest.approx(
        (box.left() - view._column.left, box.right() - view._column.left)
    )
    plain = Look().tokens.paper
    line = line_of(view)
    fill = view._stage.kit.fill_rect(line, -view._scroller.top(), box.left(), box.right(), 0)
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    for x, is_hatched in ((fill.center().x(), True), (fill.right() + 20, False)):
        colours = {
            picture.pixelColor(round(x + dx), round((fill.top() + 2) * ratio)).name().upper()
            for dx in range(6)
        }
        assert (colours != {plain}) is is_hatched


def test_what_agrees_is_dim_until_it_is_meant(make_view: MakeView) -> None:
    view = make_view(TEXT)
    mark = Mark("m", ((0, 9),), 0, "fill", "A", "body", flags=Flags.AGREES)
    view.set_marks([mark], ("A", "B"))
    assert view._scene.is_dim(mark)
    assert line_of(view).begins() == []
    view.select_mark("m")
    assert not view._scene.is_dim(mark)


def test_differences_are_named_in_the_margin_and_clicked(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT)
    view.set_marks([of_reader(1, 0, 9)], ("A", "B"))
    places = [
        Difference("1-0-9", 0, 9, "only A", 1),
        Difference("1-0-9", 2, 9, "border", 2, True),
    ]
    view.set_differences(places, 2)
    view.grab()
    (one, _), (two, key) = view._stage.margin.names
    assert one.bottom() <= two.top()
    assert two.right() < view._column.left
    with qtbot.waitSignal(view.mark_clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=two.center().toPoint())
    assert clicked.args == [key] == ["1-0-9"]
    view.set_differences(())
    view.grab()
    assert view._stage.margin.names == []


def test_a_click_on_a_row_means_its_reader(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT)
    view.set_marks([of_reader(1, 0, 9), of_reader(2, 0, 9)], ("A", "B"))
    line = line_of(view)
    base = line.baseline + line.descent + view._metrics.under - view._scroller.top()
    for rung in line.rungs:
        at = QPoint(view._column.left + 5, round(base + rung.drop + 2))
        assert view.mark_at_point(QPointF(at)) == f"{rung.reader}-0-9"


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 200), st.integers(1, 120)),
        max_size=30,
        unique=True,
    )
)
def test_lanes_of_several_readers_never_meet(
    metrics: object, rows: list[tuple[int, int, int]]
) -> None:
    layout = DocumentLayout(TEXT, (), metrics, 500)  # type: ignore[arg-type]
    marks = [of_reader(reader, begin, begin + length) for reader, begin, length in rows]
    layout.set_marks(MarkIndex(marks), 3)
    for line in layout.laid_out(0).lines:
        drawn = [row for row in line.rows if row.lane < lanes.MOST]
        for one in drawn:
            rung = next(r for r in line.rungs if r.reader == one.mark.reader)
            assert rung.drop <= one.drop < rung.drop + rung.height
            for two in drawn:
                if one is not two and one.drop == two.drop:
                    assert one.right <= two.left or two.right <= one.left
        for upper, lower in zip(line.rungs, line.rungs[1:], strict=False):
            assert upper.drop + upper.height == lower.drop
        room = line.rungs[-1].drop + line.rungs[-1].height if line.rungs else metrics.lane  # type: ignore[attr-defined]
        assert line.baseline + line.descent + metrics.under + room <= line.top + line.height  # type: ignore[attr-defined]
