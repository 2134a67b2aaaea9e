"""Packages of corrections: what was decided about somebody's work goes to them, and is taken in.

A package holds decisions with the work they are about and what stands because of them; whose other
work they were about is not in it. Answers return with the next package.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl import JsonlFormat
from annotator.formats.package import unpack
from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import AnnotatorError, PackageError, RuleError
from annotator.model.identity import key_of
from annotator.model.package import CORRECTIONS, Package
from annotator.model.progress import Progress, no_progress
from annotator.model.review import ADJUDICATED, Decision, Reply
from annotator.operations.adjudication.adjudicated import APPEALS
from annotator.operations.corrections.corrections import appeal_of, corrections_of, is_otherwise
from annotator.operations.corrections.replies import sign_of_decision
from annotator.operations.importing.intake import Intake
from annotator.operations.importing.renaming import moved_to
from annotator.operations.keeping.scratch import scratch
from annotator.operations.packages.packages import written
from annotator.store.store import Store
from annotator.store.writing.edit import Edit


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
            taken=None if is_otherwise(d, annotator) else annotator,
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
    with scratch() as folder:
        package, corpus = unpack(path, folder)
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
