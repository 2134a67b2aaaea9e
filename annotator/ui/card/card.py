"""A small frameless window with what annotations are, painted as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from annotator.text.names import visible
from annotator.ui.card.facts import Facts
from annotator.ui.look.look import Look
from annotator.ui.panels.swatch import HEIGHT as SWATCH_HEIGHT
from annotator.ui.panels.swatch import WIDTH as SWATCH_WIDTH
from annotator.ui.panels.swatch import paint_swatch

_WIDEST, _PADDING, _GAP = 340, 12, 4
_AWAY = QPoint(14, 20)
"""From the mouse to the card, so that it never lies under the pointer."""
_LINES, _LONGEST = 3, 400
_NAMES = 0.5
"""So much of the width the names of features take at most."""
_ELLIPSIS = "…"


class _Piece(NamedTuple):
    """A text on the card: its lines, where they begin, and their colour."""

    layout: QTextLayout
    at: QPointF
    colour: str


class Card(QWidget):
    """Shows facts of annotations one below the other; takes no focus and no mouse."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Belong to the window of `parent`; hidden at first."""
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._look = look
        self.facts: tuple[Facts, ...] = ()
        self._pieces: list[_Piece] = []
        self._swatches: list[tuple[QPointF, Facts]] = []
        self._rules: list[float] = []

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts for what is shown next."""
        self._look = look

    def show_facts(self, facts: Iterable[Facts], at: QPoint, more: str = "") -> None:
        """Show facts beside a global place; `more` says that there are others."""
        self.facts = tuple(facts)
        self._build(more)
        self.setAccessibleName(" ".join(f.said() for f in self.facts))
        screen = QGuiApplication.screenAt(at) or self.screen()
        self.move(place_of(self.rect(), at, screen.availableGeometry()))
        self.show()
        self.update()

    def texts(self) -> list[str]:
        """Return what is painted, from the top, for the tests."""
        return [piece.layout.text() for piece in self._pieces]

    def lines_in_reach(self) -> bool:
        """Say whether every line that is painted lies within the card, for the tests."""
        inside = QRectF(self.rect())
        return all(
            inside.contains(piece.layout.lineAt(n).naturalTextRect().translated(piece.at))
            for piece in self._pieces
            for n in range(piece.layout.lineCount())
        )

    # what is where

    def _build(self, more: str) -> None:
        self._pieces, self._swatches, self._rules = [], [], []
        scale = self._look.scale
        width = _WIDEST * scale
        y = _PADDING * scale
        for number, facts in enumerate(self.facts):
            if number:
                y += _GAP * scale
                self._rules.append(y)
                y += 2 * _GAP * scale
            y = self._add_facts(facts, y, width)
        if more:
            y = self._add(more, self._font(12), _PADDING * scale, y + _GAP * scale, width, "muted")
        right = max(
            (
                piece.at.x() + piece.layout.lineAt(n).naturalTextRect().right()
                for piece in self._pieces
                for n in range(piece.layout.lineCount())
            ),
            default=0.0,
        )
        self.resize(round(right + _PADDING * scale) + 1, round(y + (_PADDING - _GAP) * scale) + 1)

    def _add_facts(self, facts: Facts, y: float, width: float) -> float:
        scale, left = self._look.scale, _PADDING * self._look.scale
        self._swatches.append((QPointF(left, y), facts))
        beside = left + (SWATCH_WIDTH + 8) * scale
        below = y + (SWATCH_HEIGHT + _GAP) * scale
        head = ", ".join((facts.layer, *facts.states))
        y = self._add(head, self._font(13, 600), beside, y + 2 * scale, width)
        y = max(y, below)
        column = self._column([name for name, _ in facts.rows], width)
        for name, value in facts.rows:
            y = self._add_row(name, value, y, column, width)
        if facts.quote:
            y = self._add(facts.quote, self._look.text_font(14 * scale), left, y, width)
        column = self._column([f"{who}:" for who, _ in facts.comments], width)
        for who, text in facts.comments:
            y = self._add_row(f"{who}:", text, y, column, width)
        return self._add(facts.annotator, self._font(11), left, y, width, "muted")

    def _column(self, names: Iterable[str], width: float) -> float:
        """Return where the values beside these names begin."""
        metrics, scale = QFontMetricsF(self._font(12)), self._look.scale
        widest = max((metrics.horizontalAdvance(visible(name)) for name in names), default=0.0)
        return min(widest + (_PADDING + 12) * scale, width * _NAMES)

    def _add_row(self, name: str, value: str, y: float, column: float, width: float) -> float:
        """Put a value behind its name."""
        scale, font = self._look.scale, self._font(12)
        # Both have the padding of the card's right edge taken off them.
        names_end = column + (_PADDING - 8) * scale
        below = self._add(name, font, _PADDING * scale, y, names_end, "muted")
        return max(below, self._add(value, font, column, y, width))

    def _font(self, size: float, weight: int = 400) -> QFont:
        return self._look.interface_font(size, weight)

    def _add(
        self, text: str, font: QFont, x: float, y: float, width: float, token: str = "ink"
    ) -> float:
        """Lay a text out in at most three lines; return where the next one may begin."""
        right = width - _PADDING * self._look.scale
        plain = visible(" ".join(text.split())[:_LONGEST])
        layout, height = _laid_out(plain, font, max(40.0, right - x))
        self._pieces.append(_Piece(layout, QPointF(x, y), getattr(self._look.tokens, token)))
        return y + height + _GAP * self._look.scale

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.raised))
        painter.setPen(QPen(QColor(tokens.line2), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        inset = _PADDING * self._look.scale
        for y in self._rules:
            painter.fillRect(QRectF(inset, y, self.width() - 2 * inset, 1), QColor(tokens.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, facts in self._swatches:
            paint_swatch(painter, self._look, facts.slot, facts.letter, at.x(), at.y())
        for piece in self._pieces:
            painter.setPen(QColor(piece.colour))
            piece.layout.draw(painter, piece.at)
        painter.end()


def _laid_out(text: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    """Return a text in at most three lines, the last one with an ellipsis where more is left."""
    layout, height, cut = _in_lines(text, font, width)
    while cut is not None and cut > 1:
        shorter = text[: cut - 1].rstrip() + _ELLIPSIS
        layout, height, over = _in_lines(shorter, font, width)
        cut = cut - 1 if over is not None else None
    return layout, height


def _in_lines(text: str, font: QFont, width: float) -> tuple[QTextLayout, float, int | None]:
    """Return the layout, its height, and after how many characters it had to stop."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height, cut = 0.0, None
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        if layout.lineCount() > _LINES:
            # Positions are UTF-16 units; as many characters are never fewer, so cutting goes on.
            cut = min(line.textStart(), len(text))
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height, cut


def place_of(size: QRect, at: QPoint, screen: QRect) -> QPoint:
    """Return where a card goes: below and right of a place, above it or shifted at the edges."""
    x, y = at.x() + _AWAY.x(), at.y() + _AWAY.y()
    if y + size.height() > screen.bottom() + 1:
        y = at.y() - _GAP - size.height()
    x = min(x, screen.right() + 1 - size.width())
    y = min(y, screen.bottom() + 1 - size.height())
    return QPoint(max(screen.left(), x), max(screen.top(), y))
