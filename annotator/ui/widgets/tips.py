"""Tooltips: the one place that makes them, since Qt takes any text with a tag in it for a page."""

from __future__ import annotations

import html

from annotator.text.directions import visible_sentence

_LONGEST = 1000
"""Characters of one part; nobody reads more in a tooltip, and a long one covers the screen."""


def tip(*parts: str) -> str:
    """Return a tooltip that shows texts as they are, each on a line of its own; wraps by itself."""
    lines = [line for part in parts for line in part.split("\n") if line]
    if not lines:
        return ""
    return f"<qt>{'<br>'.join(html.escape(visible_sentence(_cut(line))) for line in lines)}</qt>"


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
