"""Relations are read in the order of the scheme, and levels as numbers."""

from __future__ import annotations

from annotator.model.annotation import Relation
from annotator.model.relation_order import in_order
from annotator.model.scheme import RelationType, Scheme

SCHEME = Scheme(
    id="s",
    version="1",
    names={"en": "S"},
    relation_types=(
        RelationType(id="voice", names={"en": "Voice"}),
        RelationType(id="about", names={"en": "About"}),
    ),
)


def relation(key: str, kind: str, **features: int) -> Relation:
    return Relation(key, "d", kind, "anna", "a", "b", features=features)


def test_types_stand_as_in_the_scheme_and_levels_count_as_numbers() -> None:
    found = [
        relation("r1", "about"),
        relation("r2", "voice", level=10),
        relation("r3", "voice", level=2),
        relation("r4", "voice", level=0, chain=2),
        relation("r6", "voice", level=0),
        relation("r5", "other"),
        relation("r0", "about"),
    ]
    ordered = [r.id for r in in_order(found, SCHEME)]
    assert ordered == ["r6", "r3", "r2", "r4", "r0", "r1", "r5"]
    assert ordered == [r.id for r in in_order(found[::-1], SCHEME)]


def test_alike_ones_stand_by_their_place_where_one_is_known() -> None:
    found = [
        relation("r1", "voice", level=0),
        relation("r2", "voice", level=0),
        relation("r3", "voice", level=1),
        relation("r4", "about"),
    ]
    places = {"r1": 9.0, "r2": 4.0, "r3": 1.0, "r4": 0.0}
    ordered = [r.id for r in in_order(found, SCHEME, place=lambda r: places[r.id])]
    assert ordered == ["r2", "r1", "r3", "r4"]
