"""What the window keeps of the open document, patched change by change as the store tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.model.annotation import REFUSED, Annotation, items_of
from annotator.model.change import Change, ChangeSet
from annotator.model.facts import Facts, facts_of
from annotator.model.presentation import shown_features
from annotator.model.progress import Progress, no_progress
from annotator.model.review import IN_PROGRESS, NEW, Comment
from annotator.model.scheme import Scheme
from annotator.operations.checking.check import read_facts
from annotator.operations.editing.context import book_of
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.ui.pace.sweeping import hold, unswept
from annotator.ui.sitting.problems import Problems
from annotator.ui.sitting.tallies import Tallies

_AT_ONCE = 500
"""Annotations whose problems are looked for before a document is shown: some 40 ms at most."""
_ALL_ANEW = frozenset(("scheme", "segment", "document", "assignment"))
_AT_WORK = frozenset((NEW, IN_PROGRESS))
"""From one of these to the other nobody sees more or less, and nothing is locked."""


@dataclass(slots=True)
class Patched:
    """What a change set did to a document: ids of annotations to show anew, and those gone."""

    touched: set[str] = field(default_factory=set[str])
    gone: list[str] = field(default_factory=list[str])
    has_comments: bool = False


class Gathered:
    """Facts, problems, comments and counts of one document, as one annotator works on it."""

    def __init__(
        self,
        store: Store,
        document: str,
        annotator: str,
        *,
        reader: Reader | None = None,
        progress: Progress = no_progress,
        total: int | None = None,
        is_awaited: bool = False,
    ) -> None:
        """Read everything once; on another thread than the store's with a `reader` of its own.

        `total` is how many annotations there are, as `progress` tells it. Of what `is_awaited`
        the text alone is read: somebody reads all of it elsewhere.
        """
        self._store, self.is_awaited = store, is_awaited
        self.document, self.annotator = document, annotator
        self._commented: set[str] | None = None
        if is_awaited:
            self._gather(_without_annotations(store.read(), document), (), store.scheme)
            return
        scheme = store.scheme if reader is None else reader.scheme()
        reader = store.read() if reader is None else reader
        with unswept():
            facts = read_facts(reader, document, progress=progress, total=total)
            self._gather(facts, reader.comments(document), scheme)
            hold(len(facts.annotations))

    def _gather(self, facts: Facts, comments: Iterable[Comment], scheme: Scheme) -> None:
        self.facts, annotator = facts, self.annotator
        self.comments: dict[str, Comment] = {c.id: c for c in comments}
        # Nothing of it holds this whole, so all of it is freed as soon as it is let go.
        store = self._store
        self.problems = Problems(self.facts, lambda: book_of(store.scheme))
        if len(self.facts.annotations) < _AT_ONCE and not self.is_awaited:
            self.problems.finish()
        # What the list of layers shows of each, so that no first annotation waits for it.
        shown = ((x.id, next(iter(shown_features(x)), None)) for x in scheme.layers)
        self.tallies = Tallies(
            (
                a
                for a in self.facts.annotations.values()
                if a.annotator == annotator and a.state != REFUSED
            ),
            {layer: feature.id for layer, feature in shown if feature is not None},
            self.facts.outgoing,
            Counter(r.from_id for r in self.facts.relations.values() if r.state == REFUSED),
        )

    @property
    def incomplete(self) -> int | None:
        """How much that is required is missing on the annotator's own work; None: not counted yet.

        Of very many annotations it is counted while nobody waits.
        """
        return self.problems.incomplete_of(self.annotator)

    def held(self) -> Iterator[dict[Any, Any] | list[Any]]:
        """Yield what holds the annotations and all that is known of each, one by one."""
        yield from self.tallies.held()
        yield from self.problems.held()
        facts = self.facts
        yield from (facts.outgoing, facts.incoming, facts.relations, facts.annotations)

    def is_commented(self, annotation_id: str) -> bool:
        """Say whether a comment is on an annotation."""
        if self._commented is None:
            self._commented = {c.target for c in self.comments.values() if c.target is not None}
        return annotation_id in self._commented

    def must_read_anew(self, changes: ChangeSet) -> bool:
        """Say whether a change set can only be followed by reading the document again."""
        if changes.is_bulk:
            return True
        return any(
            change.table in _ALL_ANEW
            and (change.table == "scheme" or self._is_here(change))
            and not _is_begun(change)
            for change in changes.changes
        )

    def _is_here(self, change: Change) -> bool:
        noun = change.after if change.after is not None else change.before
        if noun is None:
            return change.id in self.facts.annotations or change.id in self.facts.relations
        return change.id == self.document or getattr(noun, "document", None) == self.document

    def patch(self, changes: ChangeSet) -> Patched:
        """Follow a change set that lists its changes."""
        done = Patched()
        for change in changes.changes:
            if change.table == "entity":
                done.touched.update(self._patch_entity(change))
            elif not self._is_here(change):
                continue
            elif change.table == "annotation":
                done.touched.add(change.id)
                self._patch_annotation(change, done)
            elif change.table == "relation":
                done.touched.update(self._patch_relation(change))
            elif change.table == "comment":
                done.has_comments = True
                done.touched.update(self._patch_comment(change))
        self.problems.look_again(done.touched)
        for key in done.touched:
            self._count(key)
        return done

    def _patch_annotation(self, change: Change, done: Patched) -> None:
        if change.after is None:
            self.facts.drop_annotation(change.id)
            done.gone.append(change.id)
        else:
            self.facts.put_annotation(change.after)

    def _patch_relation(self, change: Change) -> Iterator[str]:
        before = self.facts.relations.get(change.id, change.before)
        self.facts.drop_relation(change.id)
        if change.after is not None:
            self.facts.put_relation(change.after)
        for relation in (before, change.after):
            if relation is not None:
                yield relation.from_id
                if not relation.to_entity:
                    yield relation.to_id

    def _patch_comment(self, change: Change) -> Iterator[str]:
        self._commented = None
        self.comments.pop(change.id, None)
        if change.after is not None:
            self.comments[change.id] = change.after
        for comment in (change.before, change.after):
            if comment is not None and comment.target is not None:
                yield comment.target

    def _patch_entity(self, change: Change) -> Iterator[str]:
        kinds = dict(self.facts.entities)
        if change.after is None:
            kinds.pop(change.id, None)
        else:
            kinds[change.id] = change.after.kinds
        before, self.facts.entities = self.facts.entities, kinds
        names = [noun.names for noun in (change.before, change.after) if noun is not None]
        if before.get(change.id) != kinds.get(change.id) or names[0] != names[-1]:
            yield from (a.id for a in self.facts.annotations.values() if _names(a, change.id))

    def _count(self, key: str) -> None:
        annotation = self.facts.annotations.get(key)
        if annotation is None or annotation.state == REFUSED:
            self.tallies.drop(key)
        elif annotation.annotator == self.annotator:
            relations = self.facts.outgoing.get(key, ())
            self.tallies.put(annotation, sum(r.state != REFUSED for r in relations))


def _without_annotations(reader: Reader, document: str) -> Facts:
    text, segments = reader.text(document), tuple(reader.segments(document))
    return facts_of(document, text, segments=segments)


def _is_begun(change: Change) -> bool:
    """Say whether a change is that somebody began to work on a document, or took that back."""
    if change.table != "assignment" or change.before is None or change.after is None:
        return False
    return {change.before.state, change.after.state} <= _AT_WORK


def _names(annotation: Annotation, entity: str) -> bool:
    return any(entity in items_of(value) for value in annotation.features.values())
