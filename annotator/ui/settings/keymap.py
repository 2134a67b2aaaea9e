"""Which keys an action has now: those of the table, or what somebody set in their place.

A key is the character that is typed ("1", "=", "?"), which works in every layout, or Qt's
portable name ("Ctrl+K", "Shift+Return").
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.ui.action_table.action import FRAME, TEXT, TWINS, VALUES, WINDOW, Action, twin
from annotator.ui.action_table.caret_rows import EXTENDING, MOVEMENTS
from annotator.ui.action_table.table import ACTIONS, action
from annotator.ui.settings.layouts import latin_key
from annotator.ui.settings.settings import Settings
from annotator.ui.text.moves import movement_of
from annotator.ui.widgets.menu_here import MENU_HERE

_Modifier = Qt.KeyboardModifier
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_SHOWN = _NATIVE if sys.platform == "darwin" else _PORTABLE
"""macOS has signs of its own; elsewhere Qt would translate some keys that no keyboard names so."""
_ALONE = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Menu,
        Qt.Key.Key_unknown,
    )
)
"""Keys that are no key press of their own."""
_RESERVED = frozenset(("Esc", "Tab", "Shift+Tab", "Return", "Space", "Backspace", "Del"))
"""Keys that every field and button needs: no action of the whole window may take them."""
_SELECTING = frozenset(("select.widen", "select.narrow"))
_LINKING = frozenset(TWINS.values())
"""Letters that stand at the ends of frames, as `twin` names them."""
_ROWS = {name: action_id for action_id, name in MOVEMENTS.items()}
_CAPS = {
    "Return": "Enter",
    "PgDown": "PgDn",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}


class Keymap(QObject):
    """The keys of one sitting; what is set is remembered as plain strings and holds at once."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        """Read what was set."""
        super().__init__()
        self._settings = settings
        self._keys: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, dict[str, str]] = {}
        self._read()

    def _read(self) -> None:
        changed = self._settings.names_in("keys")
        self._keys = {a.id: self._set_for(a) if a.id in changed else a.shortcuts for a in ACTIONS}
        self._found = {}
        for entry in ACTIONS:
            for context in entry.contexts:
                known = self._found.setdefault(context, {})
                for key in self._keys[entry.id]:
                    known.setdefault(sign_of(key), entry.id)

    def _set_for(self, entry: Action) -> tuple[str, ...]:
        default = " ".join(entry.shortcuts)
        keys = tuple(self._settings.text(_name(entry.id), default).split())
        return keys if all(map(is_key, keys)) else entry.shortcuts

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys that an action has now; KeyError if there is no such action."""
        return self._keys[action_id]

    def shortcuts(self, action_id: str) -> list[QKeySequence]:
        """Return an action's keys as Qt takes them; typed characters are none."""
        return [QKeySequence(k) for k in self._keys[action_id] if not is_typed(k)]

    def shown(self, action_id: str, language: str = "en") -> str:
        """Return an action's keys as people read them, or in words what is typed for it."""
        keys = ", ".join(map(shown_key, self._keys[action_id]))
        return keys or action(action_id).typed_in(language)

    def first(self, action_id: str) -> str:
        """Return the first key of an action as people read it, empty if there is none."""
        keys = self._keys[action_id]
        return shown_key(keys[0]) if keys else ""

    def action_for(self, event: QKeyEvent, contexts: str) -> str:
        """Return the id of the action that a press stands for, empty if it is none.

        `contexts` are tried in their order, as in "FT": a frame stands in front of the text.
        """
        signs = [sign_of(key) for key in keys_of(event)]
        for context in contexts:
            known = self._found.get(context, {})
            for sign in signs:
                if sign in known:
                    return known[sign]
        return ""

    def asks_menu(self, event: QKeyEvent) -> bool:
        """Say whether a press asks for the menu of what has the focus, in any window."""
        return self.action_for(event, WINDOW) == MENU_HERE

    def action_of(self, key: str, contexts: str) -> str:
        """Return the id of the action that has a key in these places, empty if none."""
        known = (self._found.get(context, {}).get(sign_of(key)) for context in contexts)
        return next(filter(None, known), "")

    def movement_of(self, event: QKeyEvent) -> tuple[str, bool] | None:
        """Return the caret movement that a press stands for and whether it extends; None if none.

        What the platform has besides the table's keys works as long as the movement has not been
        given other keys.
        """
        action_id = self.action_for(event, TEXT)
        if action_id:
            name = MOVEMENTS.get(action_id)
            return (name, action_id in _SELECTING) if name is not None else None
        if event.modifiers() & _Modifier.ShiftModifier:
            known = self._found[TEXT]
            for key in keys_of(event):
                moved = known.get(sign_of(key.replace("Shift+", "", 1)), "")
                if moved in EXTENDING:
                    return MOVEMENTS[moved], True
        found = movement_of(event)
        if found is not None and self.is_changed(_ROWS[found[0]]):
            return None
        return found

    def holder_of(self, key: str, action_id: str) -> Action | None:
        """Return the other action that has a key where this one would need it, or None.

        A movement has its keys with Shift too: they take the selection along.
        """
        wanted, sign = action(action_id), sign_of(key)
        for entry in ACTIONS:
            if entry.id != action_id and _meet(entry, wanted):
                mine = self._keys[entry.id]
                if sign in map(sign_of, mine):
                    return entry
                if entry.id in EXTENDING and sign in (_with_shift(k) for k in mine):
                    return entry
        return None

    def is_changed(self, action_id: str) -> bool:
        """Say whether an action has other keys than those of the table."""
        return self._keys[action_id] != action(action_id).shortcuts

    def set_keys(self, *changes: tuple[str, tuple[str, ...]]) -> None:
        """Give actions other keys, none if empty; all of them at once, and remember it."""
        for action_id, keys in changes:
            if keys == action(action_id).shortcuts:
                self._settings.forget(_name(action_id))
            else:
                self._settings.set_text(_name(action_id), " ".join(keys))
        self._read()
        self.changed.emit()

    def swap(self, action_id: str, key: str, other_id: str) -> None:
        """Give an action a key that another one has; that one gets this one's first key.

        What had it with Shift keeps the key alone.
        """
        sign, mine = sign_of(key), self._keys[action_id]
        kept = tuple(k for k in self._keys[other_id] if sign_of(k) != sign)
        is_taken = kept != self._keys[other_id]
        given = tuple(k for k in mine[:1] if is_taken and not refusal(k, action(other_id)))
        self.set_keys((action_id, (key, *mine[1:])), (other_id, (*given, *kept)))

    def reset(self, action_id: str) -> None:
        """Give an action the keys of the table again."""
        self.set_keys((action_id, action(action_id).shortcuts))

    def reset_all(self) -> None:
        """Give every action the keys of the table again."""
        self.set_keys(*((a.id, a.shortcuts) for a in ACTIONS))


