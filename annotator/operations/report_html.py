"""Pieces of a page as text: whatever people are called, nothing of it is read as a tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from annotator.text.names import visible


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

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f'<{tag} class="number">{text_of(x)}</{tag}>'
            if n in aligned
            else f"<{tag}>{text_of(x)}</{tag}>"
            for n, x in enumerate(row)
        )

    head = f"<thead><tr>{cells('th', heads)}</tr></thead>"
    body = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>\n{body}\n</tbody></table>"
