"""The strip beside the text that shows where in the whole document annotations and hits are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from time import perf_counter

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.look.look import Look
from annotator.ui.pace.sweeping import keep, unswept
from annotator.ui.text.marks import FILL, LINE, MARGIN, Mark
from annotator.ui.text.sketch import DOT, Extent, Sketch, runs, sketching
from annotator.ui.widgets.tips import tip

WIDTH = 14
_COLUMNS = {MARGIN: (2.5, 2.0), LINE: (5.0, 1.6), FILL: (7.0, 3.0)}
"""Left edge and width in pixels of the bars of each drawing: nothing hides anything."""
_SLICE = 0.003
_AT_FIRST, _USUAL = 10, 600
"""Steps before the first picture of a text with a usual number of annotations: all there are."""
# Typing on is answered first.
_PAUSE_MS = 250

Describe = Callable[[float, float], str]
_Parts = Sequence[tuple[float, float]]


def _none() -> int:
    return 0


def _nothing(_begin: float, _end: float) -> str:
    return ""


class Overview(QWidget):
    """A narrow strip; click or drag asks to go to a part of the document.

    What it shows is gathered in slices of at most 3 ms after a change, so that no key waits
    for it, and drawn once; new annotations are added at once.
    """

    went_to = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._look = look
        self._visible = (0.0, 1.0)
        self._sketch = Sketch(1)
        self._new = Sketch(1)
        self._shaded: _Parts = ()
        self._hits: _Parts = ()
        self._differences: _Parts = ()
        self._drawn: QPixmap | None = None
        self._describe: Describe = _nothing
        self._work: Iterator[None] | None = None
        self._unmade: Callable[[], int] = _none
        self._count = 0
        self._is_first = True
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_idle)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        """Return the width of the strip."""
        return QSize(WIDTH, 100)

    def set_look(self, look: Look) -> None:
        """Take other colours."""
        self._look = look
        self._draw_again()

    def set_visible(self, begin: float, end: float) -> None:
        """Outline the visible part, both as parts of the whole, 0 to 1."""
        before, self._visible = self._box(), (begin, end)
        if self._box() != before:
            self.update()

    def _box(self) -> QRect:
        """Return the outline of the visible part."""
        begin, end = self._visible
        top, bottom = begin * self.height(), end * self.height()
        return QRect(1, round(top), self.width() - 2, max(8, round(bottom - top)))

    def set_hits(self, hits: _Parts) -> None:
        """Show found places across the whole width, as parts of the whole."""
        if hits != self._hits:
            self._hits = hits
            self._draw_again()

    def set_differences(self, places: _Parts) -> None:
        """Show places where readers differ across the whole width, as parts of the whole."""
        if places != self._differences:
            self._differences = places
            self._draw_again()

    def set_shaded(self, shaded: _Parts) -> None:
        """Shade stretches that are not annotated, as parts of the whole."""
        if shaded != self._shaded:
            self._shaded = shaded
            self._draw_again()

    def set_description(self, describe: Describe) -> None:
        """Take what says in words what lies between two parts of the whole, for a tool tip."""
        self._describe = describe

    def gather(
        self, marks: Iterable[Mark], extent: Extent, unmade: Callable[[], int] = _none
    ) -> None:
        """Begin to gather what to show; `extent` maps begin and end to parts of the whole.

        `unmade` tells how many of the marks are made only when they are looked at.
        """
        self._unmade = unmade
        self._count = len(marks) if isinstance(marks, Sized) else 0
        self._new = Sketch(self.height())
        self._work = sketching(self._new, marks, extent)
        self._timer.start(_PAUSE_MS)

    def put_off(self) -> None:
        """Gather no further: the marks are others now, and will be given anew."""
        self._work = None
        self._timer.stop()

    def clear(self) -> None:
        """Show nothing of what was shown: another text. What is gathered next shows at once.

        As far as 3 ms go: a usual document is there whole when the text is painted first.
        """
        self._sketch, self._drawn = Sketch(self.height()), None
        self._is_first = True

    def add(self, marks: Iterable[Mark], extent: Extent) -> None:
        """Show more annotations at once, until all are gathered again."""
        more = Sketch(self._sketch.height)
        for mark in marks:
            more.put(mark, extent)
        more = self._sketch.take(more)
        ratio = self.devicePixelRatioF()
        if self._drawn is not None and ratio == int(ratio):
            painter = QPainter(self._drawn)
            for low, high in self._sketch.around(more):
                self._draw_rows(painter, low, high)
            painter.end()
            self.update()
        else:
            self._draw_again()

    def finish(self) -> None:
        """Gather the rest at once."""
        for _ in self._work or ():
            pass
        self._on_gathered()

    def fits(self) -> bool:
        """Say whether what is shown, or gathered now, is of the height of now."""
        return (self._new if self._work is not None else self._sketch).height == self.height()

    def is_new(self) -> bool:
        """Say whether nothing of the text of now was painted yet."""
        return self._is_first

    def is_busy(self) -> bool:
        """Say whether there is something left to gather."""
        return self._work is not None

    def sketch(self) -> Sketch:
        """Return what is shown."""
        return self._sketch

    def _on_idle(self) -> None:
        self._go_on()
        if self._work is None:
            # At once, since nobody waits now: the next key would paint it along.
            self.repaint()

    def _go_on(self, least: int = 0) -> None:
        """Go on for a slice, and for `least` steps however long they take."""
        deadline = perf_counter() + _SLICE
        self._timer.setInterval(0)
        before = self._unmade()
        with unswept():
            while self._work is not None and (least > 0 or perf_counter() < deadline):
                least -= 1
                if next(self._work, self) is self:
                    self._on_gathered()
            if self._unmade() != before:
                keep(self._count)

    def _on_gathered(self) -> None:
        self._timer.stop()
        if self._work is not None:
            self._work, self._sketch = None, self._new
            self._draw_again()
            if self.isVisible():
                self._drawn = self._draw()

    def _draw_again(self) -> None:
        self._drawn = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        if self._is_first and self._work is not None:
            self._is_first = False
            self._go_on(_AT_FIRST if self._count <= _USUAL else 0)
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        if self._sketch.height == self.height():
            painter.drawPixmap(0, 0, self._drawn)
        else:
            # It is stretched until all is gathered for the height of now.
            painter.drawPixmap(self.rect(), self._drawn)
        box = self._box()
        colour = QColor(self._look.tokens.ink)
        colour.setAlphaF(0.08)
        painter.fillRect(box, colour)
        # Straight and without smoothing: it is painted anew with every step of the caret.
        painter.setPen(QColor(self._look.tokens.muted))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()

    def _draw(self) -> QPixmap:
        """Draw all but the visible part, which moves more often than all else changes."""
        ratio, height, width = self.devicePixelRatioF(), self._sketch.height, self.width()
        found = QPixmap(round(width * ratio), round(height * ratio))
        found.setDevicePixelRatio(ratio)
        painter = QPainter(found)
        self._draw_rows(painter, 0, height)
        painter.end()
        return found

    def _draw_rows(self, painter: QPainter, low: int, high: int) -> None:
        """Draw some rows of pixels, `[low, high)`, which no dot leaves."""
        tokens, rows = self._look.tokens, QRect(0, low, self.width(), high - low)
        painter.setClipRect(rows)
        painter.fillRect(rows, QColor(tokens.chrome))
        self._draw_across(painter, self._shaded, tokens.row, 1.0)
        painter.fillRect(0, low, 1, high - low, QColor(tokens.line))
        self._draw_sketch(painter, low, high)
        self._draw_across(painter, self._hits, tokens.find2, 2.0)
        self._draw_across(painter, self._differences, tokens.ink, 2.0)

    def _draw_sketch(self, painter: QPainter, low: int, high: int) -> None:
        # In the order of the layers: on one pixel the last of them is seen, whichever came first.
        for (slot, drawing), bars in sorted(self._sketch.bars.items()):
            left, wide = _COLUMNS[drawing]
            ink = QColor(self._look.layer(slot).ink)
            for top, bottom in runs(bar for bar in bars if bar[0] < high and bar[1] > low):
                painter.fillRect(QRectF(left, top, wide, bottom - top), ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.tokens.ink))
        for top, bottom in self._sketch.dot_runs():
            dot = QRectF(self.width() - 1 - DOT, top, DOT, bottom - top)
            painter.drawRoundedRect(dot, DOT / 2, DOT / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _draw_across(self, painter: QPainter, parts: _Parts, name: str, least: float) -> None:
        """Draw stretches over the whole width, each pixel once however many there are."""
        height, colour = self._sketch.height, QColor(name)
        rows = {(int(b * height), max(least, (e - b) * height)) for b, e in parts}
        for top, tall in rows:
            painter.fillRect(QRectF(1, top, self.width() - 1, tall), colour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show nothing in another height at once; what there is is gathered anew."""
        super().resizeEvent(event)
        if self._sketch.is_empty():
            self._sketch = Sketch(self.height())
            self._drawn = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            height = max(1, self.height())
            y = event.pos().y()
            words = self._describe((y - 2) / height, (y + 2) / height)
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place that was clicked; the right button has its menu alone."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End where it went."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the text."""
        event.ignore()

    def _go(self, event: QMouseEvent) -> None:
        self.went_to.emit(min(1.0, max(0.0, event.position().y() / max(1, self.height()))))
        event.accept()
