"""What is still asked, and what was decided, over a whole corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.model.review import OPEN, QUESTION, Comment, Decision
from annotator.model.span import Spans
from annotator.operations.rounds.blindness import hidden_work
from annotator.store.reading.queries import Reader


def open_questions(reader: Reader, viewer: str | None = None) -> list[Comment]:
    """Return the questions that nobody has resolved, in the order of documents and texts.

    Those on entities come last. What `viewer` may not see yet is left out.
    """
    found: list[Comment] = []
    for comments in _by_document(reader, viewer):
        asked = [c for c in comments if c.kind == QUESTION and c.state == OPEN]
        found += sorted(asked, key=lambda c: (c.spans[:1], c.made or "", c.id))
    return found


def all_comments(reader: Reader, viewer: str | None = None) -> list[Comment]:
    """Return all comments in the order of documents and texts, those on entities last.

    What `viewer` may not see yet is left out.
    """
    return [c for group in _by_document(reader, viewer) for c, _ in in_threads(group)]


def _by_document(reader: Reader, viewer: str | None) -> Iterator[list[Comment]]:
    if not reader.counts().get("comment"):
        return
    hidden = hidden_work(reader, viewer)
    for document in (*(row.id for row in reader.documents()), None):
        found = reader.comments(document)
        unseen = hidden.get(document, frozenset()) if document is not None else frozenset[str]()
        yield [c for c in found if c.annotator not in unseen] if unseen else found


def in_threads(comments: Iterable[Comment]) -> list[tuple[Comment, int]]:
    """Return comments in the order in which they are read, each with its depth in its thread.

    Threads come in the order of the text, answers under what they answer in the order in which
    they were made. What answers nothing that is here begins a thread.
    """
    known = {comment.id: comment for comment in comments}
    answers: dict[str | None, list[Comment]] = {}
    for comment in known.values():
        answers.setdefault(comment.thread if comment.thread in known else None, []).append(comment)
    waiting = [(c, 0) for c in sorted(answers.pop(None, []), key=_place, reverse=True)]
    found: list[tuple[Comment, int]] = []
    while waiting:
        comment, depth = waiting.pop()
        found.append((comment, depth))
        said = sorted(answers.pop(comment.id, []), key=_moment, reverse=True)
        waiting += [(answer, depth + 1) for answer in said]
    # Answers in a circle, as only a broken file has them, are read all the same.
    found += [(comment, 0) for rest in answers.values() for comment in rest]
    return found


def _place(comment: Comment) -> tuple[object, ...]:
    return comment.spans[:1], *_moment(comment)


def _moment(comment: Comment) -> tuple[str, str]:
    return comment.made or "", comment.id


def decision_log(reader: Reader, viewer: str | None = None) -> list[Decision]:
    """Return the decisions on differences, the latest first.

    Many are made within one second: of these the last in the text comes first. Those that tell of
    work which `viewer` may not see yet are left out.
    """
    hidden = hidden_work(reader, viewer)
    made = [
        d
        for d in reader.decisions()
        if d.kind != "agree" and d.people.isdisjoint(hidden.get(d.document, ()))
    ]
    number = {document: n for n, document in enumerate(dict.fromkeys(d.document for d in made))}

    def moment(decision: Decision) -> tuple[str, int, Spans]:
        when = decision.changed or decision.made or ""
        return when, number[decision.document], decision.spans

    return sorted(made, key=moment, reverse=True)
