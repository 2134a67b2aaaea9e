"""The head of the inspector: layer, place and quote of an annotation, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from annotator.model.annotation import Annotation
from annotator.model.presentation import layer_slot
from annotator.model.wording import problem_sentence
from annotator.ui.look import Look
from annotator.ui.panels.section import Section, clear, shortened, wrapped
from annotator.ui.panels.swatch import Swatch
from annotator.ui.session import Session


class AnnotationHead(Section):
    """Says which annotation this is."""

    def __init__(self, look: Look, session: Session) -> None:
        """Build it empty."""
        super().__init__()
        self._look, self._session = look, session
        self._row = QHBoxLayout()
        self._layer, self._place = wrapped("", "title"), wrapped("", "secondary")
        self._quote = wrapped("")
        self._problems = QVBoxLayout()
        self._shown = ""
        top = QHBoxLayout()
        top.addLayout(self._row)
        top.addWidget(self._layer, 1)
        top.addWidget(self._place)
        self.body.addLayout(top)
        self.body.addWidget(self._quote)
        self.body.addLayout(self._problems)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look, self._shown = look, ""
        self._quote.setFont(look.text_font(15))

    def show_annotation(self, annotation: Annotation) -> None:
        """Say which annotation this is and what it lacks."""
        session = self._session
        if self._shown != annotation.layer:
            self._shown = annotation.layer
            clear(self._row)
            letter = session.letters().get(annotation.layer, "?")
            slot = layer_slot(session.scheme, annotation.layer)
            self._row.addWidget(Swatch(self._look, slot, letter))
            self._layer.setText(session.layer_name(annotation.layer))
        self._place.setText(" ".join(f"{b}–{e}" for b, e in annotation.spans))
        self._quote.setText(shortened(annotation.quote))
        self._quote.setVisible(bool(annotation.quote))
        clear(self._problems)
        for problem in session.problems_of(annotation.id):
            said = problem_sentence(problem, session.scheme, session.language)
            role = "bad" if problem.severity == "error" else "warn"
            self._problems.addWidget(wrapped(said, role))
