"""Corpora: the schemes there are, making one, opening one, who works on it."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from annotator.formats.scheme_file import write_scheme
from annotator.model.errors import AnnotatorError, FormatError, StoreError
from annotator.model.review import ADJUDICATED, Annotator
from annotator.operations.keeping.corpus import (
    builtin_schemes,
    new_corpus,
    open_corpus,
    put_annotator,
    scheme_named,
)
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME
from tests.operations.steps import no_step, one_step


def test_the_schemes_that_come_along_speak_both_languages() -> None:
    schemes, default = builtin_schemes()
    assert default in {s.id for s in schemes}
    for scheme in schemes:
        owners = (*scheme.layers, *scheme.relation_types)
        named = [*owners, *(f for o in owners for f in o.features), *scheme.built_in_entities]
        assert all(set(x.names) >= {"en", "bg"} for x in named)
        assert all(set(r.texts) >= {"en", "bg"} for r in scheme.rules)


def test_a_scheme_is_found_by_id_or_file(tmp_path: Path) -> None:
    assert scheme_named(None).id == builtin_schemes()[1]
    path = tmp_path / "notes.json"
    write_scheme(SCHEME, path)
    assert scheme_named(str(path)) == SCHEME
    path.write_bytes(BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    assert scheme_named(str(path)) == SCHEME
    with pytest.raises(AnnotatorError) as refused:
        scheme_named("no-such")
    assert refused.value.code == "scheme_missing"


@pytest.mark.parametrize(
    "said",
    [b"", b"{", b"[]", b'{"format": "other"}', b'{"format": "schemes/1", "schemes": []}',
     b'{"format": "schemes/1"}', b'{"format": "schemes/1", "schemes": [{"id": 3}]}',
     b'{"format": "schemes/1", "schemes": [7]}'],
)  # fmt: skip
def test_what_is_no_scheme_file_is_told(tmp_path: Path, said: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(said)
    with pytest.raises(FormatError) as refused:
        scheme_named(str(path))
    assert refused.value.code == "scheme_file"
    assert str(path) in str(refused.value)


def test_a_new_corpus_has_its_scheme_and_annotator(tmp_path: Path) -> None:
    who = Annotator(id="vera", names={"en": "Vera"})
    path = tmp_path / "a.corpus"
    with new_corpus(path, scheme=SCHEME, annotator=who) as store:
        assert store.scheme == SCHEME
        assert store.read().annotators() == [who]
        assert store.undo_step() is None
    assert [p.name for p in tmp_path.iterdir()] == ["a.corpus"]
    with open_corpus(path, read_only=True) as store:
        assert store.scheme == SCHEME


def test_no_corpus_is_made_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        new_corpus(path, scheme=SCHEME)
    assert refused.value.code == "corpus_exists"
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_folder_is_made_for_a_new_corpus(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.corpus"
    new_corpus(path, scheme=SCHEME).close()
    assert path.exists()
    with pytest.raises(StoreError) as refused:
        new_corpus(path / "b.corpus", scheme=SCHEME)
    assert refused.value.code == "cannot_make"
    assert str(path / "b.corpus") in str(refused.value)


def test_a_corpus_that_is_not_there_or_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        open_corpus(tmp_path / "a.corpus")
    assert refused.value.code == "corpus_missing"
    with pytest.raises(StoreError) as refused:
        open_corpus(tmp_path)
    assert refused.value.code == "not_a_corpus"
    for said in (b"", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(200)):
        path = tmp_path / "b.corpus"
        path.write_bytes(said)
        with pytest.raises(StoreError) as refused:
            open_corpus(path)
        assert refused.value.code == "not_a_corpus"
        assert path.read_bytes() == said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_corpus_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    new_corpus(path, scheme=SCHEME).close()
    path.chmod(0)
    with pytest.raises(StoreError) as refused:
        open_corpus(path)
    path.chmod(0o600)
    assert refused.value.code == "cannot_open"


def test_what_is_open_for_reading_is_not_written(notes_file: Path, tmp_path: Path) -> None:
    with open_corpus(notes_file, read_only=True) as store:
        with pytest.raises(StoreError) as refused:
            put_annotator(store, Annotator(id="vera"))
        assert refused.value.code == "read_only"


def test_an_annotator_is_put_once(notes: Store) -> None:
    who = Annotator(id="vera", names={"en": "Vera"})
    with one_step(notes, "corpus.annotator"):
        put_annotator(notes, who)
    with no_step(notes):
        put_annotator(notes, who)
    changed = Annotator(id="vera", kind=ADJUDICATED, names={"en": "All of us"})
    with one_step(notes, "corpus.annotator"):
        put_annotator(notes, changed)
    assert changed in notes.read().annotators()
