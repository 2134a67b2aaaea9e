"""Keys inside sentences: a text names an action, the reader is told its key of now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from annotator.ui.actions.table import action
from annotator.ui.keymap import shown_key

if TYPE_CHECKING:
    from annotator.ui.keymap import Keymap


class Keys(Protocol):
    """Tells the key of an action by its id."""

    def __getitem__(self, action_id: str) -> str:
        """Return the key as people read it; what has none is told by its name."""
        ...

    def first(self, action_id: str) -> str:
        """Return the key as people read it, nothing if there is none."""
        ...


class TableKeys:
    """The keys of the table."""

    def __getitem__(self, action_id: str) -> str:
        """Return the first key of the table."""
        return shown_key(action(action_id).shortcuts[0])

    def first(self, action_id: str) -> str:
        """Return the same."""
        return self[action_id]


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


TABLE_KEYS = TableKeys()
