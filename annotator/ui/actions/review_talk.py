"""Lists of what is still asked and of what was decided; each row opens its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.model.language import text_in
from annotator.model.review import TAKEN, Comment, Decision
from annotator.model.sentences import sentence_of
from annotator.operations.context import shortened
from annotator.operations.talk import decision_log, open_questions
from annotator.ui.rows import Shown

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ReviewTalkActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def show_questions(self) -> None:
        """List the questions that nobody has resolved."""
        rows = [(c, self._question(c)) for c in open_questions(self._window.sitting.store.read())]
        self._list("review.questions", "review.no_questions", rows, self._open_question)

    def show_decisions(self) -> None:
        """List what was decided between annotators, with the reasons."""
        rows = [(d, self._decision(d)) for d in decision_log(self._window.sitting.store.read())]
        self._list("review.decisions", "review.no_decisions", rows, self._open_decision)

    def _list(self, title: str, empty: str, rows: list[tuple[Any, Shown]], take: Any) -> None:
        from annotator.ui.picker import Picker

        window = self._window
        if rows:
            Picker(window, window.word(title), window.word("pick_filter"), rows, take).open()
        else:
            window.say(window.word(empty))

    def _question(self, comment: Comment) -> Shown:
        session = self._window.sitting
        asked = text_in(comment.texts, session.language)
        target = comment.target and session.store.read().annotation(comment.target)
        about = target.quote if target else comment.quote
        who = "" if session.hides_names else session.annotator_name(comment.annotator)
        return Shown(" ".join(asked.split()), aside=who, below=shortened(about))

    def _decision(self, decision: Decision) -> Shown:
        window, session = self._window, self._window.sitting
        answer = sentence_of(f"value.answer.{decision.answer}", {}, session.language)
        if decision.answer == TAKEN and decision.taken and not session.hides_names:
            answer = f"{answer}: {session.annotator_name(decision.taken)}"
        kind = window.word(f"difference.{decision.kind}")
        parts = [session.layer_name(decision.layer), kind, decision.reason]
        if decision.guideline:
            layer = session.layer_name(decision.guideline)
            parts.append(window.word("review.by_guideline", layer=layer))
        below = ", ".join(part for part in parts if part)
        return Shown(shortened(decision.quote), aside=answer, below=below)

    def _open_question(self, comment: Comment) -> None:
        window, session = self._window, self._window.sitting
        if comment.document is None:
            return
        if comment.document != session.document:
            session.open_document(comment.document)
        target = session.annotation(comment.target)
        if target is not None and target.spans:
            window.act.going.go_to_annotation(target.id)
        elif comment.spans:
            window.surface.set_caret(comment.spans[0].begin)
        window.surface.setFocus()

    def _open_decision(self, decision: Decision) -> None:
        window = self._window
        reviewing = window.act.reviewing
        if reviewing.review is None:
            reviewing.start()
        review = reviewing.review
        cases = review.desk(decision.document).differences if review is not None else ()
        found = next((case for case in cases if case.id == decision.id), None)
        if found is not None:
            reviewing.go(found)
        else:
            window.open_document(decision.document)
            window.surface.set_caret(decision.spans[0].begin if decision.spans else 0)
