"""What is arranged when a line is first looked at is what would have been arranged at once."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.look.look import Look
from annotator.ui.text import lanes
from annotator.ui.text.dress import Line
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import FILL, LINE, MARGIN, Flags, Mark, MarkIndex
from annotator.ui.text.metrics import Metrics, metrics_for
from annotator.ui.text.rows import Row
from tests.examples import examples

TEXTS = (
    "Комисията заседава днес 🧵 в Москва и решава много неща, които чакат отдавна. " * 4,
    "Кратък ред.\nДруг ред, който се пренася на следващия, защото е широк.\n\n  \nКрай 🧵.",
    "Среща с وزير الخارجية في موسكو اليوم и още думи след това, докато редът свърши. " * 3,
)
KEYS = "abcdefghijklmnop"


@cache
def metrics() -> Metrics:
    return metrics_for(Look(), 100)


@st.composite
def a_mark(draw: st.DrawFn, length: int) -> Mark:
    begin = draw(st.integers(0, length - 1))
    end = min(length, begin + draw(st.integers(0, 60)))
    spans = ((begin, end),)
    if end - begin > 6 and draw(st.booleans()):
        spans = ((begin, begin + 2), (end - 2, end))
    hatched = ((begin, begin + 1),) if begin < end and draw(st.integers(0, 5)) == 0 else ()
    return Mark(
        draw(st.sampled_from(KEYS)),
        spans,
        draw(st.integers(0, 4)),
        draw(st.sampled_from((FILL, FILL, LINE, MARGIN))),
        "A",
        "x",
        flags=draw(st.sampled_from((Flags.NONE, Flags.NONE, Flags.AGREES, Flags.ECHOES))),
        hatched=hatched,
    )


def longest_first(row: Row) -> tuple[int, int, str]:
    return -row.mark.length, row.mark.begin, row.mark.key


def arranged_at_once(rows: list[Row]) -> list[Row]:
    """Give rows their lanes and depths by what is said of these, without any short way."""
    extents = [(r.mark.length, r.mark.begin, r.mark.key, r.left, r.right) for r in rows]
    lane_of = dict(zip([row.mark.key for row in rows], lanes.assign(extents), strict=True))
    found: list[Row] = []
    for row in sorted(rows, key=longest_first):
        depth = 0
        if row.mark.drawing == FILL and not row.mark.flags & (Flags.AGREES | Flags.ECHOES):
            fills = (r for r in found if r.mark.drawing == FILL and not r.mark.flags)
            under = [r.depth for r in fills if r.left < row.right and row.left < r.right]
            depth = max(under, default=-1) + 1
        lane = lane_of[row.mark.key]
        found.append(row._replace(lane=lane, drop=lane * metrics().lane, depth=depth))
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_lanes_and_depths_are_those_of_all_rows_at_once(qapp: object, text: str) -> None:
    @examples(60)
    @given(st.lists(a_mark(len(text)), max_size=16, unique_by=lambda mark: mark.key))
    def check(marks: list[Mark]) -> None:
        layout = DocumentLayout(text, (), metrics(), 260)
        layout.set_marks(MarkIndex(marks))
        for number in range(len(layout.blocks)):
            for line in layout.laid_out(number).lines:
                standing = {mark.key for mark in line.rows.marks()}
                assert len(standing) == len(line.rows)
                rows = list(line.rows)
                assert standing == {row.mark.key for row in rows}
                assert rows == arranged_at_once(rows) == list(reversed(list(reversed(line.rows))))

    check()


def all_lines(layout: DocumentLayout) -> list[Line]:
    numbers = range(len(layout.blocks))
    return [line for number in numbers for line in layout.laid_out(number).lines]


def with_rows(layout: DocumentLayout) -> list[object]:
    found = [(line._replace(labels={}), list(line.rows)) for line in all_lines(layout)]
    return [*found, layout.heights.tops()]


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_was_looked_at_before_nothing_moves_and_all_is_as_anew(
    qapp: object, text: str
) -> None:
    @examples(60)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        layout = DocumentLayout(text, (), metrics(), 260)
        first = st.lists(a_mark(len(text)), max_size=12, unique_by=lambda mark: mark.key)
        layout.set_marks(MarkIndex(data.draw(first)))
        for _ in range(data.draw(st.integers(1, 5))):
            lines = all_lines(layout)
            tops = layout.heights.tops()
            for at in data.draw(st.sets(st.integers(0, len(lines) - 1))):
                assert all(lines[at].rows)
            assert layout.heights.tops() == tops
            if data.draw(st.booleans()):
                layout.measure(metrics(), data.draw(st.integers(60, 420)))
                continue
            for mark in data.draw(st.lists(a_mark(len(text)), max_size=3)):
                old = layout.index.get(mark.key)
                layout.index.add(mark)
                for touched in (mark,) if old is None else (old, mark):
                    layout.touch(touched)
        anew = DocumentLayout(text, (), metrics(), layout.width)
        anew.set_marks(MarkIndex(layout.index))
        assert with_rows(layout) == with_rows(anew)

    check()
