"""Answers what the bar of a frame asks, by as few presses as there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.tagging.filling import quoted_feature
from annotator.ui.keys.questions import MOST_ANSWERS, question_about
from tests.journeys.goal import Wanted

if TYPE_CHECKING:
    from tests.journeys.journey import Journey


class Answering:
    """Presses the digits of the question bar."""

    def __init__(self, journey: Journey) -> None:
        """Press them in a journey."""
        self._journey = journey

    def answer(self, one: Wanted) -> None:
        """Answer what the bar asks, leaving what is as it should be."""
        journey = self._journey
        refused: set[str] = set()
        for _ in range(20):
            asked = journey.window.text_keys.question()
            # What was answered in vain the program has refused.
            wrong = [key for key in journey.wrong(one) if key not in refused]
            if asked is None or not wrong:
                return
            if asked.feature.id in wrong and asked.feature.id in one.features:
                values = [value for value, _ in asked.answers]
                wanted = one.features[asked.feature.id]
                number = values.index(wanted) + 1 if wanted in values else MOST_ANSWERS + 1
                if number > MOST_ANSWERS:
                    return
                journey.typist.sign(str(number))
                refused |= {asked.feature.id} & set(journey.wrong(one))
            elif self._is_quotation_wrong(one, wrong):
                journey.typist.sign('"')
            elif self._is_nearer_in_form(one, wrong):
                return
            else:
                journey.typist.sign("0")

    def _is_quotation_wrong(self, one: Wanted, wrong: list[str]) -> bool:
        """Say whether the key helps that asks first how it is quoted."""
        feature = quoted_feature(self._journey.session.scheme, one.layer)
        return feature is not None and feature.id in wrong and feature.id in one.features

    def _is_nearer_in_form(self, one: Wanted, wrong: list[str]) -> bool:
        """Say whether Enter goes at once to what is wrong, which is farther off in the bar."""
        session, keys = self._journey.session, self._journey.window.text_keys
        doubts = session.by_rule.of(self._journey.now(one))
        if wrong != doubts[:1]:
            return False
        following = question_about(
            session.scheme,
            session.scheme.layer(one.layer),
            self._journey.now(one),
            "en",
            doubts=doubts,
            skipped={keys.question().feature.id, *keys.frame._asked.skipped},
            left_open=keys.frame._asked.left_open,
        )
        return following is not None and following.feature.id not in wrong
