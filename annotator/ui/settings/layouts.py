"""Which Latin letter stands on a key, where the keyboard has no Latin layout at all.

With a second, Latin layout Qt looks there itself, so that Ctrl and a letter is the same key in
every layout. With a Cyrillic or Greek one alone it names the letter that is typed, which no
shortcut has. The place of the key then says the letter, as it would with that second layout.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ROWS = {24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
_LETTERS = {first + n: c for first, row in _ROWS.items() for n, c in enumerate(row)}
"""Letters by the scan codes of X11 and Wayland, which are those of the kernel and 8."""
_LAST_LATIN, _FIRST_NAMED = 0xFF, 0x01000000
"""Qt's keys between them are letters of other alphabets; keys without a sign come after."""


def latin_key(event: QKeyEvent) -> Qt.Key | None:
    """Return the Latin letter on the key of a shortcut, None if Qt names one or it is no letter."""
    is_other = _LAST_LATIN < event.key() < _FIRST_NAMED
    if not is_other or not event.modifiers() & _HELD:
        return None
    if not QGuiApplication.platformName().startswith(("xcb", "wayland", "offscreen")):
        return None
    letter = _LETTERS.get(event.nativeScanCode())
    return None if letter is None else Qt.Key(ord(letter))


def latin_press(event: QKeyEvent) -> QKeyEvent | None:
    """Return the press as a Latin layout would give it, None if it is one already."""
    key = latin_key(event)
    if key is None:
        return None
    return QKeyEvent(
        event.type(),
        key,
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        "",
        event.isAutoRepeat(),
        event.count(),
    )
