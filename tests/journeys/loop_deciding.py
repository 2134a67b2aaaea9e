"""How the lead decides in the loop: one key for a plain take, every other answer once."""

from __future__ import annotations

from typing import Any, NamedTuple

from annotator.operations.adjudication.adjudicated import Case
from annotator.ui.review.reviewing import Reviewing
from tests.journeys.loop_hands import CTRL, SHIFT, Diary, Hands, K

REASON = "The place alone is not the party."


class Made(NamedTuple):
    """One decision: which difference, what was answered, and by how many presses and signs."""

    number: int
    kind: str
    layer: str
    quote: str
    answer: str
    presses: int
    signs: int


def decide_all(diary: Diary, hands: Hands) -> list[Made]:
    """Decide every difference; each answer that is no plain take is given at least once."""
    hands.press(K.Key_R, CTRL | SHIFT)
    diary.picture(hands, "5-first-difference")
    review = hands.window.act.reviewing.review
    assert review is not None
    made: list[Made] = []
    wanted = {"later": "", "reason": "", "both": "", "edit": "", "none": ""}
    while review.counts()[2]:
        case = review.case()
        assert case is not None
        answer = next((a for a in wanted if _fits(a, case)), "take")
        wanted.pop(answer, None)
        number, keys, signs = review.number(), hands.keys, hands.signs
        _ANSWERS[answer](hands, review, case)
        if answer != "take":
            diary.picture(hands, f"5-after-{answer}")
        place = case.place
        made.append(
            Made(
                number,
                place.kind,
                place.first.layer,
                place.first.quote,
                answer,
                hands.keys - keys,
                hands.signs - signs,
            )
        )
    assert not wanted, wanted
    diary.picture(hands, "5-nothing-left")
    hands.press(K.Key_Escape)
    diary.note(hands, "decided", decisions=len(made))
    return made


def _fits(answer: str, case: Case) -> bool:
    """Say whether an answer is one that somebody would give at a place."""
    kind = case.place.kind
    if answer in ("both", "edit"):
        return kind == "border"
    if answer == "none":
        return kind == "missing"
    if answer == "reason":
        return kind == "feature"
    return True


def _take(hands: Hands, review: Reviewing, case: Case) -> None:
    hands.sign(_row_of(review, case, "gold"))


def _row_of(review: Reviewing, case: Case, who: str) -> str:
    return str(review.readers(case.document).index(who) + 1)


def _later(hands: Hands, review: Reviewing, case: Case) -> None:
    is_open = review.counts()[2]
    hands.press(K.Key_Space)
    assert review.counts()[2] == is_open
    assert review.case_id != case.id


def _with_reason(hands: Hands, review: Reviewing, case: Case) -> None:
    hands.press(K.Key_Tab)
    hands.type(REASON)
    hands.press(K.Key_Return)
    hands.sign(".")
    _take(hands, review, case)
    decided = _decision(hands, case)
    assert (decided.reason, decided.guideline) == (REASON, case.place.first.layer)


def _both(hands: Hands, review: Reviewing, case: Case) -> None:
    hands.sign("+")


def _edit(hands: Hands, review: Reviewing, case: Case) -> None:
    hands.press(K.Key_Return)
    hands.press(K.Key_Left)
    hands.press(K.Key_Return)


def _none(hands: Hands, review: Reviewing, case: Case) -> None:
    hands.press(K.Key_0)


def _decision(hands: Hands, case: Case) -> Any:
    store = hands.window.sitting.store
    return next(d for d in store.read().decisions(case.document) if d.id == case.id)


_ANSWERS = {
    "take": _take,
    "later": _later,
    "reason": _with_reason,
    "both": _both,
    "edit": _edit,
    "none": _none,
}


def decide_appeal(diary: Diary, hands: Hands, appealed: str) -> None:
    """Decide anew where somebody appealed: the place is open again and says why."""
    hands.press(K.Key_R, CTRL | SHIFT)
    review = hands.window.act.reviewing.review
    assert review is not None
    assert review.counts()[2] == 1
    case = review.case()
    assert case is not None
    assert case.id == appealed
    diary.picture(hands, "7-appeal-heard")
    hands.sign(_row_of(review, case, "coder_b"))
    assert review.counts()[2] == 0
    diary.picture(hands, "7-appeal-decided")
    hands.press(K.Key_Escape)
    diary.note(hands, "appeal decided")
