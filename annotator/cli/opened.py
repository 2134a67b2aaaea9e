"""Opening a corpus for a command, with what its people should know, and finding documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotator.cli.output import language, warn
from annotator.model.errors import AnnotatorError
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.operations.keeping import corpus as corpora
from annotator.operations.keeping.working_copy import waiting_copy
from annotator.store.store import Store


def open_corpus(path: Path, *, read_only: bool = False, is_brief: bool = False) -> Store:
    """Open a corpus, and write its warnings to standard error; StoreError if it cannot be."""
    waiting = waiting_copy(path)
    store = corpora.open_corpus(path, read_only=read_only, is_brief=is_brief)
    if waiting is not None:
        code = "copy_in_the_way" if waiting.is_in_the_way else "copy_waits"
        data = {"path": str(path), "copy": str(waiting.copy), "edits": waiting.edits}
        warn(sentence_of(code, data, language()))
    if store.was_left_open:
        warn(sentence_of("left_open", {"path": str(path)}, language()))
    for warning in store.warnings:
        warn(sentence(warning, language()))
    return store


def ids_of(store: Store, names: Iterable[str]) -> list[str]:
    """Return the ids of documents given by id or name; AnnotatorError at one that is unknown."""
    found: list[str] = []
    for name in names:
        key = store.read().document_id(name)
        if key is None:
            raise AnnotatorError("no_such_document", name=name)
        found.append(key)
    return found
