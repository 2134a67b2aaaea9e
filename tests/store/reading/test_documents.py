"""Documents are found by what people call them, and their texts are those of now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.corpus import LANGUAGE, MetadataValue, Segment, Tokens
from annotator.model.errors import StoreError
from annotator.model.span import Span
from annotator.store.reading.documents import (
    Texts,
    named_document,
    read_document,
    read_language,
    read_segments,
    read_tokens,
)
from annotator.store.store import Store
from tests.operations.field_notes import TEXT, WHO, make_notes, only_document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open corpus with one document."""
    with make_notes(tmp_path / "notes.corpus") as made:
        yield made


def _put_another(store: Store, key: str, **more: str) -> None:
    document = read_document(store.read().connection, only_document(store))
    with store.edit("documents.import", annotator=WHO) as edit:
        edit.put(replace(document, id=key, **more))


def test_the_language_is_what_the_metadata_name(store: Store) -> None:
    connection, key = store.read().connection, only_document(store)
    document = read_document(connection, key)
    assert (read_language(connection, key), read_language(connection, "nowhere")) == ("en", "")
    for told, expected in (({}, ""), ({LANGUAGE: MetadataValue(value="fr")}, "fr")):
        with store.edit("documents.metadata", annotator=WHO) as edit:
            edit.put(replace(document, metadata=told))
        assert store.read().language(key) == expected


def test_a_document_is_read_whole(store: Store) -> None:
    connection, key = store.read().connection, only_document(store)
    document = read_document(connection, key)
    assert (document.id, document.text) == (key, TEXT)
    assert Texts(connection).of(key) == TEXT


def test_what_is_not_there_is_refused_by_name(store: Store) -> None:
    connection = store.read().connection
    for ask in (lambda: read_document(connection, "never"), lambda: Texts(connection).of("never")):
        with pytest.raises(StoreError) as caught:
            ask()
        assert (caught.value.code, caught.value.data["name"]) == ("no_such_document", "never")


def test_an_id_goes_before_a_source_id_and_that_before_a_name(store: Store) -> None:
    connection = store.read().connection
    _put_another(store, "c", name="heron", source_id="s3")
    assert named_document(connection, "heron") == "c"
    _put_another(store, "b", name="dipper", source_id="heron")
    assert named_document(connection, "heron") == "b"
    _put_another(store, "heron", name="bittern", source_id="s1")
    assert named_document(connection, "heron") == "heron"
    assert named_document(connection, "nowhere") is None


def test_of_several_of_one_name_the_first_is_meant(store: Store) -> None:
    _put_another(store, "z", name="heron", source_id="s1")
    _put_another(store, "a", name="heron", source_id="s2")
    assert named_document(store.read().connection, "heron") == "z"


def test_a_text_that_is_kept_is_no_older_one(store: Store) -> None:
    key = only_document(store)
    texts, document = store.read()._texts, store.read().document(key)
    assert texts.of(key) == TEXT
    _put_another(store, "other", name="other", source_id="o")
    # The same text under another id is the one that is kept.
    assert texts.of("other") is texts.of(key)
    other = replace(document, text=TEXT.upper(), sha256="0" * 64)
    with store.edit("documents.correct", annotator=WHO) as edit:
        edit.put(other)
        assert edit.reader.text(key) == TEXT.upper()
    assert texts.of(key) == TEXT.upper()
    store.undo()
    assert texts.of(key) == TEXT


def test_segments_come_in_their_order_and_not_in_that_of_the_text(store: Store) -> None:
    connection, key = store.read().connection, only_document(store)
    role = store.scheme.segment_roles[0].id
    made = [
        Segment(id="second", begin=20, end=40, role=role),
        Segment(id="first", begin=0, end=20, role=role),
    ]
    with store.edit("segments.put", annotator=WHO) as edit:
        edit.put_segments(key, made)
    assert read_segments(connection, key) == made
    assert read_segments(connection, "never") == []


def test_tokens_are_read_where_some_are_kept(store: Store) -> None:
    connection, key = store.read().connection, only_document(store)
    tokens = Tokens(
        tokenizer="ours/1", spans=(Span(0, 7), Span(8, 10)), columns={"lemma": ("morning", None)}
    )
    with store.edit("tokens.put", annotator=WHO) as edit:
        edit.put_tokens(key, tokens)
    assert read_tokens(connection, key) == tokens
    with store.edit("tokens.put", annotator=WHO) as edit:
        edit.put_tokens(key, None)
    assert read_tokens(connection, key) is None
    store.undo()
    assert read_tokens(connection, key) == tokens
