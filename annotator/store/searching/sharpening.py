"""Makes of a filter one that lets fewer documents pass, by what a sitting knows of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from annotator.model.query import Beside, Filter, Marked, Term
from annotator.store.files.counters import commits
from annotator.store.searching.by_holdings import ByHoldings
from annotator.store.searching.by_portions import Block, quoting
from annotator.store.searching.holdings import MOST_CHANGED, Holdings
from annotator.store.searching.index_match import match_of, near_of
from annotator.store.searching.odd_words import Group, widened
from annotator.store.searching.parted import parted_documents
from annotator.store.searching.recalling import is_worth_keeping, put_away, take_up
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.tagged import TaggedDocuments
from annotator.store.searching.vocabulary import (
    Vocabulary,
    apart,
    begun,
    certain,
    is_frequent,
    is_present,
    present,
    sequence,
    settled,
)
from annotator.store.searching.words_written import MOST_ADDED
from annotator.store.searching.written import Written
from annotator.text.finding import FORMS, INSIDE, SUFFIX, variants_of
from annotator.text.parts import Part, Terms
from annotator.text.pieces import Sought

Watch = Callable[[], None]
_FEW_STRANGE = 100
"""Documents of which it is not asked where the index parts words otherwise than texts."""
_MOST_PARTED = 1_000
"""Documents that are looked at for each word, whether it may be parted in them or not."""
_FEW_LEFT = 1_000
"""Documents of which it is sooner asked at once whether they have all words."""


class Sharpening:
    """Works for one search, through its connection; no document that has a hit is lost."""

    def __init__(self, connection: Any, remembered: Remembered) -> None:
        """Take a connection; whoever made it closes it."""
        self._connection, self._remembered = connection, remembered
        take_up(remembered, connection)
        self._vocabulary = Vocabulary(connection, remembered)
        self._tagged = TaggedDocuments(connection)
        self._by_holdings = ByHoldings(connection, self._tagged)
        self._later: tuple[Group, ...] = ()

    @property
    def is_prepared(self) -> bool:
        """Whether the words of the index and of the texts are at hand."""
        if self._vocabulary.terms_at_hand() is None:
            return False
        return self.written_at_hand() is not None or self.parted_at_hand() is not None

    def known(self, wanted: Filter, watch: Watch) -> Filter:
        """Return a filter with all that can be said at once; `watch` may raise to stop.

        What is asked of the index needs its words, which are read if they are not known yet.
        """
        wanted = self._without_commented(wanted)
        terms = self._vocabulary.terms_at_hand()
        if terms is None and (wanted.sequences or not all(map(_has_part, wanted.phrases))):
            terms = self._terms(wanted, watch)
        if terms is not None:
            wanted = self._in_words(wanted, terms)
        written = self.written_at_hand()
        if written is not None:
            wanted = self._beside(wanted, written, terms, is_brief=True)
            if wanted.lacking and terms is not None:
                wanted = self._without_words(wanted, terms, written)
            wanted = self._written(wanted, written, is_brief=True)
        held = self._holdings_at_hand()
        if held is not None:
            wanted = self._by_holdings.among(wanted, held, is_brief=True)
        rare = [marked for marked in wanted.tagged if self._tagged.is_rare(marked)]
        for marked in rare:
            wanted = wanted.among(self._tagged.of_rare_layer(marked))
        left = tuple(marked for marked in wanted.tagged if marked not in rare)
        wanted = replace(wanted, tagged=left)
        few = wanted.documents is not None and len(wanted.documents) < _FEW_LEFT
        if few and not wanted.is_hopeless:
            # The index would be gone through for these few only.
            wanted = self._matched(wanted)
        return wanted

    def parted(self, wanted: Filter, watch: Watch) -> frozenset[int] | None:
        """Return the documents in which a word may be parted; None: the texts must be looked at.

        Where it was gathered what all texts have, that is not asked.
        """
        if wanted.parted is None or self.written_at_hand() is not None:
            return None
        if self.parted_at_hand() is not None:
            return None
        terms = self._terms(wanted, watch)
        found = parted_documents(self._connection, wanted.parted, terms)
        if found is None:
            return None
        rows = [apart(parts, terms) for parts in wanted.apart]
        return found.union(*(self._matching(match_of((), row)) for row in rows if all(row)))

    def parted_at_hand(self) -> frozenset[int] | None:
        """Return the documents in which any word may be parted, as an import noted it.

        None: that is not known, or they are many, as in a language that is written so.
        """
        held = self._holdings_at_hand()
        found = None if held is None else held.parted(self._connection)
        return found if found is not None and len(found) <= _MOST_PARTED else None

    def _terms(self, wanted: Filter, watch: Watch) -> Terms:
        """Return the words of the index, all at once where parts of words are asked for."""
        parts = (part for group in (*wanted.phrases, wanted.parted or ()) for part in group)
        is_whole = any(isinstance(part, Part) and part.mode in (INSIDE, SUFFIX) for part in parts)
        return self._vocabulary.listed(watch) if is_whole else self._vocabulary.asked(watch)

    def is_worth_more(self, wanted: Filter) -> bool:
        """Say whether more could be found out, at some cost."""
        if wanted.is_hopeless:
            return False
        asked = wanted.tagged or wanted.workers or wanted.values or wanted.phrases or self._later
        if asked:
            return True
        if (wanted.pieces or wanted.besides) and self.written_at_hand() is not None:
            return True
        is_held = self._holdings_at_hand() is not None
        return is_held and bool(wanted.without or wanted.idle or wanted.names or wanted.either)

    def found_out(self, known: Filter, watch: Watch) -> Filter:
        """Return a filter with all that can be said; `watch` may raise to stop."""
        wanted = known
        if wanted.phrases:
            wanted = self._in_words(wanted, self._terms(wanted, watch))
        wanted = replace(wanted, words=(*wanted.words, *self._later))
        written = self.written_at_hand()
        if written is not None:
            wanted = self._beside(wanted, written, self._vocabulary.terms_at_hand())
            wanted = self._written(wanted, written)
        held = self._holdings_at_hand()
        if held is not None:
            wanted = self._by_holdings.without(self._by_holdings.among(wanted, held), held)
        if held is None or not held.is_whole:
            wanted = self._looked_through(wanted, watch)
        # What is left is asked of each document: it is nearly everywhere.
        return replace(wanted, workers=())

    def _looked_through(self, wanted: Filter, watch: Watch) -> Filter:
        for marked in wanted.tagged:
            if not wanted.is_hopeless:
                wanted = wanted.among(self._tagged.numbers(marked, watch))
        for people in wanted.workers:
            if not wanted.is_hopeless:
                found = self._tagged.numbers(Marked(annotators=people), watch)
                wanted = wanted.among(found | self._tagged.assigned(people))
        return replace(wanted, tagged=(), workers=())

    def prepare(self, watch: Watch) -> bool:
        """Gather what is not known yet, or was known of a corpus that has changed much.

        If anything was gathered, all of it is kept for the next sitting, as it is now; say whether
        that was done.
        """
        kept = self._remembered
        is_new = not self._vocabulary.is_read
        # By how soon it is there: most searches ask for words, then for annotations.
        self._vocabulary.terms(watch)
        watch()
        written = kept.written
        lacks_texts = written is None or not written.is_fresh(self._connection)
        is_new = is_new or lacks_texts
        held = self._holdings_at_hand()
        is_due = is_new and kept.home is not None and (written is None or is_worth_keeping(written))
        most = 0 if is_due else MOST_CHANGED
        if held is None or held.is_brief or len(held.changed(self._connection)) > most:
            is_new = True
            kept.holdings, kept.brought = Holdings(self._connection, watch), None
        if lacks_texts:
            kept.written = Written(self._connection, watch)
        return is_new and put_away(kept, self._connection, watch)

    def keep_brought(self, watch: Watch) -> bool:
        """Keep what an import noted for the next sitting; say whether that was done.

        With it the words of the index, but not what the texts have written.
        """
        kept = self._remembered
        if kept.brought is None or kept.brought[0] != commits(self._connection):
            return False
        self._vocabulary.terms(watch)
        kept.holdings = Holdings(self._connection, watch, brought=kept.brought[1])
        return put_away(kept, self._connection, watch)

    def _holdings_at_hand(self) -> Holdings | None:
        """Return what was gathered before, unless the snapshot is older."""
        kept = self._remembered.holdings
        return kept if kept is not None and kept.is_at_hand(self._connection) else None

    def written_at_hand(self) -> Written | None:
        """Return what was gathered of the texts, unless the snapshot is older."""
        kept = self._remembered.written
        return kept if kept is not None and kept.is_at_hand(self._connection) else None

    def blocks(self, wanted: Filter, watch: Watch) -> Iterator[Block] | None:
        """Return filters that let pass what one does, each with begin and end of its documents.

        None: nothing is asked for in quotes. `watch` may raise to stop.
        """
        groups = [g for g in wanted.either if any(marked.quoted for marked in g)]
        if wanted.is_hopeless or not groups:
            return None
        held = self._holdings_at_hand()
        if held is None or not held.has_quotes:
            if wanted.documents is not None and len(wanted.documents) < _FEW_LEFT:
                # Their annotations are sooner looked at than all quotes.
                return None
            return self._blocks(wanted, quoting(self._connection, groups, watch), frozenset())
        return self._blocks(wanted, held.quoting(groups), held.changed(self._connection))

    def _blocks(
        self,
        wanted: Filter,
        found: Iterable[tuple[int, frozenset[int]]],
        changed: frozenset[int],
    ) -> Iterator[Block]:
        begin = 0
        for end, documents in found:
            early = frozenset(number for number in changed if begin <= number < end)
            yield begin, end, wanted.among(documents | early)
            if begin == 0:
                # From now on the index is not asked again for each block.
                wanted = self._matched(wanted)
            begin = end
        late = frozenset(number for number in changed if begin <= number)
        yield begin, max(late, default=begin) + 1, wanted.among(late)

    def _in_words(self, wanted: Filter, terms: Terms) -> Filter:
        """Return a filter in which words of the index stand for phrases, parts and sequences.

        Those that nearly all texts have are not asked for yet: the index puts together where all
        words are that begin with the letters, which takes long.
        """
        found: list[Group | None] = []
        said: set[str | Part] = set()
        for parts in wanted.sequences:
            group = sequence(parts, terms)
            if group is not None:
                written = {word for part in parts for word in variants_of(part.text)}
                found.append(widened(group, terms, written, begun(parts, terms)))
                # Of each word it says that it is there as well, whatever stands around it.
                said.update((" ".join(part.text for part in parts), *(p.text for p in parts)))
        # What a sequence says better need not be asked for as a phrase.
        others = tuple(group for group in wanted.phrases if said.isdisjoint(group))
        wanted = replace(wanted, phrases=others)
        found += (widened(group, terms) for group in settled(wanted, terms))
        groups = [present(group, terms) for group in found if group is not None]
        self._later = tuple(group for group in groups if is_frequent(group, terms))
        words = tuple(group for group in groups if group not in self._later)
        return replace(wanted, phrases=(), sequences=(), words=(*wanted.words, *words))

    def _without_commented(self, wanted: Filter) -> Filter:
        if any(marked.is_commented for marked in wanted.tagged):
            return wanted.among(self._tagged.commented())
        return wanted

    def _matched(self, wanted: Filter) -> Filter:
        """Return a filter with the documents for what the index is asked."""
        match = match_of(wanted.phrases, wanted.words)
        if not match:
            return wanted
        return replace(wanted, phrases=(), words=()).among(self._matching(match))

    def _matching(self, match: str, most: int = -1) -> frozenset[int]:
        """Return the documents for what the index is asked, no more than `most` if it is given."""
        if not match:
            return frozenset()
        sql = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
        rows = self._connection.execute(sql, (match, most)).fetchall()
        return frozenset([number for (number,) in rows])

    def _beside(
        self, wanted: Filter, written: Written, terms: Terms | None, *, is_brief: bool = False
    ) -> Filter:
        strange = written.strange(self._connection)
        left: list[tuple[Beside, ...]] = []
        for asked in wanted.besides:
            odd, pairs = None, asked
            if terms is not None:
                words = {term for pair in asked for term in pair[:2]}
                odd = widened(words, terms)
                there = {term for term in words if is_present(term, terms)}
                pairs = [pair for pair in asked if there.issuperset(pair[:2])]
            found = self._matching(near_of(pairs), _FEW_LEFT if is_brief else -1)
            if is_brief and len(found) == _FEW_LEFT:
                # Among the first documents there are enough of them.
                left.append(asked)
                continue
            if odd is None or len(strange) < _FEW_STRANGE:
                wanted = wanted.among(found | strange)
                continue
            # Their signs are words of the index, which stand between or which it does not part.
            wide = [pair._replace(distance=pair.distance + MOST_ADDED) for pair in pairs]
            found |= strange & self._matching(near_of(wide))
            glued = tuple(term for term in odd if isinstance(term, Term) and not term.is_begin)
            if glued:
                found |= strange & self._matching(match_of((), (glued,)))
            wanted = _without_said(wanted, pairs).among(found | written.beyond(self._connection))
        return replace(wanted, besides=tuple(left))

    def _without_words(self, wanted: Filter, terms: Terms, written: Written) -> Filter:
        """Return a filter without the documents that surely have a word that must not be there."""
        asked = tuple(term for word in wanted.lacking for term in certain(word, terms))
        if not asked:
            return wanted
        found = self._matching(match_of((), (asked,))) - written.unsure(self._connection)
        if any(word.mode == FORMS for word in wanted.lacking):
            # A possessive, of which texts know more than one kind, makes another word of a form.
            found -= self._matching(match_of((), ((Term("s"),),)))
        return replace(wanted, excluded=wanted.excluded | found)

    def _written(self, wanted: Filter, written: Written, *, is_brief: bool = False) -> Filter:
        left: list[tuple[Sought, ...]] = []
        for group in wanted.pieces:
            if wanted.is_hopeless:
                break
            found = written.having(self._connection, group, is_brief=is_brief)
            if found is None:
                left.append(group)
            else:
                wanted = wanted.among(found)
        return replace(wanted, pieces=tuple(left) if is_brief else ())


def _without_said(wanted: Filter, asked: Iterable[Beside]) -> Filter:
    """Return a filter without the words that are there wherever one of some pairs is."""
    pairs = list(asked)
    words = tuple(
        group
        for group in wanted.words
        if not any(all(pair[which] in group for pair in pairs) for which in (0, 1))
    )
    return replace(wanted, words=words)


def _has_part(group: Iterable[str | Part]) -> bool:
    return any(isinstance(part, Part) for part in group)
