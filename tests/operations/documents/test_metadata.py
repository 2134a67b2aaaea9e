"""Metadata: typed where the scheme declares a key, free elsewhere, inferred with a note."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.model.corpus import LICENCE, MetadataValue
from annotator.operations.checking.check import check
from annotator.operations.documents.describing import Description, describe
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.store.store import Store
from tests.operations.field_notes import WHO, make_notes, only_document
from tests.operations.steps import one_step, refused

STEP = "documents.metadata"


def put(store: Store, key: str, value: Any, **more: Any) -> None:
    """Set one value of the only document."""
    told = MetadataValue(value=value, **more)
    describe(store, only_document(store), Description(metadata={key: told}), annotator=WHO)


@pytest.mark.parametrize("value", ["2026-04-01", "2026-04~", "2026-04-01/.."])
def test_a_date_is_a_date(notes: Store, value: str) -> None:
    with one_step(notes, STEP):
        put(notes, "walked_on", value)


@pytest.mark.parametrize(
    ("key", "value"), [("walked_on", "the first of April"), ("walked_on", 2026), ("station", 7)]
)
def test_another_type_is_refused_in_the_words_of_the_scheme(
    notes: Store, key: str, value: Any
) -> None:
    said = "Walked on" if key == "walked_on" else "Station"
    with refused(notes, "rule_refused", f"{said} cannot be {value}"):
        put(notes, key, value)


def test_free_keys_hold_anything(notes: Store) -> None:
    for value in ("rain", 7, 0.5, True):
        put(notes, "weather of the day", value)
    assert check(notes).errors == ()


def test_a_value_is_inferred_with_a_note_and_the_licence_is_one_of_them(
    notes: Store, tmp_path: Path
) -> None:
    note = {"en": "From the diary.", "bg": "От дневника."}
    with one_step(notes, STEP):
        put(notes, "station", "Lower weir", inferred=True, note=note)
    with one_step(notes, STEP):
        put(notes, LICENCE, "CC BY 4.0")
    expected = notes.read().document(only_document(notes)).metadata
    assert expected["station"] == MetadataValue(value="Lower weir", inferred=True, note=note)
    for name, file in (("jsonl", "a.jsonl"), ("tei", "a.xml")):
        export(notes, tmp_path / file, name)
        with make_notes(tmp_path / f"{name}.corpus", text="Elsewhere.", name="else") as other:
            import_files(other, [tmp_path / file])
            assert other.read().document(only_document(notes)).metadata == expected


def test_what_is_imported_and_wrong_is_kept_and_listed(notes: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        '{"text": "At noon a heron.", "spans": [], "meta": {"walked_on": "last year"}}\n',
        encoding="utf-8",
    )
    assert import_files(notes, [file]).refused == ()
    key = notes.read().document_id("a") or [d.id for d in notes.read().documents()][1]
    assert notes.read().document(key).metadata["walked_on"].value == "last year"
    (wrong,) = [p for p in check(notes).errors if p.code == "metadata_value"]
    assert (wrong.document, wrong.data["metadata"]) == (key, "walked_on")


def test_a_required_key_that_is_missing_is_incomplete(notes: Store) -> None:
    assert [p.data for p in check(notes).incomplete if p.code == "metadata_required"] == [
        {"metadata": "station"}
    ]
    put(notes, "station", "Lower weir")
    assert not [p for p in check(notes).incomplete if p.code == "metadata_required"]
