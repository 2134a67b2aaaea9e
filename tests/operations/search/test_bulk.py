"""What is done to many hits: one step each, undone whole, refused with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.errors import Cancelled, RuleError
from annotator.model.query import Hit
from annotator.model.wording import step_sentence
from annotator.operations.checking.check import problems_of
from annotator.operations.documents.documents import set_assignment
from annotator.operations.search import bulk
from annotator.operations.search.bulk_places import Places
from annotator.operations.search.searching import hits_of, read_query
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from tests.operations.searched import OTHER, TEXTS, WHO, make_searched
from tests.samples import dump, make_samples


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Store]:
    with make_searched(tmp_path / "searched.corpus") as store:
        set_assignment(store, "plain", WHO, "in_progress")
        yield store


def hits(store: Store, typed: str) -> list[Hit]:
    reader = store.read()
    groups = hits_of(reader, store.scheme, read_query(reader, store.scheme, typed))
    return [hit for group in groups for hit in group]


def on_layer(store: Store, layer: str) -> list[Annotation]:
    every = [a for name in TEXTS for a in store.read().annotations(name)]
    return [a for a in every if a.layer == layer]


def steps(store: Store) -> int:
    return len(store.history(limit=1000))


def undo(store: Store, before: object) -> None:
    after = dump(store)
    assert after != before
    count = steps(store)
    assert store.undo(WHO) is not None
    assert dump(store) == before
    assert steps(store) == count
    assert store.redo(WHO) is not None
    assert dump(store) == after
    assert store.undo(WHO) is not None


def test_hits_are_tagged_in_one_step_and_others_are_told(corpus: Store) -> None:
    before = dump(corpus)
    number = steps(corpus)
    outcome = bulk.tag_hits(corpus, hits(corpus, '"heron" OR dipper'), "bird", annotator=WHO)
    assert outcome.done == 4
    assert outcome.documents == 4
    assert dict(outcome.left) == {"tagged": 2}
    assert steps(corpus) == number + 1
    made = [a for a in on_layer(corpus, "bird") if a.id not in ("b1", "b2", "b3", "b4")]
    assert len(made) == 4
    for annotation in made:
        (span,) = annotation.spans
        assert TEXTS[annotation.document][span.begin : span.end] == annotation.quote
        wanted = ["heron"] if annotation.quote == "heron" else None
        assert annotation.features.get("species") == wanted
        assert annotation.annotator == WHO
    step = corpus.undo_step(WHO)
    assert "4" in step_sentence(step, "en")
    assert "bird layer" in step_sentence(step, "en")
    undo(corpus, before)


def test_given_features_come_before_what_fills_itself_in(corpus: Store) -> None:
    bulk.tag_hits(
        corpus, hits(corpus, "reed"), "bird", annotator=WHO, features={"plumage": "young"}
    )
    made = [a for a in on_layer(corpus, "bird") if a.quote == "reed"]
    assert len(made) == 600
    assert {str(a.features) for a in made} == {str({"plumage": "young"})}
    assert not [p for p in problems_of(corpus, "long") if p.severity == "error"]
    assert corpus.undo(WHO) is not None
    assert not [a for a in on_layer(corpus, "bird") if a.quote == "reed"]


def test_overlapping_hits_are_tagged_once(corpus: Store) -> None:
    found = [Hit("plain", 0, 7), Hit("plain", 2, 13), Hit("plain", 14, 16)]
    outcome = bulk.tag_hits(corpus, found, "bird", annotator=OTHER)
    assert (outcome.done, dict(outcome.left)) == (2, {"overlap": 1})
    outcome = bulk.tag_hits(corpus, found, "watcher", annotator=OTHER)
    assert (outcome.done, dict(outcome.left)) == (2, {"overlap": 1})
    outcome = bulk.tag_hits(corpus, found, "sighting", annotator=OTHER)
    assert outcome.done == 3


def test_hits_are_placed_as_the_layer_wants(corpus: Store) -> None:
    piece = TEXTS["plain"].index("eron")
    bulk.tag_hits(corpus, [Hit("plain", piece, piece + 4)], "phrase", annotator=OTHER)
    bulk.tag_hits(corpus, [Hit("plain", piece, piece + 4)], "habitat", annotator=OTHER)
    bulk.tag_hits(corpus, [Hit("plain", piece, piece + 4)], "diary", annotator=OTHER)
    (phrase,) = on_layer(corpus, "phrase")
    assert phrase.quote == "A heron stood by the weir."
    (habitat,) = on_layer(corpus, "habitat")
    assert habitat.segments == ("all",)
    (diary,) = on_layer(corpus, "diary")
    assert (diary.spans, diary.segments) == ((), ())


def test_nothing_is_tagged_in_finished_documents_or_on_closed_layers(corpus: Store) -> None:
    set_assignment(corpus, "plain", WHO, "finished")
    before = dump(corpus)
    with pytest.raises(RuleError) as caught:
        bulk.tag_hits(corpus, hits(corpus, "weir"), "bird", annotator=WHO)
    assert caught.value.code == "nothing_to_do"
    for layer in ("ringing", "robin"):
        with pytest.raises(RuleError):
            bulk.tag_hits(corpus, hits(corpus, "weir"), layer, annotator=WHO)
    assert dump(corpus) == before
    outcome = bulk.tag_hits(corpus, hits(corpus, '"heron"'), "sound", annotator=WHO)
    assert dict(outcome.left) == {"finished": 2}


def test_what_a_hit_can_take_is_told_before(corpus: Store) -> None:
    places = Places(corpus, "bird", annotator=WHO)
    first, inside, free = (
        Hit("plain", 2, 7), Hit("plain", 4, 10), Hit("plain", 21, 25)
    )  # fmt: skip
    assert places.fit(first) == ("tagged", ("bird",))
    assert places.fit(inside).reason == "overlap"
    assert places.fit(free) == ("", ())
    assert Places(corpus, "bird", annotator=OTHER).fit(first) == ("", ())


def test_whatever_is_done_to_many_begins_the_work_in_their_documents(corpus: Store) -> None:
    ids = [a.id for a in on_layer(corpus, "bird") if a.annotator == WHO and a.document == "plain"]
    found = [hit for hit in hits(corpus, '"again"') if hit.document == "plain"]
    assert ids
    assert found
    young = {"plumage": "young"}
    for work in (
        lambda: bulk.retag(corpus, ids[:1], annotator=WHO, features=young),
        lambda: bulk.remove_annotations(corpus, ids[:1], annotator=WHO),
        lambda: bulk.tag_hits(corpus, found, "bird", annotator=WHO),
    ):
        set_assignment(corpus, "plain", WHO, "new")
        assert work().done == 1
        assert corpus.read().assignment_state("plain", WHO) == "in_progress"
        corpus.undo(WHO)
        assert corpus.read().assignment_state("plain", WHO) == "new"


def test_annotations_change_their_layer(corpus: Store) -> None:
    before = dump(corpus)
    ids = ["b1", "b2", "b3", "b4"]
    outcome = bulk.retag(corpus, ids, layer_id="watcher", annotator=WHO)
    assert (outcome.done, dict(outcome.left)) == (3, {"others": 1})
    assert {a.id for a in on_layer(corpus, "watcher")} == {"b1", "b2", "b4"}
    assert all(not a.features for a in on_layer(corpus, "watcher"))
    undo(corpus, before)


def test_a_comment_on_words_has_their_place_and_quotes_them(corpus: Store) -> None:
    found = hits(corpus, "weir OR again OR bittern")
    assert len({hit.document for hit in found}) > 1
    bulk.comment_on_hits(corpus, found, "seen", language="en", annotator=WHO)
    every = [comment for name in TEXTS for comment in corpus.read().comments(name)]
    made = {(c.document, *c.spans, c.quote) for c in every}
    for hit in found:
        quote = TEXTS[hit.document][hit.begin : hit.end]
        assert (hit.document, (hit.begin, hit.end), quote) in made


def test_of_two_that_would_meet_on_another_layer_one_changes_to_it(corpus: Store) -> None:
    """Each is held against those that changed before it, in the same step."""
    words = [hit for hit in hits(corpus, '"again" OR "heron again"') if hit.document == "plain"]
    assert len(words) == 2
    made = [
        tag_spans(corpus, "plain", "sighting", [(hit.begin, hit.end)], annotator=WHO).id
        for hit in words
    ]
    outcome = bulk.retag(corpus, made, layer_id="bird", annotator=WHO)
    assert (outcome.done, dict(outcome.left)) == (1, {"overlap": 1})


def test_what_is_at_hits_is_changed_and_deleted_and_the_rest_is_counted(corpus: Store) -> None:
    before = dump(corpus)
    found = [*hits(corpus, "[bird]"), *hits(corpus, "weir")]
    outcome = bulk.change_hits(corpus, found, "watcher", annotator=WHO)
    assert (outcome.done, dict(outcome.left)) == (3, {"others": 1, "nothing": 1})
    assert {a.id for a in on_layer(corpus, "watcher")} == {"b1", "b2", "b4"}
    undo(corpus, before)
    outcome = bulk.change_hits(
        corpus, hits(corpus, "[bird]"), "bird", features={"plumage": "grown"}, annotator=WHO
    )
    assert outcome.left == {"others": 1}
    assert all(a.features["plumage"] == "grown" for a in on_layer(corpus, "bird")
               if a.annotator == WHO)  # fmt: skip
    undo(corpus, before)
    outcome = bulk.remove_at_hits(corpus, found, "bird", annotator=WHO)
    assert (outcome.done, dict(outcome.left)) == (3, {"others": 1, "nothing": 1})
    assert [a.id for a in on_layer(corpus, "bird")] == ["b3"]
    undo(corpus, before)
    with pytest.raises(RuleError):
        bulk.remove_at_hits(corpus, hits(corpus, "weir"), "bird", annotator=WHO)
    assert dump(corpus) == before


def test_features_of_many_are_set_and_emptied(corpus: Store) -> None:
    before = dump(corpus)
    outcome = bulk.retag(
        corpus, ["b1", "b2", "b4"], features={"plumage": "grown", "species": None}, annotator=WHO
    )
    assert outcome.done == 3
    features = {a.id: dict(a.features) for a in on_layer(corpus, "bird")}
    assert features["b1"] == features["b2"] == features["b4"] == {"plumage": "grown"}
    undo(corpus, before)
    with pytest.raises(RuleError):
        bulk.retag(corpus, ["b1"], features={"plumage": "pink"}, annotator=WHO)
    assert dump(corpus) == before


def test_annotations_are_deleted_with_what_hangs_on_them(corpus: Store) -> None:
    before = dump(corpus)
    outcome = bulk.remove_annotations(corpus, ["b1", "b2", "b3", "gone"], annotator=WHO)
    assert (outcome.done, dict(outcome.left)) == (2, {"others": 1})
    assert not corpus.read().comments("plain")
    undo(corpus, before)


def test_hits_are_commented(corpus: Store) -> None:
    before = dump(corpus)
    found = [*hits(corpus, "weir"), *hits(corpus, "[bird plumage=young]"), Hit("odd", 0, 0)]
    outcome = bulk.comment_on_hits(corpus, found, "look", language="en", annotator=WHO)
    assert (outcome.done, dict(outcome.left)) == (2, {"nothing": 1})
    made = {(c.anchor, c.target, c.quote) for c in corpus.read().comments("plain")}
    assert {("spans", None, "weir"), ("annotation", "b2", "")} < made
    undo(corpus, before)


def test_what_is_stopped_changes_nothing(corpus: Store) -> None:
    before = dump(corpus)

    def stop(what: str, done: int, total: int | None) -> None:
        if done >= 100:
            raise Cancelled

    with pytest.raises(Cancelled):
        bulk.tag_hits(corpus, hits(corpus, "reed"), "sighting", annotator=WHO, progress=stop)
    assert dump(corpus) == before


def test_closed_segments_stay_closed(tmp_path: Path) -> None:
    with make_samples(tmp_path / "samples.corpus") as store:
        found = hits(store, '"на"')
        layer = store.scheme.layers[3].id
        outcome = bulk.tag_hits(store, found, layer, annotator="gold")
        assert outcome.left["closed"] > 0
        assert outcome.done + outcome.untouched == len(found)
        errors = [
            p
            for document in {h.document for h in found}
            for p in problems_of(store, document)
            if p.severity == "error" and p.code in ("not_annotated", "overlap", "quote_mismatch")
        ]
        assert errors == []
