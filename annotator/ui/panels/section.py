"""Parts of a panel: a line, a title with its key, and what belongs under it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from annotator.text import shortening
from annotator.text.graphemes import next_grapheme
from annotator.ui.widgets.rows import drop_item

_LONGEST = 160
_LONG, _PIECE = 25, 4
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
"""What is too long for a line of the narrowest column, and after how many signs it may go on."""
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_][-‐])(?=[^\W\d_])")


class Section(QWidget):
    """A part of the inspector; `body` holds what it shows."""

    def __init__(self, title: str = "", hint: str = "") -> None:
        """Build it empty; without a title there is no line either."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if title:
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setProperty("role", "line")
            column.addWidget(line)
            row = QHBoxLayout()
            self.title, self.hint = wrapped(title, "head"), wrapped(hint, "secondary")
            self.hint.setWordWrap(False)
            row.addWidget(self.title, 1)
            row.addWidget(self.hint)
            column.addLayout(row)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        column.addLayout(self.body)

    def empty(self) -> None:
        """Take everything out of the body."""
        clear(self.body)


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout, those of layouts inside it too."""
    while layout.count():
        item = layout.takeAt(0)
        inner = item.layout() if item is not None else None
        if inner is not None:
            clear(inner)
        drop_item(item)


def wrapped(text: str, role: str = "") -> QLabel:
    """Return a label of as many lines as its text needs, shown as it is."""
    label = QLabel(breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def breakable(text: str) -> str:
    """Return a text whose very long words may go on in the next line: no label parts one itself."""
    return _LONG_WORD.sub(lambda found: _in_parts(found[0]), text)


def _in_parts(word: str) -> str:
    """Part a word at its hyphens, and what is still too long anywhere."""
    parts = _AFTER_HYPHEN.split(word)
    return "\u200b".join(_in_pieces(part) if len(part) >= _LONG else part for part in parts)


def _in_pieces(word: str) -> str:
    pieces: list[str] = []
    begin = end = count = 0
    while end < len(word):
        end, count = next_grapheme(word, end), count + 1
        if count % _PIECE == 0 or end == len(word):
            pieces.append(word[begin:end])
            begin = end
    return "\u200b".join(pieces)


def shortened(text: str, size: int = _LONGEST) -> str:
    """Return a text on one line, cut to `size` characters."""
    return shortening.shortened(text, size)
