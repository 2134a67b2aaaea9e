"""A table of figures: walked by keys; those with a dotted rule open their places."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.model.presentation import layer_slot
from annotator.text.directions import plain_sentence, visible_sentence
from annotator.text.names import visible
from annotator.text.tables import row_of
from annotator.ui.agreement.cells import EMPTY, NAME, UNDEFINED, Cell
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex
_ROW, _CHIP, _EDGE, _TIGHT = 32, 20, 8, 4
_GAP, _LEAST_GAP = 26, 16
_NAME = (120, 260)
_LEAST_NAME = 96
_HEAD, _HEAD_OF_TWO = 28, 44
_SHORT = 5
"""So many letters of a head are not worth a second line."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellsModel(QAbstractTableModel):
    """Cells that never change; a new measurement makes a new one."""

    def __init__(self, heads: Sequence[str], cells: Sequence[Sequence[Cell]]) -> None:
        """Show cells under their heads."""
        super().__init__()
        self.heads, self.cells = list(heads), [list(row) for row in cells]
        self.is_broken = False
        """Whether heads of several words stand in two lines."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def cell(self, index: Index) -> Cell:
        """Return what stands in a cell."""
        return self.cells[index.row()][index.column()]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what is seen of a cell, and what a screen reader and a tooltip say of it."""
        cell = self.cell(index)
        if role == int(Qt.ItemDataRole.DisplayRole):
            return visible_sentence(cell.text)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            told = cell.told or cell.text or self.heads[index.column()]
            return plain_sentence(visible_sentence(told))
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return tip(cell.told)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Return what stands over a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            said = visible(self.heads[section])
            return "\n".join(in_two(said)) if self.is_broken else said
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return _RIGHT if section else _LEFT
        return None

    def as_text(self) -> str:
        """Return the table as lines with tabs, for a spreadsheet."""
        rows = [self.heads, *([cell.text for cell in row] for row in self.cells)]
        return "\n".join(map(row_of, rows))


def in_two(head: str) -> tuple[str, ...]:
    """Return a head in two lines that are as equal as its words allow, or one word as it is."""
    words = head.split(" ") if len(head) > _SHORT else [head]
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(cuts, key=lambda lines: max(map(len, lines)), default=(head,))


class CellsDelegate(QStyledItemDelegate):
    """Draws names with the letter of their layer, figures with a dotted rule."""

    def __init__(self, table: FigureTableView, session: Session, look: Look) -> None:
        super().__init__(table)
        self._table, self._session, self.look = table, session, look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(60, round(_ROW * self.look.scale))

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
            chip = QRectF(left, box.center().y() - 8 * scale, _CHIP * scale, 16 * scale)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.fill or look.tokens.raised))
            painter.drawRoundedRect(chip, 3, 3)
            painter.setFont(look.interface_font(11, 700))
            painter.setPen(QColor(colours.ink))
            letter = self._session.letters().get(cell.layer, "")
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), letter)
        if self._table.has_letters:
            left += (_CHIP + 10) * scale
        font = look.interface_font(13, 600 if self._table.has_letters else 400)
        painter.setFont(font)
        painter.setPen(QColor(look.tokens.ink))
        place = QRectF(left, box.top(), box.right() - left - 4, box.height())
        said = QFontMetricsF(font).elidedText(
            visible(cell.text), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, _LEFT, said)

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
        painter.drawText(at, _RIGHT, said)
        if cell.opens is not None and not is_opened:
            pen = QPen(QColor(tokens.faint), 1.2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1, 1.6])
            painter.setPen(pen)
            below = box.center().y() + len(lines) * metrics.height() / 2
            painter.drawLine(QPoint(round(at.left()), round(below)),
                             QPoint(round(at.right()), round(below)))  # fmt: skip


