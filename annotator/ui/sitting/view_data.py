"""Annotations as marks of the text surface: letters, values and states from the scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from annotator.model.annotation import REFUSED, SUGGESTED, UNSURE, Annotation, Relation
from annotator.model.corpus import Segment
from annotator.model.presentation import (
    OF_ENTITIES,
    end_role,
    is_hub,
    label_values,
    layer_drawing,
    layer_letters,
    layer_slot,
    role_name,
    shown_features,
    value_name,
)
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.text.names import visible
from annotator.ui.text.marks import Flags, Frame, FrameEnd, Mark, SegmentView


class MarkMaker:
    """Makes marks for one scheme and language."""

    def __init__(
        self, scheme: Scheme, language: str, called: Callable[[str], str] | None = None
    ) -> None:
        """Look everything up that does not change from mark to mark; `called` names entities."""
        self.scheme = scheme
        self._called = called
        self.language = language
        self.letters = layer_letters(scheme, language)
        self.slots = {x.id: layer_slot(scheme, x.id) for x in scheme.layers}
        self.drawings = {x.id: layer_drawing(scheme, x) for x in scheme.layers}
        self._shown = {x.id: shown_features(x) for x in scheme.layers}
        self._names: dict[tuple[str, str, str], str] = {}
        self.hubs = {x.id for x in scheme.layers if is_hub(scheme, x)}

    def mark(self, a: Annotation, *, incomplete: bool, commented: bool) -> Mark | None:
        """Return the mark of an annotation, or None if it has no place in the text."""
        if not a.spans or a.state == REFUSED:
            return None
        flags = Flags.NONE
        if incomplete:
            flags |= Flags.INCOMPLETE
        if a.confidence == UNSURE:
            flags |= Flags.UNSURE
        if commented:
            flags |= Flags.COMMENTED
        if a.state == SUGGESTED:
            flags |= Flags.SUGGESTED
        values = self._values(a)
        return Mark(
            key=a.id,
            spans=a.spans,
            slot=self.slots.get(a.layer, len(self.slots)),
            drawing=self.drawings.get(a.layer, "line"),
            letter=self.letters.get(a.layer, "?"),
            value=values[0] if values else "",
            detail=values[1] if len(values) > 1 else "",
            flags=flags,
        )

    def _values(self, a: Annotation) -> list[str]:
        """Return the names of the values that stand on an annotation; most have been named before.

        Yes and 1 are one key and two values, so only texts are kept.
        """
        known, found, features = self._names, list[str](), a.features
        for feature in self._shown.get(a.layer, ()) if features else ():
            if feature.id not in features:
                continue
            value = features[feature.id]
            if feature.type in OF_ENTITIES or not isinstance(value, str):
                return self._values_anew(a)
            key = a.layer, feature.id, value
            name = known.get(key)
            if name is None:
                name = value_name(self.scheme, feature, value, self.language, in_line=True)
                name = visible(name)
                known[key] = name
            found.append(name)
        return found

    def _values_anew(self, a: Annotation) -> list[str]:
        """Return the same for values that are no texts of the scheme; entities are names."""
        called = self._called or str
        said = label_values(self.scheme, a, self.language, called=called, in_line=True)
        return [visible(name) for name in said]

    def frame(
        self,
        hub: str,
        relations: Iterable[Relation],
        *,
        hints: Mapping[str, str] | None = None,
        current: str = "",
    ) -> Frame:
        """Return the frame of an annotation: its ends with roles, and offered ends with letters."""
        ends: list[FrameEnd] = []
        linked: set[str] = set()
        letters = hints or {}
        for relation in relations:
            if relation.from_id == hub and not relation.to_entity:
                role = end_role(self.scheme, relation, self.language)
                role += " ?" if relation.confidence == UNSURE else ""
                ends.append(FrameEnd(relation.to_id, role, letters.get(relation.to_id, "")))
                linked.add(relation.to_id)
        ends += [FrameEnd(key, "", x) for key, x in letters.items() if key not in linked]
        return Frame(hub, tuple(ends), current)


def segment_views(
    segments: Iterable[object], scheme: Scheme, language: str, teaser: str
) -> list[SegmentView]:
    """Return the segments as the surface shows them; those not annotated are dimmed."""
    views: list[SegmentView] = []
    for segment in segments:
        is_dimmed = not segment.annotate  # type: ignore[attr-defined]
        title = role_name(scheme, segment.role, language)  # type: ignore[attr-defined]
        grouped = segment.role.partition("_")[0]  # type: ignore[attr-defined]
        shared = teaser if grouped == "teaser" else title
        views.append(
            SegmentView(
                segment.begin,  # type: ignore[attr-defined]
                segment.end,  # type: ignore[attr-defined]
                is_dimmed,
                shared if is_dimmed else title,
            )
        )
    return views


def role_at(segments: Iterable[Segment], offset: int) -> str:
    """Return the id of the role of the innermost segment at a caret, "" where there is none."""
    here = [s for s in segments if s.begin <= offset <= s.end]
    return max(here, key=lambda s: (s.begin, -s.end)).role if here else ""


def stretches_of(annotation: Annotation, segments: Iterable[Segment]) -> tuple[Span, ...]:
    """Return where what an annotation is about stands: its words, or its segments in their order.

    Nothing where it is about the document.
    """
    about = set(annotation.segments)
    whole = sorted(Span(s.begin, s.end) for s in segments if s.id in about) if about else ()
    return annotation.spans or tuple(whole)
