"""What a package may hold: which documents somebody has, by round and state, or by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.language import text_in
from annotator.model.review import ASSIGNMENT_STATES, Round
from annotator.store.reading.queries import Reader
from annotator.text.names import visible
from annotator.ui.sitting.session import Session
from annotator.ui.words.dialogs import word

_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Documents to be sent, with what they are called; `round` where they are those of one."""

    name: str
    documents: tuple[str, ...]
    round: Round | None = None


def scopes_of(session: Session, annotator: str | None, chosen: Sequence[str]) -> list[Scope]:
    """Return what can be sent to an annotator; None is somebody new. `chosen` are those selected.

    What they have comes first: by round, the newest first, then all of it, then by state.
    """
    reader, language = session.store.read(), session.language
    order = [row.id for row in session.store.read().documents()]
    found = list(_theirs(reader, annotator, order, language)) if annotator is not None else []
    if len(chosen) > 1:
        picked = set(chosen)
        ids = tuple(key for key in order if key in picked)
        found.append(_scope("chosen", language, ids, count=len(ids)))
    if order:
        found.append(_scope("all", language, tuple(order), count=len(order)))
    if session.document is not None:
        name = visible(reader.document(session.document).name)[:_NAME]
        found.append(_scope("open", language, (session.document,), name=name))
    known = set(order)
    for group in reader.sets():
        ids = tuple(key for key in group.documents if key in known)
        if ids:
            name = visible(text_in(group.names, language, group.id))[:_NAME]
            found.append(_scope("set", language, ids, name=name, count=len(ids)))
    return found


def _theirs(reader: Reader, annotator: str, order: Sequence[str], language: str) -> Iterator[Scope]:
    states = {a.document: a.state for a in reader.assignments() if a.annotator == annotator}
    theirs = tuple(key for key in order if key in states)
    rounds = [r for r in reader.rounds() if annotator in r.annotators]
    for handed in sorted(rounds, key=lambda r: r.made or "", reverse=True):
        inside = set(handed.documents)
        ids = tuple(key for key in theirs if key in inside)
        if ids:
            name = visible(text_in(handed.names, language, handed.id))[:_NAME]
            said = word("package.documents.round", language, name=name, count=len(ids))
            yield Scope(name=said, documents=ids, round=handed)
    if theirs:
        yield _scope("all_theirs", language, theirs, count=len(theirs))
    for state in ASSIGNMENT_STATES:
        ids = tuple(key for key in theirs if states[key] == state)
        if 0 < len(ids) < len(theirs):
            called = word(f"package.state.{state}", language)
            yield _scope("state", language, ids, state=called, count=len(ids))


def _scope(code: str, language: str, ids: tuple[str, ...], **data: object) -> Scope:
    return Scope(name=word(f"package.documents.{code}", language, **data), documents=ids)
