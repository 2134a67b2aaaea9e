"""What the scheme says of annotations: errors, what is incomplete, hints. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.model.annotation import STANDS, Annotation, Features, Relation
from annotator.model.facts import Facts
from annotator.model.problem import Problem, of_annotation, of_relation
from annotator.model.rules_of_anchors import anchor_problems, clashes, is_well_placed
from annotator.model.rules_of_kinds import RELATION_ENDS, keeps, keeps_by_values
from annotator.model.rules_of_values import (
    holds,
    kind_problems,
    missing_of,
    missing_values,
    required_of,
    value_problems,
    wanted_of,
)
from annotator.model.scheme import (
    ANY_LAYER,
    ERROR,
    INCOMPLETE,
    OVERLAP_ANY,
    OVERLAP_NESTED,
    End,
    RelationType,
    Rule,
    Scheme,
)
from annotator.model.values import plan_features


class RuleBook:
    """A scheme made ready for checking many annotations."""

    def __init__(self, scheme: Scheme) -> None:
        """Take the scheme apart once."""
        self.scheme = scheme
        self._layers = {layer.id: layer for layer in scheme.layers}
        self._plans = {layer.id: plan_features(scheme, layer.features) for layer in scheme.layers}
        self._types = {t.id: t for t in scheme.relation_types}
        self._type_plans = {t.id: plan_features(scheme, t.features) for t in scheme.relation_types}
        self._wanted = {key: wanted_of(plans, layer=key) for key, plans in self._plans.items()}
        self._type_required = {key: required_of(plans) for key, plans in self._type_plans.items()}
        self._of_entities = {
            key for key, plans in self._plans.items() if any(p.is_entity for p in plans.values())
        }
        self._built_in = {e.id for e in scheme.built_in_entities}
        self._symmetric = {t.id for t in scheme.relation_types if t.symmetric}
        self._by_layer: dict[str, list[Rule]] = {}
        self._ends: dict[str, list[Rule]] = {}
        self.kinds = {rule.id: rule.kind for rule in scheme.rules}
        for rule in scheme.rules:
            if rule.kind == RELATION_ENDS and rule.relation:
                self._ends.setdefault(rule.relation, []).append(rule)
            elif rule.layer:
                self._by_layer.setdefault(rule.layer, []).append(rule)

    def problems(self, facts: Facts) -> Iterator[Problem]:
        """Yield everything that is wrong, incomplete or odd in one document."""
        for annotation in facts.annotations.values():
            yield from self.problems_of(facts, annotation)
        yield from self.problems_between(facts)

    def problems_between(self, facts: Facts) -> Iterator[Problem]:
        """Yield the problems of annotations with their neighbours, and those of relations."""
        yield from self.overlaps(facts)
        for relation in facts.relations.values():
            yield from self.relation_problems(facts, relation)

    def problems_of(self, facts: Facts, annotation: Annotation) -> list[Problem]:
        """Return the problems of one annotation, but not those with its neighbours."""
        layer, make = self._layers.get(annotation.layer), of_annotation(annotation)
        if layer is None:
            return [make(ERROR, "unknown_layer")]
        found = (
            []
            if is_well_placed(facts, annotation, layer)
            else list(anchor_problems(facts, annotation, layer))
        )
        plans, features = self._plans[layer.id], annotation.features
        if plans or features:
            found += value_problems(facts, features, plans, self._built_in, make)
        if annotation.state != STANDS:
            return found
        document, key = annotation.document, annotation.id
        for told in missing_of(features, self._wanted[layer.id]):
            found.append(Problem(INCOMPLETE, "required", document, key, None, None, told))
        if layer.id in self._of_entities:
            found += kind_problems(facts, features, plans, make)
        for rule in self._by_layer.get(layer.id, ()):
            is_symmetric = rule.relation in self._symmetric
            if not keeps(rule, facts, annotation, is_symmetric=is_symmetric):
                found.append(make(rule.severity, "rule", rule=rule.id))
        return found

    def lacks(self, layer_id: str, features: Features) -> bool | None:
        """Say whether an annotation that stands is incomplete; None: its relations say it."""
        if layer_id not in self._layers:
            return False
        if missing_of(features, self._wanted[layer_id]):
            return True
        kept: list[bool | None] = [
            keeps_by_values(rule, features)
            for rule in self._by_layer.get(layer_id, ())
            if rule.severity == INCOMPLETE and holds(rule.when, features)
        ]
        if False in kept:
            return True
        return None if None in kept else False

    def overlaps(self, facts: Facts) -> Iterator[Problem]:
        """Yield annotations of one layer and annotator that overlap against its rule."""
        groups: dict[tuple[str, str], list[Annotation]] = {}
        for annotation in facts.annotations.values():
            if self.claims_place(annotation):
                groups.setdefault((annotation.layer, annotation.annotator), []).append(annotation)
        for members in groups.values():
            yield from self.overlaps_among(members)

    def claims_place(self, annotation: Annotation) -> bool:
        """Say whether others of its layer and annotator may not overlap with an annotation."""
        layer = self._layers.get(annotation.layer)
        is_free = layer is None or layer.overlap == OVERLAP_ANY or not annotation.spans
        return not is_free and annotation.state == STANDS

    def overlaps_among(self, members: Sequence[Annotation]) -> Iterator[Problem]:
        """Yield those of one layer and annotator that overlap with an earlier one of `members`."""
        nested = self._layers[members[0].layer].overlap == OVERLAP_NESTED
        for one, other in clashes(members, nested=nested):
            yield of_annotation(other)(ERROR, "overlap", other=one.id, quote=one.quote)

    def clash_with(self, annotation: Annotation, near: Iterable[Annotation]) -> Annotation | None:
        """Return the annotation among `near` that forbids `annotation` its place, or None."""
        layer = self._layers.get(annotation.layer)
        if layer is None or layer.overlap == OVERLAP_ANY or annotation.state != STANDS:
            return None
        for other in near:
            same = other.layer == annotation.layer and other.annotator == annotation.annotator
            if same and other.id != annotation.id and other.state == STANDS:
                pair = [annotation, other]
                if any(clashes(pair, nested=layer.overlap == OVERLAP_NESTED)):
                    return other
        return None

    def relation_problems(self, facts: Facts, relation: Relation) -> Iterator[Problem]:
        """Yield the problems of one relation."""
        kind, make = self._types.get(relation.type), of_relation(relation)
        if kind is None:
            yield make(ERROR, "unknown_relation_type")
            return
        start = facts.annotations.get(relation.from_id)
        if start is None or not self._end_exists(facts, relation):
            if start is not None and relation.to_entity:
                yield make(ERROR, "missing_entity", entity=relation.to_id)
            else:
                yield make(ERROR, "missing_end")
            return
        begin, end = relation.from_id, relation.to_id
        if not self.may_join(kind, facts, begin, end, is_entity=relation.to_entity):
            yield make(ERROR, "relation_end")
        plans = self._type_plans[kind.id]
        yield from value_problems(facts, relation.features, plans, self._built_in, make)
        if relation.state != STANDS:
            return
        yield from missing_values(relation.features, self._type_required[kind.id], make)
        for rule in self._ends.get(relation.type, ()):
            if holds(rule.when, start.features) and holds(rule.where, relation.features):
                ends = rule.to_ends or ()
                if not self.may_end(ends, facts, relation.to_id, is_entity=relation.to_entity):
                    yield make(rule.severity, "rule", rule=rule.id)

    def may_join(
        self, kind: RelationType, facts: Facts, from_id: str, to_id: str, *, is_entity: bool
    ) -> bool:
        """Say whether a relation of this type may go from an annotation to a noun."""
        if self.may_end(kind.from_ends, facts, from_id, is_entity=False) and self.may_end(
            kind.to_ends, facts, to_id, is_entity=is_entity
        ):
            return True
        return kind.symmetric and (
            self.may_end(kind.to_ends, facts, from_id, is_entity=False)
            and self.may_end(kind.from_ends, facts, to_id, is_entity=is_entity)
        )

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
