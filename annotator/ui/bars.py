"""The head over the text, the bars below it and the status bar: what is, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model.corpus import LANGUAGE, PUBLISHED, TITLE, Document
from annotator.model.language import text_in
from annotator.model.presentation import end_role, shown_features, verb_of
from annotator.text.names import visible
from annotator.ui.panels.scheme import key_cap
from annotator.ui.rows import Elided
from annotator.ui.session import Session

_SHOWN_MS = 6000


def plain(text: str = "", role: str = "") -> QLabel:
    """Return a label that shows text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def _drop(item: QLayoutItem | None) -> None:
    """Take a widget that left its layout off the screen at once."""
    widget = item.widget() if item is not None else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()


class DocumentHead(QWidget):
    """Title, language, words, date; state and counts."""

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        self.setFixedHeight(54)
        self.title, self.facts = Elided(role="title"), Elided(role="secondary")
        self.state, self.counts = plain(role="secondary"), plain(role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 6, 22, 6)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, labels in (
            (left, (self.title, self.facts)),
            (right, (self.state, self.counts)),
        ):
            column.setSpacing(2)
            for label in labels:
                column.addWidget(label)
        for label in (self.state, self.counts):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addLayout(left, 1)
        row.addLayout(right)

    def show_document(self, document: Document, words: int, session: Session) -> None:
        """Say what a document is."""
        title = document.metadata.get(TITLE)
        opening = " ".join(document.text[:90].split()) or document.name
        self.title.setText(visible(str(title.value) if title else opening))
        self.title.setAccessibleDescription(document.name)
        parts: list[str] = []
        language = document.metadata.get(LANGUAGE)
        if language is not None:
            parts.append(str(language.value))
        parts.append(session.word("words_n", count=words))
        published = document.metadata.get(PUBLISHED)
        if published is not None:
            value = str(published.value)
            is_inferred = published.inferred
            parts.append(session.word("inferred", value=value) if is_inferred else value)
        self.facts.setText(", ".join(parts))
        self.show_counts(session)

    def show_counts(self, session: Session) -> None:
        """Say how much there is on the document and how far it is."""
        counted = session.tallies
        self.counts.setText(
            session.word(
                "annotations_n",
                annotations=len(counted),
                relations=counted.relations,
                unsure=counted.unsure,
            )
        )
        state = session.store.read().assignment_state(session.document or "", session.annotator)
        people = {a.id: a for a in session.annotators()}
        person = people.get(session.annotator)
        name = text_in(person.names if person else None, session.language, session.annotator)
        said = session.word(f"state.{state or 'new'}")
        self.state.setText(session.word("by", state=said, name=name))

    def clear(self) -> None:
        """Say nothing."""
        for label in (self.title, self.facts, self.state, self.counts):
            label.clear()


class FrameBar(QWidget):
    """The sentence of a frame, and the question that its digits answer."""

    answered = Signal(int)

    def __init__(self) -> None:
        """Build it hidden."""
        super().__init__()
        self.sentence = Elided()
        self.question = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 6, 22, 6)
        column.addWidget(self.sentence)
        holder = QWidget()
        holder.setLayout(self.question)
        self.question.setContentsMargins(0, 0, 0, 0)
        self._holder = holder
        column.addWidget(holder)
        self.hide()

    def show_frame(self, session: Session, question: object) -> None:
        """Say the frame of the current annotation, and ask."""
        hub = session.current_annotation()
        if hub is None:
            self.hide()
            return
        self.sentence.setText(frame_sentence(session))
        while self.question.count():
            _drop(self.question.takeAt(0))
        self._holder.setVisible(question is not None)
        if question is not None:
            names = question.names  # type: ignore[attr-defined]
            title = text_in(names, session.language)
            self.question.addWidget(plain(session.word("question", feature=title), "title"))
            tags = [t for t in session.scheme.tags_of(question) if not t.group]  # type: ignore[arg-type]
            for number, tag in enumerate(tags[:9], start=1):
                self.question.addWidget(key_cap(str(number)))
                button = QPushButton(text_in(tag.names, session.language, tag.id).lower())
                button.setFlat(True)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(lambda _=False, n=number: self.answered.emit(n))
                self.question.addWidget(button)
            self.question.addStretch(1)
        self.show()


