"""What is still asked, and what was decided, over a whole corpus."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.review import OPEN, QUESTION, Comment, Decision
from annotator.store.queries import Reader


def open_questions(reader: Reader) -> list[Comment]:
    """Return the questions that nobody has resolved, in the order of documents and texts.

    Those on entities come last.
    """
    if not reader.counts().get("comment"):
        return []
    found: list[Comment] = []
    for document in (*(row.id for row in reader.documents()), None):
        asked = [c for c in reader.comments(document) if c.kind == QUESTION and c.state == OPEN]
        found += sorted(asked, key=lambda c: (c.spans[:1], c.made or "", c.id))
    return found


def all_comments(reader: Reader) -> list[Comment]:
    """Return all comments in the order of documents and texts, those on entities last."""
    found: list[Comment] = []
    if not reader.counts().get("comment"):
        return found
    for document in (*(row.id for row in reader.documents()), None):
        found += [comment for comment, _ in in_threads(reader.comments(document))]
    return found


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


def decision_log(reader: Reader) -> list[Decision]:
    """Return the decisions on differences, the latest first."""
    made = [d for d in reader.decisions() if d.kind != "agree"]
    return sorted(made, key=lambda d: (d.changed or d.made or "", d.id), reverse=True)
