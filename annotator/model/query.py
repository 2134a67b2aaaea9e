"""What a search asks for, as plain data, and what it finds.

A query is a tree. Its leaves are words, patterns, facts of documents and annotations; a document
is in if the tree holds for it, and its hits are the places of all words, patterns and annotations
that are asked for and not excluded. Positions are places in the typed text, for errors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from annotator.text.finding import FORMS, Word
from annotator.text.parts import Part
from annotator.text.pieces import Sought
from annotator.text.runs import Run

EQUALS, DIFFERS, CONTAINS = "=", "!=", ":"
COMPARING = ("<=", ">=", "<", ">")
OPERATORS = (*COMPARING, DIFFERS, EQUALS, CONTAINS)
INSIDE_IT = 0
"""The distance of `Near` that means: within the other one."""
FLAGS = ("incomplete", "unsure", "commented", "suggested")
"""What an annotation may be beside its layer and features; also what the text marks it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One word, or several that follow each other."""

    words: tuple[Word, ...]
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A regular expression."""

    source: str
    ignore_case: bool = True
    whole_words: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What must hold of a document: `key` is one of its metadata, or a word of the language.

    `values` are alternatives; a query as it was typed has one.
    """

    key: str
    operator: str
    values: tuple[Any, ...]
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold of an annotation: a feature with one of `values`; none: it is empty.

    `is_closed`: the values are ids or numbers, just as annotations have them.
    """

    feature: str
    operator: str
    values: tuple[Any, ...]
    is_closed: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """Annotations: of a layer (None: of any), with features, flags, by annotators (none: any)."""

    layer: str | None = None
    conditions: tuple[Condition, ...] = ()
    flags: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Every part holds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """At least one part holds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What `what` finds within something that `to` finds, or at most `words` words from it."""

    what: Query
    to: Query
    words: int = INSIDE_IT


Query = Words | Expression | Fact | Tagged | All | Some | Not | Near
PLACED = (Words, Expression, Tagged)
"""The leaves that have places of their own."""


class Hit(NamedTuple):
    """One place: `[begin, end)` of a document in code points, and the annotation that it is.

    Where nothing but facts were asked for, a document is a hit of no length at its begin.
    """

    document: str
    begin: int
    end: int
    annotation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How plain words are looked for unless the query itself says."""

    mode: str = FORMS
    is_exact: bool = False
    is_expression: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What the store can tell of an annotation that must be in a document.

    `layer`: None is any. `needles`: values in JSON of which one stands in the features (none: any).
    `fits` says of features whether they are such as are asked for (None: all are); it is asked
    of a few thousand at the most. `annotators` (none: anybody), and columns with their values.
    `quoted`: one of these stands in its quote (none: any quote). `may_lack` says of a layer and
    features whether such an annotation may be incomplete (None: that is not asked for).
    """

    layer: str | None = None
    needles: tuple[str, ...] = ()
    fits: Callable[[Mapping[str, Any]], bool] | None = None
    annotators: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    is_commented: bool = False
    quoted: tuple[Sought, ...] = ()
    may_lack: Callable[[str, Mapping[str, Any]], bool] | None = None


class Term(NamedTuple):
    """A word of the search index, or several that follow each other; of the last one the begin."""

    text: str
    is_begin: bool = False


class Loose(NamedTuple):
    """Words of the index with signs between them that it has as words; none: beside each other."""

    words: tuple[Term, ...]
    signs: tuple[str, ...]


class Beside(NamedTuple):
    """Two words of the search index with at most `distance` words between them."""

    one: Term
    other: Term
    distance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the store can tell of a query by its indexes: every document that fits passes.

    `phrases`: each of them must have one of its alternatives in the text (see
    `text.finding.index_phrases` and, for parts of words, `text.parts`). `sequences` are words
    that must follow each other; of each of `words` the index must have one. `facts` compare dates
    of the metadata, `values` are keys of it with what says of a value whether it fits.
    `documents` are the numbers of those that may pass. `tagged` are annotations that must be
    there, of each of `either` one; documents with annotations as in `without` do not pass, nor
    those in `excluded`. Of each of `workers` one must have annotations or an assignment, of each of
    `idle` none may have them. Each of `names` is a part of the key of the name.
    Of each of `pieces` one must stand in a word of the text, of each of `besides` one in the index,
    as far as that parts words as texts do. All of `runs` are in the text. `wants_text`: the text of
    each will be asked for.
    Where one of `veiled` stands with what nobody sees within it, the index says nothing but that
    there are pieces of one of `parted`, words or begins of words, or all of one of `apart`, which
    need not follow each other then; `parted` is None: nor does it say that.
    No text that passes has one of the words `lacking`.
    """

    phrases: tuple[tuple[str | Part, ...], ...] = ()
    sequences: tuple[tuple[Part, ...], ...] = ()
    words: tuple[tuple[Term | Loose, ...], ...] = ()
    facts: tuple[Fact, ...] = ()
    values: tuple[tuple[str, Callable[[Any], bool]], ...] = ()
    documents: frozenset[int] | None = None
    tagged: tuple[Marked, ...] = ()
    either: tuple[tuple[Marked, ...], ...] = ()
    without: tuple[Marked, ...] = ()
    excluded: frozenset[int] = frozenset()
    workers: tuple[tuple[str, ...], ...] = ()
    idle: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    pieces: tuple[tuple[Sought, ...], ...] = ()
    besides: tuple[tuple[Beside, ...], ...] = ()
    veiled: tuple[Sought, ...] = ()
    parted: tuple[Part, ...] | None = None
    apart: tuple[tuple[Part, ...], ...] = ()
    lacking: tuple[Word, ...] = ()
    runs: tuple[Run, ...] = ()
    wants_text: bool = False

    @property
    def is_hopeless(self) -> bool:
        """Whether it is known that no document passes."""
        return not all(self.words) or (self.documents is not None and not self.documents)

    def among(self, documents: frozenset[int]) -> Filter:
        """Return a filter that lets no others pass than some documents."""
        both = documents if self.documents is None else documents & self.documents
        return replace(self, documents=both)
