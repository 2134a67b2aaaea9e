"""Segments and annotations as the text shows them."""

from __future__ import annotations

from annotator.model.annotation import REFUSED, SUGGESTED, UNSURE, Annotation
from annotator.model.corpus import Segment
from annotator.model.scheme import Feature, Layer, Scheme
from annotator.model.span import Span
from annotator.ui.sitting.view_data import MarkMaker, role_at, segment_views
from annotator.ui.text.marks import Flags


def test_what_the_scheme_does_not_name_is_called_by_its_role() -> None:
    """A folded caption said that it was a teaser."""
    roles = ("caption", "boilerplate", "teaser_head", "body")
    segments = [
        Segment(id=role, begin=9 * n, end=9 * n + 8, role=role, annotate=role == "body")
        for n, role in enumerate(roles)
    ]
    views = segment_views(segments, Scheme(id="plain"), "en", "Teaser")
    assert [view.title for view in views] == ["Caption", "Boilerplate", "Teaser", "Body"]
    assert [view.is_dimmed for view in views] == [True, True, True, False]


def _annotation(layer: str, **more: object) -> Annotation:
    return Annotation("a", "d", layer, "x", (Span(2, 5), Span(7, 9)), **more)  # type: ignore[arg-type]


def _maker() -> MarkMaker:
    value = Feature(id="kind", core=True)
    drawings = ("fill", "line", "margin")
    layers = [
        Layer(id=f"l{n}", names={"en": f"{'ABC'[n]} layer"}, drawing=drawing, features=(value,))
        for n, drawing in enumerate(drawings)
    ]
    return MarkMaker(Scheme(id="s", layers=tuple(layers)), "en")


def test_a_mark_has_the_place_the_letter_and_the_drawing_of_its_layer() -> None:
    maker = _maker()
    for slot, drawing in enumerate(("fill", "line", "margin")):
        made = _annotation(f"l{slot}", features={"kind": "State"})
        mark = maker.mark(made, incomplete=False, commented=False)
        assert mark is not None
        assert (mark.slot, mark.letter, mark.drawing) == (slot, "ABC"[slot], drawing)
        assert (mark.spans, mark.value, mark.flags) == (((2, 5), (7, 9)), "state", Flags.NONE)
    strange = maker.mark(_annotation("gone"), incomplete=False, commented=False)
    assert strange is not None
    assert (strange.slot, strange.letter) == (3, "?")


def test_a_value_is_shown_as_lists_show_it_and_no_two_words_as_one() -> None:
    maker = _maker()
    for value, shown in (
        ("first\nsecond", "first␊second"),
        ("\u202eesrever", "⟨U+202E⟩esrever"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    ):
        made = maker.mark(
            _annotation("l0", features={"kind": value}), incomplete=False, commented=False
        )
        assert made is not None
        assert made.value == shown


def test_each_state_has_its_sign_and_the_refused_has_no_mark() -> None:
    maker = _maker()

    def flags(made: Annotation, *, incomplete: bool = False, commented: bool = False) -> int:
        mark = maker.mark(made, incomplete=incomplete, commented=commented)
        assert mark is not None
        return mark.flags

    assert flags(_annotation("l0"), incomplete=True) == Flags.INCOMPLETE
    assert flags(_annotation("l0"), commented=True) == Flags.COMMENTED
    assert flags(_annotation("l0", confidence=UNSURE)) == Flags.UNSURE
    assert flags(_annotation("l0", state=SUGGESTED)) == Flags.SUGGESTED
    both = flags(_annotation("l0", confidence=UNSURE), incomplete=True, commented=True)
    assert both == Flags.UNSURE | Flags.INCOMPLETE | Flags.COMMENTED
    refused = _annotation("l0", state=REFUSED)
    assert maker.mark(refused, incomplete=False, commented=False) is None


def test_the_role_at_a_caret_is_that_of_the_innermost_segment() -> None:
    segments = [
        Segment(id="a", begin=0, end=10, role="speech"),
        Segment(id="b", begin=4, end=8, role="quote", parent="a"),
        Segment(id="c", begin=4, end=6, role="aside", parent="b"),
        Segment(id="d", begin=10, end=12, role="body"),
        Segment(id="e", begin=14, end=16, role="caption"),
    ]
    found = [role_at(segments, offset) for offset in (0, 3, 5, 7, 9, 10, 12, 13, 16, 17)]
    speech = ["speech", "speech", "aside", "quote", "speech"]
    assert found == [*speech, "body", "body", "", "caption", ""]
    assert role_at([], 0) == ""
