"""Checking a corpus: what is damaged, what breaks the scheme, what is incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle
from annotator.model.errors import StoreError
from annotator.model.facts import Facts, facts_of
from annotator.model.problem import Problem
from annotator.model.progress import Progress, no_progress
from annotator.model.rules import RuleBook
from annotator.model.rules_of_documents import (
    decision_problems,
    document_problems,
    relation_problems,
    round_problems,
    set_problems,
    shared_comment_problems,
)
from annotator.model.rules_of_entities import entities_problems
from annotator.model.scheme import ERROR, HINT, INCOMPLETE, Scheme
from annotator.model.trees import tag_problems
from annotator.operations.editing.context import book_of
from annotator.operations.rounds.blindness import hidden_work, without_work
from annotator.store.files.counters import EVERYBODY, Tally
from annotator.store.opening.opening import GARBLED
from annotator.store.reading.queries import Reader
from annotator.store.store import Store

_LET_GO = 256
"""Annotations of a reading that was stopped that are let go of at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found; `damage` are faults of the file itself, worded for people."""

    damage: tuple[Problem, ...]
    errors: tuple[Problem, ...]
    incomplete: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    counts: Mapping[str, int]


def check(
    store: Store, progress: Progress = no_progress, *, viewer: str | None = None
) -> CheckReport:
    """Check the file (checksums, digests, hashes, references) and every rule of the scheme.

    Of work that a blind round hides from `viewer` yet nothing is told, but it is checked.
    """
    found: dict[str, list[Problem]] = {ERROR: [], INCOMPLETE: [], HINT: []}
    tally: dict[str, Tally] = {}
    damage = tuple(store.damage())
    counts: Mapping[str, int] = {}
    try:
        with store.reader() as reader:
            counts = reader.counts()
            hidden = hidden_work(reader, viewer)
            _check_documents(store, reader, found, tally, progress, hidden=hidden)
    except (StoreError, *GARBLED):
        if not damage:
            raise
        # Rows that are damaged, which is told, may not be read at all.
    if not store.is_read_only and not damage:
        store.set_tallies(tally)
    return CheckReport(
        damage=damage,
        errors=tuple(found[ERROR]),
        incomplete=tuple(found[INCOMPLETE]),
        hints=tuple(found[HINT]),
        counts=counts,
    )


def _check_documents(
    store: Store,
    reader: Reader,
    found: Mapping[str, list[Problem]],
    tally: dict[str, Tally],
    progress: Progress,
    *,
    hidden: Mapping[str, frozenset[str]],
) -> None:
    kinds = reader.entity_kinds()
    book = book_of(store.scheme)
    for problem in _shared_problems(reader, book.scheme):
        found[problem.severity].append(problem)
    total = reader.counts().get("document", 0)
    for done, bundle in enumerate(reader.bundles(), start=1):
        progress("progress.checking", done, total)
        problems = problems_in(bundle, book, kinds)
        unseen = hidden.get(bundle.document.id, frozenset())
        told = problems_in(without_work(bundle, unseen), book, kinds) if unseen else problems
        for problem in told:
            found[problem.severity].append(problem)
        owners = {a.id: a.annotator for a in bundle.annotations} if problems else {}
        tally[bundle.document.id] = tally_of(problems, owners)


def tally_of(problems: Iterable[Problem], owners: Mapping[str, str]) -> Tally:
    """Return how much is incomplete and wrong; `owners` maps ids of annotations to annotators."""
    counted: dict[str, list[int]] = {EVERYBODY: [0, 0]}
    for problem in problems:
        if problem.severity not in (INCOMPLETE, ERROR):
            continue
        who = {EVERYBODY, owners.get(problem.annotation or "", EVERYBODY)}
        for name in who:
            counted.setdefault(name, [0, 0])[problem.severity == ERROR] += 1
    return {name: (incomplete, errors) for name, (incomplete, errors) in counted.items()}


def problems_in(
    bundle: Bundle, book: RuleBook, kinds: Mapping[str, tuple[str, ...]]
) -> list[Problem]:
    """Return the problems of one document's bundle; `kinds` maps entity ids to kinds."""
    return [
        *book.problems(_facts(bundle, kinds)),
        *document_problems(bundle, book.scheme, kinds),
        *decision_problems(bundle),
    ]


def _shared_problems(reader: Reader, scheme: Scheme) -> Iterator[Problem]:
    """Yield the problems of what documents share: entities, sets, relations between documents."""
    yield from tag_problems(scheme)
    yield from entities_problems(reader.entities(), scheme)
    yield from relation_problems(reader.document_relations())
    yield from shared_comment_problems(reader.comments(None), reader.entity_kinds())
    sets = reader.sets()
    rounds = reader.rounds()
    if sets or rounds:
        documents = {key for _, key in reader.hashes()}
        yield from set_problems(sets, documents)
        yield from round_problems(rounds, documents, {a.id for a in reader.annotators()})


def _facts(bundle: Bundle, kinds: Mapping[str, tuple[str, ...]]) -> Facts:
    return facts_of(
        bundle.document.id,
        bundle.document.text,
        segments=bundle.segments,
        annotations=bundle.annotations,
        relations=bundle.relations,
        entities=kinds,
    )


def facts_of_document(store: Store, document_id: str) -> Facts:
    """Gather everything that a check of one document needs, for the window to keep."""
    return read_facts(store.read(), document_id)


def read_facts(
    reader: Reader,
    document_id: str,
    *,
    progress: Progress = no_progress,
    total: int | None = None,
) -> Facts:
    """Gather the same through any reader, on any thread, annotations portion by portion.

    `total` is how many there are, as `progress` tells it.
    """
    annotations: list[Annotation] = []
    try:
        for portion in reader.annotations_by_portions(document_id):
            annotations += portion
            progress("progress.reading_annotations", len(annotations), total)
    except BaseException:
        # All at once they would be freed in one go, for which every thread would have to wait.
        while annotations:
            del annotations[-_LET_GO:]
        raise
    return facts_of(
        document_id,
        reader.text(document_id),
        segments=tuple(reader.segments(document_id)),
        annotations=annotations,
        relations=reader.relations(document_id),
        entities=reader.entity_kinds(),
    )


def problems_of(store: Store, document_id: str) -> list[Problem]:
    """Return the problems of one document as it stands in the corpus."""
    return list(book_of(store.scheme).problems(facts_of_document(store, document_id)))
