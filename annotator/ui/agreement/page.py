"""The page of agreement: its head, what is chosen, the figures, and what is said of each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import Cancelled
from annotator.operations.agreement import Report
from annotator.operations.agreement_tables import (
    FEATURES,
    LAYERS,
    FigureTable,
    tables_of,
)
from annotator.text.directions import plain_sentence, visible_sentence
from annotator.ui.agreement.cells import Cell, Named
from annotator.ui.agreement.choices import Choices
from annotator.ui.agreement.head import AgreementHead
from annotator.ui.agreement.matrix import MatrixView, Values
from annotator.ui.agreement.measuring import Measuring
from annotator.ui.agreement.notes import notes_of
from annotator.ui.agreement.table import CellsModel, FigureTableView
from annotator.ui.look.look import Look
from annotator.ui.panels.section import clear, wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import plain

_EDGE = 22
_APART = 40
"""Pixels between the tables of features and that of values, where they stand side by side."""
_WIDEST = 420


class AgreementPage(QWidget):
    """Measures when it is shown, and shows what was measured.

    `opened` tells the places that are wanted at the right, `told` that another figure is told,
    `left` that one goes back to the text.
    """

    opened = Signal(object)
    told = Signal()
    left = Signal()
    said = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Build it without figures."""
        super().__init__()
        self._look, self._session = look, session
        self.measuring = Measuring(session)
        self.report: Report | None = None
        self.people: tuple[str, ...] = ()
        self.tables: list[FigureTableView] = []
        self.matrix: MatrixView | None = None
        self._values: list[Values] = []
        self._named = Named(session, ())
        self._is_stale = True
        self._opened_in: FigureTableView | None = None
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        word = self._session.word
        self.setObjectName("agreement")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(word("agreement"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head, self.choices = AgreementHead(self._session), Choices(self._session)
        self.again = QPushButton(word("agreement.again"))
        self.which = QComboBox()
        self.which.setMaximumWidth(_WIDEST)
        self.which.setAccessibleName(word("agreement.matrix_name"))
        self.line, self.notes = wrapped("", "secondary"), wrapped("", "secondary")
        self.empty = wrapped("", "secondary")
        self._inside = QWidget()
        self._inside.setObjectName("agreement_inside")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_EDGE, 14, _EDGE, 14)
        self._column.setSpacing(8)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 8, 22, 10)
        foot.setSpacing(12)
        foot.addWidget(self.line, 1)
        foot.addWidget(self.again, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.choices)
        column.addWidget(self._area, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.measuring.measured.connect(self._on_measured)
        self.measuring.failed.connect(self._on_failed)
        self.measuring.progressed.connect(self.head.show_progress)
        self.choices.changed.connect(self.measure)
        self.choices.mean_changed.connect(self._show_tables)
        self.again.clicked.connect(self.measure)
        self.which.activated.connect(self._show_matrix)
        self._session.changed.connect(self._on_changed)

    # Measuring

    def show_now(self) -> None:
        """Measure, if what is shown is not of now."""
        if self._is_stale:
            self.choices.fill_documents()
            self.measure()

    def measure(self) -> None:
        """Measure what is chosen."""
        self._is_stale = False
        self.again.hide()
        self.head.begin()
        self.measuring.measure(self.choices.choice())

    def cancel(self) -> bool:
        """Stop measuring; say whether anything was being measured."""
        if not self.measuring.is_running():
            return False
        self.measuring.cancel()
        self._on_failed(Cancelled())
        return True

    def end(self) -> None:
        """Stop what runs: the corpus is being closed."""
        self.head.end()
        self.measuring.end()

    def _on_failed(self, error: BaseException) -> None:
        self.head.end()
        self._ask_again()
        if isinstance(error, Cancelled):
            self.head.state.setText(self._session.word("agreement.stopped"))
        else:
            self._session.tell(error)

    def _on_changed(self, _changes: object) -> None:
        self._is_stale = True
        if self.report is not None and not self.measuring.is_running():
            self.head.state.setText(self._session.word("agreement.changed"))
            self._ask_again()

    def _ask_again(self) -> None:
        self._is_stale = True
        self.again.show()

    def _on_measured(self, report: Report) -> None:
        self.head.end()
        self.report = report
        own = self._session.annotator
        self.people = tuple(sorted(report.annotators, key=lambda who: (who != own, who)))
        self._named = Named(self._session, self.people)
        tables = report.confusions.get("", ())
        self._values = [Values(self._session, self._named, table) for table in tables]
        self.head.show_report(report, self.people)
        self._show_tables()

    # Showing

    def _clear(self) -> None:
        self.tables, self.matrix, self._opened_in = [], None, None
        # Labels and the box are kept, everything else goes.
        for kept in (self.notes, self.empty, self.which):
            kept.setParent(None)
        clear(self._column)

    def _show_tables(self) -> None:
        if self.report is None:
            return
        focused = self.window().focusWidget()
        had_focus = focused is self or (focused is not None and self._inside.isAncestorOf(focused))
        self._clear()
        report, session = self.report, self._session
        found = tables_of(report, mean=self.choices.mean_chosen())
        if not report.documents:
            self.empty.setText(session.word("no_agreement"))
            self._column.addWidget(self.empty)
            self.empty.show()
            self._add_notes([] if not report.unfinished else
                            notes_of(session, self._named, report, []))  # fmt: skip
            return
        for table in (x for x in found if x.kind == LAYERS):
            self._add(self._column, table)
        self._beside = QBoxLayout(QBoxLayout.Direction.BottomToTop)
        self._beside.setSpacing(_APART)
        # First into the page: what is shown without a parent is a window of its own.
        self._column.addLayout(self._beside)
        features, right = QVBoxLayout(), QVBoxLayout()
        for column in (features, right):
            column.setSpacing(8)
            self._beside.addLayout(column)
        for table in (x for x in found if x.kind == FEATURES):
            self._add(features, table)
        features.addStretch(1)
        self._add_matrix(right)
        for table in (x for x in found if x.kind not in (LAYERS, FEATURES)):
            self._add(self._column, table)
        self._add_notes(notes_of(session, self._named, report, found))
        self._beside.setDirection(self._direction())
        if had_focus and self.isVisible() and self.tables:
            # A layout shows what was put into it later, and what is hidden takes no focus.
            self.tables[0].show()
            self.tables[0].setFocus()

    def _add_notes(self, notes: list[str]) -> None:
        self.notes.setText("\n".join(visible_sentence(note) for note in notes))
        self._column.addSpacing(8)
        self._column.addWidget(self.notes)
        self.notes.show()
        self._column.addStretch(1)
        self.line.clear()

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
        made.told.connect(self._on_told)
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

    def _on_told(self, cell: Cell) -> None:
        self.line.setText(visible_sentence(cell.told))
        self.told.emit()

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
            self._area.ensureWidgetVisible(other)

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

    def focusInEvent(self, event: object) -> None:
        """Give the focus to the first table, where there is one."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self.tables:
            self.tables[0].setFocus()
        self.told.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop what runs, then go back to the text."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.cancel():
            self.left.emit()

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
        has_room = self._area.viewport().width() - 2 * _EDGE >= wanted + _APART
        return QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.BottomToTop

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables where there is room."""
        super().resizeEvent(event)
        if self.tables:
            self._beside.setDirection(self._direction())
