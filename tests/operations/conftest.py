"""The samples and a corpus of other names, each made once and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.operations.keeping.corpus import open_corpus
from annotator.store.store import Store
from tests.operations.field_notes import make_notes
from tests.samples import make_samples


@pytest.fixture(scope="session")
def samples_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed corpus of the samples; nobody may change it."""
    path = tmp_path_factory.mktemp("samples") / "samples.corpus"
    make_samples(path).close()
    return path


@pytest.fixture(scope="session")
def notes_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed corpus of field notes; nobody may change it."""
    path = tmp_path_factory.mktemp("notes") / "notes.corpus"
    make_notes(path).close()
    return path


@pytest.fixture
def samples(samples_file: Path, tmp_path: Path) -> Iterator[Store]:
    """An open copy of the samples."""
    path = tmp_path / "samples.corpus"
    shutil.copyfile(samples_file, path)
    with open_corpus(path) as store:
        yield store


@pytest.fixture
def notes(notes_file: Path, tmp_path: Path) -> Iterator[Store]:
    """An open copy of the field notes."""
    path = tmp_path / "notes.corpus"
    shutil.copyfile(notes_file, path)
    with open_corpus(path) as store:
        yield store
