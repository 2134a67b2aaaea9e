"""What all painters of the text share: a look at one zoom, and what was measured before."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QStaticText, QTransform

from annotator.ui.look.look import Look
from annotator.ui.text.dress import Line
from annotator.ui.text.labels import LETTER, VALUE
from annotator.ui.text.metrics import Metrics, Typeface
from annotator.ui.text.strips import Strips

NAME, DETAIL = "name", "detail"
"""Kinds of texts in the margin, beside those of labels: the two rows of a name."""
_DEEPEST = 2
_LOWER = 1.5
_MOST_KEPT = 4_000
"""Texts that are kept prepared: values may be anything that is typed."""
WIDER = 2.0
"""How much wider than its words a box is, in pixels of the design on each side."""


class Kit:
    """Colours, widths, prepared texts and strips of one look at one zoom."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        """`ratio` is device pixels for a pixel."""
        self.look, self.metrics, self.ratio = look, metrics, ratio
        self.tokens = look.tokens
        self.strips = Strips(look, metrics.unit, metrics.lane, ratio)
        self._faces = {
            LETTER: metrics.letter,
            VALUE: metrics.value,
            NAME: metrics.margin_bold,
            DETAIL: metrics.margin,
        }
        self._texts: dict[tuple[str, str], QStaticText] = {}
        self._widths: dict[tuple[str, str], float] = {}
        self._elided: dict[tuple[str, str, float], str] = {}
        self._colours: dict[str, QColor] = {}
        self._faded: dict[tuple[str, float], QColor] = {}
        px, cap = metrics.px, metrics.text.cap
        self._wider = px(WIDER)
        # Upper and lower edge of a box from the baseline, by how deep it lies in others.
        lower = [depth * px(_LOWER) for depth in range(_DEEPEST + 1)]
        self._edges = [(px(4) + cap - low, px(5) - low) for low in lower]

    def colour(self, name: str) -> QColor:
        """Return a colour for its `#RRGGBB`."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(name)
        return found

    def faded(self, name: str, opacity: float) -> QColor:
        """Return a colour with an opacity of 0 to 1."""
        found = self._faded.get((name, opacity))
        if found is None:
            found = QColor(name)
            found.setAlphaF(opacity)
            self._faded[name, opacity] = found
        return found

    def face(self, kind: str) -> Typeface:
        """Return the font of letters, values, or the names and details of the margin."""
        return self._faces[kind]

    def width(self, kind: str, text: str) -> float:
        """Return the width in pixels of a text of a kind."""
        key = (kind, text)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) >= _MOST_KEPT:
                self._widths.clear()
            found = self._widths[key] = self._faces[kind].metrics.horizontalAdvance(text)
        return found

    def elided(self, kind: str, text: str, room: float) -> str:
        """Return a text of a kind cut to `room` pixels."""
        key = (kind, text, room)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) >= _MOST_KEPT:
                self._elided.clear()
            metrics, mode = self._faces[kind].metrics, Qt.TextElideMode.ElideRight
            found = self._elided[key] = metrics.elidedText(text, mode, room)
        return found

    def static(self, kind: str, text: str) -> QStaticText:
        """Return a text of a kind prepared for being drawn again and again."""
        key = (kind, text)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) >= _MOST_KEPT:
                self._texts.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(QTransform(), self._faces[kind].font)
            self._texts[key] = found
        return found

    def fill_rect(self, line: Line, top: float, left: float, right: float, depth: int) -> QRectF:
        """Return the box behind words: from 4 over cap height to 5 under the baseline."""
        above, below = self._edges[depth if depth < _DEEPEST else _DEEPEST]
        wider = self._wider
        y = top + line.baseline - above
        return QRectF(left - wider, y, right - left + 2 * wider, above + below)
