"""Linking the ends of a frame: which type, which rung, and what follows from it, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from annotator.model.annotation import SUGGESTED, SURE, Annotation, Relation
from annotator.model.errors import RuleError
from annotator.model.facts import Facts
from annotator.model.identity import new_key
from annotator.model.ladder import Ladder, Rung, ladder_of
from annotator.model.scheme import RelationType, Scheme
from annotator.model.span import lies_within
from annotator.model.values import defaults_of
from annotator.operations.editing.beginning import begin_work
from annotator.operations.editing.context import (
    annotation_of,
    errors_now,
    facts_near,
    named,
    now,
    refuse_errors_but,
    refuse_if_finished,
    relation_of,
)
from annotator.operations.tagging.following import (
    hub_values,
    made_along,
    settled_features,
    speakers,
)
from annotator.operations.tagging.relate import (
    accept_relation,
    link_options,
    refuse_relation,
    relations_around,
    step_data,
)
from annotator.operations.tagging.unconfirmed import with_filled_in
from annotator.store.store import Store
from annotator.text.coordination import are_coordinated

REPORTS = "reports"
"""Key of a tag: who bears it passes on what others say."""
_NEAR, _CLAUSE = 24, 120
"""How far from the word that reports one to whom it is said stands, and the words, at most."""
_ENDS, _PARTS = ".!?…\n。؟।", ",;:–—،、，："
"""What ends a sentence, and what parts it."""
NEXT, BESIDE, APART, OFF = "next", "beside", "apart", "off"
"""Where a new end goes: on the next rung, beside the last one, at the begin of another chain of
reports, or off the ladder."""


class _Linked(NamedTuple):
    """What one link changes."""

    hub: Annotation
    relation: Relation
    renumbered: list[Relation]
    speakers: list[Relation]


def link_end(
    store: Store,
    hub_id: str,
    end_id: str,
    *,
    to_entity: bool = False,
    where: str = NEXT,
    kind: str = "",
    confidence: str = SURE,
    annotator: str,
) -> Relation:
    """Link an annotation or built-in entity as an end of a hub's frame; return the relation.

    The type is `kind` (its id), else the first that the scheme allows and that fits `where`; on
    the next rung nobody stands within the hub's own words, once it has a holder.
    In the same step the hub gets what its rules say of such an end, and an annotation that
    follows on the rung of a leading one is related to it where a rule requires just that relation.

    An end that is suggested just so is accepted.

    RuleError if the scheme forbids it, or it is linked so already.
    """
    hub = annotation_of(store, hub_id)
    refuse_if_finished(store, hub.document, hub.annotator)
    end = end_id if to_entity else annotation_of(store, end_id)
    others = [r for r in relations_around(store, hub_id) if r.from_id == hub_id]
    if where == NEXT and not kind and is_spoken_of(store, hub, end, others):
        where = OFF
    chosen = _type_for(store.scheme, hub, end, where, kind)
    found = next((r for r in others if r.type == chosen.id and r.to_id == end_id), None)
    if found is not None:
        return accept_relation(store, found, annotator=annotator)
    linked = _linked(store, hub, chosen, end_id, to_entity, where, others, annotator)
    linked = linked._replace(relation=linked.relation._replace(confidence=confidence))
    _refuse_if_wrong(store, hub, linked)
    data = step_data(chosen, hub)
    with store.edit("annotate.link", annotator=annotator, data=data) as edit:
        if linked.hub != hub:
            edit.put(linked.hub)
        for relation in (*linked.renumbered, linked.relation, *linked.speakers):
            edit.put(relation)
        begin_work(edit, hub.document, annotator)
    return linked.relation


def unlink_end(store: Store, relation_id: str, *, annotator: str) -> Relation:
    """Delete a relation of a frame with those that were made along with it; return it.

    One that is suggested is kept as refused.
    """
    relation = relation_of(store, relation_id)
    if relation.state == SUGGESTED:
        return refuse_relation(store, relation, annotator=annotator)
    refuse_if_finished(store, relation.document, relation.annotator)
    hub = annotation_of(store, relation.from_id)
    along = [r.id for r in made_along(store, hub, relation)]
    kind = store.scheme.relation_type(relation.type)
    data = step_data(kind, hub, relation.type)
    with store.edit("annotate.unlink", annotator=annotator, data=data) as edit:
        for key in (relation_id, *along):
            edit.remove(Relation, key)
        begin_work(edit, hub.document, annotator)
    return relation


def move_end(store: Store, relation_id: str, step: int, *, annotator: str) -> Relation:
    """Move an end up or down the ladder by `step` rungs, as far as its type allows."""
    before = relation_of(store, relation_id)
    refuse_if_finished(store, before.document, before.annotator)
    hub = annotation_of(store, before.from_id)
    ladder, kind = ladder_of(store.scheme, hub.layer), store.scheme.relation_type(before.type)
    rung = ladder.rung(before) if ladder is not None else None
    if ladder is None or kind is None or rung is None:
        return before
    top = ladder.top(kind)
    level = max(ladder.first, rung.level + step)
    level = level if top is None else min(level, top)
    if level == rung.level:
        return before
    after = before._replace(features={**before.features, ladder.level: level}, changed=now())
    gone = list(made_along(store, hub, before))
    others = [r for r in relations_around(store, hub.id) if r.from_id == hub.id]
    others = [after if r.id == after.id else r for r in others]
    known = {r.id for r in gone}
    linked = _Linked(hub, after, [], list(speakers(store, ladder, after, others, without=known)))
    _refuse_if_wrong(store, hub, linked)
    data = step_data(kind, hub) | {"feature": named(kind.feature(ladder.level), ladder.level)}
    with store.edit("annotate.relation_feature", annotator=annotator, data=data) as edit:
        for relation in gone:
            edit.remove(Relation, relation.id)
        for relation in (after, *linked.speakers):
            edit.put(relation)
        begin_work(edit, hub.document, annotator)
    return after


def is_spoken_of(
    store: Store, hub: Annotation, end: Annotation | str, others: list[Relation]
) -> bool:
    """Say whether a letter alone means an end off the ladder, though it might be on it.

    So it is within the words of a hub that has somebody on its first rung already: who reports
    stands outside of them. So it is between these words and one who follows there ("accused the
    mayor of lying"), unless tags of the end say that such report. `others` are the relations from
    the hub. One who is named together with the holder is another holder.
    """
    ladder = ladder_of(store.scheme, hub.layer)
    if ladder is None or isinstance(end, str) or not end.spans:
        return False
    first = [r for r in others if (x := ladder.rung(r)) and x.level == ladder.first]
    if not any(r.type == ladder.leading for r in first):
        return False
    followers = [r.to_id for r in first if r.type != ladder.leading and not r.to_entity]
    is_within = lies_within(end.spans, hub.spans)
    if not is_within and not _is_addressed(store, hub, end, followers):
        return False
    kinds = [store.scheme.relation_type(x) for x in link_options(store.scheme, hub, end)]
    is_on = any(k is not None and k.id == ladder.leading for k in kinds)
    is_off = any(k is not None and not ladder.is_on(k) for k in kinds)
    leader = store.scheme.relation_type(ladder.leading)
    if leader is None or not (is_on and is_off):
        return False
    return not _is_beside_last(store, ladder, leader, end.id, others)


def _is_addressed(store: Store, hub: Annotation, end: Annotation, followers: list[str]) -> bool:
    """Say whether an end stands between one of those who follow and the hub's words.

    Only where the scheme says who reports, and that the end does not.
    """
    layer = store.scheme.layer(end.layer)
    features = [f for f in layer.features if f.type == "tag"] if layer is not None else []
    reporting = {
        f.id: [t.id for t in store.scheme.tags_of(f) if t.extra.get(REPORTS)] for f in features
    }
    said = {key: end.features.get(key) for key, tags in reporting.items() if tags}
    if not said or any(value is None or value in reporting[key] for key, value in said.items()):
        return False
    text, begin = store.read().text(hub.document), hub.spans[0].begin
    for key in followers:
        word = store.read().annotation(key)
        if word is not None and word.spans and word.spans[-1].end <= end.spans[0].begin:
            before = text[word.spans[-1].end : end.spans[0].begin]
            between = text[word.spans[-1].end : begin]
            is_near = len(before) <= _NEAR and len(between) <= _CLAUSE
            # "said, claims Dimova: …" has no Dimova who is spoken to.
            is_parted = any(x in _PARTS for x in before) or any(x in _ENDS for x in between)
            if end.spans[-1].end <= begin and is_near and not is_parted:
                return True
    return False


def types_off(scheme: Scheme, layer_id: str) -> list[RelationType]:
    """Return the types of relation from a layer that a letter alone need not mean, in order.

    They are those off the ladder; without a ladder the first comes last, since letters mean it.
    """
    ladder = ladder_of(scheme, layer_id)
    kinds = [k for k in scheme.relation_types_from(layer_id) if not (ladder and ladder.is_on(k))]
    return kinds if ladder else [*kinds[1:], *kinds[:1]]


def _type_for(
    scheme: Scheme, hub: Annotation, end: Annotation | str, where: str, wanted: str
) -> RelationType:
    ladder = ladder_of(scheme, hub.layer)
    kinds = [scheme.relation_type(x) for x in link_options(scheme, hub, end)]
    for kind in kinds:
        if wanted and (kind is None or kind.id != wanted):
            continue
        is_off = ladder is None or not ladder.is_on(kind)
        if kind is not None and (where == NEXT or is_off == (where == OFF)):
            return kind
    raise RuleError("relation_not_allowed")


def _linked(
    store: Store,
    hub: Annotation,
    kind: RelationType,
    end_id: str,
    to_entity: bool,
    where: str,
    others: list[Relation],
    annotator: str,
) -> _Linked:
    scheme = store.scheme
    ladder = ladder_of(scheme, hub.layer)
    features: dict[str, Any] = dict(defaults_of(kind.features))
    renumbered: list[Relation] = []
    if ladder is not None and ladder.is_on(kind):
        if where == NEXT and _is_beside_last(store, ladder, kind, end_id, others):
            where = BESIDE
        if where == APART:
            renumbered = _first_chain(ladder, others)
            changed = {r.id: r for r in renumbered}
            others = [changed.get(r.id, r) for r in others]
        features.update(ladder.values(_rung_for(ladder, kind, where, others)))
    relation = Relation(
        id=new_key(),
        document=hub.document,
        type=kind.id,
        annotator=annotator,
        from_id=hub.id,
        to_id=end_id,
        to_entity=to_entity,
        features=features,
        made=now(),
    )
    after = hub._replace(features=hub_values(store, hub, relation, others))
    after = with_filled_in(after, hub.features, settled_features(store, hub, relation))
    after = hub if after == hub else after._replace(changed=now())
    along = list(speakers(store, ladder, relation, [*others, relation]))
    return _Linked(after, relation, renumbered, along)


def _is_beside_last(
    store: Store, ladder: Ladder, kind: RelationType, end_id: str, others: list[Relation]
) -> bool:
    """Say whether an end follows one of those on the last rung, as in a list of names.

    What stands before them is no part of it: "According to A, B and C want" has A as the one who
    tells, not as another holder.
    """
    last, end = ladder.last(others), store.read().annotation(end_id)
    if last is None or end is None or kind.id != ladder.leading:
        return False
    text = store.read().text(end.document)
    for relation in others:
        if relation.type == ladder.leading and ladder.rung(relation) == last:
            other = None if relation.to_entity else store.read().annotation(relation.to_id)
            if other is None or not other.spans or other.spans > end.spans:
                continue
            if are_coordinated(text, other.spans, end.spans):
                return True
    return False


def _rung_for(ladder: Ladder, kind: RelationType, where: str, others: list[Relation]) -> Rung:
    last = ladder.last(others)
    if last is None:
        return Rung(ladder.first)
    if kind.id != ladder.leading or where == BESIDE:
        return last
    if where == APART and ladder.chain is not None:
        rungs = [r for x in others if (r := ladder.rung(x))]
        has_reports = any(r.level > ladder.first for r in rungs)
        used = [r.chain for r in rungs if r.chain is not None]
        return Rung(ladder.first + 1, max(used, default=int(has_reports)) + 1)
    top = ladder.top(kind)
    following = last.level + 1
    return Rung(following if top is None else min(following, top), last.chain)


def _first_chain(ladder: Ladder, others: list[Relation]) -> list[Relation]:
    """Return the relations above the first rung as the first chain, where they had no number."""
    if ladder.chain is None:
        return []
    return [
        r._replace(features={**r.features, ladder.chain: 1}, changed=now())
        for r in others
        if (rung := ladder.rung(r)) and rung.level > ladder.first and rung.chain is None
    ]


def _refuse_if_wrong(store: Store, hub: Annotation, linked: _Linked) -> None:
    facts = facts_near(store, [hub], linked.renumbered)
    old = errors_now(store, facts, hub)
    _put_all(store, facts, linked)
    refuse_errors_but(store, facts, linked.hub, old)


def _put_all(store: Store, facts: Facts, linked: _Linked) -> None:
    facts.put_annotation(linked.hub)
    ends: Iterable[Relation] = (linked.relation, *linked.speakers)
    for relation in ends:
        facts.put_relation(relation)
        for key in (relation.from_id, relation.to_id):
            if key not in facts.annotations:
                found = store.read().annotation(key)
                if found is not None:
                    facts.put_annotation(found)
