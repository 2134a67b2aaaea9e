"""Joins what a file says of a document to what the corpus has of it: ours stands, new comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Loss
from annotator.model.corpus import Document, Segment
from annotator.model.data import data_of
from annotator.model.review import Decision
from annotator.operations.checking.proving import Mismatch
from annotator.operations.documents.carrying import carry_bundle
from annotator.operations.documents.revisions import (
    Correction,
    correction_of,
    number_of,
    put_revision,
)
from annotator.operations.editing.context import now
from annotator.operations.importing.renaming import Noun, moved_to, with_our_ids
from annotator.store.writing.edit import Edit


@dataclass(slots=True)
class Taken:
    """What an import took in so far: counts of what is new, and what is to be told."""

    counts: Counter[str] = field(default_factory=Counter[str])
    losses: list[Loss] = field(default_factory=list[Loss])
    mismatches: list[Mismatch] = field(default_factory=list[Mismatch])
    corrections: list[Correction] = field(default_factory=list[Correction])

    def mark(self) -> Taken:
        """Return what was taken up to now, for the case that the rest is taken back."""
        return Taken(
            self.counts.copy(),
            self.losses.copy(),
            self.mismatches.copy(),
            self.corrections.copy(),
        )


def join(edit: Edit, taken: Taken, document_id: str, bundle: Bundle) -> None:
    """Add what is new in a bundle to the document of ours that has its text."""
    reader = edit.reader
    ours = reader.document(document_id)
    bundle = moved_to(bundle, replace(bundle.document, id=document_id))
    if ours.revision > 1:
        # The ids of imported work come from the text; ours may come from an older one.
        bundle = with_our_ids(bundle, reader.bundle(document_id))
    mine = {a.id: a for a in reader.annotations(document_id)}
    _enrich(edit, taken, ours, bundle, has_work=bool(mine))
    sources = {(a.annotator, a.source_id) for a in mine.values()}
    _tell_kept(taken, document_id, mine, bundle.annotations)
    added: list[Annotation] = []
    for annotation in bundle.annotations:
        if annotation.id in mine:
            continue
        if (annotation.annotator, annotation.source_id) in sources:
            annotation = annotation._replace(source_id=None)
        added.append(annotation)
    edit.put_annotations(added)
    known = {r.id: r for r in reader.relations(document_id)}
    relations = [r for r in bundle.relations if r.id not in known]
    _tell_kept(taken, document_id, known, bundle.relations)
    edit.put_relations(relations)
    said = {c.id: c for c in reader.comments(document_id)}
    comments = [c for c in bundle.comments if c.id not in said]
    _tell_kept(taken, document_id, said, bundle.comments)
    for comment in comments:
        edit.put(comment)
    assigned = {(a.document, a.annotator) for a in reader.assignments()}
    for assignment in bundle.assignments:
        if (document_id, assignment.annotator) not in assigned:
            edit.put(assignment)
    decided = {d.id: d for d in reader.decisions(document_id)}
    _tell_kept(taken, document_id, decided, bundle.decisions)
    for decision in bundle.decisions:
        if decision.id not in decided:
            edit.put(decision)
    taken.counts["annotations"] += len(added)
    taken.counts["relations"] += len(relations)
    taken.counts["comments"] += len(comments)


def _tell_kept(
    taken: Taken,
    document_id: str,
    ours: Mapping[str, Noun | Decision],
    theirs: Iterable[Noun | Decision],
) -> None:
    for noun in theirs:
        mine = ours.get(noun.id)
        if mine is not None and _facts_of(mine) != _facts_of(noun):
            taken.losses.append(Loss(kind="kept_ours", document=document_id, item=noun.id))


def _facts_of(noun: Noun | Decision) -> Mapping[str, Any]:
    data = dict(noun._asdict()) if isinstance(noun, Annotation | Relation) else data_of(noun)
    for key in ("source_id", "made", "changed", "document", "extra"):
        data.pop(key, None)
    return data


def _enrich(edit: Edit, taken: Taken, ours: Document, bundle: Bundle, *, has_work: bool) -> None:
    theirs = bundle.document
    metadata = {**theirs.metadata, **ours.metadata}
    revisions = bundle.revisions if theirs.revision > ours.revision == 1 else ()
    better = replace(
        ours,
        metadata={key: metadata[key] for key in (*ours.metadata, *theirs.metadata)},
        source_id=ours.source_id or theirs.source_id,
        file=ours.file or theirs.file,
        revision=theirs.revision if revisions else ours.revision,
    )
    if better != ours:
        edit.put(better)
    for revision in revisions:
        edit.put(revision)
    other = [k for k, v in theirs.metadata.items() if metadata[k] != v]
    if other:
        taken.losses.append(Loss(kind="metadata_differs", count=len(other), document=ours.id))
    segments = tuple(edit.reader.segments(ours.id))
    if bundle.segments and list(map(_shape, bundle.segments)) != list(map(_shape, segments)):
        if not segments or not has_work:
            edit.put_segments(ours.id, bundle.segments)
        else:
            taken.losses.append(Loss(kind="segments_differ", document=ours.id))
    if bundle.tokens is not None and edit.reader.tokens(ours.id) is None:
        edit.put_tokens(ours.id, bundle.tokens)


def _shape(segment: Segment) -> Segment:
    # Other ids for the same parts are no difference.
    return replace(segment, id="", duplicate_of=None, parent=None)


def join_older(edit: Edit, taken: Taken, document_id: str, bundle: Bundle) -> None:
    """Add what is new in a bundle that stands on a text ours was corrected from.

    Their work is carried to our text; what has no place in it is told.
    """
    ours = edit.reader.bundle(document_id)
    theirs = moved_to(bundle, replace(bundle.document, id=document_id))
    carried = carry_bundle(theirs, ours.document, scheme=edit.scheme, changed=now())
    for lost in carried.lost:
        taken.losses.append(Loss(kind="no_place", document=document_id, item=lost.id))
    text, sha256 = ours.document.text, ours.document.sha256
    there = replace(
        carried.bundle,
        document=replace(theirs.document, text=text, sha256=sha256, revision=1),
        segments=ours.segments,
        revisions=(),
    )
    join(edit, taken, document_id, there)


def revise(
    edit: Edit, taken: Taken, document_id: str, bundle: Bundle, *, who: str | None
) -> Document:
    """Correct a document of ours to the text of a bundle, and add what is new in it.

    Return the document as it now is. What has no place in the new text is kept with the old.
    """
    ours = edit.reader.bundle(document_id)
    theirs = moved_to(bundle, replace(bundle.document, id=document_id))
    told = next((r for r in theirs.revisions if r.sha256 == ours.document.sha256), None)
    after = replace(
        ours.document,
        text=theirs.document.text,
        sha256=theirs.document.sha256,
        revision=max(number_of(ours) + 1, theirs.document.revision if told else 0),
    )
    made = now() if told is None or told.made is None else told.made
    carried = carry_bundle(ours, after, scheme=edit.scheme, changed=made)
    put_revision(
        edit,
        ours,
        carried,
        reason=theirs.document.file if told is None else told.reason,
        made=made,
        annotator=who,
    )
    numbers = {r.number for r in edit.reader.revisions(document_id)}
    for revision in theirs.revisions:
        is_between = ours.document.revision < revision.number < after.revision
        if is_between and revision.number not in numbers:
            edit.put(revision)
    taken.corrections.append(correction_of(carried))
    join(edit, taken, document_id, replace(theirs, revisions=()))
    return edit.reader.document(document_id)
