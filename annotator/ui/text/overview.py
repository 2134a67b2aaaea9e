"""The strip beside the text that shows where in the whole document annotations and hits are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.look import Look
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import FILL, MARGIN, Flags, Mark

WIDTH = 14
_SLICE = 0.006
# Typing on is answered first.
_PAUSE_MS = 60
_DOTTED = Flags.INCOMPLETE | Flags.UNSURE | Flags.COMMENTED

Extent = Callable[[int, int], tuple[float, float]]
Describe = Callable[[float, float], str]


def _nothing(_begin: float, _end: float) -> str:
    return ""


class Overview(QWidget):
    """A narrow strip; click or drag asks to go to a part of the document.

    What it shows is gathered in slices of at most 6 ms after a change, so that no key waits
    for it.
    """

    went_to = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._look = look
        self._visible = (0.0, 1.0)
        self._bars: dict[tuple[int, str], set[tuple[int, int]]] = {}
        self._dots: set[int] = set()
        self._shaded: list[tuple[float, float]] = []
        self._hits: list[tuple[float, float]] = []
        self._describe: Describe = _nothing
        self._work: Iterator[None] | None = None
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
        self.update()

    def set_visible(self, begin: float, end: float) -> None:
        """Outline the visible part, both as parts of the whole, 0 to 1."""
        if (begin, end) != self._visible:
            self._visible = (begin, end)
            self.update()

    def set_hits(self, hits: Sequence[tuple[float, float]]) -> None:
        """Show found places across the whole width, as parts of the whole."""
        self._hits = list(hits)
        self.update()

    def set_shaded(self, shaded: Sequence[tuple[float, float]]) -> None:
        """Shade stretches that are not annotated, as parts of the whole."""
        self._shaded = list(shaded)
        self.update()

    def set_description(self, describe: Describe) -> None:
        """Take what says in words what lies between two parts of the whole, for a tool tip."""
        self._describe = describe

    def gather(self, marks: Iterable[Mark], extent: Extent) -> None:
        """Begin to gather what to show; `extent` maps begin and end to parts of the whole."""
        self._work = self._gathering(marks, extent)
        self._timer.start(_PAUSE_MS)

    def finish(self) -> None:
        """Gather the rest at once."""
        if self._work is not None:
            for _ in self._work:
                pass
            self._work = None
        self._timer.stop()
        self.update()

    def is_busy(self) -> bool:
        """Say whether there is something left to gather."""
        return self._work is not None

    def _on_idle(self) -> None:
        deadline = perf_counter() + _SLICE
        self._timer.setInterval(0)
        while self._work is not None and perf_counter() < deadline:
            if next(self._work, self) is self:
                self._work = None
        if self._work is None:
            self._timer.stop()
            self.update()

    def _gathering(self, given: Iterable[Mark], extent: Extent) -> Iterator[None]:
        marks = list(given)
        height = max(1, self.height())
        bars: dict[tuple[int, str], set[tuple[int, int]]] = {}
        dots: set[int] = set()
        for number, mark in enumerate(marks):
            if number % 64 == 0:
                yield
            top, bottom = extent(mark.begin, mark.end)
            first = int(top * height)
            if mark.drawing in (MARGIN, FILL):
                bars.setdefault((mark.slot, mark.drawing), set()).add(
                    (first, max(first + 2, int(bottom * height)))
                )
            if mark.flags & _DOTTED:
                dots.add(first)
        self._bars, self._dots = bars, dots

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = QPainter(self)
        tokens, height, width = self._look.tokens, self.height(), self.width()
        painter.fillRect(self.rect(), QColor(tokens.chrome))
        for begin, end in self._shaded:
            top = begin * height
            painter.fillRect(
                QRectF(0, top, width, max(1.0, end * height - top)), QColor(tokens.row)
            )
        painter.fillRect(0, 0, 1, height, QColor(tokens.line))
        for (slot, drawing), bars in self._bars.items():
            ink = QColor(self._look.layer(slot).ink)
            left, wide = (2.5, 2.0) if drawing == MARGIN else (6.5, 3.5)
            painter_rects = [
                QRectF(left, top, wide, bottom - top if drawing == MARGIN else 2.0)
                for top, bottom in bars
            ]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRects(painter_rects)
        find = QColor(tokens.find2)
        for begin, end in self._hits:
            top = begin * height
            painter.fillRect(QRectF(1, top, width - 1, max(2.0, end * height - top)), find)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.ink))
        painter.setPen(Qt.PenStyle.NoPen)
        for y in self._dots:
            painter.drawEllipse(QPointF(width - 2.5, y + 1.0), 1.5, 1.5)
        begin, end = self._visible
        top, bottom = begin * height, end * height
        colour = QColor(tokens.ink)
        colour.setAlphaF(0.08)
        painter.setBrush(colour)
        painter.setPen(QPen(QColor(tokens.muted), 1))
        painter.drawRoundedRect(QRectF(1.5, top + 0.5, width - 3, max(8.0, bottom - top - 1)), 2, 2)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            height = max(1, self.height())
            y = event.pos().y()
            words = self._describe((y - 2) / height, (y + 2) / height)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place that was clicked."""
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


def part_of(layout: DocumentLayout, begin: int, end: int) -> tuple[float, float]:
    """Return where a span is in the height of the whole document, both ends 0 to 1."""
    total = max(1.0, layout.heights.total())
    return _y_of(layout, begin) / total, _y_of(layout, end) / total


def counts_between(layout: DocumentLayout, begin: float, end: float) -> str:
    """Return the letters of the layers between two parts of the whole, each with its count."""
    heights = layout.heights
    total = heights.total()
    low = layout.blocks[heights.at(max(0.0, begin) * total)].begin
    high = layout.blocks[heights.at(min(1.0, end) * total)].end
    counts = Counter(mark.letter for mark in layout.index.marks_in(low, max(high, low + 1)))
    return "  ".join(f"{letter} {count}" for letter, count in sorted(counts.items()) if letter)


def shaded_parts(layout: DocumentLayout) -> list[tuple[float, float]]:
    """Return where the dimmed groups are, as parts of the whole."""
    heights, total = layout.heights, max(1.0, layout.heights.total())
    return [
        (heights.top(group.header) / total, heights.top(group.last - 1) / total)
        for group in layout.blocks.groups
    ]


def _y_of(layout: DocumentLayout, offset: int) -> float:
    number = layout.blocks.at(offset)
    block = layout.blocks[number]
    share = (offset - block.begin) / max(1, block.end - block.begin)
    return layout.heights.top(number) + layout.heights[number] * min(1.0, share)
