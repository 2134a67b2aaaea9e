"""What the scheme says of annotations: errors, what is incomplete, hints. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.annotation import STANDS, Annotation, Features, Relation
from annotator.model.corpus import Segment
from annotator.model.scheme import (
    ANY_LAYER,
    CHARACTERS,
    DOCUMENT,
    ERROR,
    HINT,
    INCOMPLETE,
    OVERLAP_ANY,
    OVERLAP_NESTED,
    POINT,
    SEGMENT,
    TOKEN,
    TOKENS,
    Condition,
    End,
    Feature,
    Rule,
    Scheme,
)
from annotator.model.span import Span, are_disjoint, covers, crosses, overlaps
from annotator.model.values import FeaturePlan, plan_features
from annotator.text.quoting import quote_of
from annotator.text.tokens import snap_to_tokens, tokenize


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding: `severity` error, incomplete or hint; `code` and `data` are worded.

    `rule` is the id of the scheme's rule, where it is one of them.
    """

    severity: str
    code: str
    document: str
    annotation: str | None = None
    relation: str | None = None
    rule: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(slots=True)
class Facts:
    """What is known of one document while it is checked; the window keeps it up to date.

    `entities` maps ids to kinds. Only annotations that stand take part.
    """

    document: str
    text: str
    segments: tuple[Segment, ...] = ()
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    annotations: dict[str, Annotation] = field(default_factory=dict[str, Annotation])
    relations: dict[str, Relation] = field(default_factory=dict[str, Relation])
    outgoing: dict[str, list[Relation]] = field(default_factory=dict[str, list[Relation]])
    incoming: dict[str, list[Relation]] = field(default_factory=dict[str, list[Relation]])
    closed: list[tuple[int, int]] | None = None

    def put_annotation(self, annotation: Annotation) -> None:
        """Add an annotation, or replace the one of that id."""
        self.annotations[annotation.id] = annotation

    def drop_annotation(self, annotation_id: str) -> None:
        """Forget an annotation, if it is known."""
        self.annotations.pop(annotation_id, None)

    def put_relation(self, relation: Relation) -> None:
        """Add a relation, or replace the one of that id."""
        self.drop_relation(relation.id)
        self.relations[relation.id] = relation
        self.outgoing.setdefault(relation.from_id, []).append(relation)
        if not relation.to_entity:
            self.incoming.setdefault(relation.to_id, []).append(relation)

    def drop_relation(self, relation_id: str) -> None:
        """Forget a relation, if it is known."""
        old = self.relations.pop(relation_id, None)
        if old is not None:
            self.outgoing[old.from_id] = [
                r for r in self.outgoing[old.from_id] if r.id != relation_id
            ]
            if not old.to_entity:
                kept = [r for r in self.incoming[old.to_id] if r.id != relation_id]
                self.incoming[old.to_id] = kept

    def closed_stretches(self) -> list[tuple[int, int]]:
        """Return begin and end of the segments that are not annotated."""
        if self.closed is None:
            self.closed = [(s.begin, s.end) for s in self.segments if not s.annotate]
        return self.closed


def facts_of(
    document: str,
    text: str,
    *,
    segments: tuple[Segment, ...] = (),
    annotations: Iterable[Annotation] = (),
    relations: Iterable[Relation] = (),
    entities: Mapping[str, tuple[str, ...]] | None = None,
) -> Facts:
    """Gather what a check of one document needs."""
    facts = Facts(document, text, segments, entities or {})
    facts.annotations = {a.id: a for a in annotations}
    for relation in relations:
        facts.put_relation(relation)
    return facts


def holds(condition: Condition | None, features: Features) -> bool:
    """Say whether a condition holds for `features`; no condition always holds."""
    if condition is None:
        return True
    value = features.get(condition.feature)
    if isinstance(value, (list, tuple)):
        return any(item in condition.values for item in value) or (
            not value and None in condition.values
        )
    return value in condition.values


