"""What changes the view and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.model.annotation import Relation
from annotator.model.language import text_in
from annotator.ui.action_table.window_rows import DOCKS
from annotator.ui.panels.picker import Picker
from annotator.ui.sitting.tallies import place_of
from annotator.ui.text.marks import Frame
from annotator.ui.widgets.menu_here import open_menu_of
from annotator.ui.widgets.rows import Shown

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.sitting.session import Session

_ZOOM = 10
_KEPT = 2_000
"""Frames that are kept: some screens full."""


class ViewingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self.shows_all_relations = False
        self._frames: dict[str, tuple[tuple[Relation, ...], Frame]] = {}
        self._asked: tuple[Collection[str], list[Frame]] = (), []

    def zoom_in(self) -> None:
        """Larger."""
        self._zoom(self._window.surface.zoom() + _ZOOM)

    def zoom_out(self) -> None:
        """Smaller."""
        self._zoom(self._window.surface.zoom() - _ZOOM)

    def zoom_reset(self) -> None:
        """As it was."""
        self._zoom(100)

    def _zoom(self, percent: int) -> None:
        self._window.surface.set_zoom(max(60, min(300, percent)))
        self._window.wiring.keep_zoom(self._window.surface.zoom())

    def toggle_margin(self) -> None:
        """Show or hide the margin."""
        shown = not self._window.settings.flag("margin", True)
        self._window.settings.set_flag("margin", shown)
        self._window.surface.set_margin_shown(shown)

    def toggle_names(self) -> None:
        """Show or hide the values over the text."""
        shown = not self._window.settings.flag("names", True)
        self._window.settings.set_flag("names", shown)
        self._window.surface.set_names_shown(shown)

    def toggle_relations(self) -> None:
        """Draw the arcs of all hubs, or take them away."""
        self.shows_all_relations = not self.shows_all_relations
        self.follow_relations()

    def follow_relations(self) -> None:
        """Draw the arcs of all hubs as they are now, if they are drawn; what is the same stays."""
        surface, before = self._window.surface, self._asked
        if not self.shows_all_relations:
            self._frames.clear()
            surface.show_frames_of(None)
        elif not surface.has_all_frames() or self._frames_with(before[0]) != before[1]:
            surface.show_frames_of(self._frames_with)

    def _frames_with(self, keys: Collection[str]) -> list[Frame]:
        """Return the frames with any of these annotations: what is in view is asked at each paint.

        Hubs stand in the order of the text.
        """
        session = self._window.session
        if session is None or session.facts is None:
            return []
        facts, hubs = session.facts, session.maker.hubs
        near = set(keys)
        for key in keys:
            near.update(r.from_id for r in facts.incoming.get(key, ()))
        found = (session.annotation(key) for key in near)
        shown = [a for a in found if a and a.layer in hubs and a.spans and session.is_shown(a)]
        frames = [self._frame(session, hub.id) for hub in sorted(shown, key=place_of)]
        self._asked = keys, frames
        return frames

    def _frame(self, session: Session, hub: str) -> Frame:
        relations = tuple(session.facts.outgoing.get(hub, ()))
        known = self._frames.get(hub)
        if known is None or known[0] != relations:
            if len(self._frames) > _KEPT:
                self._frames.clear()
            frame = session.maker.frame(hub, session.relations_from(hub))
            self._frames[hub] = known = relations, frame
        return known[1]

    def choose_annotator(self) -> None:
        """Pick whose work is shown and made, of those as whom one may work."""
        session = self._window.sitting
        word, now = self._window.word, session.annotator
        people, roles = session.annotators(), session.roles()
        if len(people) > 1 and set(roles) <= {now}:
            self._window.say(session.roles_said())
            return
        rows = [
            (a.id, Shown(text_in(a.names, session.language, a.id), aside=word("shown_now")))
            if a.id == now
            else (a.id, text_in(a.names, session.language, a.id))
            for a in people
            if a.id in roles
        ]
        title, hint = word("choose_annotator"), word("pick_filter")
        Picker(self._window, title, hint, rows, self.show_annotator, begin=now).open()

    def show_annotator(self, annotator_id: str) -> None:
        """Show the work of an annotator, and work as that one, also after a crash."""
        window, session = self._window, self._window.sitting
        session.set_annotator(annotator_id)
        if session.annotator == annotator_id:
            key = window.settings.of_corpus("annotator", session.corpus)
            window.settings.set_text(key, annotator_id)
        self._window.refresh_documents()

    def next_pane(self, step: int = 1) -> None:
        """Move the focus round: top row, left column, text, bar, right column, status bar."""
        panes = [p for p in self._panes() if p.isEnabled() and _is_reached(p)]
        focused = self._window.focusWidget()
        at = next(
            (n for n, p in enumerate(panes) if p is focused or p.isAncestorOf(focused)),
            -1 if step > 0 else 0,
        )
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_menu_here(self) -> None:
        """Open the menu of what has the focus, as the menu key does; say so where there is none."""
        widget = self._window.focusWidget()
        if widget is not None and not open_menu_of(widget):
            self._window.say(self._window.word("no_menu_here"))

    def _panes(self) -> list[QWidget]:
        """Return the parts of the window in the order in which the focus walks them."""
        window = self._window
        top: list[QWidget] = [window.menus.field.button, window.failure]
        if window.session is None:
            centre = window.stack.currentWidget()
            return [*top, *([centre] if centre is not None else []), window.status]
        columns, centre = window.columns, window.stack.currentWidget()
        left = [columns.rail, *columns.panels(Qt.DockWidgetArea.LeftDockWidgetArea)]
        right = columns.panels(Qt.DockWidgetArea.RightDockWidgetArea)
        return [
            *top,
            *left,
            centre if centre is not None and not window.surface.isVisible() else window.surface,
            window.frame_bar,
            window.find_bar,
            *right,
            window.status,
        ]

    def previous_pane(self) -> None:
        """Move the focus the other way round."""
        self.next_pane(-1)

    def toggle_dock(self, number: int) -> None:
        """Show a panel and give it the focus, or hide it."""
        name = DOCKS[number][0]
        if self._window.columns.is_shown(name):
            self._window.dock(name).hide()
        else:
            self._window.columns.reveal(name)
            self._window.dock(name).widget().setFocus()

    def toggle_panels(self) -> None:
        """Hide the side columns, or show them."""
        self._window.columns.toggle_all()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or not."""
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()


def _is_reached(pane: QWidget) -> bool:
    """Say whether a part is shown with what has its focus: an empty list is not there."""
    proxy = pane.focusProxy()
    return pane.isVisible() and (proxy is None or _is_reached(proxy))
