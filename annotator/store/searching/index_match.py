"""What the search index is asked for, in its own language."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.query import Beside, Loose, Term
from annotator.text.parts import Part

_SIGNS, _FEW_SIGNS = 6, 12
"""Words of the index that may stand in the gap between two words, and the next word; signs that
are asked for one by one."""


def match_of(
    phrases: Iterable[tuple[str | Part, ...]], words: Iterable[tuple[Term | Loose, ...]] = ()
) -> str:
    """Return what the index is asked for: of each group one; "" is everything.

    Phrases are the begin of words, groups with parts of words are left out. Whatever stands in a
    phrase stays a string there: quotes are doubled, NUL left out.
    """
    groups: list[tuple[Term | Loose, ...]] = [
        tuple(Term(str(phrase), is_begin=True) for phrase in group)
        for group in phrases
        if not any(isinstance(phrase, Part) for phrase in group)
    ]
    asked = [f"({' OR '.join(map(_string, group))})" for group in (*groups, *words)]
    return f"text : ({' AND '.join(asked)})" if asked else ""


def near_of(pairs: Iterable[Beside]) -> str:
    """Return what the index is asked for where one of some pairs of words must be; "": nothing."""
    asked = [f"NEAR({_string(one)} {_string(other)}, {most})" for one, other, most in pairs]
    return f"text : ({' OR '.join(asked)})" if asked else ""


def _string(term: Term | Loose) -> str:
    if isinstance(term, Loose):
        return _loose(term)
    text = term.text.replace("\0", "").replace('"', '""')
    return f'"{text}"*' if term.is_begin else f'"{text}"'


def _loose(found: Loose) -> str:
    listed = list(map(_string, found.words))
    if not found.signs:
        # One of more than two stands between the first and the last.
        return f"NEAR({' '.join(listed)}, {max(0, len(listed) - 2)})"
    inner = sum(not char.isalnum() for word in found.words for char in word.text)
    most = _SIGNS * (len(listed) - 1) + inner
    if len(found.signs) <= _FEW_SIGNS:
        # One of the signs stands among the words.
        strings = [_string(Term(sign)) for sign in found.signs]
        near = [f"NEAR({' '.join([sign, *listed])}, {most})" for sign in strings]
        return f"({' OR '.join(near)})"
    signs = " OR ".join(_string(Term(sign)) for sign in found.signs)
    return f"(NEAR({' '.join(listed)}, {most}) AND ({signs}))"
