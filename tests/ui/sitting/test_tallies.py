"""Counts that are kept in step are those of counting anew."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.ui.sitting.tallies import Tallies, place_of

ANNOTATIONS = st.builds(
    lambda key, layer, begin, length, value, unsure: Annotation(
        id=key,
        document="d",
        layer=layer,
        annotator="me",
        spans=(Span(begin, begin + length),) if length else (),
        features={"kind": value, "whom": [value, "x"]} if value else {},
        confidence="unsure" if unsure else "sure",
    ),
    st.sampled_from("abcdef"),
    st.sampled_from(("One", "Two")),
    st.integers(0, 9),
    st.integers(0, 3),
    st.sampled_from(("", "p", "q")),
    st.booleans(),
)
EDITS = st.lists(st.tuples(ANNOTATIONS, st.integers(0, 2), st.booleans()), max_size=25)


@given(EDITS)
def test_counts_in_step_are_those_of_counting_anew(edits) -> None:
    tallies = Tallies(counted={"Two": "kind"})
    tallies.items()
    tallies.values("One", "kind")
    known: dict[str, tuple[Annotation, int]] = {}
    for annotation, relations, stays in edits:
        if stays:
            known[annotation.id] = (annotation, relations)
            tallies.put(annotation, relations)
        else:
            known.pop(annotation.id, None)
            tallies.drop(annotation.id)
    outgoing = {key: range(relations) for key, (_, relations) in known.items()}
    anew = Tallies((a for a, _ in known.values()), {"One": "kind"}, {**outgoing, "gone": range(3)})
    assert list(tallies) == list(anew) == sorted((a for a, _ in known.values()), key=place_of)
    for each in (tallies, anew):
        assert sorted(each.unordered(), key=place_of) == list(each)
    assert tallies.layers == anew.layers == Counter(a.layer for a, _ in known.values())
    assert tallies.relations == anew.relations == sum(n for _, n in known.values())
    assert tallies.unsure == anew.unsure
    assert tallies.items() == anew.items()
    assert tallies.values("One", "kind") == anew.values("One", "kind")
    assert tallies.values("Two", "kind") == anew.values("Two", "kind")


@given(EDITS, st.integers(0, 9))
def test_neighbours_are_all_others_nearest_first(edits, begin: int) -> None:
    tallies = Tallies({a.id: a for a, _, _ in edits}.values())
    rows = list(tallies)
    for here in [(begin, 0, ""), *map(place_of, rows)]:
        assert list(tallies.after(here)) == [a for a in rows if place_of(a) > here]
        assert list(tallies.before(here)) == [a for a in reversed(rows) if place_of(a) < here]
