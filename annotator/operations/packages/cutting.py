"""What of a corpus goes along to somebody: whose work, what of documents and of the header."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.bundle import Bundle, Header
from annotator.model.errors import AnnotatorError
from annotator.model.package import Package
from annotator.model.review import MACHINE, Assignment, Comment


def people_along(header: Header, annotator: str, *, is_blind: bool) -> frozenset[str]:
    """Return whose annotations go along to an annotator; AnnotatorError if there is no such."""
    if all(a.id != annotator for a in header.annotators):
        known = ", ".join(a.id for a in header.annotators)
        raise AnnotatorError("no_such_annotator", name=annotator, known=known)
    machines = {a.id for a in header.annotators if a.kind == MACHINE}
    if is_blind:
        return frozenset((annotator, *machines))
    return frozenset(a.id for a in header.annotators)


def cut_bundle(
    bundle: Bundle, people: frozenset[str], *, annotator: str, by: str | None, is_blind: bool
) -> Bundle:
    """Return a bundle with what an annotator may see of whoever hands out, and their assignment."""
    annotations = tuple(a for a in bundle.annotations if a.annotator in people)
    ids = {a.id for a in annotations}
    relations = tuple(
        r
        for r in bundle.relations
        if r.annotator in people and r.from_id in ids and (r.to_entity or r.to_id in ids)
    )
    targets = ids | {r.id for r in relations}
    said = _said_to(bundle, people, by, targets, is_blind=is_blind)
    comments = tuple(
        c for c in said if c.anchor not in ("annotation", "relation") or c.target in targets
    )
    assignments = tuple(a for a in bundle.assignments if not is_blind or a.annotator in people)
    if all(a.annotator != annotator for a in assignments):
        mine = Assignment(document=bundle.document.id, annotator=annotator)
        assignments = (*assignments, mine)
    return replace(
        bundle,
        annotations=annotations,
        relations=relations,
        comments=comments,
        assignments=tuple(replace(a, extra={}) for a in assignments),
        decisions=() if is_blind else bundle.decisions,
    )


def _said_to(
    bundle: Bundle, people: frozenset[str], by: str | None, targets: set[str], *, is_blind: bool
) -> list[Comment]:
    """Return the comments that may go along: of `people`, and of whoever hands out.

    Whoever hands out and annotates the same document says there what they think of it: of that
    only what is said of work that goes along, or answers somebody whose comments do, is not blind.
    """
    nouns = (*bundle.annotations, *bundle.relations, *bundle.assignments)
    is_hidden = is_blind and by not in people and any(n.annotator == by for n in nouns)
    known = {c.id: c for c in bundle.comments}

    def is_answer(comment: Comment) -> bool:
        seen: set[str] = set()
        at: Comment | None = comment
        while at is not None and at.id not in seen:
            if at.annotator in people:
                return True
            seen.add(at.id)
            at = known.get(at.thread or "")
        return False

    return [
        c
        for c in bundle.comments
        if c.annotator in people
        or (c.annotator == by and (not is_hidden or c.target in targets or is_answer(c)))
    ]


def work_header(header: Header, package: Package, people: frozenset[str]) -> Header:
    """Return of a header what concerns the documents and people of a package."""
    inside = set(package.documents)
    who = people | {package.from_annotator, package.to_annotator}
    rounds = [
        replace(
            r,
            annotators=tuple(a for a in r.annotators if a in who),
            documents=tuple(d for d in r.documents if d in inside),
            pilot=tuple(d for d in r.pilot if d in inside),
            extra={},
        )
        for r in header.rounds
        if r.id == package.round
    ]
    return replace(
        header,
        annotators=tuple(a for a in header.annotators if a.id in who),
        sets=(),
        document_relations=tuple(
            r
            for r in header.document_relations
            if r.from_document in inside and r.to_document in inside
        ),
        comments=tuple(c for c in header.comments if c.annotator in who),
        rounds=tuple(rounds),
        history=(),
    )


def without_decided(bundle: Bundle, decided: set[str], got: Package) -> Bundle:
    """Return a bundle without what came with corrections, unless somebody works on it here."""
    used = {r.from_id for r in bundle.relations if r.annotator not in decided}
    used |= {r.to_id for r in bundle.relations if r.annotator not in decided}
    used |= {c.target or "" for c in bundle.comments}
    kept = used | got.base.keys()
    annotations = tuple(a for a in bundle.annotations if a.annotator not in decided or a.id in kept)
    ids = {a.id for a in annotations}
    relations = tuple(
        r for r in bundle.relations if r.from_id in ids and (r.to_entity or r.to_id in ids)
    )
    there = ids | {r.id for r in relations}
    comments = tuple(
        c
        for c in bundle.comments
        if c.anchor not in ("annotation", "relation") or c.target in there
    )
    return replace(bundle, annotations=annotations, relations=relations, comments=comments)
