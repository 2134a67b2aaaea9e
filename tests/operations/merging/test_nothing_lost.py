"""What is merged on odd ways: handed on by others, on another text, with keys that are taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.entity import Entity
from annotator.model.review import Annotator
from annotator.model.scheme import Layer, Scheme, Tag
from annotator.operations.comments.comments import set_comment_state
from annotator.operations.documents.revisions import correct_text
from annotator.operations.importing.schemes import merged, set_scheme
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.merging.lost import LOST
from annotator.operations.merging.merging import merge
from annotator.operations.packages.packages import Parcel, open_package, pack_return, pack_work
from annotator.operations.tagging.annotate import remove_annotation, set_confidence
from annotator.store.store import Store
from tests.operations.field_notes import make_notes, only_document
from tests.operations.merging.test_merging import tag
from tests.operations.sent import LEAD, bring, digests, hand_out, send


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    """A lead's corpus of one document, handed out to two people."""
    with make_notes(tmp_path / "lead.corpus") as store:
        put_annotator(store, Annotator(id=LEAD, names={"en": "Lead"}))
        hand_out(store, "anna", "boris")
        yield store


def quotes(store: Store, who: str) -> dict[str, str]:
    found = store.read().annotations(only_document(store), annotator=who)
    return {a.quote: a.confidence for a in found}


class Chain:
    """Cora works for Anna, who works for the lead."""

    def __init__(self, lead: Store, folder: Path) -> None:
        self.lead, self.folder = lead, folder
        self.anna = send(lead, "anna", folder)
        put_annotator(self.anna, Annotator(id="cora"))
        way = folder / "to-cora.annotator-package"
        documents = (only_document(self.anna),)
        pack_work(self.anna, way, Parcel(annotator="cora", by="anna", documents=documents))
        self.cora, _ = open_package(way, folder / "cora.corpus")
        self.count = 0

    def to_anna(self) -> Path:
        self.count += 1
        path = self.folder / f"cora-{self.count}.annotator-package"
        pack_return(self.cora, path)
        merge(self.anna, [path])
        return path

    def to_lead(self) -> Path:
        self.count += 1
        path = bring(self.anna, self.folder, str(self.count))
        merge(self.lead, [path])
        return path

    def close(self) -> None:
        self.anna.close()
        self.cora.close()


@pytest.fixture
def chain(lead: Store, tmp_path: Path) -> Iterator[Chain]:
    made = Chain(lead, tmp_path)
    yield made
    made.close()


def test_what_comes_through_somebody_else_goes_on_as_its_annotator_goes_on(
    lead: Store, chain: Chain
) -> None:
    one, other = tag(chain.cora, "weir", "cora"), tag(chain.cora, "call", "cora")
    chain.to_anna()
    first = chain.to_lead()
    assert quotes(lead, "cora") == {"weir": "sure", "call": "sure"}
    set_confidence(chain.cora, one.id, "unsure", annotator="cora")
    remove_annotation(chain.cora, other.id, annotator="cora")
    tag(chain.cora, "heron", "cora")
    last = chain.to_anna()
    chain.to_lead()
    assert quotes(lead, "cora") == {"weir": "unsure", "heron": "sure"}
    after = digests(lead)
    merge(lead, [first])
    assert digests(lead) == after
    counts = merge(lead, [last]).merged.counts
    assert (counts["same"], counts["both_changed"]) == (2, 0)
    assert quotes(lead, "cora") == {"weir": "unsure", "heron": "sure"}


def test_what_came_through_somebody_else_and_was_changed_here_stays(
    lead: Store, chain: Chain
) -> None:
    one, other = tag(chain.cora, "weir", "cora"), tag(chain.cora, "call", "cora")
    chain.to_anna()
    chain.to_lead()
    for made in (one, other):
        set_confidence(lead, made.id, "unsure", annotator="cora")
    remove_annotation(chain.cora, one.id, annotator="cora")
    chain.to_anna()
    chain.to_lead()
    assert quotes(lead, "cora") == {"weir": "unsure", "call": "unsure"}


def test_their_own_package_is_newer_than_what_somebody_handed_on(lead: Store, chain: Chain) -> None:
    one = tag(chain.cora, "weir", "cora")
    chain.to_anna()
    chain.to_lead()
    set_confidence(chain.cora, one.id, "unsure", annotator="cora")
    direct = chain.folder / "direct.annotator-package"
    pack_return(chain.cora, direct)
    assert merge(lead, [direct]).merged.counts["changed_there"] == 1
    tag(chain.anna, "heron", "anna")
    chain.to_lead()
    assert quotes(lead, "cora") == {"weir": "unsure"}
    assert quotes(lead, "anna") == {"heron": "sure"}


