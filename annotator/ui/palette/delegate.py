"""Draws the rows of the palette: name, where it is from, its key, and why it cannot be done."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.text.directions import visible_sentence
from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.palette.rows import Row

HEIGHT = 34
_ROW = int(Qt.ItemDataRole.UserRole)
_INSET, _GAP = 10, 12
_ASIDE = 0.5
"""How much of a row what stands at its right may take, where the name needs the rest."""


class PaletteDelegate(QStyledItemDelegate):
    """One line for each row."""

    def __init__(self, look: Look) -> None:
        """Draw in a look."""
        super().__init__()
        self.look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(200, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row: Row | None = index.data(_ROW)
        if row is None:
            return
        tokens = self.look.tokens
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.row))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 5, 5)
        inner = box.adjusted(_INSET, 0, -_INSET, 0)
        right = self._cap(painter, inner, row.cap)
        name, small = self.look.interface_font(13), self.look.interface_font(12)
        text, aside = visible(row.text), visible_sentence(row.reason or row.aside)
        wide = QFontMetricsF(name).horizontalAdvance(text)
        room = right - inner.left()
        space = max(room * _ASIDE, room - wide - _GAP)
        metrics = QFontMetricsF(small)
        shown = metrics.elidedText(aside, Qt.TextElideMode.ElideRight, space)
        taken = metrics.horizontalAdvance(shown)
        painter.setFont(small)
        painter.setPen(QColor(tokens.warn if row.reason else tokens.muted))
        _draw(painter, QRectF(right - taken - 1, box.top(), taken + 1, box.height()), shown)
        painter.setFont(name)
        painter.setPen(QColor(tokens.muted if row.reason else tokens.ink))
        left = QRectF(inner.left(), box.top(), room - taken - _GAP, box.height())
        _draw(painter, left, QFontMetricsF(name).elidedText(text, _ELIDE, left.width()))
        painter.restore()

    def _cap(self, painter: QPainter, line: QRectF, cap: str) -> float:
        """Draw a key at the right; return where the rest of the row ends."""
        if not cap:
            return line.right()
        font = self.look.interface_font(10, 600)
        width = max(18.0, QFontMetricsF(font).horizontalAdvance(cap) + 10)
        box = QRectF(line.right() - width, line.center().y() - 9, width, 18)
        painter.setFont(font)
        painter.setPen(QPen(QColor(self.look.tokens.line2), 1))
        painter.setBrush(QColor(self.look.tokens.raised))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self.look.tokens.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cap)
        return box.left() - _GAP


_ELIDE = Qt.TextElideMode.ElideRight


def _draw(painter: QPainter, box: QRectF, text: str) -> None:
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    painter.drawText(box, flags | int(Qt.TextFlag.TextSingleLine), text)
