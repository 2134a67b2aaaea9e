"""Paints a hit in its context: tick, document, what is tagged there, left, hit, right."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.presentation import layer_slot
from annotator.model.query import Hit
from annotator.operations.search.bulk_places import OVERLAP, Fit
from annotator.operations.search.searching import Line
from annotator.ui.look.look import Look
from annotator.ui.search.fitted import Fitting
from annotator.ui.search.hits_model import HitsModel, on_a_line
from annotator.ui.sitting.session import Session

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 27
_UNSEEN = 2000.0
"""Pixels in which signs have room that are drawn before they are needed."""
_TICK, _CHIP = 14, 18
_EDGE, _GAP = 12, 10
_NAME = (86, 190)
_HIT_AT, _HIT_MOST = 0.455, 0.36
"""Where the hit begins and how much room it has, as parts of the width."""


class Columns:
    """Where the parts of a line are, for a width of the list."""

    def __init__(self, width: float, scale: float) -> None:
        """Share a width."""
        self.tick = _EDGE * scale
        self.name = self.tick + (_TICK + _GAP) * scale
        self.name_width = min(max(width * 0.11, _NAME[0] * scale), _NAME[1] * scale)
        self.chip = self.name + self.name_width + _GAP * scale
        self.left = self.chip + (2 * _CHIP + _GAP) * scale
        self.hit = max(width * _HIT_AT, self.left + 60)
        self.hit_most = width * _HIT_MOST
        self.right = width - _EDGE * scale

    def is_tick(self, x: float) -> bool:
        """Say whether a point of a row is on its tick."""
        return x < self.name - 2


class HitsDelegate(QStyledItemDelegate):
    """Draws rows that all have the same height; tells if it is not known yet what one can take."""

    unknown_seen = Signal()

    def __init__(self, look: Look, session: Session, model: HitsModel) -> None:
        """Draw the rows of a model."""
        super().__init__()
        self._session, self._model = session, model
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self.look = look
        self._text = look.text_font(14)
        self._bold = look.text_font(14)
        self._bold.setWeight(QFont.Weight.Bold)
        self._name = look.interface_font(12)
        self._letter = look.interface_font(11, 700)
        self._metrics = {f.key(): Fitting(f) for f in self._fonts()}

    def _fonts(self) -> tuple[QFont, ...]:
        return self._text, self._bold, self._name, self._letter

    def _measure(self, font: QFont) -> Fitting:
        return self._metrics[font.key()]

    def drawn(self, signs: str, ratio: float) -> Iterator[None]:
        """Draw signs in all fonts where nobody sees them, a font with each step.

        Qt makes the picture of a sign when it is first drawn, which takes as long as the rest of a
        page; `ratio` is that of the screen's pixels.
        """
        # Of these fonts, though others be taken meanwhile.
        measures = self._metrics
        for font in self._fonts():
            picture = QImage(QSize(round(_UNSEEN * ratio), _HEIGHT), QImage.Format.Format_RGB32)
            picture.setDevicePixelRatio(ratio)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            painter.drawText(QPointF(0, _HEIGHT / 2), signs)
            painter.end()
            measure = measures[font.key()]
            measure.fitted(signs, _UNSEEN)
            measure.metrics.elidedText(signs, Qt.TextElideMode.ElideMiddle, _UNSEEN / 10)
            yield

    def height(self) -> int:
        """Return the height of all rows."""
        least = self._measure(self._text).metrics.height() + 6
        return round(max(_HEIGHT * self.look.scale, least))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row."""
        return QSize(400, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        hit = self._model.hit(index.row())
        if hit is None:
            return
        line = self._model.line(hit)
        fit = self._model.known_fit(hit)
        if fit is None:
            self.unknown_seen.emit()
        tokens = self.look.tokens
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        columns = Columns(box.width(), self.look.scale)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
            pen = QPen(QColor(tokens.focus), 1.5) if has_focus else Qt.PenStyle.NoPen
            painter.setPen(pen)
            painter.setBrush(QColor(tokens.row))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 5, 5)
        self._paint_tick(painter, box, columns, hit, is_known=fit is not None)
        painter.setFont(self._name)
        painter.setPen(QColor(tokens.muted))
        place = QRectF(box.left() + columns.name, box.top(), columns.name_width, box.height())
        _draw(painter, self._measure(self._name), place, on_a_line(line.name))
        if fit is not None:
            self._paint_chips(painter, box, columns, fit)
        self._paint_line(painter, box, columns, line)
        painter.restore()

    def _paint_tick(
        self, painter: QPainter, box: QRectF, columns: Columns, hit: Hit, *, is_known: bool
    ) -> None:
        tokens, size = self.look.tokens, _TICK * self.look.scale
        square = QRectF(box.left() + columns.tick, box.center().y() - size / 2, size, size)
        is_ticked = self._model.is_ticked(hit)
        can = is_ticked or (is_known and self._model.can_tick(hit))
        painter.setPen(QPen(QColor(tokens.muted if can else tokens.line2), 1))
        painter.setBrush(QColor(tokens.button if is_ticked else tokens.raised))
        if not can:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, 3, 3)
        if is_ticked:
            painter.setPen(QPen(QColor(tokens.button_text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            path = QPainterPath(QPointF(square.left() + size * 0.24, square.top() + size * 0.52))
            path.lineTo(square.left() + size * 0.43, square.top() + size * 0.70)
            path.lineTo(square.left() + size * 0.77, square.top() + size * 0.31)
            painter.drawPath(path)

    def _paint_chips(self, painter: QPainter, box: QRectF, columns: Columns, fit: Fit) -> None:
        """Draw the letters of layers on which the place is tagged, or that one is in the way."""
        scale = self.look.scale
        letters = self._session.letters()
        width, height = _CHIP * scale, (_CHIP - 4) * scale
        chip = QRectF(box.left() + columns.chip, box.center().y() - height / 2, width, height)
        layers = list(fit.layers[:2])
        if fit.reason == OVERLAP and self._model.layer not in layers:
            self._paint_hatch(painter, chip)
            chip.translate(width + 3 * scale, 0)
            layers = layers[:1]
        for layer in layers:
            colours = self.look.layer(layer_slot(self._session.scheme, layer))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.fill or self.look.tokens.raised))
            painter.drawRoundedRect(chip, 3, 3)
            painter.setFont(self._letter)
            painter.setPen(QColor(colours.ink))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, letters.get(layer, "?"))
            chip.translate(width + 3 * scale, 0)

    def _paint_hatch(self, painter: QPainter, chip: QRectF) -> None:
        slot = layer_slot(self._session.scheme, self._model.layer)
        ink = QColor(self.look.layer(slot).ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.save()
        painter.setClipRect(chip)
        faint = QColor(ink)
        faint.setAlphaF(0.45)
        painter.setPen(QPen(faint, 1))
        x = chip.left() - chip.height()
        while x < chip.right():
            painter.drawLine(QLineF(x, chip.bottom(), x + chip.height(), chip.top()))
            x += 4
        painter.restore()
        painter.setPen(QPen(QBrush(ink), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_line(self, painter: QPainter, box: QRectF, columns: Columns, line: Line) -> None:
        tokens = self.look.tokens
        before, after = on_a_line(line.left), on_a_line(line.right)
        text = on_a_line(line.text)
        if _is_from_the_right(text):
            # What is read before stands at the right of it.
            before, after = after, before
        plain, bold = self._measure(self._text), self._measure(self._bold).metrics
        shown = bold.elidedText(text, Qt.TextElideMode.ElideMiddle, columns.hit_most)
        width = bold.horizontalAdvance(shown)
        at = box.left() + columns.hit
        if width:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.find))
            painter.drawRoundedRect(
                QRectF(at - 3, box.top() + 3, width + 6, box.height() - 6), 3, 3
            )
        painter.setFont(self._bold)
        painter.setPen(QColor(tokens.ink))
        place = QRectF(at, box.top(), width + 1, box.height())
        painter.drawText(place, int(_SIDE), shown)
        painter.setFont(self._text)
        painter.setPen(QColor(tokens.muted))
        left = QRectF(box.left() + columns.left, box.top(), columns.hit - columns.left - 5,
                      box.height())  # fmt: skip
        _draw(painter, plain, left, before, at_end=True)
        right = QRectF(at + width + 5, box.top(), columns.right - columns.hit - width - 5,
                       box.height())  # fmt: skip
        _draw(painter, plain, right, after)


_SIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def _draw(
    painter: QPainter, fitting: Fitting, box: QRectF, text: str, *, at_end: bool = False
) -> None:
    if box.width() <= 0:
        return
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    shown = fitting.fitted(text, box.width(), at_end=at_end)
    painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)


def _is_from_the_right(text: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text)
