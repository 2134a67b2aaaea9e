"""Keeps the text, its head and the panels of a window in step with the sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.sweeping import hold, unswept
from annotator.ui.text.marks import Mark

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.session import Session


class Follower:
    """Shows in one window what the sitting tells."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window

    def listen(self, session: Session) -> None:
        """Follow a sitting from now on."""
        session.marks_changed.connect(self.patch_marks)
        session.marks_replaced.connect(self.put_marks)
        session.current_changed.connect(self.show_current)
        session.showing_changed.connect(self.show_hint)

    def patch_marks(self, removed: list[str], added: list[Mark]) -> None:
        """Show what an edit changed."""
        window = self._window
        window.surface.patch_marks(removed, added)
        window.surface.select_mark(window.sitting.current)
        self._show_differences()
        window.text_keys.show_frame()
        window.head.show_counts(window.sitting)
        self.show_panels()

    def put_marks(self) -> None:
        """Show all annotations anew."""
        window = self._window
        page = window.sitting.page
        with unswept():
            marks = window.sitting.marks()
            window.surface.set_marks(marks, page.letters if page is not None else ())
            hold(len(marks))
        window.surface.select_mark(window.sitting.current)
        self._show_differences()
        self.show_hint()
        window.head.show_counts(window.sitting)
        self.show_panels()

    def show_current(self, key: str) -> None:
        """Show which annotation is current."""
        self._window.surface.select_mark(key or None)
        self._window.menus.enable()
        self._show_differences()
        self.show_panels()

    def _show_differences(self) -> None:
        page, surface = self._window.sitting.page, self._window.surface
        places = page.differences if page is not None else ()
        if places or surface.has_differences():
            number = page.number_of(self._window.sitting.current) if page is not None else 0
            surface.set_differences(places, number)

    def show_hint(self) -> None:
        """Say in the head whose work is shown and what is hidden."""
        window = self._window
        said = window.act.showing.hint()
        window.head.show_hint(said, window.word("show_everything_tip"))

    def show_panels(self) -> None:
        """Show what the panels and the status bar say of the sitting."""
        window, session = self._window, self._window.sitting
        current = session.current_annotation()
        window.columns.show_session(session, current.layer if current else None)
        window.standing.show()
