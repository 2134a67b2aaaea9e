"""Words of a teaser are muted, but where they are selected or found: there they must be read."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QColor

from annotator.ui.look.look import MODES, Look
from annotator.ui.text.marks import Frame, FrameEnd, Mark, SegmentView
from annotator.ui.text.view import TextView
from tests.ui.look.test_look import contrast
from tests.ui.text.conftest import MakeView

TEXT = "Основен текст.\nМММММ НННННН ММММММ\nКрай."
BEGIN = TEXT.index("НННННН")
WORD = (BEGIN, BEGIN + 6)


def ink_and_ground(view: TextView) -> tuple[str, str]:
    """Return the colours of the word that contrast most: of its letters and behind them."""
    box = view.boxes_of(*WORD)[0].toAlignedRect().adjusted(1, 2, -1, -2)
    image = view.viewport().grab(box).toImage()
    seen = Counter(
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    )
    [(ground, _)] = seen.most_common(1)
    return max(seen, key=lambda colour: contrast(colour, ground)), ground


@pytest.mark.parametrize("mode", MODES)
def test_what_is_selected_or_found_in_a_teaser_is_read(make_view: MakeView, mode: str) -> None:
    begin = TEXT.index("МММММ")
    view = make_view(TEXT, (), [SegmentView(begin, TEXT.index("\nКрай"), True, "Teaser")])
    look = Look(mode=mode)
    view.set_look(look)
    view.set_caret(WORD[0])
    view.set_caret(0)
    tokens = look.tokens
    assert ink_and_ground(view) == (tokens.muted.lower(), tokens.paper.lower())
    view.set_caret(WORD[1], anchor=WORD[0])
    assert ink_and_ground(view) == (tokens.ink.lower(), tokens.select.lower())
    view.set_caret(0)
    for current, ground in ((-1, tokens.find), (0, tokens.find2)):
        view.set_hits([WORD], current)
        assert ink_and_ground(view) == (tokens.ink.lower(), ground.lower())
    view.set_hits([])
    assert ink_and_ground(view) == (tokens.muted.lower(), tokens.paper.lower())


@pytest.mark.parametrize("mode", MODES)
def test_an_annotation_of_a_teaser_that_is_lit_is_read(make_view: MakeView, mode: str) -> None:
    begin = TEXT.index("МММММ")
    marks = [Mark("end", (WORD,), 0, "fill", "A"), Mark("hub", ((0, 7),), 2, "margin", "S")]
    view = make_view(TEXT, marks, [SegmentView(begin, TEXT.index("\nКрай"), True, "Teaser")])
    look = Look(mode=mode)
    view.set_look(look)
    view.set_caret(WORD[0])
    view.set_caret(0)
    lit = (look.tokens.ink.lower(), look.layer(0).strong.lower())
    assert ink_and_ground(view)[0] == look.tokens.muted.lower()
    view.set_frame(Frame("hub", (FrameEnd("end", "holder"),)))
    assert ink_and_ground(view) == lit
    view.set_frame(None)
    view.set_hovered("end")
    assert ink_and_ground(view) == lit


@pytest.mark.parametrize("mode", MODES)
def test_a_part_of_a_paragraph_that_is_not_annotated_is_muted(
    make_view: MakeView, mode: str
) -> None:
    """It looked like the words around it, and refused every tag."""
    view = make_view(TEXT, (), [SegmentView(*WORD, True, "Caption")])
    look = Look(mode=mode)
    view.set_look(look)
    tokens = look.tokens
    assert ink_and_ground(view) == (tokens.muted.lower(), tokens.paper.lower())
    view.set_caret(WORD[1], anchor=WORD[0])
    assert ink_and_ground(view) == (tokens.ink.lower(), tokens.select.lower())
    view.set_caret(0)
    around = make_view(TEXT, (), [SegmentView(BEGIN + 7, BEGIN + 13, True, "Caption")])
    around.set_look(look)
    assert ink_and_ground(around) == (tokens.ink.lower(), tokens.paper.lower())