class RuleBook:
    """A scheme made ready for checking many annotations."""

    def __init__(self, scheme: Scheme) -> None:
        """Take the scheme apart once."""
        self.scheme = scheme
        self._layers = {layer.id: layer for layer in scheme.layers}
        self._plans = {layer.id: plan_features(scheme, layer.features) for layer in scheme.layers}
        self._types = {t.id: t for t in scheme.relation_types}
        self._type_plans = {t.id: plan_features(scheme, t.features) for t in scheme.relation_types}
        self._built_in = {e.id for e in scheme.built_in_entities}
        self._by_layer: dict[str, list[Rule]] = {}
        self._ends: dict[str, list[Rule]] = {}
        for rule in scheme.rules:
            if rule.kind == "relation_ends" and rule.relation:
                self._ends.setdefault(rule.relation, []).append(rule)
            elif rule.layer:
                self._by_layer.setdefault(rule.layer, []).append(rule)

    def problems(self, facts: Facts) -> Iterator[Problem]:
        """Yield everything that is wrong, incomplete or odd in one document."""
        for annotation in facts.annotations.values():
            yield from self.problems_of(facts, annotation)
        yield from self.overlaps(facts)
        for relation in facts.relations.values():
            yield from self.relation_problems(facts, relation)

    def problems_of(self, facts: Facts, annotation: Annotation) -> Iterator[Problem]:
        """Yield the problems of one annotation, but not those with its neighbours."""
        layer = self._layers.get(annotation.layer)
        if layer is None:
            yield _problem(ERROR, "unknown_layer", annotation, layer=annotation.layer)
            return
        yield from self._anchor_problems(facts, annotation)
        plans = self._plans[layer.id]
        if plans or annotation.features:
            yield from self._feature_problems(facts, annotation, plans)
        if annotation.state == STANDS:
            for rule in self._by_layer.get(layer.id, ()):
                if not _RULES[rule.kind](self, facts, annotation, rule):
                    yield _problem(rule.severity, "rule", annotation, rule=rule.id)

    def overlaps(self, facts: Facts) -> Iterator[Problem]:
        """Yield annotations of one layer and annotator that overlap against its rule."""
        groups: dict[tuple[str, str], list[Annotation]] = {}
        for annotation in facts.annotations.values():
            layer = self._layers.get(annotation.layer)
            if layer and layer.overlap != OVERLAP_ANY and annotation.spans:
                if annotation.state == STANDS:
                    key = (annotation.layer, annotation.annotator)
                    groups.setdefault(key, []).append(annotation)
        for (layer_id, _), members in groups.items():
            nested = self._layers[layer_id].overlap == OVERLAP_NESTED
            for one, other in _clashes(members, nested=nested):
                yield _problem(ERROR, "overlap", other, other=one.id, quote=one.quote)

    def clash_with(
        self, facts: Facts, annotation: Annotation, near: Iterable[Annotation]
    ) -> Annotation | None:
        """Return the annotation among `near` that forbids `annotation` its place, or None."""
        layer = self._layers.get(annotation.layer)
        if layer is None or layer.overlap == OVERLAP_ANY or annotation.state != STANDS:
            return None
        for other in near:
            same = other.layer == annotation.layer and other.annotator == annotation.annotator
            if same and other.id != annotation.id and other.state == STANDS:
                pair = [annotation, other]
                if any(_clashes(pair, nested=layer.overlap == OVERLAP_NESTED)):
                    return other
        return None

    def relation_problems(self, facts: Facts, relation: Relation) -> Iterator[Problem]:
        """Yield the problems of one relation."""
        kind = self._types.get(relation.type)
        if kind is None:
            yield _relation_problem(ERROR, "unknown_relation_type", relation, type=relation.type)
            return
        from_annotation = facts.annotations.get(relation.from_id)
        if from_annotation is None or not self._end_exists(facts, relation):
            yield _relation_problem(ERROR, "missing_end", relation, type=relation.type)
            return
        if not self.may_end(kind.from_ends, facts, relation.from_id, is_entity=False) or not (
            self.may_end(kind.to_ends, facts, relation.to_id, is_entity=relation.to_entity)
        ):
            yield _relation_problem(ERROR, "relation_end", relation, type=relation.type)
        yield from self._value_problems(
            facts, relation.features, self._type_plans[kind.id], _of_relation(relation)
        )
        for rule in self._ends.get(relation.type, ()):
            if holds(rule.when, from_annotation.features) and holds(rule.where, relation.features):
                ends = rule.to_ends or ()
                if not self.may_end(ends, facts, relation.to_id, is_entity=relation.to_entity):
                    yield _relation_problem(rule.severity, "rule", relation, rule=rule.id)

    def may_end(self, ends: Iterable[End], facts: Facts, noun_id: str, *, is_entity: bool) -> bool:
        """Say whether an annotation or entity may be one of `ends`."""
        if is_entity:
            return any(e.entity is not None and noun_id in e.entity for e in ends)
        annotation = facts.annotations.get(noun_id)
        return annotation is not None and any(
            e.layer in (annotation.layer, ANY_LAYER) for e in ends
        )

    def _end_exists(self, facts: Facts, relation: Relation) -> bool:
        if relation.to_entity:
            return relation.to_id in facts.entities or relation.to_id in self._built_in
        return relation.to_id in facts.annotations

    def _anchor_problems(self, facts: Facts, annotation: Annotation) -> Iterator[Problem]:
        spans, layer = annotation.spans, self._layers[annotation.layer]
        if not spans:
            known = {s.id for s in facts.segments}
            for segment in annotation.segments:
                if segment not in known:
                    yield _problem(ERROR, "unknown_segment", annotation, segment=segment)
            expected = SEGMENT if annotation.segments else DOCUMENT
            if layer.anchoring not in (expected, CHARACTERS):
                yield _problem(ERROR, "anchoring", annotation, anchoring=layer.anchoring)
            return
        size = len(facts.text)
        if spans[0].begin < 0 or spans[-1].end > size or any(b > e for b, e in spans):
            yield _problem(ERROR, "bad_offsets", annotation, begin=spans[0][0], end=spans[-1][1])
            return
        if not are_disjoint(spans):
            yield _problem(ERROR, "fragments_overlap", annotation)
        if quote_of(facts.text, spans) != annotation.quote:
            yield _problem(ERROR, "quote_mismatch", annotation, quote=annotation.quote)
        if layer.anchoring not in (POINT, CHARACTERS) and any(b == e for b, e in spans):
            yield _problem(ERROR, "point", annotation)
        if layer.anchoring in (SEGMENT, DOCUMENT) or (
            layer.anchoring == TOKEN and not _are_single(facts.text, spans)
        ):
            yield _problem(ERROR, "anchoring", annotation, anchoring=layer.anchoring)
        elif layer.anchoring in (TOKEN, TOKENS) and not _on_tokens(facts.text, spans):
            yield _problem(HINT, "token_border", annotation)
        if facts.segments:
            yield from self._segment_problems(facts, annotation)

    def _segment_problems(self, facts: Facts, annotation: Annotation) -> Iterator[Problem]:
        layer = self._layers[annotation.layer]
        for begin, end in facts.closed_stretches():
            if any(overlaps(Span(begin, end), span) for span in annotation.spans):
                yield _problem(ERROR, "not_annotated", annotation)
                break
        if not layer.may_cross_segments:
            for segment in facts.segments:
                stretch = Span(segment.begin, segment.end)
                if any(overlaps(stretch, s) and not covers(stretch, s) for s in annotation.spans):
                    yield _problem(ERROR, "crosses_segment", annotation, segment=segment.id)
                    break

    def _feature_problems(
        self, facts: Facts, annotation: Annotation, plans: Mapping[str, FeaturePlan]
    ) -> Iterator[Problem]:
        def make(severity: str, code: str, **data: Any) -> Problem:
            return _problem(severity, code, annotation, **data)

        yield from self._value_problems(facts, annotation.features, plans, make)
        if annotation.state == STANDS:
            features = annotation.features
            for plan in plans.values():
                feature = plan.feature
                is_missing = feature.required and not _has_value(features.get(feature.id))
                if is_missing and holds(feature.shown_when, features):
                    yield make(INCOMPLETE, "required", feature=feature.id)
            yield from self._kind_problems(facts, features, plans, make)

    def _kind_problems(
        self,
        facts: Facts,
        features: Features,
        plans: Mapping[str, FeaturePlan],
        make: Callable[..., Problem],
    ) -> Iterator[Problem]:
        """Yield tags that none of the entities' kinds goes with, where kinds and tags share ids."""
        for plan in plans.values():
            named = features.get(plan.feature.id) if plan.is_entity else None
            for entity in (named,) if isinstance(named, str) else named or ():
                kinds = [
                    kind.rpartition(":")[2]
                    for kind in facts.entities.get(str(entity), ())
                    if _kind_fits((kind,), plan.feature.kinds or (kind,))
                ]
                for other in plans.values():
                    fitting = other.tags.intersection(kinds) if other.tags else None
                    value = features.get(other.feature.id)
                    if fitting and isinstance(value, str) and value not in fitting:
                        yield make(HINT, "entity_kind", feature=other.feature.id, entity=entity)

    def _value_problems(
        self,
        facts: Facts,
        features: Features,
        plans: Mapping[str, FeaturePlan],
        make: Callable[..., Problem],
    ) -> Iterator[Problem]:
        for feature_id, value in features.items():
            plan = plans.get(feature_id)
            if plan is None:
                yield make(ERROR, "unknown_feature", feature=feature_id)
                continue
            wrong = plan.wrong(value)
            if wrong is not None:
                yield make(ERROR, wrong, feature=feature_id, value=value)
            elif plan.is_entity:
                yield from self._entity_problems(facts, plan.feature, value, make)

    def _entity_problems(
        self, facts: Facts, feature: Feature, value: Any, make: Callable[..., Problem]
    ) -> Iterator[Problem]:
        for entity in (value,) if isinstance(value, str) else value:
            kinds = facts.entities.get(entity)
            if kinds is None and entity not in self._built_in:
                yield make(ERROR, "unknown_entity", feature=feature.id, entity=entity)
            elif kinds and feature.kinds and not _kind_fits(kinds, feature.kinds):
                yield make(HINT, "entity_kind", feature=feature.id, entity=entity)


