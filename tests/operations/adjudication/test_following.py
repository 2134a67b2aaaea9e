"""A document followed through decisions is what looking at it anew finds."""

from __future__ import annotations

from random import Random

import pytest

from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError
from annotator.operations.adjudication.adjudicated import ADJUDICATED_SET, adjudicated_id, desk_of
from annotator.operations.adjudication.deciding import decide_later, decide_none, take, take_both
from annotator.operations.adjudication.following import followed
from annotator.operations.adjudication.queue import Queue
from annotator.operations.tagging.annotate import remove_annotation, set_confidence
from annotator.store.store import Store
from tests.operations.judged import BOTH_OF_SAMPLES, seed_of


@pytest.mark.parametrize("seed", range(3))
def test_a_queue_that_follows_knows_what_a_new_one_finds(samples: Store, seed: int) -> None:
    document, random = seed_of(samples), Random(seed)
    queue = Queue(samples, BOTH_OF_SAMPLES)
    kept: list[bool] = []
    samples.subscribe(lambda changes: kept.append(queue.follow(changes)))
    for number in range(40):
        case = random.choice(queue.desk(document).cases)
        some = {"annotator": "lead", "annotators": BOTH_OF_SAMPLES, "desk": queue.desk(document)}
        try:
            match random.randrange(8):
                case 0:
                    samples.undo("lead")
                case 1:
                    samples.redo("lead")
                case 2:
                    take_both(samples, document, case.id, **some)
                case 3:
                    decide_none(samples, document, case.id, **some)
                case 4:
                    decide_later(samples, document, case.id, **some)
                case _:
                    take(samples, document, case.id, random.choice(BOTH_OF_SAMPLES), **some)
        except RuleError:
            # Two of one layer at one place are refused, and the step is taken back.
            pass
        fresh = desk_of(samples.read(), samples.scheme, document, BOTH_OF_SAMPLES)
        assert queue.desk(document) == fresh, number
    assert sum(kept) > 20


def test_work_of_those_compared_is_looked_at_anew(samples: Store) -> None:
    document = seed_of(samples)
    desk = desk_of(samples.read(), samples.scheme, document, BOTH_OF_SAMPLES)
    take(samples, document, desk.cases[0].id, "gold", annotator="lead", annotators=BOTH_OF_SAMPLES)
    queue = Queue(samples, BOTH_OF_SAMPLES)
    found: list[bool] = []
    samples.subscribe(lambda changes: found.append(queue.follow(changes)))

    def edit(who: str) -> Annotation:
        queue.desk(document)
        one = samples.read().annotations(document, annotator=who)[0]
        return set_confidence(samples, one.id, "unsure", annotator=who)

    made = edit(ADJUDICATED_SET)
    edit("gold")
    queue.desk(document)
    remove_annotation(samples, made.id, annotator=ADJUDICATED_SET)
    assert found == [True, False, True]
    fresh = desk_of(samples.read(), samples.scheme, document, BOTH_OF_SAMPLES)
    assert queue.desk(document) == fresh


def test_where_the_adjudicated_set_is_compared_itself_nothing_is_followed(samples: Store) -> None:
    document = seed_of(samples)
    desk = desk_of(samples.read(), samples.scheme, document, BOTH_OF_SAMPLES)
    for case in desk.cases[:2]:
        take(samples, document, case.id, "gold", annotator="lead", annotators=BOTH_OF_SAMPLES)
    judge = adjudicated_id(samples.read())
    three = desk_of(samples.read(), samples.scheme, document, (*BOTH_OF_SAMPLES, judge))
    changes = samples.undo("lead")
    assert changes is not None
    assert followed(three, changes, judge) is None
    assert followed(desk, changes, judge) is not None
