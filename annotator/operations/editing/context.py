"""What an operation must know of the neighbourhood of an annotation before it edits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.errors import RuleError
from annotator.model.facts import Facts, facts_of
from annotator.model.language import LANGUAGES, Texts
from annotator.model.problem import Problem
from annotator.model.review import FINISHED
from annotator.model.rules import RuleBook
from annotator.model.rules_of_kinds import MISSING
from annotator.model.scheme import ERROR, Feature, Layer, RelationType, Scheme
from annotator.model.wording import problem_sentence
from annotator.store.store import Store
from annotator.text import shortening

_QUOTE_SHOWN = 60
Sign = tuple[Any, ...]
"""What makes two findings the same one, whatever it is called."""
_books: dict[int, tuple[Scheme, RuleBook]] = {}


def now() -> str:
    """Return the time of an edit: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def book_of(scheme: Scheme) -> RuleBook:
    """Return the rule book of a scheme; the last few are kept, they are dear to make."""
    found = _books.get(id(scheme))
    if found is None or found[0] is not scheme:
        if len(_books) >= 4:
            _books.clear()
        found = _books[id(scheme)] = (scheme, RuleBook(scheme))
    return found[1]


def annotation_of(store: Store, annotation_id: str) -> Annotation:
    """Return an annotation; RuleError if it is gone."""
    found = store.read().annotation(annotation_id)
    if found is None:
        raise RuleError("no_such_noun", id=annotation_id)
    return found


def relation_of(store: Store, relation_id: str) -> Relation:
    """Return a relation; RuleError if it is gone."""
    found = store.read().relation(relation_id)
    if found is None:
        raise RuleError("no_such_noun", id=relation_id)
    return found


def layer_of(scheme: Scheme, layer_id: str) -> Layer:
    """Return a layer that may be edited; RuleError if there is none or it is read-only."""
    layer = scheme.layer(layer_id)
    if layer is None:
        known = ", ".join(x.id for x in scheme.layers)
        raise RuleError("no_such_layer", name=layer_id, known=known)
    if layer.read_only:
        raise RuleError("read_only_layer", layer=layer.id)
    return layer


def refuse_if_finished(store: Store, document_id: str, annotator: str) -> None:
    """Refuse work on a document that this annotator has finished."""
    if store.read().assignment_state(document_id, annotator) == FINISHED:
        raise RuleError("document_finished", document=document_id)


def facts_near(
    store: Store, annotations: Iterable[Annotation], relations: Iterable[Relation] = ()
) -> Facts:
    """Gather the facts for checking `annotations`: their relations and the other ends too."""
    reader = store.read()
    touched = list(annotations)
    document = touched[0].document
    facts = facts_of(
        document,
        reader.text(document),
        segments=tuple(reader.segments(document)),
        annotations=touched,
    )
    found = {r.id: r for a in touched for r in reader.relations_of(a.id)}
    found.update({r.id: r for r in relations})
    for relation in found.values():
        facts.put_relation(relation)
        ends = (relation.from_id,) if relation.to_entity else (relation.from_id, relation.to_id)
        for end in ends:
            if end not in facts.annotations:
                other = reader.annotation(end)
                if other is not None:
                    facts.put_annotation(other)
    facts.entities = reader.entity_kinds()
    return facts


def refuse_new_errors(
    store: Store, facts: Facts, *, before: Annotation | None, after: Annotation
) -> None:
    """Raise RuleError if an annotation breaks a rule that it did not break before."""
    old: frozenset[Sign] = frozenset()
    if before is not None:
        facts.put_annotation(before)
        old = errors_now(store, facts, before)
    facts.put_annotation(after)
    refuse_errors_but(store, facts, after, old)


def errors_now(store: Store, facts: Facts, annotation: Annotation) -> frozenset[Sign]:
    """Return what is wrong with an annotation and its relations before it is changed."""
    return frozenset(_sign(p) for p in _errors(book_of(store.scheme), facts, annotation))


def refuse_errors_but(
    store: Store, facts: Facts, annotation: Annotation, old: frozenset[Sign]
) -> None:
    """Raise RuleError for the first error of an annotation that is not among the old ones."""
    for problem in _errors(book_of(store.scheme), facts, annotation):
        if _sign(problem) not in old:
            refuse(problem, store.scheme)


def refuse(problem: Problem, scheme: Scheme) -> None:
    """Raise a problem as a RuleError, worded in both languages."""
    english, bulgarian = (problem_sentence(problem, scheme, x) for x in LANGUAGES)
    raise RuleError(
        "rule_refused",
        sentence=english,
        sentence_bg=bulgarian,
        annotation=problem.data.get("other"),
        problem=problem.code,
    )


def _errors(book: RuleBook, facts: Facts, annotation: Annotation) -> list[Problem]:
    found = list(book.problems_of(facts, annotation))
    for relation in facts.outgoing.get(annotation.id, ()):
        found.extend(book.relation_problems(facts, relation))
    return [p for p in found if refuses(p, book)]


def refuses(problem: Problem, book: RuleBook) -> bool:
    """Say whether a problem is a reason to refuse an edit: an error that no more work mends."""
    return problem.severity == ERROR and book.kinds.get(problem.rule or "") not in MISSING


def _sign(problem: Problem) -> Sign:
    data = problem.data
    return problem.code, problem.rule, problem.relation, data.get("feature"), data.get("segment")


def named(owner: Layer | RelationType | Feature | None, fallback: str) -> Texts:
    """Return the names of a part of the scheme for the history, in every language."""
    if owner is None or not owner.names:
        return {"en": fallback}
    return owner.names


def words_of(store: Store, annotation: Annotation) -> str:
    """Return what an annotation is on, as a line of the history has room for it.

    That is its quote, of a label the words of its first segment or the document's title.
    """
    said, reader = annotation.quote, store.read()
    if not said and annotation.segments:
        first = next(
            (s for s in reader.segments(annotation.document) if s.id == annotation.segments[0]),
            None,
        )
        said = reader.text(annotation.document)[first.begin : first.end] if first else ""
    elif not said and not annotation.spans:
        said = reader.document(annotation.document).title
    return shortened(said)


def shortened(quote: str) -> str:
    """Return a quote cut to what a line of the history has room for."""
    return shortening.shortened(quote, _QUOTE_SHOWN)
