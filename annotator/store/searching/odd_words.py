"""Words of texts that the search index does not part as texts do, or does not write as searches do.

The index knows the signs of an older Unicode and takes newer ones (the tones of emoji, many emoji,
some currencies) for letters. So a word beside such a sign is one word of the index together with
it, and such a sign between two words is a word of its own. Letters that print joined or wide stay
so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.model.query import Loose, Term
from annotator.text.parts import Terms

_WORD = re.compile(r"[^\W_]+")
Group = tuple[Term | Loose, ...]
_MOST = 400
"""Words with signs beside what is asked for; where there are more, it is not asked for."""


def widened(
    group: Iterable[Term | Loose],
    terms: Terms,
    more: Iterable[str] = (),
    loosely: Iterable[tuple[Term, ...]] | None = None,
) -> Group | None:
    """Return what one of must be where texts have one of a group, or words of `more`.

    `loosely` are words in a row for all that follow each other in the group (None: these
    themselves). None: there are too many ways.
    """
    found: dict[Term | Loose, None] = dict.fromkeys(group)
    asked = [term for term in found if isinstance(term, Term)]
    texts = (*(term.text for term in asked), *more)
    for word in dict.fromkeys(word for text in texts for word in _WORD.findall(text)):
        beside = (*terms.glued.with_text(word), *terms.recast_with(word))
        found.update(dict.fromkeys(map(Term, beside)))
    if len(found) > len(asked) + _MOST:
        return None
    if terms.signs:
        rows = map(_row, asked) if loosely is None else loosely
        found.update(dict.fromkeys(Loose(row, terms.signs) for row in rows if len(row) > 1))
    return tuple(found)


def _row(term: Term) -> tuple[Term, ...]:
    """Return the words of a term one by one."""
    *words, last = term.text.split() or ("",)
    return (*map(Term, words), Term(last, term.is_begin))
