"""The bar below the text while a frame is open: its sentence, and the question asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from annotator.model.annotation import Annotation
from annotator.model.language import text_in
from annotator.model.presentation import layer_slot
from annotator.text.directions import plain_sentence
from annotator.text.names import visible
from annotator.ui.bars.sentence import (
    MOST,
    Inks,
    Part,
    Said,
    fitted,
    in_lines,
    lines_of,
    pieces,
    rich,
    width_of,
)
from annotator.ui.keys.questions import MOST_ANSWERS, Question
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session
from annotator.ui.spoken.frames import LONGEST, frame_sentence
from annotator.ui.widgets.rows import drop_item, key_cap, plain
from annotator.ui.widgets.tips import set_tip, tip

_ROW, _SIDE, _GAP = 38, 22, 6
_LINES, _LINES_OF_HIGH, _HIGH = 2, 4, 800
"""Lines that the sentence may take, and in a window that is so many pixels high."""
_LEFT_TO_RIGHT = "\u200e"
_PADDING = 8
"""What an answer takes besides its words."""


class _Sentence(QLabel):
    """The sentence with links; all of it is told by the tooltip, which the focus shows too."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("quote", "14")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        by_mouse = Qt.TextInteractionFlag.LinksAccessibleByMouse
        self.setTextInteractionFlags(by_mouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard)

    def tell(self, whole: str) -> None:
        """Keep the whole sentence for whoever wants it."""
        set_tip(self, tip(whole))
        self.setAccessibleName(plain_sentence(whole))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show all of it."""
        super().focusInEvent(event)
        QToolTip.showText(self.mapToGlobal(self.rect().topLeft()), self.toolTip(), self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        QToolTip.hideText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the links; Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FrameBar(QWidget):
    """Shows the frame as a sentence, each end a link, and numbered answers to the question.

    It takes the width there is and asks for none: what is too long goes on in further lines, as
    many as the height of the window allows, and is shortened if those are full too.
    """

    answered = Signal(int)
    linked = Signal(str)
    went_to = Signal(str)
    left = Signal()
    more_wanted = Signal()

    def __init__(self, look: Look) -> None:
        """Build it hidden."""
        super().__init__()
        self.setObjectName("frame_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = _Sentence()
        self.sentence.linkActivated.connect(self.went_to)
        self.sentence.left.connect(self.left)
        self.setFocusProxy(self.sentence)
        self._ends, self.question = QHBoxLayout(), QHBoxLayout()
        self._answers: list[tuple[QPushButton, str]] = []
        self._said: tuple[Session, Annotation] | None = None
        self._asked: object = None
        self._look = look
        self._hint: QLabel | None = None
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
        """Take other fonts and colours."""
        self._look = look
        self.sentence.setFont(look.text_font(14))
        self._fit()

    def show_frame(
        self, session: Session, hub: Annotation, asked: Question | None, built_in: Mapping[str, str]
    ) -> None:
        """Say the frame of a hub and ask; `built_in` are letters of ends that are in no text."""
        ends = [(each, letter, session.entity_label(each)) for each, letter in built_in.items()]
        # A frame is shown at each step in it; buttons are dear, and mostly those that are there.
        if (asked, ends) != self._asked:
            self._asked = (asked, ends)
            self._build(session, asked, ends)
        self._said = (session, hub)
        self.show()
        self._fit()

    def _build(
        self, session: Session, asked: Question | None, ends: Iterable[tuple[str, str, str]]
    ) -> None:
        """Make a button of each end that has a letter and of each answer."""
        for layout in (self._ends, self.question):
            while layout.count():
                drop_item(layout.takeAt(0))
        for entity, letter, label in ends:
            button = self._button(self._ends, letter, label)
            button.clicked.connect(lambda _=False, key=entity: self.linked.emit(key))
        self._hint = plain(session.word("letters_link"), "secondary")
        self._ends.addWidget(self._hint)
        self._answers = []
        self._second.setVisible(asked is not None)
        if asked is not None:
            self._ask(session, asked)
        self.question.addStretch(1)
        for layout in (self._ends, self.question):
            for number in range(layout.count()):
                # A layout shows its widgets later, and counts only what is shown.
                item = layout.itemAt(number)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.show()

    def _ask(self, session: Session, asked: Question) -> None:
        name = text_in(asked.feature.names, session.language, asked.feature.id)
        role = "title" if asked.is_needed else "secondary"
        # Some schemes call a feature by a question, which has its mark already.
        said = session.word("question", feature=name.rstrip(" ?"))
        self.question.addWidget(plain(said, role))
        shown = zip(asked.answers[:MOST_ANSWERS], asked.within, strict=False)
        for number, ((value, _), label) in enumerate(shown, start=1):
            self._add_answer(str(number), label, is_chosen=value == asked.value)
        if len(asked.answers) > MOST_ANSWERS:
            self._add_more(session, len(asked.answers) - MOST_ANSWERS)
        if not asked.is_needed:
            self._add_answer("0", session.word("as_it_is"))

    def _add_answer(self, cap: str, label: str, *, is_chosen: bool = False) -> None:
        button = self._button(self.question, cap, label)
        if is_chosen:
            button.setProperty("role", "chosen")
        button.clicked.connect(lambda: self.answered.emit(int(cap)))
        self._answers.append((button, visible(label)))

    def _add_more(self, session: Session, count: int) -> None:
        """Say, in words that are never cut, how many have no digit, and which key goes to all."""
        label = session.word("answers_more", count=count)
        button = self._button(self.question, session.keys["frame.features"], label)
        button.clicked.connect(self.more_wanted)

    def _button(self, layout: QHBoxLayout, cap: str, label: str) -> QPushButton:
        layout.addWidget(key_cap(cap))
        button = QPushButton(visible(label))
        set_tip(button, tip(label))
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
        if self._hint is not None:
            self._hint.show()
        self.sentence.ensurePolished()
        font = self.sentence.font()
        left = self._left_beside_ends(room)
        said = partial(_said, session, hub)
        most = _LINES if self.window().height() < _HIGH else _LINES_OF_HIGH
        if self._hint is not None and width_of(said(LONGEST), font) > in_lines(left, font, _LINES):
            # What it says, the status bar says as well.
            self._hint.hide()
            left = self._left_beside_ends(room)
        shown = fitted(said, font, left, most)
        self._show_sentence((*shown.who, *shown.what), hub)
        more = min(most, lines_of(shown, font, left, most)) - 1
        self._first.setFixedHeight(_ROW + round(more * QFontMetricsF(font).lineSpacing()))
        self.sentence.tell("".join(part.text for side in said(MOST) for part in side))
        self._shorten(room)

    def _show_sentence(self, parts: Iterable[Part], hub: Annotation) -> None:
        """Show the pieces; what is done stands in the ink of the hub's layer."""
        assert self._said is not None
        # Rich text knows no inherited colour: a link would be black, also on dark.
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        slot = layer_slot(self._said[0].scheme, hub.layer)
        inks = Inks(ink, self._look.layer(slot).ink, self._look.tokens.muted)
        # Qt reads rich text as its first letter goes, even one of an isolated name.
        self.sentence.setText(_LEFT_TO_RIGHT + "".join(rich(part, inks) for part in parts))

    def _left_beside_ends(self, room: int) -> int:
        # It remembers what it was asked before something in it was hidden.
        self._ends.invalidate()
        return room - self._ends.sizeHint().width() - _ROW

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


def _said(session: Session, hub: Annotation, letters: int) -> Said:
    """Return the sentence of a hub in pieces, names of `letters` at most."""
    return pieces(frame_sentence(session, hub, letters), session.word("no_target_yet"))
