"""The head over the text: what the document is, whose work is seen, how much and how far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.model.corpus import LANGUAGE, PUBLISHED, Document
from annotator.model.language import text_in
from annotator.model.review import state_shown
from annotator.text.directions import plain_sentence, visible_sentence
from annotator.text.names import visible
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided, plain
from annotator.ui.widgets.tips import set_tip, tip
from annotator.ui.words.languages import language_in
from annotator.ui.words.local_form import date_in, number_in

HEIGHT, _LINE = 54, 3
_LABELS, _LONGEST = 3, 48
"""Labels of the document that are named, of more it is said how many; signs that it may take."""
_HINT, _TITLE, _PADDING = 0.36, 0.24, 28
"""What part of the head says who works, and whose work is shown, at most; what part the title has
at least; what a button takes beside its words."""
_LEFT, _RIGHT, _BETWEEN = 22, 24, 24
_SPACED = 16
"""Words are shorter on the average, in any language that has spaces between them."""


class DocumentHead(QWidget):
    """Title, language, words, date; state and counts; whose work is shown and what is hidden."""

    hint_clicked = Signal()
    labels_clicked = Signal()

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        self.setObjectName("head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.title, self.facts = Elided(role="title"), Elided(role="secondary")
        self.state, self.counts = plain(role="secondary"), plain(role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 7, _RIGHT, 6)
        row.setSpacing(_BETWEEN)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, labels in (
            (left, (self.title, self.facts)),
            (right, (self.state, self.counts)),
        ):
            column.setSpacing(2)
            for label in labels:
                column.addWidget(label)
        for label in (self.state, self.counts):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint, self.labels = QPushButton(), QPushButton()
        row.addLayout(left, 1)
        for button, clicked in (
            (self.labels, self.labels_clicked),
            (self.hint, self.hint_clicked),
        ):
            button.setFlat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(clicked)
            button.hide()
            row.addWidget(button)
        row.addLayout(right)
        self._hint, self._labels, self._state = ("", ""), ("", "", ""), ""
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.hide()

    def show_progress(self, part: float | None) -> None:
        """Draw how far long work is, 0 to 1; below 0 if nobody knows, None when it is over."""
        self.progress.setVisible(part is not None)
        if part is not None:
            self.progress.setRange(0, 0 if part < 0 else 1000)
            self.progress.setValue(max(0, round(part * 1000)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line of the progress at the lower edge: the text must not move for it."""
        super().resizeEvent(event)
        self.progress.setGeometry(0, self.height() - _LINE, self.width(), _LINE)
        self._fit_state()
        self._fit_buttons()

    def show_hint(self, said: str, why: str) -> None:
        """Say whose work is shown and what is hidden; a click shows everything again."""
        self._hint = (visible_sentence(said), why)
        self.hint.setVisible(bool(said))
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Leave the title its room, beside both too: what is cut, the tooltip tells whole."""
        said, why = self._hint
        labels, *told = self._labels
        most = min(self._wanted(self.hint, said), round(self.width() * _HINT))
        wanted = (self._wanted(self.labels, labels), most)
        for_labels, for_hint = shared(wanted, self._room_of_buttons())
        if labels:
            self._cut(self.labels, labels, for_labels)
            set_tip(self.labels, tip(*told))
        if said:
            shown = self._cut(self.hint, said, for_hint)
            self.hint.setAccessibleName(plain_sentence(said))
            set_tip(self.hint, tip(*([said] if shown != said else []), why))

    def _wanted(self, button: QPushButton, said: str) -> int:
        button.ensurePolished()
        # A whole number of pixels is less than the words take, and would cut them.
        return button.fontMetrics().horizontalAdvance(said) + 2 + _PADDING if said else 0

    def _room_of_buttons(self) -> int:
        """Return what is left beside the least of the title, and what stands at the right."""
        shown = bool(self._hint[0]) + bool(self._labels[0])
        taken = _LEFT + _RIGHT + _BETWEEN * (1 + shown) + round(self.width() * _TITLE)
        right = (x.fontMetrics().horizontalAdvance(x.text()) for x in (self.state, self.counts))
        return max(0, self.width() - taken - max(right))

    def _cut(self, button: QPushButton, said: str, room: int) -> str:
        """Show as much of some words as there is room for, and return it."""
        right = Qt.TextElideMode.ElideRight
        shown = button.fontMetrics().elidedText(said, right, max(0, room - _PADDING))
        button.setText(shown.replace("&", "&&"))
        return shown

    def _show_state(self, said: str) -> None:
        self._state = visible_sentence(said)
        self._fit_state()

    def _fit_state(self) -> None:
        """Leave the title its room, whatever the annotator is called."""
        room = round(self.width() * _HINT)
        shown = self.state.fontMetrics().elidedText(self._state, Qt.TextElideMode.ElideRight, room)
        if shown != self.state.text():
            self.state.setText(shown)
            self.state.setAccessibleName(plain_sentence(self._state))
            set_tip(self.state, tip(self._state) if shown != self._state else "")

    def show_document(self, document: Document, session: Session) -> None:
        """Say what a document is."""
        self.title.setText(title_of(document))
        self.title.setAccessibleDescription(document.name)
        parts: list[str] = []
        language = document.metadata.get(LANGUAGE)
        if language is not None:
            parts.append(language_in(str(language.value), session.language))
        parts.append(_length(session, document.text))
        published = document.metadata.get(PUBLISHED)
        if published is not None:
            value = date_in(str(published.value), session.language)
            is_inferred = published.inferred
            parts.append(session.word("inferred", value=value) if is_inferred else value)
        self.facts.setText(visible(", ".join(parts)))
        self.show_counts(session)

    def show_counts(self, session: Session) -> None:
        """Say how much there is on the document and how far it is."""
        self._say_counts(session)
        self._fit_buttons()

    def _say_counts(self, session: Session) -> None:
        if session.review is not None and session.document is not None:
            self.counts.setText(session.review.counted(session.document))
            self._show_state(session.word(f"{session.review.code}.state"))
            return
        counted = session.tallies
        self._show_labels(session)
        if session.gathered is not None and session.gathered.is_awaited:
            # How much there is will be known once it is read.
            self.counts.setText(session.word("annotations_unread"))
            self.state.setText("")
            return
        parts = [_counted(session, "annotations", len(counted))]
        parts += [_counted(session, "relations", counted.relations)] if counted.relations else []
        parts += [session.word("unsure_n", count=counted.unsure)] if counted.unsure else []
        self.counts.setText(", ".join(parts))
        state = session.store.read().assignment_state(session.document or "", session.annotator)
        people = {a.id: a for a in session.annotators()}
        person = people.get(session.annotator)
        name = text_in(person.names if person else None, session.language, session.annotator)
        said = session.word(f"state.{state_shown(state, len(counted))}")
        self._show_state(session.word("by", state=said, name=name))

    def _show_labels(self, session: Session) -> None:
        """Say what was tagged of the document and its segments: it stands nowhere in the text."""
        found = session.labels()
        said = ", ".join(map(session.label_said, found[:_LABELS]))
        more = len(found) - _LABELS
        said += f" +{more}" if more > 0 else ""
        said = visible(said)
        short = said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip(" ,:") + "…"
        self._labels = (short if found else "", session.word("labels_here"), said)
        self.labels.setAccessibleName(f"{session.word('labels_here')}: {said}")
        self.labels.setVisible(bool(found))

    def clear(self) -> None:
        """Say nothing."""
        self.labels.hide()
        self._labels, self._state = ("", "", ""), ""
        for label in (self.title, self.facts, self.state, self.counts):
            label.clear()


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """Return how much of a room each gets: what it wants, or as much as others that lack it."""
    given = [0] * len(wanted)
    for left, (most, n) in enumerate(sorted((w, n) for n, w in enumerate(wanted))):
        given[n] = min(most, room // (len(wanted) - left))
        room -= given[n]
    return given


def title_of(document: Document) -> str:
    """Return what a document is called, on one line: its title, how it begins, or its name."""
    return visible(" ".join(document.title.split()))


def _length(session: Session, text: str) -> str:
    """Return how many words a text has, or characters where no spaces part the words."""
    words = text.split()
    most = _SPACED * len(words)
    # The second question takes longer, and hardly a text comes to it.
    if len(text) > most and sum(map(len, words)) > most:
        return _counted(session, "signs", len(text))
    return _counted(session, "words", len(words))


def _counted(session: Session, code: str, count: int) -> str:
    """Return how many of something there are, in the singular if it is one."""
    if count == 1:
        return session.word(f"{code}_one")
    return session.word(f"{code}_n", count=number_in(count, session.language))
