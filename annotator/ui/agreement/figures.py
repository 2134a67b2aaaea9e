"""The figures of a report: its tables one after the other, the table of values, the notes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.operations.agreement.measuring import Report
from annotator.operations.agreement.tables import (
    FEATURES,
    LAYERS,
    FigureTable,
    tables_of,
)
from annotator.text.directions import plain_sentence, visible_sentence
from annotator.ui.agreement.cells import Cell, Named
from annotator.ui.agreement.cells_model import CellsModel
from annotator.ui.agreement.matrix import MatrixView, Values
from annotator.ui.agreement.notes import notes_of
from annotator.ui.agreement.table import FigureTableView
from annotator.ui.look.look import Look
from annotator.ui.panels.section import clear, wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import plain

_EDGE = 22
_APART = 40
"""Pixels between the tables of features and that of values, where they stand side by side."""
_WIDEST = 420


class Figures(QScrollArea):
    """Shows a report and lets keys walk from table to table.

    `told` tells the figure that is walked to, `opened` the places that are wanted at the right.
    """

    told = Signal(object)
    opened = Signal(object)
    said = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Build it without figures."""
        super().__init__()
        self._look, self._session = look, session
        self.tables: list[FigureTableView] = []
        self.matrix: MatrixView | None = None
        self._values: list[Values] = []
        self._named = Named(session, ())
        self.which = QComboBox()
        self.which.setMaximumWidth(_WIDEST)
        self.which.setAccessibleName(session.word("agreement.matrix_name"))
        self.which.activated.connect(self._show_matrix)
        self.notes, self.empty = wrapped("", "secondary"), wrapped("", "secondary")
        self._inside = QWidget()
        self._inside.setObjectName("agreement_inside")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_EDGE, 14, _EDGE, 14)
        self._column.setSpacing(8)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)

    # Showing

    def show_report(self, report: Report, people: Sequence[str], *, mean: str) -> None:
        """Show the figures of a report; `mean`: pooled or macro."""
        session = self._session
        self._named = Named(session, tuple(people))
        tables = report.confusions.get("", ())
        self._values = [Values(session, self._named, table) for table in tables]
        self._clear()
        found = tables_of(report, mean=mean)
        if not report.documents:
            self.empty.setText(session.word("no_agreement"))
            self._column.addWidget(self.empty)
            self.empty.show()
            self._add_notes(notes_of(session, self._named, report, []) if report.unfinished else [])
            return
        for table in (x for x in found if x.kind == LAYERS):
            self._add(self._column, table)
        self._add_beside([x for x in found if x.kind == FEATURES])
        for table in (x for x in found if x.kind not in (LAYERS, FEATURES)):
            self._add(self._column, table)
        self._add_notes(notes_of(session, self._named, report, found))
        self._beside.setDirection(self._direction())

    def _add_beside(self, found: Sequence[FigureTable]) -> None:
        """Add the tables of features, and that of values at their right or above them."""
        self._beside = QBoxLayout(QBoxLayout.Direction.BottomToTop)
        self._beside.setSpacing(_APART)
        # First into the page: what is shown without a parent is a window of its own.
        self._column.addLayout(self._beside)
        features, right = QVBoxLayout(), QVBoxLayout()
        for column in (features, right):
            column.setSpacing(8)
            self._beside.addLayout(column)
        for table in found:
            self._add(features, table)
        features.addStretch(1)
        self._add_matrix(right)

    def _clear(self) -> None:
        self.tables, self.matrix = [], None
        # Labels and the box are kept, everything else goes.
        for kept in (self.notes, self.empty, self.which):
            kept.setParent(None)
        clear(self._column)

    def _add_notes(self, notes: list[str]) -> None:
        self.notes.setText("\n".join(visible_sentence(note) for note in notes))
        self._column.addSpacing(8)
        self._column.addWidget(self.notes)
        self.notes.show()
        self._column.addStretch(1)

    def _add(self, column: QVBoxLayout, table: FigureTable) -> None:
        title = self._named.title(table)
        model = CellsModel(self._named.heads(table), self._named.cells(table))
        is_summed = table.kind == LAYERS and not table.rows[-1].what
        made = FigureTableView(
            model,
            self._session,
            self._look,
            name=plain_sentence(visible_sentence(title)),
            last_apart=is_summed,
        )
        column.addWidget(plain(visible_sentence(title), "title"))
        column.addWidget(made)
        column.addSpacing(10)
        self._listen(made)

    def _listen(self, made: FigureTableView) -> None:
        self.tables.append(made)
        made.told.connect(self.told)
        made.wanted.connect(partial(self._on_wanted, made))
        made.left_over.connect(partial(self._walk, made))
        made.copied.connect(lambda: self.said.emit(self._session.word("agreement.copied")))

    def _add_matrix(self, column: QVBoxLayout) -> None:
        self.which.clear()
        for values in self._values:
            self.which.addItem(visible_sentence(values.title()))
        self._matrix_place = QVBoxLayout()
        column.addWidget(self.which)
        column.addLayout(self._matrix_place)
        column.addStretch(1)
        self.which.setVisible(bool(self._values))
        sizes = [values.total for values in self._values]
        self._show_matrix(sizes.index(max(sizes)) if sizes else -1)

    def _show_matrix(self, number: int) -> None:
        if self.matrix is not None:
            self.tables.remove(self.matrix)
            self._matrix_place.removeWidget(self.matrix)
            self.matrix.hide()
            self.matrix.deleteLater()
            self.matrix = None
        if not 0 <= number < len(self._values):
            return
        values = self._values[number]
        self.which.setCurrentIndex(number)
        self.matrix = MatrixView(
            values.model(),
            self._session,
            self._look,
            name=plain_sentence(visible_sentence(values.title())),
            last_apart=False,
        )
        self._matrix_place.addWidget(self.matrix)
        self._listen(self.matrix)
        self._beside.setDirection(self._direction())

    # Walking

    def _on_wanted(self, table: FigureTableView, cell: Cell) -> None:
        opens = cell.opens
        if opens is None:
            return
        self._open_only(table)
        number = next((n for n, v in enumerate(self._values) if v.what == opens.what), -1)
        if table is not self.matrix and number >= 0 and self._named.full(opens.what):
            self._show_matrix(number)
        self.opened.emit(opens)

    def _open_only(self, table: FigureTableView) -> None:
        for other in self.tables:
            if other is not table:
                other.open_cell(None)

    def close_places(self) -> None:
        """Draw no figure as the one whose places are shown."""
        for table in self.tables:
            table.open_cell(None)

    def _walk(self, table: FigureTableView, by: int) -> None:
        tables = self._walked()
        at = tables.index(table) + by
        if 0 <= at < len(tables):
            other = tables[at]
            row = 0 if by > 0 else len(other.shown.cells) - 1
            column = min(table.currentIndex().column(), len(other.shown.heads) - 1)
            other.go_to(row, max(0, column))
            other.setFocus()
            self.ensureWidgetVisible(other)

    def _walked(self) -> list[FigureTableView]:
        """Return the tables in the order in which they are seen."""
        found = [table for table in self.tables if table is not self.matrix]
        if self.matrix is None:
            return found
        is_above = self._beside.direction() == QBoxLayout.Direction.BottomToTop
        return [*found[:1], self.matrix, *found[1:]] if is_above else [*found, self.matrix]

    def current(self) -> Cell | None:
        """Return the figure that has the focus, None if none has."""
        table = next((table for table in self.tables if table.hasFocus()), None)
        return table.current() if table is not None else None

    def has_focus(self) -> bool:
        """Say whether anything in it has the focus."""
        focused = self.window().focusWidget()
        return focused is not None and self._inside.isAncestorOf(focused)

    def focus_first(self) -> None:
        """Give the focus to the first table, where there is one."""
        if self.tables:
            # A layout shows what was put into it later, and what is hidden takes no focus.
            self.tables[0].show()
            self.tables[0].setFocus()

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look = look
        for table in self.tables:
            table.set_look(look)

    def _direction(self) -> QBoxLayout.Direction:
        """Return whether the table of values has room beside the others; else it is above them."""
        beside = [x for x in self.tables if x is not self.matrix and not x.has_letters]
        wanted = max((x.maximumWidth() for x in beside), default=0)
        wanted += self.matrix.maximumWidth() if self.matrix is not None else 0
        has_room = self.viewport().width() - 2 * _EDGE >= wanted + _APART
        return QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.BottomToTop

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables where there is room."""
        super().resizeEvent(event)
        if self.tables:
            self._beside.setDirection(self._direction())
