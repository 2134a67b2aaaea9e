"""A page over the whole height of the window, in the place of the text while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from annotator.ui.look.look import Look

if TYPE_CHECKING:
    from annotator.ui.agreement.page import AgreementPage
    from annotator.ui.agreement.people import PeoplePage
    from annotator.ui.desk import Desk

PageT = TypeVar("PageT", "AgreementPage", "PeoplePage")


class WholePage(Generic[PageT]):
    """Makes a page when it is first wanted, shows it, and takes it away with its corpus."""

    def __init__(self, window: Desk, make: Callable[[], PageT]) -> None:
        """`make` returns the page, connected to whoever does what it asks for."""
        self._window, self._make = window, make
        self._page: PageT | None = None

    def get(self) -> PageT:
        """Return the page; it is made if it is not there."""
        if self._page is None:
            self._page = self._make()
            self._window.stack.addWidget(self._page)
        return self._page

    def is_shown(self) -> bool:
        """Say whether the page is on the screen."""
        return self._page is not None and self._window.stack.currentWidget() is self._page

    def has_focus(self) -> bool:
        """Say whether the page is shown and something in it has the focus."""
        focused = self._window.focusWidget()
        return focused is not None and self.is_shown() and self.get().isAncestorOf(focused)

    def bring(self) -> None:
        """Show the page as things are now."""
        page = self.get()
        self._window.stack.setCurrentWidget(page)
        page.show_now()

    def enter(self) -> None:
        """Show the page and give it the focus, whatever mode the text was in."""
        self._window.text_keys.close_modes()
        self.bring()
        self.get().setFocus()
        self._window.standing.show()

    def give_way(self) -> None:
        """Bring the text forward."""
        self._window.stack.setCurrentWidget(self._window.search)
        self._window.standing.show()

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        if self._page is not None:
            self._page.set_look(look)

    def forget(self) -> PageT | None:
        """Take the page away, since the corpus is being closed; return it if it was made."""
        page, self._page = self._page, None
        if page is not None:
            self._window.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        return page
