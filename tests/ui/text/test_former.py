"""Lines that come out at another width as they were keep what stands on them, and no others."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.look.look import Look
from annotator.ui.text.dress import Line
from annotator.ui.text.label_painter import LabelPainter
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import Mark, MarkIndex
from annotator.ui.text.metrics import metrics_for
from annotator.ui.text.painter import Painter
from annotator.ui.text.scene import Scene
from tests.examples import examples
from tests.ui.text.test_arranged import a_mark, metrics
from tests.ui.text.test_shelf import PIECES

WORDS = (
    "Русия е готова ",
    "   ",
    "дума ",
    "и ",
    "ще\u00adше ",
    "a\u0301\u200b",
    "👍🏽",
    "\t",
    "\n",
)


@cache
def painter() -> LabelPainter:
    return Painter(Look(), metrics(), 1.0).labels


def shown(line: Line) -> tuple[object, ...]:
    """All that is drawn of a line, labels with and without names made as when it is seen."""
    labels = [painter().labels_of(line, Scene(names_shown=names)) for names in (True, False)]
    return line._replace(labels={}), list(line.rows), labels


def all_shown(layout: DocumentLayout) -> list[tuple[object, ...]]:
    dresses = [layout.laid_out(number) for number in range(len(layout.blocks))]
    return [shown(line) for dress in dresses for line in dress.lines]


def laid_out(text: str, marks: list[Mark], width: int, readers: int = 0) -> DocumentLayout:
    layout = DocumentLayout(text, (), metrics(), width)
    layout.set_marks(MarkIndex(marks), readers)
    return layout


def changed(layout: DocumentLayout, mark: Mark) -> None:
    """Put a mark in the place of the one with its key, as an edit does."""
    old = layout.index.get(mark.key)
    layout.index.add(mark)
    for one in (old, mark):
        if one is not None:
            layout.touch(one)


@examples(150)
@given(st.data())
def test_at_any_width_they_are_those_of_a_layout_of_that_width(
    qapp: object, data: st.DataObject
) -> None:
    pieces = data.draw(st.sampled_from((WORDS, WORDS, (*WORDS, *PIECES))))
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), min_size=4, max_size=50)))
    one = a_mark(len(text))
    marks = data.draw(st.lists(one, max_size=12, unique_by=lambda mark: mark.key))
    width = data.draw(st.integers(60, 500))
    layout = laid_out(text, marks, width)
    for step in data.draw(st.lists(st.integers(-40, 40), min_size=1, max_size=5)):
        all_shown(layout)
        if data.draw(st.integers(0, 3)) == 0:
            changed(layout, data.draw(one))
        width = max(40, width + step)
        layout.measure(metrics(), width)
        if data.draw(st.integers(0, 3)) == 0:
            changed(layout, data.draw(one))
        assert all_shown(layout) == all_shown(laid_out(text, list(layout.index), width))


TEXT = "Русия е готова да продължи преговорите с Армения и с всички други страни. " * 6


def words(text: str = TEXT, every: int = 7) -> list[Mark]:
    return [
        Mark(str(begin), ((begin, begin + 5),), begin % 3, "fill", "A", "state")
        for begin in range(0, len(text) - 5, every)
    ]


def test_what_stands_on_a_line_that_is_as_it_was_is_not_arranged_again(qapp: object) -> None:
    layout = laid_out(TEXT, words(), 600)
    before = layout.laid_out(0).lines
    for line in before:
        assert painter().labels_of(line, Scene())
    starts = list(layout.shape(0).starts)
    # A pixel less: where no word stood at the edge, nothing is elsewhere.
    layout.measure(metrics(), 599)
    assert layout.shape(0).starts == starts
    after = layout.laid_out(0).lines
    assert len(after) == len(before)
    for was, now in zip(before, after, strict=True):
        assert now.rows is was.rows
        assert now.width == 599
    assert any(now.labels == was.labels for was, now in zip(before, after, strict=True))
    layout.measure(metrics(), 420)
    ends = [*starts[1:], 0]
    old = {(b, e): line.rows for b, e, line in zip(starts, ends, after, strict=True)}
    now = layout.shape(0).starts
    for begin, end, line in zip(now, [*now[1:], 0], layout.laid_out(0).lines, strict=True):
        assert any(line.rows is rows for rows in old.values()) == ((begin, end) in old)


def test_what_changed_meanwhile_is_not_kept_as_it_was(qapp: object) -> None:
    layout = laid_out(TEXT, words(), 600)
    all_shown(layout)
    layout.measure(metrics(), 599)
    changed(layout, Mark("0", ((0, 12),), 4, "fill", "P"))
    changed(layout, Mark("new", ((90, 97),), 4, "fill", "P"))
    assert all_shown(layout) == all_shown(laid_out(TEXT, list(layout.index), 599))


def test_labels_that_the_edge_pushes_are_placed_anew(qapp: object) -> None:
    text = "Русия и Армения днес"
    mark = Mark("a", ((16, 20),), 0, "fill", "ABCDEFGHIJKLM", "")
    widths = [w for w in range(150, 260) if len(laid_out(text, [], w).shape(0).lines) == 1]
    layout = laid_out(text, [mark], widths[-1])
    places: set[float] = set()
    for width in reversed(widths):
        layout.measure(metrics(), width)
        (line,) = layout.laid_out(0).lines
        assert shown(line) == shown(laid_out(text, [mark], width).laid_out(0).lines[0])
        places.add(painter().labels_of(line, Scene())[0].left)
    assert len(places) > 1


def test_a_blank_at_which_a_line_wraps_is_drawn_there_and_nowhere_else(qapp: object) -> None:
    marks = [Mark(str(at), ((at, at + 1),)) for at, char in enumerate(TEXT) if char == " "]
    layout = laid_out(TEXT, marks, 600)
    all_shown(layout)
    for width in range(599, 500, -3):
        layout.measure(metrics(), width)
        assert all_shown(layout) == all_shown(laid_out(TEXT, marks, width))


def test_a_line_with_a_tab_is_dressed_anew(qapp: object) -> None:
    """Qt makes the tab wider or narrower by where it stood on the way, on a line that is alike."""
    text = "   Русия е готова 👍🏽ще\u00adше Русия е готова \tá\u200b"
    marks = [Mark("c", ((10, len(text)),), 0, "fill", "A", "x")]
    for first in range(90, 160):
        layout = laid_out(text, marks, first)
        all_shown(layout)
        for width in (105, 112, 118, 127):
            layout.measure(metrics(), width)
            assert all_shown(layout) == all_shown(laid_out(text, marks, width)), (first, width)


def test_of_other_marks_or_another_size_of_letters_nothing_is_kept(qapp: object) -> None:
    layout = laid_out(TEXT, words(), 600)
    all_shown(layout)
    layout.measure(metrics(), 599)
    layout.set_marks(MarkIndex(words(every=9)), 0)
    assert all_shown(layout) == all_shown(laid_out(TEXT, words(every=9), 599))
    large = metrics_for(Look(), 150)
    layout.measure(large, 599)
    anew = DocumentLayout(TEXT, (), large, 599)
    anew.set_marks(MarkIndex(words(every=9)))
    assert layout.laid_out(0) == anew.laid_out(0)
