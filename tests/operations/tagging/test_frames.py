"""Linking the ends of frames: types, rungs, chains, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation, Relation
from annotator.model.ladder import ladder_of
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.tagging.annotate import set_feature, set_spans, tag_spans
from annotator.operations.tagging.frames import (
    APART,
    BESIDE,
    NEXT,
    OFF,
    link_end,
    move_end,
    unlink_end,
)
from annotator.operations.tagging.unconfirmed import filled_in
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, make_notes, only_document, span_of
from tests.operations.steps import no_step, one_step, refused


@pytest.fixture
def seed(samples: Store) -> Store:
    """The samples, with somebody who has not annotated yet."""
    put_annotator(samples, Annotator(id="me", names={"en": "Me"}))
    return samples


def _gold(store: Store, name: str = "seed-000", who: str = "gold") -> dict[str, Annotation]:
    document = store.read().document_id(name)
    assert document is not None
    found = store.read().annotations(document, annotator=who)
    return {str(a.source_id): a for a in found}


def _again(store: Store, gold: Annotation, **features: object) -> Annotation:
    """Tag the same place as somebody else, values left to fill themselves in."""
    return tag_spans(
        store, gold.document, gold.layer, gold.spans, annotator="me", features=features or None
    )


def _places(store: Store, hub: Annotation) -> dict[str, tuple[str, dict[str, object]]]:
    quotes = {a.id: a.quote for a in store.read().annotations(hub.document)}
    return {
        quotes.get(r.to_id, r.to_id): (r.type, dict(r.features))
        for r in store.read().relations_of(hub.id)
        if r.from_id == hub.id
    }


def test_the_ladder_is_what_the_rules_say() -> None:
    ladder = ladder_of(SCHEME, "sighting")
    assert ladder == ("told_by", "rung", "strand", 0)
    assert ladder_of(SCHEME, "bird") is None


def test_a_whole_frame_with_two_chains_comes_out_as_the_gold(seed: Store) -> None:
    gold = _gold(seed)
    hub = _again(seed, gold["s1"])
    made = {
        k: _again(seed, gold[k]) for k in ("a01", "a04", "a05", "a06", "c01", "c02", "c03", "i1")
    }
    steps = [
        ("a01", NEXT),
        ("a04", NEXT),
        ("c01", NEXT),
        ("a05", NEXT),
        ("c02", NEXT),
        ("a06", APART),
        ("c03", NEXT),
        ("i1", NEXT),
    ]
    for key, where in steps:
        with one_step(seed, "annotate.link"):
            link_end(seed, hub.id, made[key].id, where=where, annotator="me")
    assert _places(seed, hub) == _places(seed, gold["s1"])
    for cue in ("c01", "c02", "c03"):
        assert _places(seed, made[cue]) == _places(seed, gold[cue])
    assert seed.read().annotation(hub.id).features["quotation"] == "indirect"


def test_who_stands_between_the_cue_and_the_words_is_spoken_of_but_no_medium(seed: Store) -> None:
    gold = _gold(seed, "invented-03", "author")
    hub = _again(seed, gold["s4"])
    holder, cue, accused = (_again(seed, gold[x]) for x in ("a4", "c3", "a5"))
    link_end(seed, hub.id, holder.id, annotator="me")
    # Nothing says yet that the holder is one who speaks to somebody.
    assert link_end(seed, hub.id, accused.id, annotator="me").type == "source"
    unlink_end(seed, next(_to(seed, hub, accused)).id, annotator="me")
    link_end(seed, hub.id, cue.id, annotator="me")
    assert link_end(seed, hub.id, accused.id, annotator="me").type == "target"
    unlink_end(seed, next(_to(seed, hub, accused)).id, annotator="me")
    medium = set_feature(seed, accused.id, "actor_type", "media", annotator="me")
    made = link_end(seed, hub.id, medium.id, annotator="me")
    assert (made.type, made.features["level"]) == ("source", 1)


def _to(store: Store, hub: Annotation, end: Annotation) -> Iterator[Relation]:
    return (r for r in store.read().relations_of(hub.id) if r.to_id == end.id)


def test_a_cue_within_the_words_reports_no_clause(seed: Store) -> None:
    gold = _gold(seed)
    hub = _again(seed, gold["s8"])
    before, within = (_again(seed, gold[x]) for x in ("c12", "c13"))
    first = link_end(seed, hub.id, within.id, annotator="me")
    assert _quotation(seed, hub) == ("narrated", ("quotation",))
    # Once the words end before it, it stands beside them.
    set_spans(seed, hub.id, [(hub.spans[0].begin, within.spans[0].begin - 1)], annotator="me")
    assert _quotation(seed, hub) == ("indirect", ("quotation",))
    set_spans(seed, hub.id, hub.spans, annotator="me")
    assert _quotation(seed, hub) == ("narrated", ("quotation",))
    unlink_end(seed, first.id, annotator="me")
    set_feature(seed, hub.id, "quotation", None, annotator="me")
    # Who is told of first by a word before them is reported in a clause.
    link_end(seed, hub.id, before.id, annotator="me")
    link_end(seed, hub.id, within.id, annotator="me")
    assert _quotation(seed, hub) == ("indirect", ("quotation",))


def _quotation(store: Store, hub: Annotation) -> tuple[object, tuple[str, ...]]:
    found = store.read().annotation(hub.id)
    assert found is not None
    return found.features["quotation"], tuple(x for x in filled_in(found) if x == "quotation")


def test_several_holders_share_a_rung_and_the_cue_speaks_for_all(seed: Store) -> None:
    gold = _gold(seed)
    hub = _again(seed, gold["s4"])
    keys = ("a20", "c09", "a21", "a22", "a19", "c08", "i4")
    made = {k: _again(seed, gold[k]) for k in keys}
    wheres = {"a21": BESIDE, "a22": BESIDE}
    for key in keys:
        link_end(seed, hub.id, made[key].id, where=wheres.get(key, NEXT), annotator="me")
    assert _places(seed, hub) == _places(seed, gold["s4"])
    for cue in ("c08", "c09"):
        assert _places(seed, made[cue]) == _places(seed, gold[cue])


def test_a_list_of_names_goes_on_forwards_only(tmp_path: Path) -> None:
    """Who stands before the names of a list may be the one who tells of them."""
    text = "Says Tomas, Ada and Ines saw it."
    with make_notes(tmp_path / "list.corpus", text=text) as notes:
        document = only_document(notes)
        at = span_of("saw it", text=text)
        hub = tag_spans(notes, document, "sighting", [at], annotator=WHO)
        for name in ("Ada", "Ines", "Tomas"):
            span = span_of(name, text=text)
            end = tag_spans(notes, document, "watcher", [span], annotator=WHO)
            link_end(notes, hub.id, end.id, annotator=WHO)
        rungs = {quote: told["rung"] for quote, (_, told) in _places(notes, hub).items()}
        assert rungs == {"Ada": 0, "Ines": 0, "Tomas": 1}


def test_who_is_named_within_the_words_of_a_stance_with_a_holder_is_its_target(seed: Store) -> None:
    text = seed.read().text(_gold(seed)["s1"].document)
    document, words = _gold(seed)["s1"].document, ("Русия", "Азербайджан", "Армения")

    def tag(layer: str, quote: str, after: int = 0) -> Annotation:
        begin = text.index(quote, after)
        return tag_spans(seed, document, layer, [(begin, begin + len(quote))], annotator="me")

    hub = tag("STANCE", text[text.index("Русия е") : text.index("Армения") + len("Армения")])
    first, second, third = (tag("ACTOR", word) for word in words)
    outside = tag("ACTOR", "Интерфакс")
    assert link_end(seed, hub.id, first.id, annotator="me").type == "source"
    # "Azerbaijan and Armenia": neither reports what is said of both.
    assert link_end(seed, hub.id, second.id, annotator="me").type == "target"
    assert link_end(seed, hub.id, outside.id, annotator="me").features == {"level": 1}
    beside = link_end(seed, hub.id, third.id, where=BESIDE, annotator="me")
    assert (beside.type, beside.features) == ("source", {"level": 1})


def test_holders_named_together_within_the_words_are_both_holders(seed: Store) -> None:
    document = _gold(seed)["s1"].document
    text = seed.read().text(document)
    begin, end = text.index("Азербайджан и Армения"), text.index("Армения") + len("Армения")
    hub = tag_spans(seed, document, "STANCE", [(begin, end)], annotator="me")
    for quote in ("Азербайджан", "Армения"):
        at = text.index(quote)
        one = tag_spans(seed, document, "ACTOR", [(at, at + len(quote))], annotator="me")
        made = link_end(seed, hub.id, one.id, annotator="me")
        assert (made.type, made.features) == ("source", {"level": 0})


def test_an_actor_can_be_a_target(seed: Store) -> None:
    gold = _gold(seed)
    hub, target = _again(seed, gold["s7"]), _again(seed, gold["a37"])
    assert link_end(seed, hub.id, target.id, where=OFF, annotator="me").type == "target"
    issue = _again(seed, gold["i4"])
    with refused(seed, "relation_not_allowed"):
        link_end(seed, hub.id, issue.id, where=BESIDE, annotator="me")
    with refused(seed, "relation_exists"):
        link_end(seed, hub.id, target.id, where=OFF, annotator="me")


def test_a_built_in_holder_says_what_kind_of_source_it_is(seed: Store) -> None:
    gold = _gold(seed)
    hub = _again(seed, gold["s3"])
    assert hub.features["source_kind"] == "named"
    made = link_end(seed, hub.id, "unknown", to_entity=True, annotator="me")
    assert seed.read().annotation(hub.id).features["source_kind"] == "unspecified"
    unlink_end(seed, made.id, annotator="me")
    actor = _again(seed, gold["a01"])
    link_end(seed, hub.id, actor.id, annotator="me")
    assert seed.read().annotation(hub.id).features["source_kind"] == "named"


def test_a_holder_leaves_no_doubt_what_kind_of_source_it_is(seed: Store) -> None:
    gold = _gold(seed)
    hub = _again(seed, gold["s3"])
    assert {"source_kind", "certainty"} <= set(filled_in(hub))
    cue, holder = _again(seed, gold["c10"]), _again(seed, gold["a01"])
    link_end(seed, hub.id, cue.id, annotator="me")
    assert "source_kind" in filled_in(seed.read().annotation(hub.id))
    link_end(seed, hub.id, holder.id, annotator="me")
    assert "source_kind" not in filled_in(seed.read().annotation(hub.id))
    assert "certainty" in filled_in(seed.read().annotation(hub.id))


def test_what_was_made_along_goes_along(seed: Store) -> None:
    gold = _gold(seed)
    hub = _again(seed, gold["s7"])
    holder, cue = _again(seed, gold["a36"]), _again(seed, gold["c10"])
    first = link_end(seed, hub.id, holder.id, annotator="me")
    link_end(seed, hub.id, cue.id, annotator="me")
    assert list(_places(seed, cue)) == [holder.quote]
    with one_step(seed, "annotate.unlink"):
        unlink_end(seed, first.id, annotator="me")
    assert _places(seed, cue) == {}
    assert list(_places(seed, hub)) == [cue.quote]


def test_an_end_moves_up_and_down_the_ladder_with_its_speaker(seed: Store) -> None:
    gold = _gold(seed)
    hub = _again(seed, gold["s2"])
    holder, relay = _again(seed, gold["a09"]), _again(seed, gold["a12"])
    cue = _again(seed, gold["c04"])
    link_end(seed, hub.id, holder.id, annotator="me")
    link_end(seed, hub.id, relay.id, annotator="me")
    linked = link_end(seed, hub.id, cue.id, annotator="me")
    assert list(_places(seed, cue)) == [relay.quote]
    with one_step(seed, "annotate.relation_feature"):
        moved = move_end(seed, linked.id, -1, annotator="me")
    assert moved.features["level"] == 0
    assert list(_places(seed, cue)) == [holder.quote]
    with no_step(seed):
        move_end(seed, linked.id, -1, annotator="me")


def test_a_scheme_of_other_names_has_the_same_ladder(notes: Store) -> None:
    key = only_document(notes)
    hub = tag_spans(notes, key, "sighting", [span_of("heard it first")], annotator=WHO)
    tomas = tag_spans(notes, key, "watcher", [span_of("Tomas says")], annotator=WHO)
    ada = tag_spans(notes, key, "watcher", [span_of("Ada")], annotator=WHO)
    link_end(notes, hub.id, ada.id, annotator=WHO)
    link_end(notes, hub.id, tomas.id, annotator=WHO)
    link_end(notes, hub.id, "nobody", to_entity=True, where=APART, annotator=WHO)
    rungs = [dict(r.features) for r in _by_made(notes, hub)]
    assert rungs == [{"rung": 0}, {"rung": 1, "strand": 1}, {"rung": 1, "strand": 2}]


def test_a_chain_may_have_a_number_though_there_is_no_other(notes: Store) -> None:
    key = only_document(notes)
    hub = tag_spans(notes, key, "sighting", [span_of("heard it first")], annotator=WHO)
    tomas = tag_spans(notes, key, "watcher", [span_of("Tomas says")], annotator=WHO)
    ada = tag_spans(notes, key, "watcher", [span_of("Ada")], annotator=WHO)
    link_end(notes, hub.id, ada.id, annotator=WHO)
    link_end(notes, hub.id, tomas.id, where=APART, annotator=WHO)
    rungs = [dict(r.features) for r in _by_made(notes, hub)]
    assert rungs == [{"rung": 0}, {"rung": 1, "strand": 1}]


def _by_made(store: Store, hub: Annotation) -> list[Relation]:
    found = [r for r in store.read().relations_of(hub.id) if r.from_id == hub.id]
    return sorted(found, key=lambda r: (r.features["rung"], r.features.get("strand", 0)))
