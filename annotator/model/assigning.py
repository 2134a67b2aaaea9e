"""Who gets which document: shares that are as long for everybody, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple


class Share(NamedTuple):
    """A document for an annotator; both are ids."""

    document: str
    annotator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How documents are handed out.

    Each document of `pilot` goes to everybody. Of the others the part `overlap` (0 to 1), counted
    in documents, goes to `several` annotators each and the rest to one. What is equal is decided
    by `seed`.
    """

    several: int = 2
    overlap: float = 0.0
    pilot: frozenset[str] = frozenset()
    seed: int = 0


def assign(
    lengths: Mapping[str, int],
    annotators: Sequence[str],
    plan: Plan,
    *,
    assigned: Iterable[Share] = (),
) -> list[Share]:
    """Return what is newly handed out, in the order of the documents and then of the annotators.

    `lengths` has the documents with their lengths (characters), in their order. `assigned` is
    what was handed out before: it stays, counts towards what its documents need and towards the
    work of its annotators. The longest documents are given first, each to whoever has least, so
    the work of two annotators differs by no more than about one document. Whoever shares one
    document shares the next one with somebody else where there is a choice.

    The order in which annotators are named does not matter, nor does the clock: the same
    documents, people, plan and seed give the same shares on every machine.

    ValueError if there are fewer annotators than a document needs, or the overlap is no share.
    """
    _check(annotators, plan)
    dealer = _Dealer(sorted(annotators), Random(plan.seed), lengths)
    held: dict[str, set[str]] = {}
    for share in assigned:
        held.setdefault(share.document, set()).add(share.annotator)
    for document, people in held.items():
        dealer.note(document, people)
    several = _overlapping(lengths, plan, held)
    needs = {document: _need(document, annotators, plan, several) for document in lengths}
    for document in dealer.in_turn(lengths, needs):
        dealer.give(document, needs[document], held.get(document, set()))
    position = {document: number for number, document in enumerate(lengths)}
    return sorted(dealer.given, key=lambda share: (position[share.document], share.annotator))


def _check(annotators: Collection[str], plan: Plan) -> None:
    if len(set(annotators)) != len(annotators) or not annotators:
        raise ValueError("annotators are needed, each once")
    if not 0 <= plan.overlap <= 1:
        raise ValueError("an overlap is a share from 0 to 1")
    if plan.several < 1 or (plan.overlap and plan.several > len(annotators)):
        raise ValueError("more annotators are needed for the overlap")


def _need(document: str, annotators: Sequence[str], plan: Plan, several: Collection[str]) -> int:
    if document in plan.pilot:
        return len(annotators)
    return plan.several if document in several else 1


def _overlapping(
    lengths: Mapping[str, int], plan: Plan, held: Mapping[str, set[str]]
) -> frozenset[str]:
    """Choose which documents several annotators get: long and short ones in proportion.

    Of what was handed out before, documents that several have count first, and those that one has
    are not given to more.
    """
    free = [d for d in lengths if d not in plan.pilot]
    wanted = round(plan.overlap * len(free))
    before = [d for d in free if len(held.get(d, ())) >= plan.several]
    chosen = set(before[:wanted])
    candidates = [d for d in free if d not in held]
    wanted = min(wanted - len(chosen), len(candidates))
    if wanted > 0:
        by_length = sorted(candidates, key=lambda d: (lengths[d], d))
        step = len(by_length) / wanted
        at = Random(plan.seed).random() * step
        chosen.update(by_length[min(int(at + n * step), len(by_length) - 1)] for n in range(wanted))
    return frozenset(chosen)


class _Dealer:
    """Gives documents to whoever has least."""

    def __init__(self, people: list[str], random: Random, lengths: Mapping[str, int]) -> None:
        self.given: list[Share] = []
        self._lengths = lengths
        self._random = random
        self._people = people
        self._load: Counter[str] = Counter()
        self._pairs: Counter[frozenset[str]] = Counter()
        self._luck = {person: random.random() for person in people}

    def in_turn(self, lengths: Mapping[str, int], needs: Mapping[str, int]) -> list[str]:
        """Return documents as they are given: for most people first, then the longest."""
        luck = {document: self._random.random() for document in sorted(lengths)}
        return sorted(lengths, key=lambda d: (-needs[d], -lengths[d], luck[d]))

    def note(self, document: str, people: Collection[str]) -> None:
        """Count what some people have of a document."""
        for person in people:
            self._load[person] += self._lengths.get(document, 0)
        for person in people:
            for other in people:
                if person < other:
                    self._pairs[frozenset((person, other))] += 1

    def give(self, document: str, need: int, before: Collection[str]) -> None:
        """Give a document until `need` people have it."""
        having = list(before)
        for _ in range(need - len(having)):
            free = [p for p in self._people if p not in having]
            least = min(self._load[p] for p in free)
            slack = self._lengths[document] if having else 0
            near = [p for p in free if self._load[p] <= least + slack]
            person = min(near, key=lambda p: (self._met(p, having), self._load[p], self._luck[p]))
            having.append(person)
            self.given.append(Share(document, person))
        new = [p for p in having if p not in before]
        for person in new:
            self._load[person] += self._lengths[document]
            for other in having:
                if other != person and not (other in new and other < person):
                    self._pairs[frozenset((person, other))] += 1

    def _met(self, person: str, having: Collection[str]) -> int:
        return sum(self._pairs[frozenset((person, other))] for other in having)
