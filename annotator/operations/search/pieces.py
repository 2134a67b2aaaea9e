"""What the words of texts, quotes and the neighbours of words say of the parts of a query."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.model.query import INSIDE_IT, All, Beside, Expression, Near, Query, Some, Term, Words
from annotator.text.comparing import key
from annotator.text.finding import (
    FORMS,
    INSIDE,
    PREFIX,
    SUFFIX,
    WHOLE,
    Word,
    index_phrases,
    stems_of,
)
from annotator.text.parts import Part, index_sequence, is_known
from annotator.text.patterns import PatternError
from annotator.text.pieces import Sought, pieces_of, sought, without_borders, words_sought
from annotator.text.runs import Run, runs_of

_MOST_PAIRS = 150
Group = tuple[Sought, ...]


def nears_in(query: Query) -> Iterator[Near]:
    """Yield what must be within or near something else wherever a query holds."""
    if isinstance(query, All):
        for part in query.parts:
            yield from nears_in(part)
    elif isinstance(query, Near):
        yield query
        yield from nears_in(query.what)
        yield from nears_in(query.to)


def pieces_in(query: Query) -> list[Group]:
    """Return groups of each of which one stands in a word of a text in which a part holds."""
    if isinstance(query, Words):
        return [] if index_phrases(query.words) else _pieces_of_words(query)
    if isinstance(query, Expression):
        found = pieces_of(query.source, ignore_case=query.ignore_case)
        made = [_made(source, ignore_case=query.ignore_case) for source in found]
        return [(piece,) for piece in made if piece is not None]
    if isinstance(query, Some):
        groups = [pieces_in(part) for part in query.parts]
        if all(groups):
            return [tuple(piece for one in groups for piece in max(one, key=_length))]
    return []


def runs_in(query: Query) -> tuple[Run, ...]:
    """Return long runs of characters, all of which are in a text in which a part holds."""
    if not isinstance(query, Expression):
        return ()
    return runs_of(query.source, ignore_case=query.ignore_case)


def _length(group: Group) -> int:
    return min(len(piece.pattern.pattern) for piece in group)


def _pieces_of_words(query: Words) -> list[Group]:
    found: list[Group] = []
    for word in query.words:
        folded = key(word.text)
        if not word.is_exact and folded and all(map(is_known, folded)):
            # The words of the index say it as well, and sooner.
            continue
        piece = words_sought((word,))
        if piece is not None and len(folded.split()) == 1:
            found.append((piece,))
    return found


def words_in(query: Query) -> list[Word]:
    """Return words of which a text must not have one where a query must not hold."""
    if isinstance(query, Words):
        return list(query.words) if len(query.words) == 1 else []
    parts = query.parts if isinstance(query, Some) else ()
    return [word for part in parts for word in words_in(part)]


def veiled_in(query: Query) -> list[Sought]:
    """Return what stands in a word of any text in which words stand that the index parts."""
    if isinstance(query, Words):
        pieces = [
            word._replace(text=text, mode=word.mode if text == word.text else INSIDE)
            for word in query.words
            for text in word.text.split()
        ]
        return [found for piece in pieces if (found := words_sought((piece,))) is not None]
    if isinstance(query, (All, Some)):
        return [piece for part in query.parts for piece in veiled_in(part)]
    if isinstance(query, Near):
        return [*veiled_in(query.what), *veiled_in(query.to)]
    return []


def parted_in(query: Query) -> tuple[Part, ...] | None:
    """Return the words and parts of words of a query, of each of which the index may have pieces.

    None: that is not known of all its words.
    """
    if isinstance(query, Words):
        if _is_open(query) and not index_sequence(query.words):
            return None
        found = [_runs(word) for word in query.words]
        known = [runs for runs in found if runs is not None]
        return tuple(part for parts in known for part in parts) if known == found else None
    parts: tuple[Query, ...] = ()
    if isinstance(query, (All, Some)):
        parts = query.parts
    elif isinstance(query, Near):
        parts = (query.what, query.to)
    listed = [parted_in(part) for part in parts]
    return None if None in listed else tuple(part for found in listed for part in found or ())


def apart_in(query: Query) -> tuple[tuple[Part, ...], ...]:
    """Return words that follow each other in texts and need not in the index: of each row all.

    The end of a word of which the begin is typed may be parted from it, before the next word.
    """
    if isinstance(query, Words):
        return (index_sequence(query.words),) if _is_open(query) else ()
    parts: tuple[Query, ...] = ()
    if isinstance(query, (All, Some)):
        parts = query.parts
    elif isinstance(query, Near):
        parts = (query.what, query.to)
    return tuple(row for part in parts for row in apart_in(part))


def _is_open(query: Words) -> bool:
    return any(word.mode == PREFIX for word in query.words[:-1])


def _runs(word: Word) -> list[Part] | None:
    """Return the letters between signs at which the index surely parts words."""
    folded = key(word.text)
    if word.mode in (INSIDE, SUFFIX):
        return [Part(folded, word.mode)] if folded and all(map(is_known, folded)) else None
    is_formed = word.mode == FORMS and not word.is_exact and folded.isalpha()
    is_begin = is_formed or word.mode == PREFIX
    found: list[Part] = []
    for stem in stems_of(word) if is_formed else [folded]:
        runs = re.findall(r"[^ -/:-@[-`{-~]+", stem)
        if not all(map(is_known, "".join(runs))):
            return None
        found += [Part(run, WHOLE) for run in runs]
        if runs and is_begin and stem.endswith(runs[-1]):
            found[-1] = Part(runs[-1], PREFIX)
    return found


def _made(source: str, *, ignore_case: bool) -> Sought | None:
    try:
        return sought(source, ignore_case=ignore_case)
    except PatternError:
        # It was one only with what stood around it: then it says nothing.
        return None


def quoted_in(query: Query) -> Group:
    """Return what one of stands in any stretch within which a query finds something; none: any."""
    if isinstance(query, Words):
        found = words_sought(query.words)
        return () if found is None else (found,)
    if isinstance(query, Expression):
        source = without_borders(query.source, ignore_case=query.ignore_case)
        found = None if source is None else _made(source, ignore_case=query.ignore_case)
        return () if found is None else (found,)
    if isinstance(query, Some):
        groups = [quoted_in(part) for part in query.parts]
        return tuple(piece for one in groups for piece in one) if all(groups) else ()
    return ()


def besides_of(near: Near) -> tuple[Beside, ...]:
    """Return pairs of words of the index of which one is where something is near something."""
    if near.words == INSIDE_IT:
        return ()
    what, to = _begins(near.what), _begins(near.to)
    if not what or not to or len(what) * len(to) > _MOST_PAIRS:
        return ()
    # What is the last of so many words has one less before it; of several any two are looked at.
    distance = near.words - 1 + _count(near.what) + _count(near.to)
    return tuple(Beside(one, other, distance) for one in what for other in to)


def _begins(query: Query) -> list[Term]:
    if isinstance(query, Words):
        groups = index_phrases(query.words)
        if not groups:
            return []
        group = max(groups, key=lambda found: min(map(len, found)))
        return (
            []
            if any(isinstance(text, Part) for text in group)
            else [Term(str(text), is_begin=True) for text in group]
        )
    if isinstance(query, Some):
        found = [_begins(part) for part in query.parts]
        return [term for one in found for term in one] if all(found) else []
    return []


def _count(query: Query) -> int:
    if isinstance(query, Words):
        # A sign parts a word, and 's may follow one; what else does is known of documents.
        inner = sum(not char.isalnum() for word in query.words for char in word.text)
        return inner + sum(word.mode == FORMS for word in query.words) + len(query.words) - 1
    return max(map(_count, query.parts)) if isinstance(query, Some) else 0
