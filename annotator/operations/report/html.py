"""Pieces of a page as text: whatever people are called, nothing of it is read as a tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from annotator.text.names import visible

_WHOLE, _LONG = 24, 9
"""Characters of what may stand on one line, and of a word that would else be broken."""


def text_of(said: str) -> str:
    """Return a sentence as it stands in a page."""
    return escape(visible(said))


def paragraph(said: str, *, role: str = "") -> str:
    """Return a paragraph, muted if `role` says so."""
    known = f' class="{role}"' if role else ""
    return f"<p{known}>{text_of(said)}</p>"


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int] = ()
) -> str:
    """Return a table; `numbers` are the columns, from 0, that are set to the right."""
    aligned = set(numbers)

    def cell(tag: str, said: str, *, is_number: bool) -> str:
        # Paper breaks a word where a column is narrow, unless it is told that it is one.
        roles = ["number"] if is_number else []
        longest = max(map(len, said.split()), default=0)
        is_whole = is_number or longest == len(said) or longest >= _LONG
        roles += ["word"] if is_whole and len(said) <= _WHOLE else []
        known = f' class="{" ".join(roles)}"' if roles else ""
        return f"<{tag}{known}>{text_of(said)}</{tag}>"

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(cell(tag, x, is_number=n in aligned) for n, x in enumerate(row))

    head = f"<thead><tr>{cells('th', heads)}</tr></thead>"
    body = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>\n{body}\n</tbody></table>"
