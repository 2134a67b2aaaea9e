"""An annotation of blanks alone is seen too: of a space at a wrap, of a line break, of both."""

from __future__ import annotations

import pytest

from annotator.ui.look.look import Look
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import FILL, LINE, Mark, MarkIndex
from annotator.ui.text.metrics import metrics_for

pytestmark = pytest.mark.usefixtures("qapp")

TEXT = "Първи абзац с думи до края на реда и още. \nВтори.\r\n\r\n  \n\nТрети\tс табулация."


def layout_of(marks: list[Mark], text: str = TEXT) -> DocumentLayout:
    layout = DocumentLayout(text, (), metrics_for(Look(), 100), 140)
    layout.set_marks(MarkIndex(marks))
    return layout


def places(layout: DocumentLayout, key: str) -> list[tuple[int, float, float]]:
    """The blocks on which a mark stands, with its first and last x."""
    return [
        (number, row.left, row.right)
        for number in range(len(layout.blocks))
        for line in layout.laid_out(number).lines
        for row in line.rows
        if row.mark.key == key
    ]


def blanks(text: str) -> list[tuple[int, int]]:
    """Every single blank of a text, and every two."""
    ones = [(at, at + 1) for at, sign in enumerate(text) if sign.isspace()]
    return ones + [(at, at + 2) for at in range(len(text) - 1) if text[at : at + 2].isspace()]


@pytest.mark.parametrize("drawing", [FILL, LINE])
def test_every_blank_can_be_seen(drawing: str) -> None:
    marks = [
        Mark(f"{begin}-{end}", ((begin, end),), 0, drawing, "A", "") for begin, end in blanks(TEXT)
    ]
    layout = layout_of(marks)
    for mark in marks:
        found = places(layout, mark.key)
        assert found, mark
        assert all(left < right for _, left, right in found)
        assert [number for number, *_ in found] == sorted({number for number, *_ in found})


def test_a_break_is_seen_at_the_end_of_its_line_only() -> None:
    at = TEXT.index("\n")
    layout = layout_of([Mark("break", ((at, at + 1),), 0, LINE, "A", "")])
    assert [number for number, *_ in places(layout, "break")] == [0]


def test_what_is_seen_elsewhere_needs_no_sign_of_its_blanks() -> None:
    at = TEXT.index("\n")
    words = Mark("words", ((at - 6, at + 3),), 0, LINE, "A", "")
    layout = layout_of([words])
    lines = [row for line in layout.laid_out(0).lines for row in line.rows]
    assert len(lines) == 1
    assert lines[0].right - lines[0].left > 5


def test_an_empty_paragraph_without_annotations_of_its_own_stays_low() -> None:
    around = Mark("around", ((2, len(TEXT) - 2),), 0, LINE, "A", "")
    plain, within = layout_of([]), layout_of([around])
    at = TEXT.index("  \n") + 1
    blank = plain.blocks.at(at)
    assert within.laid_out(blank).height == plain.laid_out(blank).height
    own = layout_of([Mark("own", ((at, at + 1),), 0, LINE, "A", "")])
    assert own.laid_out(blank).height > plain.laid_out(blank).height


def test_a_piece_of_a_long_paragraph_has_no_sign_of_what_begins_the_next() -> None:
    text = "дума " * 2000
    first = layout_of([], text).blocks[0]
    layout = layout_of([Mark("next", ((first.end, first.end + 1),), 0, LINE, "A", "")], text)
    assert [number for number, *_ in places(layout, "next")] == [1]


def test_a_blank_that_is_tagged_and_taken_back_leaves_its_line_as_it_was() -> None:
    at = TEXT.index("\n")
    mark = Mark("break", ((at, at + 1),), 0, LINE, "A", "")
    layout = layout_of([])
    before = layout.laid_out(0)
    layout.index.add(mark)
    layout.touch(mark)
    assert places(layout, "break")
    layout.index.remove(mark.key)
    layout.touch(mark)
    assert not places(layout, "break")
    assert layout.laid_out(0).height == before.height
