"""By what a document of a file is known again in a corpus, though its text may be another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.errors import FormatError
from annotator.model.known_ids import KnownIds
from annotator.model.scheme import Scheme
from annotator.store.reading.queries import Reader
from annotator.store.reading.telling_apart import (
    document_of_text,
    documents_bare,
    last_row,
    older_hashes,
    row_of_document,
)
from annotator.text.likeness import share_kept

ENOUGH = 0.5
"""How much of our text must stand in another one for that to be its next revision."""
_MOST_FRESH = 1000
"""Of how many documents of one file the marks are held."""

Mark = tuple[str, str]


class How(Enum):
    """How a document of a file and one of the corpus belong together."""

    NEW = "new"
    SAME = "same"
    OLDER = "older"
    CHANGED = "changed"


class Meeting(NamedTuple):
    """The document of ours that is meant (None where there is none), and how it is.

    Same: its text is ours; older: its text is one that ours was corrected from, or corrected
    from such a one; changed: ours is to be corrected to it.
    """

    how: How
    document: str | None = None


class Known:
    """The documents of a corpus by what tells them apart, kept up to date in an import.

    Of each document few bytes are kept: what seems to be there is looked up in the corpus.
    """

    def __init__(self, reader: Reader) -> None:
        """Read lazily: most imports need no more than the hashes."""
        self._reader = reader
        self._texts: KnownIds | None = None
        self._ids = KnownIds()
        self._older: dict[str, str] = {}
        self._by_mark: dict[Mark, list[str]] | None = None
        self._fresh: dict[str, tuple[Mark, ...]] = {}
        self._last_before = last_row(reader.connection)
        self._newest = ("", "")
        self.renamed: dict[str, str] = {}

    def _hashes(self) -> KnownIds:
        if self._texts is None:
            self._texts = KnownIds()
            for sha256, key in self._reader.hashes():
                self._texts.add((sha256,))
                self._ids.add((key,))
            self._older = dict(older_hashes(self._reader.connection))
        return self._texts

    def document_of_text(self, sha256: str) -> str | None:
        """Return the id of the document whose text has that hash, or None."""
        if sha256 == self._newest[0]:
            return self._newest[1]
        is_there = sha256 in self._hashes()
        return document_of_text(self._reader.connection, sha256) if is_there else None

    def has_id(self, document_id: str) -> bool:
        """Say whether a document has that id."""
        return self._row_of(document_id) is not None

    def _row_of(self, document_id: str) -> int | None:
        self._hashes()
        is_there = document_id in self._ids
        return row_of_document(self._reader.connection, document_id) if is_there else None

    def add(self, document: Document, scheme: Scheme) -> None:
        """Note a document that has come in; it is met by its marks from the next file on."""
        self._note_text(document)
        self._ids.add((document.id,))
        if self._by_mark is not None and len(self._fresh) <= _MOST_FRESH:
            self._fresh[document.id] = _all_marks(document, scheme)

    def put_text(self, before: Document, after: Document) -> None:
        """Note that a document has another text now."""
        self._note_text(after)
        self._older[before.sha256] = after.id

    def _note_text(self, document: Document) -> None:
        self._hashes().add((document.sha256,))
        self._newest = (document.sha256, document.id)

    def begin_file(self) -> None:
        """Let documents of the files before be met: those of one file are different ones."""
        if len(self._fresh) > _MOST_FRESH:
            # Not all were held: they are read from the corpus.
            self._by_mark = None
        if self._by_mark is not None:
            for key, marks in self._fresh.items():
                self._note(self._by_mark, key, marks)
        self._fresh.clear()
        self._last_before = last_row(self._reader.connection)

    def meet(self, bundle: Bundle, scheme: Scheme, *, by_file: bool, file: str) -> Meeting:
        """Say which of our documents a bundle is about.

        `by_file` lets the name of a text file tell; FormatError if it tells nothing certain.
        """
        document = bundle.document
        known = self.document_of_text(document.sha256)
        if known is not None:
            return Meeting(How.SAME, known)
        older = self._older.get(document.sha256)
        if older is not None:
            return Meeting(How.OLDER, older)
        for revision in bundle.revisions:
            ours = self.document_of_text(revision.sha256)
            if ours is not None:
                return Meeting(How.CHANGED, ours)
        for revision in bundle.revisions:
            ours = self._older.get(revision.sha256)
            if ours is not None:
                return Meeting(How.OLDER, ours)
        if by_file:
            named = self._by_file(document, scheme, file)
            if named is not None:
                return Meeting(How.CHANGED, named)
        alike = self._alike(document, self._candidates(document, scheme))
        return Meeting(How.NEW) if alike is None else Meeting(How.CHANGED, alike)

    def _candidates(self, document: Document, scheme: Scheme) -> list[str]:
        marks = self._marks(scheme)
        row = self._row_of(document.id)
        found = [document.id] if row is not None and row <= self._last_before else []
        for mark in marks_of(document, scheme):
            found += marks.get(mark, ())
        return list(dict.fromkeys(found))

    def _alike(self, document: Document, candidates: Iterable[str]) -> str | None:
        best, chosen = ENOUGH, None
        for key in candidates:
            share = share_kept(self._reader.text(key), document.text)
            if share >= best:
                best, chosen = share, key
        return chosen

    def _by_file(self, document: Document, scheme: Scheme, file: str) -> str | None:
        if not document.file:
            return None
        named = self._marks(scheme).get(("file", document.file), [])
        if len(named) > 1:
            raise FormatError(
                "revision_of_several", file=file, line=None, count=len(named), reason="several"
            )
        if named and self._alike(document, named) is None:
            raise FormatError("revision_unlike", file=file, line=None, reason="unlike")
        return named[0] if named else None

    def _marks(self, scheme: Scheme) -> dict[Mark, list[str]]:
        if self._by_mark is None:
            self._by_mark = {}
            if self._last_before:
                for document in documents_bare(self._reader.connection, last=self._last_before):
                    self._note(self._by_mark, document.id, _all_marks(document, scheme))
        return self._by_mark

    @staticmethod
    def _note(by_mark: dict[Mark, list[str]], key: str, marks: Iterable[Mark]) -> None:
        for mark in marks:
            by_mark.setdefault(mark, []).append(key)


def _all_marks(document: Document, scheme: Scheme) -> tuple[Mark, ...]:
    return (*marks_of(document, scheme), ("file", document.file or ""))


def marks_of(document: Document, scheme: Scheme) -> Iterator[Mark]:
    """Yield what tells a document apart from others: its id in its source, its addresses."""
    if document.source_id is not None:
        yield "source", document.source_id
    for key in scheme.metadata_keys:
        value = document.metadata.get(key.id) if key.type == "url" else None
        if value is not None and value.value:
            yield "url", str(value.value)