class FigureTableView(QTableView):
    """Shows a table of figures in its whole height.

    `told` tells the cell that is walked to, `wanted` one whose places are wanted, `left_over`
    that one walked over the upper (-1) or lower (1) edge.
    """

    told = Signal(object)
    wanted = Signal(object)
    left_over = Signal(int)
    copied = Signal()

    def __init__(
        self, model: CellsModel, session: Session, look: Look, *, name: str, last_apart: bool
    ) -> None:
        """Show a model; `last_apart` draws a line over the last row, which sums up."""
        super().__init__()
        self.shown = model
        self.opened: tuple[int, int] | None = None
        self.last_apart = len(model.cells) - 1 if last_apart else -1
        self.has_letters = any(row[0].layer for row in model.cells)
        self._delegate = self._drawing(session, look)
        self.edge = _EDGE
        self._widths: list[int] = []
        self._least: list[int] = []
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("figures")
        self.setAccessibleName(name)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # What the style thinks the least is, is more than a single digit needs.
        self.horizontalHeader().setMinimumSectionSize(_EDGE)
        self.setMouseTracking(True)
        self._fit()

    def _drawing(self, session: Session, look: Look) -> CellsDelegate:
        """Return what draws the cells."""
        return CellsDelegate(self, session, look)

    def _fit(self) -> None:
        look = self._delegate.look
        font, head = look.interface_font(13, 600), look.interface_font(12)
        measure, above = QFontMetricsF(font), QFontMetricsF(head)
        small = QFontMetricsF(look.interface_font(11))
        self._widths.clear()
        self._least.clear()
        for column, said in enumerate(self.shown.heads):
            cells = [row[column] for row in self.shown.cells]
            words = [visible(cell.text) for cell in cells if cell.kind == UNDEFINED]
            figures = (visible(cell.text) for cell in cells if cell.kind != UNDEFINED)
            wide = max((measure.horizontalAdvance(text) for text in figures), default=0.0)
            lines = [above.horizontalAdvance(line) for line in in_two(visible(said))]
            lines += [small.horizontalAdvance(line) for text in words for line in in_two(text)]
            least = max(wide, *lines) + _LEAST_GAP
            wide = max((wide, *map(small.horizontalAdvance, words)))
            wide = max(wide, above.horizontalAdvance(visible(said))) + _GAP
            if column == 0:
                letter = (_CHIP + 10) * look.scale if self.has_letters else 0
                wide = min(max(wide + letter, _NAME[0]), _NAME[1])
                least = min(wide, _LEAST_NAME)
            self.setColumnWidth(column, round(wide))
            self._widths.append(round(wide))
            self._least.append(ceil(least))
        self.verticalHeader().setDefaultSectionSize(round(_ROW * look.scale))
        self.setMaximumWidth(sum(self._widths) + 2)
        self._break_heads(False)
        self._share_out()

    def _break_heads(self, is_broken: bool) -> None:
        """Set heads of several words in one line or in two, and give the table its height."""
        header, scale = self.horizontalHeader(), self._delegate.look.scale
        self.shown.is_broken = is_broken
        mode = Qt.TextElideMode.ElideNone if is_broken else Qt.TextElideMode.ElideRight
        header.setTextElideMode(mode)
        top = round((_HEAD_OF_TWO if is_broken else _HEAD) * scale)
        header.setFixedHeight(top)
        rows = round(_ROW * scale) * len(self.shown.cells)
        self.setFixedHeight(top + rows + round(12 * scale))
        header.viewport().update()

    def _share_out(self) -> None:
        """Let names, then gaps and heads, then edges give way before a column is out of sight."""
        if not self._widths:
            return
        over = sum(self._widths) - self.viewport().width()
        least = min(self._widths[0], _NAME[0])
        is_broken = over > self._widths[0] - least
        if is_broken != self.shown.is_broken:
            self._break_heads(is_broken)
        spare = [self._widths[0] - least, *(0 for _ in self._widths[1:])]
        if is_broken:
            spare = [wide - least for wide, least in zip(self._widths, self._least, strict=True)]
        is_tight = over > sum(spare)
        self._tighten(is_tight)
        if is_tight:
            spare = [room + 2 * (_EDGE - _TIGHT) for room in spare]
        part = max(0.0, min(1.0, over / max(1, sum(spare))))
        for column, wide in enumerate(self._widths):
            self.setColumnWidth(column, wide - ceil(spare[column] * part))

    def _tighten(self, is_tight: bool) -> None:
        """Let cells and heads have narrow edges, or those that they usually have."""
        edge, header = _TIGHT if is_tight else _EDGE, self.horizontalHeader()
        if edge != self.edge:
            self.edge = edge
            header.setProperty("tight", is_tight)
            header.style().unpolish(header)
            header.style().polish(header)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        self._share_out()
        super().resizeEvent(event)

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._delegate.look = look
        self._fit()
        self.viewport().update()

    def open_cell(self, cell: tuple[int, int] | None) -> None:
        """Draw the cell whose places are shown, or none."""
        self.opened = cell
        self.viewport().update()

    def current(self) -> Cell | None:
        """Return the cell that is walked to, None if there is none."""
        index = self.currentIndex()
        return self.shown.cell(index) if index.isValid() else None

    def go_to(self, row: int, column: int) -> None:
        """Walk to a cell."""
        self.setCurrentIndex(self.shown.index(row, column))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what one walked to."""
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        if current.isValid():
            self.told.emit(self.shown.cell(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be on a figure, and tell it."""
        if not self.currentIndex().isValid() and self.shown.cells:
            self.go_to(0, min(2, len(self.shown.heads) - 1))
        super().focusInEvent(event)
        cell = self.current()
        if cell is not None:
            self.told.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open the places, copy; the others are for the page."""
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.shown.as_text())
            self.copied.emit()
        elif key == Qt.Key.Key_Escape or (event.text() and event.text().isprintable()):
            event.ignore()
        elif key == Qt.Key.Key_Up and index.row() <= 0:
            self.left_over.emit(-1)
        elif key == Qt.Key.Key_Down and index.row() >= len(self.shown.cells) - 1:
            self.left_over.emit(1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the places of what was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: Index) -> None:
        if index.isValid() and self.shown.cell(index).opens is not None:
            self.open_cell((index.row(), index.column()))
            self.wanted.emit(self.shown.cell(index))
