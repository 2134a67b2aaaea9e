"""The head of the inspector: layer, place and quote of an annotation, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from annotator.model.annotation import SUGGESTED, Annotation
from annotator.model.presentation import layer_slot
from annotator.model.scheme import ERROR, INCOMPLETE
from annotator.model.wording import problem_sentence
from annotator.ui.look.look import Look
from annotator.ui.panels.section import Section, breakable, shortened, wrapped
from annotator.ui.panels.swatch import Swatch
from annotator.ui.sitting.session import Session
from annotator.ui.sitting.view_data import stretches_of
from annotator.ui.spoken.annotations import is_of_empty, missing_of

_BAD, _WARN, _TOLD = "bad", "warn", "secondary"


class AnnotationHead(Section):
    """Says which annotation this is."""

    def __init__(self, look: Look, session: Session) -> None:
        """Build it empty."""
        super().__init__()
        self._look, self._session = look, session
        self._sign = Swatch(look, 0, "")
        self._layer, self._place = wrapped("", "title"), wrapped("", "secondary")
        self._quote = wrapped("")
        self._quote.setProperty("quote", "15")
        self._problems = QVBoxLayout()
        self._lines: list[QLabel] = []
        self._shown = ""
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._sign)
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
            letter = session.letters().get(annotation.layer, "?")
            slot = layer_slot(session.scheme, annotation.layer)
            self._sign.show_slot(self._look, slot, letter)
            self._layer.setText(session.layer_name(annotation.layer))
        parts, quote = annotation.spans, annotation.quote
        if annotation.segments and session.facts is not None:
            # They have no quote, and nothing in the text shows which segments a label is about.
            parts = stretches_of(annotation, session.facts.segments)
            quote = " … ".join(session.facts.text[b:e] for b, e in parts)
        self._place.setText(" ".join(f"{b}–{e}" for b, e in parts))
        self._quote.setText(breakable(shortened(quote)))
        self._quote.setVisible(bool(quote))
        # What several relations of one type lack is one sentence, and their fields show where.
        said = list(dict.fromkeys(self._sentences(annotation)))
        for number in range(max(len(said), len(self._lines))):
            self._show_problem(number, *(said[number] if number < len(said) else ("", "")))

    def _sentences(self, annotation: Annotation) -> Iterator[tuple[str, str]]:
        """Yield what is wrong, and how bad it is; what is still empty in one sentence.

        Whose it is, if somebody else's, comes first, then that it is suggested: neither is bad.
        """
        session = self._session
        if annotation.annotator != session.annotator and not session.hides_names:
            name = session.annotator_name(annotation.annotator)
            yield session.word("work_of", names=name), _TOLD
        if annotation.state == SUGGESTED:
            yield session.word("is_suggested"), _TOLD
        problems = session.problems_of(annotation.id)
        empty = missing_of(session, annotation)
        if empty:
            said = session.word("still_empty", features=", ".join(empty))
            # Where the last feature is a question, that ends the sentence.
            yield said.replace("?.", "?"), INCOMPLETE
        for problem in problems:
            if not (empty and is_of_empty(problem)):
                yield (
                    problem_sentence(
                        problem, session.scheme, session.language, session.entity_label
                    ),
                    problem.severity,
                )

    def _show_problem(self, number: int, said: str, severity: str) -> None:
        """Say what is wrong in a line; the lines stay, since to make one is dear."""
        role = {ERROR: _BAD, _TOLD: _TOLD}.get(severity, _WARN)
        if number == len(self._lines):
            self._lines.append(wrapped("", role))
            self._problems.addWidget(self._lines[number])
        line = self._lines[number]
        if said and line.property("role") != role:
            line.setProperty("role", role)
            line.style().unpolish(line)
            line.style().polish(line)
        line.setText(said)
        line.setVisible(bool(said))
