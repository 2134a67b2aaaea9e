"""What changes on the screen is painted again, and little else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.look.look import Look
from annotator.ui.text.caret import caret_rect
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import Frame, FrameEnd, Mark, SegmentView
from annotator.ui.text.metrics import metrics_for
from annotator.ui.text.selection import Selection
from annotator.ui.text.view import TextView
from tests.ui.text.conftest import MakeView

TEXT = "\n".join(f"Абзац {n}: комисията заседава днес в Москва и решава. " * 3 for n in range(9))


def marks() -> list[Mark]:
    found = [
        Mark(
            f"m{n}", ((n * 40 + 3, n * 40 + 21),), n % 3, ("fill", "fill", "line")[n % 3], "A", "b"
        )
        for n in range(30)
    ]
    return [*found, Mark("long", ((100, 700),), 2, "margin", "S", "support", "offer")]


class Painted(QObject):
    """Notes which rows of the viewport are painted."""

    def __init__(self, view: TextView) -> None:
        super().__init__()
        self.rows: set[int] = set()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            for rect in event.region():  # type: ignore[attr-defined]
                self.rows.update(range(rect.top(), rect.bottom() + 1))
        return False


def picture(view: TextView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def rows_that_differ(one: QImage, other: QImage) -> set[int]:
    ratio = one.devicePixelRatio()
    return {
        int(y / ratio)
        for y in range(one.height())
        if bytes(one.constScanLine(y)) != bytes(other.constScanLine(y))
    }


ACTIONS: dict[str, Callable[[TextView], object]] = {
    "select": lambda view: view.select_mark("m4"),
    "select long": lambda view: view.select_mark("long"),
    "select another": lambda view: view.select_mark("m9"),
    "select none": lambda view: view.select_mark(None),
    "hover": lambda view: view.set_hovered("m7"),
    "hover nothing": lambda view: view.set_hovered(""),
    "flash": lambda view: view.flash("m2"),
    "caret": lambda view: view.set_caret(333),
    "extend": lambda view: view.set_caret(520, anchor=333),
    "shrink": lambda view: view.set_caret(400, anchor=333),
    "collapse": lambda view: view.set_caret(10),
    "add": lambda view: view.patch_marks([], [Mark("new", ((226, 231),), 1, "fill", "P")]),
    "add a lane": lambda view: view.patch_marks([], [Mark("x", ((200, 230),), 4, "line", "C")]),
    "remove": lambda view: view.patch_marks(["m4", "new"], []),
    "open a frame": lambda view: view.set_frame(Frame("long", (FrameEnd("m5", "holder"),))),
    "select in a frame": lambda view: view.select_mark("m8"),
    "close it": lambda view: view.set_frame(None),
    "several": lambda view: view.set_selected_marks(["m1", "m12"]),
}


def test_every_row_that_changes_is_painted(make_view: MakeView) -> None:
    view = make_view(TEXT, marks())
    painted = Painted(view)
    for name, act in ACTIONS.items():
        # A flash may end here, and not between the picture and what is noted.
        QApplication.processEvents()
        before = picture(view)
        QApplication.sendPostedEvents()
        painted.rows.clear()
        act(view)
        QApplication.sendPostedEvents()
        rows = set(painted.rows)
        missing = rows_that_differ(before, picture(view)) - rows
        assert not missing, (name, sorted(missing))


def on_screen(view: TextView) -> QImage:
    """Return what the window shows, which was painted in parts and moved."""
    whole = view.screen().grabWindow(view.winId()).toImage()
    return whole.copy(view.viewport().geometry()).convertToFormat(QImage.Format.Format_RGB32)


def seen_to_differ(one: QImage, other: QImage) -> set[int]:
    """Return the rows that an eye could tell apart.

    Where the soft edges of two signs meet, the order in which they are drawn shows a little.
    """
    found: set[int] = set()
    for y in rows_that_differ(one, other):
        pairs = zip(bytes(one.constScanLine(y)), bytes(other.constScanLine(y)), strict=True)
        if max(abs(a - b) for a, b in pairs) > SOFT:
            found.add(y)
    return found


SOFT = 24


def test_what_is_on_the_screen_is_what_would_be_painted_anew(make_view: MakeView) -> None:
    view = make_view(TEXT, marks())
    for name, act in (*ACTIONS.items(), *EDITS.items()):
        act(view)
        QApplication.sendPostedEvents()
        shown, anew = on_screen(view), picture(view)
        assert shown.size() == anew.size()
        assert not seen_to_differ(shown, anew), name


HITS = [(300, 340), (420, 560)]

EDITS: dict[str, Callable[[TextView], object]] = {
    "plain": lambda view: view.set_selected_marks(()),
    "lanes on many lines": lambda view: view.patch_marks(
        [], [Mark(f"n{n}", ((n, 330 - n),), n % 5, "line", "B", "b") for n in range(120, 150, 9)]
    ),
    "a stripe": lambda view: view.patch_marks([], [Mark("s", ((20, 230),), 3, "margin", "T", "t")]),
    "with letters only": lambda view: view.set_names_shown(False),
    "a lane goes": lambda view: view.patch_marks(["n120", "n129"], []),
    "in the last line": lambda view: view.patch_marks([], [Mark("l", ((900, 1100),), 2, "line")]),
    "all go": lambda view: view.patch_marks(["n138", "n147", "s", "l", "long"], []),
    "scrolled": lambda view: view.verticalScrollBar().setValue(90),
    "above the view": lambda view: view.patch_marks([], [Mark("a", ((0, 60),), 1, "line")]),
    "with hits": lambda view: view.set_hits(HITS, 0),
    "the next hit": lambda view: view.set_hits(HITS, 1),
    "beside a hit": lambda view: view.patch_marks([], [Mark("h", ((290, 450),), 1, "line", "C")]),
    "at another size": lambda view: view.set_zoom(130),
    "there": lambda view: view.patch_marks(["h"], [Mark("z", ((333, 344),), 0, "fill", "A", "v")]),
}


@pytest.mark.parametrize("seed", range(6))
def test_many_edits_leave_nothing_behind(make_view: MakeView, seed: int) -> None:
    pick = random.Random(seed)
    view = make_view(TEXT.replace("Москва", "موسكو في") if seed % 2 else TEXT, marks())
    for number in range(40):
        begin = pick.randrange(len(TEXT) - 300)
        spans = ((begin, begin + pick.choice((3, 12, 40, 280))),)
        drawing = pick.choice(("fill", "line", "margin"))
        known = [mark.key for mark in view.marks()]
        added = Mark(f"r{number}", spans, pick.randrange(5), drawing, "R", "wide", "x", 1)
        view.patch_marks(pick.sample(known, min(len(known), 2)), [added])
        if number % 4 == 0:
            view.set_caret(begin)
        QApplication.sendPostedEvents()
        assert not seen_to_differ(on_screen(view), picture(view)), number


@pytest.mark.parametrize("name", ["select", "hover", "caret", "add"])
def test_little_else_is_painted(make_view: MakeView, name: str) -> None:
    view = make_view(TEXT, marks())
    painted = Painted(view)
    QApplication.processEvents()
    painted.rows.clear()
    ACTIONS[name](view)
    QApplication.sendPostedEvents()
    assert 0 < len(painted.rows) < view.viewport().height() / 2


SMALL_LINES = "Бележка под снимката с думи.\n\nАбзац след празен ред.\n\nТретият абзац е кратък.\n"


@pytest.mark.parametrize("zoom", [60, 100, 200, 300])
def test_caret_and_selection_leave_nothing_behind_round_small_lines(
    qtbot: QtBot, make_view: MakeView, zoom: int
) -> None:
    """An empty line, and one that is not annotated, have no room for them under the words."""
    view = make_view(SMALL_LINES, segments=[SegmentView(0, 28, True, "Caption")], width=1200)
    view.set_zoom(zoom)
    view.set_folded(0, False)
    qtbot.waitUntil(view.hasFocus)
    for offset in (4, 40, 29, 45, 53, 60, len(SMALL_LINES), 29, 0, 28, 53):
        for act in (
            lambda at=offset: view.set_caret(at, scroll=False),
            lambda at=offset: view.set_caret(at, anchor=28, scroll=False),
            lambda: view.patch_marks([], [Mark("x", ((30, 50),), 2, "line")]),
            lambda at=offset: view.set_caret(at, anchor=53, scroll=False),
            lambda: view.patch_marks(["x"]),
        ):
            act()
            QApplication.sendPostedEvents()
            assert view._caret_sign().is_shown
            assert not seen_to_differ(on_screen(view), picture(view)), offset


@pytest.mark.parametrize("width", [1300, 1210, 1160])
def test_stripes_and_names_follow_a_column_that_only_moves(make_view: MakeView, width: int) -> None:
    crowd = [
        Mark(f"s{n}", ((20 * n, 900 + 20 * n),), n % 3, "margin", "S", f"value {n}")
        for n in range(12)
    ]
    view = make_view(TEXT, [*marks(), *crowd], width=1400)
    before = view._column
    picture(view)
    view.resize(width, view.height())
    QApplication.processEvents()
    assert view._column.width == before.width
    assert view._column.left != before.left
    view.patch_marks(["s3"], [Mark("new", ((5, 400),), 1, "margin", "P", "other")])
    QApplication.processEvents()
    seen = picture(view)
    shown = [mark for mark in crowd if mark.key != "s3"]
    other = make_view(TEXT, [*marks(), *shown, view.mark("new")], width=width)
    assert rows_that_differ(seen, picture(other)) == set()


@pytest.mark.parametrize("zoom", [60, 100, 300])
def test_the_letter_at_the_caret_leaves_nothing_behind(
    qtbot: QtBot, make_view: MakeView, zoom: int
) -> None:
    """In lines of teasers it stands on the line above; over large words it is high itself."""
    teaser = "Бележка под снимката с думи. " * 9
    text = f"Абзац пред нея.\n{teaser}\nАбзац след нея.\n"
    view = make_view(text, segments=[SegmentView(16, 16 + len(teaser), True, "Caption")])
    view.set_zoom(zoom)
    view.set_folded(0, False)
    qtbot.waitUntil(view.hasFocus)
    view.set_caret_letter("A")
    for offset in (20, 110, 220, 4, 25, 114, 282, 23):
        for act in (
            lambda at=offset: view.set_caret(at, scroll=False),
            lambda: view.patch_marks([], [Mark("x", ((2, 9),), 2, "line")]),
            lambda: view.patch_marks([], [Mark("y", ((5, 12),), 1, "line")]),
            view._blink._on_turn,
            view._blink._on_turn,
            lambda: view.patch_marks(["x", "y"]),
        ):
            act()
            QApplication.sendPostedEvents()
            assert not seen_to_differ(on_screen(view), picture(view)), offset


def test_a_caret_in_a_low_line_does_not_reach_farther_than_is_painted_again(
    qapp: QApplication,
) -> None:
    high = metrics_for(Look(), 100)
    high = replace(high, text=replace(high.text, cap=high.text.cap + 9))
    layout = DocumentLayout(SMALL_LINES, [SegmentView(0, 28, True, "Caption")], high, 700)
    layout.set_folded(0, False)
    selection = Selection(SMALL_LINES)
    for offset in (4, 29, 33):
        selection.go(offset)
        place = layout.line_at(offset)
        line = layout.line(place)
        assert caret_rect(layout, selection).top() >= place.top + line.top - high.tail
