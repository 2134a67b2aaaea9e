"""What is said of a document changes as one step, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.corpus import DOCUMENT_RELATIONS, MetadataValue
from annotator.model.review import FINISHED
from annotator.operations.documents.describing import Description, describe
from annotator.operations.documents.documents import set_assignment
from annotator.operations.importing.importing import import_files
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.steps import no_step, one_step, refused


@pytest.fixture
def two(notes: Store, tmp_path: Path) -> tuple[Store, str, str]:
    """The notes, their document and another one."""
    file = tmp_path / "noon.txt"
    file.write_text("At noon there was nothing at the weir.", encoding="utf-8")
    import_files(notes, [file])
    one, other = (row.id for row in notes.read().documents())
    return notes, one, other


def test_metadata_are_set_and_emptied(notes: Store) -> None:
    key = only_document(notes)
    value = MetadataValue(value="Lower weir", inferred=True, note={"en": "By the map."})
    said, emptied = (
        Description(metadata={"station": value}),
        Description(metadata={"station": None}),
    )
    with one_step(notes, "documents.metadata"):
        assert describe(notes, key, said, annotator=WHO) == 1
    assert notes.read().document(key).metadata["station"] == value
    with no_step(notes):
        assert describe(notes, key, said, annotator=WHO) == 0
        describe(notes, key, Description(metadata={"free": None}), annotator=WHO)
    with one_step(notes, "documents.metadata"):
        describe(notes, key, emptied, annotator=WHO)
    assert "station" not in notes.read().document(key).metadata


def test_a_document_is_called_something_else(two: tuple[Store, str, str]) -> None:
    store, one, _ = two
    with one_step(store, "documents.name"):
        describe(store, one, Description(name="  The weir, morning "), annotator=WHO)
    assert store.read().document(one).name == "The weir, morning"
    with no_step(store):
        describe(store, one, Description(name="The weir, morning"), annotator=WHO)
    with refused(store, "name_empty"):
        describe(store, one, Description(name="  "), annotator=WHO)
    sql = "SELECT count(*) FROM search WHERE search MATCH 'name : morning'"
    assert store._connection.execute(sql).fetchone() == (1,)


def test_a_role_decides_whether_a_segment_is_annotated(notes: Store) -> None:
    key = only_document(notes)
    first = notes.read().segments(key)[0]
    aside = Description(roles={first.id: "margin"})
    with one_step(notes, "documents.segment"):
        describe(notes, key, aside, annotator=WHO)
    changed = notes.read().segments(key)[0]
    assert (changed.role, changed.annotate) == ("margin", False)
    with no_step(notes):
        describe(notes, key, aside, annotator=WHO)
    with refused(notes, "no_such_segment", "nowhere"):
        describe(notes, key, Description(roles={"nowhere": "margin"}), annotator=WHO)
    with refused(notes, "no_such_role", "title"):
        describe(notes, key, Description(roles={first.id: "no-such-role"}), annotator=WHO)


def test_a_segment_with_work_is_not_closed(notes: Store) -> None:
    key = only_document(notes)
    first = notes.read().segments(key)[0]
    tag_spans(notes, key, "sighting", [span_of("Morning")], annotator=WHO)
    with refused(notes, "segment_has_work", "1 annotation stands in this segment."):
        describe(notes, key, Description(roles={first.id: "margin"}), annotator=WHO)
    describe(notes, key, Description(roles={first.id: "entry"}), annotator=WHO)


def test_a_finished_document_keeps_its_roles(notes: Store) -> None:
    key = only_document(notes)
    first = notes.read().segments(key)[0]
    set_assignment(notes, key, WHO, FINISHED)
    with refused(notes, "document_finished"):
        describe(notes, key, Description(roles={first.id: "margin"}), annotator=WHO)


@pytest.mark.parametrize("kind", DOCUMENT_RELATIONS)
def test_documents_are_related_in_four_ways(two: tuple[Store, str, str], kind: str) -> None:
    store, one, other = two
    with one_step(store, "documents.relate"):
        describe(store, other, Description(related=[(kind, one)]), annotator=WHO)
    (made,) = store.read().document_relations()
    assert (made.type, made.from_document, made.to_document) == (kind, other, one)
    with refused(store, "relation_exists"):
        describe(store, other, Description(related=[(kind, one)]), annotator=WHO)
    with one_step(store, "documents.unrelate"):
        describe(store, other, Description(unrelated=[(kind, one)]), annotator=WHO)
    assert store.read().document_relations() == []


def test_what_is_no_relation_of_documents(two: tuple[Store, str, str]) -> None:
    store, one, other = two
    for said, code, told in (
        (Description(related=[("copy_of", other)]), "document_relation_type", "reprint_of"),
        (Description(unrelated=[("copy_of", other)]), "document_relation_type", "reprint_of"),
        (Description(related=[("reply_to", one)]), "document_relation_self", ""),
        (Description(related=[("reply_to", "gone")]), "no_such_document", "gone"),
        (Description(related=[("reply_to", other)] * 2), "relation_exists", "reply_to"),
        (Description(unrelated=[("reply_to", "gone")]), "no_such_document_relation", "gone"),
        (Description(unrelated=[("reply_to", other)]), "no_such_document_relation", "reply_to"),
    ):
        with refused(store, code, told):
            describe(store, one, said, annotator=WHO)


def test_several_things_are_one_step(two: tuple[Store, str, str]) -> None:
    store, one, other = two
    first = store.read().segments(one)[0]
    said = Description(
        name="The weir",
        metadata={"station": MetadataValue(value="Bank")},
        roles={first.id: "title"},
        related=[("reply_to", other)],
    )
    with one_step(store, "documents.describe"):
        assert describe(store, one, said, annotator=WHO) == 4
    document = store.read().document(one)
    assert (document.name, document.metadata["station"].value) == ("The weir", "Bank")


def test_one_thing_that_is_refused_keeps_the_others_back(two: tuple[Store, str, str]) -> None:
    store, one, _ = two
    said = Description(
        name="The weir",
        metadata={"station": MetadataValue(value="Bank")},
        unrelated=[("reply_to", one)],
    )
    with refused(store, "no_such_document_relation"):
        describe(store, one, said, annotator=WHO)
