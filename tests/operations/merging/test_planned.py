"""What a merge would do is found out on a copy: nobody sees it, nobody waits, nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.merging.merging import merge
from annotator.operations.tagging.annotate import remove_annotation, set_confidence
from annotator.store.store import Store
from tests.operations.field_notes import make_notes, only_document
from tests.operations.merging.test_merging import tag
from tests.operations.sent import LEAD, bring, digests, hand_out, send
from tests.store.released import FOLDER


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    """A lead's corpus of one document, handed out to two people."""
    with make_notes(tmp_path / "lead.corpus") as store:
        put_annotator(store, Annotator(id=LEAD, names={"en": "Lead"}))
        hand_out(store, "anna", "boris")
        yield store


def test_who_reads_meanwhile_sees_the_corpus_as_it_is(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        path = bring(anna, tmp_path)
    before, steps = digests(lead), lead.history()
    seen: list[bool] = []

    def look(what: str, _done: int, _total: int | None) -> None:
        with lead.reader() as other:
            there = [a.quote for a in other.annotations(only_document(lead))]
        seen.append((digests(lead), lead.history(), there) == (before, steps, []))

    assert merge(lead, [path], dry_run=True, progress=look).merged.counts["new"] == 1
    assert seen
    assert all(seen)


def test_who_tags_meanwhile_does_not_wait_and_the_merge_is_right(
    lead: Store, tmp_path: Path
) -> None:
    mine, gone = tag(lead, "weir", "anna"), tag(lead, "call", "anna")
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        remove_annotation(anna, gone.id, annotator="anna")
        set_confidence(anna, mine.id, "unsure", annotator="anna")
        path = bring(anna, tmp_path)
    done: list[str] = []

    def work(what: str, _done: int, _total: int | None) -> None:
        if not done:
            done.append(tag(lead, "dippers", "boris").id)
            set_confidence(lead, gone.id, "unsure", annotator="anna")

    planned = merge(lead, [path], dry_run=True, progress=work).merged.counts
    assert (planned["new"], planned["deleted"], planned["changed_there"]) == (1, 1, 1)
    assert lead.read().annotation(done[0]) is not None
    anew = merge(lead, [path], dry_run=True).merged.counts
    assert (anew["new"], anew["deleted"], anew["changed_here"]) == (1, 0, 1)
    counts = merge(lead, [path]).merged.counts
    assert counts == anew
    found = {a.id: a for a in lead.read().annotations(only_document(lead))}
    assert found[gone.id].confidence == "unsure"
    assert found[mine.id].confidence == "unsure"
    assert done[0] in found


def test_a_plan_that_is_stopped_anywhere_leaves_nothing(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        path = bring(anna, tmp_path)
    before, files = digests(lead), sorted(tmp_path.iterdir())

    def stop(what: str, _done: int, _total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        merge(lead, [path], dry_run=True, progress=stop)
    assert (digests(lead), sorted(tmp_path.iterdir())) == (before, files)


def test_a_corpus_that_is_open_elsewhere_can_be_planned_for(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        path = bring(anna, tmp_path)
    with open_corpus(lead.path, read_only=True) as read:
        assert merge(read, [path], dry_run=True).merged.counts["new"] == 1


def test_a_file_of_an_older_version_is_planned_for_as_it_is(tmp_path: Path) -> None:
    path = FOLDER / "1.corpus"
    kept = path.read_bytes()
    with make_notes(tmp_path / "lead.corpus") as store:
        put_annotator(store, Annotator(id="anna"))
        hand_out(store, "anna")
        with send(store, "anna", tmp_path) as anna:
            tag(anna, "heron", "anna")
            way = bring(anna, tmp_path)
        scheme = store.scheme
    with open_corpus(path, read_only=True) as read:
        layers = {layer.id for layer in read.scheme.layers}
        assert {layer.id for layer in scheme.layers} - layers
        with pytest.raises(AnnotatorError) as caught:
            merge(read, [way], dry_run=True)
    assert caught.value.code == "scheme_differs"
    assert path.read_bytes() == kept
