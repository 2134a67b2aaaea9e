"""The words of one version, with what differs hatched; what is long is cut away from that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.text.offsets import Utf16Map
from annotator.ui.look.look import Look

Piece = tuple[str, bool]
"""Some words, and whether they are what differs."""
_LINES, _NEAR = 2, (60, 46, 34, 26, 18, 10)
_HATCHED, _PITCH = 0.3, 5.0


class VersionText(QWidget):
    """Shows at most two lines of words in the font of texts."""

    def __init__(self, look: Look, pieces: Sequence[Piece], slot: int) -> None:
        """Show pieces of the words of an annotation on the layer of a slot."""
        super().__init__()
        self._look, self._slot = look, slot
        self._all = list(pieces)
        self._pieces = self._cut(_NEAR[0])
        self.setFont(look.text_font(14))
        self.setProperty("quote", "14")
        self.ensurePolished()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("".join(text for text, _ in pieces))

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        height = QFontMetricsF(self.font()).lineSpacing()
        return QSize(120, round(_LINES * (height + 4)) + 2)

    def _cut(self, near: int) -> list[Piece]:
        """Return the pieces without what is further than `near` characters from a border."""
        count = len(self._all)
        return [
            (shortened(text, n, count, near), hatch) for n, (text, hatch) in enumerate(self._all)
        ]

    def _lay_out(self) -> QTextLayout:
        """Lay out as much around what differs as there is room for."""
        step = QFontMetricsF(self.font()).lineSpacing() + 4
        layout = QTextLayout()
        for near in _NEAR:
            self._pieces = self._cut(near)
            text = "".join(piece for piece, _ in self._pieces)
            layout = QTextLayout(text, self.font())
            layout.beginLayout()
            top, shown = 1.0, 0
            for _ in range(_LINES):
                line = layout.createLine()
                if not line.isValid():
                    break
                line.setLineWidth(self.width() - 4)
                line.setPosition(QPointF(2, top))
                top += step
                shown = line.textStart() + line.textLength()
            layout.endLayout()
            if shown >= len(layout.text().encode("utf-16-le")) // 2:
                break
        return layout

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words, and the hatch behind what differs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._lay_out()
        text = layout.text()
        ink = QColor(self._look.layer(self._slot).ink)
        for begin, end in self._hatched(text):
            self._paint_hatch(painter, layout, begin, end, ink)
        painter.setPen(QColor(self._look.tokens.ink))
        layout.draw(painter, QPointF(0, 0))

    def _hatched(self, text: str) -> list[tuple[int, int]]:
        """Return what differs, in the units that Qt counts."""
        units, at, found = Utf16Map(text), 0, list[tuple[int, int]]()
        for piece, is_hatched in self._pieces:
            if is_hatched:
                found.append((units.to_utf16(at), units.to_utf16(at + len(piece))))
            at += len(piece)
        return found

    def _paint_hatch(
        self, painter: QPainter, layout: QTextLayout, begin: int, end: int, ink: QColor
    ) -> None:
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = max(begin, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first >= last:
                continue
            left, right = (float(_x(line.cursorToX(at))) for at in (first, last))
            box = QRectF(left, line.y() - 1, right - left, line.height() + 2).normalized()
            faded = QColor(ink)
            faded.setAlphaF(_HATCHED)
            painter.save()
            painter.setClipRect(box)
            painter.setPen(QPen(faded, 1.2))
            x = box.left() - box.height()
            lines: list[QLineF] = []
            while x < box.right():
                lines.append(QLineF(x, box.bottom(), x + box.height(), box.top()))
                x += _PITCH
            painter.drawLines(lines)
            painter.restore()
            pen = QPen(ink, 1.2)
            pen.setDashPattern([2.6, 2.2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _x(found: object) -> float:
    """Return the x of what `cursorToX` gives: a number, or one with the cursor it stands for."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def shortened(text: str, number: int, count: int, near: int) -> str:
    """Return a piece without what is far from its neighbours, on one line; alone, from its ends.

    Where the words of a version begin and end may be what it is about.
    """
    line = " ".join(text.split())
    line = (" " if text[:1].isspace() else "") + line + (" " if text[-1:].isspace() else "")
    if len(line) <= 2 * near:
        return line
    if number == 0 and count > 1:
        return "…" + line[-near:]
    if number == count - 1 and count > 1:
        return line[:near] + "…"
    return f"{line[:near]} … {line[-near:]}"
