"""Documents and what belongs to them: metadata, segments, sets, relations, tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.language import Texts
from annotator.model.span import Spans
from annotator.text.names import opening_of

TITLE, LANGUAGE, PUBLISHED, LICENCE = "title", "language", "published", "licence"
"""Metadata keys that the program itself reads, where a document has them."""

DOCUMENT_RELATIONS = ("reprint_of", "translation_of", "revision_of", "reply_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataValue:
    """One value of a document's metadata; `inferred` says that somebody concluded it."""

    value: Any
    inferred: bool = False
    note: Texts | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A named text, frozen with its sha256 (of the text in UTF-8).

    `name` is what people call it; `source_id` the id that its file gave it, `file` that file's
    name. `source` tells what import found: raw_sha256, bytes, encoding, how, counts of what
    was replaced. `revision` counts corrections of the text from 1.
    """

    id: str
    name: str
    text: str
    sha256: str
    revision: int = 1
    source_id: str | None = None
    file: str | None = None
    metadata: Mapping[str, MetadataValue] = field(default_factory=dict[str, MetadataValue])
    source: Mapping[str, Any] = field(default_factory=dict[str, Any])
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def length(self) -> int:
        """Length of the text in code points."""
        return len(self.text)

    @property
    def title(self) -> str:
        """What people are shown for it: its title, else how it begins, else its name."""
        told = self.metadata.get(TITLE)
        return str(told.value) if told else opening_of(self.text) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An older text of a document, kept when a correction made a new one.

    `made` and `reason` tell when and why it was corrected. `lost` holds what had no place in the
    new text, as data of the own JSONL with its offsets in this one: lists of annotations,
    relations, comments and segments, and the tokens.
    """

    document: str
    number: int
    text: str
    sha256: str
    made: str | None = None
    reason: str | None = None
    lost: Mapping[str, Any] = field(default_factory=dict[str, Any])
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a document: role, whether it is annotated, what it repeats, its keys.

    `parent` is the id of the segment it is nested in; `keys` are typed facts (speaker, …).
    """

    id: str
    begin: int
    end: int
    role: str
    annotate: bool = True
    duplicate_of: str | None = None
    parent: str | None = None
    keys: Mapping[str, Any] = field(default_factory=dict[str, Any])
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSet:
    """A named group of documents (a pilot, a batch, a month)."""

    id: str
    names: Texts
    documents: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRelation:
    """One document is a reprint, translation, revision of or reply to another."""

    id: str
    type: str
    from_document: str
    to_document: str
    note: Texts | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Tokens and sentences of a document, as `tokenizer` (name/version) cut them.

    `spans` are the tokens; `sentences` are spans of the text; each of `columns` (lemma, tag,
    head, ...) has a value or None for every token.
    """

    tokenizer: str
    spans: Spans
    sentences: Spans = ()
    columns: Mapping[str, tuple[str | None, ...]] = field(
        default_factory=dict[str, tuple[str | None, ...]]
    )
