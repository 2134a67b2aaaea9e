"""Outlines lie under the words, handles beside labels, and signs of a jump over the words."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtGui import QColor

from annotator.ui.text.marks import FILL, LINE, Flags, Mark
from annotator.ui.text.stacks import reach_of
from annotator.ui.text.view import TextView
from tests.painted import picture
from tests.painted_ink import common, glimpse, ink, kinds, mask
from tests.ui.text.conftest import MakeView

THAI = "ที่ปู่ นี้ น้ำท่วมที่ปิ่นเกล้า ẪỄ Ậg ЙЁ"


def words_not_whole(view: TextView) -> int:
    """Count the pixels that words fill alone and that have another colour in the picture of all."""
    alone, found = ink(view, kinds(view)["words"]), picture(view)
    wanted = QColor(view._look.tokens.ink).rgb()
    return sum(
        alone.pixelColor(x, y).alpha() == 255 and found.pixel(x, y) != wanted
        for x in range(found.width())
        for y in range(found.height())
    )


@pytest.mark.parametrize("drawing", [FILL, LINE])
@pytest.mark.parametrize("state", ["suggested", "differs", "selected"])
def test_no_letter_is_crossed_by_an_outline(make_view: MakeView, state: str, drawing: str) -> None:
    span, end = (0, 24), len(THAI)
    flags = {"suggested": Flags.SUGGESTED, "differs": Flags.DISAGREES}.get(state, Flags.NONE)
    hatched = (span,) if state == "differs" else ()
    view = make_view(
        THAI, [Mark("m", (span,), 0, drawing, flags=flags, hatched=hatched)], width=500, height=120
    )
    view.set_caret(end)
    if state == "selected":
        view.set_selected_marks(["m"])
    assert words_not_whole(view) == 0


@pytest.mark.parametrize("zoom", [60, 100, 150, 200, 300])
@pytest.mark.parametrize("text", ["една дума две", "شرح كلمة أخرى"])
def test_a_handle_covers_no_letter_of_its_label(make_view: MakeView, text: str, zoom: int) -> None:
    view = make_view(text, [Mark("m", ((5, 9),), 0, FILL, "Д", "дума")])
    view.set_zoom(zoom)
    view.select_mark("m")
    now, outlines, x = glimpse(view), view._stage.painter.outlines, view._column.left
    handles = partial(outlines.paint_handles, lines=now.painted_lines(), scene=now.scene, x=x)
    found = mask(ink(view, handles))
    assert found
    assert common(found, mask(ink(view, kinds(view)["labels"]))) == 0


def test_the_hub_of_a_frame_has_no_handles(make_view: MakeView) -> None:
    from annotator.ui.text.marks import Frame

    view = make_view("една дума две", [Mark("m", ((5, 9),), 0, FILL, "Д", "дума")])
    view.select_mark("m")
    view.set_frame(Frame("m"))
    now, outlines, x = glimpse(view), view._stage.painter.outlines, view._column.left
    handles = partial(outlines.paint_handles, lines=now.painted_lines(), scene=now.scene, x=x)
    assert not mask(ink(view, handles))


@pytest.mark.parametrize("zoom", [60, 100, 150, 200, 300])
def test_signs_of_a_jump_cover_no_capital(make_view: MakeView, zoom: int) -> None:
    def masks(text: str) -> tuple[TextView, int, int]:
        view = make_view(text, [Mark("m", ((7, 12),), 0, FILL, "Д", "дума")])
        view.set_zoom(zoom)
        view.set_hints({0: "a", 7: "b", 13: "йк"})
        hints = mask(ink(view, partial(view._stage._hints, now=glimpse(view))))
        assert hints
        return view, hints, mask(ink(view, kinds(view)["words"]))

    _, hints, words = masks("ИОРДАН РУСИЯ EU")
    assert common(hints, words) == 0
    # A mark over a capital stands as high as labels do, and in some fonts as high as their lines.
    view, hints, words = masks("ЙОРДАН РУСИЯ EU")
    face = view._metrics.text
    if reach_of("Й", face.font)[0] <= face.ascent - view._metrics.px(2):
        assert common(hints, words) <= 12
