"""Menus made of the table of actions, and what of them can be done now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QStyle

from annotator.model.wording import step_sentence
from annotator.text.names import visible
from annotator.ui.action_table.action import MENU_NAMES, MENUS, TEXT, WINDOW, Action
from annotator.ui.action_table.table import ACTIONS, action
from annotator.ui.availability import missing, reasons
from annotator.ui.palette.field import PaletteField
from annotator.ui.settings.keymap import cap_of
from annotator.ui.switched import SWITCHED
from annotator.ui.widgets.tips import set_tip, tip

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_UNDER_A_LINE = frozenset(
    (
        "corpus.import",
        "file.print",
        "app.preferences",
        "corpus.quit",
        "search.find",
        "edit.copy",
        "view.margin",
        "view.documents",
        "view.annotator",
        "view.panes",
        "view.one_annotator",
        "view.layers",
        "entity.letter",
        "annotate.layer_any",
        "open.under_caret",
        "next.document",
        "go.back",
        "document.finish",
        "help.about",
    )
)
"""Entries that begin another part of their menu."""
_LATE = ("file.print", "corpus.close", "app.preferences", "corpus.quit", "help.about")
"""Entries that end their menu, as people expect them there, in this order."""
_HEIGHT, _EDGES, _PADDING = 33, 24, 19
_NAMED = ("edit.undo", "edit.redo")
"""Actions that are named after the step they would take."""

_ALSO_HERE = ("annotate.comment", "edit.copy", "search.corpus")
"""What the menu of a place in the text offers besides that it annotates."""


class Menus:
    """The top row of one window, and the actions behind it."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._made: dict[str, QAction] = {}
        self._explained: set[str] = set()
        self._reasons: dict[str, str] = {}
        self._known: dict[str, str] | None = None
        self._menus: dict[str, QMenu] = {}
        self._has_steps = (False, False)
        self.field = PaletteField(window.look)
        window.menuBar().setFixedHeight(_HEIGHT)
        window.menuBar().setCornerWidget(self.field, Qt.Corner.TopRightCorner)
        self.field.opened.connect(window.act.handler("palette.open_with"))

    def build(self) -> None:
        """Make menus and actions in the language of the window, in place of earlier ones."""
        window = self._window
        bar = window.menuBar()
        bar.clear()
        for old in self._made.values():
            window.removeAction(old)
            old.deleteLater()
        self._made.clear()
        self._explained.clear()
        self._reasons.clear()
        self._known = None
        self._menus = {}
        used = {a.menu for a in ACTIONS if a.handler}
        for key in MENUS:
            if key in used:
                self._menus[key] = bar.addMenu(MENU_NAMES[key][window.language == "bg"])
                self._menus[key].setToolTipsVisible(True)
                self._menus[key].aboutToShow.connect(partial(self._prepare, key))
        for entry in sorted(ACTIONS, key=lambda a: a.id in _LATE):
            if entry.handler:
                made = self._made[entry.id] = self._make(entry)
                if entry.menu:
                    if entry.id in _UNDER_A_LINE:
                        self._menus[entry.menu].addSeparator()
                    self._menus[entry.menu].addAction(made)
                window.addAction(made)
        self._name_field()
        self._explain_status()
        self.fit()

    def fit(self) -> None:
        """Leave the menus their room: the field of the palette takes what they do not need."""
        # What does not fit has no geometry, so the names are measured.
        bar = self._window.menuBar()
        between = bar.style().pixelMetric(QStyle.PixelMetric.PM_MenuBarItemSpacing, None, bar)
        metrics, padding = QFontMetrics(bar.font()), round(_PADDING * self._window.look.scale)
        names = [metrics.horizontalAdvance(_plain(menu)) for menu in self._menus.values()]
        taken = sum(name + padding + between for name in names)
        if self.field.fit(self._window.width() - taken - _EDGES):
            # The bar gives its corner room when its own size changes, not when the corner's does.
            QApplication.sendEvent(bar, QResizeEvent(bar.size(), bar.size()))

    def _name_field(self) -> None:
        window, entry = self._window, action("go.palette")
        hint = window.word("palette_hint")
        key = cap_of(window.keymap.keys(entry.id))
        self.field.name(hint, entry.tip(window.language), key)

    def _make(self, entry: Action) -> QAction:
        made = QAction(entry.name(self._window.language), self._window)
        self._give_keys(entry, made)
        handler = self._window.act.handler(entry.handler)
        made.setCheckable(entry.id in SWITCHED)
        made.triggered.connect(lambda _checked=False: handler())
        return made

    def _prepare(self, menu: str) -> None:
        """Let a menu that is about to be seen be true, and its entries say what they do."""
        self._tick()
        for entry in ACTIONS:
            if entry.handler and entry.menu == menu:
                self._explain(entry.id)

    def _tick(self) -> None:
        """Tick what is on: a click has turned the tick of an entry, which need not be so."""
        for action_id, is_on in SWITCHED.items():
            self._made[action_id].setChecked(is_on(self._window))

    def _give_keys(self, entry: Action, made: QAction) -> None:
        """Let an action have its keys of now: those of the window as shortcuts, others as text.

        The text answers its own keys: in a field they are typed.
        """
        keymap, language = self._window.keymap, self._window.language
        keys = keymap.keys(entry.id)
        made.setShortcuts(keymap.shortcuts(entry.id) if WINDOW in entry.contexts else [])
        if keys and WINDOW not in entry.contexts:
            made.setText(f"{entry.name(language)}\t{keymap.first(entry.id)}")
        elif entry.id not in _NAMED:
            made.setText(entry.name(language))
        self._explain_again(entry.id)

    def _explain(self, action_id: str) -> QAction:
        """Let an action say what it does, with its key, and why it cannot be done now.

        Only what somebody sees or asks for is explained, and kept true from then on.
        """
        if action_id not in self._explained:
            self._explained.add(action_id)
            self._explain_again(action_id)
        return self._made[action_id]

    def _explain_again(self, action_id: str) -> None:
        if action_id in self._explained:
            made, why = self._made[action_id], self._reasons.get(action_id, "")
            made.setToolTip(tip(self._told(action_id), why))
            made.setStatusTip(why or action(action_id).tip(self._window.language))

    def _explain_status(self) -> None:
        """Let the words at the right of the status bar teach the keys that change them."""
        status = self._window.status_line
        for label, action_id in (
            (status.mode, "help.keys"),
            (status.place, "go.palette"),
            (status.zoom, "view.zoom_in"),
            (status.saved, "corpus.saved"),
        ):
            set_tip(label, self.tip_of(action_id))

    def tip_of(self, action_id: str) -> str:
        """Return what an action does with its keys of now, as a tooltip."""
        return tip(self._told(action_id))

    def _told(self, action_id: str) -> str:
        language = self._window.language
        key = self._window.keymap.shown(action_id, language)
        return f"{action(action_id).tip(language)} {key}".strip()

    def take_keys(self) -> None:
        """Take keys that were changed, at once."""
        for action_id, made in self._made.items():
            self._give_keys(action(action_id), made)
        self._name_field()
        self._explain_status()

    def settle(self) -> None:
        """Let actions be as they are to be now, if that still waits for the paint."""
        self._window.later.settle(self._name_steps)
        self._window.later.settle(self._enable)

    def action(self, action_id: str) -> QAction:
        """Return the action of a row of the table; KeyError if none does it."""
        self.settle()
        return self._explain(action_id)

    def reason(self, action_id: str) -> str:
        """Return why an action cannot be done now, nothing if it can."""
        self.settle()
        return self._reasons.get(action_id, "")

    def run(self, action_id: str) -> None:
        """Do an action, or say why it cannot be done."""
        why = self.reason(action_id)
        if why:
            self._window.say(why)
        else:
            self._made[action_id].trigger()

    def name_of(self, action_id: str) -> str:
        """Return what an action is called now, with the step it would take."""
        self.settle()
        return self._made[action_id].text().partition("\t")[0].replace("&&", "&")

    def place_of(self, action_id: str) -> str:
        """Return the name of the menu that an action stands in, nothing if in none."""
        menu = self._menus.get(action(action_id).menu)
        return _plain(menu) if menu is not None and action(action_id).handler else ""

    def show_place(self, action_id: str) -> None:
        """Open the menu that an action stands in, on the action."""
        menu = self._menus.get(action(action_id).menu)
        if menu is None or not action(action_id).handler:
            self._window.say(self._window.word("in_no_menu"))
            return
        bar = self._window.menuBar()
        bar.setActiveAction(menu.menuAction())
        corner = bar.actionGeometry(menu.menuAction()).bottomLeft()
        menu.popup(bar.mapToGlobal(corner))
        menu.setActiveAction(self._made[action_id])

    def enable(self) -> None:
        """Let only that be done that can be done now; the others say in their tooltip why not.

        As it is not what the hand is on, it follows after the paint.
        """
        self._window.later.want(self._enable)

    def _enable(self) -> None:
        known = reasons(self._window, missing(self._window, self._has_steps))
        if known == self._known:
            return
        self._known = known
        for key, made in self._made.items():
            entry = action(key)
            why = known.get(entry.needed, "")
            if why != self._reasons.get(key, "") or made.isEnabled() is bool(why):
                self._reasons[key] = why
                made.setEnabled(not why)
                self._explain_again(key)

    def name_steps(self) -> None:
        """Name the steps that undo and redo would take, and let them be taken, after the paint."""
        self._window.later.want(self._name_steps)

    def _name_steps(self) -> None:
        window = self._window
        found: list[bool] = []
        for code, made in (("undo", "edit.undo"), ("redo", "edit.redo")):
            # Explained at once: what Qt says of an action by itself is its name, and in that may
            # stand somebody's words, which are no page.
            entry = self._explain(made)
            step = None
            if window.session is not None:
                store, who = window.session.store, window.session.annotator
                step = store.undo_step(who) if code == "undo" else store.redo_step(who)
            said = step_sentence(step, window.language) if step else ""
            text = window.word(f"{code}_step", step=said) if step else window.word(code)
            entry.setText(text.replace("&", "&&"))
            found.append(step is not None)
        self._has_steps = (found[0], found[1])
        self.enable()

    def show_context(self, place: QPoint, offset: int, key: str) -> None:
        """Show what can be done at an offset, or with the annotation of a key, with the keys."""
        window = self._window
        menu = QMenu(window)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        marks = window.surface.marks_at(offset)
        meant = key or (marks[0].key if marks else "")
        begin, end = window.surface.selection()
        # What was selected is meant by whoever presses the button on it, not what lies under it.
        if meant and not begin <= offset < end:
            if meant != window.sitting.current:
                # A frame is about its hub: with another annotation it would be read as that one's.
                window.text_keys.close_modes()
            window.text_keys.select(meant)
        self.settle()
        session = window.sitting
        for layer, key in session.layer_caps().items():
            name = session.layer_name(layer)
            made = QAction(f"{visible(name)}\t{key}".replace("&", "&&"), menu)
            # Without one Qt takes the name, and a tag in it for a page.
            made.setToolTip(tip(name))
            made.triggered.connect(lambda _=False, x=layer: window.text_keys.tag(x))
            menu.addAction(made)
        menu.addSeparator()
        for entry in ACTIONS:
            if entry.handler and entry.menu == "annotate" and TEXT in entry.contexts:
                menu.addAction(self._explain(entry.id))
        menu.addSeparator()
        for also in _ALSO_HERE:
            menu.addAction(self._explain(also))
        menu.popup(place)


def _plain(menu: QMenu) -> str:
    """Return the name of a menu without the sign for the letter that opens it."""
    return menu.title().replace("&", "")
