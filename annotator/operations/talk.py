"""What is still asked, and what was decided, over a whole corpus."""

from __future__ import annotations

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


def decision_log(reader: Reader) -> list[Decision]:
    """Return the decisions on differences, the latest first."""
    made = [d for d in reader.decisions() if d.kind != "agree"]
    return sorted(made, key=lambda d: (d.changed or d.made or "", d.id), reverse=True)
