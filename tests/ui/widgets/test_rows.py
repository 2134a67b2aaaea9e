"""Rows and labels: what does not fit ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.ui.widgets.rows import Elided, Shown, row_item, row_list


def test_a_label_takes_no_more_room_than_there_is(qtbot) -> None:
    label = Elided("A very long sentence that does not fit, " * 20)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() <= 40
    assert "\n" not in Elided("two\nlines").text()
    label.resize(120, 20)
    assert not label.grab().isNull()


def test_all_of_a_row_is_told_to_a_screen_reader(qtbot) -> None:
    item = row_item(Shown("Undo", aside="edit", cap="Ctrl+Z", below="Takes it <b>back</b>"))
    said = item.data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Undo, edit, Ctrl+Z, Takes it <b>back</b>"
    assert "<b>" not in item.toolTip()


def test_a_list_of_rows_has_no_scroll_bar_below(qtbot) -> None:
    listed = row_list()
    qtbot.addWidget(listed)
    listed.resize(100, 200)
    listed.addItem(row_item(Shown("w" * 300, aside="123456789" * 9, below="x" * 300)))
    listed.show()
    assert not listed.horizontalScrollBar().isVisible()
    assert not listed.grab().isNull()
