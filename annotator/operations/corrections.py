"""Corrections: what was decided about somebody's work goes back to them, and they answer.

A package of corrections holds decisions with the work they are about and what stands because of
them; whose other work they were about is not in it. Answers return with the next package.
"""

from __future__ import annotations

import tempfile
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl import JsonlFormat, annotation_data
from annotator.formats.package import unpack
from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import AnnotatorError, PackageError, RuleError
from annotator.model.identity import key_of
from annotator.model.package import CORRECTIONS, Package
from annotator.model.progress import Progress, no_progress
from annotator.model.review import (
    ADJUDICATED,
    APPEALED,
    BOTH,
    LATER,
    NONE,
    REPLIES,
    Decision,
    Reply,
)
from annotator.operations.adjudicated import ALIKE, APPEALS, RELATIONS
from annotator.operations.context import now, shortened
from annotator.operations.intake import Intake
from annotator.operations.packages import written
from annotator.operations.renaming import moved_to
from annotator.store.edit import Edit
from annotator.store.queries import Reader
from annotator.store.store import Store

AGREE, RELATION = "agree", "relation"
_SAID = ("layer", "type", "quote", "segments", "features")


class Correction(NamedTuple):
    """A decision that changes somebody's work: what they had (as data), and what stands now.

    Where relations were decided on, `relations` are those that stand, and `after` what they go out
    from.
    """

    decision: Decision
    before: tuple[Mapping[str, Any], ...]
    after: tuple[Annotation, ...]
    relations: tuple[Relation, ...] = ()

    def reply_of(self, annotator: str) -> Reply | None:
        """Return what they said to it, None if nothing yet."""
        return self.decision.replies.get(annotator)

    @property
    def is_as_before(self) -> bool:
        """Say whether what stands is what they had: their appeal was followed."""
        if self.decision.kind == RELATION:
            whose = next((str(data["annotator"]) for data in self.before), "")
            return not _is_otherwise(self.decision, whose)
        return _said(self.before) == _said(annotation_data(a) for a in self.after)


def corrects(decision: Decision, annotator: str) -> bool:
    """Say whether a decision is about somebody's work and not what they had.

    One that was made anew after their appeal is, whatever it is now: they wait for it.
    """
    version = decision.versions.get(annotator)
    if version is not None and decision.answer != LATER and appeal_of(decision, annotator):
        return True
    if version is None or decision.kind == AGREE or decision.answer == LATER:
        return False
    return _is_otherwise(decision, annotator)


def _is_otherwise(decision: Decision, annotator: str) -> bool:
    """Say whether a decision is another one than what an annotator had, whoever was taken.

    One that came as a correction names no other version, and no other annotator as taken.
    """
    version = decision.versions[annotator]
    if decision.kind == RELATION:
        had = _related(version)
        if decision.answer == NONE:
            return bool(had)
        if decision.answer == BOTH and len(decision.versions) > 1:
            return had != set[Any]().union(*map(_related, decision.versions.values()))
    elif decision.answer == NONE and not version:
        return False
    if decision.taken == annotator:
        return False
    taken = decision.versions.get(decision.taken or "")
    if taken is None:
        return True
    if decision.kind == RELATION:
        return _related(taken) != _related(version)
    return _said(taken) != _said(version)


def appeal_of(decision: Decision, annotator: str) -> str:
    """Return the reason of somebody's appeal after which it was decided otherwise, else nothing."""
    appeals: Mapping[str, str] = decision.extra.get(APPEALS, {})
    return appeals.get(annotator, "")


