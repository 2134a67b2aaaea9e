"""Steps name a document as people are shown it, by its title or its begin, not by its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.corpus import TITLE, MetadataValue
from annotator.model.errors import RuleError
from annotator.model.wording import step_sentence
from annotator.operations.documents.documents import (
    remove_assignment,
    remove_documents,
    set_assignment,
)
from annotator.operations.documents.revisions import correct_text
from annotator.operations.rounds.rounds import reopen
from annotator.store.store import Store
from tests.operations.field_notes import WHO, make_notes, only_document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A corpus of one document, which has a title."""
    with make_notes(tmp_path / "notes.corpus") as made:
        document = made.read().document(only_document(made))
        with made.edit("documents.metadata", annotator=WHO, data={"key": TITLE}) as edit:
            edit.put(replace(document, metadata={TITLE: MetadataValue(value="A day out")}))
        yield made


def said(store: Store) -> str:
    return step_sentence(store.history(limit=1)[0], "en")


def test_what_is_done_to_a_document_names_its_title(store: Store) -> None:
    key = only_document(store)
    set_assignment(store, key, WHO, "finished")
    reopen(store, key, WHO, "one more look")
    assert "A day out" in said(store)
    with pytest.raises(RuleError, match="A day out"):
        reopen(store, key, WHO, "again")
    remove_assignment(store, key, WHO)
    assert said(store).startswith("A day out")
    correct_text(store, key, f"Dawn. {store.read().text(key)}", annotator=WHO)
    assert "Text of A day out corrected" in said(store)
    remove_documents(store, [key], annotator=WHO)
    assert said(store) == "Remove document A day out"


def test_without_a_title_it_is_named_by_how_it_begins(tmp_path: Path) -> None:
    with make_notes(tmp_path / "notes.corpus") as store:
        key = only_document(store)
        correct_text(store, key, f"{store.read().text(key)}!", annotator=WHO)
        assert said(store).startswith("Text of Morning at the weir")