def test_nobody_deletes_what_others_brought_themselves(lead: Store, chain: Chain) -> None:
    tag(chain.cora, "weir", "cora")
    direct = chain.folder / "direct.annotator-package"
    pack_return(chain.cora, direct)
    merge(lead, [direct])
    tag(chain.anna, "heron", "anna")
    counts = [merge(lead, [chain.to_lead()]).merged.counts["deleted"] for _ in range(2)]
    assert counts == [0, 0]
    assert quotes(lead, "cora") == {"weir": "sure"}


def test_what_has_no_place_in_our_text_is_kept_in_a_comment(lead: Store, tmp_path: Path) -> None:
    old = tag(lead, "two", "anna")
    with send(lead, "anna", tmp_path) as anna:
        lost = tag(anna, "bittern", "anna")
        monday = bring(anna, tmp_path, "monday")
        tag(anna, "heron", "anna")
        friday = bring(anna, tmp_path, "friday")
    key = only_document(lead)
    text = lead.read().text(key).replace("a bittern boomed, ", "").replace("two dippers ", "")
    correct_text(lead, key, text, annotator=LEAD)
    before = {c.id for c in lead.read().comments(key)}
    assert merge(lead, [monday]).merged.counts["refused"] == 2
    (comment,) = (c for c in lead.read().comments(key) if c.id not in before)
    assert (comment.annotator, comment.anchor) == ("anna", "document")
    assert "bittern" in comment.texts["en"]
    kept = comment.extra[LOST]["annotations"]
    assert [noun["id"] for noun in kept] == [lost.id]
    assert old.id not in str(comment.extra)  # the correction has kept that already
    set_comment_state(lead, comment.id, "resolved", annotator=LEAD)
    merge(lead, [friday])
    found = lead.read().comment(comment.id)
    assert found is not None
    assert (found.state, found.extra[LOST]) == ("resolved", comment.extra[LOST])
    assert len(lead.read().comments(key)) == len(before) + 1


def test_keys_that_are_taken_do_not_come_along() -> None:
    ours = Scheme(id="s", layers=(Layer(id="a", key="1"), Layer(id="b")))
    theirs = Scheme(id="s", layers=(Layer(id="c", key="1"), Layer(id="d", key="2"), Layer(id="e")))
    found = merged(ours, theirs).layers
    assert [(x.id, x.key) for x in found] == [
        ("a", "1"), ("b", None), ("c", None), ("d", "2"), ("e", None),
    ]  # fmt: skip


def test_a_tag_that_was_added_there_loses_a_key_that_is_taken(lead: Store, tmp_path: Path) -> None:
    def with_tag(scheme: Scheme, name: str) -> Scheme:
        layers = [
            replace(layer, features=tuple(
                replace(f, tags=(*f.tags, Tag(id=name, key="o"))) if f.tags else f
                for f in layer.features
            ))
            for layer in scheme.layers
        ]  # fmt: skip
        return replace(scheme, layers=tuple(layers))

    with send(lead, "anna", tmp_path) as anna:
        set_scheme(anna, with_tag(anna.scheme, "theirs"))
        path = bring(anna, tmp_path)
    set_scheme(lead, with_tag(lead.scheme, "ours"))
    merge(lead, [path])
    features = [f for layer in lead.scheme.layers for f in layer.features if f.tags]
    assert features
    for feature in features:
        keys = {tag.id: tag.key for tag in feature.tags or ()}
        assert (keys["ours"], keys["theirs"]) == ("o", None)


def test_a_letter_that_is_taken_stays_with_the_entity_here(lead: Store, tmp_path: Path) -> None:
    def entity(key: str) -> Entity:
        return Entity(id=key, names={"en": key}, kinds=("watcher",), letter="x")

    with send(lead, "anna", tmp_path) as anna:
        with anna.edit("entities.new", annotator="anna") as edit:
            edit.put(entity("theirs"))
        path = bring(anna, tmp_path)
    with lead.edit("entities.new", annotator=LEAD) as edit:
        edit.put(entity("ours"))
    merge(lead, [path])
    letters = {e.id: e.letter for e in lead.read().entities()}
    assert (letters["ours"], letters["theirs"]) == ("x", None)
