"""The palette on the screen: a field over a list of rows, above the window's middle."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6.Shiboken import isValid

from annotator.text.directions import plain_sentence, visible_sentence
from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.palette.delegate import HEIGHT, PaletteDelegate
from annotator.ui.palette.rows import Row
from annotator.ui.settings.settings import Settings
from annotator.ui.text.accessibility import announce
from annotator.ui.widgets.rows import plain
from annotator.ui.widgets.tips import tip

WIDTH, TOP, SHOWN = 620, 80, 10
_LEAST_TOP, _AROUND = 8, 36
"""What lies above it in the lowest window, and the gaps round field, list and foot."""
_RECENT, _KEPT = "palette/recent", 12
_PAGE = 60
Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)


class PaletteModel(QAbstractListModel):
    """The rows that fit, handed out by the page."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._rows: list[Row] = []
        self._handed = 0

    def set_rows(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._handed = rows, min(len(rows), _PAGE)
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many rows fit."""
        return len(self._rows)

    def row(self, number: int) -> Row | None:
        """Return a row, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows have been handed out."""
        return self._handed

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there are more."""
        return self._handed < len(self._rows)

    def fetchMore(self, parent: Index) -> None:
        """Hand out the next page."""
        last = min(len(self._rows), self._handed + _PAGE)
        self.beginInsertRows(QModelIndex(), self._handed, last - 1)
        self._handed = last
        self.endInsertRows()

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a row, or what is said of it."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == int(Qt.ItemDataRole.DisplayRole):
            return visible(row.text)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            parts = (row.text, row.aside, row.cap, row.reason)
            return plain_sentence(visible_sentence(", ".join(part for part in parts if part)))
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return tip(row.text, row.aside, row.reason)
        return None


class PalettePopup(QFrame):
    """Typing finds, Enter does, Ctrl+Enter shows where it lives, Esc leaves."""

    done = Signal(object)
    shown_where = Signal(object)
    refused = Signal(str)
    closed = Signal()
    adrift = Signal()
    """What had the focus before is gone, or not shown any more."""

    def __init__(
        self,
        parent: QWidget,
        look: Look,
        settings: Settings,
        find: Callable[[str, list[str]], list[Row]],
    ) -> None:
        """Build it hidden over a window."""
        super().__init__(parent)
        self._settings, self._find = settings, find
        self._before: QWidget | None = None
        self.setProperty("role", "palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field()
        self.model = PaletteModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.delegate = PaletteDelegate(look)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none, self.foot = plain(role="secondary"), plain(role="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.field, self.none, self.list, self.foot):
            column.addWidget(widget)
        self.none.setContentsMargins(8, 4, 8, 4)
        self.foot.setContentsMargins(8, 0, 8, 0)
        self.field.textChanged.connect(self.search)
        self.field.walked.connect(self._walk)
        self.field.taken.connect(self._take)
        self.field.left.connect(self.leave)
        self.list.clicked.connect(lambda index: self._take_row(index.row(), is_where=False))
        self.hide()

    def name(self, hint: str, none: str, foot: str) -> None:
        """Say what the field is for, that nothing fits, and how the list is narrowed."""
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.list.setAccessibleName(hint)
        self.setAccessibleName(hint)
        self.none.setText(none)
        self.foot.setText(foot)

    def open(self, typed: str = "") -> None:
        """Show the palette over the window, with something typed already."""
        self._before = self.window().focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus()
        if self.field.text() == typed:
            self.search(typed)
        self.field.setText(typed)

    def place(self) -> None:
        """Stand in the middle of the window, 80 from its top, as high as there are rows.

        In a low window it stands higher, and has the rows for which there is room.
        """
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(WIDTH, parent.width() - 24)
        around = self.field.sizeHint().height() + self.foot.sizeHint().height() + _AROUND
        top = max(_LEAST_TOP, min(TOP, parent.height() - around - SHOWN * HEIGHT))
        room = (parent.height() - around - top) // HEIGHT
        rows = min(SHOWN, self.model.total, max(1, room))
        height = rows * HEIGHT
        self.list.setFixedHeight(height)
        self.list.setVisible(rows > 0)
        self.none.setVisible(rows == 0)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((parent.width() - width) // 2, top)

    def recent(self) -> list[str]:
        """Return the ids of rows that were taken lately, the newest first."""
        try:
            found = orjson.loads(self._settings.text(_RECENT, "[]"))
        except orjson.JSONDecodeError:
            return []
        return [x for x in found if isinstance(x, str)] if isinstance(found, list) else []

    def _remember(self, row: Row) -> None:
        kept = [row.id, *(x for x in self.recent() if x != row.id)][:_KEPT]
        self._settings.set_text(_RECENT, orjson.dumps(kept).decode())

    def search(self, typed: str) -> None:
        """Show what fits."""
        self.model.set_rows(self._find(typed, self.recent()))
        self.list.setCurrentIndex(self.model.index(0))
        self.list.scrollToTop()
        self.place()
        self._tell()

    def current(self) -> Row | None:
        """Return the row that Enter takes."""
        return self.model.row(self.list.currentIndex().row())

    def _walk(self, step: int) -> None:
        wanted = self.list.currentIndex().row() + step
        wanted = max(0, min(self.model.total - 1, wanted))
        while wanted >= self.model.rowCount() and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
        self.list.setCurrentIndex(self.model.index(wanted))
        self._tell()

    def _tell(self) -> None:
        """Let a screen reader say the row that Enter takes; the focus stays in the field."""
        index = self.list.currentIndex()
        said = index.data(int(Qt.ItemDataRole.AccessibleTextRole)) if index.isValid() else None
        announce(self.field, str(said or self.none.text()))

    def _take(self, is_where: bool) -> None:
        self._take_row(self.list.currentIndex().row(), is_where=is_where)

    def _take_row(self, number: int, *, is_where: bool) -> None:
        row = self.model.row(number)
        if row is None:
            return
        if row.reason and not is_where:
            self.refused.emit(row.reason)
            return
        self._remember(row)
        self.leave()
        (self.shown_where if is_where else self.done).emit(row)

    def leave(self) -> None:
        """Close, and give the focus back."""
        if self.isVisible():
            had_focus, before = self.field.hasFocus(), self._before
            self.hide()
            if had_focus and before is not None and isValid(before) and before.isVisible():
                before.setFocus()
            elif had_focus:
                self.adrift.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the palette is gone."""
        super().hideEvent(event)
        self.closed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave when something else is worked with."""
        super().focusOutEvent(event)
        self.leave()


class _Field(QLineEdit):
    """What is typed; arrows walk the list, Enter takes."""

    walked = Signal(int)
    taken = Signal(bool)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: SHOWN,
            Qt.Key.Key_PageUp: -SHOWN,
        }
        if key in steps:
            self.walked.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(bool(held & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # The menu of the field itself, or another window in front, is no leaving.
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()
