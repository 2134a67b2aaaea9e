"""What is heard of a frame while its keys are pressed: its ends, its question, its letters."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.annotation import UNSURE, Relation
from annotator.model.presentation import end_role
from annotator.ui.keys.questions import MOST_ANSWERS, Question
from annotator.ui.sitting.session import Session

_HINTS_SAID, _SAID = 5, 60
"""So many letters are said when a frame opens, and so much of the text at each."""


def end_heard(session: Session, relation: Relation) -> str:
    """Return an end with its role, as it is said when it was linked or is walked to."""
    name = session.end_said(relation.to_id)
    role = end_role(session.scheme, relation, session.language)
    unsure = f", {session.word('unsure')}" if relation.confidence == UNSURE else ""
    return f"{_opened(role)}{unsure}: {' '.join(name.split())}."


def question_heard(
    session: Session, asked: Question | None, *, opening: str = "", closing: str = ""
) -> str:
    """Return the question that digits answer, if there is one, with what is said around it."""
    said = [f"{opening}."] if opening else []
    if asked is not None:
        said.append(asked.said(session.language))
        if (more := len(asked.answers) - MOST_ANSWERS) > 0:
            said.append(session.word("spoken.more", count=more))
    return " ".join([*said, closing] if closing else said)


def hints_heard(session: Session, shown: Mapping[str, str]) -> str:
    """Return the first letters with what they link, and how many more there are.

    `shown` are the letters as they are read, by the ids of the annotations.
    """
    ends = [(x, session.annotation(key)) for key, x in shown.items()]
    said = [
        f"{x.upper()}: {' '.join(a.quote.split())[:_SAID]}, {session.layer_name(a.layer)}."
        for x, a in ends[:_HINTS_SAID]
        if a is not None
    ]
    if len(ends) > _HINTS_SAID:
        said.append(session.word("spoken.more", count=len(ends) - _HINTS_SAID))
    return " ".join(said)


def _opened(text: str) -> str:
    """Return a text as it stands at the begin of a sentence."""
    return text[:1].upper() + text[1:]
