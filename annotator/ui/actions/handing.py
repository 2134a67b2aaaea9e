"""The page of people and work in the window."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from annotator.ui.look import Look
from annotator.ui.people_page import PeoplePage

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class HandingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window; the page is made when it is first wanted."""
        self._window = window

    @cached_property
    def page(self) -> PeoplePage:
        """The page, over the whole height."""
        window = self._window
        page = PeoplePage(window.look, window.sitting)
        window.stack.addWidget(page)
        page.left.connect(self.leave)
        page.said.connect(window.say)
        page.told.connect(window.standing.show)
        window.sitting.document_opened.connect(self._on_text)
        window.surface.caret_moved.connect(self._on_text)
        return page

    def is_shown(self) -> bool:
        """Say whether the page is on the screen."""
        return "page" in vars(self) and self._window.stack.currentWidget() is self.page

    def mode(self) -> str:
        """Return for what typed keys are in the page, nothing elsewhere."""
        focused = self._window.focusWidget()
        is_here = focused is not None and self.is_shown()
        return "people" if is_here and self.page.isAncestorOf(focused) else ""

    def said(self) -> str:
        """Return the cell that is walked to, in words."""
        cell = self.page.current()
        return cell.told if cell is not None else ""

    def chosen(self) -> str | None:
        """Return the annotator whose row is walked to, None where the page is not shown."""
        return self.page.chosen() if self.is_shown() else None

    def show_people(self) -> None:
        """Show who has what."""
        window = self._window
        window.text_keys.close_modes()
        window.stack.setCurrentWidget(self.page)
        self.page.show_now()
        self.page.setFocus()
        window.standing.show()

    def leave(self) -> None:
        """Back to the text."""
        self._on_text()
        self._window.surface.setFocus()

    def come_back(self) -> bool:
        """Go from the page to the text; say whether it was there."""
        if not self.is_shown():
            return False
        self.leave()
        return True

    def _on_text(self, _what: object = None) -> None:
        """Bring the text forward where something in it is gone to."""
        if self.is_shown():
            self._window.stack.setCurrentWidget(self._window.search)
            self._window.standing.show()

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        if "page" in vars(self):
            self.page.set_look(look)

    def forget(self) -> None:
        """Take the page away: the corpus is being closed."""
        page = vars(self).pop("page", None)
        if page is not None:
            self._window.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
