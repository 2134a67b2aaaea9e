"""The bar below the text while a frame is open: its sentence, and the question asked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.model.annotation import Annotation
from annotator.model.language import text_in
from annotator.text.names import visible
from annotator.ui.frame_sentence import FrameSentence, Named, frame_sentence
from annotator.ui.keys.questions import Question
from annotator.ui.rows import drop_item, key_cap, plain
from annotator.ui.session import Session

_SENTENCE, _QUESTION = 38, 38
_MOST_ANSWERS = 9


class FrameBar(QWidget):
    """Shows the frame as a sentence, each end a link, and numbered answers to the question."""

    answered = Signal(int)
    linked = Signal(str)
    went_to = Signal(str)

    def __init__(self) -> None:
        """Build it hidden."""
        super().__init__()
        self.setObjectName("frame_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setFixedHeight(_SENTENCE)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.sentence.linkActivated.connect(self.went_to)
        self.question = QHBoxLayout()
        self.question.setContentsMargins(0, 0, 0, 0)
        self.question.setSpacing(6)
        self._holder = QWidget()
        self._holder.setFixedHeight(_QUESTION)
        self._holder.setLayout(self.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 0, 22, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addWidget(self._holder)
        self.hide()

    def show_frame(
        self, session: Session, hub: Annotation, asked: Question | None, built_in: Mapping[str, str]
    ) -> None:
        """Say the frame of a hub and ask; `built_in` are letters of ends that are in no text."""
        # Rich text knows no inherited colour: a link would be black, also on dark.
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        self.sentence.setText(_rich(frame_sentence(session, hub), session, ink))
        while self.question.count():
            drop_item(self.question.takeAt(0))
        if asked is not None:
            self._ask(session, asked)
        self.question.addStretch(1)
        for entity, letter in built_in.items():
            self._add_end(session.entity_label(entity), letter, entity)
        self.question.addWidget(plain(session.word("letters_link"), "secondary"))
        self.show()

    def _ask(self, session: Session, asked: Question) -> None:
        name = text_in(asked.feature.names, session.language, asked.feature.id)
        role = "title" if asked.is_needed else "secondary"
        self.question.addWidget(plain(session.word("question", feature=name), role))
        for number, (value, label) in enumerate(asked.answers[:_MOST_ANSWERS], start=1):
            button = self._answer(str(number), label.lower(), number)
            if value == asked.value:
                button.setProperty("role", "chosen")
        if not asked.is_needed:
            self._answer("0", session.word("as_it_is"), 0)

    def _answer(self, cap: str, label: str, number: int) -> QPushButton:
        self.question.addWidget(key_cap(cap))
        button = QPushButton(visible(label))
        button.setFlat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.answered.emit(number))
        self.question.addWidget(button)
        return button

    def _add_end(self, name: str, letter: str, entity: str) -> None:
        self.question.addWidget(key_cap(letter))
        button = QPushButton(visible(name))
        button.setFlat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.linked.emit(entity))
        self.question.addWidget(button)


def _rich(found: FrameSentence, session: Session, ink: str) -> str:
    """Return the sentence with its ends as links and its verbs bold."""

    def links(names: Iterable[Named]) -> str:
        return ", ".join(_link(named, ink) for named in names)

    chains = [" ← ".join(links(group) for group in chain) for chain in found.chains]
    verbs = f"<b>{html.escape(', '.join(found.verbs))}</b>" if found.verbs else ""
    targets = links(found.targets)
    who = "; ".join(chains)
    said = " : ".join(part for part in (who, verbs) if part)
    return f"{said} → {targets or html.escape(session.word('no_target_yet'))}"


def _link(named: Named, ink: str) -> str:
    shown = html.escape(visible(named.name))
    style = f"color: {ink}; text-decoration: none"
    return f'<a href="{html.escape(named.end)}" style="{style}">{shown}</a>'
