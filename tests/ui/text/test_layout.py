"""Places to offsets and back; what is painted is exactly the span that was given."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from annotator.text.graphemes import is_boundary
from annotator.ui.look.look import Look
from annotator.ui.text.arranged import Arranged
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import Mark, MarkIndex
from annotator.ui.text.metrics import metrics_for
from annotator.ui.text.rows import Row
from annotator.ui.text.shape import Shape
from annotator.ui.text.taken import stretches_of, taken_by_line

UNSEEN = ("\u00ad", "\u200b")
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
SAMPLES = {
    "bulgarian": "Русия е готова да продължи да оказва помощ в преговорите. " * 4,
    "emoji": f"Новина 😀 за {FAMILY} семейство 🇧🇬 и още 👍🏽 думи. " * 5,
    "arabic": "هذا نص عربي طويل بما يكفي ليلتف على أكثر من سطر واحد في النافذة. " * 3,
    "breaks": "ред едно\r\nред две\rред три\nчетири\u2028пет\u2029шест\n\nседем",
    "spaces": "а\u00a0б\u00adв\tг  д\u200bе" * 6,
    "combining": "шу\u0301мен гъ\u0301вталски а\u0300\u0301 " * 12,
    "chinese": "新闻文本没有空格" * 40,
    "odd": "a\x00b\ufffcc\x0bd",
    "empty": "",
}


@pytest.fixture
def metrics(qapp: object) -> object:
    return metrics_for(Look(), 100)


def _layout(text: str, metrics: object, marks: list[Mark] | None = None) -> DocumentLayout:
    layout = DocumentLayout(text, (), metrics, 320)  # type: ignore[arg-type]
    layout.set_marks(MarkIndex(marks or []))
    for number in range(len(layout.blocks)):
        layout.laid_out(number)
    return layout


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_place_of_an_offset_leads_back_to_it(name: str, metrics: object) -> None:
    text = SAMPLES[name]
    layout = _layout(text, metrics)
    for offset in range(len(text) + 1):
        if not is_boundary(text, offset):
            continue
        block = layout.blocks[layout.blocks.at(offset)]
        if offset > block.end:
            continue
        rect = layout.rect_of(offset)
        found = layout.position_at(rect.x(), rect.center().y())
        # Soft hyphens and the like have no width: both sides of them are one place.
        assert found == offset or text[min(found, offset) : max(found, offset)] in UNSEEN


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_place_gives_an_offset_where_a_caret_may_stand(name: str, metrics: object) -> None:
    text = SAMPLES[name]
    layout = _layout(text, metrics)
    pick = random.Random(3)
    for _ in range(80):
        x, y = pick.uniform(-50, 400), pick.uniform(-20, layout.heights.total() + 20)
        assert is_boundary(text, layout.position_at(x, y))


def _painted(layout: DocumentLayout, key: str) -> set[int]:
    """Return the offsets whose character lies in a painted box of a mark."""
    found: set[int] = set()
    for number in range(len(layout.blocks)):
        shape = layout.shape(number)
        for place, line in enumerate(layout.laid_out(number).lines):
            for row in line.rows:
                if row.mark.key == key:
                    found |= _characters_in(shape, place, row)
    return found


def _characters_in(shape: object, line: int, row: Row) -> set[int]:
    found: set[int] = set()
    for offset in range(shape.line_begin(line), shape.line_end(line)):  # type: ignore[attr-defined]
        for left, right in shape.boxes(line, offset, offset + 1):  # type: ignore[attr-defined]
            middle = (left + right) / 2
            if right > left and any(low <= middle <= high for low, high in row.boxes):
                found.add(offset)
    return found


@pytest.mark.parametrize("name", ["bulgarian", "arabic", "breaks", "chinese", "emoji"])
def test_what_is_painted_is_the_span(name: str, metrics: object) -> None:
    text = SAMPLES[name]
    pick = random.Random(7)
    for _ in range(12):
        begin = pick.randrange(len(text) - 1)
        end = min(len(text), begin + pick.randrange(1, 60))
        if not (is_boundary(text, begin) and is_boundary(text, end)):
            continue
        layout = _layout(text, metrics, [Mark("m", ((begin, end),))])
        painted = _painted(layout, "m")
        unseen = set(range(begin, end)) - painted
        assert painted <= set(range(begin, end))
        assert all(text[place].isspace() or not is_boundary(text, place) for place in unseen), [
            text[place] for place in unseen
        ]


@pytest.mark.parametrize("name", ["bulgarian", "arabic", "chinese", "combining"])
def test_of_a_mark_in_fragments_the_fragments_alone_are_painted(name: str, metrics: object) -> None:
    text = SAMPLES[name]
    ends = [at for at in range(3, 60, 7) if is_boundary(text, at)]
    spans = tuple(zip(ends[::2], ends[1::2], strict=False))
    layout = _layout(text, metrics, [Mark("m", spans)])
    covered = {at for begin, end in spans for at in range(begin, end)}
    painted = _painted(layout, "m")
    assert painted <= covered
    assert all(text[at].isspace() or not is_boundary(text, at) for at in covered - painted)
    rows = [row for line in layout.laid_out(0).lines for row in line.rows]
    for row in rows:
        for left, right in row.gaps:
            assert not any(low < right - 0.1 and left + 0.1 < high for low, high in row.boxes)
    assert any(row.gaps for row in rows)


def test_arabic_inside_bulgarian_is_painted_where_it_stands(metrics: object) -> None:
    text = "Вестник العربية الجديدة писа за това."
    begin, end = text.index("ا"), text.index(" писа")
    layout = _layout(text, metrics, [Mark("m", ((begin, begin + 4),))])
    assert _painted(layout, "m") == set(range(begin, begin + 4))
    row = layout.laid_out(0).lines[0].rows[0]
    assert row.is_rtl
    assert row.begin_x is not None
    assert row.end_x is not None
    assert row.begin_x > row.end_x
    whole = layout.rect_of(end)
    assert whole.x() > 0


def test_a_right_to_left_paragraph_stands_at_the_right(metrics: object) -> None:
    layout = _layout("مرحبا\nhello", metrics)
    first, second = layout.shape(0), layout.shape(1)
    assert first.is_rtl
    assert not second.is_rtl
    assert first.lines[0].naturalTextRect().right() == pytest.approx(320, abs=1)
    assert second.lines[0].naturalTextRect().left() == pytest.approx(0, abs=1)


def test_a_giant_paragraph_lays_out_only_what_is_seen(metrics: object) -> None:
    layout = DocumentLayout("x" * 300_000, (), metrics, 600)  # type: ignore[arg-type]
    seen = list(layout.visible(0, 800))
    assert 0 < len(seen) <= 2
    assert sum(layout.measured) == len(seen)


# The metrics do not change from one example to the next.
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(1, 80), st.sampled_from(["fill", "line"])),
        max_size=14,
    )
)
def test_lanes_of_a_line_never_meet(metrics: object, spans: list[tuple[int, int, str]]) -> None:
    text = SAMPLES["bulgarian"]
    marks = [
        Mark(f"m{n}", ((begin, min(len(text), begin + size)),), n, drawing, "A", "state")
        for n, (begin, size, drawing) in enumerate(spans)
        if begin < len(text)
    ]
    layout = _layout(text, metrics, marks)
    bottom = 0
    for number in range(len(layout.blocks)):
        for line in layout.laid_out(number).lines:
            assert line.top >= 0
            for one in line.rows:
                for two in line.rows:
                    if one is not two and one.lane == two.lane:
                        assert one.right <= two.left or two.right <= one.left
            bottom = max(bottom, line.top + line.height)
    assert layout.heights.total() >= bottom


def test_a_mark_takes_more_room_only_where_it_needs_a_lane(metrics: object) -> None:
    text = SAMPLES["bulgarian"]
    plain = _layout(text, metrics).heights.total()
    one = _layout(text, metrics, [Mark("a", ((0, 5),))]).heights.total()
    two = _layout(text, metrics, [Mark("a", ((0, 5),)), Mark("b", ((0, 12),))]).heights.total()
    assert one == plain
    assert two == plain + metrics.lane  # type: ignore[attr-defined]


def test_a_mark_without_length_is_seen_at_its_place(metrics: object) -> None:
    layout = _layout("думи и думи", metrics, [Mark("p", ((5, 5),))])
    row = layout.laid_out(0).lines[0].rows[0]
    assert row.boxes[0][1] - row.boxes[0][0] == 2
    assert layout.row_at(layout.rect_of(5).x(), layout.rect_of(5).center().y())


def test_a_click_means_the_smallest_and_on_a_lane_its_own(metrics: object) -> None:
    text = "Русия е готова"
    marks = [Mark("word", ((0, 5),)), Mark("all", ((0, 14),))]
    layout = _layout(text, metrics, marks)
    line = layout.laid_out(0).lines[0]
    x = layout.rect_of(2).x()
    over = [mark.key for mark in layout.row_at(x, line.baseline - 4)]
    assert over == ["word", "all"]
    lane = line.baseline + line.descent + 1
    assert layout.row_at(x, lane + 2)[0].key == "word"
    assert layout.row_at(x, lane + 7)[0].key == "all"
    assert QPointF(x, 0).x() == x


_PLAIN = "Дълъг ред с \tтабулатор и 😀 емоджи 👨‍👩‍👧, й и още думи до края. "


def _rows_by_line(shape: Shape, mark: Mark) -> list[list[Row]]:
    by_line = taken_by_line(shape, stretches_of(shape, [mark]))
    return [list(Arranged(taken, [0] * len(taken), [0] * len(taken))) for taken in by_line]


@given(
    begin=st.integers(0, 5 * len(_PLAIN)),
    length=st.integers(1, 3 * len(_PLAIN)),
    width=st.integers(60, 400),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_short_way_of_plain_text_leads_where_the_long_one_does(
    metrics: object, begin: int, length: int, width: int
) -> None:
    text = (_PLAIN * 6)[: 5 * len(_PLAIN) + 40]
    shape = Shape(text, 100, width, metrics.text)  # type: ignore[attr-defined]
    mark = Mark("a", ((95 + begin, 95 + begin + length),))
    # What is hatched goes the long way.
    other = replace(mark, hatched=((95 + begin, 96 + begin),))
    short, long = _rows_by_line(shape, mark), _rows_by_line(shape, other)
    for found, expected in zip(short, long, strict=True):
        assert found == [row._replace(mark=mark, hatched=()) for row in expected]
        for row in found:
            assert (row.left, row.right) == row.boxes[0]
