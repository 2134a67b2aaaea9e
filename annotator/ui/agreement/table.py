"""A table of figures: walked by keys; those with a dotted rule open their places."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QTableView

from annotator.text.names import visible
from annotator.ui.agreement.cells import UNDEFINED, Cell
from annotator.ui.agreement.cells_delegate import CHIP, EDGE, ROW, CellsDelegate
from annotator.ui.agreement.cells_model import CellsModel, Index, in_two
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session

_TIGHT = 4
_GAP, _LEAST_GAP = 26, 16
_NAME = (120, 260)
_LEAST_NAME = 96
_HEAD, _HEAD_OF_TWO = 28, 44


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
        self._delegate.setParent(self)
        self.edge = EDGE
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
        self.horizontalHeader().setMinimumSectionSize(EDGE)
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
                letter = (CHIP + 10) * look.scale if self.has_letters else 0
                wide = min(max(wide + letter, _NAME[0]), _NAME[1])
                least = min(wide, _LEAST_NAME)
            self.setColumnWidth(column, round(wide))
            self._widths.append(round(wide))
            self._least.append(ceil(least))
        self.verticalHeader().setDefaultSectionSize(round(ROW * look.scale))
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
        if self.shown.is_broken != is_broken:
            # Another height shares the width out, which may have set them the other way at once.
            return
        rows = round(ROW * scale) * len(self.shown.cells)
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
            spare = [room + 2 * (EDGE - _TIGHT) for room in spare]
        part = max(0.0, min(1.0, over / max(1, sum(spare))))
        for column, wide in enumerate(self._widths):
            self.setColumnWidth(column, wide - ceil(spare[column] * part))

    def _tighten(self, is_tight: bool) -> None:
        """Let cells and heads have narrow edges, or those that they usually have."""
        edge, header = _TIGHT if is_tight else EDGE, self.horizontalHeader()
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
