"""What must hold of documents and of what belongs to them, beside their annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from annotator.model.bundle import Bundle
from annotator.model.corpus import DOCUMENT_RELATIONS, Document, DocumentRelation, DocumentSet
from annotator.model.problem import Problem
from annotator.model.review import ON_ANNOTATION, ON_ENTITY, ON_RELATION, Comment, Round
from annotator.model.rules_of_values import has_value
from annotator.model.scheme import ERROR, HINT, INCOMPLETE, Feature, MetadataKey, Scheme
from annotator.model.values import FeaturePlan, plan_features
from annotator.text.quoting import quote_of


def document_problems(
    bundle: Bundle, scheme: Scheme, entities: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong with a document's metadata, segments, tokens and comments."""
    yield from metadata_problems(bundle.document, scheme)
    yield from segment_problems(bundle, scheme)
    yield from _token_problems(bundle)
    yield from _comment_problems(bundle, entities)


def _problem(document: str, code: str, *, severity: str = ERROR, **data: Any) -> Problem:
    return Problem(severity=severity, code=code, document=document, data=data)


def metadata_problems(document: Document, scheme: Scheme) -> Iterator[Problem]:
    """Yield declared keys whose value is of another type, and required ones that have none."""
    for key in scheme.metadata_keys:
        held = document.metadata.get(key.id)
        if held is None or not has_value(held.value):
            if key.required:
                yield _problem(
                    document.id, "metadata_required", severity=INCOMPLETE, metadata=key.id
                )
        elif not is_fit(key, held.value):
            yield _problem(document.id, "metadata_value", metadata=key.id, value=held.value)


def is_fit(key: MetadataKey, value: Any) -> bool:
    """Say whether a value is of the type that the scheme declares for a metadata key."""
    return _plan_of(key.type).wrong(value) is None


@cache
def _plan_of(kind: str) -> FeaturePlan:
    (plan,) = plan_features(Scheme(id=""), (Feature(id="", type=kind),)).values()
    return plan


def segment_problems(bundle: Bundle, scheme: Scheme) -> Iterator[Problem]:
    """Yield segments outside the text or their parents, of unknown roles, or that name nothing."""
    key, size = bundle.document.id, len(bundle.document.text)
    known = {s.id: s for s in bundle.segments}
    above = {s.id: s.parent for s in bundle.segments}
    roles = {role.id for role in scheme.segment_roles}
    if len(known) < len(bundle.segments):
        yield _problem(key, "segment_twice")
    for segment in bundle.segments:
        if not 0 <= segment.begin <= segment.end <= size:
            yield _problem(key, "segment_borders", segment=segment.id)
        if roles and segment.role not in roles:
            told = {"segment": segment.id, "role": segment.role}
            yield _problem(key, "segment_role", severity=HINT, **told)
        for other in (segment.parent, segment.duplicate_of):
            if other is not None and other not in known:
                yield _problem(key, "segment_nowhere", segment=segment.id, other=other)
        parent = known.get(segment.parent or "")
        if parent is not None:
            is_inside = parent.begin <= segment.begin and segment.end <= parent.end
            if not is_inside or _is_circle(segment.id, above):
                yield _problem(key, "segment_parent", segment=segment.id, other=parent.id)


def _is_circle(start: str, above: Mapping[str, str | None]) -> bool:
    """Say whether one comes back to `start` by going up from it."""
    seen = {start}
    key = above.get(start)
    while key is not None and key not in seen:
        seen.add(key)
        key = above.get(key)
    return key == start


def _token_problems(bundle: Bundle) -> Iterator[Problem]:
    tokens, size = bundle.tokens, len(bundle.document.text)
    if tokens is None:
        return
    spans = (*tokens.spans, *tokens.sentences)
    is_inside = all(0 <= begin <= end <= size for begin, end in spans)
    is_even = all(len(column) == len(tokens.spans) for column in tokens.columns.values())
    if not is_inside or not is_even:
        yield _problem(bundle.document.id, "tokens", tokenizer=tokens.tokenizer)


def shared_comment_problems(
    comments: Iterable[Comment], entities: Collection[str]
) -> Iterator[Problem]:
    """Yield comments on no document whose entity is not there."""
    for comment in comments:
        if comment.target not in entities:
            yield _problem("", "comment_target", comment=comment.id, other=comment.target)


def _comment_problems(bundle: Bundle, entities: Collection[str]) -> Iterator[Problem]:
    key, text = bundle.document.id, bundle.document.text
    targets: dict[str, Collection[str]] = {
        ON_ANNOTATION: {a.id for a in bundle.annotations},
        ON_RELATION: {r.id for r in bundle.relations},
        ON_ENTITY: entities,
    }
    known = {c.id for c in bundle.comments}
    for comment in bundle.comments:
        there = targets.get(comment.anchor)
        if there is not None and comment.target not in there:
            yield _problem(key, "comment_target", comment=comment.id, other=comment.target)
        if comment.thread is not None and comment.thread not in known:
            yield _problem(key, "comment_thread", comment=comment.id, other=comment.thread)
        spans = comment.spans
        if spans and (quote_of(text, spans) != comment.quote or spans[-1].end > len(text)):
            yield _problem(key, "comment_quote", comment=comment.id, quote=comment.quote)


def relation_problems(relations: Iterable[DocumentRelation]) -> Iterator[Problem]:
    """Yield relations between documents of no known type, or of a document to itself."""
    for relation in relations:
        start, end = relation.from_document, relation.to_document
        if relation.type not in DOCUMENT_RELATIONS:
            yield _problem(
                start, "document_relation_type", relation=relation.id, type=relation.type
            )
        if start == end:
            yield _problem(start, "document_relation_self", relation=relation.id)


def decision_problems(bundle: Bundle) -> Iterator[Problem]:
    """Yield decisions whose results are gone, or whose place says something else now."""
    key, size = bundle.document.id, len(bundle.document.text)
    there = {a.id for a in bundle.annotations} | {r.id for r in bundle.relations}
    for decision in bundle.decisions:
        gone = sum(result not in there for result in decision.results)
        if gone:
            told = {"decision": decision.id, "count": gone}
            yield _problem(key, "decision_results", severity=HINT, **told)
        spans, text = decision.spans, bundle.document.text
        if spans and (spans[-1].end > size or quote_of(text, spans) != decision.quote):
            told = {"decision": decision.id, "quote": decision.quote}
            yield _problem(key, "decision_place", severity=HINT, **told)


def round_problems(
    rounds: Iterable[Round], documents: Collection[str], people: Collection[str]
) -> Iterator[Problem]:
    """Yield rounds that name documents or annotators which are not there."""
    for handed in rounds:
        gone = len({*handed.documents, *handed.pilot}.difference(documents))
        gone += len(set(handed.annotators).difference(people))
        if gone:
            yield _problem("", "round_names", severity=HINT, round=handed.id, count=gone)


def set_problems(sets: Iterable[DocumentSet], documents: Collection[str]) -> Iterator[Problem]:
    """Yield sets that name documents which are not there."""
    for group in sets:
        gone = [key for key in group.documents if key not in documents]
        if gone:
            yield _problem("", "set_documents", set=group.id, count=len(gone))
