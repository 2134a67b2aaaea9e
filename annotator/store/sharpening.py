"""Makes of a filter one that lets fewer documents pass, by what a sitting knows of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from annotator.model.query import Filter, Marked, Term
from annotator.store.counters import commits
from annotator.store.holdings import Holdings, documents_with_value
from annotator.store.remembered import Remembered
from annotator.store.tagged import TaggedDocuments
from annotator.store.vocabulary import Vocabulary, settled
from annotator.text.parts import Part

Watch = Callable[[], None]


class Sharpening:
    """Works for one search, through its connection; no document that has a hit is lost."""

    def __init__(self, connection: Any, remembered: Remembered) -> None:
        """Take a connection; whoever made it closes it."""
        self._connection, self._remembered = connection, remembered
        self._vocabulary = Vocabulary(connection, remembered)
        self._tagged = TaggedDocuments(connection)

    def known(self, wanted: Filter) -> Filter:
        """Return a filter with all that can be said at once."""
        wanted = self._without_commented(self._in_sequence(wanted))
        terms = self._vocabulary.terms_at_hand() if _has_parts(wanted) else None
        if terms is not None:
            wanted = _settled(wanted, settled(wanted, terms))
        held = self._holdings_at_hand()
        if held is not None:
            wanted = self._held(wanted, held, is_brief=True)
        rare = [marked for marked in wanted.tagged if self._tagged.is_rare(marked)]
        for marked in rare:
            wanted = _among(wanted, self._tagged.of_rare_layer(marked))
        left = tuple(marked for marked in wanted.tagged if marked not in rare)
        return replace(wanted, tagged=left)

    def is_worth_more(self, wanted: Filter) -> bool:
        """Say whether more could be found out, at some cost."""
        asked = wanted.tagged or wanted.workers or wanted.values or _has_parts(wanted)
        return bool(asked) and not wanted.is_hopeless

    def found_out(self, wanted: Filter, watch: Watch) -> Filter:
        """Return a filter with all that can be said; `watch` may raise to stop."""
        if _has_parts(wanted):
            wanted = _settled(wanted, settled(wanted, self._vocabulary.terms(watch)))
        held = self._holdings_at_hand()
        if held is not None:
            wanted = self._held(wanted, held)
        if held is None or not held.is_whole:
            wanted = self._looked_through(wanted, watch)
        for key, fits in wanted.values:
            if not wanted.is_hopeless:
                found = documents_with_value(self._connection, key, fits)
                wanted = wanted if found is None else _among(wanted, found)
        # What is left is asked of each document: it is nearly everywhere.
        return replace(wanted, workers=(), values=())

    def _looked_through(self, wanted: Filter, watch: Watch) -> Filter:
        for marked in wanted.tagged:
            if not wanted.is_hopeless:
                wanted = _among(wanted, self._tagged.numbers(marked, watch))
        for people in wanted.workers:
            if not wanted.is_hopeless:
                found = self._tagged.numbers(Marked(annotators=people), watch)
                wanted = _among(wanted, found | self._tagged.assigned(people))
        return replace(wanted, tagged=(), workers=())

    def prepare(self, watch: Watch) -> None:
        """Gather what is not known yet, or was known of a corpus that has changed much."""
        self._vocabulary.terms(watch)
        watch()
        held = self._holdings_at_hand()
        if held is None or not held.is_fresh(self._connection):
            self._remembered.holdings = Holdings(self._connection, watch)

    def _holdings_at_hand(self) -> Holdings | None:
        """Return what was gathered before, unless the snapshot is older."""
        kept = self._remembered.holdings
        return kept if kept is not None and kept.commits <= commits(self._connection) else None

    def _in_sequence(self, wanted: Filter) -> Filter:
        found = [self._vocabulary.sequence(parts) for parts in wanted.sequences]
        words = tuple(group for group in found if group is not None)
        return replace(wanted, words=(*wanted.words, *words), sequences=())

    def _without_commented(self, wanted: Filter) -> Filter:
        if any(marked.is_commented for marked in wanted.tagged):
            return _among(wanted, self._tagged.commented())
        return wanted

    def _held(self, wanted: Filter, held: Holdings, *, is_brief: bool = False) -> Filter:
        changed = held.changed(self._connection)
        tagged: list[Marked] = []
        for marked in wanted.tagged:
            found = held.having(marked, is_brief=is_brief)
            if found is None:
                tagged.append(marked)
            else:
                wanted = _among(wanted, found | changed)
        workers: list[tuple[str, ...]] = []
        for people in wanted.workers:
            found = held.having(Marked(annotators=people), is_brief=is_brief)
            if found is None:
                workers.append(people)
            else:
                wanted = _among(wanted, found | self._tagged.assigned(people) | changed)
        for key, fits in wanted.values:
            found = held.with_value(key, fits)
            wanted = wanted if found is None else _among(wanted, found | changed)
        return replace(wanted, tagged=tuple(tagged), workers=tuple(workers), values=())


def _has_parts(wanted: Filter) -> bool:
    return any(isinstance(part, Part) for group in wanted.phrases for part in group)


def _settled(wanted: Filter, words: Iterable[tuple[Term, ...]]) -> Filter:
    """Return a filter in which words of the index stand for all parts."""
    phrases = tuple(
        group for group in wanted.phrases if not any(isinstance(part, Part) for part in group)
    )
    return replace(wanted, phrases=phrases, words=(*wanted.words, *words))


def _among(wanted: Filter, documents: frozenset[int]) -> Filter:
    both = documents if wanted.documents is None else documents & wanted.documents
    return replace(wanted, documents=both)
