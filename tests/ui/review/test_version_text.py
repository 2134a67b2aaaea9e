"""The words of a version are cut away from what differs, as far as the room asks for it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.look.look import Look
from annotator.ui.review.version_text import VersionText

LONG = (
    "is ready to go on with advice and technical help in the talks of both sides, " * 2 + "it says"
)
SAME, DIFFERS = "The commission for the delimitation of the common border", " with the demarcation"


@pytest.mark.parametrize("width", [220, 300, 900])
def test_what_differs_is_seen_whole(qtbot: QtBot, width: int) -> None:
    shown = VersionText(Look(mode="light"), ((SAME, False), (DIFFERS, True)), 0)
    qtbot.addWidget(shown)
    shown.resize(width, shown.sizeHint().height())
    layout = shown._lay_out()
    last = layout.lineAt(layout.lineCount() - 1)
    assert layout.lineCount() <= 2
    assert last.textStart() + last.textLength() == len(layout.text())
    assert layout.text().endswith(DIFFERS)
    assert (layout.text() == SAME + DIFFERS) is (width > 220)


@pytest.mark.parametrize("width", [220, 300, 400])
def test_a_version_without_differences_that_is_cut_shows_both_its_ends(
    qtbot: QtBot, width: int
) -> None:
    """It looked as if it ended where its second line did."""
    shown = VersionText(Look(mode="light"), ((LONG, False),), 0)
    qtbot.addWidget(shown)
    shown.resize(width, shown.sizeHint().height())
    layout = shown._lay_out()
    last = layout.lineAt(layout.lineCount() - 1)
    assert last.textStart() + last.textLength() == len(layout.text())
    begin, end = layout.text().split(" … ")
    assert LONG.startswith(begin)
    assert LONG.endswith(end)


def test_a_version_is_whole_where_there_is_room(qtbot: QtBot) -> None:
    whole = LONG[:110]
    shown = VersionText(Look(mode="light"), ((whole, False),), 0)
    qtbot.addWidget(shown)
    shown.resize(900, shown.sizeHint().height())
    assert shown._lay_out().text() == whole
