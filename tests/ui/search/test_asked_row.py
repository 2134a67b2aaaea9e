"""The row of a search: boxes, counts and sentence have room, and none is cut for another."""

from __future__ import annotations

from tests.ui.search.conftest import search


def test_counts_that_take_the_room_of_the_boxes_give_them_a_row_of_their_own(window, qtbot) -> None:
    """What had room before anything was found stayed there, and the words beside it were cut."""
    panel = window.search.panel
    row = panel._row

    def place() -> int:
        return row.layout.getItemPosition(row.layout.indexOf(row.boxes))[0]

    assert panel.count.text() == ""
    for width in range(300, 2000, 4):
        row.arrange(width)
        if place() == 0:
            break
    panel.setFixedWidth(width)
    row.arrange(panel.width())
    assert place() == 0
    search(qtbot, window, "граница")
    assert panel.count.text()
    assert panel.width() == width
    assert place() == 1
    search(qtbot, window, "няматакавадума")
    assert panel.count.text() == ""


def test_boxes_keep_their_row_for_the_searches_to_come(window, qtbot) -> None:
    """The first hits of each search said fewer, so the boxes went up, the hits too, and back."""
    panel = window.search.panel
    row = panel._row
    row.arrange(300)
    panel.count.setText("")
    row.arrange(3_000, may_join=False)
    assert row.layout.getItemPosition(row.layout.indexOf(row.boxes))[0] == 1
    row.arrange(3_000)
    assert row.layout.getItemPosition(row.layout.indexOf(row.boxes))[0] == 0
