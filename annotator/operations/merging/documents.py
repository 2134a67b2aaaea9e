"""Joins one document of a package to ours: compared with what its annotator began with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.errors import PackageError
from annotator.model.package import Marks
from annotator.model.review import Comment
from annotator.operations.checking.proving import proved
from annotator.operations.corrections.replies import sign_of_decision
from annotator.operations.documents.carrying import carry_bundle
from annotator.operations.editing.context import now
from annotator.operations.importing.intake import Intake
from annotator.operations.importing.renaming import moved_to
from annotator.operations.merging.brought import Brought
from annotator.operations.merging.lost import comment_on_lost
from annotator.operations.merging.merged import (
    ANSWERS,
    APPEALS,
    Merged,
    Origin,
    Placed,
    Told,
)
from annotator.operations.merging.places import NEW_DOCUMENTS, Place
from annotator.operations.packages.versions import (
    BOTH_CHANGED,
    CHANGED_HERE,
    CHANGED_THERE,
    DELETED,
    NEW,
    REFUSED,
    SAME,
    Fate,
    Noun,
    Sides,
    compare,
    marks_by_id,
    marks_of,
    sign_of,
)
from annotator.store.reading.telling_apart import homes_of, older_hashes
from annotator.store.writing.edit import Edit


class Joiner:
    """Joins the documents of one package, within the edit of a merge."""

    def __init__(self, edit: Edit, intake: Intake, origin: Origin, merged: Merged) -> None:
        """Take what a merge gathers; documents that are new here go to the intake."""
        self._edit = edit
        self._intake = intake
        self._origin = origin
        self._merged = merged
        self._by_hash = dict(edit.reader.hashes())
        self._ids = set(self._by_hash.values())
        self._older = dict(older_hashes(edit.reader.connection))
        self._bundle: Bundle | None = None
        self._brought = Brought(edit.reader.assignments(), origin)

    def take(self, bundle: Bundle) -> None:
        """Join one document."""
        document = bundle.document
        self._merged.note_text(document.sha256)
        ours = self._by_hash.get(document.sha256)
        if ours is not None:
            self._join(moved_to(bundle, replace(document, id=ours)), is_carried=False)
            return
        ours = self._older.get(document.sha256)
        if ours is None and document.id in self._ids:
            ours = document.id
        if ours is not None:
            self._join(moved_to(bundle, replace(document, id=ours)), is_carried=True)
            return
        nouns = [n for kind in _kinds_of(bundle) for n in kind]
        assignments = tuple(self._brought.brought(a, nouns) for a in bundle.assignments)
        self._intake.take_bundle(replace(bundle, assignments=assignments), self._origin.file)
        made = self._intake.known.document_of_text(document.sha256)
        if made is not None:
            self._by_hash[document.sha256] = made
        self._merged.counts["new_documents"] += 1
        self._merged.counts["annotations"] += len(bundle.annotations)
        self._merged.places.note_document(NEW_DOCUMENTS, document)
        there = {a.id: a for a in bundle.annotations[: self._merged.places.room(NEW)]}
        for kind in _kinds_of(bundle):
            self._merged.counts[NEW] += len(kind)
            for noun in kind[: self._merged.places.room(NEW)]:
                self._merged.places.note(NEW, document, noun, there)

    def _join(self, bundle: Bundle, *, is_carried: bool) -> None:
        reader, key = self._edit.reader, bundle.document.id
        theirs = marks_by_id(n for kind in _kinds_of(bundle) for n in kind)
        before = self._brought.last(key)
        number = self._origin.package.number
        if before is not None and int(before["number"]) >= number:
            # What was brought later has all of this already, but for what was deleted since.
            self._merged.counts[SAME] += len(theirs)
            return
        ours: list[dict[str, Noun]] = [
            {n.id: n for n in kind}
            for kind in (reader.annotations(key), reader.relations(key), reader.comments(key))
        ]
        if is_carried:
            bundle = self._carried(bundle, theirs)
        bundle, mismatches = proved(bundle, self._origin.layers, self._origin.file)
        self._merged.mismatches.extend(mismatches)
        kept = {n.id for kind in _kinds_of(bundle) for n in kind}
        lost = theirs.keys() - kept
        base = {k: v for k, v in self._origin.package.base.items() if k not in lost}
        sides = Sides(
            base=base,
            theirs={k: theirs[k] for k in kept},
            owner=self._origin.owner,
            brought=frozenset(() if before is None else map(str, before["signs"])),
            elsewhere=self._brought.by_others(key),
            is_carried=is_carried,
        )
        self._bundle = bundle
        self._join_people(bundle, self._put_all(bundle, ours, sides))

    def _carried(self, bundle: Bundle, theirs: Mapping[str, Marks]) -> Bundle:
        """Return a bundle on our text; tell what has another place or none there.

        What they made or changed and has no place is kept in a comment.
        """
        reader, key = self._edit.reader, bundle.document.id
        document = reader.document(key)
        carried = carry_bundle(bundle, document, scheme=self._edit.scheme, changed=now())
        self._merged.counts["texts_differ"] += 1
        for touched in carried.touched:
            self._merged.placed.append(Placed(key, touched.id, touched.after, touched.begin))
        for lost in carried.lost:
            self._merged.placed.append(Placed(key, lost.id, lost.quote, None))
            if lost.kind in ("annotation", "relation", "comment"):
                self._merged.counts[REFUSED] += 1
                self._merged.told.append(Told(key, lost.id, "no_place"))
                place = Place(key, document.name, lost.id, "", lost.quote, None, "no_place")
                self._merged.places.add(REFUSED, place)
        base, owner = self._origin.package.base, self._origin.owner
        comment = comment_on_lost(
            carried,
            {lost.id for lost in carried.lost if base.get(lost.id) != theirs.get(lost.id)},
            self._edit.scheme,
            who=owner or self._origin.package.to_annotator or "",
            sha256=bundle.document.sha256,
        )
        if comment is not None:
            known = reader.comment(comment.id)  # somebody may have answered or closed it
            self._edit.put(comment if known is None else replace(known, extra=comment.extra))
        return replace(carried.bundle, segments=tuple(reader.segments(key)), revisions=())

    def _put_all(self, bundle: Bundle, ours: list[dict[str, Noun]], sides: Sides) -> list[Noun]:
        """Write what becomes of the work; return what is here now as it was brought."""
        kinds = _kinds_of(bundle)
        found = [
            compare(mine, {n.id: n for n in kind}, sides)
            for mine, kind in zip(ours, kinds, strict=True)
        ]
        result: dict[str, Noun] = {k: n for mine in ours for k, n in mine.items()}
        sources: set[tuple[str, str | None]] = {
            (a.annotator, a.source_id) for a in ours[0].values() if a.source_id
        }
        for fates in found:
            self._put(bundle.document.id, fates, result, sources)
        for fates in reversed(found):
            for fate in fates:
                if fate.fate == DELETED:
                    self._delete(bundle.document.id, fate, result)
        every = [f for fates in found for f in fates]
        taken = (f for f in every if f.fate in (NEW, SAME, CHANGED_THERE))
        second = (f.put.id for f in every if f.fate == BOTH_CHANGED and f.put is not None)
        return [
            *(result[f.id] for f in taken if f.id in result and self._is_from(f, result, sides)),
            *(result[key] for key in second if key in result),
        ]

    def _is_from(self, fate: Fate, there: Mapping[str, Noun], sides: Sides) -> bool:
        """Say whether what is here came with this annotator's work: others' too, if handed on."""
        noun = there[fate.id]
        is_own = noun.annotator == self._origin.owner
        return is_own or fate.fate != SAME or sign_of(noun.id, marks_of(noun)) in sides.brought

    def _put(
        self,
        document: str,
        fates: list[Fate],
        result: dict[str, Noun],
        sources: set[tuple[str, str | None]],
    ) -> None:
        annotations: list[Annotation] = []
        relations: list[Relation] = []
        new = [f.id for f in fates if f.put is not None and f.put.id not in result]
        self._refuse_taken(document, fates, new)
        for fate in fates:
            if fate.fate == DELETED:
                continue
            noun = fate.put
            if isinstance(noun, Relation) and not _has_ends(noun, result):
                fate, noun = Fate(REFUSED, fate.id, None, "end_gone"), None
            self._count(document, fate, result)
            if noun is None:
                continue
            self._merged.counts["annotations"] += isinstance(noun, Annotation)
            is_new = noun.id not in result
            if is_new and isinstance(noun, Annotation):
                if noun.source_id and (noun.annotator, noun.source_id) in sources:
                    noun = noun._replace(source_id=None)
                annotations.append(noun)
            elif is_new and isinstance(noun, Relation):
                relations.append(noun)
            else:
                self._edit.put(noun)
            result[noun.id] = noun
        self._edit.put_annotations(annotations)
        self._edit.put_relations(relations)

    def _refuse_taken(self, document: str, fates: list[Fate], new: list[str]) -> None:
        tables = {Annotation: "annotation", Relation: "relation", Comment: "comment"}
        kind = next((type(f.put) for f in fates if f.put is not None), None)
        if not new or kind is None:
            return
        for key, home in homes_of(self._edit.reader.connection, tables[kind], new):
            if home != document:
                raise PackageError("package_id_taken", path=self._origin.file, item=key)

    def _count(self, document: str, fate: Fate, there: Mapping[str, Noun]) -> None:
        self._merged.counts[fate.fate] += 1
        if fate.reason:
            self._merged.told.append(Told(document, fate.id, fate.reason))
        if self._bundle is None or self._merged.places.room(fate.fate) <= 0:
            return
        noun = fate.put or there.get(fate.id) or self._theirs(fate.id)
        if noun is not None:
            place = self._bundle.document
            self._merged.places.note(fate.fate, place, noun, there, reason=fate.reason)

    def _theirs(self, key: str) -> Noun | None:
        """Return a noun of the document that came, by its id."""
        kinds = () if self._bundle is None else _kinds_of(self._bundle)
        return next((n for kind in kinds for n in kind if n.id == key), None)

    def _delete(self, document: str, fate: Fate, result: dict[str, Noun]) -> None:
        noun = result[fate.id]
        if any(other.annotator != noun.annotator for other in _on(noun, result)):
            # Somebody else's work would go with it.
            self._count(document, Fate(CHANGED_HERE, fate.id, None, "deleted_there"), result)
            return
        self._count(document, fate, result)
        self._merged.counts["annotations"] += isinstance(noun, Annotation)
        if type(noun) is Annotation:
            self._edit.remove(Annotation, noun.id)
        else:
            self._edit.remove(type(noun), noun.id)
        for gone in (noun, *_on(noun, result)):
            result.pop(gone.id, None)

    def _join_people(self, bundle: Bundle, as_brought: Iterable[Noun]) -> None:
        """Take over how far people are, what they decided and what they say to decisions."""
        key, owner = bundle.document.id, self._origin.owner
        for theirs in bundle.assignments:
            mine = self._brought.share(key, theirs.annotator)
            if theirs.annotator == owner:
                state = replace(mine or theirs, state=theirs.state, reason=theirs.reason)
                clean = replace(state, extra={} if mine is None else mine.extra)
                self._edit.put(self._brought.noted(clean, as_brought))
            elif mine is None:
                self._edit.put(replace(theirs, extra={}))
        known = {d.id: d for d in self._edit.reader.decisions(key)}
        for decision in bundle.decisions:
            mine_too = known.get(decision.id)
            if mine_too is None:
                if owner in (None, decision.annotator):
                    self._edit.put(decision)
            elif owner is not None and owner in decision.replies:
                if sign_of_decision(mine_too) != sign_of_decision(decision):
                    self._merged.told.append(Told(key, decision.id, "reply_outdated"))
                    continue
                known_reply, reply = mine_too.replies.get(owner), decision.replies[owner]
                if known_reply is not None and known_reply.is_same(reply):
                    reply = known_reply
                else:
                    self._merged.counts[ANSWERS] += 1
                    self._merged.counts[APPEALS] += reply.is_open_appeal
                replies = {**mine_too.replies, owner: reply}
                in_order = {who: replies[who] for who in sorted(replies)}
                self._edit.put(replace(mine_too, replies=in_order))


def _kinds_of(
    bundle: Bundle,
) -> tuple[tuple[Annotation, ...], tuple[Relation, ...], tuple[Comment, ...]]:
    return bundle.annotations, bundle.relations, bundle.comments


def _has_ends(relation: Relation, there: Mapping[str, Noun]) -> bool:
    ends = (relation.from_id,) if relation.to_entity else (relation.from_id, relation.to_id)
    return all(isinstance(there.get(end), Annotation) for end in ends)


def _on(noun: Noun, there: Mapping[str, Noun]) -> list[Noun]:
    """Return relations of an annotation, and comments on it, on them or on a relation."""
    if isinstance(noun, Comment):
        return []
    found: list[Noun] = []
    if isinstance(noun, Annotation):
        for other in there.values():
            if isinstance(other, Relation) and (
                other.from_id == noun.id or (not other.to_entity and other.to_id == noun.id)
            ):
                found.append(other)
    keys = {noun.id, *(n.id for n in found)}
    found += [c for c in there.values() if isinstance(c, Comment) and c.target in keys]
    return found
