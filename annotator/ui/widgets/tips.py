"""Tooltips: the one place that makes them, since Qt takes any text with a tag in it for a page."""

from __future__ import annotations

import html
import re

from PySide6.QtWidgets import QWidget

from annotator.text.directions import plain_sentence, visible_sentence

_BREAK = re.compile("<br>")
_LONGEST = 1000
"""Characters of one part; nobody reads more in a tooltip, and a long one covers the screen."""


def tip(*parts: str) -> str:
    """Return a tooltip that shows texts as they are, each on a line of its own; wraps by itself."""
    lines = [line for part in parts for line in part.split("\n") if line]
    if not lines:
        return ""
    return f"<qt>{'<br>'.join(html.escape(visible_sentence(_cut(line))) for line in lines)}</qt>"


def set_tip(widget: QWidget, shown: str) -> None:
    """Give a widget a tooltip, and the same without tags to whoever hears it.

    Qt would tell a screen reader the tooltip as it is written.
    """
    widget.setToolTip(shown)
    lines = _BREAK.sub(" ", shown.removeprefix("<qt>").removesuffix("</qt>"))
    widget.setAccessibleDescription(plain_sentence(html.unescape(lines)))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
