"""Whether what was made by keys is what was wanted, told in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.model.annotation import UNSURE, Annotation
from annotator.model.review import OPEN, Comment
from annotator.store.store import Store
from tests.journeys.goal import WHO, Goal, Remark, Wanted, read_data

Ties = dict[str, Counter[tuple[str, str, str]]]
Place = tuple[str, tuple[tuple[int, int], ...], tuple[str, ...]]


def differences(store: Store, document: str, goal: Goal) -> Iterator[str]:
    """Yield in words what was made otherwise than the goal has it; nothing if all is the same."""
    own = {a.id: a for a in store.read().annotations(document) if a.annotator == WHO}
    relations = [r for r in store.read().relations(document) if r.annotator == WHO]
    ties = _ties(
        ((r.type, r.from_id, r.to_id) for r in relations), {k: _place(a) for k, a in own.items()}
    )
    ties |= _ties(
        ((x.kind, x.origin, x.to) for x in goal.links),
        {k: w.place for k, w in goal.annotations.items()},
    )
    remarks = [c for c in store.read().comments(document) if c.annotator == WHO]
    said_on = [(c.target or "", next(iter(c.texts.values()))) for c in remarks]
    for key, words in (*said_on, *((x.target, x.text) for x in goal.remarks)):
        if key in ties:
            # Of two that are alike the one with the comment is meant.
            ties[key]["comment", "on", words] += 1
    made: defaultdict[Place, list[Annotation]] = defaultdict(list)
    for a in own.values():
        made[_place(a)].append(a)
    wanted: defaultdict[Place, list[Wanted]] = defaultdict(list)
    for one in goal.annotations.values():
        wanted[one.place].append(one)
    keys: dict[str, str] = {}
    for place in sorted(made.keys() | wanted.keys(), key=str):
        yield from _at_one_place(made.get(place, []), wanted.get(place, []), ties, keys)
    have = [
        _line(r.type, keys.get(r.from_id, "?"), keys.get(r.to_id, r.to_id), r.features)
        + _unsure(r.confidence == UNSURE)
        for r in relations
    ]
    lines = {x.key: _line(x.kind, x.origin, x.to, x.features) for x in goal.links}
    yield from _unlike("relation", have, [lines[x.key] + _unsure(x.is_unsure) for x in goal.links])
    targets = keys | {r.id: _line_of(r, keys) for r in relations}
    said = [
        _said(c, targets)
        for c in (*store.read().comments(document), *store.read().comments(None))
        if c.annotator == WHO
    ]
    yield from _unlike("comment", said, [_wanted_said(x, lines) for x in goal.remarks])
    yield from _of_other_kinds(store, goal)


def _of_other_kinds(store: Store, goal: Goal) -> Iterator[str]:
    """Yield the entities that are no longer of the kinds that the data give them."""
    for told in read_data(goal.path)["entities"]:
        entity, kinds = store.read().entity(told["id"]), tuple(told.get("kinds") or ())
        if kinds and entity is not None and entity.kinds != kinds:
            yield f"kinds of {entity.id}: {list(entity.kinds)} instead of {list(kinds)}"


def _place(annotation: Annotation) -> Place:
    spans = tuple((s.begin, s.end) for s in annotation.spans)
    return annotation.layer, spans, annotation.segments


def _ties(links: Iterable[tuple[str, str, str]], places: Mapping[str, Place]) -> Ties:
    """Return by id how often each annotation is related to what, by type and place."""
    found: Ties = {key: Counter() for key in places}
    for kind, origin, to in links:
        found[origin][kind, "to", str(places.get(to, to))] += 1
        if to in places:
            found[to][kind, "from", str(places[origin])] += 1
    return found


def _at_one_place(
    made: list[Annotation], wanted: list[Wanted], ties: Ties, keys: dict[str, str]
) -> Iterator[str]:
    """Pair what stands at one place on one layer, the likest first; `keys` learns the pairs."""

    def unlikeness(a: Annotation, one: Wanted) -> tuple[int, int]:
        mine, theirs = ties[a.id], ties[one.key]
        return _unlikeness(a, one), ((mine - theirs) + (theirs - mine)).total()

    rest = list(made)
    for one in sorted(wanted, key=lambda w: min((unlikeness(a, w) for a in made), default=(0, 0))):
        if not rest:
            yield f"missing: {one.key} {one.place}"
            continue
        found = min(rest, key=lambda a: unlikeness(a, one))
        rest.remove(found)
        keys[found.id] = one.key
        features = {k: _plain(v) for k, v in found.features.items()}
        expected = {k: _plain(v) for k, v in one.features.items()}
        if features != expected:
            yield f"features of {one.key}: {features} instead of {expected}"
        if (found.confidence == UNSURE) != one.is_unsure:
            yield f"confidence of {one.key}: {found.confidence}"
    for found in rest:
        yield f"not wanted: {found.layer} {found.spans} {found.segments}"


def _unlikeness(made: Annotation, wanted: Wanted) -> int:
    keys = made.features.keys() | wanted.features.keys()
    unlike = sum(_plain(made.features.get(k)) != _plain(wanted.features.get(k)) for k in keys)
    return 2 * unlike + ((made.confidence == UNSURE) != wanted.is_unsure)


def _unlike(what: str, have: list[str], want: list[str]) -> Iterator[str]:
    made, wanted = Counter(have), Counter(want)
    yield from (f"{what} missing: {x}" for x in (wanted - made).elements())
    yield from (f"{what} not wanted: {x}" for x in (made - wanted).elements())


def _line_of(relation: Any, keys: Mapping[str, str]) -> str:
    ends = (keys.get(x, x) for x in (relation.from_id, relation.to_id))
    return _line(relation.type, *ends, relation.features)


def _line(kind: str, origin: str, to: str, features: Mapping[str, Any]) -> str:
    return f"{origin} -{kind} {sorted(features.items())}-> {to}"


def _unsure(is_unsure: bool) -> str:
    return " (unsure)" if is_unsure else ""


def _said(comment: Comment, targets: Mapping[str, str]) -> str:
    on = targets.get(comment.target or "", comment.target or "")
    spans = [tuple(span) for span in comment.spans]
    state = comment.state == OPEN
    text = next(iter(comment.texts.values()))
    return f"{comment.anchor} {on} {spans} {comment.kind} {state} {bool(comment.thread)} {text}"


def _wanted_said(remark: Remark, lines: Mapping[str, str]) -> str:
    on, spans = lines.get(remark.target, remark.target), list(remark.spans)
    state = f"{remark.kind} {not remark.is_resolved} {bool(remark.thread)}"
    return f"{remark.anchor} {on} {spans} {state} {remark.text}"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
