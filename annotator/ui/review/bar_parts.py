"""What both bars of a review are made of: a head, the versions on cards, answers with keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.text.directions import visible_sentence
from annotator.ui.look.look import Look
from annotator.ui.review.cards import Answer, Card, Verdict
from annotator.ui.review.case_said import Version
from annotator.ui.widgets.rows import Elided, drop_item, plain

SIDE, GAP = 20, 12
"""Pixels beside what a bar shows, and between two cards."""


class Place(Protocol):
    """What is shown of a place, whatever is done with it."""

    @property
    def title(self) -> str:
        """Which it is."""
        ...

    @property
    def about(self) -> str:
        """What differs."""
        ...

    @property
    def counts(self) -> str:
        """How many there are."""
        ...

    @property
    def versions(self) -> Sequence[Version]:
        """What is compared."""
        ...

    @property
    def answers(self) -> Sequence[Answer]:
        """What can be said to it."""
        ...


class Parts:
    """The labels, cards and buttons of a bar; `chosen` is given the id of an action."""

    def __init__(self, look: Look, chosen: Callable[[str], object]) -> None:
        """Make them empty."""
        self.look, self._chosen = look, chosen
        self.title, self.counts = plain(role="title"), plain(role="secondary")
        self.about = Elided(role="secondary")
        self.head, self.cards, self.answers = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addWidget(self.title)
        self.head.addWidget(self.about, 1)
        self.head.addWidget(self.counts)
        self.cards.setSpacing(GAP)
        self.answers.setSpacing(8)
        self._verdicts: list[Verdict] = []

    def show(self, place: Place, takes: Sequence[str] = ()) -> None:
        """Show a place; `takes` are the actions that take the versions, none if no key does."""
        self._say(place.title, place.about, place.counts)
        self._drop_cards()
        caps = {answer.action: answer.cap for answer in place.answers}
        for number, version in enumerate(place.versions):
            action = takes[number] if number < len(takes) else ""
            card = Card(self.look, caps.get(action, ""), version)
            if action:
                card.clicked.connect(lambda action=action: self._chosen(action))
            self.cards.addWidget(card, 1)
        self._show_answers(place.answers)

    def show_nothing(self, said: str) -> None:
        """Say that there is no place."""
        self._say(said, "", "")
        self._drop_cards()
        self._show_answers(())

    def _say(self, title: str, about: str, counts: str) -> None:
        self.title.setText(visible_sentence(title))
        self.about.setText(visible_sentence(about))
        self.counts.setText(visible_sentence(counts))

    def _show_answers(self, answers: Sequence[Answer]) -> None:
        """Show the answers; buttons that are there stay, since most places have the same."""
        if len(answers) == len(self._verdicts):
            pairs = list(zip(self._verdicts, answers, strict=True))
            if all(verdict.is_for(answer) for verdict, answer in pairs):
                for verdict, answer in pairs:
                    verdict.set_made(answer.is_made)
                return
        while self.answers.count():
            drop_item(self.answers.takeAt(0))
        self._verdicts = [Verdict(answer) for answer in answers]
        for verdict, answer in zip(self._verdicts, answers, strict=True):
            verdict.clicked.connect(lambda _=False, action=answer.action: self._chosen(action))
            self.answers.addWidget(verdict)

    def _drop_cards(self) -> None:
        while self.cards.count():
            drop_item(self.cards.takeAt(0))

    def fit_answers(self, room: int) -> None:
        """Name the answers as shortly as they must be to take no more than `room` pixels."""
        free = room - self.answers.spacing() * len(self._verdicts)
        is_short = sum(verdict.width_of_all() for verdict in self._verdicts) > free
        for verdict in self._verdicts:
            verdict.set_short(is_short)


def dress_bar(bar: QWidget, name: str, spacing: int) -> QVBoxLayout:
    """Make a widget a bar of a review, hidden at first; return the column of what it shows."""
    bar.setObjectName("review_bar")
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    bar.setAccessibleName(name)
    column = QVBoxLayout(bar)
    column.setContentsMargins(SIDE, 12, SIDE, 12)
    column.setSpacing(spacing)
    bar.hide()
    return column
