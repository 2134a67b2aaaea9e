"""Places that follow edits are those that matching all anew finds."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.aligned import Aligned
from annotator.analysis.alignment import RELATION, align
from annotator.model.annotation import STANDS, SUGGESTED, Annotation, Relation
from annotator.model.errors import Cancelled
from annotator.model.scheme import Feature, Layer, RelationType, Scheme
from annotator.model.span import Span

SCHEME = Scheme(
    id="s",
    layers=(Layer(id="One", features=(Feature(id="kind", type="text"),)), Layer(id="Two")),
    relation_types=(RelationType(id="to"), RelationType(id="with", symmetric=True)),
)
PEOPLE = ("a", "b", "c")


class Hands:
    """Makes, moves, changes and takes away annotations and relations at random."""

    def __init__(self, seed: int, size: int) -> None:
        self.pick = random.Random(seed)
        self.annotations: dict[str, Annotation] = {}
        self.relations: dict[str, Relation] = {}
        for number in range(size):
            self.annotations[f"k{number}"] = self.annotation(f"k{number}")
        self.relate()

    def annotation(self, key: str) -> Annotation:
        pick = self.pick
        begin = pick.randrange(60)
        spans = [Span(begin, begin + pick.choice((0, 1, 3, 3, 3, 5)))]
        if pick.random() < 0.15:
            spans.append(Span(spans[-1].end + 1, spans[-1].end + 4))
        return Annotation(
            id=key,
            document="d",
            layer=pick.choice(("One", "One", "Two")),
            annotator=pick.choice(("a", "b", "b", "c", "stranger")),
            spans=tuple(spans) if pick.random() > 0.1 else (),
            features={"kind": pick.choice("xy")} if pick.random() > 0.5 else {},
            state=SUGGESTED if pick.random() < 0.1 else STANDS,
        )

    def relate(self) -> None:
        keys = list(self.annotations)
        for number in range(self.pick.randrange(8) if keys else 0):
            one, other = self.pick.choice(keys), self.pick.choice(keys)
            kind, key = self.pick.choice(("to", "with")), f"r{number}"
            whose = self.annotations[one].annotator
            self.relations[key] = Relation(key, "d", kind, whose, one, other)

    def edit(self) -> set[str]:
        touched: set[str] = set()
        for _ in range(self.pick.randrange(1, 4)):
            key = f"k{self.pick.randrange(len(self.annotations) + 3)}"
            touched.add(key)
            if key in self.annotations and self.pick.random() < 0.4:
                del self.annotations[key]
            else:
                self.annotations[key] = self.annotation(key)
        self.relations = {} if self.pick.random() < 0.5 else self.relations
        self.relate()
        return touched


@given(st.integers(0, 10**9), st.integers(0, 40), st.integers(1, 6))
def test_places_that_follow_are_those_found_anew(seed: int, size: int, enough: int) -> None:
    hands = Hands(seed, size)

    def fresh() -> list[object]:
        known, relations = hands.annotations.values(), hands.relations.values()
        return list(align(PEOPLE, known, relations, scheme=SCHEME))

    aligned = Aligned(
        PEOPLE,
        hands.annotations.values(),
        hands.relations.values(),
        scheme=SCHEME,
        enough=enough,
    )
    assert aligned.places == fresh()
    for _ in range(4):
        before, related = {id(p): p for p in aligned.places}, aligned.related
        gone, come = aligned.follow(hands.edit(), hands.annotations, hands.relations.values())
        assert aligned.places == fresh()
        for place in aligned.places:
            if place.kind == RELATION:
                continue
            assert all(aligned.place_of(a.id) is place for a in place.annotations)
            # What is not told of is what it was, its relations included.
            if not any(place is each for each in come):
                assert id(place) in before
                assert {a.id for a in place.annotations}.isdisjoint(related ^ aligned.related)
        now = {id(p) for p in aligned.places}
        told = {id(p) for p in gone}
        assert all(
            key in now or key in told or place.kind == RELATION for key, place in before.items()
        )


def test_how_far_it_is_can_be_asked_and_it_can_be_stopped() -> None:
    known = [
        Annotation(f"{who}{n}", "d", "One", who, (Span(4 * n, 4 * n + 3),))
        for n in range(500)
        for who in "ab"
    ]
    told: list[tuple[int, int | None]] = []
    Aligned(
        "ab", known, scheme=SCHEME, progress=lambda what, done, total: told.append((done, total))
    )
    assert told[0] == (0, 1000)
    assert told[-1] == (1000, 1000)
    assert len(told) > 5
    assert told == sorted(told)

    def stop(what: str, done: int, total: int | None) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        Aligned("ab", known, scheme=SCHEME, progress=stop)
