"""A label of one line whose text goes its own way."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from annotator.ui.widgets.rows import Elided

MIXED = "قال الوزير بلغاريا ستوقع الاتفاق بلغاريا ستوقع الاتفاق Bulgaria"


def _inked(label: QLabel) -> list[int]:
    """Return how many dark pixels each column of a label has."""
    label.setStyleSheet("background: #FFFFFF; color: #000000")
    image = label.grab().toImage()
    rows = range(image.height())
    return [
        sum(QColor(image.pixel(x, y)).lightness() < 128 for y in rows) for x in range(image.width())
    ]


def test_a_text_written_from_right_to_left_is_read_from_its_right(qtbot) -> None:
    """Laid out from the left, the last word would stand at the right instead."""
    as_it_is, forced = Elided(MIXED), Elided("\u200f" + MIXED)
    from_left = Elided("\u200e" + MIXED)
    for label in (as_it_is, forced, from_left):
        qtbot.addWidget(label)
        label.resize(600, 24)
    assert _inked(as_it_is) == _inked(forced)
    assert _inked(as_it_is) != _inked(from_left)
    first = next(x for x, count in enumerate(_inked(as_it_is)) if count)
    assert first < 12
