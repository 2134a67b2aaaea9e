"""Searching the corpus: hits document by document, lines with their context, sorting, pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from annotator.analysis.concordance import (
    form_key,
    hit_of,
    left_key,
    left_of,
    right_key,
    right_of,
)
from annotator.model.annotation import Annotation
from annotator.model.corpus import PUBLISHED
from annotator.model.errors import AnnotatorError
from annotator.model.progress import Progress, no_progress
from annotator.model.query import Hit, Manner, Query
from annotator.model.query_parsing import parse
from annotator.model.scheme import Scheme
from annotator.model.span import Span, overlaps
from annotator.operations.search.matching import DocumentAt, Matcher
from annotator.operations.search.names import Names
from annotator.store.reading.queries import Reader
from annotator.store.searching import memory_file
from annotator.store.searching.search import SearchReader
from annotator.store.store import Store
from annotator.text import graphemes, parts, patterns
from annotator.text.patterns import PatternTimeout

DOCUMENT, LEFT, RIGHT, FORM, DATE = "document", "left", "right", "hit", "date"
ORDERS = (DOCUMENT, LEFT, RIGHT, FORM, DATE)
CONTEXT = 60
"""Code points of context on each side, unless asked otherwise."""
_TEXTS_KEPT = 32
_TOLD_EVERY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A hit in its context; `name` is the document's, `annotations` are those it shares text with.

    `left` and `right` are the text as it is, line breaks included; of a very long hit `text` leaves
    out the middle.
    """

    hit: Hit
    name: str
    left: str
    text: str
    right: str
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some lines of all; `total` counts all hits of the corpus, `documents` where they are."""

    lines: tuple[Line, ...]
    total: int
    documents: int


def read_query(reader: Reader, scheme: Scheme, typed: str, manner: Manner | None = None) -> Query:
    """Return what is typed as a query with ids; QueryError says what is wrong, and where."""
    return Names(scheme, reader).resolve(parse(typed, manner))


def hits_of(
    reader: Reader,
    scheme: Scheme,
    query: Query,
    *,
    annotator: str | None = None,
    progress: Progress = no_progress,
) -> Iterator[list[Hit]]:
    """Yield the hits of one document after the other, those without a hit left out.

    The first ones are there before the rest is looked at. `annotator` is of whose assignments
    states are asked. An expression that takes too long is an AnnotatorError; what was
    yielded stands.
    """
    matcher = Matcher(query, scheme, reader, annotator=annotator)
    search = SearchReader(reader.connection, reader.remembered)
    total = search.count()
    found = 0

    def watch(number: int) -> None:
        progress("progress.searching", number, total)

    for looked_at, candidate in enumerate(search.candidates(matcher.filter, watch)):
        if looked_at % _TOLD_EVERY == 0:
            watch(candidate.number)
        try:
            asked = partial(watch, candidate.number)
            places = matcher.places(DocumentAt(candidate, reader, search, asked))
        except PatternTimeout as error:
            raise AnnotatorError("query_slow", name=candidate.name, documents=found) from error
        found = looked_at + 1
        if places:
            yield [Hit(candidate.id, *place) for place in places]


def make_ready() -> None:
    """Load what reads, finds and cuts letters, for which the first search would wait."""
    patterns.make_ready()
    parts.make_ready()
    graphemes.make_ready()
    memory_file.make_ready()


def prepare(store: Store, progress: Progress = no_progress) -> None:
    """Gather what the searches of this sitting ask for, so that their first page is there sooner.

    Takes about half a second for 250,000 annotations; what has not changed is not gathered again,
    nor what an earlier sitting kept.
    """
    make_ready()
    with store.reader() as reader:
        search = SearchReader(reader.connection, reader.remembered)
        total = search.count()
        is_kept = search.prepare(lambda number: progress("progress.searching", number, total))
    if is_kept:
        with store.reader() as reader:
            SearchReader(reader.connection, reader.remembered).see_to_purges()


def hits_in(
    reader: Reader,
    scheme: Scheme,
    document_id: str,
    query: Query,
    *,
    annotator: str | None = None,
) -> list[Hit]:
    """Return the hits of one document."""
    matcher = Matcher(query, scheme, reader, annotator=annotator)
    search = SearchReader(reader.connection, reader.remembered)
    candidate = search.candidate(document_id)
    if candidate is None:
        return []
    places = matcher.places(DocumentAt(candidate, reader, search))
    return [Hit(document_id, *place) for place in places]


class Lines:
    """Makes lines of hits; the texts of the last documents are kept."""

    def __init__(self, reader: Reader, *, context: int = CONTEXT) -> None:
        """Read through a reader, `context` code points on each side."""
        self._reader = reader
        self._search = SearchReader(reader.connection, reader.remembered)
        self.context = context
        self._texts: OrderedDict[str, tuple[str, str]] = OrderedDict()

    def line(self, hit: Hit, *, with_annotations: bool = True) -> Line:
        """Return the line of a hit."""
        name, text = self.document(hit.document)
        near: list[Annotation] = []
        if with_annotations:
            near = self._reader.annotations_near(hit.document, hit.begin, hit.end)
        place = Span(hit.begin, hit.end)
        return Line(
            hit=hit,
            name=name,
            left=left_of(text, hit.begin, self.context),
            text=hit_of(text, hit.begin, hit.end),
            right=right_of(text, hit.end, self.context),
            annotations=tuple(a for a in near if any(overlaps(place, s) for s in a.spans)),
        )

    def document(self, document_id: str) -> tuple[str, str]:
        """Return name and text of a document."""
        found = self._texts.get(document_id)
        if found is None:
            told = self._search.told(document_id)
            if told is None:
                # Whoever is asked for one that is not there says so.
                document = self._reader.document(document_id)
                told = (document.name, None, document.text)
            name, title, text = told
            opening = " ".join(text[:CONTEXT].split())
            found = self._texts[document_id] = (title or opening or name, text)
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(document_id)
        return found


def sorted_hits(
    reader: Reader, hits: Iterable[Hit], order: str, progress: Progress = no_progress
) -> list[Hit]:
    """Return hits in one of `ORDERS`; equal ones stay in the order in which they came."""
    listed = list(hits)
    if order == DOCUMENT:
        return listed
    keys: list[str] = []
    for document, group in groupby(listed, key=lambda hit: hit.document):
        progress("progress.sorting", len(keys), len(listed))
        if order == DATE:
            published = reader.document(document).metadata.get(PUBLISHED)
            # What has no date comes last.
            keys += [str(published.value) if published else "\uffff"] * sum(1 for _ in group)
            continue
        text = reader.text(document)
        keys += [_sort_key(text, hit, order) for hit in group]
    ranked = sorted(range(len(listed)), key=keys.__getitem__)
    return [listed[number] for number in ranked]


def _sort_key(text: str, hit: Hit, order: str) -> str:
    if order == LEFT:
        return left_key(text, hit.begin)
    if order == RIGHT:
        return right_key(text, hit.end)
    return form_key(text, hit.begin, hit.end)


def search(
    store: Store,
    typed: str,
    *,
    manner: Manner | None = None,
    order: str = DOCUMENT,
    context: int = CONTEXT,
    page: int = 1,
    limit: int = 50,
    annotator: str | None = None,
    progress: Progress = no_progress,
) -> Page:
    """Search the corpus and return one page of lines, counted from 1, with the count of all hits.

    Runs on a snapshot and a connection of its own. QueryError for what cannot be read.
    """
    with store.reader() as reader:
        query = read_query(reader, store.scheme, typed, manner)
        groups = hits_of(reader, store.scheme, query, annotator=annotator, progress=progress)
        first = max(0, page - 1) * limit
        if order != DOCUMENT:
            every = [hit for group in groups for hit in group]
            documents = len({hit.document for hit in every})
            shown = sorted_hits(reader, every, order, progress)[first : first + limit]
            total = len(every)
        else:
            shown, total, documents = _one_page(groups, first, limit)
        lines = Lines(reader, context=context)
        made = tuple(lines.line(hit) for hit in shown)
    return Page(lines=made, total=total, documents=documents)


def _one_page(groups: Iterator[list[Hit]], first: int, limit: int) -> tuple[list[Hit], int, int]:
    shown: list[Hit] = []
    total = documents = 0
    for group in groups:
        begin = max(0, first - total)
        shown += group[begin : begin + limit - len(shown)] if len(shown) < limit else []
        total += len(group)
        documents += 1
    return shown, total, documents
