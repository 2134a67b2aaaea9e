"""What the search index is asked for, in its own language."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.query import Beside, Term
from annotator.text.parts import Part


def match_of(
    phrases: Iterable[tuple[str | Part, ...]], words: Iterable[tuple[Term, ...]] = ()
) -> str:
    """Return what the index is asked for: of each group one; "" is everything.

    Phrases are the begin of words, groups with parts of words are left out. Whatever stands in a
    phrase stays a string there: quotes are doubled, NUL left out.
    """
    groups = [
        tuple(Term(str(phrase), is_begin=True) for phrase in group)
        for group in phrases
        if not any(isinstance(phrase, Part) for phrase in group)
    ]
    asked = [f"({' OR '.join(map(_string, group))})" for group in (*groups, *words)]
    return f"text : ({' AND '.join(asked)})" if asked else ""


def near_of(pairs: Iterable[Beside]) -> str:
    """Return what the index is asked for where one of some pairs of words must be."""
    asked = [f"NEAR({_string(one)} {_string(other)}, {most})" for one, other, most in pairs]
    return f"text : ({' OR '.join(asked)})"


def _string(term: Term) -> str:
    text = term.text.replace("\0", "").replace('"', '""')
    return f'"{text}"*' if term.is_begin else f'"{text}"'
