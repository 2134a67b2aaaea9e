"""What several people did on machines of their own comes together, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.model.errors import Cancelled, PackageError
from annotator.model.review import Annotator
from annotator.model.scheme import Layer
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.documents import set_assignment
from annotator.operations.documents.revisions import correct_text
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.keeping.safety import make_backup
from annotator.operations.merging.mapping import Mapping3
from annotator.operations.merging.merging import merge
from annotator.operations.rescue.replay import restore_and_replay
from annotator.operations.tagging.annotate import (
    remove_annotation,
    set_confidence,
    set_spans,
    tag_spans,
)
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


def tag(store: Store, word: str, who: str) -> Annotation:
    return tag_spans(store, only_document(store), "bird", [span_of(word)], annotator=who)


def work_of(store: Store) -> set[tuple[str, str]]:
    found = store.read().annotations(only_document(store))
    return {(a.annotator, a.quote) for a in found}


def test_two_come_back_and_are_together(lead: Store, tmp_path: Path) -> None:
    anna, boris = send(lead, "anna", tmp_path), send(lead, "boris", tmp_path)
    with anna, boris:
        tag(anna, "heron", "anna")
        tag(boris, "dippers", "boris")
        set_assignment(boris, only_document(boris), "boris", "finished")
        paths = [bring(anna, tmp_path), bring(boris, tmp_path)]
    before = digests(lead)
    report = merge(lead, paths, by=LEAD)
    assert report.merged.counts["new"] == 2
    assert work_of(lead) == {("anna", "heron"), ("boris", "dippers")}
    assert lead.read().assignment_state(only_document(lead), "boris") == "finished"
    assert lead.history(limit=1)[0].kind == "packages.merge"
    after = digests(lead)
    again = merge(lead, paths, by=LEAD)
    assert (again.merged.counts["new"], again.merged.counts["same"]) == (0, 2)
    assert digests(lead) == after
    lead.undo(LEAD)
    assert digests(lead) == before
    lead.redo(LEAD)
    assert digests(lead) == after


def test_a_dry_run_says_the_same_and_writes_nothing(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        path = bring(anna, tmp_path)
    before, steps = digests(lead), lead.commits()
    dry = merge(lead, [path], dry_run=True)
    assert (digests(lead), lead.commits()) == (before, steps)
    assert dry.merged.counts == merge(lead, [path]).merged.counts
    assert not dry.is_written


def test_several_packages_are_told_as_one_work_that_can_be_stopped_anywhere(
    lead: Store, tmp_path: Path
) -> None:
    paths: list[Path] = []
    for who in ("anna", "boris"):
        with send(lead, who, tmp_path) as theirs:
            tag(theirs, "heron", who)
            paths.append(bring(theirs, tmp_path))
    told: list[tuple[str, int, int | None]] = []
    merge(lead, paths, dry_run=True, progress=lambda *how: told.append(how))
    assert told
    assert told == sorted(told, key=lambda how: how[1])
    assert {(what, total) for what, _, total in told} == {("progress.comparing", 2)}
    calls: list[str] = []
    merge(lead, paths, progress=lambda what, _done, _total: calls.append(what))
    assert set(calls) == {"progress.backup", "progress.merging"}
    lead.undo()
    before, stopped = digests(lead), 0
    while True:
        left = iter(range(stopped))

        def watch(what: str, done: int, total: int | None, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Cancelled

        try:
            report = merge(lead, paths, progress=watch)
        except Cancelled:
            stopped += 1
            assert digests(lead) == before
        else:
            break
    assert stopped >= 3
    assert report.merged.counts["new"] == 2


def test_what_each_side_changed_is_so(lead: Store, tmp_path: Path) -> None:
    kept, gone, here, both, away = (
        tag(lead, word, "anna") for word in ("heron", "dippers", "weir", "call", "two")
    )
    with send(lead, "anna", tmp_path) as anna:
        set_confidence(anna, kept.id, "unsure", annotator="anna")
        remove_annotation(anna, gone.id, annotator="anna")
        set_confidence(anna, both.id, "unsure", annotator="anna")
        remove_annotation(anna, away.id, annotator="anna")
        path = bring(anna, tmp_path)
    for key, value in ((here.id, "unsure"), (away.id, "unsure")):
        set_confidence(lead, key, value, annotator="anna")
    with lead.edit("annotate.feature", annotator="anna") as edit:
        edit.put(both._replace(origin_detail={"seen": True}))
    counts = merge(lead, [path]).merged.counts
    found = {a.id: a for a in lead.read().annotations(only_document(lead))}
    assert found[kept.id].confidence == "unsure"
    assert gone.id not in found
    assert found[here.id].confidence == "unsure"
    assert away.id in found
    (other,) = (a for a in found.values() if (a.origin_detail or {}).get("conflict") == both.id)
    assert (found[both.id].confidence, other.confidence) == ("sure", "unsure")
    assert other.annotator == "anna"
    expected = {"changed_there": 1, "deleted": 1, "changed_here": 2, "both_changed": 1}
    assert {key: counts[key] for key in expected} == expected


def test_work_that_comes_again_takes_the_place_of_what_came_before(
    lead: Store, tmp_path: Path
) -> None:
    with send(lead, "anna", tmp_path) as anna:
        one, other = tag(anna, "heron", "anna"), tag(anna, "weir", "anna")
        monday = bring(anna, tmp_path, "monday")
        set_confidence(anna, one.id, "unsure", annotator="anna")
        remove_annotation(anna, other.id, annotator="anna")
        friday = bring(anna, tmp_path, "friday")
    merge(lead, [monday])
    merge(lead, [friday])
    (found,) = lead.read().annotations(only_document(lead))
    assert (found.id, found.confidence) == (one.id, "unsure")
    late = digests(lead)
    merge(lead, [monday])
    assert digests(lead) == late


def test_nobody_changes_what_others_made(lead: Store, tmp_path: Path) -> None:
    lead_round = hand_out(lead, "anna", "vera", is_blind=False)
    mine = tag(lead, "heron", "vera")
    with send(lead, "anna", tmp_path, round=lead_round) as anna:
        assert {a.id for a in anna.read().annotations(only_document(anna))} == {mine.id}
        with anna.edit("annotate.remove", annotator="anna") as edit:
            edit.remove(Annotation, mine.id)
        path = bring(anna, tmp_path)
    report = merge(lead, [path])
    assert [t.reason for t in report.merged.told] == ["not_theirs"]
    assert lead.read().annotation(mine.id) == mine


def test_what_others_use_is_not_deleted(lead: Store, tmp_path: Path) -> None:
    mine = tag(lead, "heron", "anna")
    with send(lead, "anna", tmp_path) as anna:
        remove_annotation(anna, mine.id, annotator="anna")
        path = bring(anna, tmp_path)
    add_comment(lead, document=mine.document, anchor="annotation", target=mine.id, text="Sure?",
                language="en", annotator=LEAD)  # fmt: skip
    report = merge(lead, [path])
    assert report.merged.counts["deleted"] == 0
    assert [t.reason for t in report.merged.told] == ["deleted_there"]
    assert lead.read().annotation(mine.id) is not None


def test_work_on_an_older_text_is_anchored_anew(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        made, lost = tag(anna, "heron", "anna"), tag(anna, "dippers", "anna")
        path = bring(anna, tmp_path)
    key = only_document(lead)
    text = lead.read().text(key).replace("dippers", "birds")
    correct_text(lead, key, "Seen today. " + text, annotator=LEAD)
    report = merge(lead, [path])
    found = lead.read().annotation(made.id)
    assert found is not None
    assert found.spans[0].begin == made.spans[0].begin + len("Seen today. ")
    assert lost.id in {p.what for p in report.merged.placed}
    assert report.merged.counts["texts_differ"] == 1
    after = digests(lead)
    merge(lead, [path])
    assert digests(lead) == after


def test_a_layer_that_means_something_else_is_refused_by_name(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        path = bring(anna, tmp_path)
    layers = [replace(x, anchoring="document") if x.id == "bird" else x for x in lead.scheme.layers]
    more = Layer(id="other", names={"en": "Other"})
    set_scheme(lead, replace(lead.scheme, layers=(*layers, more)))
    before = digests(lead)
    with pytest.raises(PackageError, match="bird"):
        merge(lead, [path])
    assert digests(lead) == before
    report = merge(lead, [path], mapping=Mapping3(layers={"bird": "other"}))
    assert report.merged.counts["new"] == 1
    assert lead.read().annotations(only_document(lead))[0].layer == "other"


def test_people_are_mapped(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        path = bring(anna, tmp_path)
    merge(lead, [path], mapping=Mapping3(annotators={"anna": "boris"}))
    assert work_of(lead) == {("boris", "heron")}


def test_either_order_gives_the_same(lead: Store, tmp_path: Path) -> None:
    shared = tag(lead, "weir", "anna")
    anna, boris = send(lead, "anna", tmp_path), send(lead, "boris", tmp_path)
    with anna, boris:
        tag(anna, "heron", "anna")
        set_confidence(anna, shared.id, "unsure", annotator="anna")
        tag(boris, "heron", "boris")
        paths = [bring(anna, tmp_path), bring(boris, tmp_path)]
    lead.close()
    found: list[dict[str, str]] = []
    for number, order in enumerate((paths, paths[::-1])):
        copy = tmp_path / f"copy{number}.corpus"
        shutil.copyfile(tmp_path / "lead.corpus", copy)
        with open_corpus(copy) as store:
            assert merge(store, order).merged.counts["documents"] == 1  # two packages, one text
            found.append(digests(store))
    assert found[0] == found[1]


def test_a_merge_comes_back_from_the_journal(lead: Store, tmp_path: Path) -> None:
    mine = tag(lead, "weir", "anna")
    with send(lead, "anna", tmp_path) as anna:
        tag(anna, "heron", "anna")
        set_confidence(anna, mine.id, "unsure", annotator="anna")
        path = bring(anna, tmp_path)
    make_backup(lead)
    merge(lead, [path])
    after = digests(lead)
    lead.close()
    lead.path.write_bytes(lead.path.read_bytes()[:5000])
    _, report = restore_and_replay(lead.path)
    assert report.error is None
    with open_corpus(lead.path) as store:
        assert digests(store) == after


def entity(key: str, name: str) -> Entity:
    return Entity(id=key, names={"en": name}, kinds=("watcher",))


def test_an_entity_of_the_same_name_is_offered_and_mapped(lead: Store, tmp_path: Path) -> None:
    with send(lead, "anna", tmp_path) as anna:
        with anna.edit("entities.new", annotator="anna") as edit:
            edit.put(entity("theirs", "Tomas"))
        add_comment(anna, document=None, anchor="entity", target="theirs", text="Who?",
                    language="en", annotator="anna")  # fmt: skip
        path = bring(anna, tmp_path)
    with lead.edit("entities.new", annotator=LEAD) as edit:
        edit.put(entity("ours", "Tomas"))
    dry = merge(lead, [path], dry_run=True)
    assert [(o.theirs, o.ours, o.name) for o in dry.offers] == [("theirs", "ours", "Tomas")]
    merge(lead, [path], mapping=Mapping3(entities={"theirs": "ours"}))
    ids = {e.id for e in lead.read().entities()}
    assert ("ours" in ids, "theirs" in ids) == (True, False)
    assert [c.target for c in lead.read().comments(None)] == ["ours"]


def test_borders_set_on_an_older_text_come_too(lead: Store, tmp_path: Path) -> None:
    mine, other = tag(lead, "heron", "anna"), tag(lead, "weir", "anna")
    with send(lead, "anna", tmp_path) as anna:
        set_spans(anna, mine.id, [span_of("heron stood")], annotator="anna")
        path = bring(anna, tmp_path)
    key = only_document(lead)
    correct_text(lead, key, "Seen today. " + lead.read().text(key), annotator=LEAD)
    counts = merge(lead, [path]).merged.counts
    assert (counts["changed_there"], counts["same"]) == (1, 1)
    found = {a.id: a.quote for a in lead.read().annotations(key)}
    assert found == {mine.id: "heron stood", other.id: other.quote}
