"""Comments, questions and decisions: adding, changing, resolving, removing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.language import text_in
from annotator.model.problem import Problem
from annotator.model.review import (
    COMMENT,
    COMMENT_KINDS,
    ON_ANNOTATION,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    Comment,
    may_take_away,
)
from annotator.model.scheme import ERROR
from annotator.model.span import Spans, spans_of
from annotator.operations.editing.context import now, refuse, shortened
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.text.quoting import quote_of


def add_comment(
    store: Store,
    *,
    document: str | None,
    anchor: str,
    target: str | None = None,
    spans: Iterable[tuple[int, int]] = (),
    text: str,
    language: str,
    kind: str = COMMENT,
    annotator: str,
    thread: str | None = None,
) -> Comment:
    """Comment on a document, spans of bare text, an annotation, a relation or an entity.

    RuleError if that is not there.
    """
    placed = spans_of(spans)
    quote = _quoted(store, document, placed) if anchor == ON_SPANS else ""
    find = _FINDERS.get(anchor)
    if find is not None and (target is None or find(store.read(), target) is None):
        raise RuleError("no_such_noun", id=target)
    if thread is not None:
        _comment_of(store, thread)
    comment = Comment(
        id=new_key(),
        document=document,
        annotator=annotator,
        anchor=anchor,
        target=target,
        spans=placed,
        quote=quote,
        kind=kind,
        texts={language: text},
        thread=thread,
        made=now(),
    )
    with store.edit("comments.add", annotator=annotator, data={"text": shortened(text)}) as edit:
        edit.put(comment)
    return comment


def _quoted(store: Store, document: str | None, spans: Spans) -> str:
    if document is None or not spans or any(b == e for b, e in spans):
        raise RuleError("nothing_to_comment")
    text = store.read().text(document)
    for begin, end in spans:
        if not 0 <= begin < end <= len(text):
            data = {"begin": begin, "end": end}
            problem = Problem(severity=ERROR, code="bad_offsets", document=document, data=data)
            refuse(problem, store.scheme)
    return quote_of(text, spans)


_FINDERS: dict[str, Callable[[Reader, str], object]] = {
    ON_ANNOTATION: Reader.annotation,
    ON_RELATION: Reader.relation,
    ON_ENTITY: Reader.entity,
}


def set_comment_text(
    store: Store, comment_id: str, text: str, *, language: str, annotator: str
) -> Comment:
    """Change what a comment says in one language."""
    before = _comment_of(store, comment_id)
    after = replace(before, texts={**before.texts, language: text}, changed=now())
    return _put(store, before, after, annotator, text)


def set_comment_state(store: Store, comment_id: str, state: str, *, annotator: str) -> Comment:
    """Resolve a comment or open it again."""
    before = _comment_of(store, comment_id)
    after = replace(before, state=state, changed=now())
    return _put(store, before, after, annotator, text_in(before.texts, "en"))


def set_comment_kind(store: Store, comment_id: str, kind: str, *, annotator: str) -> Comment:
    """Make a comment a question or a decision, or one of these a comment.

    RuleError if the kind is none of these, or the comment is gone.
    """
    before = _comment_of(store, comment_id)
    if kind not in COMMENT_KINDS:
        raise RuleError("no_such_state", state=kind, known=", ".join(COMMENT_KINDS))
    after = replace(before, kind=kind, changed=now())
    return _put(store, before, after, annotator, text_in(before.texts, "en"))


def remove_comment(store: Store, comment_id: str, *, annotator: str) -> Comment:
    """Delete a comment and return it; what answers it answers what it answered.

    RuleError if somebody else has made it: it is theirs to delete, as in a package. What machines
    and the adjudicated set said, anybody deletes.
    """
    comment = _comment_of(store, comment_id)
    people = store.read().annotators()
    if not may_take_away(comment, annotator, people):
        author = next((p for p in people if p.id == comment.annotator), None)
        names = dict(author.names) if author is not None else None
        raise RuleError("comment_of_another", name=names or comment.annotator)
    answers = [c for c in store.read().comments(comment.document) if c.thread == comment_id]
    data = {"text": shortened(text_in(comment.texts, "en"))}
    with store.edit("comments.remove", annotator=annotator, data=data) as edit:
        for answer in answers:
            edit.put(replace(answer, thread=comment.thread))
        edit.remove(Comment, comment_id)
    return comment


def _comment_of(store: Store, comment_id: str) -> Comment:
    found = store.read().comment(comment_id)
    if found is None:
        raise RuleError("no_such_noun", id=comment_id)
    return found


def _put(store: Store, before: Comment, after: Comment, annotator: str, text: str) -> Comment:
    if replace(after, changed=before.changed) == before:
        return before
    with store.edit("comments.set", annotator=annotator, data={"text": shortened(text)}) as edit:
        edit.put(after)
    return after
