"""Segments as the text shows them."""

from __future__ import annotations

from annotator.model.corpus import Segment
from annotator.model.scheme import Scheme
from annotator.ui.sitting.view_data import segment_views


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
