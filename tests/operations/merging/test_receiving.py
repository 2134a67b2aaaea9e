"""What is said of packages before any of them is taken in, and what it would cost to send one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.entity import Entity
from annotator.model.errors import Cancelled, PackageError
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.merging.merging import merge
from annotator.operations.merging.places import MOST, NEW_DOCUMENTS
from annotator.operations.merging.receiving import guess, look_into
from annotator.operations.packages.packages import Parcel, open_package, pack_work, weigh_work
from annotator.operations.rounds.rounds import hand_to
from annotator.operations.tagging.annotate import remove_annotation, tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import make_notes, only_document, span_of
from tests.operations.sent import LEAD, bring, hand_out, send


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    with make_notes(tmp_path / "lead.corpus") as store:
        put_annotator(store, Annotator(id=LEAD, names={"en": "Lead"}))
        hand_out(store, "anna")
        yield store


def test_a_package_says_what_it_holds_and_for_whom(lead: Store, tmp_path: Path) -> None:
    path = tmp_path / "work.annotator-package"
    made = pack_work(lead, path, Parcel(annotator="anna", by=LEAD, due="2026-12-01"))
    found = look_into(path)
    assert found.package == made
    assert found.name_of(LEAD) == {"en": "Lead"}
    assert found.name_of("nobody") == {}
    assert found.size == path.stat().st_size


def test_what_is_weighed_is_what_is_packed(lead: Store, tmp_path: Path) -> None:
    key = only_document(lead)
    tag_spans(lead, key, "bird", [span_of("heron")], annotator="anna")
    tag_spans(lead, key, "bird", [span_of("weir")], annotator=LEAD)
    for is_blind in (True, False):
        parcel = Parcel(annotator="anna", by=LEAD, is_blind=is_blind)
        weighed = weigh_work(lead, parcel)
        made = pack_work(lead, tmp_path / "p", parcel)
        assert weighed.counts == made.counts
    assert made.counts["annotations"] == 2


def test_a_cut_package_is_refused_before_anything(lead: Store, tmp_path: Path) -> None:
    path = tmp_path / "work.annotator-package"
    pack_work(lead, path, Parcel(annotator="anna", by=LEAD))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(PackageError):
        look_into(path)


def test_looking_can_be_stopped(lead: Store, tmp_path: Path) -> None:
    path = tmp_path / "work.annotator-package"
    pack_work(lead, path, Parcel(annotator="anna", by=LEAD))

    def stop(what: str, done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        look_into(path, stop)


def test_whoever_is_called_alike_is_guessed_and_told_as_a_guess(
    lead: Store, tmp_path: Path
) -> None:
    with send(lead, "anna", tmp_path) as anna:
        put_annotator(anna, Annotator(id="other-lead", names={"en": "Lead"}))
        put_annotator(anna, Annotator(id="new", names={"en": "Nobody knows"}))
        scheme = anna.read().scheme()
        (bird, *rest) = scheme.layers
        with anna.edit("test", annotator="anna") as edit:
            twin = replace(bird, id="fowl")
            edit.put(replace(scheme, layers=(bird, *rest, twin)))
            edit.put(Entity(id="their-hill", names={"en": "The hill"}, kinds=("area",)))
        path = bring(anna, tmp_path)
    with lead.edit("test", annotator=LEAD) as edit:
        edit.put(Entity(id="our-hill", names={"en": "The hill"}, kinds=("area",)))
    found = guess(lead.read(), [look_into(path)])
    people = {g.theirs: (g.ours, g.is_known) for g in found.annotators}
    assert people["anna"] == ("anna", True)
    assert people["other-lead"] == (LEAD, False)
    assert people["new"] == (None, False)
    assert [(g.theirs, g.ours) for g in found.layers] == [("fowl", bird.id)]
    assert [(g.theirs, g.ours) for g in found.entities] == [("their-hill", "our-hill")]


def test_a_merge_keeps_the_places_of_what_it_counts(lead: Store, tmp_path: Path) -> None:
    key = only_document(lead)
    kept = tag_spans(lead, key, "bird", [span_of("heron")], annotator="anna")
    gone = tag_spans(lead, key, "bird", [span_of("weir")], annotator="anna")
    with send(lead, "anna", tmp_path) as anna:
        remove_annotation(anna, gone.id, annotator="anna")
        new = tag_spans(anna, key, "bird", [span_of("call")], annotator="anna")
        path = bring(anna, tmp_path)
    merged = merge(lead, [path], dry_run=True).merged
    at = {fate: [(p.what, p.quote, p.begin) for p in ps] for fate, ps in
          merged.places.by_fate.items()}  # fmt: skip
    assert at["new"] == [(new.id, "call", new.spans[0].begin)]
    assert at["deleted"] == [(gone.id, "weir", gone.spans[0].begin)]
    assert at["same"] == [(kept.id, "heron", kept.spans[0].begin)]
    assert merged.counts["annotations"] == 2
    assert all(len(ps) <= MOST for ps in merged.places.by_fate.values())


def test_documents_that_are_new_here_are_told(lead: Store, tmp_path: Path) -> None:
    tag_spans(lead, only_document(lead), "bird", [span_of("heron")], annotator="anna")
    path = tmp_path / "work.annotator-package"
    pack_work(lead, path, Parcel(annotator="anna", by=LEAD))
    store, _ = open_package(path, tmp_path / "anna.corpus")
    with store:
        back = bring(store, tmp_path)
    with Store.create(tmp_path / "other.corpus", lead.read().scheme()) as other:
        merged = merge(other, [back], dry_run=True).merged
    assert merged.counts["new_documents"] == merged.counts["documents"] == 1
    assert [p.name for p in merged.places.by_fate[NEW_DOCUMENTS]]
    assert [p.quote for p in merged.places.by_fate["new"]] == ["heron"]


def test_handing_to_somebody_new_is_one_step(lead: Store) -> None:
    key = only_document(lead)
    before = lead.commits()
    assert hand_to(lead, Annotator(id="mira", names={"en": "Mira"}), [key], by=LEAD) == 1
    assert lead.commits() == before + 1
    assert lead.read().assignment_state(key, "mira") == "new"
    assert hand_to(lead, Annotator(id="mira"), [key], by=LEAD) == 0
    assert lead.commits() == before + 1
    lead.undo(LEAD)
    assert "mira" not in {a.id for a in lead.read().annotators()}
