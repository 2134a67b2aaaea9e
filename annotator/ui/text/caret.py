"""The caret: where it is drawn, and that it blinks as the platform says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath

from annotator.ui.text.kit import Kit
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.selection import Selection


@dataclass(slots=True)
class CaretSign:
    """The caret as drawn: where in the document, whether it is seen, its letter in sticky mode."""

    rect: QRectF = field(default_factory=QRectF)
    is_shown: bool = False
    letter: str = ""
    slot: int = 0


class Blinking(QObject):
    """Shows and hides a caret in turns, at the pace of the platform; some have none."""

    def __init__(
        self,
        parent: QObject,
        sign: CaretSign,
        has_focus: Callable[[], bool],
        repaint: Callable[[], None],
    ) -> None:
        """Blink `sign` while `has_focus` says so; `repaint` is called at each turn.

        It ends with its `parent`, which is where the caret is drawn.
        """
        super().__init__(parent)
        self.has_motion = True
        self._sign, self._has_focus, self._repaint = sign, has_focus, repaint
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)

    def restart(self) -> None:
        """Show the caret for a whole turn, or not at all without focus."""
        self._sign.is_shown = self._has_focus()
        period = QGuiApplication.styleHints().cursorFlashTime()
        if self._sign.is_shown and period > 1 and self.has_motion:
            self._timer.start(period // 2)
        else:
            self._timer.stop()

    def _on_turn(self) -> None:
        self._sign.is_shown = not self._sign.is_shown and self._has_focus()
        self._repaint()


def caret_rect(layout: DocumentLayout, selection: Selection) -> QRectF:
    """Return where the caret is drawn, from the upper left corner of the text.

    In front of a folded group it stands on the line of its title. It never reaches into the line
    below, nor higher into the one above than is painted again along with its own.
    """
    metrics = layout.metrics
    px = metrics.px
    place = layout.line_at(selection.caret, is_upstream=selection.is_upstream)
    line = layout.line(place)
    if line is None:
        group = layout.blocks.groups[layout.blocks[place.number].group]
        return QRectF(-px(1), layout.heights.top(group.header) + px(4), px(2), px(18))
    x = layout.shape(place.number).x_of(selection.caret, place.line)
    highest = place.top + line.top - min(px(4), metrics.tail)
    top, bottom = highest, place.top + line.top + line.height
    if line.height > metrics.gap:
        top = max(highest, place.top + line.baseline - metrics.text.cap - px(6))
        bottom = min(bottom, place.top + line.baseline + px(7))
    return QRectF(x - px(1), top, px(2), bottom - top)


def paint_caret(painter: QPainter, sign: CaretSign, kit: Kit, origin: QPointF) -> None:
    """Paint the caret; its letter stands in the band over the words, so that none is covered."""
    px = kit.metrics.px
    rect = sign.rect.translated(origin)
    painter.fillRect(rect, kit.colour(kit.tokens.ink))
    if not sign.letter:
        return
    box = _letter_box(rect, sign.letter, kit.metrics)
    path = QPainterPath()
    path.addRoundedRect(box, px(2), px(2))
    painter.fillPath(path, QColor(kit.look.layer(sign.slot).ink))
    painter.setFont(kit.metrics.letter.font)
    painter.setPen(kit.colour(kit.tokens.paper))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign.letter)


def caret_box(rect: QRectF, letter: str, metrics: Metrics) -> QRectF:
    """Return all that is painted of a caret that stands at `rect`: where it is, with its letter."""
    if not letter or rect.isNull():
        return rect
    return rect.united(_letter_box(rect, letter, metrics))


def _letter_box(rect: QRectF, letter: str, metrics: Metrics) -> QRectF:
    width = metrics.letter.metrics.horizontalAdvance(letter) + metrics.px(6)
    return QRectF(rect.left(), rect.top() - metrics.px(11), width, metrics.px(12))
