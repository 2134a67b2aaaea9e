"""The sentence of a frame takes all of its two lines, and no more."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtGui import QFont, QTextDocument, QTextLayout

from annotator.ui.bars.sentence import (
    MOST,
    Inks,
    Part,
    Said,
    fitted,
    lines_of,
    pieces,
    rich,
    width_of,
)
from annotator.ui.spoken.frames import SHORTEST, FrameSentence, Named

WORDS = "руското външно министерство и комисията за делимитация на границата"
INKS = Inks("#000000", "#000000", "#000000")


def _said(letters: int, verbs: tuple[str, ...] = ("подкрепя", "предлага")) -> Said:
    names = [Named(WORDS[n : n + letters], str(n)) for n in (0, 8, 20)]
    chains = (((names[0],), (names[1],)), ((names[2],),))
    return pieces(FrameSentence(chains, verbs, (names[1],)), "още няма обект")


def _lines(said: Said, font: QFont, width: float) -> int:
    """Return how many lines a label of that width takes for a sentence."""
    page = QTextDocument()
    page.setDocumentMargin(0)
    page.setDefaultFont(font)
    page.setHtml("".join(rich(part, INKS) for part in (*said.who, *said.what)))
    page.setTextWidth(width)
    page.size()
    return page.firstBlock().layout().lineCount()


@pytest.mark.parametrize("width", [260, 330, 420, 560, 700])
def test_names_are_as_long_as_two_lines_hold_and_no_longer(qapp, width: int) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(14)
    found = fitted(_said, font, width)
    assert _lines(found, font, width) <= 2
    used = next((n for n in range(SHORTEST, MOST + 1) if _said(n) == found), None)
    if used is not None and used < MOST:
        assert _lines(_said(used + 1), font, width) > 2 or width_of(_said(used + 1), font) > width


def test_verbs_give_way_before_it_is_unseen_to_whom(qapp) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(14)
    verbs = ("предупреждава за последиците от всичко, което се говори " * 3,)
    found = fitted(lambda letters: _said(letters, verbs), font, 420)
    shown = "".join(part.text for part in found.what)
    assert "…" in shown
    assert shown.index("→") < len(shown) - 3
    assert _lines(found, font, 420) <= 2


def test_an_end_is_a_link_and_what_is_done_is_bold() -> None:
    assert 'href="7"' in rich(Part("Русия", "7"), INKS)
    assert "<b>" in rich(Part("подкрепя", is_bold=True), INKS)
    assert "href" not in rich(Part(" → "), INKS)


def test_more_lines_hold_longer_names(qapp) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(14)
    two, four = (fitted(_said, font, 420, lines) for lines in (2, 4))
    assert 2 < lines_of(four, font, 420, 4) <= 4
    assert width_of(four, font) > width_of(two, font)
    assert lines_of(four, font, 420, 2) == 3


def test_names_from_right_to_left_stand_in_the_order_of_the_sentence(qapp) -> None:
    """Who reports whom, and the verbs, were seen the other way round, with the arrow as it was."""
    one, other, third = (Named(name, name) for name in ("רוסיה", "משרד", "מצרים"))
    verbs = ("תומך", "מציע")
    said = pieces(FrameSentence((((one,), (other,)),), verbs, (third, one)), "no target")
    shown = "".join(part.text for part in (*said.who, *said.what))
    layout = QTextLayout(shown, qapp.font())
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    order = [one.name, other.name, *verbs, third.name]
    inner = [line.cursorToX(shown.index(name) + 1) for name in order]
    places = [cast("tuple[float, int]", found)[0] for found in inner]
    assert places == sorted(places)
