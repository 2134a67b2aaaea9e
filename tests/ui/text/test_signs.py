"""Each sign is on the screen: patterns, outlines, handles, hatches, arcs, stripes, names, hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.ui.look.look import Look
from annotator.ui.text.arranged import Arranged
from annotator.ui.text.dress import Line
from annotator.ui.text.kit import Kit
from annotator.ui.text.lane_painter import LanePainter
from annotator.ui.text.marks import FILL, LINE, MARGIN, Flags, Frame, FrameEnd, Mark
from annotator.ui.text.metrics import metrics_for
from annotator.ui.text.rows import Row
from annotator.ui.text.scene import Scene
from annotator.ui.text.taken import taken_of
from annotator.ui.text.view import TextView
from tests.painted_contrast import words_measured
from tests.ui.text.conftest import MakeView

TEXT = "Комисията заседава днес в Москва. " * 9
SPAN = (10, 19)
"""The second word."""


def picture(view: TextView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def points(area: QRectF | QRect) -> Iterable[tuple[int, int]]:
    whole = QRectF(area).toAlignedRect()
    for y in range(whole.top(), whole.bottom() + 1):
        for x in range(whole.left(), whole.right() + 1):
            yield x, y


def changed(one: QImage, other: QImage, area: QRectF | QRect) -> int:
    """Return how many pixels of an area differ."""
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in points(area))


def inked(view: TextView, area: QRectF | QRect, slot: int = 0) -> int:
    """Return how many pixels of an area have the very ink of a layer."""
    ink, image = QColor(view._look.layer(slot).ink).rgb(), picture(view)
    return sum(image.pixel(x, y) == ink for x, y in points(area))


def lane_of(view: TextView, begin: int, end: int) -> QRectF:
    """Return where the first lane under a stretch of the first line is."""
    box = view.boxes_of(begin, end)[0]
    return QRectF(box.left(), box.bottom() + 1, box.width(), 5)


def margin_of(view: TextView) -> QRect:
    return QRect(0, 0, view._column.left - 6, view.viewport().height())


def word(view: TextView) -> QRectF:
    return view.boxes_of(*SPAN)[0]


def test_each_layer_has_a_lane_of_its_own_without_its_colour(make_view: MakeView) -> None:
    seen: set[bytes] = set()
    for slot in range(10):
        view = make_view(TEXT, [Mark("m", ((0, 40),), slot, LINE)])
        paper, image = QColor(view._look.tokens.paper).rgb(), picture(view)
        lane = lane_of(view, 3, 30)
        seen.add(bytes(image.pixel(x, y) != paper for x, y in points(lane)))
    assert len(seen) == 10


@pytest.mark.parametrize("size", [12, 17, 24, 32])
def test_a_fill_is_behind_the_tails_of_letters_in_any_size(make_view: MakeView, size: int) -> None:
    view = make_view("дума ррр уууцц дума", [Mark("m", ((5, 14),), 0, FILL)])
    view.set_look(Look(text_size=size))
    fill, box = QColor(view._look.layer(0).fill).rgb(), view.boxes_of(8, 9)[0]
    image, face = picture(view), view._metrics.text
    low = round(box.top() + face.ascent + face.metrics.descent()) - 1
    between = [image.pixel(int(box.center().x()), y) for y in range(int(box.center().y()), low)]
    assert len(between) > 5
    assert set(between) == {fill}


@pytest.mark.parametrize("drawing", [FILL, LINE, MARGIN])
def test_the_current_annotation_has_an_outline_and_a_handle_at_each_end(
    make_view: MakeView, drawing: str
) -> None:
    """Beside one that is under the mouse, which has the same fill."""
    view = make_view(TEXT, [Mark("m", (SPAN,), 0, drawing)])
    view.set_hovered("m")
    hovered = picture(view)
    view.select_mark("m")
    current, box = picture(view), word(view)
    middle = box.center()
    sides = (
        QRectF(middle.x() - 4, box.top() - 3, 8, 10),
        QRectF(middle.x() - 4, box.bottom() - 6, 8, 7),
        QRectF(box.left() - 4, middle.y() - 2, 3, 4),
        QRectF(box.right() + 1, middle.y() - 2, 3, 4),
    )
    assert all(changed(hovered, current, side) > 3 for side in sides)
    corners = (
        (QRectF(box.left() - 8, box.top() - 4, 4, 14), True),
        (QRectF(box.right() + 5, box.bottom() - 8, 4, 12), True),
        (QRectF(box.right() + 5, box.top() - 4, 4, 14), False),
        (QRectF(box.left() - 8, box.bottom() - 8, 4, 12), False),
    )
    for corner, has_handle in corners:
        assert (changed(hovered, current, corner) > 5) is has_handle


def test_several_that_are_selected_have_outlines_without_handles(make_view: MakeView) -> None:
    view = make_view(TEXT, [Mark("m", (SPAN,), 0, LINE)])
    plain, box = picture(view), word(view)
    view.set_selected_marks(["m"])
    selected = picture(view)
    assert changed(plain, selected, box.adjusted(-4, 0, 4, 2)) > box.width()
    assert changed(plain, selected, QRectF(box.left() - 8, box.top() - 4, 4, 40)) == 0


def test_what_is_suggested_has_broken_lines_and_no_fill(make_view: MakeView) -> None:
    marks = [Mark("m", (SPAN,), 0, LINE)]
    plain = picture(make_view(TEXT, marks))
    view = make_view(TEXT, [Mark("m", (SPAN,), 0, FILL, flags=Flags.SUGGESTED)])
    suggested, box = picture(view), word(view)
    rows = range(int(box.top()) - 2, int(box.center().y()))
    columns = range(int(box.left()) + 2, int(box.right()) - 2)
    most = max(
        ([plain.pixel(x, y) != suggested.pixel(x, y) for x in columns] for y in rows), key=sum
    )
    starts = sum(now and not before for before, now in pairwise(most))
    assert starts >= 4
    fill = QColor(view._look.layer(0).fill).rgb()
    assert not any(suggested.pixel(x, y) == fill for x, y in points(box))


def test_what_readers_have_otherwise_is_hatched(make_view: MakeView) -> None:
    flags = Flags.DISAGREES
    plain = picture(make_view(TEXT, [Mark("m", (SPAN,), 0, LINE, flags=flags)]))
    part = (SPAN[0], SPAN[0] + 5)
    view = make_view(TEXT, [Mark("m", (SPAN,), 0, LINE, flags=flags, hatched=(part,))])
    hatched = picture(view)
    inner = view.boxes_of(*part)[0].adjusted(3, 8, -3, -8)
    assert changed(plain, hatched, inner) > 0.2 * inner.width() * inner.height()
    rest = view.boxes_of(part[1], SPAN[1])[0].adjusted(4, 0, 0, 0)
    assert changed(plain, hatched, rest) == 0


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_words_can_be_read_where_several_differ(make_view: MakeView, mode: str) -> None:
    stretches = [(3 * number, 60 - 4 * number) for number in range(6)]
    marks = [
        Mark(f"m{number}", (each,), number, FILL, flags=Flags.DISAGREES, hatched=(each,))
        for number, each in enumerate(stretches)
    ]
    view = make_view(TEXT, marks)
    view.set_look(Look(mode=mode))
    least = min(found for _, found in words_measured(view, picture(view)))
    assert least >= 4.5


def _frame() -> Frame:
    return Frame("hub", (FrameEnd("m", "holder"),))


FRAMED = [
    Mark("hub", ((0, 200),), 2, MARGIN, "S"),
    Mark("m", (SPAN,), 0, FILL),
    Mark("other", ((24, 32),), 0, LINE),
]


def test_arcs_of_all_frames_are_drawn_beside_the_text(make_view: MakeView) -> None:
    view = make_view(TEXT, FRAMED)
    plain = picture(view)
    view.set_all_frames([_frame()])
    arcs, box, left = picture(view), word(view), view._column.left
    bus = QRectF(left - 20, box.top() - 6, 18, 4)
    over = QRectF(left, box.top() - 13, box.left() - left, 4)
    down = QRectF(box.left() - 2, box.top() - 12, 12, 8)
    assert changed(plain, arcs, bus) > 2
    assert changed(plain, arcs, over) > over.width() / 2
    assert changed(plain, arcs, down) > 2
    assert changed(plain, arcs, box.adjusted(2, 10, -2, -6)) == 0


def test_an_open_frame_dims_what_is_no_end_of_it(make_view: MakeView) -> None:
    view = make_view(TEXT, FRAMED)
    lane = lane_of(view, 24, 32)
    assert inked(view, lane) > 20
    view.set_frame(_frame())
    assert inked(view, lane) == 0
    assert inked(view, lane_of(view, *SPAN)) > 20
    view.set_frame(None)
    assert inked(view, lane) > 20


def test_the_stripe_of_the_current_annotation_is_solid(make_view: MakeView) -> None:
    view = make_view(TEXT, FRAMED)
    before = inked(view, margin_of(view), 2)
    view.select_mark("hub")
    assert inked(view, margin_of(view), 2) > before * 1.4


def _rows(*rows: Row) -> Arranged:
    return Arranged([taken_of(row) for row in rows], [0] * len(rows), [0] * len(rows))


def test_ticks_that_meet_look_the_same_whichever_lines_are_painted(qapp: object) -> None:
    """One runs from right to left and begins where the other, which does not, has its end."""
    look = Look()
    metrics = metrics_for(look, 100)

    def row(slot: int, begin: float | None, end: float | None, *, is_rtl: bool) -> Row:
        mark = Mark(f"m{slot}", ((0, 9),), slot, LINE)
        left, right = (10.0, 60.0) if is_rtl else (60.0, 90.0)
        return Row(mark, [(left, right)], [], begin, end, is_rtl, left, right)

    one, other = row(4, 60.0, None, is_rtl=True), row(6, None, 60.0, is_rtl=False)
    above = Line(0, 40, 20, 15, 5, _rows(one), (), {})
    below = Line(40, 40, 60, 15, 5, _rows(other, one), (), {})

    def painted(*lines: Line) -> QImage:
        image = QImage(120, 90, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        found = [(line, 0.0) for line in lines]
        LanePainter(Kit(look, metrics, 1.0)).paint(painter, found, Scene(), 0.0)
        painter.end()
        return image

    assert changed(painted(above, below), painted(below), QRect(0, 45, 120, 44)) == 0


CHANGES: dict[str, Callable[[TextView], object]] = {
    "hits": lambda view: view.set_hits([(100, 110)], 0),
    "annotations": lambda view: view.patch_marks([], [Mark("n", ((200, 240),), 1, FILL)]),
    "states": lambda view: view.patch_marks([], [Mark("m", (SPAN,), 0, flags=Flags.UNSURE)]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_strip_of_the_document_shows_it(make_view: MakeView, name: str) -> None:
    view = make_view(TEXT, FRAMED)
    view.finish_measuring()
    before = view._overview.grab().toImage()
    CHANGES[name](view)
    view.finish_measuring()
    assert view._overview.grab().toImage() != before


def test_without_names_the_letters_stay(make_view: MakeView) -> None:
    view = make_view(TEXT, [Mark("m", ((0, 40),), 0, LINE, "A", "state")])
    # Strokes of small letters are thinner than a pixel: none of it has their very ink.
    view.set_zoom(200)
    box = view.boxes_of(0, 9)[0]
    band = QRectF(box.left(), box.top() - 22, box.width(), 24)
    both = inked(view, band)
    view.set_names_shown(False)
    letter = inked(view, band)
    assert 0 < letter < both
