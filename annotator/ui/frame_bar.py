"""The bar below the text while a frame is open: its sentence, and the question asked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.annotation import Annotation
from annotator.model.language import text_in
from annotator.text.names import visible
from annotator.ui.frame_sentence import QUOTES, FrameSentence, Named, frame_sentence
from annotator.ui.keys.questions import Question
from annotator.ui.look import Look
from annotator.ui.rows import drop_item, key_cap, plain
from annotator.ui.session import Session

_ROW, _SIDE, _GAP = 38, 22, 6
_MOST_ANSWERS = 9
_PADDING = 8
"""What an answer takes besides its words."""


class FrameBar(QWidget):
    """Shows the frame as a sentence, each end a link, and numbered answers to the question.

    It takes the width there is and asks for none: what is too long is shortened.
    """

    answered = Signal(int)
    linked = Signal(str)
    went_to = Signal(str)

    def __init__(self, look: Look) -> None:
        """Build it hidden."""
        super().__init__()
        self.setObjectName("frame_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.linkActivated.connect(self.went_to)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._ends, self.question = QHBoxLayout(), QHBoxLayout()
        self._answers: list[tuple[QPushButton, str]] = []
        self._said: tuple[Session, Annotation] | None = None
        first = QHBoxLayout()
        first.addWidget(self.sentence, 1)
        first.addLayout(self._ends)
        self._first, self._second = _row(first), _row(self.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 0, _SIDE, 0)
        column.setSpacing(0)
        column.addWidget(self._first)
        column.addWidget(self._second)
        self.set_look(look)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take other fonts."""
        self.sentence.setFont(look.text_font(14))

    def show_frame(
        self, session: Session, hub: Annotation, asked: Question | None, built_in: Mapping[str, str]
    ) -> None:
        """Say the frame of a hub and ask; `built_in` are letters of ends that are in no text."""
        for layout in (self._ends, self.question):
            while layout.count():
                drop_item(layout.takeAt(0))
        for entity, letter in built_in.items():
            button = self._button(self._ends, letter, session.entity_label(entity))
            button.clicked.connect(lambda _=False, key=entity: self.linked.emit(key))
        self._ends.addWidget(plain(session.word("letters_link"), "secondary"))
        self._answers = []
        self._second.setVisible(asked is not None)
        if asked is not None:
            self._ask(session, asked)
        self.question.addStretch(1)
        self._said = (session, hub)
        self.show()
        self._fit()

    def _ask(self, session: Session, asked: Question) -> None:
        name = text_in(asked.feature.names, session.language, asked.feature.id)
        role = "title" if asked.is_needed else "secondary"
        self.question.addWidget(plain(session.word("question", feature=name), role))
        for number, (value, label) in enumerate(asked.answers[:_MOST_ANSWERS], start=1):
            self._add_answer(str(number), label.lower(), is_chosen=value == asked.value)
        if not asked.is_needed:
            self._add_answer("0", session.word("as_it_is"))

    def _add_answer(self, cap: str, label: str, *, is_chosen: bool = False) -> None:
        button = self._button(self.question, cap, label)
        if is_chosen:
            button.setProperty("role", "chosen")
        button.clicked.connect(lambda: self.answered.emit(int(cap)))
        self._answers.append((button, visible(label)))

    def _button(self, layout: QHBoxLayout, cap: str, label: str) -> QPushButton:
        layout.addWidget(key_cap(cap))
        button = QPushButton(visible(label))
        button.setToolTip(html.escape(label))
        button.setProperty("role", "answer")
        button.setFlat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten what no longer fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give sentence and answers as many letters as there is room for."""
        room = self.width() - 2 * _SIDE
        if room <= 0 or self._said is None or self.isHidden():
            return
        session, hub = self._said
        metrics = QFontMetricsF(self.sentence.font())
        left = room - self._ends.sizeHint().width() - _ROW
        said = frame_sentence(session, hub)
        for quote in QUOTES[1:]:
            if metrics.horizontalAdvance(said.plain()) > left:
                said = frame_sentence(session, hub, quote)
        # Rich text knows no inherited colour: a link would be black, also on dark.
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        self.sentence.setText(_rich(said, session, ink))
        self._shorten(room)

    def _shorten(self, room: int) -> None:
        """Cut the longest answers until the question fits in one line."""
        for button, label in self._answers:
            button.setText(label)
        metrics = self.fontMetrics()
        wide = [metrics.horizontalAdvance(label) + _PADDING for _, label in self._answers]
        rest = room - (self.question.sizeHint().width() - sum(wide))
        limit = max(wide, default=0)
        while limit > _PADDING and sum(min(w, limit) for w in wide) > rest:
            limit -= 1
        for (button, label), width in zip(self._answers, wide, strict=True):
            if width > limit:
                cut = max(0, limit - _PADDING)
                button.setText(metrics.elidedText(label, Qt.TextElideMode.ElideRight, cut))


def _row(layout: QHBoxLayout) -> QWidget:
    """Return a row of the bar that never makes the window wider."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(_GAP)
    row = QWidget()
    row.setFixedHeight(_ROW)
    row.setLayout(layout)
    row.setMinimumWidth(1)
    row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return row


def _rich(found: FrameSentence, session: Session, ink: str) -> str:
    """Return the sentence with its ends as links and its verbs bold."""

    def links(names: Iterable[Named]) -> str:
        return ", ".join(_link(named, ink) for named in names)

    chains = [" ← ".join(links(group) for group in chain) for chain in found.chains]
    said = html.escape(", ".join(found.verbs))
    verbs = f"<b>{said}</b>" if found.verbs else ""
    targets = links(found.targets)
    who = "; ".join(chains)
    whole = " : ".join(part for part in (who, verbs) if part)
    return f"{whole} → {targets or html.escape(session.word('no_target_yet'))}"


def _link(named: Named, ink: str) -> str:
    shown = html.escape(visible(named.name))
    style = f"color: {ink}; text-decoration: none"
    return f'<a href="{html.escape(named.end)}" style="{style}">{shown}</a>'
