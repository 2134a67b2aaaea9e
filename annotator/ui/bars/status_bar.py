"""The status bar: what is selected in words, keys that work now; mode, place, zoom, saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.text.directions import plain_sentence, visible_sentence
from annotator.ui.widgets.rows import Elided, drop_item, key_cap, plain

HEIGHT = 28
_SHOWN_MS, _OFFERED_MS = 6000, 20_000
"""How long a sentence stands: alone, and with something to press beside it."""
_MOST_KEYS = 4
_GAP = 21
_APART, _BESIDE = 24, 28
"""Pixels before each of the facts at the right, and beside all of them."""
Link = tuple[str, Callable[[], object]]
"""A button beside a sentence: its text, and what it does."""
Holds = Callable[[], bool]


class StatusBar(QWidget):
    """A sentence, then keys right after it; where the work stands at the right."""

    def __init__(self) -> None:
        """Build it."""
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.said = Elided(role="said")
        self.said.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.mode, self.role, self.place = (plain(role="secondary") for _ in range(3))
        self.zoom, self.saved = (plain(role="secondary") for _ in range(2))
        self._where = (self.mode, self.role, self.place, self.zoom, self.saved)
        self._links, self._keys = QHBoxLayout(), QHBoxLayout()
        self._links.setSpacing(6)
        self._keys.setSpacing(0)
        self._caps: list[tuple[str, str]] = []
        self._pairs: list[QWidget] = []
        self._standing = self._progress = self._kept = ""
        self._holds: Holds | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 3)
        row.setSpacing(0)
        row.addWidget(self.said)
        row.addLayout(self._links)
        row.addLayout(self._keys)
        row.addStretch(1)
        for label in self._where:
            label.setContentsMargins(_APART, 0, 0, 0)
            row.addWidget(label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._stand)
        # Runs while the key press goes on in which something was said.
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)

    def clear(self) -> None:
        """Say nothing of a corpus: there is none. What was said in the same key press stays."""
        self.stand("")
        if not self._fresh.isActive():
            self._timer.stop()
            self._stand()
        self.show_keys(())
        for label in self._where:
            label.clear()

    def say(self, text: str, links: Iterable[Link] = (), holds: Holds | None = None) -> None:
        """Say something for a while, with buttons for what can be done about it.

        `holds` says whether it is still true, and its buttons do what they say.
        """
        self._kept, self._holds = "", holds
        self._show(text)
        self._drop_links()
        for name, run in links:
            self._links.addWidget(self._button(name, run))
        self._timer.start(_OFFERED_MS if self._links.count() else _SHOWN_MS)
        self._fresh.start(0)
        self._fit()

    def end(self, text: str) -> None:
        """End what is being said, if it is this: it is not true any more."""
        if self._timer.isActive() and self.said.text() == visible_sentence(text):
            self._timer.stop()
            self._stand()

    def end_outdated(self) -> None:
        """End what is being said if it does not hold any more."""
        if self._timer.isActive() and self._holds is not None and not self._holds():
            self._timer.stop()
            self._stand()

    def keep(self, text: str) -> None:
        """Keep a sentence until `say_kept`; what is said before that, or an edit, is newer."""
        self._kept = text

    def say_kept(self) -> None:
        """Say what was kept."""
        if self._kept:
            self.say(self._kept)

    def give_way(self, *, to_edit: bool = False) -> None:
        """End what is being said, for something newer is true: another annotation, or an edit.

        What was said in the same key press stays; what offers something ends with an edit only,
        which its buttons would take for the one they were made for.
        """
        if to_edit:
            self._kept = ""
        is_kept = self._fresh.isActive() or bool(self._links.count())
        if self._timer.isActive() and (to_edit or not is_kept):
            self._timer.stop()
            self._stand()

    def _button(self, name: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(name)
        made.setProperty("role", "link")
        made.setAccessibleName(name)

        def press() -> None:
            self._timer.stop()
            self._stand()
            run()

        made.clicked.connect(press)
        return made

    def _drop_links(self) -> None:
        while self._links.count():
            drop_item(self._links.takeAt(0))

    def stand(self, text: str) -> None:
        """Say what is selected, once nothing else is being said."""
        if text != self._standing:
            self._standing = text
            if not self._timer.isActive():
                self._stand()

    def show_progress(self, text: str) -> None:
        """Say how far long work is, in place of what is selected; empty when it is over."""
        self._progress = text
        if not self._timer.isActive():
            self._stand()

    def _stand(self) -> None:
        self._drop_links()
        self._show(self._progress or self._standing)
        self._fit()

    def _show(self, text: str) -> None:
        self.said.setText(visible_sentence(text))
        self.said.setAccessibleName(plain_sentence(text))
        self.said.setVisible(bool(text))

    def show_place(self, role: str, place: str) -> None:
        """Show in which segment, if in one, and where the caret is."""
        self.role.setText(role)
        self.place.setText(place)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be called what the bar says, which a screen reader then reads."""
        parts = [self.said.accessibleName(), *(f"{text}: {cap}" for cap, text in self.keys())]
        parts += [label.text() for label in self._where]
        self.setAccessibleName(", ".join(part for part in parts if part))
        super().focusInEvent(event)

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show keys with what they do, at most four and as many as there is room for."""
        wanted = list(keys)[:_MOST_KEYS]
        if wanted == self._caps:
            return
        self._caps = wanted
        while self._keys.count():
            drop_item(self._keys.takeAt(0))
        self._pairs = [_pair(cap, text) for cap, text in wanted]
        for pair in self._pairs:
            pair.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            self._keys.addWidget(pair)
        self._fit()

    def keys(self) -> list[tuple[str, str]]:
        """Return the keys that are on the screen, with what they do."""
        return [c for c, pair in zip(self._caps, self._pairs, strict=True) if not pair.isHidden()]

    def _fit(self) -> None:
        """Show as many keys as there is room for beside the sentence.

        For one that is being said, where the work stands gives way too, but for mode and saved.
        """
        taken = sum(label.sizeHint().width() for label in self._where)
        taken += _BESIDE + self._links.sizeHint().width()
        room = self.width() - taken
        wanted = self.said.sizeHint().width() if self.said.text() else 0
        for label in (self.zoom, self.role, self.place):
            gives_way = self._timer.isActive() and wanted > room
            is_empty = label is self.role and not label.text()
            label.setVisible(not gives_way and not is_empty)
            room += label.sizeHint().width() if gives_way else 0
        # What is being said is read whole; what merely stands there shares the room.
        room -= wanted if self._timer.isActive() else min(wanted, room // 2)
        for number, pair in enumerate(self._pairs):
            gap = _GAP if number or wanted else 0
            pair.layout().setContentsMargins(gap, 0, 0, 0)  # type: ignore[union-attr]
            room -= pair.sizeHint().width()
            pair.setVisible(room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many keys as fit now."""
        super().resizeEvent(event)
        self._fit()


def _pair(cap: str, text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(_GAP, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(key_cap(cap), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(plain(text, "secondary"))
    return made
