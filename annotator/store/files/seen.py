"""How far each corpus was when it was last seen, kept outside of it: a file set back is noticed."""

from __future__ import annotations

import hashlib
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
    """The number of commits of one corpus that was seen last, in the file of one place.

    Copies of a corpus in several places go ways of their own, so each has its own note. One more
    knows the highest of all: a copy that lacks its journal, which holds the last edits, is held
    against that. A folder that cannot be written costs the notice and nothing else; then nothing
    is remembered.
    """

    def __init__(
        self, corpus_id: str, path: Path | None = None, *, lacks_journal: bool = False
    ) -> None:
        """Open the notes on the corpus of that id, without a path the one on all its copies."""
        self._all = _Note(corpus_id)
        self._here = self._all if path is None else _Note(name_of(corpus_id, path))
        self.highest = self._here.said
        if not self.highest and lacks_journal:
            self.highest = self._all.said

    def note(self, commits: int) -> None:
        """Remember how far the corpus is now."""
        self.highest = commits
        if self._here is not self._all:
            self._all.write(max(commits, self._all.said))
        self._here.write(commits)

    def close(self) -> None:
        """Close the notes."""
        self._here.close()
        self._all.close()


def name_of(corpus_id: str, path: Path) -> str:
    """Return a name for what is remembered of a corpus at one place: its id comes first."""
    whole = os.path.normcase(path.resolve())
    return f"{file_name_of(corpus_id)}@{hashlib.sha256(os.fsencode(whole)).hexdigest()[:16]}"


def file_name_of(name: str) -> str:
    """Return a name that may be one of a file."""
    return re.sub(r"[^\w@-]", "_", name)[:80] or "corpus"


class _Note:
    """A number in a small file."""

    def __init__(self, name: str) -> None:
        self.said = 0
        self._handle = -1
        try:
            folder = state_folder() / "seen"
            folder.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._handle = os.open(folder / file_name_of(name), flags, 0o600)
            said = os.read(self._handle, _DIGITS + 1).strip()
        except (OSError, RuntimeError):
            return
        if said.isdigit():
            self.said = int(said)

    def write(self, number: int) -> None:
        if self._handle < 0:
            return
        self.said = number
        try:
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, b"%0*d\n" % (_DIGITS, number))
        except OSError:
            self.close()

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
