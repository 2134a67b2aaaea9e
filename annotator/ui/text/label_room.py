"""How far letters and values of labels reach, in scripts that stand high or hang low."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont

from annotator.ui.text.stacks import reach_of

_PLAIN = re.compile("[\x00-\u02ff\u0370-\u0482\u048a-\u052f]*")
"""Letters for which the band over a line is made: they need not be measured."""
_MOST_KNOWN = 8_000


def is_plain(text: str) -> bool:
    """Say whether all letters of a text are as high and as deep as Latin and Cyrillic ones."""
    return _PLAIN.fullmatch(text) is not None


class LabelRoom:
    """Reaches of the texts of labels, each measured once; of plain ones none is kept."""

    __slots__ = ("_fonts", "_plain", "_reaches")

    def __init__(self, letter: QFont, value: QFont) -> None:
        """Measure letters and values in these fonts."""
        self._fonts = letter, value
        self._plain: set[str] = set()
        self._reaches: dict[tuple[bool, str], tuple[float, float]] = {}

    def unusual(self, texts: set[str]) -> set[str]:
        """Return those of some texts that may reach farther than Latin and Cyrillic ones."""
        new = texts - self._plain
        if new:
            if len(self._plain) > _MOST_KNOWN:
                self._plain.clear()
            self._plain.update(filter(is_plain, new))
            new -= self._plain
        return new

    def reach(self, text: str, *, is_value: bool) -> tuple[float, float]:
        """Return how far a text goes over and under its baseline, in pixels."""
        found = self._reaches.get((is_value, text))
        if found is None:
            if len(self._reaches) > _MOST_KNOWN:
                self._reaches.clear()
            found = reach_of(text, self._fonts[is_value])
            self._reaches[is_value, text] = found
        return found
