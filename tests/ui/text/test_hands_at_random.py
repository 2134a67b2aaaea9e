"""Whatever hands do to the view, what stands on the screen is what would be painted anew."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.ui.text.marks import Mark, SegmentView
from annotator.ui.text.view import TextView
from tests.ui.text.conftest import MakeView

_FAINT = 48
WORDS = ("и " * 150, "Предизвикателствата " * 9, "комисията заседава днес " * 14, "къс ред ")


def document(seed: int) -> tuple[str, list[SegmentView], list[Mark]]:
    """Return a text whose heights are not as estimated, with folds and annotations."""
    pick = random.Random(seed)
    text, segments, marks = "", list[SegmentView](), list[Mark]()
    for number in range(90):
        begin = len(text)
        text += pick.choice(WORDS) * pick.randrange(1, 4) + "\n"
        if number % 11 in (4, 5):
            segments.append(SegmentView(begin, len(text) - 1, is_dimmed=True, title="Teaser"))
    for number in range(350):
        at = pick.randrange(len(text) - 90)
        drawing = pick.choice(("fill", "line", "line", "margin"))
        end = at + pick.randrange(1, 80)
        marks.append(Mark(f"m{number}", ((at, end),), number % 5, drawing, "A", "b"))
    return text, segments, marks


class Hands:
    """Does one thing after another, at random."""

    def __init__(self, view: TextView, seed: int) -> None:
        self.view, self.pick, self.made = view, random.Random(seed), 0
        self.deeds = (
            self.scroll, self.jump, self.zoom, self.fold, self.measure, self.measure, self.tag,
            self.untag, self.resize, self.end, self.margin, self.ask,
        )  # fmt: skip

    def at(self) -> int:
        return self.pick.randrange(len(self.view.text()))

    def scroll(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.pick.choice((-900, -120, 35, 120, 900)))

    def jump(self) -> None:
        self.view.set_caret(self.at())

    def end(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(self.pick.choice((0, bar.maximum(), bar.maximum() - 60)))

    def zoom(self) -> None:
        self.view.set_zoom(self.pick.choice((80, 100, 110, 150)))

    def fold(self) -> None:
        groups = self.view._layout.blocks.groups
        number = self.pick.randrange(len(groups))
        self.view.set_folded(number, number not in self.view._layout.folded)

    def measure(self) -> None:
        self.view._scroller.measure_some()

    def tag(self) -> None:
        self.made += 1
        begin, end = self.view.visible_span()
        at = self.pick.choice((self.at(), min(begin + 30, end)))
        mark = Mark(f"n{self.made}", ((at, at + 9),), self.pick.randrange(5), "line", "A", "b")
        self.view.patch_marks([], [mark])

    def untag(self) -> None:
        self.view.patch_marks([self.pick.choice(self.view.marks()).key], [])

    def resize(self) -> None:
        self.view.resize(self.pick.choice((560, 700, 880)), self.pick.choice((300, 500, 640)))

    def margin(self) -> None:
        self.view.set_margin_shown(self.pick.random() < 0.5)

    def ask(self) -> None:
        self.view.rect_of(self.at())


def on_screen(view: TextView) -> QImage:
    whole = view.screen().grabWindow(view.winId()).toImage()
    area = view.viewport().geometry()
    return whole.copy(area).convertToFormat(QImage.Format.Format_RGB32)


def apart(view: TextView) -> str:
    """Return which rows on the screen are not as they would be painted anew.

    The faint edge of a sign that is rounded otherwise, or cut where only its line is painted
    again, counts as the same.
    """
    one, other = on_screen(view), anew(view)
    rows = [
        y
        for y in range(one.height())
        if _differ(bytes(one.constScanLine(y)), bytes(other.constScanLine(y)))
    ]
    return f"{len(rows)} rows from {rows[0]}" if rows else ""


def _differ(one: bytes, other: bytes) -> bool:
    return one != other and any(abs(a - b) > _FAINT for a, b in zip(one, other, strict=True))


def anew(view: TextView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("seed", [1, 3, 8, 14, 21, 34])
def test_what_is_on_the_screen_is_where_the_scroll_bar_says(make_view: MakeView, seed: int) -> None:
    text, segments, marks = document(seed)
    view = make_view(text, marks, segments)
    hands, done = Hands(view, seed), list[str]()
    for _ in range(70):
        deed = hands.pick.choice(hands.deeds)
        done.append(deed.__name__)
        deed()
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        assert apart(view) == "", " ".join(done[-6:])
        bar, layout = view.verticalScrollBar(), view._layout
        assert view._scroller.top() == bar.value() - view._metrics.top
        place = layout.place_at(view._scroller.top() + view._metrics.top)
        shape = layout.shape(place.number)
        offset = shape.line_begin(place.line)
        middle = view.rect_of(offset).center()
        assert view.position_at(QPointF(middle.x(), middle.y())) == offset, " ".join(done[-6:])
