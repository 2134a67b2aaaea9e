"""Takes headers and bundles of a file into the corpus, within the edit of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header, Loss
from annotator.model.corpus import Document, DocumentRelation
from annotator.model.data import data_of
from annotator.model.errors import FormatError
from annotator.model.identity import key_of
from annotator.model.review import Annotator, Comment
from annotator.model.span import Spans
from annotator.operations.schemes import merged, missing_layers
from annotator.store.edit import Edit
from annotator.store.queries import Reader
from annotator.store.store import Store
from annotator.text.anchoring import reanchor
from annotator.text.quoting import quote_of

DERIVED = "derived"
"""Key of a header's `extra`: its scheme was made from the data of a foreign file."""


Noun = Annotation | Relation | Comment
Mark = tuple[Counter[str], int, int, int]
"""Counts, and how many losses, mismatches and waiting relations of documents there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """An annotation whose quote did not stand at its offsets and was anchored anew."""

    file: str
    document: str
    annotation: str
    quote: str
    begin: int
    end: int


@dataclass(slots=True)
class Intake:
    """Gathers what was taken in while an import runs."""

    store: Store
    edit: Edit
    counts: Counter[str] = field(default_factory=Counter[str])
    losses: list[Loss] = field(default_factory=list[Loss])
    mismatches: list[Mismatch] = field(default_factory=list[Mismatch])
    _by_hash: dict[str, str] | None = None
    _ids: set[str] | None = None
    _layers: frozenset[str] = frozenset()
    _annotators: set[str] = field(default_factory=set[str])
    _pending: list[DocumentRelation] = field(default_factory=list[DocumentRelation])

    @property
    def reader(self) -> Reader:
        """Reads what the edit has written so far."""
        return self.edit.reader

    def mark(self) -> Mark:
        """Return how far the import is, for `back_at`."""
        return (
            self.counts.copy(),
            len(self.losses),
            len(self.mismatches),
            len(self._pending),
        )

    def back_at(self, mark: Mark) -> Intake:
        """Return an intake that knows nothing of what came after `mark`."""
        counts, losses, mismatches, pending = mark
        return Intake(
            self.store,
            self.edit,
            counts,
            self.losses[:losses],
            self.mismatches[:mismatches],
            _pending=self._pending[:pending],
        )

    def take_header(self, header: Header, file: str) -> None:
        """Take over the scheme, people, entities and the like that a file begins with."""
        self._take_scheme(header, file)
        known = {a.id for a in self.reader.annotators()}
        for annotator in header.annotators:
            if annotator.id not in known:
                self.edit.put(annotator)
                self.counts["annotators"] += 1
        self._annotators = known | {a.id for a in header.annotators}
        self._take_entities(header, file)
        for group in header.sets:
            self.edit.put(group)
        self._pending.extend(header.document_relations)
        for comment in header.comments:
            if self.reader.comment(comment.id) is None:
                self.edit.put(comment)
        for step in header.history:
            self.edit.put_past(step)
        unknown = [key for key in header.extra if key != DERIVED]
        self.losses.extend(Loss(kind="header_facts", item=key) for key in unknown)

    def _take_scheme(self, header: Header, file: str) -> None:
        theirs = header.scheme
        ours = self.edit.scheme
        if theirs is not None and theirs != ours:
            is_same = theirs.id == ours.id or bool(header.extra.get(DERIVED))
            if is_same:
                grown = merged(ours, theirs)
                if grown is not ours:
                    self.edit.put(grown)
            elif not self.hashes():
                self.edit.put(theirs)
            else:
                names = missing_layers(ours, theirs)
                if names:
                    raise FormatError(
                        "scheme_differs",
                        file=file,
                        theirs=theirs.id,
                        ours=ours.id,
                        names=", ".join(names),
                    )
        self._layers = frozenset(layer.id for layer in self.edit.scheme.layers)

    def _take_entities(self, header: Header, file: str) -> None:
        ours = {e.id: e for e in self.reader.entities()}
        new = [e for e in header.entities if e.id not in ours]
        ids = ours.keys() | {e.id for e in new}
        for entity in _parents_first(new):
            self.edit.put(entity)
            self.counts["entities"] += 1
            for other in (entity.represents, entity.parent):
                if other is not None and other not in ids:
                    raise FormatError("missing_entity", file=file, item=entity.id, reason=other)
        for entity in header.entities:
            mine = ours.get(entity.id)
            if mine is not None and replace(mine, letter=None) != replace(entity, letter=None):
                self.losses.append(Loss(kind="entity_differs", item=entity.id))

    def hashes(self) -> dict[str, str]:
        """Return the ids of all documents by the sha256 of their texts."""
        if self._by_hash is None:
            self._by_hash = dict(self.reader.hashes())
        return self._by_hash

    def ids(self) -> set[str]:
        """Return the ids of all documents."""
        if self._ids is None:
            self._ids = set(self.hashes().values())
        return self._ids

    def take_bundle(self, bundle: Bundle, file: str) -> None:
        """Take over one document with all that belongs to it."""
        self.losses.extend(bundle.losses)
        bundle = self._proved(bundle, file)
        self._take_annotators(bundle)
        document = bundle.document
        known = self.hashes().get(document.sha256)
        if document.id in self.ids() and known != document.id:
            # The id is taken by another text: this one and its work get ids of their own.
            other = key_of("document", document.sha256, document.id)
            document = replace(document, id=other)
            bundle = copied_to(bundle, document)
        if known is not None:
            self._add_to(known, bundle)
            return
        self.hashes()[document.sha256] = document.id
        self.ids().add(document.id)
        self.edit.put_bundle(bundle)
        self.counts["documents"] += 1
        self.counts["annotations"] += len(bundle.annotations)
        self.counts["relations"] += len(bundle.relations)
        self.counts["comments"] += len(bundle.comments)

    def _take_annotators(self, bundle: Bundle) -> None:
        people = {a.annotator for a in bundle.annotations}
        people.update(r.annotator for r in bundle.relations)
        people.update(c.annotator for c in bundle.comments)
        people.update(a.annotator for a in bundle.assignments)
        for name in people - self._annotators:
            if all(a.id != name for a in self.reader.annotators()):
                self.edit.put(Annotator(id=name, names={"en": name}))
                self.counts["annotators"] += 1
            self._annotators.add(name)

    def _proved(self, bundle: Bundle, file: str) -> Bundle:
        text, layers, size = bundle.document.text, self._layers, len(bundle.document.text)
        mended: dict[str, Annotation] = {}
        for annotation in bundle.annotations:
            if annotation.layer not in layers:
                raise FormatError(
                    "bundle_unknown_layer",
                    file=file,
                    line=bundle.line,
                    item=annotation.source_id or annotation.id,
                    layer=annotation.layer,
                    reason="unknown layer",
                )
            spans = annotation.spans
            if not spans:
                continue
            if spans[0][0] < 0 or spans[-1][1] > size:
                raise FormatError(
                    "bundle_offsets",
                    file=file,
                    line=bundle.line,
                    item=annotation.source_id or annotation.id,
                    begin=spans[0][0],
                    end=spans[-1][1],
                    length=size,
                    reason="offsets past the end",
                )
            if quote_of(text, spans) != annotation.quote:
                mended[annotation.id] = self._mend(annotation, bundle, file)
        if not mended:
            return bundle
        changed = tuple(mended.get(a.id, a) for a in bundle.annotations)
        return replace(bundle, annotations=changed)

    def _mend(self, annotation: Annotation, bundle: Bundle, file: str) -> Annotation:
        text, spans = bundle.document.text, annotation.spans
        found = None
        if len(spans) == 1 and annotation.quote:
            found = reanchor(annotation.quote, text, near=spans[0].begin)
        if found is None or text[found.begin : found.end] != annotation.quote:
            raise FormatError(
                "bundle_quote",
                file=file,
                line=bundle.line,
                item=annotation.source_id or annotation.id,
                quote=annotation.quote[:80],
                reason="quote mismatch",
            )
        placed: Spans = (type(spans[0])(found.begin, found.end),)
        self.mismatches.append(
            Mismatch(
                file=file,
                document=bundle.document.id,
                annotation=annotation.id,
                quote=annotation.quote,
                begin=found.begin,
                end=found.end,
            )
        )
        return annotation._replace(spans=placed)

    def _add_to(self, document_id: str, bundle: Bundle) -> None:
        """Add what is new to a document whose text is there already."""
        reader = self.reader
        ours = reader.document(document_id)
        bundle = moved_to(bundle, replace(bundle.document, id=document_id))
        mine = {a.id: a for a in reader.annotations(document_id)}
        self._enrich(ours, bundle, has_work=bool(mine))
        taken = {(a.annotator, a.source_id) for a in mine.values()}
        self._tell_kept(document_id, mine, bundle.annotations)
        added: list[Annotation] = []
        for annotation in bundle.annotations:
            if annotation.id in mine:
                continue
            if (annotation.annotator, annotation.source_id) in taken:
                annotation = annotation._replace(source_id=None)
            added.append(annotation)
        self.edit.put_annotations(added)
        known = {r.id: r for r in reader.relations(document_id)}
        relations = [r for r in bundle.relations if r.id not in known]
        self._tell_kept(document_id, known, bundle.relations)
        self.edit.put_relations(relations)
        said = {c.id: c for c in reader.comments(document_id)}
        comments = [c for c in bundle.comments if c.id not in said]
        self._tell_kept(document_id, said, bundle.comments)
        for comment in comments:
            self.edit.put(comment)
        assigned = {(a.document, a.annotator) for a in reader.assignments()}
        for assignment in bundle.assignments:
            if (document_id, assignment.annotator) not in assigned:
                self.edit.put(assignment)
        self.counts["annotations"] += len(added)
        self.counts["relations"] += len(relations)
        self.counts["comments"] += len(comments)
        self.counts["known_documents"] += 1

    def _tell_kept(
        self, document_id: str, ours: Mapping[str, Noun], theirs: Iterable[Noun]
    ) -> None:
        for noun in theirs:
            mine = ours.get(noun.id)
            if mine is not None and _facts_of(mine) != _facts_of(noun):
                self.losses.append(Loss(kind="kept_ours", document=document_id, item=noun.id))

    def _enrich(self, ours: Document, bundle: Bundle, *, has_work: bool) -> None:
        theirs = bundle.document
        metadata = {**theirs.metadata, **ours.metadata}
        better = replace(
            ours,
            metadata={key: metadata[key] for key in (*ours.metadata, *theirs.metadata)},
            source_id=ours.source_id or theirs.source_id,
            file=ours.file or theirs.file,
        )
        if better != ours:
            self.edit.put(better)
        other = [k for k, v in theirs.metadata.items() if metadata[k] != v]
        if other:
            self.losses.append(Loss(kind="metadata_differs", count=len(other), document=ours.id))
        segments = tuple(self.reader.segments(ours.id))
        if bundle.segments and bundle.segments != segments:
            if not segments or not has_work:
                self.edit.put_segments(ours.id, bundle.segments)
            else:
                self.losses.append(Loss(kind="segments_differ", document=ours.id))
        if bundle.tokens is not None and self.reader.tokens(ours.id) is None:
            self.edit.put_tokens(ours.id, bundle.tokens)

    def finish(self) -> None:
        """Resolve what could only be resolved once every document was in."""
        known = {r.id for r in self.reader.document_relations()}
        for relation in self._pending:
            begin = self.reader.document_id(relation.from_document)
            end = self.reader.document_id(relation.to_document)
            if begin is None or end is None:
                self.losses.append(Loss(kind="document_relations", item=relation.id))
            elif relation.id not in known:
                self.edit.put(replace(relation, from_document=begin, to_document=end))
        self._pending.clear()


def moved_to(bundle: Bundle, document: Document) -> Bundle:
    """Return the bundle as one of `document`: same text, another id."""
    key = document.id
    return replace(
        bundle,
        document=document,
        annotations=tuple(a._replace(document=key) for a in bundle.annotations),
        relations=tuple(r._replace(document=key) for r in bundle.relations),
        comments=tuple(_comment_in(c, key) for c in bundle.comments),
        assignments=tuple(replace(a, document=key) for a in bundle.assignments),
        revisions=tuple(replace(r, document=key) for r in bundle.revisions),
    )


def copied_to(bundle: Bundle, document: Document) -> Bundle:
    """Return the bundle as one of `document`, its work under ids of its own, the same each time."""
    moved = moved_to(bundle, document)
    works: tuple[Noun, ...] = (*moved.annotations, *moved.relations, *moved.comments)
    keys = {noun.id: key_of("copy", document.id, noun.id) for noun in works}

    def key(old: str | None) -> str | None:
        return None if old is None else keys.get(old, old)

    return replace(
        moved,
        annotations=tuple(a._replace(id=keys[a.id]) for a in moved.annotations),
        relations=tuple(
            r._replace(
                id=keys[r.id],
                from_id=keys.get(r.from_id, r.from_id),
                to_id=r.to_id if r.to_entity else keys.get(r.to_id, r.to_id),
            )
            for r in moved.relations
        ),
        comments=tuple(
            replace(c, id=keys[c.id], target=key(c.target), thread=key(c.thread))
            for c in moved.comments
        ),
    )


def _comment_in(comment: Comment, document: str) -> Comment:
    return replace(comment, document=document)


def _facts_of(noun: Noun) -> Mapping[str, Any]:
    data = data_of(noun) if isinstance(noun, Comment) else dict(noun._asdict())
    for key in ("source_id", "made", "changed", "document", "extra"):
        data.pop(key, None)
    return data


def _parents_first(entities: list[Any]) -> list[Any]:
    """Order entities so that whom they represent or belong to stands before them."""
    waiting = {e.id: e for e in entities}
    ordered: list[Any] = []

    def place(entity: Any, above: frozenset[str]) -> None:
        for other in (entity.represents, entity.parent):
            if other in waiting and other not in above:
                place(waiting[other], above | {entity.id})
        if waiting.pop(entity.id, None) is not None:
            ordered.append(entity)

    for entity in entities:
        if entity.id in waiting:
            place(entity, frozenset({entity.id}))
    return ordered
