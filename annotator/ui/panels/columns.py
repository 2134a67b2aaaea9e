"""The columns beside the text: panels in docks, and the rail that a narrow window has instead."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, Qt
from PySide6.QtWidgets import QDockWidget, QTabBar, QWidget

from annotator.ui.panels.arrangement import STATE_VERSION, Arrangement
from annotator.ui.panels.dock_title import Dock, DockTitle
from annotator.ui.panels.documents import DocumentsPanel
from annotator.ui.panels.guideline import GuidelinePanel
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.lists import EntitiesPanel, HistoryPanel
from annotator.ui.panels.over_text import OverText
from annotator.ui.panels.rail import PANELS, Rail
from annotator.ui.panels.scheme import SchemePanel
from annotator.ui.widgets.tips import set_tip
from annotator.ui.words.told_keys import ToldKeys

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.look.look import Look
    from annotator.ui.sitting.session import Session

_NARROW, _TINY = 1180, 900
"""Widths in pixels under which the left column becomes a rail whose panels lie over the text, and
the right column lies over it too, opened by hand."""
_TITLES = {"entities": "entities_by_letter", "hits": "ticked_hits"}
_BARE = ("inspector", "figure_places")
"""Panels that have a head of their own and need no title while they are docked."""
_ON_DEMAND = ("history", "guidelines", "hits", "figure_places")
"""Panels that are shown when they are asked for, and not with the others."""


class Columns:
    """The panels of one window on one corpus."""

    def __init__(self, window: Desk, session: Session) -> None:
        """Build the panels of a corpus and put them into the window."""
        self._window = window
        look, language = window.look, window.language
        self._is_narrow = self._is_tiny = False
        self._stands_in = ""
        self._as_shown = ("", QByteArray())
        self._over = OverText(
            window, window.stack, window.surface, lambda: window.look, self._current_box
        )
        session.current_changed.connect(self._over.place_again)
        self._docks: dict[str, Dock] = {}
        self._arrangement = Arrangement(window, self._docks, self._over)
        self._titles: dict[str, DockTitle] = {}
        self._documents = DocumentsPanel(look, language)
        self._scheme = SchemePanel(look, language)
        self._entities = EntitiesPanel(language)
        self.inspector = Inspector(look, session, window.later)
        self._history = HistoryPanel(language)
        self._guidelines = GuidelinePanel(look, language)
        self.rail = Rail(look, session)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        for name, panel in zip(
            PANELS, (self._documents, self._scheme, self._entities), strict=True
        ):
            self.add(name, panel, left)
        self.add("inspector", self.inspector, right)
        self.add("history", self._history, right).hide()
        self.add("guidelines", self._guidelines, right).hide()
        self._name_keys()
        self._arrangement.size()
        self.rail.opened.connect(self.toggle)
        self._documents.counted.connect(lambda said: self.set_aside("documents", said))

    @property
    def documents(self) -> DocumentsPanel:
        """The list of documents, brought up to date: what follows after the paint is done now."""
        self._window.follower.finish_listing()
        self._window.later.settle_all()
        return self._documents

    @property
    def listed(self) -> DocumentsPanel:
        """The list of documents with what was done to them; all else follows after the paint."""
        self._window.later.settle(self._window.follower.show_lists)
        return self._documents

    @property
    def scheme(self) -> SchemePanel:
        """The layers, brought up to date."""
        self._window.later.settle_all()
        return self._scheme

    @property
    def entities(self) -> EntitiesPanel:
        """The entities of the document, brought up to date."""
        self._window.later.settle_all()
        return self._entities

    @property
    def history(self) -> HistoryPanel:
        """The steps, brought up to date."""
        self._window.later.settle_all()
        return self._history

    @property
    def guidelines(self) -> GuidelinePanel:
        """The guideline of a layer, brought up to date."""
        self._window.later.settle_all()
        return self._guidelines

    def add(self, name: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        """Put a panel into a dock of that name; the name is also the code of its title."""
        window = self._window
        dock = Dock(window.word(name), window)
        dock.setObjectName(name)
        said = window.word(_TITLES.get(name, name))
        self._titles[name] = DockTitle(dock, said, is_bare=name in _BARE)
        dock.setTitleBarWidget(self._titles[name])
        dock.setWidget(panel)
        for named in (dock, panel):
            named.setAccessibleName(window.word(name))
        dock.left.connect(self.go_back)
        window.addDockWidget(area, dock)
        self._docks[name] = dock
        if self._is_over(area):
            self._arrangement.take(dock)
        elif area == Qt.DockWidgetArea.RightDockWidgetArea and name != "inspector":
            window.tabifyDockWidget(self._docks["inspector"], dock)
        return dock

    def rename(self, name: str, text: str) -> None:
        """Give a panel another title."""
        self._titles[name].name.setText(text)
        self._docks[name].setWindowTitle(text)

    def stand_in(self, name: str) -> None:
        """Let a panel have the left column for a while."""
        if not self._stands_in and not self._is_narrow:
            self._arrangement.keep_heights()
        self._stands_in = name
        self._show_left()

    def stand_back(self, name: str) -> None:
        """Give the left column back to what it holds otherwise."""
        self._stands_in = ""
        self._docks[name].hide()
        self._show_left()
        if not self._is_narrow:
            self._arrangement.give_heights()

    def _show_left(self) -> None:
        """Show what the left column holds now; in a narrow window the rail stands for it."""
        is_wide, other = not self._is_narrow, self._stands_in
        for name in PANELS:
            self._docks[name].setVisible(is_wide and not other)
        if other:
            self._docks[other].setVisible(is_wide)
            if is_wide:
                self._arrangement.size_left(self._docks[other])

    def set_aside(self, name: str, text: str) -> None:
        """Say something at the right of a panel's title."""
        aside = self._titles[name].aside
        if aside.text() != text:
            aside.setText(text)

    def show_session(self, session: Session, layer_id: str | None) -> None:
        """Show scheme and entities with the counts of the open document."""
        scheme = session.scheme
        self.set_aside("scheme", f"{scheme.id} {scheme.version}")
        self._scheme.show_session(session, layer_id)
        self._entities.show_session(session)
        if layer_id is not None and self.is_shown("guidelines"):
            self._guidelines.show_layer(scheme, layer_id)

    def remove(self) -> None:
        """Take all panels off the window."""
        self._over.end()
        for dock in self._docks.values():
            self._window.removeDockWidget(dock)
            dock.deleteLater()
        self._docks.clear()
        self.rail.hide()
        self.rail.deleteLater()

    def dock(self, name: str) -> QDockWidget:
        """Return a dock by its name."""
        return self._docks[name]

    def panels(self, area: Qt.DockWidgetArea) -> list[QWidget]:
        """Return the panels of one side, in the order in which they were put there."""
        return [d.widget() for d in self._docks.values() if self._over.side(d) == area]

    def is_shown(self, name: str) -> bool:
        """Say whether a panel is on the screen."""
        return not self._docks[name].isHidden()

    def _is_off(self, name: str) -> bool:
        """Say whether a panel was hidden: one that is new in a window is only not seen yet."""
        said = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return self._docks[name].isHidden() and self._docks[name].testAttribute(said)

    def is_narrow(self) -> bool:
        """Say whether the window has a rail instead of the left column."""
        return self._is_narrow

    def is_tiny(self) -> bool:
        """Say whether the inspector is opened by hand."""
        return self._is_tiny

    def reveal(self, name: str) -> None:
        """Show a panel in front of those that share its place."""
        self._docks[name].show()
        self._name_tabs()

    def restore(self) -> None:
        """Put the panels where they were when the window was closed, as far as they fit."""
        self._arrangement.begin(is_wide=self._window.width() >= _NARROW)
        self._name_tabs()
        self.fit()
        self._arrangement.begun()

    def save(self) -> None:
        """Remember where the panels are in a wide window."""
        self._arrangement.save()

    def fit(self) -> None:
        """Give the text the room: a rail for the left column, then nothing at the right."""
        width = self._window.width()
        self._window.later.want(self._name_tabs)
        is_narrow, is_tiny = width < _NARROW, width < _TINY
        self.rail.setVisible(is_narrow)
        if (is_narrow, is_tiny) == (self._is_narrow, self._is_tiny):
            return
        was_narrow, was_tiny = self._is_narrow, self._is_tiny
        kept = {name for name in self._docks if not self._is_off(name)}
        self._arrangement.put_back()
        self._is_narrow, self._is_tiny = is_narrow, is_tiny
        if is_narrow:
            self._arrangement.lay_over(self._is_over, self._stands_in)
        if is_narrow != was_narrow:
            self._show_left()
        if is_tiny != was_tiny:
            kept = set() if is_tiny else {*kept, "inspector"}
        for name in {"inspector", *_ON_DEMAND} & set(self._docks):
            self._docks[name].setVisible(name in kept)

    def _current_box(self) -> QRect:
        """Return where on the window the current annotation begins, on its first line."""
        surface = self._window.surface
        mark = surface.mark(surface.current_key() or "")
        boxes = surface.boxes_of(*mark.spans[0]) if mark is not None and mark.spans else []
        if not boxes:
            return QRect()
        box = boxes[0].toAlignedRect()
        return box.translated(surface.viewport().mapTo(self._window, QPoint(0, 0)))

    def _is_over(self, area: Qt.DockWidgetArea) -> bool:
        """Say whether the panels of one side lie over the text now."""
        is_left = area == Qt.DockWidgetArea.LeftDockWidgetArea
        return self._is_narrow if is_left else self._is_tiny

    def _name_tabs(self) -> None:
        """Name the tabs that Qt makes for panels which share a place."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for bar in self._window.findChildren(QTabBar, options=direct):
            bar.setAccessibleName(self._window.word("panels"))
            bar.setDrawBase(False)

    def toggle(self, name: str) -> None:
        """Open a panel of the left column from the rail, or close it."""
        dock = self._docks[name]
        for other in PANELS:
            self._docks[other].setVisible(other == name and dock.isHidden())
        if dock.isVisible():
            dock.widget().setFocus()

    def toggle_all(self) -> None:
        """Hide the side columns, or show them; what has no room beside the text is not shown."""
        off = {*_ON_DEMAND, *(PANELS if self._stands_in else ("differences",))}
        docks = [d for d in self._docks.values() if d.objectName() not in off]
        any_shown = any(d.isVisible() for d in docks)
        now = "" if self._is_narrow else f"wide {self._stands_in}"
        if any_shown:
            self._as_shown = (now, self._window.saveState(STATE_VERSION))
        beside = [d for d in docks if not self._over.has(d)] or [self._docks["inspector"]]
        for dock in docks if any_shown else beside:
            dock.setVisible(not any_shown)
        if not any_shown and now and self._as_shown[0] == now:
            # Qt would share the room out anew; the panels shall be as they were.
            self._window.restoreState(self._as_shown[1], STATE_VERSION)

    def leave(self, name: str) -> None:
        """Close a panel that a narrow window had opened over the text."""
        if self._over.has(self._docks[name]):
            self._docks[name].hide()

    def go_back(self, name: str) -> None:
        """Go back to the text; what was opened for a look goes away."""
        if name in _ON_DEMAND:
            self._docks[name].hide()
        self.leave(name)
        text, centre = self._window.surface, self._window.stack.currentWidget()
        (text if text.isVisible() or centre is None else centre).setFocus()

    def order_focus(self, top: QWidget, text: QWidget) -> None:
        """Let Tab walk as the eye does: top row, left column, text, right column, status."""
        chain = [top, self._documents.filter, self._documents.list, self._scheme]
        chain += [self._entities.list, text, self.inspector, self._window.status_line]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _name_keys(self) -> None:
        keys = ToldKeys(self._window.keymap, self._window.language)
        for panel in (self._documents, self._entities, self._history):
            panel.name_keys(keys)
        tip_of = self._window.menus.tip_of
        set_tip(self._documents.filter, tip_of("go.documents"))
        set_tip(self._history.list, tip_of("edit.history"))

    def take_keys(self) -> None:
        """Name keys that were changed in what the panels say."""
        self._name_keys()
        self.rail.take_keys()
        self.inspector.take_keys()

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        for panel in (self._documents, self._scheme, self.inspector, self._guidelines, self.rail):
            panel.set_look(look)
