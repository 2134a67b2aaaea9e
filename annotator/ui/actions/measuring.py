"""The page of agreement in the window, and the way from a figure to its places and back."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.analysis.alignment import AGREE
from annotator.ui.actions.whole_page import WholePage
from annotator.ui.agreement.cells import Opened
from annotator.ui.agreement.page import AgreementPage
from annotator.ui.agreement.places import PlacesPanel
from annotator.ui.look.look import Look

if TYPE_CHECKING:
    from annotator.analysis.agreement.compared import Place
    from annotator.ui.desk import Desk

SIDE = "figure_places"
_NEAR = 1000
"""Code points from a place within which Back goes to the page one came from."""


class MeasuringActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window; the page is made when it is first wanted."""
        self._window = window
        self._whole = WholePage(window, self._make)
        self._left_for: Place | None = None
        self._is_opening = False

    @property
    def page(self) -> AgreementPage:
        """The page."""
        return self._whole.get()

    def _make(self) -> AgreementPage:
        window = self._window
        page = AgreementPage(window.look, window.sitting)
        page.left.connect(self.leave)
        page.opened.connect(self._show_places)
        page.told.connect(window.standing.show)
        page.said.connect(window.say)
        session = window.sitting
        session.document_opened.connect(self._on_text)
        session.changed.connect(lambda _changes: self._on_changed())
        window.surface.caret_moved.connect(self._on_text)
        return page

    @cached_property
    def side(self) -> PlacesPanel:
        """The places, at the right of the page."""
        window = self._window
        side = PlacesPanel(window.sitting)
        area = Qt.DockWidgetArea.RightDockWidgetArea
        window.columns.add(SIDE, side, area).hide()
        side.wanted.connect(self.open_place)
        side.left.connect(self._leave_places)
        side.focus_changed.connect(window.standing.show)
        return side

    def mode(self) -> str:
        """Return for what typed keys are in the page or its places, nothing elsewhere."""
        focused = self._window.focusWidget()
        if focused is not None and "side" in vars(self) and self.side.isAncestorOf(focused):
            return "places"
        return "agreement" if self._whole.has_focus() else ""

    def said(self) -> str:
        """Return the figure that is walked to, in words."""
        if self.mode() == "places":
            return self.side.title.text()
        cell = self.page.current()
        return cell.told if cell is not None else ""

    def show_agreement(self) -> None:
        """Show the page, measured anew if the corpus has changed."""
        self._left_for = None
        self._whole.enter()

    def write_report(self) -> None:
        """Ask where a report is written, and write it."""
        from annotator.ui.dialogs.reporting import ReportDialog

        if self._window.sitting.hiding.work:
            # Figures of a part of the work would stand in a methods section as those of all.
            self._window.say(self._window.word("report.hidden"))
            return
        ReportDialog(self._window).open()

    def leave(self) -> None:
        """Back to the text."""
        self._bring_text()
        self._window.surface.setFocus()

    def _bring_text(self) -> None:
        if "side" in vars(self):
            self._window.dock(SIDE).hide()
        self._whole.give_way()

    def come_back(self) -> bool:
        """Go from the page to the text, or from a place back to the page; say whether one did."""
        if self._whole.is_shown():
            self.leave()
            return True
        place, self._left_for = self._left_for, None
        window = self._window
        if place is None or window.sitting.document != place.document:
            return False
        if not place.begin - _NEAR <= window.surface.caret() <= place.end + _NEAR:
            return False
        self._whole.bring()
        window.columns.reveal(SIDE)
        self.side.setFocus()
        return True

    # Places

    def _show_places(self, opened: Opened) -> None:
        self.side.show_places(opened, self.page.people)
        self._window.columns.reveal(SIDE)
        if opened.places.total:
            self.side.setFocus()
        self._window.standing.show()

    def _leave_places(self) -> None:
        if self._whole.is_shown():
            self.page.close_places()
            self._window.dock(SIDE).hide()
            self.page.setFocus()
        else:
            self._window.surface.setFocus()

    def open_place(self, row: int) -> None:
        """Show a place in the text, what the annotators have in rows."""
        window, place = self._window, self.side.model.places[row]
        found = self.side.model.found(row)
        if not window.sitting.store.read().has_document(place.document):
            window.say(window.word("none_left"))
            return
        if found.is_hidden:
            window.say(window.word("places.hidden"))
            return
        self._is_opening = True
        try:
            window.stack.setCurrentWidget(window.search)
            window.act.going.go_to_place(place.document, place.begin)
            window.act.showing.show_those(self.page.people, is_agreed=found.kind == AGREE)
            first = next((a for version in found.versions for a in version), None)
            if first is not None:
                window.act.going.go_to_annotation(first.id)
        finally:
            self._is_opening = False
        self._left_for = place
        window.surface.setFocus()

    def _on_text(self, _what: object) -> None:
        """Bring the text forward where something in it is gone to."""
        if self._whole.is_shown() and not self._is_opening:
            self._bring_text()

    def _on_changed(self) -> None:
        if "side" in vars(self):
            self.side.model.read_anew()

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        self._whole.set_look(look)

    def forget(self) -> None:
        """Stop what runs: the corpus is being closed."""
        page = self._whole.forget()
        if page is not None:
            page.end()
        vars(self).pop("side", None)
        self._left_for = None
