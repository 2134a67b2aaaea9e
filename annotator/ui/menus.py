"""Menus made of the table of actions, and what of them can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.model.wording import step_sentence
from annotator.ui.actions.action import MENU_NAMES, MENUS, TEXT, Action
from annotator.ui.actions.table import ACTIONS, action
from annotator.ui.keymap import is_typed

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_WITHOUT_CORPUS = (
    "corpus.new",
    "corpus.open",
    "corpus.quit",
    "app.preferences",
    "help.keys",
    "help.guide",
    "help.about",
    "view.full",
)
_OWN_KEYS = {"Return", "Shift+Return", "Tab", "Backspace", "Del"}
"""Keys of the text surface that mean something else in fields; they are no shortcuts."""
_NAMED = ("edit.undo", "edit.redo")
"""Actions that are named after the step they would take."""


class Menus:
    """The menu bar of one window, and the actions behind it."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window
        self._made: dict[str, QAction] = {}

    def build(self) -> None:
        """Make menus and actions in the language of the window, in place of earlier ones."""
        window = self._window
        bar = window.menuBar()
        bar.clear()
        for old in self._made.values():
            window.removeAction(old)
            old.deleteLater()
        self._made.clear()
        menus = {key: bar.addMenu(MENU_NAMES[key][window.language == "bg"]) for key in MENUS}
        for entry in ACTIONS:
            if entry.handler:
                made = self._made[entry.id] = self._make(entry)
                if entry.menu:
                    menus[entry.menu].addAction(made)
                window.addAction(made)

    def _make(self, entry: Action) -> QAction:
        window = self._window
        made = QAction(entry.name(window.language), window)
        made.setToolTip(entry.tip(window.language))
        made.setStatusTip(entry.tip(window.language))
        self._give_keys(entry, made)
        handler = window.act.handler(entry.handler)
        made.triggered.connect(lambda _checked=False: handler())
        return made

    def _give_keys(self, entry: Action, made: QAction) -> None:
        """Let an action have its keys of now: those of the window as shortcuts, others as text."""
        keymap, language = self._window.keymap, self._window.language
        keys = keymap.keys(entry.id)
        is_own = any(is_typed(k) or k in _OWN_KEYS for k in keys)
        made.setShortcuts([] if is_own else keymap.shortcuts(entry.id))
        if is_own:
            made.setText(f"{entry.name(language)}\t{keymap.first(entry.id)}")
        elif entry.id not in _NAMED:
            made.setText(entry.name(language))

    def take_keys(self) -> None:
        """Take keys that were changed, at once."""
        for action_id, made in self._made.items():
            self._give_keys(action(action_id), made)

    def action(self, action_id: str) -> QAction:
        """Return the action of a row of the table; KeyError if none does it."""
        return self._made[action_id]

    def enable(self) -> None:
        """Let only that be done that can be done with the corpus of now, or without one."""
        has_corpus = self._window.session is not None
        for key, made in self._made.items():
            made.setEnabled(has_corpus or key in _WITHOUT_CORPUS)
        self.name_steps()

    def name_steps(self) -> None:
        """Name the steps that undo and redo would take."""
        window = self._window
        for code, made in (("undo", "edit.undo"), ("redo", "edit.redo")):
            entry = self._made[made]
            step = None
            if window.session is not None:
                store, who = window.session.store, window.session.annotator
                step = store.undo_step(who) if code == "undo" else store.redo_step(who)
            entry.setEnabled(step is not None)
            said = step_sentence(step, window.language) if step else ""
            text = window.word(f"{code}_step", step=said) if step else window.word(code)
            entry.setText(text.replace("&", "&&"))

    def show_context(self, place: QPoint, offset: int) -> None:
        """Show what can be done at an offset of the text, with the keys."""
        window = self._window
        menu = QMenu(window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        marks = window.surface.marks_at(offset)
        if marks:
            window.text_keys.select(marks[0].key)
        session = window.sitting
        for key, layer in session.layer_keys().items():
            made = QAction(f"{session.layer_name(layer)}\t{key}".replace("&", "&&"), menu)
            made.triggered.connect(lambda _=False, x=layer: window.text_keys.tag(x))
            menu.addAction(made)
        menu.addSeparator()
        for entry in ACTIONS:
            if entry.handler and entry.menu == "annotate" and TEXT in entry.contexts:
                menu.addAction(self._made[entry.id])
        menu.popup(place)
