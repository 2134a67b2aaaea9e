"""What may share a place is found, whatever else is there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.span import Span, overlaps
from annotator.operations.search.near import Near

SPANS = st.lists(
    st.tuples(st.integers(0, 9000), st.sampled_from([0, 1, 5, 300, 8000])), max_size=2
).map(lambda rows: tuple(sorted(Span(at, at + length) for at, length in rows)))


@given(st.lists(SPANS, max_size=30), SPANS)
def test_all_that_shares_a_place_is_around_it(there: list[tuple[Span, ...]], asked) -> None:
    known = [Annotation(str(n), "d", "One", "a", spans) for n, spans in enumerate(there)]
    near = Near(known[:10])
    for annotation in known[10:]:
        near.add(annotation)
    found = near.around(asked)
    assert found == [a for a in known if a in found]
    for annotation in known:
        shares = any(overlaps(a, b) for a in annotation.spans for b in asked)
        if shares or annotation.spans == asked:
            assert annotation in found


def test_what_is_far_away_is_not_looked_at() -> None:
    known = [Annotation(str(n), "d", "One", "a", (Span(n * 9, n * 9 + 5),)) for n in range(9000)]
    assert len(Near(known).around((Span(40_000, 40_012),))) < 100


def test_one_that_changed_stands_in_the_place_of_the_one_before() -> None:
    known = [Annotation(str(n), "d", "One", "a", (Span(n * 9, n * 9 + 5),)) for n in range(9)]
    near = Near(known)
    changed = known[4]._replace(layer="Other")
    near.replace(changed)
    assert near.get("4") is changed
    assert near.get("nobody") is None
    assert near.around(known[0].spans) == [*known[:4], changed, *known[5:]]