def _name(action_id: str) -> str:
    return f"keys/{action_id}"


def _meet(one: Action, other: Action) -> bool:
    """Say whether two actions can be waiting for a key at the same time."""
    contexts = {*one.contexts}, {*other.contexts}
    return WINDOW in contexts[0] | contexts[1] or bool(contexts[0] & contexts[1])


def is_typed(key: str) -> bool:
    """Say whether a key is a typed character."""
    return len(key) == 1


def is_key(key: str) -> bool:
    """Say whether a text names a key at all."""
    if is_typed(key):
        return key.isprintable() and not key.isspace()
    return QKeySequence(key).count() == 1 and bool(QKeySequence(key).toString(_PORTABLE))


def sign_of(key: str) -> str:
    """Return what two names of the same key have in common; letters of all layouts are one."""
    return twin(key) if is_typed(key) else QKeySequence(key).toString(_PORTABLE)


def _with_shift(key: str) -> str:
    return "" if is_typed(key) else sign_of(f"Shift+{key}")


def shown_key(key: str) -> str:
    """Return a key as it stands on keyboards here."""
    return key if is_typed(key) else _capped(QKeySequence(key).toString(_SHOWN))


def plain_key(key: str) -> str:
    """Return a key as it stands on keyboards of Linux and Windows, wherever this runs."""
    return key if is_typed(key) else _capped(QKeySequence(key).toString(_PORTABLE))


