"""How a cell of a table of figures is drawn: names with letters, figures with a dotted rule."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.presentation import layer_slot
from annotator.text.names import visible
from annotator.ui.agreement.cells import EMPTY, NAME, UNDEFINED, Cell
from annotator.ui.agreement.cells_model import LEFT, RIGHT, CellsModel, Index, in_two
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session

ROW, CHIP, EDGE = 32, 20, 8
"""The height of a row, the width of a letter, what stays free beside a cell (pixels)."""


class Drawn(Protocol):
    """What is asked of the table while its cells are drawn."""

    shown: CellsModel
    opened: tuple[int, int] | None
    last_apart: int
    has_letters: bool
    edge: int


class CellsDelegate(QStyledItemDelegate):
    """Draws names with the letter of their layer, figures with a dotted rule."""

    def __init__(self, table: Drawn, session: Session, look: Look) -> None:
        super().__init__()
        self._table, self._session, self.look = table, session, look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(60, round(ROW * self.look.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell, tokens = self._table.shown.cell(index), self.look.tokens
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._table.last_apart and index.row():
            painter.setPen(QPen(QColor(tokens.line2), 1))
            painter.drawLine(box.topLeft(), box.topRight())
        is_opened = self._table.opened == (index.row(), index.column())
        state = option.state  # type: ignore[attr-defined]
        if cell.kind == NAME:
            self._paint_name(painter, box, cell)
        elif cell.kind != EMPTY:
            self._paint_figure(painter, box, cell, is_opened=is_opened)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 5, 5)
        painter.restore()

    def _paint_name(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        look, scale = self.look, self.look.scale
        left = box.left() + self._table.edge
        if cell.layer:
            slot = layer_slot(self._session.scheme, cell.layer)
            colours = look.layer(slot)
            chip = QRectF(left, box.center().y() - 8 * scale, CHIP * scale, 16 * scale)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.fill or look.tokens.raised))
            painter.drawRoundedRect(chip, 3, 3)
            painter.setFont(look.interface_font(11, 700))
            painter.setPen(QColor(colours.ink))
            letter = self._session.letters().get(cell.layer, "")
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), letter)
        if self._table.has_letters:
            left += (CHIP + 10) * scale
        font = look.interface_font(13, 600 if self._table.has_letters else 400)
        painter.setFont(font)
        painter.setPen(QColor(look.tokens.ink))
        place = QRectF(left, box.top(), box.right() - left - 4, box.height())
        said = QFontMetricsF(font).elidedText(
            visible(cell.text), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, LEFT, said)

    def _paint_figure(self, painter: QPainter, box: QRectF, cell: Cell, *, is_opened: bool) -> None:
        look, tokens = self.look, self.look.tokens
        font = look.interface_font(11 if cell.kind == UNDEFINED else 13)
        metrics = QFontMetricsF(font)
        edge = self._table.edge
        room = box.width() - 2 * edge
        whole = visible(cell.text)
        is_long = cell.kind == UNDEFINED and metrics.horizontalAdvance(whole) > room
        lines = in_two(whole) if is_long else (whole,)
        lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
        said, width = "\n".join(lines), max(map(metrics.horizontalAdvance, lines))
        at = QRectF(box.right() - edge - width, box.top(), width, box.height())
        colour = tokens.ink if cell.opens is not None else tokens.muted
        if is_opened:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.button))
            painter.drawRoundedRect(at.adjusted(-6, 5, 6, -5), 5, 5)
            colour = tokens.button_text
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(at, RIGHT, said)
        if cell.opens is not None and not is_opened:
            pen = QPen(QColor(tokens.faint), 1.2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1, 1.6])
            painter.setPen(pen)
            below = box.center().y() + len(lines) * metrics.height() / 2
            painter.drawLine(QPoint(round(at.left()), round(below)),
                             QPoint(round(at.right()), round(below)))  # fmt: skip
