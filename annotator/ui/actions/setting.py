"""Taking what is set: at once, wherever it was set, and back again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.settings.chosen_look import make_look
from annotator.ui.settings.preferences import preference

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class SettingActions:
    """What the dialog of preferences and the palette do with what a person sets."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def take(self) -> None:
        """Show what is set now: theme, fonts, sizes, language."""
        window, settings = self._window, self._window.settings
        settings.sync()
        window.set_look(make_look(settings))
        if window.view is not None:
            window.view.set_zoom(int(preference("zoom").value(settings)))
        if settings.language != window.language:
            window.set_language(settings.language)
        window.standing.show()

    def set(self, key: str, value: str) -> None:
        """Set one preference, show it at once, and offer to set it back."""
        window, row = self._window, preference(key)
        before = row.now(window.settings)
        if value == before:
            window.say(window.word("setting.same", what=row.said(value, window.language)))
            return
        window.settings.set_text(key, value)
        self.take()
        said = window.word("setting.set", what=row.said(value, window.language))
        if row.is_for_next_start:
            said = f"{said} {row.tip(window.language)}"
        back = window.word("setting.back", what=row.value_said(before, window.language))
        window.say(
            said,
            [(back, partial(self.set, key, before))],
            holds=lambda: row.now(window.settings) == value,
        )
