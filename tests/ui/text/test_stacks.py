"""Lines are as high as their letters with all marks, and those of usual letters cost nothing."""

from __future__ import annotations

import unicodedata
from math import ceil

import pytest
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.ui.look.look import Look
from annotator.ui.text.metrics import metrics_for
from annotator.ui.text.shape import Shape
from annotator.ui.text.stacks import Reaches
from tests.stress import SCRIPTS
from tests.ui.text.conftest import MakeView

VIETNAMESE = "Chính phủ Việt Nam đã ký kết hiệp định với các nước láng giềng"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_as_languages_write_them_need_no_other_lines(qapp: QApplication, form: str) -> None:
    face = metrics_for(Look(), 100).text
    for text in (VIETNAMESE, "Ọ̀rọ̀ Yorùbá", "ударе\u0301ние й ѝ", "שָׁלוֹם", "བོད་ཀྱི་སྐད་"):
        written = unicodedata.normalize(form, text)
        shape = Shape(written, 0, 900, face)
        assert shape.descents == [max(face.descent, ceil(shape.lines[0].descent()))]
        room = max(face.ascent, ceil(shape.lines[0].ascent()))
        # Some fonts set marks of other scripts far over the letters, and Qt paints them there.
        high = inked_over(written, face.font)
        assert shape.ascents == [room] if high <= room else high <= shape.ascents[0] <= high + 2


def inked_over(text: str, font: QFont) -> int:
    """Return how many pixels over its baseline a text is painted, by its ink."""
    image = QImage(600, 200, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(9, 150, text)
    painter.end()
    return 150 - next(y for y in range(200) if min(bytes(image.constScanLine(y))) < 128)


def test_each_letter_is_measured_once(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """To measure each line takes up to eight times as long as to lay it out."""
    face = metrics_for(Look(), 100).text
    measured: list[str] = []
    reach = Reaches._reach

    def noting(self: Reaches, text: str) -> tuple[int, int] | None:
        measured.append(text)
        return reach(self, text)

    monkeypatch.setattr(Reaches, "_reach", noting)
    text = "ខ្ញុំ ŋ̩ r̥ " * 50
    shape = Shape(text, 0, 400, face)
    assert len(shape.lines) > 3
    assert len(measured) <= 1 + len(set(text.split()))
    measured.clear()
    shape.wrap(300)
    Shape(text, 0, 200, face)
    Shape("Русия е готова, Ελλάδα, 外交部, საქართველო, وقال الوزير, שלום", 0, 400, face)
    assert measured == []


@pytest.mark.parametrize("zoom", [60, 100, 150, 200, 300])
@pytest.mark.parametrize("script", SCRIPTS)
def test_no_letter_reaches_out_of_its_line(qapp: QApplication, script: str, zoom: int) -> None:
    """Each sign as it is painted; half a pixel is the rounding of curves, one that of hints."""
    face = metrics_for(Look(), zoom).text
    shape = Shape(SCRIPTS[script], 0, 600, face)
    for number, line in enumerate(shape.lines):
        base = line.y() + line.ascent()
        for run in line.glyphRuns():
            font = run.rawFont()
            for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                box = font.boundingRect(glyph)
                assert base - place.y() - box.top() <= shape.ascents[number] + 1.5
                assert place.y() + box.bottom() - base <= shape.descents[number] + 1.5


def test_a_line_with_a_stack_is_higher_and_the_others_are_as_they_were(make_view: MakeView) -> None:
    plain = make_view("ред\nред o\u0302 ред\nред").rect_of(0)
    view = make_view("ред\nред o\u0302\u0302\u0302\u0302\u0302 ред\nред")
    first, middle, last = (view._layout.shape(n).ascents[0] for n in (0, 1, 2))
    assert middle > first + 10
    assert first == last
    assert view.rect_of(0) == plain


def test_a_line_of_the_same_paragraph_without_such_letters_is_as_it_was(
    make_view: MakeView,
) -> None:
    view = make_view("ред ŋ\u0329 " + "ред " * 60)
    first, *others = view._layout.shape(0).descents
    assert others
    assert first > others[0]


def test_no_heap_is_higher_than_anybody_reads(make_view: MakeView) -> None:
    view = make_view("o" + "\u0302" * 400)
    assert view._layout.shape(0).ascents[0] < 100
