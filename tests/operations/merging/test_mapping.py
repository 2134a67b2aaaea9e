"""Entities of several packages, or of one and of ours, that are perhaps the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.entity import Entity
from annotator.model.review import Annotator
from annotator.operations.checking.check import check
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.merging.mapping import Mapping3, entity_offers
from annotator.operations.merging.merging import merge
from annotator.operations.merging.receiving import guess, look_into
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import new_entity
from annotator.operations.tagging.meaning import add_entities
from annotator.store.store import Store
from tests.operations.field_notes import make_notes, only_document, span_of
from tests.operations.sent import LEAD, bring, digests, hand_out, send


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    """A lead's corpus of one document, handed out to two people."""
    with make_notes(tmp_path / "lead.corpus") as store:
        put_annotator(store, Annotator(id=LEAD, names={"en": "Lead"}))
        hand_out(store, "anna", "boris")
        yield store


def _named(
    lead: Store, tmp_path: Path, people: dict[str, tuple[str, tuple[str, ...]]]
) -> list[Path]:
    """Return what comes back where each made an entity of their own, of a name and of kinds."""
    paths: list[Path] = []
    for who, (name, kinds) in people.items():
        with send(lead, who, tmp_path) as store:
            made = new_entity(store, names={"en": name}, kinds=kinds, annotator=who)
            document = only_document(store)
            bird = tag_spans(store, document, "bird", [span_of("heron")], annotator=who)
            add_entities(store, bird.id, [made.id], annotator=who)
            paths.append(bring(store, tmp_path))
    return paths


def test_who_was_named_by_several_is_guessed_to_be_one_and_comes_as_one(
    lead: Store, tmp_path: Path
) -> None:
    told = {"anna": ("Tomas", ("taxon:grown",)), "boris": ("Tomas", ("taxon:grown",))}
    paths = _named(lead, tmp_path, told)
    contents = [look_into(path) for path in paths]
    guesses = guess(lead.read(), contents).entities
    assert guesses == guess(lead.read(), contents[::-1]).entities
    ((theirs, ours),) = [(g.theirs, g.ours) for g in guesses]
    assert ours is not None
    lead.close()
    found: list[dict[str, str]] = []
    for number, order in enumerate((paths, paths[::-1])):
        copy = tmp_path / f"copy{number}.corpus"
        shutil.copyfile(tmp_path / "lead.corpus", copy)
        with open_corpus(copy) as store:
            merge(store, order, mapping=Mapping3(entities={theirs: ours}))
            assert [e.id for e in store.read().entities()] == [ours]
            meant = [a.features["species"] for a in store.read().annotations(only_document(store))]
            assert meant == [[ours], [ours]]
            assert not check(store).errors
            found.append(digests(store))
    assert found[0] == found[1]


def test_a_name_without_a_kind_may_be_anybody_of_that_name() -> None:
    for first, second, wanted in (
        (("taxon:grown",), (), 1),
        ((), ("taxon:grown",), 1),
        (("taxon:grown",), ("spot:weir",), 0),
    ):
        mine = Entity(id="ours", names={"en": "Tomas"}, kinds=first)
        other = Entity(id="theirs", names={"en": "Tomas"}, kinds=second)
        assert len(list(entity_offers([mine], [other]))) == wanted


def test_two_of_one_name_in_one_package_stay_two(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        for _ in range(2):
            new_entity(anna, names={"en": "Tomas"}, annotator="anna")
        path = bring(anna, tmp_path)
    assert guess(lead.read(), [look_into(path)]).entities == ()