def _said(version: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """Return what a version says, whoever made it: two people may have had the same."""
    facts = ({key: data.get(key) for key in _SAID} for data in version)
    return sorted(orjson.dumps(fact, option=orjson.OPT_SORT_KEYS) for fact in facts)


def _related(version: Iterable[Mapping[str, Any]]) -> set[Any]:
    """Return which relations a version has of those that others lack.

    What was decided before these were numbered knows them by their ids only.
    """
    return {row.get(ALIKE, row["id"]) for data in version for row in data.get(RELATIONS, ())}


def corrections_of(reader: Reader, annotator: str) -> list[Correction]:
    """Return the corrections of somebody's work, in the order of documents and places."""
    found: list[Correction] = []
    by_document: dict[str, list[Decision]] = {}
    for decision in reader.decisions():
        if corrects(decision, annotator):
            by_document.setdefault(decision.document, []).append(decision)
    for row in reader.documents():
        decided = by_document.get(row.id, [])
        for decision in sorted(decided, key=lambda d: (d.spans, d.id)):
            before = tuple(decision.versions[annotator])
            one = Correction(decision, before, *_standing(reader, decision))
            if not one.is_as_before or appeal_of(decision, annotator):
                found.append(one)
    return found


def corrections_by_others(reader: Reader, annotator: str) -> list[Correction]:
    """Return the corrections of somebody's work that they have not made themselves."""
    if not reader.has_decisions_of_others(annotator):
        return []
    found = corrections_of(reader, annotator)
    return [c for c in found if c.decision.annotator != annotator and (c.before or c.after)]


def weigh_corrections(
    store: Store, annotator: str, progress: Progress = no_progress
) -> dict[str, int]:
    """Return how many corrections and documents their package would hold, and appeals heard."""
    progress("progress.counting", 0, None)
    with store.reader() as reader:
        found = corrections_of(reader, annotator)
    return {
        "corrections": len(found),
        "documents": len({c.decision.document for c in found}),
        "anew": sum(1 for c in found if appeal_of(c.decision, annotator)),
    }


def _standing(
    reader: Reader, decision: Decision
) -> tuple[tuple[Annotation, ...], tuple[Relation, ...]]:
    """Return what stands because of a decision."""
    if decision.kind != RELATION:
        found = (reader.annotation(key) for key in decision.results)
        return tuple(a for a in found if a is not None), ()
    linked = (reader.relation(key) for key in decision.results)
    relations = tuple(r for r in linked if r is not None)
    ends = (reader.annotation(key) for key in dict.fromkeys(r.from_id for r in relations))
    return tuple(a for a in ends if a is not None), relations


def pack_corrections(
    store: Store,
    target: Path,
    annotator: str,
    *,
    by: str | None = None,
    progress: Progress = no_progress,
) -> Package:
    """Write the package of corrections for an annotator; return its manifest.

    RuleError, and no file, if nothing of their work was decided otherwise.
    """
    with store.reader() as reader:
        header = reader.header()
        if all(a.id != annotator for a in header.annotators):
            known = ", ".join(a.id for a in header.annotators)
            raise AnnotatorError("no_such_annotator", name=annotator, known=known)
        found = corrections_of(reader, annotator)
        documents = tuple(dict.fromkeys(c.decision.document for c in found))
        if not documents:
            raise RuleError("no_corrections", annotator=annotator)
        package = Package(
            id=key_of("package", store.corpus_id, annotator, CORRECTIONS),
            kind=CORRECTIONS,
            corpus=store.corpus_id,
            number=store.commits(),
            from_annotator=by,
            to_annotator=annotator,
            documents=documents,
        )
        who = {annotator, by, *(c.decision.annotator for c in found)}
        people = tuple(a for a in header.annotators if a.id in who or a.kind == ADJUDICATED)
        small = Header(scheme=header.scheme, entities=header.entities, annotators=people)
        ids = {c.decision.id for c in found}
        cut = (_cut(bundle, annotator, ids) for bundle in reader.bundles(documents=documents))
        return written(target, package, small, cut, progress)


def _cut(bundle: Bundle, annotator: str, ids: Container[str]) -> Bundle:
    decisions = tuple(
        replace(
            d,
            versions={annotator: d.versions[annotator]},
            taken=None if _is_otherwise(d, annotator) else annotator,
            replies={who: reply for who, reply in d.replies.items() if who == annotator},
            extra=_own_appeal(d, annotator),
        )
        for d in bundle.decisions
        if d.id in ids
    )
    wanted = {key for d in decisions for key in d.results}
    # Relations are nothing without their ends, which nobody may have corrected.
    ends = {end for r in bundle.relations if r.id in wanted for end in (r.from_id, r.to_id)}
    annotations = tuple(a for a in bundle.annotations if a.id in wanted | ends)
    ids = {a.id for a in annotations}
    relations = tuple(
        r
        for r in bundle.relations
        if r.id in wanted and r.from_id in ids and (r.to_entity or r.to_id in ids)
    )
    return Bundle(
        document=bundle.document,
        segments=bundle.segments,
        annotations=annotations,
        relations=relations,
        decisions=decisions,
    )


def _own_appeal(decision: Decision, annotator: str) -> dict[str, Any]:
    """Return what else of a decision goes along: of appeals only that of whoever gets it."""
    extra = {key: value for key, value in decision.extra.items() if key != APPEALS}
    appeal = appeal_of(decision, annotator)
    return {**extra, APPEALS: {annotator: appeal}} if appeal else extra


def take_corrections(store: Store, path: Path, progress: Progress = no_progress) -> int:
    """Take a package of corrections into the corpus of its annotator; return how many are new.

    A decision that is another one now loses what was said to it. PackageError or FormatError,
    and nothing is changed, if it is none for this corpus.
    """
    with tempfile.TemporaryDirectory() as folder:
        package, corpus = unpack(path, Path(folder))
        if package.kind != CORRECTIONS:
            raise PackageError("package_not_corrections", path=str(path))
        if all(a.id != package.to_annotator for a in store.read().annotators()):
            raise PackageError(
                "package_other_person", path=str(path), annotator=package.to_annotator
            )
        parts = JsonlFormat().read(corpus, progress, ReadOptions())
        data = {"annotator": package.to_annotator}
        with store.edit("packages.corrections", annotator=package.to_annotator, data=data) as edit:
            new = _take(store, edit, parts, path)
            edit.name(count=new)
    return new


def _take(store: Store, edit: Edit, parts: Iterator[Header | Bundle], path: Path) -> int:
    intake = Intake(store, edit, None, is_careful=True)
    hashes = dict(edit.reader.hashes())
    new = 0
    for part in parts:
        if isinstance(part, Header):
            intake.take_header(part, str(path))
        elif part.document.sha256 in hashes:
            ours = replace(part.document, id=hashes[part.document.sha256])
            new += _take_bundle(edit, moved_to(part, ours))
    intake.finish()
    return new


def _take_bundle(edit: Edit, bundle: Bundle) -> int:
    key = bundle.document.id
    known = {d.id: d for d in edit.reader.decisions(key)}
    coming = {n.id for n in (*bundle.annotations, *bundle.relations)}
    gone = {
        result
        for decision in bundle.decisions
        if decision.id in known
        for result in known[decision.id].results
        if result not in coming
    }
    for relation in edit.reader.relations(key):
        if relation.id in gone:
            edit.remove(Relation, relation.id)
    for annotation in edit.reader.annotations(key):
        if annotation.id in gone:
            edit.remove(Annotation, annotation.id)
    for noun in (*bundle.annotations, *bundle.relations):
        edit.put(noun)
    new = 0
    for decision in bundle.decisions:
        mine = known.get(decision.id)
        is_same = (
            mine is not None
            and sign_of_decision(mine) == sign_of_decision(decision)
            and mine.extra.get(APPEALS) == decision.extra.get(APPEALS)
        )
        new += not is_same
        said = _replies(mine, decision) if mine and is_same else {}
        edit.put(replace(decision, replies=said))
    return new


def _replies(mine: Decision, theirs: Decision) -> dict[str, Reply]:
    """Return what was said to a decision: what is here stands, but that it was heard is news."""
    found = {**theirs.replies, **mine.replies}
    for who, reply in mine.replies.items():
        told = theirs.replies.get(who)
        if told is not None and told.is_same(reply) and told.heard is not None:
            found[who] = told
    return found


def sign_of_decision(decision: Decision) -> tuple[object, ...]:
    """Return what an answer is to: it is none to a decision that says something else."""
    return decision.answer, decision.results, decision.reason


def reply(store: Store, decision_id: str, state: str, text: str = "", *, annotator: str) -> Reply:
    """Accept a decision on one's work, or appeal against it; one step. Saying it again replaces.

    RuleError if there is no such correction of theirs, or an appeal gives no reason.
    """
    found = _correction(store, decision_id, annotator)
    if state not in REPLIES:
        raise RuleError("no_such_state", state=state, known=", ".join(REPLIES))
    if state == APPEALED and not text.strip():
        raise RuleError("reason_missing")
    said = Reply(state=state, text=text.strip(), made=now())
    _put(store, found, {**found.replies, annotator: said}, state, annotator)
    return said


def take_reply_back(store: Store, decision_id: str, *, annotator: str) -> bool:
    """Let a correction be unanswered again; one step. Return whether it was answered.

    RuleError if there is no such correction of theirs.
    """
    found = _correction(store, decision_id, annotator)
    rest = {who: said for who, said in found.replies.items() if who != annotator}
    if annotator in found.replies:
        _put(store, found, rest, "unanswered", annotator)
    return annotator in found.replies


def _correction(store: Store, decision_id: str, annotator: str) -> Decision:
    found = next((d for d in store.read().decisions() if d.id == decision_id), None)
    if found is None or annotator not in found.versions:
        raise RuleError("no_such_correction", id=decision_id, annotator=annotator)
    return found


def _put(
    store: Store, found: Decision, replies: Mapping[str, Reply], state: str, annotator: str
) -> None:
    data = {"quote": shortened(found.quote)}
    with store.edit(f"corrections.{state}", annotator=annotator, data=data) as edit:
        edit.put(replace(found, replies={who: replies[who] for who in sorted(replies)}))
