"""The order in which people read the relations of an annotation."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.annotation import Relation
from annotator.model.scheme import Scheme


def in_order(relations: Iterable[Relation], scheme: Scheme) -> list[Relation]:
    """Return relations by type as the scheme lists them, then by their counted features, then id.

    Counted features (levels, chains) are compared as numbers, in the order of their ids; types
    that the scheme does not have stand last.
    """
    places = {kind.id: number for number, kind in enumerate(scheme.relation_types)}

    def key(relation: Relation) -> tuple[int, str, list[tuple[str, int]], str]:
        counted = [(k, v) for k, v in sorted(relation.features.items()) if isinstance(v, int)]
        return places.get(relation.type, len(places)), relation.type, counted, relation.id

    return sorted(relations, key=key)
