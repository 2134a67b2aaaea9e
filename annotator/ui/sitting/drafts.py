"""Texts that are being typed and are not in the corpus yet, kept where a crash cannot take them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from annotator.store.files.drafts import draft_file, read_drafts, write_drafts

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
        self._path = draft_file(corpus) if corpus is not None else None
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
        drafts = [(p.kind, p.document, p.annotation, p.feature, t) for p, t in self._texts.items()]
        write_drafts(self._path, drafts)

    def _read(self) -> Iterator[tuple[Place, str]]:
        for *place, text in read_drafts(self._path) if self._path is not None else ():
            yield Place(*place), text
