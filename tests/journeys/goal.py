"""An annotated article as data: what is to be made by keys, and whether it was made so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.model.data import noun_of
from annotator.model.entity import Entity
from annotator.model.scheme import Scheme
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.tagging.entities import set_entity
from annotator.operations.tagging.filling import values_by_names
from annotator.operations.tagging.kinds_said import entity_feature
from annotator.store.store import Store
from annotator.ui.action_table.action import TWINS, twin

WHO = "me"
LETTERS = [letter for letter in TWINS if letter != "й"]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One annotation to make."""

    key: str
    layer: str
    spans: Spans
    features: Mapping[str, Any]
    is_unsure: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Link:
    """One relation to make; `to` is the key of an annotation or the id of a built-in entity."""

    kind: str
    origin: str
    to: str
    to_entity: bool
    features: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Goal:
    """All that is to be made on one article."""

    path: Path
    annotations: dict[str, Wanted]
    links: tuple[Link, ...]

    def links_from(self, key: str) -> list[Link]:
        """Return the relations that start in an annotation."""
        return [link for link in self.links if link.origin == key]


def read_goal(path: Path) -> Goal:
    """Read an `annotations/1` file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    annotations = {
        a["id"]: Wanted(
            a["id"],
            a["layer"],
            tuple(sorted((b, e) for b, e in a["spans"])),
            a["features"],
            a["confidence"] != "sure",
            a["quote"],
        )
        for a in data["annotations"]
        if not _is_label(a)
    }
    links = tuple(
        Link(
            r["type"],
            r["from"]["annotation"],
            r["to"].get("annotation") or r["to"]["entity"],
            "entity" in r["to"],
            r["features"],
        )
        for r in data["relations"]
        if r["from"]["annotation"] in annotations
    )
    return Goal(path, annotations, links)


def left_out(path: Path) -> list[str]:
    """Return in words what an `annotations/1` file has besides that a journey does not make.

    Segments, metadata and entities are there before it begins.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    unsure = [r for r in data["relations"] if r.get("confidence", "sure") != "sure"]
    found = (
        ("comments", data.get("comments") or ()),
        ("labels of the document or of segments", [a for a in data["annotations"] if _is_label(a)]),
        ("unsure relations", unsure),
        ("relations of the document", data["document"].get("relations_of_document") or ()),
        *((x, data.get(x) or ()) for x in ("tokens", "sentences", "decisions", "refused")),
    )
    return [f"{len(rows)} {what}" for what, rows in found if rows]


def _is_label(annotation: Mapping[str, Any]) -> bool:
    return not annotation.get("spans")


def make_corpus(goal: Goal, folder: Path) -> Path:
    """Make a corpus with the article, its segments and known entities, and nothing tagged.

    Entities whose names do not say enough have letters first.
    """
    data = json.loads(goal.path.read_text(encoding="utf-8"))
    data.update(annotations=[], relations=[], comments=[])
    data["document"].pop("relations_of_document", None)
    bare = folder / goal.path.name
    bare.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    name = Path(data["document"]["file"]).name
    (folder / name).write_bytes((goal.path.parent / name).read_bytes())
    corpus = folder / "goal.corpus"
    carried = data["scheme"].get("whole")
    scheme = noun_of(Scheme, carried) if carried else scheme_named(data["scheme"]["id"])
    with new_corpus(corpus, scheme=scheme) as store:
        report = import_files(store, [bare])
        assert not report.refused, report.refused
        _give_letters(store, goal)
    return corpus


def _give_letters(store: Store, goal: Goal) -> None:
    needed: dict[str, int] = {}
    for wanted in goal.annotations.values():
        layer = store.scheme.layer(wanted.layer)
        feature = entity_feature(layer) if layer is not None else None
        if layer is None or feature is None:
            continue
        value = wanted.features.get(feature.id) or []
        ids = [value] if isinstance(value, str) else list(value)
        says = values_by_names(store, layer, wanted.quote, {}).get(feature.id)
        weight = 1 if says == value else 100
        for key in ids:
            needed[key] = needed.get(key, 0) + weight
    free = list(LETTERS)
    for key in sorted(needed, key=lambda k: (-needed[k], k))[: len(LETTERS)]:
        entity = store.read().entity(key)
        if entity is not None:
            letter = _letter_for(entity, free)
            free.remove(letter)
            set_entity(store, replace(entity, letter=letter), annotator="author")


def _letter_for(entity: Entity, free: list[str]) -> str:
    for name in entity.names.values():
        for character in name.casefold():
            for letter in free:
                if twin(letter) == twin(character):
                    return letter
    return free[0]


def differences(store: Store, document: str, goal: Goal) -> Iterator[str]:
    """Yield in words what was made otherwise than the goal has it; nothing if all is the same."""
    made = [a for a in store.read().annotations(document) if a.annotator == WHO]
    places = {(a.layer, tuple((s.begin, s.end) for s in a.spans)): a for a in made}
    wanted = {(w.layer, w.spans): w for w in goal.annotations.values()}
    for place in places.keys() - wanted.keys():
        yield f"not wanted: {place}"
    for place in wanted.keys() - places.keys():
        yield f"missing: {wanted[place].key} {place}"
    for place in places.keys() & wanted.keys():
        found, goal_one = places[place], wanted[place]
        features = {k: _plain(v) for k, v in found.features.items()}
        expected = {k: _plain(v) for k, v in goal_one.features.items()}
        if features != expected:
            yield f"features of {goal_one.key}: {features} instead of {expected}"
        if (found.confidence != "sure") != goal_one.is_unsure:
            yield f"confidence of {goal_one.key}: {found.confidence}"
    keys = {a.id: wanted[p].key for p, a in places.items() if p in wanted}
    relations = [r for r in store.read().relations(document) if r.annotator == WHO]
    have = sorted(
        _line(r.type, keys.get(r.from_id, "?"), keys.get(r.to_id, r.to_id), r.features)
        for r in relations
    )
    want = sorted(_line(x.kind, x.origin, x.to, x.features) for x in goal.links)
    yield from (f"relation missing: {x}" for x in want if x not in have)
    yield from (f"relation not wanted: {x}" for x in have if x not in want)
    if len(have) != len(want):
        yield f"{len(have)} relations instead of {len(want)}"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _line(kind: str, origin: str, to: str, features: Mapping[str, Any]) -> str:
    return f"{origin} -{kind} {sorted(features.items())}-> {to}"