def _of_relation(relation: Relation) -> Callable[..., Problem]:
    def make(severity: str, code: str, **data: Any) -> Problem:
        return _relation_problem(severity, code, relation, **data)

    return make


def _problem(
    severity: str, code: str, annotation: Annotation, *, rule: str | None = None, **data: Any
) -> Problem:
    return Problem(
        severity=severity,
        code=code,
        document=annotation.document,
        annotation=annotation.id,
        rule=rule,
        data={"layer": annotation.layer, **data},
    )


def _relation_problem(
    severity: str, code: str, relation: Relation, *, rule: str | None = None, **data: Any
) -> Problem:
    return Problem(
        severity=severity,
        code=code,
        document=relation.document,
        annotation=relation.from_id,
        relation=relation.id,
        rule=rule,
        data={"type": relation.type, **data},
    )


def _has_value(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != ()


def _kind_fits(kinds: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    for want in wanted:
        if want.endswith("*") and any(kind.startswith(want[:-1]) for kind in kinds):
            return True
        if want in kinds:
            return True
    return False


def _on_tokens(text: str, spans: tuple[Span, ...]) -> bool:
    return all(snap_to_tokens(text, begin, end) == (begin, end) for begin, end in spans)


def _are_single(text: str, spans: tuple[Span, ...]) -> bool:
    return all(len(tokenize(text[begin:end])) == 1 for begin, end in spans)


def _clashes(members: list[Annotation], *, nested: bool) -> Iterator[tuple[Annotation, Annotation]]:
    """Yield pairs that overlap, each later annotation once; nested ones only if they cross."""
    pieces = sorted(
        ((span, a) for a in members for span in a.spans), key=lambda p: (p[0][0], -p[0][1])
    )
    forbidden = crosses if nested else overlaps
    open_pieces: list[tuple[Span, Annotation]] = []
    told: set[str] = set()
    for span, annotation in pieces:
        open_pieces = [p for p in open_pieces if p[0].end > span.begin or p[0] == span]
        for other_span, other in open_pieces:
            is_other = other.id != annotation.id and annotation.id not in told
            if is_other and forbidden(other_span, span):
                told.add(annotation.id)
                yield other, annotation
        open_pieces.append((span, annotation))


def _matching(
    facts: Facts, annotation: Annotation, end: str | None, relation: str | None
) -> list[Relation]:
    index = facts.incoming if end == "to" else facts.outgoing
    return [
        r
        for r in index.get(annotation.id, ())
        if r.type == relation and r.state == STANDS and r.annotator == annotation.annotator
    ]


def _required_feature(book: RuleBook, facts: Facts, annotation: Annotation, rule: Rule) -> bool:
    features = annotation.features
    return not holds(rule.when, features) or _has_value(features.get(rule.feature or ""))


def _allowed_values(book: RuleBook, facts: Facts, annotation: Annotation, rule: Rule) -> bool:
    value = annotation.features.get(rule.feature or "")
    if not _has_value(value) or not holds(rule.when, annotation.features):
        return True
    allowed = rule.values or ()
    if isinstance(value, (list, tuple)):
        return all(item in allowed for item in value)
    return value in allowed


def _least_relations(book: RuleBook, facts: Facts, annotation: Annotation, rule: Rule) -> bool:
    return not holds(rule.when, annotation.features) or _count(facts, annotation, rule) >= (
        rule.count or 0
    )


def _most_relations(book: RuleBook, facts: Facts, annotation: Annotation, rule: Rule) -> bool:
    return not holds(rule.when, annotation.features) or _count(facts, annotation, rule) <= (
        rule.count or 0
    )


def _count(facts: Facts, annotation: Annotation, rule: Rule) -> int:
    found = _matching(facts, annotation, rule.end, rule.relation)
    return sum(1 for relation in found if holds(rule.where, relation.features))


def _contiguous_levels(book: RuleBook, facts: Facts, annotation: Annotation, rule: Rule) -> bool:
    found = _matching(facts, annotation, "from", rule.relation)
    levels: dict[Any, set[int]] = {}
    for relation in found:
        level = relation.features.get(rule.level or "")
        if isinstance(level, int):
            chain = relation.features.get(rule.chain) if rule.chain else None
            levels.setdefault(chain, set()).add(level)
    shared = levels.pop(None, set[int]())
    first = rule.first or 0
    for chain in list(levels.values()) or [shared]:
        whole = chain | shared
        if whole and whole != set(range(first, max(whole) + 1)):
            return False
    return True


def _must_be_end_of(book: RuleBook, facts: Facts, annotation: Annotation, rule: Rule) -> bool:
    return bool(_matching(facts, annotation, rule.end, rule.relation))


_RULES: dict[str, Callable[[RuleBook, Facts, Annotation, Rule], bool]] = {
    "required_feature": _required_feature,
    "allowed_values": _allowed_values,
    "least_relations": _least_relations,
    "most_relations": _most_relations,
    "contiguous_levels": _contiguous_levels,
    "must_be_end_of": _must_be_end_of,
}
