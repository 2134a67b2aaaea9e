"""Cells under their heads, as a table shows them, says them and hands them to a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.text.directions import plain_sentence, visible_sentence
from annotator.text.names import visible
from annotator.text.tables import row_of
from annotator.ui.agreement.cells import Cell
from annotator.ui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SHORT = 5
"""So many letters of a head are not worth a second line."""


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
            return RIGHT if section else LEFT
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
