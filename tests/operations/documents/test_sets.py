"""Sets of documents, and several documents at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import RuleError
from annotator.model.review import FINISHED, IGNORED
from annotator.operations.documents.documents import remove_documents, set_assignments
from annotator.operations.documents.sets import new_set, put_in_set, sets_by_document, take_from_set
from annotator.operations.importing.importing import import_files
from annotator.store.store import Store
from tests.operations.field_notes import WHO


@pytest.fixture
def three(notes: Store, tmp_path: Path) -> list[str]:
    for name in ("two", "three"):
        (tmp_path / f"{name}.txt").write_text(f"Text {name} of the corpus.", encoding="utf-8")
    import_files(notes, [tmp_path / "two.txt", tmp_path / "three.txt"])
    return [row.id for row in notes.read().documents()]


def test_a_set_is_made_filled_and_goes_with_its_last_document(notes: Store, three) -> None:
    made = new_set(notes, "  Pilot  one ", three[:1], annotator=WHO, language="bg")
    assert made.names == {"bg": "Pilot one"}
    assert new_set(notes, "pilot ONE", three[1:2], annotator=WHO).id == made.id
    assert put_in_set(notes, made.id, three[:2], annotator=WHO).documents == tuple(three[:2])
    assert sets_by_document(notes, "bg") == {key: ("Pilot one",) for key in three[:2]}
    take_from_set(notes, made.id, three[:1], annotator=WHO)
    assert take_from_set(notes, made.id, three[1:], annotator=WHO) is None
    assert notes.read().sets() == []
    for _ in range(4):
        notes.undo(WHO)
    assert notes.read().sets() == []
    for _ in range(2):
        notes.redo(WHO)
    assert notes.read().sets()[0].documents == tuple(three[:2])


def test_no_step_where_nothing_changes(notes: Store, three) -> None:
    made = new_set(notes, "Pilot", three, annotator=WHO)
    before = notes.history(limit=1)
    put_in_set(notes, made.id, three, annotator=WHO)
    take_from_set(notes, made.id, ["nobody"], annotator=WHO)
    assert notes.history(limit=1) == before
    with pytest.raises(RuleError):
        new_set(notes, " ", three, annotator=WHO)
    with pytest.raises(RuleError):
        put_in_set(notes, "nothing", three, annotator=WHO)


def test_several_documents_are_one_step(notes: Store, three) -> None:
    set_assignments(notes, three, WHO, IGNORED)
    assert {a.state for a in notes.read().assignments()} == {IGNORED}
    remove_documents(notes, three[1:], annotator=WHO)
    assert [row.id for row in notes.read().documents()] == three[:1]
    notes.undo(WHO)
    assert [row.id for row in notes.read().documents()] == three
    notes.undo(WHO)
    assert notes.read().assignments() == []


def test_a_finished_document_stays_and_so_do_the_others(notes: Store, three) -> None:
    set_assignments(notes, three[2:], WHO, FINISHED)
    with pytest.raises(RuleError):
        remove_documents(notes, three, annotator=WHO)
    assert len(list(notes.read().documents())) == 3
