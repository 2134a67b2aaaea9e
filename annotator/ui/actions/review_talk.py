"""Lists of what is still asked and of what was decided; each row opens its place."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Annotation, items_of
from annotator.model.language import text_in
from annotator.model.review import ON_ENTITY, ON_RELATION, TAKEN, Comment, Decision
from annotator.model.sentences import sentence_of
from annotator.operations.comments.talk import all_comments, decision_log, open_questions
from annotator.operations.editing.context import shortened
from annotator.ui.widgets.rows import Shown

if TYPE_CHECKING:
    from annotator.store.reading.queries import Reader
    from annotator.ui.desk import Desk


class ReviewTalkActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def _seen_by(self) -> tuple[Reader, str | None]:
        session = self._window.sitting
        return session.store.read(), session.annotator

    def show_questions(self) -> None:
        """List the questions that nobody has resolved."""
        rows = [(c, self._question(c)) for c in open_questions(*self._seen_by())]
        self._list("review.questions", "review.no_questions", rows, self._open_question)

    def show_comments(self) -> None:
        """List all comments, with kind and state."""
        found = all_comments(*self._seen_by())
        counted = Counter(c.thread for c in found)
        rows = [(c, self._comment(c, counted[c.id])) for c in found]
        self._list("comment.all", "comment.none", rows, self._open_question)

    def _comment(self, comment: Comment, answers: int) -> Shown:
        """Return the row of a comment: what it says, by whom; what it is, and about what."""
        session, word = self._window.sitting, self._window.word
        about = comment.quote
        if comment.anchor == ON_ENTITY:
            about = session.entity_label(comment.target or "")
        elif comment.target is not None:
            target = session.store.read().annotation(comment.target)
            about = target.quote if target else ""
        parts = [
            word(f"comment.{comment.kind}"),
            word(f"comment.{comment.state}"),
            word("comment.answers", count=answers) if answers else "",
            shortened(about) if about else "",
        ]
        who = "" if session.hides_names else session.annotator_name(comment.annotator)
        said = " ".join(text_in(comment.texts, session.language).split())
        return Shown(said, aside=who, below=", ".join(part for part in parts if part))

    def show_decisions(self) -> None:
        """List what was decided between annotators, with the reasons."""
        rows = [(d, self._decision(d)) for d in decision_log(*self._seen_by())]
        self._list("review.decisions", "review.no_decisions", rows, self._open_decision)

    def _list(self, title: str, empty: str, rows: list[tuple[Any, Shown]], take: Any) -> None:
        from annotator.ui.panels.picker import Picker

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
        """Open the place of a comment; that of an entity is where an annotation means it."""
        window, session = self._window, self._window.sitting
        document, key = comment.document, comment.target
        if comment.anchor == ON_RELATION:
            relation = session.store.read().relation(key or "")
            key = relation.from_id if relation is not None else None
        if document is None:
            found = self._meaning(key or "")
            if found is None:
                window.say(window.word("comment.nowhere"))
                return
            document, key = found
        if document != session.document:
            session.open_document(document)
        session.when_read(partial(self._show_comment, comment, key))

    def _show_comment(self, comment: Comment, key: str | None) -> None:
        """Go to what a comment of the open document is about."""
        window, session = self._window, self._window.sitting
        target = session.annotation(key)
        if target is not None and target.spans:
            window.act.going.go_to_annotation(target.id)
        else:
            window.text_keys.close_modes()
            window.text_keys.select(None)
            if comment.spans:
                window.surface.set_caret(comment.spans[0].begin)
        window.surface.setFocus()

    def _meaning(self, entity: str) -> tuple[str, str] | None:
        """Return document and id of an own annotation that means an entity, in this document first.

        None if there is none.
        """
        session = self._window.sitting
        own = [a for a in session.tallies if _means(a, entity)]
        if own and session.document is not None:
            return session.document, own[0].id
        reader = session.store.read()
        for row in reader.documents():
            for annotation in reader.annotations(row.id, annotator=session.annotator):
                if _means(annotation, entity):
                    return row.id, annotation.id
        return None

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


def _means(annotation: Annotation, entity: str) -> bool:
    return any(entity in items_of(value) for value in annotation.features.values())
