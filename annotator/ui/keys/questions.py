"""What is asked about an annotation, one feature after the other, with numbered answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.language import text_in
from annotator.model.presentation import choices_of
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Feature, Layer, Scheme
from annotator.operations.tagging.filling import is_shaky

MOST_ANSWERS = 9
"""So many answers have a digit; the others are taken in the features."""


class Question(NamedTuple):
    """A feature with its answers, of which the first has number 1.

    `value` is what it has now; `is_needed` says that the answer is still required; `within` are
    the names of the answers as they stand within a line.
    """

    feature: Feature
    answers: tuple[tuple[Any, str], ...]
    value: Any
    is_needed: bool
    within: tuple[str, ...]

    def said(self, language: str) -> str:
        """Return the question in words, as it is spoken."""
        name = text_in(self.feature.names, language, self.feature.id)
        named = enumerate(self.within[:MOST_ANSWERS], start=1)
        numbered = (f"{n} {label}" for n, label in named)
        return f"{name}? {', '.join(numbered)}."


def question_about(
    scheme: Scheme,
    layer: Layer,
    annotation: Annotation,
    language: str,
    *,
    doubts: Sequence[str] = (),
    skipped: Collection[str] = (),
    left_open: Collection[str] = (),
    first: str = "",
) -> Question | None:
    """Return the next question: what is required, core features first, then the rest.

    The rest is what seems quoted in part, which is hard to tell of one stretch, then what is empty,
    then what filled itself in (`doubts`, in their order), then what somebody left empty before
    (`left_open`). Features in `skipped` are not asked again. `first` goes before all of them.
    """
    asked = [f for f in layer.features if f.id not in skipped and _is_asked(scheme, f, annotation)]
    empty = [f for f in asked if f.id not in annotation.features]
    needed = sorted((f for f in empty if f.required), key=lambda f: not f.core)
    doubtful = [f for key in doubts for f in asked if f.id == key and f.id in annotation.features]
    free = [f for f in empty if not f.required]
    fresh = [f for f in free if f.id not in left_open]
    # One in fragments is quoted in part for certain where some are quoted and some are not.
    is_whole = len(annotation.spans) == 1
    shaky = [f for f in doubtful if is_whole and is_shaky(scheme, f, annotation.features[f.id])]
    wanted = [f for f in layer.features if f.id == first and _is_asked(scheme, f, annotation)]
    for feature in (*wanted, *needed, *shaky, *fresh, *doubtful, *free):
        answers = tuple(choices_of(scheme, feature, language))
        within = tuple(name for _, name in choices_of(scheme, feature, language, in_line=True))
        value = annotation.features.get(feature.id)
        return Question(feature, answers, value, feature in needed, within)
    return None


def _is_asked(scheme: Scheme, feature: Feature, annotation: Annotation) -> bool:
    is_closed = feature.type in ("tag", "boolean")
    return is_closed and holds(feature.shown_when, annotation.features)
