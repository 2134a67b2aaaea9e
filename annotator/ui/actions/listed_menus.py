"""The menus of what is listed beside the text: a layer, a value, an entity."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.model.language import text_in
from annotator.text.names import visible
from annotator.ui.action_table.table import action
from annotator.ui.sitting.showing import Tag
from annotator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


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
        name, cap = session.layer_name(layer), session.layer_caps().get(layer, "")
        self._add(menu, name, partial(window.text_keys.tag, layer), cap=cap)
        keys = {known: key for key, known in session.layer_keys().items()}
        sticky = f"annotate.sticky_{keys.get(layer, '')}"
        if keys.get(layer, "") in tuple("123456789"):
            named = action(sticky).name(window.language)
            stick = partial(window.text_keys.sticky.begin, layer)
            self._add(menu, named, stick, cap=window.keymap.shown(sticky, window.language))
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
        name = text_in(entity.names, window.language, entity_id)
        self._add(menu, name, partial(relating.tag_entity_id, entity_id), cap=entity.letter or "")
        menu.addSeparator()
        letter, remove = (
            action(x).name(window.language) for x in ("entity.letter", "entity.remove")
        )
        self._add(menu, letter, partial(relating.ask_letter, entity))
        self._add(menu, remove, partial(relating.remove_entity, entity_id))
        return menu

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
        made = self._add(menu, action(named).name(self._window.language), toggle)
        made.setCheckable(True)
        made.setChecked(value in hidden)


def _show(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
