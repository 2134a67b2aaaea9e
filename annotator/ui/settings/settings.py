"""What the program remembers between sittings: one typed class over the platform's settings."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import orjson
from PySide6.QtCore import QByteArray, QLocale, QSettings

_RECENT = 10
_FOREIGN = (b"@Variant(", b"@DateTime(", b"@Point(", b"@Rect(", b"@Size(")
"""How Qt writes what is no text. We write none, and reading a damaged one can end the program."""
_MOST_BYTES = 5_000_000


class Settings:
    """Text, whole numbers, yes/no and lists of text; a damaged value counts as unset."""

    def __init__(self, file: Path | None = None, *, is_safe: bool = False) -> None:
        """Use the platform's place, or a file of its own; `is_safe` says that nothing is kept."""
        self.is_safe = is_safe
        if file is None:
            # What is left of it is read when the settings are made anew, after the look at it.
            _put_aside(Path(QSettings("Annotator", "Annotator").fileName()))
            self._settings = QSettings("Annotator", "Annotator")
        else:
            _put_aside(file)
            self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else default

    def names_in(self, group: str) -> frozenset[str]:
        """Return the names of what is remembered as `group/name`."""
        begin = f"{group}/"
        keys = self._settings.allKeys()
        return frozenset(key.removeprefix(begin) for key in keys if key.startswith(begin))

    def number(self, key: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self._settings.value(key)
        try:
            number = int(value)  # pyright: ignore[reportArgumentType]
        except (TypeError, ValueError):
            return default
        return number if least <= number <= most else default

    def flag(self, key: str, default: bool) -> bool:
        """Return a yes or no."""
        value = self.text(key)
        return {"yes": True, "no": False}.get(value, default)

    def set_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._settings.setValue(key, value)

    def set_number(self, key: str, value: int) -> None:
        """Remember a whole number."""
        self._settings.setValue(key, str(value))

    def set_flag(self, key: str, value: bool) -> None:
        """Remember a yes or no."""
        self._settings.setValue(key, "yes" if value else "no")

    def forget(self, key: str) -> None:
        """Let the default hold again."""
        self._settings.remove(key)

    def forget_word(self, word: str) -> None:
        """Let the default hold again wherever a text has this word, the id of what is gone, say."""
        for key in self._settings.allKeys():
            if word and word in self.text(key):
                self.forget(key)

    def bytes(self, key: str) -> QByteArray:
        """Return bytes that were remembered as base64; empty if there are none."""
        return QByteArray.fromBase64(self.text(key).encode())

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Remember bytes."""
        self.set_text(key, bytes(value.toBase64().data()).decode())

    @property
    def language(self) -> str:
        """The language of the interface: bg or en."""
        known = self.text("language")
        if known in ("bg", "en"):
            return known
        return "bg" if QLocale.system().name().startswith("bg") else "en"

    @property
    def recent(self) -> list[str]:
        """Paths of corpora opened lately, newest first."""
        try:
            found = orjson.loads(self.text("recent", "[]"))
        except orjson.JSONDecodeError:
            return []
        return [x for x in found if isinstance(x, str)][:_RECENT] if isinstance(found, list) else []

    def add_recent(self, path: Path) -> None:
        """Remember that a corpus was opened."""
        name = str(path.resolve())
        rows = [name, *(x for x in self.recent if x != name)][:_RECENT]
        self.set_text("recent", orjson.dumps(rows).decode())

    def of_corpus(self, key: str, path: Path) -> str:
        """Return the key under which something of one corpus is remembered.

        Two corpora of one file name, in different folders, share nothing.
        """
        return f"{key}/{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"

    def note_recent(self, path: Path, *, documents: int, finished: int, day: str) -> None:
        """Remember what a corpus held when it was closed, and the day (YYYY-MM-DD)."""
        told = {"documents": documents, "finished": finished, "day": day}
        self.set_text(self.of_corpus("facts", path), orjson.dumps(told).decode())

    def recent_facts(self, path: Path) -> dict[str, int | str]:
        """Return what `note_recent` remembered, empty if nothing or something damaged."""
        try:
            found = orjson.loads(self.text(self.of_corpus("facts", path), "{}"))
        except orjson.JSONDecodeError:
            return {}
        return found if isinstance(found, dict) else {}

    def sync(self) -> None:
        """Write everything to its place now."""
        self._settings.sync()


def _put_aside(file: Path) -> None:
    """Rename a file of settings that we cannot have written; then the defaults hold."""
    try:
        data = file.read_bytes() if file.stat().st_size <= _MOST_BYTES else None
        if data is None or any(kind in data for kind in _FOREIGN):
            os.replace(file, file.with_name(f"{file.name}.damaged"))
    except OSError:
        # There is none yet, or the platform keeps settings elsewhere than in a file.
        return
