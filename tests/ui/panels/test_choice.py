"""The list of values under a field: long ones end in dots, and nine rows are seen whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.ui.panels.choice import ChoiceField

SHORT = [f"value {n}" for n in range(12)]
LONG = [f"{n}: organisation of several states that were founded by a treaty" for n in range(12)]
VERY_LONG = [f"{label}, {label}, {label}" for label in LONG]


def _offering(qtbot, labels: list[str]) -> ChoiceField:
    field = ChoiceField(lambda _: [(label, label) for label in labels])
    qtbot.addWidget(field)
    field.setFixedWidth(150)
    field.show()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert len(field.offered()) == 12
    return field


@pytest.mark.parametrize("labels", [SHORT, LONG, VERY_LONG], ids=["short", "long", "very long"])
def test_nine_rows_are_seen_whole_and_none_is_wider_than_the_list(qtbot, labels) -> None:
    """Long values were cut without dots, and a scroll bar below hid the ninth."""
    shown = _offering(qtbot, labels)._list
    assert shown.horizontalScrollBar().maximum() == 0
    assert not shown.horizontalScrollBar().isVisible()
    room = shown.viewport().rect()
    rows = [shown.visualItemRect(shown.item(n)) for n in range(9)]
    assert all(room.contains(row) for row in rows)


def test_what_is_cut_is_told_whole_and_what_is_not_is_not(qtbot) -> None:
    cut = _offering(qtbot, VERY_LONG)._list
    assert cut.width() <= 400
    assert VERY_LONG[3] in cut.item(3).toolTip()
    whole = _offering(qtbot, SHORT)._list
    assert whole.width() == 150
    assert whole.item(3).toolTip() == ""
