"""How far each corpus was when it was last seen, kept outside of it: a file set back is noticed."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_FOLDER = "ANNOTATOR_STATE"
"""Environment variable that names another folder for what the program remembers."""
_DIGITS = 20


def state_folder() -> Path:
    """Return the user's folder for what the program remembers between sittings."""
    named = os.environ.get(_FOLDER)
    if named:
        return Path(named)
    if os.name == "nt":
        above = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(above) / "Annotator"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Annotator"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "annotator"


class Seen:
    """The number of commits of one corpus that was seen last.

    A folder that cannot be written costs the notice and nothing else; then nothing is remembered.
    """

    def __init__(self, corpus_id: str) -> None:
        """Open the note on the corpus of that id."""
        self.highest = 0
        self._handle = -1
        name = re.sub(r"[^\w-]", "_", corpus_id)[:80] or "corpus"
        try:
            folder = state_folder() / "seen"
            folder.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._handle = os.open(folder / name, flags, 0o600)
            said = os.read(self._handle, _DIGITS + 1).strip()
        except (OSError, RuntimeError):
            return
        if said.isdigit():
            self.highest = int(said)

    def note(self, commits: int) -> None:
        """Remember how far the corpus is now."""
        if self._handle < 0:
            return
        self.highest = commits
        try:
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, b"%0*d\n" % (_DIGITS, commits))
        except OSError:
            self.close()

    def close(self) -> None:
        """Close the note."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
