"""Everything the palette can find in one sitting, and the order in which it is shown."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotator.ui.palette import rows
from annotator.ui.palette.matching import TOLD, hay_of, matches
from annotator.ui.palette.rows import ACTION, DOCUMENT, ENTITY, LAYER, SETTING, STEP, Found, Row
from annotator.ui.settings.keymap import cap_of

if TYPE_CHECKING:
    from annotator.store.reading.listing import DocumentRow
    from annotator.ui.desk import Desk

_PREFIXES = {">": (ACTION, SETTING), "@": (ENTITY,), "#": (LAYER,)}
"""What narrows the list to one kind; tags are listed with their layers."""
_SLICE, _BETWEEN_MS = 0.003, 15
"""Seconds of the window's time that are taken at once for rows nobody has asked for yet, and what
is left to others in between: whoever searches has Python's lock only then."""
PLACES = ":"
_KINDS = (ACTION, SETTING, DOCUMENT, LAYER, ENTITY, STEP)
_UNTYPED = (ACTION, LAYER)
"""Kinds that are listed before anything is typed; the others would bury them."""


class Index:
    """Rows by kind with the words that find them; documents and entities are kept while they stay.

    `refresh` is called when the palette opens: what changes with every key press is read anew.
    """

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._rows: dict[str, list[Row]] = {}
        self._hays: dict[str, list[str]] = {}
        self._listed: Sequence[DocumentRow] = ()
        self._entities: object = None
        # Qt takes longer to write a key than all else of a row takes, each time anew.
        self._caps: dict[tuple[str, tuple[str, ...]], str] = {}
        self._making: Iterator[Found] | None = None
        self._made: list[Found] = []
        self._timer = QTimer(window)
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._go_on)

    def refresh(self) -> None:
        """Read what may have changed since the palette was open last."""
        window = self._window
        self._put(ACTION, rows.actions(window, self._cap))
        self._put(SETTING, rows.settings(window))
        for kind in (DOCUMENT, ENTITY, LAYER, STEP):
            if window.session is None:
                self._put(kind, ())
        if window.session is not None:
            self._put(LAYER, rows.layers_and_tags(window))
            self._put(STEP, rows.steps(window))
            self.refresh_documents(window.columns.documents.model.all_rows())
            self._refresh_entities()

    def warm(self, listed: Sequence[DocumentRow]) -> None:
        """Make the rows of the documents in the window's idle time, before anyone asks."""
        if not self._is_known(listed):
            self._begin(listed)
            self._timer.start()

    def refresh_documents(self, listed: Sequence[DocumentRow]) -> None:
        """Take the documents as they are listed, if they are not the ones that are known."""
        if not self._is_known(listed):
            self._begin(listed)
        self._go_on(None)

    def _cap(self, keys: tuple[str, ...]) -> str:
        known = self._window.language, keys
        if known not in self._caps:
            self._caps[known] = cap_of(keys)
        return self._caps[known]

    def _is_known(self, listed: Sequence[DocumentRow]) -> bool:
        if len(listed) != len(self._listed):
            return False
        return all(map(is_, listed, self._listed)) or all(
            a is b or (a.id, a.title, a.name) == (b.id, b.title, b.name)
            for a, b in zip(listed, self._listed, strict=True)
        )

    def _begin(self, listed: Sequence[DocumentRow]) -> None:
        self._listed, self._made = list(listed), []
        language = self._window.language
        self._making = (rows.document(row, language) for row in self._listed)

    def _go_on(self, seconds: float | None = _SLICE) -> None:
        """Make rows for a while, or all that are left."""
        if self._making is None:
            return
        end = time.perf_counter() + seconds if seconds is not None else None
        for found in self._making:
            self._made.append(found)
            if end is not None and time.perf_counter() > end:
                return
        self._making = None
        self._timer.stop()
        self._put(DOCUMENT, self._made)
        self._made = []

    def _refresh_entities(self) -> None:
        known = self._window.sitting.entities
        now = tuple(known.values())
        if now != self._entities:
            self._entities = now
            self._put(ENTITY, (rows.entity(e, self._window) for e in now))

    def _put(self, kind: str, found: Iterable[Found]) -> None:
        pairs = list(found)
        self._rows[kind] = [pair.row for pair in pairs]
        self._hays[kind] = [pair.hay for pair in pairs]

    def forget(self) -> None:
        """Forget what was known: another corpus or another language."""
        self._rows, self._hays, self._listed, self._entities = {}, {}, (), None
        self._making = None
        self._timer.stop()

    def find(self, typed: str, recent: Sequence[str]) -> list[Row]:
        """Return the rows that fit what is typed: recent ones so named first, then the better fit.

        Where rows fit alike, actions come before documents, documents before what is tagged.
        """
        typed = typed.strip()
        if typed.startswith(PLACES):
            return rows.places(self._window, typed[1:].strip())
        kinds = _PREFIXES.get(typed[:1], _KINDS)
        words = typed[1:] if typed[:1] in _PREFIXES else typed
        if not hay_of(words).strip():
            kinds_shown = kinds if typed[:1] in _PREFIXES else _UNTYPED
        else:
            kinds_shown = kinds
        ranks = {key: number for number, key in enumerate(recent)}
        first: list[tuple[int, Row]] = []
        buckets: tuple[list[Row], ...] = ([], [], [], [])
        for kind in kinds:
            rows_of_kind = self._rows.get(kind, [])
            is_listed = kind in kinds_shown
            if not is_listed and not ranks:
                continue
            for number, fit in matches(self._hays.get(kind, []), words):
                row = rows_of_kind[number]
                rank = ranks.get(f"{row.kind}:{row.key}") if ranks else None
                # What is only told of a row must not put it before those that are called so.
                if rank is not None and fit != TOLD:
                    first.append((rank, row))
                elif is_listed or rank is not None:
                    buckets[fit].append(row)
        first.sort(key=lambda pair: pair[0])
        return [*(row for _, row in first), *(row for bucket in buckets for row in bucket)]
