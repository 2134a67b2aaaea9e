"""The order in which people read the relations of an annotation."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.model.annotation import Relation
from annotator.model.scheme import Scheme


def in_order(
    relations: Iterable[Relation],
    scheme: Scheme,
    *,
    place: Callable[[Relation], float] = lambda _relation: 0,
) -> list[Relation]:
    """Return relations by type as the scheme lists them, then by their counted features, then id.

    Those that are alike in all but the id may be ordered by their `place` first.

    Counted features (chains, levels) are compared as numbers, in the order of their ids; a relation
    without one stands before those with it. Types that the scheme does not have stand last.
    """
    found = list(relations)
    places = {kind.id: number for number, kind in enumerate(scheme.relation_types)}
    names = sorted({k for r in found for k, v in r.features.items() if isinstance(v, int)})

    def key(relation: Relation) -> tuple[int, str, list[float], float, str]:
        counted = [_number(relation.features.get(name)) for name in names]
        number = places.get(relation.type, len(places))
        return number, relation.type, counted, place(relation), relation.id

    return sorted(found, key=key)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int) else float("-inf")
