"""The bar below the text: a frame as a sentence, and the question that its digits answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.model.language import text_in
from annotator.model.presentation import end_role, shown_features, verb_of
from annotator.ui.rows import Elided, drop_item, key_cap, plain
from annotator.ui.session import Session


class FrameBar(QWidget):
    """The sentence of a frame, and the question that its digits answer."""

    answered = Signal(int)

    def __init__(self) -> None:
        """Build it hidden."""
        super().__init__()
        self.setObjectName("frame_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
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
            drop_item(self.question.takeAt(0))
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
