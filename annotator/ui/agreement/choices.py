"""What is measured, chosen over the figures: whose work, which layers, which documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.analysis.agreement.measures import MACRO, POOLED
from annotator.model.language import text_in
from annotator.model.review import PERSON
from annotator.operations.agreement.measuring import Choice
from annotator.text.names import visible
from annotator.ui.panels.toggles import Rows, Toggles
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import plain
from annotator.ui.widgets.tips import set_tip, tip

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_EVERY, _HERE, _SET, _ROUND = "every", "here", "set", "round"
_MOST_NAMED = 2
_ROOMY = 780
"""Width in pixels from which on each of the four has its name before it."""


class Choices(QWidget):
    """Two lists that are switched on and off, and two boxes; `changed` asks to measure anew.

    `mean_changed` asks only to show the other of two means that are known already.
    """

    changed = Signal()
    mean_changed = Signal()

    def __init__(self, session: Session) -> None:
        """Choose everything that everybody has finished."""
        super().__init__()
        self._session = session
        self.annotators: tuple[str, ...] | None = None
        self.layers: tuple[str, ...] | None = None
        self.people, self.on = QPushButton(), QPushButton()
        self.documents, self.mean = QComboBox(), QComboBox()
        self._labels: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 22, 8)
        row.setSpacing(8)
        word = session.word
        for code, widget in (
            ("agreement.people", self.people),
            ("agreement.layers", self.on),
            ("agreement.documents", self.documents),
            ("agreement.mean", self.mean),
        ):
            label = plain(word(code), "secondary")
            self._labels.append(label)
            row.addWidget(label)
            row.addWidget(widget)
            row.addSpacing(6)
            widget.setAccessibleName(word(code))
            set_tip(widget, tip(word(code)))
        row.addStretch(1)
        for code in (POOLED, MACRO):
            self.mean.addItem(word(f"agreement.{code}"), code)
        self.fill_documents()
        self._name()
        self.people.clicked.connect(self.choose_people)
        self.on.clicked.connect(self.choose_layers)
        self.documents.activated.connect(lambda _row: self.changed.emit())
        self.mean.activated.connect(lambda _row: self.mean_changed.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names of the four to their tooltips where there is little room."""
        super().resizeEvent(event)
        for label in self._labels:
            label.setVisible(event.size().width() >= _ROOMY)

    def fill_documents(self) -> None:
        """Offer all documents, the open one, the sets and the rounds that there are now."""
        session, box, before = self._session, self.documents, self.documents.currentData()
        box.clear()
        box.addItem(session.word("agreement.all_documents"), (_EVERY, ""))
        if session.document is not None:
            box.addItem(session.word("agreement.this_document"), (_HERE, ""))
        reader = session.store.read()
        for kind, found in ((_ROUND, reader.rounds()), (_SET, reader.sets())):
            for group in found:
                name = text_in(group.names, session.language, group.id)
                box.addItem(visible(name), (kind, group.id))
        box.setCurrentIndex(max(0, box.findData(before)))

    def choice(self) -> Choice:
        """Return what is chosen."""
        return Choice(
            annotators=self.annotators,
            layers=self.layers,
            documents=self._documents(),
            viewer=self._session.annotator,
        )

    def _documents(self) -> tuple[str, ...] | None:
        session, (kind, key) = self._session, self.documents.currentData()
        reader = session.store.read()
        if kind == _HERE:
            return (session.document,) if session.document is not None else None
        if kind == _EVERY:
            return None
        groups = reader.rounds() if kind == _ROUND else reader.sets()
        found = next((group.documents for group in groups if group.id == key), ())
        return tuple(x for x in found if reader.has_document(x)) or None

    def mean_chosen(self) -> str:
        """Return the mean that is shown, pooled or macro."""
        return str(self.mean.currentData())

    def choose_people(self) -> None:
        """Switch annotators on and off in a list."""
        session = self._session
        every = [a.id for a in session.annotators()]
        persons = tuple(a.id for a in session.annotators() if a.kind == PERSON)

        def rows() -> list[tuple[Any, str, bool]]:
            on = self.annotators or persons
            return [(x, session.annotator_name(x), x in on) for x in every]

        def switch(value: str) -> None:
            on = set(self.annotators or persons) ^ {value}
            chosen = tuple(x for x in every if x in on)
            self.annotators = None if chosen == persons or not chosen else chosen
            self._take()

        self._open("agreement.people", rows, switch)

    def choose_layers(self) -> None:
        """Switch layers on and off in a list."""
        session = self._session
        every = tuple(layer.id for layer in session.scheme.layers)

        def rows() -> list[tuple[Any, str, bool]]:
            on = self.layers or every
            return [(x, session.layer_name(x), x in on) for x in every]

        def switch(value: str) -> None:
            on = set(self.layers or every) ^ {value}
            chosen = tuple(x for x in every if x in on)
            self.layers = None if chosen == every or not chosen else chosen
            self._take()

        self._open("agreement.layers", rows, switch)

    def _open(self, code: str, rows: Rows, switch: Callable[[Any], object]) -> None:
        word, window = self._session.word, cast("Desk", self.window())
        Toggles(window, word(code), word("toggle_filter"), rows, switch).open()

    def _take(self) -> None:
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        """Let the buttons say what is chosen."""
        session = self._session
        for button, ids, every, name_of in (
            (self.people, self.annotators, "agreement.all_people", session.annotator_name),
            (self.on, self.layers, "agreement.all_layers", session.layer_name),
        ):
            said = session.word(every)
            if ids is not None:
                named = ", ".join(visible(name_of(x)) for x in ids[:_MOST_NAMED])
                rest = len(ids) - _MOST_NAMED
                said = f"{named} +{rest}" if rest > 0 else named
            button.setText(said.replace("&", "&&"))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
