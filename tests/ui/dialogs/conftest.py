"""A window on the samples that keys go to."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.ui.main_window import MainWindow


@pytest.fixture
def window(make_window, corpus: Path) -> MainWindow:
    """The active window, on a corpus of one's own."""
    made = make_window(corpus)
    made.activateWindow()
    return made