def frame_sentence(session: Session) -> str:
    """Return the current frame as a sentence: who reports whom, what they do, towards what."""
    hub = session.current_annotation()
    layer = session.scheme.layer(hub.layer) if hub else None
    if hub is None or layer is None:
        return ""
    verbs = [
        verb_of(session.scheme, f, hub.features[f.id], session.language)
        for f in shown_features(layer)
        if f.id in hub.features
    ]
    ordered: dict[int, list[str]] = {}
    others: list[str] = []
    for relation in session.relations_from(hub.id):
        far = session.annotation(relation.to_id)
        name = far.quote if far else session.entity_label(relation.to_id)
        name = " ".join(name.split())
        name = name if len(name) <= 40 else name[:39] + "…"
        kind = session.scheme.relation_type(relation.type)
        level = next(
            (
                relation.features[f.id]
                for f in (kind.features if kind else ())
                if f.type == "integer" and f.ordered and f.id in relation.features
            ),
            None,
        )
        named = kind is not None and kind.role is None and isinstance(level, int)
        if named and isinstance(level, int):
            ordered.setdefault(level, []).append(name)
        elif level is None and end_role(session.scheme, relation, session.language):
            others.append(name)
    chain = " ← ".join(", ".join(ordered[level]) for level in sorted(ordered, reverse=True))
    said = f"{chain} : {', '.join(verbs)}" if chain else ", ".join(verbs)
    return f"{said} → {', '.join(others)}" if others else said


class StatusBar(QWidget):
    """What is selected in words, at most four keys that work now; mode, place, zoom, saved."""

    def __init__(self) -> None:
        """Build it."""
        super().__init__()
        self.setFixedHeight(29)
        self.said = Elided()
        self.mode, self.place, self.zoom, self.saved = (plain(role="secondary") for _ in range(4))
        self._keys = QHBoxLayout()
        self._keys.setSpacing(5)
        self._standing = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(14)
        row.addWidget(self.said, 1)
        row.addLayout(self._keys)
        for label in (self.mode, self.place, self.zoom, self.saved):
            row.addWidget(label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._stand)

    def clear(self) -> None:
        """Say nothing: there is no corpus."""
        self.stand("")
        self.show_keys(())
        for label in (self.mode, self.place, self.zoom, self.saved):
            label.clear()

    def say(self, text: str) -> None:
        """Say something for a while."""
        self.said.setText(visible(text))
        self.said.setToolTip("")
        self.said.setAccessibleName(text)
        self._timer.start()

    def stand(self, text: str) -> None:
        """Say what is selected, once nothing else is being said."""
        self._standing = text
        if not self._timer.isActive():
            self._stand()

    def _stand(self) -> None:
        self.said.setText(visible(self._standing))
        self.said.setAccessibleName(self._standing)

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show keys with what they do."""
        while self._keys.count():
            _drop(self._keys.takeAt(0))
        for key, text in list(keys)[:4]:
            self._keys.addWidget(key_cap(key))
            self._keys.addWidget(plain(text, "secondary"))
            self._keys.addSpacing(8)


class FailureBar(QWidget):
    """What went wrong in the program itself, with a report to copy."""

    copied = Signal()

    def __init__(self) -> None:
        """Build it hidden."""
        super().__init__()
        self.text = plain(role="bad")
        self.text.setWordWrap(True)
        self.copy = QPushButton()
        self.dismiss = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 6, 22, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.copy)
        row.addWidget(self.dismiss)
        self.copy.clicked.connect(self.copied)
        self.dismiss.clicked.connect(self.hide)
        self.hide()

    def show_failure(self, text: str, copy: str, close: str) -> None:
        """Say what happened; it waits until it is closed."""
        self.text.setText(text)
        self.copy.setText(copy)
        self.dismiss.setText(close)
        self.show()
