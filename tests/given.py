"""A corpus that somebody gives to a script of the tests: a copy to work on, or a sentence."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import AnnotatorError
from annotator.operations.keeping.corpus import open_corpus

_FEW = 12
"""So many names are told where the one that was asked for is not there."""


@contextmanager
def given_corpus(
    path: Path, *, document: str | None = None, annotator: str | None = None
) -> Iterator[Path]:
    """Lend a copy of a corpus for as long as one works on it.

    SystemExit with a sentence if it is none or is damaged, or has no document, no such document or
    annotator.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / "copy.corpus"))
        try:
            _look(copy, document, annotator)
            yield copy
        except AnnotatorError as error:
            raise SystemExit(str(error).replace(str(copy), str(path))) from error


def _look(path: Path, document: str | None, annotator: str | None) -> None:
    with open_corpus(path, read_only=True) as store:
        reader = store.read()
        if reader.first_document() is None:
            raise SystemExit("there is no document in this corpus")
        if document is not None and reader.document_id(document) is None:
            raise SystemExit(_lacking("document", document, [d.name for d in reader.documents()]))
        people = [a.id for a in reader.annotators()]
        if annotator is not None and annotator not in people:
            raise SystemExit(_lacking("annotator", annotator, people))


def _lacking(what: str, wanted: str, known: list[str]) -> str:
    said = f"there is no {what} {wanted!r} in this corpus"
    names = ", ".join(known[:_FEW]) + (" …" if len(known) > _FEW else "")
    return f"{said}; there are {names}" if known else said
