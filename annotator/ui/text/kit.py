"""What all painters of the text share: a look at one zoom, and what was measured before."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QStaticText, QTextLayout, QTransform

from annotator.ui.look.look import Look
from annotator.ui.text.dress import Line
from annotator.ui.text.labels import LETTER, VALUE
from annotator.ui.text.metrics import Metrics, Typeface
from annotator.ui.text.strips import Strips

NAME, DETAIL = "name", "detail"
"""Kinds of texts in the margin, beside those of labels: the two rows of a name."""
DEEPEST = 2
"""Fills that lie deeper in others look as those do."""
_LOWER = 1.5
_NEAR = 0.5
"""Pixels: by so much a text is higher than its font where sizes are rounded."""
_MOST_KEPT, _MOST_ELIDED = 4_000, 500
"""Texts that are kept prepared: values may be anything that is typed; and as they were cut, which
is otherwise for each room."""
_DEEPER = 6.0
"""So much farther down may boxes go: fonts of stacked letters have room for stacks of five."""
WIDER = 2.0
"""How much wider than its words a box is, in pixels of the design on each side."""


class Prepared(NamedTuple):
    """A text that is drawn again and again.

    `rise` is how many pixels farther from its top the baseline is than in the font itself, where
    another font helps out with its letters; it is negative where that has less over the baseline.
    """

    text: QStaticText
    rise: float


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
        self._texts: dict[tuple[str, str], Prepared] = {}
        self._widths: dict[tuple[str, str], float] = {}
        self._elided: dict[tuple[str, str, float], str] = {}
        self._colours: dict[str, QColor] = {}
        self._faded: dict[tuple[str, float], QColor] = {}
        px, cap = metrics.px, metrics.text.cap
        self._wider, self._deeper = px(WIDER), px(_DEEPER)
        self._ascent, self._descent = metrics.text.ascent, metrics.text.descent
        # Upper and lower edge of a box from the baseline, by how deep it lies in others.
        lower = [depth * px(_LOWER) for depth in range(DEEPEST + 1)]
        # In large types tails of letters reach farther than 5 pixels of the design.
        under = max(px(5), metrics.text.metrics.descent())
        self._edges = [(px(4) + cap - low, under - low) for low in lower]

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
            if len(self._elided) >= _MOST_ELIDED:
                self._elided.clear()
            metrics, mode = self._faces[kind].metrics, Qt.TextElideMode.ElideRight
            found = self._elided[key] = metrics.elidedText(text, mode, room)
        return found

    def static(self, kind: str, text: str) -> Prepared:
        """Return a text of a kind prepared for being drawn again and again, with its rise."""
        key = (kind, text)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) >= _MOST_KEPT:
                self._texts.clear()
            face = self._faces[kind]
            static = QStaticText(text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            static.prepare(QTransform(), face.font)
            rise = 0.0
            # Fonts that help out are higher, or lower where all is found in them, as signs are.
            if abs(static.size().height() - face.metrics.height()) > _NEAR:
                rise = _ascent(text, face) - face.metrics.ascent()
            found = self._texts[key] = Prepared(static, rise)
        return found

    def fill_rect(self, line: Line, top: float, left: float, right: float, depth: int) -> QRectF:
        """Return the box behind words: from 4 over cap height to 5 under the baseline.

        Where other fonts help out with letters that reach farther, as of scripts that are stacked
        or hang from a line, so does the box.
        """
        y, height = self._band(line, top, depth if depth < DEEPEST else DEEPEST)
        wider = self._wider
        return QRectF(left - wider, y, right - left + 2 * wider, height)

    def fill_bands(self, line: Line, top: float) -> list[tuple[float, float]]:
        """Return y and height of the boxes behind words by how deep these lie; the last for all
        that are deeper.
        """
        return [self._band(line, top, depth) for depth in range(DEEPEST + 1)]

    def _band(self, line: Line, top: float, depth: int) -> tuple[float, float]:
        above, below = self._edges[depth]
        if line.ascent > self._ascent or line.descent > self._descent:
            above += max(0, line.ascent - self._ascent)
            below += max(0, min(line.descent - self._descent, self._deeper))
        return top + line.baseline - above, above + below


def _ascent(text: str, face: Typeface) -> float:
    """Return the ascent of a line in pixels, whatever fonts its letters are found in."""
    layout = QTextLayout(text, face.font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.ascent()
