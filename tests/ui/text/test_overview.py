"""The strip beside the text gathers in slices and tells where it was clicked."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from annotator.ui.look.look import Look
from annotator.ui.text.marks import Flags, Frame, FrameEnd, Mark
from annotator.ui.text.overview import Overview
from annotator.ui.text.sketch import Sketch, counts_between, extent_of, rows_with, sketching
from annotator.ui.text.view import TextView
from annotator.ui.widgets.tips import tip
from tests.ui.text.conftest import MakeView


def _overview(qtbot: QtBot) -> Overview:
    overview = Overview(Look())
    qtbot.addWidget(overview)
    overview.resize(14, 400)
    overview.show()
    return overview


def test_marks_are_gathered_in_idle_slices(qtbot: QtBot) -> None:
    overview = _overview(qtbot)
    marks = [
        Mark(f"m{n}", ((n, n + 5),), n % 3, ("fill", "margin", "line")[n % 3], flags=Flags.UNSURE)
        for n in range(1000)
    ]
    overview.set_visible(0.9, 1.0)
    overview.gather(marks, lambda begin, end: (begin / 1000, end / 1000))
    assert overview.is_busy()
    qtbot.waitUntil(lambda: not overview.is_busy())
    picture = overview.grab().toImage()
    inks = {picture.pixelColor(3, y).name() for y in range(picture.height())}
    assert Look().layer(1).ink.lower() in inks


def test_every_drawing_is_seen_beside_the_others(qtbot: QtBot) -> None:
    """Annotations of a scheme that has lines alone are in the strip as well."""
    overview = _overview(qtbot)
    drawings = ("fill", "margin", "line")
    marks = [Mark(d, ((400, 420),), slot, d) for slot, d in enumerate(drawings)]
    overview.set_visible(0.9, 1.0)
    overview.gather(marks, lambda begin, end: (begin / 1000, end / 1000))
    overview.finish()
    picture = overview.grab().toImage()
    row = int(161 * picture.devicePixelRatio())
    assert len({picture.pixelColor(x, row).name() for x in range(picture.width())}) > 4
    whole = {Look().layer(slot).ink.lower() for slot in (0, 1)}
    assert whole <= {picture.pixelColor(x, row).name() for x in range(picture.width())}
    one = Sketch(400)
    one.put(marks[2], lambda begin, end: (begin / 1000, end / 1000))
    assert one.bars == {(2, "line"): {(160, 162)}}


def test_hits_cross_the_whole_width(qtbot: QtBot) -> None:
    overview = _overview(qtbot)
    overview.set_visible(0.0, 0.1)
    overview.set_shaded([(0.7, 0.8)])
    overview.set_hits([(0.5, 0.51)])
    picture = overview.grab().toImage()
    ratio = picture.devicePixelRatio()
    row = int(201 * ratio)
    assert picture.pixelColor(2, row).name().upper() == Look().tokens.find2
    assert picture.pixelColor(picture.width() - 2, row).name().upper() == Look().tokens.find2


@pytest.mark.parametrize("count", [0, 1, 7, 5000])
def test_many_places_are_on_the_rows_on_which_each_would_be(
    make_view: MakeView, count: int
) -> None:
    pick = random.Random(count)
    text = "\n".join("дума " * pick.randrange(1, 60) for _ in range(300))
    view = make_view(text)
    view.finish_measuring()
    spans = sorted((at, at + 3) for at in (pick.randrange(len(text) - 3) for _ in range(count)))
    found = {int(begin * 700) for begin, _ in rows_with(view._layout, spans, 700)}
    extent = extent_of(view._layout)
    expected = {min(699, int(extent(begin, end)[0] * 700)) for begin, end in spans}
    # What begins on the border of two rows is on either.
    assert all({row - 1, row, row + 1} & found for row in expected)
    assert all({row - 1, row, row + 1} & expected for row in found)
    assert len(found ^ expected) <= len(expected) // 10


def test_hovering_counts_by_letter(make_view: MakeView) -> None:
    marks = [Mark(f"m{n}", ((n * 4, n * 4 + 2),), 0, letter="AP"[n % 2]) for n in range(6)]
    view = make_view("Ред.\n" * 400, marks)
    assert counts_between(view._layout, 0.0, 1.0, {}) == "A\u00a03, P\u00a03"
    assert counts_between(view._layout, 0.9, 0.91, {}) == ""
    spot = QPoint(7, 3)
    event = QHelpEvent(QEvent.Type.ToolTip, spot, view._overview.mapToGlobal(spot))
    assert view._overview.event(event)
    assert QToolTip.text() == tip("A\u00a03, P\u00a02")
    view.set_layer_names(lambda: {"A": "Place", "P": "Actor"})
    assert view._overview.event(event)
    assert QToolTip.text() == tip("Actor\u00a02, Place\u00a03")
    QToolTip.hideText()


def test_a_click_asks_to_go_there(qtbot: QtBot) -> None:
    overview = _overview(qtbot)
    with qtbot.waitSignal(overview.went_to) as went:
        QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(7, 300))
    assert went.args == [0.75]
    with qtbot.assertNotEmitted(overview.went_to):
        QTest.mouseClick(overview, Qt.MouseButton.RightButton, pos=QPoint(7, 200))


def test_a_text_that_is_opened_has_its_strip_in_the_first_picture(make_view: MakeView) -> None:
    text = "Редът е къс.\n" * 90
    marks = [Mark(f"m{n}", ((n * 13, n * 13 + 5),), 1) for n in range(80)]
    view = make_view(text, marks)
    view._overview.grab()
    assert not view._overview.is_busy()
    assert view._overview.sketch().bars
    view.set_document("Друг текст без нищо.\n" * 90)
    view._overview.grab()
    assert not view._overview.sketch().bars


def test_the_strip_stays_while_a_frame_opens(make_view: MakeView) -> None:
    marks = [Mark(f"m{n}", ((n * 13, n * 13 + 5),), 1, "margin") for n in range(80)]
    view = make_view("Редът е къс.\n" * 90, marks)
    before = view._overview.grab().toImage()
    view.set_frame(Frame("m3", (FrameEnd("m5", "holder"),)))
    view.patch_marks([], [marks[7]])
    assert view._overview.grab().toImage() == before


def _pixels(view: TextView) -> dict[tuple[int, str], set[tuple[int, int]]]:
    """Return what the strip would hold if all were gathered now."""
    whole = Sketch(view._overview.height())
    for _ in sketching(whole, view._layout.index, extent_of(view._layout)):
        pass
    return whole.bars


def test_what_only_comes_is_added_and_what_goes_is_gathered_anew(
    make_view: MakeView, qtbot: QtBot
) -> None:
    marks = [Mark(f"m{n}", ((n * 130, n * 130 + 5),), 1) for n in range(40)]
    view = make_view("Редът е къс.\n" * 900, marks)
    view.finish_measuring()
    gathered = view._overview.sketch()
    come = [Mark("new", ((2600, 2605),), 2), Mark("m3", ((390, 395),), 1, flags=Flags.UNSURE)]
    view.patch_marks(["m3"], come)
    qtbot.waitUntil(lambda: bool(gathered.dots))
    assert not view._overview.is_busy()
    assert view._overview.sketch() is gathered
    assert gathered.bars == _pixels(view)
    assert (2, "fill") in gathered.bars
    view.patch_marks(["new"], [])
    qtbot.waitUntil(lambda: view._overview.sketch() is not gathered)
    assert view._overview.sketch().bars == _pixels(view)
    assert (2, "fill") not in view._overview.sketch().bars
    view.patch_marks(["m3"], [marks[3]])
    qtbot.waitUntil(lambda: not view._overview.sketch().dots)


def test_all_are_gathered_anew_where_the_document_becomes_higher(
    make_view: MakeView, qtbot: QtBot
) -> None:
    marks = [Mark(f"m{n}", ((n * 13, n * 13 + 5),), 1) for n in range(20)]
    view = make_view("Редът е къс.\n" * 30, marks)
    view.finish_measuring()
    gathered = view._overview.sketch()
    # Nested ones take lanes below each other, so the lines become higher.
    view.patch_marks([], [Mark(f"n{n}", ((0, 6 + n),), 2, "margin") for n in range(6)])
    qtbot.waitUntil(lambda: view._overview.sketch() is not gathered)
    assert view._overview.sketch().bars == _pixels(view)


def test_while_the_height_changes_the_strip_is_stretched_and_then_gathered_anew(
    make_view: MakeView, qtbot: QtBot
) -> None:
    marks = [Mark(f"m{n}", ((n * 130, n * 130 + 5),), 1, "margin") for n in range(40)]
    view = make_view("Редът е къс.\n" * 900, marks)
    view.finish_measuring()
    strip, gathered = view._overview, view._overview.sketch()
    ink, height = Look().layer(1).ink.lower(), strip.height()
    lowest = max(bottom for _, bottom in gathered.bars[1, "margin"]) / height

    def lowest_seen() -> float:
        picture = strip.grab().toImage()
        rows = range(picture.height())
        return max(y for y in rows if picture.pixelColor(3, y).name() == ink) / picture.height()

    for step in range(1, 9):
        view.resize(view.width(), view.height() - 20)
        view.grab()
        assert strip.height() == height - 20 * step
        assert strip.sketch() is gathered
        assert abs(lowest_seen() - lowest) < 0.02
    qtbot.waitUntil(lambda: strip.sketch() is not gathered)
    assert strip.sketch().height == strip.height()
    assert strip.sketch().bars == _pixels(view)
    assert abs(lowest_seen() - lowest) < 0.02


@pytest.mark.parametrize("seed", range(4))
def test_the_picture_depends_on_what_there_is_and_not_on_what_came_first(
    qtbot: QtBot, seed: int
) -> None:
    pick = random.Random(seed)
    drawings, flags = ("fill", "margin", "line", "fill"), (Flags.NONE, Flags.UNSURE)
    marks = [
        Mark(f"m{n}", ((at, at + pick.randrange(1, 60)),), slot, drawings[slot], flags=flag)
        for n in range(120)
        for at, slot, flag in [(pick.randrange(3000), pick.randrange(4), pick.choice(flags))]
    ]

    def pictured(first: list[Mark], then: list[Mark]) -> object:
        overview = _overview(qtbot)
        overview.set_hits([(n / 40, n / 40) for n in range(40)])
        overview.gather(first, extent)
        overview.finish()
        overview.grab()
        for mark in then:
            overview.add([mark], extent)
        return overview.grab().toImage()

    def extent(begin: int, end: int) -> tuple[float, float]:
        return begin / 3100, end / 3100

    whole = pictured(marks, [])
    assert pictured(marks[::-1], []) == whole
    mixed = pick.sample(marks, len(marks))
    assert pictured(mixed[:60], mixed[60:]) == whole
