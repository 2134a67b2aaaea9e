"""What a file brings to a corpus that knows some of it already: ours stands, what is new comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.model.corpus import DocumentRelation, DocumentSet, MetadataValue
from annotator.model.review import IN_PROGRESS, Annotator
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.describing import Description, describe
from annotator.operations.exporting.demo import sample_files
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import ImportReport, import_files
from annotator.operations.keeping.corpus import new_corpus, put_annotator, scheme_named
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import new_entity, set_entity
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, make_notes, only_document, span_of
from tests.operations.steps import no_step, one_step

Rows = list[dict[str, Any]]


def _rows(store: Store, path: Path) -> Rows:
    export(store, path, "jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _take(store: Store, path: Path, rows: Rows) -> ImportReport:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    report = import_files(store, [path])
    assert report.refused == ()
    return report


@pytest.fixture
def worked(notes: Store) -> Store:
    """Field notes with an annotation, a comment, an entity and metadata."""
    key = only_document(notes)
    seen = tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO)
    add_comment(
        notes,
        document=key,
        anchor="annotation",
        target=seen.id,
        text="So?",
        language="en",
        annotator=WHO,
    )
    new_entity(notes, names={"en": "Heron"}, annotator=WHO)
    said = Description(metadata={"station": MetadataValue(value="Lower weir")})
    describe(notes, key, said, annotator=WHO)
    return notes


def test_a_changed_text_of_the_same_id_is_its_next_revision(worked: Store, tmp_path: Path) -> None:
    rows = _rows(worked, tmp_path / "a.jsonl")
    row = rows[1]
    row["text"] += " Later."
    row.update(length=len(row["text"]), segments=[])
    del row["text_sha256"]
    with one_step(worked, "documents.import"):
        report = _take(worked, tmp_path / "a.jsonl", rows)
    assert (report.documents, report.known_documents) == (0, 0)
    (done,) = report.corrections
    assert (done.document.revision, done.touched, done.lost) == (2, (), ())
    (only,) = worked.read().documents()
    assert worked.read().text(only.id).endswith(" Later.")
    assert [r.number for r in worked.read().revisions(only.id)] == [1]
    with no_step(worked):
        assert _take(worked, tmp_path / "a.jsonl", rows).known_documents == 1


def test_quite_another_text_of_the_same_id_is_another_document(
    worked: Store, tmp_path: Path
) -> None:
    rows = _rows(worked, tmp_path / "a.jsonl")
    row = rows[1]
    row["text"] = "A heron, and nothing else of what stood here before: it rains again."
    row.update(length=len(row["text"]), segments=[], annotations=[], comments=[])
    del row["text_sha256"]
    with one_step(worked, "documents.import"):
        report = _take(worked, tmp_path / "a.jsonl", rows)
    assert (report.documents, report.known_documents, report.corrections) == (1, 0, ())
    first, second = worked.read().documents()
    assert first.id != second.id
    assert worked.read().text(second.id) == row["text"]
    with no_step(worked):
        assert _take(worked, tmp_path / "a.jsonl", rows).known_documents == 1


def test_new_work_on_a_known_text_is_added(worked: Store, tmp_path: Path) -> None:
    key = only_document(worked)
    rows = _rows(worked, tmp_path / "a.jsonl")
    extra = json.loads(json.dumps(rows[1]["annotations"][0]))
    extra.update(id="0f", annotator="otto")
    rows[1]["annotations"].append(extra)
    rows[1]["assignments"] = [{"annotator": "otto", "state": IN_PROGRESS}]
    with one_step(worked, "documents.import"):
        report = _take(worked, tmp_path / "a.jsonl", rows)
    assert (report.documents, report.annotations, report.known_documents) == (0, 1, 1)
    assert report.losses == ()
    assert worked.read().annotation("0f") is not None
    assert "otto" in {a.id for a in worked.read().annotators()}
    assert worked.read().assignment_state(key, "otto") == IN_PROGRESS


def test_ours_stands_where_both_say_something(worked: Store, tmp_path: Path) -> None:
    key = only_document(worked)
    rows = _rows(worked, tmp_path / "a.jsonl")
    rows[0]["entities"][0]["names"] = {"en": "Somebody else"}
    rows[1]["annotations"][0]["features"] = {"tally": 9}
    rows[1]["metadata"] = {"station": {"value": "Upper weir", "inferred": False}}
    rows[1]["comments"][0]["texts"] = {"en": "Other words."}
    rows[1]["segments"][0]["role"] = "title"
    with no_step(worked):
        report = _take(worked, tmp_path / "a.jsonl", rows)
    assert sorted(loss.kind for loss in report.losses) == [
        "entity_differs",
        "kept_ours",
        "kept_ours",
        "metadata_differs",
        "segments_differ",
    ]
    assert worked.read().document(key).metadata["station"].value == "Lower weir"


def test_what_ours_does_not_say_is_taken(worked: Store, tmp_path: Path) -> None:
    key = only_document(worked)
    rows = _rows(worked, tmp_path / "a.jsonl")
    rows[1]["metadata"] = {"walked_on": {"value": "2026-04-01", "inferred": True}}
    rows[1]["source_id"] = "weir-7"
    with one_step(worked, "documents.import"):
        report = _take(worked, tmp_path / "a.jsonl", rows)
    assert report.losses == ()
    document = worked.read().document(key)
    assert set(document.metadata) >= {"station", "walked_on"}
    assert document.source_id == "weir-7"


def test_segments_come_where_there_is_no_work_yet(notes: Store, tmp_path: Path) -> None:
    key = only_document(notes)
    rows = _rows(notes, tmp_path / "a.jsonl")
    rows[1]["segments"][0]["role"] = "title"
    with one_step(notes, "documents.import"):
        _take(notes, tmp_path / "a.jsonl", rows)
    assert notes.read().segments(key)[0].role == "title"


def test_a_letter_of_ours_is_no_difference(worked: Store, tmp_path: Path) -> None:
    rows = _rows(worked, tmp_path / "a.jsonl")
    entity = next(iter(worked.read().entities()))
    set_entity(worked, replace(entity, letter="h"), annotator=WHO)
    with no_step(worked):
        assert _take(worked, tmp_path / "a.jsonl", rows).losses == ()


def test_entities_may_stand_for_each_other_in_any_order(notes: Store, tmp_path: Path) -> None:
    rows = _rows(notes, tmp_path / "a.jsonl")
    rows[0]["entities"] = [
        {"id": "a", "names": {"en": "A"}, "represents": "c"},
        {"id": "b", "names": {"en": "B"}, "parent": "a"},
        {"id": "c", "names": {"en": "C"}},
    ]
    with one_step(notes, "documents.import"):
        assert _take(notes, tmp_path / "a.jsonl", rows).entities == 3
    found = {e.id: e for e in notes.read().entities()}
    assert (found["a"].represents, found["b"].parent) == ("c", "a")


def test_sets_and_relations_of_documents_find_their_documents(tmp_path: Path) -> None:
    with make_notes(tmp_path / "a.corpus") as store:
        other = tmp_path / "other.txt"
        other.write_text("Another day at the weir.", encoding="utf-8")
        import_files(store, [other])
        one, two = (d.id for d in store.read().documents())
        with store.edit("documents.import", annotator=WHO) as edit:
            edit.put(DocumentSet(id="s", names={"en": "Pilot"}, documents=(one, two)))
            edit.put(DocumentRelation(id="r", type="reply_to", from_document=two, to_document=one))
        rows = _rows(store, tmp_path / "a.jsonl")
    with new_corpus(tmp_path / "b.corpus", scheme=SCHEME) as store:
        assert _take(store, tmp_path / "a.jsonl", rows).losses == ()
        assert [s.documents for s in store.read().sets()] == [(one, two)]
        relation = next(iter(store.read().document_relations()))
        assert (relation.from_document, relation.to_document) == (two, one)


def _reprint() -> list[Path]:
    return [f for f in sample_files() if f.name.startswith(("01_", "02_"))]


@pytest.mark.parametrize("order", [lambda fs: fs, lambda fs: fs[::-1]])
def test_a_relation_waits_for_its_other_end(
    tmp_path: Path, order: Callable[[list[Path]], list[Path]]
) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        report = import_files(store, order(_reprint()))
        assert len(list(store.read().document_relations())) == 1
        assert "document_relations" not in {loss.kind for loss in report.losses}


def test_a_relation_without_its_other_end_is_told(tmp_path: Path) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        report = import_files(store, _reprint()[1:])
        assert [loss.kind for loss in report.losses] == ["document_relations"]
        assert list(store.read().document_relations()) == []


def test_a_bad_file_takes_nothing_from_the_good_ones_before_it(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "a", "spans": []}\n{\n', encoding="utf-8")
    first, second = _reprint()
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        report = import_files(store, [second, bad, first])
        assert [r.line for r in report.refused] == [2]
        assert report.documents == 2
        assert len(list(store.read().document_relations())) == 1


def test_an_annotator_that_only_work_names_is_made(notes: Store, tmp_path: Path) -> None:
    rows = _rows(notes, tmp_path / "a.jsonl")
    rows[0]["annotators"] = []
    rows[1]["comments"] = [
        {
            "id": "c1",
            "kind": "question",
            "anchor": {"document": True},
            "annotator": "zora",
            "texts": {"en": "So?"},
        }
    ]
    put_annotator(notes, Annotator(id="otto"))
    with one_step(notes, "documents.import"):
        _take(notes, tmp_path / "a.jsonl", rows)
    assert {a.id for a in notes.read().annotators()} == {WHO, "otto", "zora"}
