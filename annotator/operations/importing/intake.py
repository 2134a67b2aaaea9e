"""Takes headers and bundles of a file into the corpus, within the edit of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.model.bundle import Bundle, Header, Loss
from annotator.model.corpus import DocumentRelation, DocumentSet
from annotator.model.entity import Entity
from annotator.model.errors import FormatError
from annotator.model.identity import key_of
from annotator.model.review import Annotator, Round
from annotator.operations.checking.proving import proved
from annotator.operations.importing.joining import Taken, join, join_older, revise
from annotator.operations.importing.known import How, Known
from annotator.operations.importing.renaming import copied_to
from annotator.operations.importing.schemes import merged, missing_layers
from annotator.store.reading.queries import Reader
from annotator.store.reading.telling_apart import homes_of
from annotator.store.rows.bulk import is_empty
from annotator.store.store import Store
from annotator.store.writing.edit import Edit

DERIVED = "derived"
"""Key of a header's `extra`: its scheme was made from the data of a foreign file."""

Mark = tuple[Taken, int, int, int]
"""What was taken in, and how many relations and sets of documents and rounds waited."""


@dataclass(slots=True)
class Intake:
    """Takes in what files hold while an import runs.

    `who` imports; `by_file` says that a text file with the name of one that is there is its
    next revision. If it `is_careful`, ids are looked up before a document is taken in.
    """

    store: Store
    edit: Edit
    who: str | None = None
    by_file: bool = False
    taken: Taken = field(default_factory=Taken)
    _known: Known | None = None
    _layers: frozenset[str] = frozenset()
    _annotators: set[str] = field(default_factory=set[str])
    _pending: list[DocumentRelation] = field(default_factory=list[DocumentRelation])
    _sets: list[DocumentSet] = field(default_factory=list[DocumentSet])
    _rounds: list[Round] = field(default_factory=list[Round])
    is_careful: bool = False

    @property
    def reader(self) -> Reader:
        """Reads what the edit has written so far."""
        return self.edit.reader

    @property
    def counts(self) -> Counter[str]:
        """How many nouns of each kind are new."""
        return self.taken.counts

    @property
    def known(self) -> Known:
        """What the corpus has already."""
        if self._known is None:
            self._known = Known(self.reader)
        return self._known

    def mark(self) -> Mark:
        """Return how far the import is, for `back_at`."""
        return self.taken.mark(), len(self._pending), len(self._sets), len(self._rounds)

    def back_at(self, mark: Mark) -> Intake:
        """Return an intake that knows nothing of what came after `mark`."""
        taken, pending, sets, rounds = mark
        return Intake(
            self.store,
            self.edit,
            self.who,
            self.by_file,
            taken,
            _pending=self._pending[:pending],
            _sets=self._sets[:sets],
            _rounds=self._rounds[:rounds],
            is_careful=self.is_careful,
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
        self._sets.extend(header.sets)
        self.known.begin_file()
        self._pending.extend(header.document_relations)
        self._rounds.extend(header.rounds)
        self._take_people({c.annotator for c in header.comments})
        self._take_people({who for r in header.rounds for who in r.annotators})
        for comment in header.comments:
            if self.reader.comment(comment.id) is None:
                self.edit.put(comment)
        for step in header.history:
            self.edit.put_past(step)
        unknown = [key for key in header.extra if key != DERIVED]
        self.taken.losses.extend(Loss(kind="header_facts", item=key) for key in unknown)

    def _take_scheme(self, header: Header, file: str) -> None:
        theirs = header.scheme
        ours = self.edit.scheme
        if theirs is not None and theirs != ours:
            is_same = theirs.id == ours.id or bool(header.extra.get(DERIVED))
            if is_same:
                grown = merged(ours, theirs)
                if grown is not ours:
                    self.edit.put(grown)
            elif is_empty(self.reader.connection):
                self.edit.put(theirs)
            else:
                names = missing_layers(ours, theirs)
                if names:
                    raise FormatError(
                        "scheme_differs",
                        file=file,
                        line=header.line,
                        theirs=theirs.id,
                        ours=ours.id,
                        names=", ".join(names),
                    )
        self._layers = frozenset(layer.id for layer in self.edit.scheme.layers)

    def _take_entities(self, header: Header, file: str) -> None:
        ours = {e.id: e for e in self.reader.entities()}
        new = [e for e in header.entities if e.id not in ours]
        ids = ours.keys() | {e.id for e in new}
        letters = {e.letter for e in ours.values() if e.letter}
        for entity in _parents_first(new):
            # Of two with one letter, one would never be tagged with it.
            self.edit.put(replace(entity, letter=None) if entity.letter in letters else entity)
            self.counts["entities"] += 1
            for other in (entity.represents, entity.parent):
                if other is not None and other not in ids:
                    raise FormatError(
                        "missing_entity",
                        file=file,
                        line=header.line,
                        item=entity.id,
                        reason=other,
                    )
        for entity in header.entities:
            mine = ours.get(entity.id)
            if mine is not None and replace(mine, letter=None) != replace(entity, letter=None):
                self.taken.losses.append(Loss(kind="entity_differs", item=entity.id))

    def take_bundle(self, bundle: Bundle, file: str) -> None:
        """Take over one document with all that belongs to it."""
        self.taken.losses.extend(bundle.losses)
        bundle, mismatches = proved(bundle, self._layers, file)
        self.taken.mismatches.extend(mismatches)
        self._take_annotators(bundle)
        document = bundle.document
        how, ours = self.known.meet(
            bundle, self.edit.scheme, by_file=self.by_file and not document.source_id, file=file
        )
        if ours is not None:
            if ours != document.id:
                self.known.renamed[document.id] = ours
            self._take_known(how, ours, bundle, file)
            return
        if self.known.has_id(document.id):
            # The id is taken by another text: this one and its work get ids of their own.
            other = key_of("document", document.sha256, document.id)
            self.known.renamed[document.id] = other
            bundle = copied_to(bundle, replace(document, id=other))
        self._refuse_taken(bundle, bundle.document.id, file)
        self.known.add(bundle.document, self.edit.scheme)
        self.edit.put_bundle(bundle)
        self.counts["documents"] += 1
        self.counts["annotations"] += len(bundle.annotations)
        self.counts["relations"] += len(bundle.relations)
        self.counts["comments"] += len(bundle.comments)

    def _refuse_taken(self, bundle: Bundle, document_id: str, file: str) -> None:
        """Refuse ids that work on other documents has; comments would be written over theirs."""
        homes = [(c.id, self.reader.comment(c.id)) for c in bundle.comments]
        taken = [key for key, mine in homes if mine is not None and mine.document != document_id]
        kinds = (("annotation", bundle.annotations), ("relation", bundle.relations))
        for table, nouns in kinds if self.is_careful else ():
            found = homes_of(self.reader.connection, table, [noun.id for noun in nouns])
            taken += [key for key, home in found if home != document_id]
        decided = homes_of(self.reader.connection, "decision", [d.id for d in bundle.decisions])
        taken += [key for key, home in decided if home != document_id]
        for key in taken:
            raise FormatError("id_taken", file=file, line=bundle.line, item=key)

    def _take_known(self, how: How, ours: str, bundle: Bundle, file: str) -> None:
        if bundle.document.id != ours and self.known.has_id(bundle.document.id):
            # Its id is that of another document of ours, and so may those of its work be.
            bundle = copied_to(bundle, replace(bundle.document, id=key_of(
                "document", bundle.document.sha256, bundle.document.id)))  # fmt: skip
        self._refuse_taken(bundle, ours, file)
        if how is How.CHANGED:
            before = self.reader.document(ours)
            after = revise(self.edit, self.taken, ours, bundle, who=self.who)
            self.known.put_text(before, after)
        elif how is How.OLDER:
            join_older(self.edit, self.taken, ours, bundle)
            self.counts["known_documents"] += 1
        else:
            join(self.edit, self.taken, ours, bundle)
            self.counts["known_documents"] += 1

    def _take_annotators(self, bundle: Bundle) -> None:
        people = {a.annotator for a in bundle.annotations}
        people.update(r.annotator for r in bundle.relations)
        people.update(c.annotator for c in bundle.comments)
        people.update(a.annotator for a in bundle.assignments)
        for decision in bundle.decisions:
            people.update((decision.annotator, *decision.versions, *decision.replies))
        self._take_people(people)

    def _take_people(self, people: set[str]) -> None:
        for name in people - self._annotators:
            if all(a.id != name for a in self.reader.annotators()):
                self.edit.put(Annotator(id=name, names={"en": name}))
                self.counts["annotators"] += 1
            self._annotators.add(name)

    def finish(self) -> None:
        """Resolve what could only be resolved once every document was in."""
        known = {r.id for r in self.reader.document_relations()}
        for relation in self._pending:
            begin = self._document_id(relation.from_document)
            end = self._document_id(relation.to_document)
            if begin is None or end is None:
                self.taken.losses.append(Loss(kind="document_relations", item=relation.id))
            elif relation.id not in known:
                self.edit.put(replace(relation, from_document=begin, to_document=end))
        self._pending.clear()
        self._finish_sets()
        self._finish_rounds()

    def _document_id(self, named: str) -> str | None:
        found = self.known.renamed.get(named)
        if found is None:
            return named if self.known.has_id(named) else self.reader.document_id(named)
        return found

    def _finish_sets(self) -> None:
        ours = {s.id: s for s in self.reader.sets()}
        for group in self._sets:
            found = [self._document_id(key) for key in group.documents]
            documents = [key for key in found if key is not None]
            if len(documents) < len(found):
                missing = len(found) - len(documents)
                self.taken.losses.append(Loss(kind="set_documents", count=missing, item=group.id))
            mine = ours.get(group.id)
            if mine is not None:
                group = replace(mine, documents=(*mine.documents, *documents))
                documents = list(group.documents)
            ours[group.id] = replace(group, documents=tuple(dict.fromkeys(documents)))
            self.edit.put(ours[group.id])
        self._sets.clear()

    def _finish_rounds(self) -> None:
        ours = {r.id: r for r in self.reader.rounds()}
        for handed in self._rounds:
            documents = [self._document_id(key) for key in handed.documents]
            pilot = [self._document_id(key) for key in handed.pilot]
            missing = documents.count(None)
            if missing:
                self.taken.losses.append(
                    Loss(kind="round_documents", count=missing, item=handed.id)
                )
            mine = ours.get(handed.id, replace(handed, annotators=(), documents=(), pilot=()))
            ours[handed.id] = replace(
                mine,
                annotators=_joined(mine.annotators, handed.annotators),
                documents=_joined(mine.documents, documents),
                pilot=_joined(mine.pilot, pilot),
            )
            self.edit.put(ours[handed.id])
        self._rounds.clear()


def _joined(ours: tuple[str, ...], theirs: Iterable[str | None]) -> tuple[str, ...]:
    """Return ids of both, ours first, without what is not there."""
    return tuple(dict.fromkeys((*ours, *(key for key in theirs if key is not None))))


def _parents_first(entities: list[Entity]) -> list[Entity]:
    """Order entities so that whom they represent or belong to stands before them."""
    waiting = {e.id: e for e in entities}
    ordered: list[Entity] = []
    for entity in entities:
        path = [entity]
        while path:
            above = [waiting.get(key or "") for key in (path[-1].represents, path[-1].parent)]
            step = next((e for e in above if e is not None and e not in path), None)
            if step is not None:
                path.append(step)
            elif waiting.pop((done := path.pop()).id, None) is not None:
                ordered.append(done)
    return ordered
