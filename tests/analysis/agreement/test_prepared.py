"""A document made ready for the measures: who took part, what counts, and when it was made."""

from __future__ import annotations

import pytest

from annotator.analysis.agreement.prepared import Prepared, prepared
from annotator.model.annotation import SUGGESTED, Annotation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document, Segment
from annotator.model.review import FINISHED, IN_PROGRESS, Assignment
from annotator.model.span import spans_of

TEXT = "one two three four"
PEOPLE = ("ana", "bea", "cy")


def made(key: str, who: str, *spans: tuple[int, int], **more: object) -> Annotation:
    usual = {"layer": "x", "made": "2026-01-01T00:00:00Z", **more}
    return Annotation(id=key, document="d", annotator=who, spans=spans_of(spans), **usual)  # type: ignore[arg-type]


def ready(
    *annotations: Annotation,
    states: dict[str, str] | None = None,
    closed: tuple[tuple[int, int], ...] = (),
    **more: object,
) -> Prepared:
    bundle = Bundle(
        document=Document(id="d", name="d", text=TEXT, sha256=""),
        segments=tuple(
            Segment(id=f"s{n}", begin=b, end=e, role="teaser", annotate=False)
            for n, (b, e) in enumerate(closed)
        ),
        annotations=annotations,
        assignments=tuple(
            Assignment(document="d", annotator=who, state=state)
            for who, state in (states or {}).items()
        ),
    )
    return prepared(bundle, PEOPLE, None, **more)  # type: ignore[arg-type]


def test_who_has_no_assignment_takes_part_by_what_is_there() -> None:
    assert ready(made("1", "ana", (0, 3))).annotators == ("ana",)
    assert ready(made("1", "ana", (0, 3), state=SUGGESTED)).annotators == ()


def test_who_has_one_takes_part_when_it_is_finished() -> None:
    document = ready(
        made("1", "ana", (0, 3)),
        made("2", "bea", (0, 3)),
        states={"ana": IN_PROGRESS, "cy": FINISHED},
    )
    assert document.annotators == ("bea", "cy")
    assert document.unfinished == ("ana",)
    assert [a.id for a in document.annotations] == ["2"]


def test_closed_stretches_are_cut_out() -> None:
    document = ready(
        made("in", "ana", (8, 13)),
        made("out", "ana", (0, 3)),
        made("both", "ana", (0, 3), (8, 13)),
        made("over", "ana", (4, 13)),
        made("point out", "ana", (2, 2)),
        made("point in", "ana", (9, 9)),
        closed=((0, 8),),
        with_tokens=True,
    )
    assert document.length == len(TEXT) - 8
    assert document.places == {
        "in": ((0, 5),),
        "both": ((0, 5),),
        "over": ((0, 5),),
        "point in": ((1, 1),),
    }


def test_tokens_are_told_if_two_took_part() -> None:
    both = made("1", "ana", (0, 3)), made("2", "bea", (0, 3))
    assert ready(*both, with_tokens=True).tokens == ((0, 3), (4, 7), (8, 13), (14, 18))
    assert ready(*both, with_tokens=True, closed=((0, 8),)).tokens == ((0, 5), (6, 10))
    assert ready(*both).tokens == ()
    assert ready(both[0], with_tokens=True).tokens == ()


@pytest.mark.parametrize(
    ("made_on", "week"),
    [
        ("2026-01-01T00:00:00Z", "2026-W01"),
        ("2027-01-03", "2026-W53"),
        (None, None),
        ("some day", None),
    ],
)
def test_the_week_is_that_of_the_last_annotation(made_on: str | None, week: str | None) -> None:
    document = ready(
        made("1", "ana", (0, 3), made=made_on), made("2", "bea", (0, 3), made="2030-01-01")
    )
    assert document.week(("ana",)) == week
