"""Going from one open place to the next across documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.review import FINISHED, IN_PROGRESS, Round
from annotator.operations.adjudication.adjudicated import Case, Filter
from annotator.operations.adjudication.deciding import take
from annotator.operations.adjudication.queue import Queue
from annotator.store.store import Store
from tests.operations.agreed import HERON, MILL, WREN, bird, document, make_corpus, place

PEOPLE = ("ana", "bea")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four documents with two, none, none and one difference."""
    same, one = [bird(HERON)], [bird(HERON), place(MILL)]
    several = [bird(WREN), place(MILL)]
    made = (
        document("d0", {"ana": [*same, *several], "bea": same}),
        document("d1", {"ana": same, "bea": same}),
        document("d2", {"ana": one}),
        document("d3", {"ana": same, "bea": one}),
    )
    with make_corpus(tmp_path / "a.corpus", *made) as found:
        yield found


def next_case(
    queue: Queue, document: str, case_id: str | None = None, *, by: int = 1
) -> Case | None:
    """Search to the end without doing anything else meanwhile."""
    search = queue.search(document, case_id, by=by)
    while True:
        try:
            next(search)
        except StopIteration as end:
            return end.value


def walked(queue: Queue, document_id: str, by: int, steps: int) -> list[tuple[str, str]]:
    case_id, found = None, list[tuple[str, str]]()
    for _ in range(steps):
        case = next_case(queue, document_id, case_id, by=by)
        assert case is not None
        document_id, case_id = case.document, case.id
        found.append((case.document, case.place.first.layer))
    return found


def test_it_goes_on_through_documents_and_round(store: Store) -> None:
    queue = Queue(store, PEOPLE)
    round_ = [("d0", "place"), ("d0", "bird"), ("d3", "place")]
    assert walked(queue, "d0", 1, 4) == [*round_, round_[0]]
    assert walked(queue, "d1", 1, 1) == [("d3", "place")]
    assert walked(queue, "d0", -1, 3) == [("d0", "bird"), ("d0", "place"), ("d3", "place")]


def test_what_is_decided_is_passed_over_until_nothing_is_left(store: Store) -> None:
    queue = Queue(store, PEOPLE)
    for left in (2, 1, 0):
        case = next_case(queue, "d0")
        assert case is not None
        take(store, case.document, case.id, "ana", annotator="ana", annotators=PEOPLE)
        queue.forget([case.document])
        assert sum(len(queue.wanted_in(f"d{n}")) for n in range(4)) == left
    assert next_case(queue, "d0") is None
    queue.set_wanted(Filter(states=frozenset({"decided"})))
    assert [c.document for c in queue.wanted_in("d3")] == ["d3"]


def test_only_documents_up_to_the_next_open_place_are_looked_at(store: Store) -> None:
    queue = Queue(store, PEOPLE)
    first = queue.wanted_in("d0")[0]
    next_case(queue, "d0", first.id)
    assert list(queue._desks) == ["d0"]
    next_case(queue, "d0", queue.wanted_in("d0")[-1].id)
    # One annotator alone has annotated the third.
    assert set(queue._desks) == {"d0", "d1", "d3"}
    assert queue._is_empty == {"d1"}


def test_a_blind_round_hides_what_its_annotator_has_not_finished(tmp_path: Path) -> None:
    one, other = [bird(HERON)], [place(MILL)]
    states = {"ana": FINISHED, "bea": FINISHED, "cy": IN_PROGRESS}
    made = document("d0", {"ana": one, "bea": other, "cy": one}, states=states)
    with make_corpus(tmp_path / "a.corpus", made) as store:
        with store.edit("rounds.new", annotator="ana") as edit:
            edit.put(Round(id="r", names={"en": "One"}, documents=("d0",), is_blind=True))
        assert len(Queue(store, viewer="judge").wanted_in("d0")) == 2
        assert len(Queue(store, viewer="ana").wanted_in("d0")) == 2
        assert Queue(store, viewer="cy").wanted_in("d0") == []
        assert next_case(Queue(store, viewer="cy"), "d0") is None
