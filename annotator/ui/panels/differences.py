"""The list of the places under review: what differs and how, what was decided, and when last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.panels.swatch import WIDTH as SWATCH
from annotator.ui.panels.swatch import paint_swatch
from annotator.ui.widgets.rows import Shown, dress_rows, plain, row_item, row_list
from annotator.ui.widgets.tips import tip

_ROLE = int(Qt.ItemDataRole.UserRole)
_EDGE, _GAP, _BELOW, _HEIGHT = 10, 8, 12, 42
_LATEST = 8
"""So many of what was decided last are listed."""
_KEY = _ROLE + 9
"""Apart from the roles of rows."""
OPEN, ALL = "open", "all"


class PlaceRow(NamedTuple):
    """A place in the list: its layer's slot and letter, its words, how it differs, what became.

    `told` is what was decided, empty while nothing is, `decided` when, and `why` for what reason.
    """

    key: str
    number: int
    slot: int
    letter: str
    quote: str
    kind: str
    told: str = ""
    decided: str = ""
    why: str = ""
    is_open: bool = True


class PlaceModel(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.rows: list[PlaceRow] = []

    def put(self, rows: Sequence[PlaceRow]) -> None:
        """Show other rows; where only some look otherwise, only those are drawn anew."""
        before, self.rows = self.rows, list(rows)
        if [row.key for row in before] == [row.key for row in self.rows]:
            for number, (one, other) in enumerate(zip(before, self.rows, strict=True)):
                if one != other:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Return a row, or what is said of it."""
        row = self.rows[index.row()]
        if role == _ROLE:
            return row
        if role == int(Qt.ItemDataRole.DisplayRole):
            return visible(row.quote)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            parts = (f"{row.number}", row.quote, row.kind, row.told)
            return visible(", ".join(part for part in parts if part))
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return tip(row.quote, f"{row.kind} {row.told}".strip())
        return None


