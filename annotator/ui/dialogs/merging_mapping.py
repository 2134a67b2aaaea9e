"""Who of a package is who here, and which layer and entity is which: guesses, to be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from annotator.model.language import text_in
from annotator.model.review import ADJUDICATED
from annotator.operations.merging.mapping import Mapping3
from annotator.operations.merging.receiving import Guess, Guesses
from annotator.text.names import visible
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided, plain
from annotator.ui.words.dialogs import word

_KINDS = ("people", "layers", "entities")
_DATA = int(Qt.ItemDataRole.UserRole)
_MOST = 200
"""Rows of a kind; what is beyond that is taken as new, and told."""
Box = tuple[str, Guess, QComboBox]


class WhoIsWho(QScrollArea):
    """A row for each of theirs with what it is here; `chosen` tells that one was changed."""

    chosen = Signal()

    def __init__(self, session: Session) -> None:
        """Build it empty for a corpus."""
        super().__init__()
        self._session, self._language = session, session.language
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: list[Box] = []
        self._shown: Guesses | None = None

    def show_guesses(self, guesses: Guesses) -> None:
        """Show these; what was chosen for one that stays is kept."""
        if guesses == self._shown:
            return
        before = {(kind, g.theirs): box.currentData() for kind, g, box in self.boxes}
        self._shown, self.boxes = guesses, []
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(4)
        for kind, rows in zip(
            _KINDS, (self._people(guesses), guesses.layers, guesses.entities), strict=True
        ):
            self._add(grid, kind, rows, before)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)

    def _add(
        self,
        grid: QGridLayout,
        kind: str,
        rows: Sequence[Guess],
        before: dict[tuple[str, str], object],
    ) -> None:
        if not rows:
            return
        grid.addWidget(plain(word(f"merge.{kind}", self._language), "head"), grid.rowCount(), 0)
        shared = self._entities(rows) if kind == "entities" else None
        for guess in rows[:_MOST]:
            box = QComboBox()
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            if shared is not None:
                box.setModel(shared)
            else:
                self._fill(box, kind, guess)
            wanted = before.get((kind, guess.theirs), guess.ours or "")
            box.setCurrentIndex(max(0, box.findData(wanted)))
            name = visible(text_in(guess.names, self._language, guess.theirs))
            box.setAccessibleName(word("merge.is", self._language, theirs=name))
            row = grid.rowCount()
            grid.addWidget(Elided(name), row, 0)
            grid.addWidget(box, row, 1)
            if guess.ours is not None and not guess.is_known:
                told = word("merge.guessed", self._language)
                grid.addWidget(plain(told, "secondary"), row, 2)
                box.setAccessibleName(f"{box.accessibleName()} ({told})")
            box.currentIndexChanged.connect(lambda _=0: self.chosen.emit())
            self.boxes.append((kind, guess, box))
        if len(rows) > _MOST:
            more = word("merge.more_new", self._language, count=len(rows) - _MOST)
            grid.addWidget(plain(more, "secondary"), grid.rowCount(), 0, 1, 3)

    def _people(self, guesses: Guesses) -> list[Guess]:
        """Return who is asked about: not the adjudicated set, which is no person's work."""
        decided = {a.id for a in self._session.annotators() if a.kind == ADJUDICATED}
        return [g for g in guesses.annotators if g.ours not in decided]

    def _fill(self, box: QComboBox, kind: str, guess: Guess) -> None:
        session, language = self._session, self._language
        if kind == "people":
            people = [a.id for a in session.annotators() if a.kind != ADJUDICATED]
            ours = [(key, session.annotator_name(key)) for key in people]
            is_new = not guess.is_known
        else:
            ours = [(x.id, session.layer_name(x.id)) for x in session.scheme.layers]
            is_new = all(key != guess.theirs for key, _ in ours)
            ours = [pair for pair in ours if pair[0] != guess.theirs]
        if is_new:
            name = visible(text_in(guess.names, language, guess.theirs))
            box.addItem(word("merge.as_new", language, name=name), "")
        elif kind == "layers":
            box.addItem(word("merge.not_taken", language), "")
        for key, name in ours:
            box.addItem(visible(name), key)

    def _entities(self, rows: Sequence[Guess]) -> QStandardItemModel:
        """Return what an entity may be; one model for all rows, as they may be many.

        What several packages bring stands there too, as the one of them that is kept.
        """
        model = QStandardItemModel(0, 1, self)
        first = QStandardItem(word("merge.as_new_entity", self._language))
        first.setData("", _DATA)
        model.appendRow(first)
        session = self._session
        named = {key: session.entity_label(key) for key in session.entities}
        for guess in rows:
            if guess.ours is not None and guess.ours not in named:
                name = text_in(guess.names, self._language, guess.ours)
                named[guess.ours] = word("merge.as_new", self._language, name=name)
        for key, name in sorted(named.items(), key=lambda pair: (pair[1], pair[0])):
            item = QStandardItem(visible(name))
            item.setData(key, _DATA)
            model.appendRow(item)
        return model

    def mapping(self) -> Mapping3:
        """Return whose and what of theirs is whose and what of ours."""
        found: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
        asked = {guess.theirs for kind, guess, _ in self.boxes if kind == "people"}
        for guess in self._shown.annotators if self._shown is not None else ():
            if guess.ours not in (None, guess.theirs) and guess.theirs not in asked:
                found["people"][guess.theirs] = str(guess.ours)
        for kind, guess, box in self.boxes:
            ours = str(box.currentData() or "")
            if ours and ours != guess.theirs:
                found[kind][guess.theirs] = ours
        return Mapping3(
            annotators=found["people"], layers=found["layers"], entities=found["entities"]
        )
