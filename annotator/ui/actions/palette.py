"""What opens the palette, and what happens to the rows taken there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.palette.doing import do, show_place
from annotator.ui.palette.index import Index
from annotator.ui.palette.popup import PalettePopup

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class PaletteActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self.popup: PalettePopup | None = None
        self.index = Index(window)

    def show(self) -> None:
        """Open the palette."""
        self.open_with("")

    def open_with(self, typed: str) -> None:
        """Open the palette with something typed already."""
        popup = self.popup or self._build()
        if popup.isVisible():
            popup.leave()
            return
        word = self._window.word
        popup.name(word("palette_hint"), word("palette_none"), word("palette_foot"))
        popup.delegate.look = self._window.look
        self.index.refresh()
        popup.open(typed)
        self._window.standing.show()

    def _build(self) -> PalettePopup:
        window = self._window
        self.popup = made = PalettePopup(window, window.look, window.settings, self.index.find)
        made.done.connect(lambda row: do(window, row))
        made.shown_where.connect(lambda row: show_place(window, row))
        made.refused.connect(window.say)
        made.closed.connect(window.standing.show)
        made.adrift.connect(window.focus_page)
        return made

    def is_open(self) -> bool:
        """Say whether the palette is on the screen."""
        return self.popup is not None and self.popup.isVisible()

    def fit(self) -> None:
        """Stay in the middle of the window, whose size has changed."""
        if self.popup is not None:
            self.popup.place()

    def forget(self) -> None:
        """Forget what was found: the corpus or the language is another one."""
        self.index.forget()
        self.leave()

    def leave(self) -> None:
        """Close the palette where it is open: another document is, or none."""
        if self.popup is not None:
            self.popup.leave()