class _PlaceDelegate(QStyledItemDelegate):
    """Draws the sign of the layer, the words over how they differ, and what was decided."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        line = QFontMetricsF(self.look.text_font(14)).lineSpacing()
        below = QFontMetricsF(self.look.interface_font(_BELOW)).lineSpacing()
        return QSize(80, max(_HEIGHT, round(line + below) + 7))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row: PlaceRow = index.data(_ROLE)
        tokens, box = self.look.tokens, QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.row))
            painter.drawRoundedRect(box.adjusted(5, 0, -5, 0), 5, 5)
        left, top = box.left() + _EDGE, box.top() + 4
        painter.setOpacity(1.0 if row.is_open or is_current else 0.55)
        paint_swatch(painter, self.look, row.slot, row.letter, left, top)
        painter.setOpacity(1.0)
        left += SWATCH + _GAP
        room = box.right() - _EDGE - left
        muted = QColor(tokens.muted)
        painter.setPen(QColor(tokens.ink) if row.is_open or is_current else muted)
        serif, small = self.look.text_font(14), self.look.interface_font(_BELOW)
        line, below = QFontMetricsF(serif), QFontMetricsF(small)
        painter.setFont(serif)
        first = QRectF(left, box.top() + 2, room, line.lineSpacing())
        self._draw(painter, line, first, row.quote, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(small)
        painter.setPen(muted)
        second = QRectF(left, first.bottom(), room, below.lineSpacing())
        taken = min(below.horizontalAdvance(visible(row.told)) + 2, room * 0.6) if row.told else 0
        told = QRectF(second.right() - taken, second.top(), taken, second.height())
        self._draw(painter, below, told, row.told, Qt.AlignmentFlag.AlignRight)
        second.setWidth(max(0.0, room - taken - _GAP))
        self._draw(painter, below, second, row.kind, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        metrics: QFontMetricsF,
        box: QRectF,
        text: str,
        side: Qt.AlignmentFlag,
    ) -> None:
        shown = metrics.elidedText(visible(text), Qt.TextElideMode.ElideRight, box.width())
        place = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        flags = int(place) | int(Qt.TextFlag.TextSingleLine)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(box, flags, shown)


class _PlaceView(QListView):
    """The list; Enter opens, Esc goes back to the text."""

    opened = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().data(_ROLE).key)
                self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DifferencesPanel(QWidget):
    """The places of the open document, open ones or all, and below what was decided last."""

    opened = Signal(str)
    left = Signal()
    filter_wanted = Signal()

    def __init__(self, look: Look, words: dict[str, str]) -> None:
        """Build it empty; `words` are texts by the codes open, all, filter and list."""
        super().__init__()
        self._rows: list[PlaceRow] = []
        self._current, self._shows = "", OPEN
        self._words = words
        self.model, self.list = PlaceModel(), _PlaceView()
        self._delegate = _PlaceDelegate(look, self.list)
        dress_rows(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(words["list"])
        self.list.clicked.connect(lambda index: self.opened.emit(index.data(_ROLE).key))
        self.list.opened.connect(self.opened)
        self.list.left.connect(self.left)
        self.chips = {code: self._chip(words[code]) for code in (OPEN, ALL)}
        self.more = self._chip(words["filter"])
        self.more.setCheckable(False)
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 6)
        row.setSpacing(6)
        for code, chip in self.chips.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _=False, code=code: self.show_those(code))
            row.addWidget(chip)
        row.addWidget(self.more)
        row.addStretch(1)
        self.more.clicked.connect(self.filter_wanted)
        self.chips[OPEN].setChecked(True)
        self.so_far, self.latest = plain("", "head"), row_list()
        self.so_far.setContentsMargins(14, 8, 14, 2)
        self.latest.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.latest.itemClicked.connect(lambda item: self.opened.emit(item.data(_KEY)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.so_far)
        last = QHBoxLayout()
        last.setContentsMargins(6, 0, 6, 0)
        last.addWidget(self.latest)
        column.addLayout(last)
        self.setFocusProxy(self.list)

    def _chip(self, text: str) -> QPushButton:
        chip = QPushButton(text)
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return chip

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._delegate.look = look
        self.list.viewport().update()

    def show_places(self, rows: Sequence[PlaceRow], current: str, so_far: str) -> None:
        """Show the places of a document; that with the key `current` is worked on.

        `so_far` is the head over what was decided last.
        """
        self.so_far.setText(so_far)
        self.latest.setAccessibleName(so_far)
        self._rows, self._current = list(rows), current
        count = sum(row.is_open for row in rows)
        self.chips[OPEN].setText(f"{self._words[OPEN]} {count}")
        self._show()
        self._show_latest()

    def show_those(self, code: str) -> None:
        """Show open places only, or all."""
        self._shows = code
        self.chips[code].setChecked(True)
        self._show()

    def _show(self) -> None:
        kept = (r for r in self._rows if self._shows == ALL or r.is_open or r.key == self._current)
        self.model.put(list(kept))
        at = next((n for n, r in enumerate(self.model.rows) if r.key == self._current), -1)
        self.list.setCurrentIndex(self.model.index(at) if at >= 0 else QModelIndex())

    def _show_latest(self) -> None:
        decided = sorted((r for r in self._rows if r.decided), key=lambda r: r.decided)
        self.latest.clear()
        for row in decided[::-1][:_LATEST]:
            told = ", ".join(part for part in (row.told, row.why) if part)
            item = row_item(Shown(f"{row.number}  {' '.join(row.quote.split())}", aside=told))
            item.setData(_KEY, row.key)
            self.latest.addItem(item)
        self.so_far.setVisible(bool(decided))
        self.latest.setVisible(bool(decided))
        count = self.latest.count()
        height = sum(self.latest.sizeHintForRow(n) for n in range(count))
        self.latest.setFixedHeight(height + 8)
