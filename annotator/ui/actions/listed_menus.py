"""The menus of what is listed beside the text: a layer, a value, an entity."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.text.names import visible
from annotator.ui.action_table.table import action
from annotator.ui.sitting.showing import Tag
from annotator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_NUMBERS = tuple("123456789")
"""Keys of layers that have actions of their own."""


class ListedMenus:
    """What can be done with an entry of a list, with its keys."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def show_layer(self, layer: str, tag: Tag | None, place: QPoint) -> None:
        """Show what can be done with a layer, or with a value of it."""
        _show(self.layer_menu(layer) if tag is None else self.tag_menu(tag), place)

    def show_entity(self, entity_id: str, place: QPoint) -> None:
        """Show what can be done with an entity."""
        if entity_id in self._window.sitting.entities:
            _show(self.entity_menu(entity_id), place)

    def layer_menu(self, layer: str) -> QMenu:
        """Return the menu of a layer: to tag with it, to let it stick, to hide it."""
        window, session, menu = self._window, self._window.sitting, self._menu()
        keys = {known: key for key, known in session.layer_keys().items()}
        number, cap = keys.get(layer, ""), session.layer_caps().get(layer, "")
        is_numbered = number in _NUMBERS
        named = (
            self._named(f"annotate.layer_{number}") if is_numbered else session.layer_name(layer)
        )
        self._add(menu, named, partial(window.text_keys.tag, layer), cap=cap)
        if is_numbered:
            sticky = f"annotate.sticky_{number}"
            shown = window.keymap.shown(sticky, window.language)
            self._add(menu, self._named(sticky), partial(self._stick, layer), cap=shown)
        menu.addSeparator()
        self._add_hiding(menu, "view.hide_layer", "layers", layer, session.wanted.layers)
        return menu

    def tag_menu(self, tag: Tag) -> QMenu:
        """Return the menu of a value: to hide what has it."""
        menu = self._menu()
        self._add_hiding(menu, "view.hide_tag", "tags", tag, self._window.sitting.wanted.tags)
        return menu

    def entity_menu(self, entity_id: str) -> QMenu:
        """Return the menu of an entity: to tag with it, its letter, to remove it."""
        window, menu = self._window, self._menu()
        entity, relating = window.sitting.entities[entity_id], window.act.relating
        tag = partial(relating.tag_entity_id, entity_id)
        self._add(menu, self._named("annotate.entity"), tag, cap=entity.letter or "")
        menu.addSeparator()
        self._add(menu, self._named("entity.letter"), partial(relating.ask_letter, entity))
        remove = partial(relating.remove_entity, entity_id)
        self._add(menu, self._named("entity.remove"), remove)
        return menu

    def _stick(self, layer: str) -> None:
        """Let a layer stick, and go to where one selects for it."""
        self._window.text_keys.sticky.begin(layer)
        self._window.surface.setFocus()

    def _named(self, action_id: str) -> str:
        return action(action_id).name(self._window.language)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        return menu

    def _add(self, menu: QMenu, name: str, run: Callable[[], object], *, cap: str = "") -> QAction:
        shown = f"{visible(name)}\t{cap}" if cap else visible(name)
        made = QAction(shown.replace("&", "&&"), menu)
        # Without one Qt takes the name, and a tag in it for a page.
        made.setToolTip(tip(name))
        made.triggered.connect(lambda _=False: run())
        menu.addAction(made)
        return made

    def _add_hiding(
        self, menu: QMenu, named: str, kind: str, value: str | Tag, hidden: frozenset[object]
    ) -> None:
        """Add what hides something, ticked where it is hidden; again: it is shown."""
        toggle = partial(self._window.act.showing.toggle, kind, value)
        made = self._add(menu, self._named(named), toggle)
        made.setCheckable(True)
        made.setChecked(value in hidden)


def _show(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
