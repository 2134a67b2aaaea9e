"""Sets of documents, and the four relations between documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.corpus import DocumentRelation, DocumentSet
from annotator.operations.checking.check import check
from annotator.operations.documents.describing import Description, describe
from annotator.operations.documents.documents import (
    remove_assignment,
    remove_documents,
    set_assignment,
)
from annotator.operations.documents.sets import new_set, put_in_set, take_from_set
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.store.store import Store
from tests.operations.field_notes import WHO, make_notes
from tests.operations.steps import one_step, refused


@pytest.fixture
def days(notes: Store, tmp_path: Path) -> tuple[Store, list[str]]:
    """Three documents and their ids."""
    for name in ("noon", "night"):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"At {name} there was nothing at the weir.", encoding="utf-8")
        import_files(notes, [file])
    return notes, [row.id for row in notes.read().documents()]


def test_a_set_holds_what_there_is_and_goes_with_its_last_document(
    days: tuple[Store, list[str]],
) -> None:
    store, (one, two, three) = days
    group = new_set(store, "Pilot", [two, one], annotator=WHO)
    with one_step(store, "documents.put_in_set"):
        put_in_set(store, group.id, [three, one], annotator=WHO)
    with refused(store, "no_such_noun"):
        put_in_set(store, group.id, ["gone"], annotator=WHO)
    with refused(store, "no_such_noun"):
        new_set(store, "Other", ["gone"], annotator=WHO)
    with refused(store, "set_without_name"):
        new_set(store, " ", [one], annotator=WHO)
    with one_step(store, "documents.remove"):
        remove_documents(store, [one], annotator=WHO)
    assert store.read().sets()[0].documents == (two, three)
    assert not [p for p in check(store).errors if p.code == "set_documents"]
    with one_step(store, "documents.remove_set"):
        take_from_set(store, group.id, [two, three], annotator=WHO)
    with refused(store, "no_such_noun"):
        take_from_set(store, group.id, [two], annotator=WHO)


def test_what_was_written_by_something_else_is_listed(days: tuple[Store, list[str]]) -> None:
    store, (one, two, _) = days
    with store.edit("documents.import", annotator=WHO) as edit:
        edit.put(DocumentSet(id="s", names={}, documents=(one, "gone", "too")))
        edit.put(DocumentRelation(id="r", type="copy_of", from_document=one, to_document=two))
        edit.put(DocumentRelation(id="q", type="reply_to", from_document=one, to_document=one))
    found = {p.code: p for p in check(store).errors}
    assert set(found) == {"set_documents", "document_relation_type", "document_relation_self"}
    assert found["set_documents"].data["count"] == 2


@pytest.mark.parametrize(("format", "name"), [("jsonl", "a.jsonl"), ("tei", "a.xml")])
def test_sets_and_relations_go_out_and_come_back(
    days: tuple[Store, list[str]], tmp_path: Path, format: str, name: str
) -> None:
    store, (one, two, three) = days
    new_set(store, "Pilot", [three, one], annotator=WHO)
    describe(store, two, Description(related=[("translation_of", three)]), annotator=WHO)
    export(store, tmp_path / name, format)
    with make_notes(tmp_path / "b.corpus", text="Elsewhere.", name="else") as other:
        assert import_files(other, [tmp_path / name]).refused == ()
        assert other.read().sets() == store.read().sets()
        assert other.read().document_relations() == store.read().document_relations()


def test_an_assignment_is_taken_back(days: tuple[Store, list[str]]) -> None:
    store, (one, *_) = days
    set_assignment(store, one, WHO, "in_progress", reason="Pilot.")
    with one_step(store, "documents.unassign"):
        remove_assignment(store, one, WHO)
    assert store.read().assignments() == []
    with refused(store, "no_such_noun"):
        remove_assignment(store, one, WHO)
    with refused(store, "no_such_state", "ignored"):
        set_assignment(store, one, WHO, "half done")
