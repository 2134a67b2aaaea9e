"""What is shown and said of the place that is decided now."""

from __future__ import annotations

from annotator.model.review import BOTH, EDITED, LATER, NONE, TAKEN
from annotator.operations.adjudication.adjudicated import OUTDATED, WAITING, Case
from annotator.ui.panels.section import shortened
from annotator.ui.review.bar import Shown
from annotator.ui.review.cards import Answer
from annotator.ui.review.case_said import about, kind_said, versions
from annotator.ui.review.reviewing import Reviewing
from annotator.ui.settings.keymap import Keymap, cap_of
from annotator.ui.sitting.session import Session
from annotator.ui.spoken.differences import versions_said

_APPEAL = 300
"""So many characters of an appeal are shown at its place."""
_MOST = 9
"""So many versions have a key."""
_ANSWERS = {
    BOTH: "review.both",
    EDITED: "review.edit",
    NONE: "review.nothing",
    LATER: "review.later",
}
"""The action of each answer but that of taking a version; its name has the same code."""
_STATES = {OUTDATED: "review.outdated", WAITING: "review.waits"}


def title_said(session: Session, review: Reviewing) -> str:
    """Return which difference is current, with layer and kind."""
    case = review.case()
    if case is None:
        return session.word("review.empty")
    kind = kind_said(session, case.place, review.letters(case.document))
    count = review.counts()[0]
    return f"{session.word('review.title', number=review.number(), count=count)}, {kind}"


def case_said(session: Session, review: Reviewing, case: Case, text: str) -> str:
    """Return the current place in words: which it is, and what each has there."""
    letters, place = review.letters(case.document), review.in_rows(case).place
    kind = kind_said(session, place, letters)
    data = {"number": review.number(), "count": review.counts()[0], "kind": kind}
    said = versions_said(session, place, letters, text)
    appeals = appeals_said(session, case)
    return f"{session.word('difference_n', **data)} {f'{appeals} ' if appeals else ''}{said}"


def next_said(session: Session, review: Reviewing, case: Case, text: str) -> str:
    """Return the place that follows a decision in words."""
    letters, place = review.letters(case.document), review.in_rows(case).place
    what = session.word("review.next", what=kind_said(session, place, letters))
    return f"{what} {versions_said(session, place, letters, text)}"


def shown_case(session: Session, review: Reviewing, case: Case, text: str, keymap: Keymap) -> Shown:
    """Return what the bar shows of a place."""
    letters, readers = review.letters(case.document), review.readers(case.document)
    names = [review.name(x, who) for x, who in zip(letters, readers, strict=True)]
    count, decided, open_ones = review.counts()
    guideline, said = review.why.guideline, about(session, case.place, letters)
    layer = session.layer_name(guideline) if guideline else ""
    if case.state in _STATES:
        said = f"{said} ({session.word(_STATES[case.state])})"
    return Shown(
        title=session.word("review.title", number=review.number(), count=count),
        about=said,
        counts=session.word("review.counts", decided=decided, open=open_ones),
        versions=versions(session, case.place, names, text),
        answers=_answers(session, review, case, keymap),
        reason=review.why.reason,
        guideline=session.word("review.by_guideline", layer=layer) if guideline else "",
        reason_cap=cap_of(keymap.keys("review.reason")),
        appeals=appeals_said(session, case),
    )


def appeals_said(session: Session, case: Case) -> str:
    """Return what annotators said against the decision on a place, in words; empty if nothing."""
    said: list[str] = []
    for who, reply in case.appeals.items():
        code = "review.appealed" if session.hides_names else "review.appealed_by"
        name = session.annotator_name(who)
        said.append(session.word(code, name=name, reason=shortened(reply.text, _APPEAL)))
    return " ".join(said)


def _answers(session: Session, review: Reviewing, case: Case, keymap: Keymap) -> list[Answer]:
    decision = case.decision
    letters, readers = review.letters(case.document), review.readers(case.document)
    rows: list[tuple[str, str, bool, str]] = []
    for number, (letter, who) in enumerate(zip(letters, readers, strict=True), 1):
        is_taken = decision is not None and decision.answer == TAKEN and decision.taken == who
        name = session.word("review.take", letter=letter)
        rows.append((f"review.take_{number}", name, is_taken, letter))
    rows = rows[:_MOST]
    for answer, action in _ANSWERS.items():
        is_given = decision is not None and decision.answer == answer
        rows.append((action, session.word(action), is_given, ""))
    return [
        Answer(action, cap_of(keymap.keys(action)), name, is_given, short)
        for action, name, is_given, short in rows
    ]
