"""What is done to find things."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class FindingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window

    def show_find(self) -> None:
        """Open the find bar."""
        self._window.find_bar.open()

    def next_hit(self) -> None:
        """Go to the next place found."""
        self._window.find_bar.step(1)

    def previous_hit(self) -> None:
        """Go to the place found before."""
        self._window.find_bar.step(-1)
