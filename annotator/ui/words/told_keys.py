"""Keys inside sentences: a text names an action, the reader is told its key of now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QKeyEvent

from annotator.ui.action_table.table import ACTIONS, action
from annotator.ui.settings.keymap import keys_of, shown_key, sign_of

if TYPE_CHECKING:
    from annotator.ui.settings.keymap import Keymap


class Keys(Protocol):
    """Tells the key of an action by its id."""

    def __getitem__(self, action_id: str) -> str:
        """Return the key as people read it; what has none is told by its name."""
        ...

    def first(self, action_id: str) -> str:
        """Return the key as people read it, nothing if there is none."""
        ...

    def meaning(self, event: QKeyEvent, contexts: str) -> str:
        """Return the id of the action that a press stands for in these places, empty if none."""
        ...

    def action_of(self, key: str, contexts: str) -> str:
        """Return the id of the action that has a key in these places, empty if none."""
        ...


class TableKeys:
    """The keys of the table."""

    def __getitem__(self, action_id: str) -> str:
        """Return the first key of the table."""
        return shown_key(action(action_id).shortcuts[0])

    def first(self, action_id: str) -> str:
        """Return the same."""
        return self[action_id]

    def meaning(self, event: QKeyEvent, contexts: str) -> str:
        """Look the press up in the table."""
        return _of_table({sign_of(key) for key in keys_of(event)}, contexts)

    def action_of(self, key: str, contexts: str) -> str:
        """Look the key up in the table."""
        return _of_table({sign_of(key)}, contexts)


def _of_table(signs: set[str], contexts: str) -> str:
    return next(
        (
            entry.id
            for entry in ACTIONS
            if not {*entry.contexts}.isdisjoint(contexts)
            and any(sign_of(key) in signs for key in entry.shortcuts)
        ),
        "",
    )


class ToldKeys:
    """The keys as they are set now; an action without one is told by its name."""

    def __init__(self, keymap: Keymap, language: str) -> None:
        """Tell from a keymap, in a language."""
        self._keymap, self._language = keymap, language

    def __getitem__(self, action_id: str) -> str:
        """Return the first key, else the name that menus and palette have."""
        name = action(action_id).name(self._language).removesuffix("…")
        quoted = f"„{name}“" if self._language == "bg" else f"“{name}”"
        return self._keymap.first(action_id) or quoted

    def first(self, action_id: str) -> str:
        """Return the first key, nothing if there is none."""
        return self._keymap.first(action_id)

    def meaning(self, event: QKeyEvent, contexts: str) -> str:
        """Ask the keymap of now."""
        return self._keymap.action_for(event, contexts)

    def action_of(self, key: str, contexts: str) -> str:
        """Ask the keymap of now."""
        return self._keymap.action_of(key, contexts)


TABLE_KEYS = TableKeys()
