"""As much of a text as fits into some room, with an ellipsis: mostly without laying it out.

Qt lays a text out to find where it must end, and once more to draw it; a page of hits has dozens.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_PLAIN = re.compile(
    "[ -~\xa0-\xac\xae-\u02af\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]*"
)
"""Signs that stand one beside the other as they stand alone, but for a pixel."""
_NARROWEST = 3
"""Pixels of the narrowest letter there is, about."""
_SPARE = 4.0
"""Pixels by which a text may be wider than its signs."""
_ELLIPSIS = "…"


class Fitting:
    """Measures for one font; the widths of its signs are kept."""

    def __init__(self, font: QFont) -> None:
        """Take a font."""
        self.metrics = QFontMetricsF(font)
        self._widths: dict[str, float] = {}

    def fitted(self, text: str, width: float, *, at_end: bool = False) -> str:
        """Return the begin of a text that fits into `width` pixels, or its end."""
        # What is certainly too much is not measured.
        most = int(max(0.0, width) / _NARROWEST) + 2
        some = text[-most:] if at_end else text[:most]
        if not _PLAIN.fullmatch(some):
            return self._elided(text, some, width, at_end=at_end)
        for sign in {*some, _ELLIPSIS} - self._widths.keys():
            self._widths[sign] = self.metrics.horizontalAdvance(sign)
        room, cut = width - _SPARE, 0
        for sign in reversed(some) if at_end else some:
            room -= self._widths[sign]
            if room < 0:
                break
            cut += room >= self._widths[_ELLIPSIS]
        else:
            if len(some) == len(text):
                return text
        return _ELLIPSIS + some[len(some) - cut :] if at_end else some[:cut] + _ELLIPSIS

    def _elided(self, text: str, some: str, width: float, *, at_end: bool) -> str:
        mode = Qt.TextElideMode.ElideLeft if at_end else Qt.TextElideMode.ElideRight
        if at_end and len(some) < len(text):
            some = _ELLIPSIS + some
        return self.metrics.elidedText(some, mode, max(0.0, width))
