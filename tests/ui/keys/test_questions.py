"""What is asked next about an annotation."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.operations.keeping.corpus import scheme_named
from annotator.ui.keys.questions import question_about

VALUES = {
    "polarity": "support",
    "act": "assert",
    "quotation": "mixed",
    "certainty": "certain",
    "source_kind": "named",
}


@pytest.mark.parametrize(
    ("spans", "asked"),
    [
        ((Span(0, 30),), ["quotation", "topic", "certainty"]),
        ((Span(0, 10), Span(20, 30)), ["topic", "certainty", "quotation"]),
    ],
    ids=["one stretch", "fragments"],
)
def test_what_seems_quoted_in_part_is_asked_of_one_stretch(spans, asked) -> None:
    scheme = scheme_named(None)
    layer = next(x for x in scheme.layers if x.feature("quotation"))
    made = Annotation(
        id="s", document="d", layer=layer.id, annotator="me", spans=spans, features=VALUES
    )
    skipped: list[str] = []
    for _ in asked:
        question = question_about(
            scheme, layer, made, "en", doubts=["certainty", "quotation"], skipped=skipped
        )
        skipped.append(question.feature.id)
    assert skipped == asked
