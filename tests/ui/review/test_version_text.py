"""The words of a version are cut away from what differs, as far as the room asks for it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.look.look import Look
from annotator.ui.review.version_text import VersionText

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
