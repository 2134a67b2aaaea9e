"""A view of a fixed size for the tests of the text surface."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.look.look import Look
from annotator.ui.text.marks import Mark, SegmentView
from annotator.ui.text.view import TextView

MakeView = Callable[..., TextView]


@pytest.fixture
def make_view(qtbot: QtBot) -> MakeView:
    """Return a function that shows a text with marks in a view."""

    def make(
        text: str,
        marks: Sequence[Mark] = (),
        segments: Sequence[SegmentView] = (),
        *,
        width: int = 880,
        height: int = 640,
        language: str = "en",
    ) -> TextView:
        view = TextView(Look())
        qtbot.addWidget(view)
        view.resize(width, height)
        view.set_document(text, segments, language=language)
        view.set_marks(marks)
        view.show()
        view.setFocus()
        QApplication.processEvents()
        return view

    return make
