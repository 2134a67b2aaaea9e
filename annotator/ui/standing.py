"""What the status bar says of where the work stands: annotation, mode, place and keys of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.keys.modes import BORDERS, FRAME

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_QUOTE = 60


class Standing:
    """Keeps the status bar of one window true."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window

    def show_place(self, offset: int) -> None:
        """Say in which paragraph and at which offset the caret is."""
        window = self._window
        paragraph = window.surface.text().count("\n", 0, offset) + 1
        window.status.place.setText(window.word("place", paragraph=paragraph, offset=offset))

    def show(self) -> None:
        """Say what is current, and which keys work on it."""
        window = self._window
        session, keys, status = window.session, window.keys, window.status
        if session is None or keys is None or window.view is None:
            return
        annotation = session.current_annotation()
        status.zoom.setText(f"{window.view.zoom()} %")
        status.mode.setText(window.word(f"mode.{keys.mode}"))
        status.saved.setText(window.word("read_only" if session.store.is_read_only else "saved"))
        if annotation is None:
            status.stand("" if session.tallies else window.word("nothing_tagged"))
            status.show_keys([("1…9", window.word("key.digits"))])
            return
        from annotator.model.presentation import label_values

        values = [v.lower() for v in label_values(session.scheme, annotation, window.language)]
        quote = " ".join(annotation.quote.split())[:_QUOTE]
        parts = [session.layer_name(annotation.layer), quote, *values]
        status.stand(", ".join(part for part in parts if part))
        status.show_keys([(cap, window.word(code)) for cap, code in _KEYS[keys.mode]])


_TEXT_KEYS = (("Tab", "key.tab"), ("F2", "key.f2"), ("Shift+Enter", "key.shift_enter"))
_KEYS = {
    "text": _TEXT_KEYS,
    BORDERS: (
        ("← →", "key.arrows"),
        ("Tab", "key.tab_end"),
        ("Enter", "key.enter"),
        ("Esc", "key.cancel"),
    ),
    FRAME: (("а б в", "key.letters"), ("Esc", "key.esc")),
}
"""Key caps and the codes of what they do, by mode; at most four are seen."""