def _capped(name: str) -> str:
    """Return the name of a key with signs for Enter and the arrows."""
    head, plus, last = name.rpartition("+")
    if not last:  # the key is + itself
        head, plus, last = name[:-2], "+", "+"
    return f"{head}{plus}{_CAPS.get(last, last)}"


def shown_cap(key: str) -> str:
    """Return a key as it stands on the small caps beside sentences: `Ctrl K`, `Shift ↵`."""
    shown = shown_key(key)
    if is_typed(shown) or "+" not in shown[:-1]:
        return shown
    head, _, last = shown[:-1].rpartition("+")
    last += shown[-1]
    return f"{head.replace('+', ' ')} {'↵' if last == 'Enter' else last}"


def cap_of(keys: tuple[str, ...]) -> str:
    """Return the first of an action's keys as a small cap, empty if there is none."""
    return shown_cap(keys[0]) if keys else ""


def keys_of(event: QKeyEvent) -> list[str]:
    """Return the keys that a press may stand for: the typed character first, then Qt's name.

    In the name stands the Latin letter on the key, see `layouts`.
    """
    pressed = event.key()
    if pressed in _ALONE:
        return []
    modifiers = event.modifiers() & ~_Modifier.KeypadModifier
    found: list[str] = []
    typed, held = event.text(), modifiers & ~_Modifier.ShiftModifier
    # AltGr is Ctrl+Alt on some platforms, and then part of how a character is typed.
    is_altgr = held == _Modifier.ControlModifier | _Modifier.AltModifier and not typed.isalnum()
    is_plain = not held or is_altgr
    if is_plain and len(typed) == 1 and typed.isprintable() and not typed.isspace():
        found.append(typed)
    if pressed == Qt.Key.Key_Backtab:
        pressed, modifiers = Qt.Key.Key_Tab, modifiers | _Modifier.ShiftModifier
    elif pressed == Qt.Key.Key_Enter:
        pressed = Qt.Key.Key_Return
    name = QKeySequence(int(latin_key(event) or pressed) | modifiers.value).toString(_PORTABLE)
    if len(name) > 1:
        found.append(name)
    return found


def refusal(key: str, entry: Action) -> str:
    """Return the code of the sentence that says why an action cannot have a key, or nothing."""
    if sign_of(key) == "Esc":
        return "keys.escape"
    if key.startswith("Alt+") and is_typed(key[4:]) and key[4:].isalpha():
        return "keys.opens_menus"
    if WINDOW in entry.contexts:
        if is_typed(key) or (key.startswith("Shift+") and is_typed(key[6:])):
            return "keys.typed_in_window"
        if sign_of(key) in _RESERVED:
            return "keys.needed_by_fields"
    elif FRAME in entry.contexts and is_typed(key) and twin(key) in _LINKING:
        return "keys.letters_link"
    elif VALUES in entry.contexts and _is_for_typing(key):
        return "keys.typed_in_window"
    return ""


def _is_for_typing(key: str) -> bool:
    """Say whether a field needs a key for what is typed in it; digits may choose values."""
    plain = key.removeprefix("Shift+")
    return (is_typed(plain) and not key.isdigit()) or plain == "Space"


def warning(key: str, entry: Action) -> str:
    """Return the code of a sentence about what an action's key takes away, or nothing."""
    if TEXT in entry.contexts and is_typed(key) and key.isalpha():
        return "keys.letters_tag"
    return ""
