"""The list of hits: walked by keys, ticked, opened; its keys are those of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from annotator.ui.action_table.action import HITS
from annotator.ui.look.look import Look
from annotator.ui.pace.slices import Slices
from annotator.ui.search.hits_delegate import Columns, HitsDelegate
from annotator.ui.search.hits_model import HitsModel
from annotator.ui.settings.keymap import Keymap
from annotator.ui.sitting.session import Session

_SIGNS = 90
"""Signs that are drawn before they are needed: those of an alphabet or two."""
_LOOKING_MS = 25
"""After how long without scrolling it is found out what the visible hits can take."""


class HitsList(QTableView):
    """Shows a model of hits; `walked` tells a row that became current, `opened` one to go to.

    `risen` tells that one goes up from the first row, or types: with what was typed; `painted` that
    hits are to be seen.

    It is a table of one column: Qt lays the rows of a list out one by one, those of a table not.
    """

    walked = Signal(int)
    opened = Signal(int, bool)
    focus_changed = Signal()
    risen = Signal(str)
    painted = Signal()

    def __init__(
        self,
        look: Look,
        session: Session,
        model: HitsModel,
        keymap: Keymap,
        run: Callable[[str], None],
    ) -> None:
        """`run` does an action of the table by its id."""
        super().__init__()
        self._keymap, self._run = keymap, run
        self._hits = model
        self._delegate = HitsDelegate(look, session, model)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_LOOKING_MS)
        self._looking.timeout.connect(self.look_at_visible)
        self._drawing = Slices(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.height())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self._delegate.unknown_seen.connect(self._looking.start)
        model.redrawn.connect(self._on_redrawn)
        self.setAccessibleName(session.word("hits"))
        self.selectionModel().currentRowChanged.connect(self._on_walked)

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._delegate.set_look(look)
        self.verticalHeader().setDefaultSectionSize(self._delegate.height())
        self.viewport().update()

    def make_ready(self, text: str) -> None:
        """Have the signs of a text drawn a little later, for hits that are like it."""
        signs = "".join(sign for sign, _ in Counter(text).most_common(_SIGNS) if sign.isprintable())
        ratio = self.devicePixelRatioF()
        self._drawing.go_on(self._delegate.drawn(signs, ratio), 0, lambda: None)

    def _on_redrawn(self, row: int) -> None:
        if row < 0:
            self.viewport().update()
        else:
            self.update(self.model().index(row, 0))

    def end(self) -> None:
        """Find out nothing more: the corpus is being closed."""
        self._looking.stop()
        self._drawing.stop()

    def look_at_visible(self) -> None:
        """Find out what the visible hits can take, and draw it."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = self._hits.rowCount() - 1 if last < 0 else last
        for row in range(first, last + 1):
            hit = self._hits.hit(row)
            if hit is not None:
                self._hits.fit(hit)
        self.viewport().update()

    def row(self) -> int:
        """Return the current row, -1 if there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.model().index(row, 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def _on_walked(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.walked.emit(current.row())

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the list from being shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keymap.action_for(event, HITS)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that hits are to be seen."""
        super().paintEvent(event)
        if self._hits.rowCount():
            self.painted.emit()

    def page(self) -> int:
        """Return how many hits are seen at once, at least one."""
        return -(-self.viewport().height() // self._delegate.height()) + 1

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keys of hits work now."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that they no longer do."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the table says, else walk."""
        action = self._keymap.action_for(event, HITS)
        if action:
            self._run(action)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # In a table these go to the ends of a row.
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._hits.rowCount() - 1)
        elif event.key() == Qt.Key.Key_Up and self.row() <= 0:
            self.risen.emit("")
        elif event.text() and event.text().isprintable():
            # Letters would leap about in the list as Qt does it; they begin another search.
            self.risen.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick, or show the place."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        columns = Columns(self.viewport().width(), self._delegate.look.scale)
        if columns.is_tick(event.position().x()):
            self._run("search.tick")
        else:
            self.opened.emit(index.row(), False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the place."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row(), True)
