"""Texts that are being typed and are not in the corpus yet, kept where a crash cannot take them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import orjson
from PySide6.QtCore import QObject, QTimer

from annotator.store.seen import state_folder

AFTER_MS = 500
"""How long after the first letter typed texts are written at the latest."""
COMMENT, FEATURE = "comment", "feature"


class Place(NamedTuple):
    """Where a text is typed: a comment or a feature, of an annotation or ("") of the document."""

    kind: str
    document: str
    annotation: str = ""
    feature: str = ""


class Drafts(QObject):
    """The drafts of one corpus, in a file of the program's own; without one they live in memory.

    A file that cannot be read or written costs what a crash would take, and nothing else.
    """

    def __init__(self, corpus: Path | None, *, after_ms: int = AFTER_MS) -> None:
        """Keep the drafts of a corpus; None keeps none from one sitting to the next."""
        super().__init__()
        self._path: Path | None = None
        if corpus is not None:
            name = hashlib.sha256(str(corpus.resolve()).encode("utf-8", "surrogatepass"))
            self._path = state_folder() / "drafts" / f"{name.hexdigest()[:32]}.json"
        self._texts: dict[Place, str] = dict(self._read())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after_ms)
        self._timer.timeout.connect(self.write)

    def get(self, place: Place) -> str:
        """Return what was typed at a place and not kept, "" if nothing."""
        return self._texts.get(place, "")

    def put(self, place: Place, text: str) -> None:
        """Note what is typed; nothing but blanks is no draft."""
        if not text.strip():
            self.drop(place)
        elif self._texts.get(place) != text:
            self._texts[place] = text
            self._soon()

    def drop(self, place: Place) -> None:
        """Forget a draft: it is in the corpus, or was given up."""
        if self._texts.pop(place, None) is not None:
            self._soon()

    def places(self) -> list[Place]:
        """Return where there are drafts, in the order in which they were begun."""
        return list(self._texts)

    def end(self) -> None:
        """Write what waits."""
        if self._timer.isActive():
            self.write()

    def _soon(self) -> None:
        # Not anew with each letter: whoever types on is not to wait for a pause.
        if self._path is not None and not self._timer.isActive():
            self._timer.start()

    def write(self) -> None:
        """Write all drafts, whole or not at all."""
        self._timer.stop()
        if self._path is None:
            return
        part = self._path.with_suffix(".part")
        try:
            if not self._texts:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            rows = [[*place, text] for place, text in self._texts.items()]
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(handle, "wb") as file:
                file.write(orjson.dumps(rows))
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self._path)
        except (OSError, TypeError):
            # A full disk, or half a character that no file holds; typing goes on.
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _read(self) -> Iterator[tuple[Place, str]]:
        if self._path is None:
            return
        try:
            rows = orjson.loads(self._path.read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, list) and len(row) == 5 and all(isinstance(x, str) for x in row):
                kind, document, annotation, feature, text = row
                yield Place(kind, document, annotation, feature), text
