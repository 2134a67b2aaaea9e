"""Shares are complete, balanced, the same for the same seed, and leave standing what was given."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.assigning import Plan, Share, assign

PEOPLE = ["anna", "boris", "vera", "galin"]


def lengths_of(count: int, *, longest: int = 3000) -> dict[str, int]:
    return {f"d{n:03}": 200 + (n * 7919) % longest for n in range(count)}


def loads(shares: list[Share], lengths: dict[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for share in shares:
        found[share.annotator] += lengths[share.document]
    return found


@given(
    counts=st.lists(st.integers(0, 5000), min_size=1, max_size=40),
    people=st.integers(1, 6),
    overlap=st.floats(0, 1),
    seed=st.integers(0, 10_000),
    pilots=st.integers(0, 3),
)
def test_every_document_is_given_to_as_many_as_it_needs(
    counts: list[int], people: int, overlap: float, seed: int, pilots: int
) -> None:
    lengths = {f"d{n:03}": length for n, length in enumerate(counts)}
    names = [f"p{n}" for n in range(people)]
    pilot = frozenset(list(lengths)[:pilots])
    plan = Plan(several=min(2, people), overlap=overlap, pilot=pilot, seed=seed)
    shares = assign(lengths, names, plan)
    assert len(set(shares)) == len(shares)
    by_document = Counter(share.document for share in shares)
    others = [d for d in lengths if d not in pilot]
    assert all(by_document[d] == people for d in pilot)
    assert all(by_document[d] in (1, min(2, people)) for d in others)
    if people > 1:
        shared = sum(by_document[d] == 2 for d in others)
        assert shared == round(overlap * len(others))
    assert assign(dict(lengths), names[::-1], plan) == shares
    assert assign(lengths, names, plan, assigned=shares) == []


@given(count=st.integers(1, 60), seed=st.integers(0, 1000))
def test_the_work_of_two_annotators_differs_by_at_most_one_document(count: int, seed: int) -> None:
    lengths = lengths_of(count)
    found = loads(assign(lengths, PEOPLE, Plan(seed=seed)), lengths)
    work = [found[person] for person in PEOPLE]
    assert max(work) - min(work) <= max(lengths.values())


def test_whoever_shares_is_changed_as_often_as_can_be() -> None:
    lengths = dict.fromkeys(lengths_of(60), 1000)
    shares = assign(lengths, PEOPLE, Plan(several=2, overlap=1.0))
    having: dict[str, list[str]] = {}
    for share in shares:
        having.setdefault(share.document, []).append(share.annotator)
    pairs = Counter(tuple(sorted(people)) for people in having.values())
    assert set(pairs) == set(combinations(sorted(PEOPLE), 2))
    assert max(pairs.values()) - min(pairs.values()) <= 2
    assert set(loads(shares, lengths).values()) == {30_000}


def test_what_overlaps_is_long_and_short_in_proportion() -> None:
    lengths = {f"d{n:03}": 100 * (n + 1) for n in range(100)}
    shares = assign(lengths, PEOPLE, Plan(several=2, overlap=0.2, seed=5))
    counted = Counter(share.document for share in shares)
    shared = sorted(lengths[d] // 2500 for d, n in counted.items() if n == 2)
    assert len(shared) == 20
    assert all(4 <= Counter(shared)[part] <= 6 for part in range(4))


def test_another_seed_gives_other_shares() -> None:
    lengths = lengths_of(40)
    one = assign(lengths, PEOPLE, Plan(overlap=0.5, seed=1))
    assert one != assign(lengths, PEOPLE, Plan(overlap=0.5, seed=2))
    assert one == assign(lengths, PEOPLE, Plan(overlap=0.5, seed=1))


def test_what_was_handed_out_stays_and_counts_as_work() -> None:
    lengths = dict.fromkeys(lengths_of(8), 1000)
    before = [Share(d, "anna") for d in list(lengths)[:4]]
    shares = assign(lengths, ["anna", "boris"], Plan(), assigned=before)
    assert [share.annotator for share in shares] == ["boris"] * 4
    assert not {s.document for s in shares} & {s.document for s in before}


@pytest.mark.parametrize(
    ("people", "plan"),
    [
        ([], Plan()),
        (["anna", "anna"], Plan()),
        (["anna"], Plan(several=2, overlap=0.5)),
        (["anna", "boris"], Plan(overlap=1.5)),
        (["anna", "boris"], Plan(several=0)),
    ],
)
def test_a_plan_that_cannot_be_is_refused(people: list[str], plan: Plan) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        assign(lengths_of(3), people, plan)
