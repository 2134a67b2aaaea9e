"""The ladder of a frame: ends in order, each reporting the one below; from the scheme alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.model.annotation import Relation
from annotator.model.scheme import Feature, RelationType, Scheme


class Rung(NamedTuple):
    """A place on the ladder; `chain` is None where it belongs to every chain."""

    level: int
    chain: int | None = None

    def meets(self, other: Rung) -> bool:
        """Say whether two ends on these rungs belong together."""
        is_one_chain = self.chain == other.chain or None in (self.chain, other.chain)
        return self.level == other.level and is_one_chain


class Ladder(NamedTuple):
    """Which type of relation leads, and which of its features say where an end stands.

    Other types that bear the same level feature follow: their ends take the rung of the last
    leading one.
    """

    leading: str
    level: str
    chain: str | None
    first: int

    def rung(self, relation: Relation) -> Rung | None:
        """Return where the end of a relation stands, None if it is not on the ladder."""
        level = relation.features.get(self.level)
        chain = relation.features.get(self.chain) if self.chain else None
        if not isinstance(level, int):
            return None
        return Rung(level, chain if isinstance(chain, int) else None)

    def last(self, relations: Iterable[Relation]) -> Rung | None:
        """Return the highest rung of the last chain among the leading relations, or None."""
        rungs = [r for x in relations if x.type == self.leading and (r := self.rung(x))]
        return max(rungs, key=lambda r: (r.chain or 0, r.level)) if rungs else None

    def values(self, rung: Rung) -> dict[str, int]:
        """Return the features of a relation whose end stands on a rung."""
        values = {self.level: rung.level}
        if self.chain and rung.chain is not None:
            values[self.chain] = rung.chain
        return values

    def is_on(self, kind: RelationType | None) -> bool:
        """Say whether ends of a type stand on the ladder."""
        return kind is not None and kind.feature(self.level) is not None

    def top(self, kind: RelationType) -> int | None:
        """Return the highest level that a type allows, None where there is no limit."""
        feature = kind.feature(self.level)
        return int(feature.maximum) if feature and feature.maximum is not None else None


def ladder_of(scheme: Scheme, layer_id: str) -> Ladder | None:
    """Return the ladder of a layer's frames, or None.

    A rule of contiguous levels says what it is; without one it is the first type from the layer
    that has an ordered whole number and no role of its own.
    """
    for rule in scheme.rules:
        is_ladder = rule.kind == "contiguous_levels" and rule.layer == layer_id
        if is_ladder and rule.relation and rule.level:
            return Ladder(rule.relation, rule.level, rule.chain, rule.first or 0)
    # Few types have a level: only these are asked where they start, since each key wants to know.
    for kind in scheme.relation_types:
        level = next((f for f in kind.features if _is_level(f)), None)
        if level is None or kind.role is not None:
            continue
        if any(k is kind for k in scheme.relation_types_from(layer_id)):
            return Ladder(kind.id, level.id, None, int(level.minimum or 0))
    return None


def _is_level(feature: Feature) -> bool:
    return feature.type == "integer" and feature.ordered
