"""The layers of the scheme with their letters, patterns, counts and keys, and their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.model.language import text_in
from annotator.model.presentation import shown_features
from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.panels.swatch import HEIGHT, WIDTH, paint_swatch
from annotator.ui.sitting.session import Session
from annotator.ui.sitting.showing import Tag
from annotator.ui.widgets.menu_here import menu_place
from annotator.ui.widgets.tips import tip
from annotator.ui.words.fixed import word
from annotator.ui.words.local_form import number_in

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
_LAYER, _VALUE = 31, 22
"""Heights of the rows of layers and of the values of the open one."""
_MOST_DRAWN = 24
"""Rows whose pictures are kept."""
_EDGE, _TEXT, _CAP = 14, 45, 18


class SchemeRow(NamedTuple):
    """A layer, or a value of the layer that is open; a value has no slot, but a `tag`.

    `number` is how many annotations there are, None where they are not read yet.
    """

    layer: str
    name: str
    number: int | None = 0
    slot: int = -1
    letter: str = ""
    key: str = ""
    definition: str = ""
    is_open: bool = False
    tag: Tag | None = None

    @property
    def is_layer(self) -> bool:
        """Whether the row is a layer."""
        return self.slot >= 0

    def counted(self, language: str) -> str:
        """Return how many there are, as people read it; dots while nobody knows."""
        return "…" if self.number is None else number_in(self.number, language)


class SchemeModel(QAbstractListModel):
    """The rows; those that stay are kept, whatever changes in them."""

    def __init__(self, language: str) -> None:
        """Begin empty."""
        super().__init__()
        self._language = language
        self.rows: list[SchemeRow] = []

    def show(self, rows: list[SchemeRow]) -> None:
        """Show these rows: what is new is told, row by row where their heights are the same."""
        if rows == self.rows:
            return
        if [row.is_layer for row in rows] == [row.is_layer for row in self.rows]:
            before, self.rows = self.rows, rows
            for number, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that layers can be chosen, values only be read."""
        if 0 <= index.row() < len(self.rows) and not self.rows[index.row()].is_layer:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what is shown and said of a row."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == int(Qt.ItemDataRole.DisplayRole):
            return row.name
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            key = word("scheme_key", self._language, key=row.key) if row.key else ""
            said = (row.name, row.counted(self._language), key)
            return ", ".join(part for part in said if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            # A long name ends in dots in its row.
            return tip(row.name, row.definition)
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a layer with its sign, count and key, and a value below it.

    Rows are kept as pictures: of those on the screen hardly any is another one from paint to paint.
    """

    def __init__(self, look: Look, language: str) -> None:
        super().__init__()
        self.look, self._language = look, language
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    def set_look(self, look: Look) -> None:
        self.look = look
        self._drawn.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        height = _LAYER if row is None or row.is_layer else _VALUE
        return QSize(150, round(height * self.look.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if row is None:
            return
        area = option.rect  # type: ignore[attr-defined]
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        ratio = painter.device().devicePixelRatioF()
        if ratio != int(ratio):
            # A picture would stand beside the pixels of the screen.
            self._draw(painter, QRectF(area), row, has_focus)
            return
        key = (row, area.width(), area.height(), has_focus, ratio)
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _MOST_DRAWN:
                del self._drawn[next(iter(self._drawn))]
            found = self._drawn[key] = self._picture(area.size(), ratio, row, has_focus)
        painter.drawPixmap(area.topLeft(), found)

    def _picture(self, size: QSize, ratio: float, row: SchemeRow, has_focus: bool) -> QPixmap:
        found = QPixmap(size * ratio)
        found.setDevicePixelRatio(ratio)
        found.fill(QColor(self.look.tokens.chrome))
        painter = QPainter(found)
        self._draw(painter, QRectF(0, 0, size.width(), size.height()), row, has_focus)
        painter.end()
        return found

    def _draw(self, painter: QPainter, box: QRectF, row: SchemeRow, has_focus: bool) -> None:
        look, tokens = self.look, self.look.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = box.adjusted(6.5, 1, -6.5, -1)
        if row.is_open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.row))
            painter.drawRoundedRect(inner, 6, 6)
        if has_focus:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 6, 6)
        if row.is_layer:
            top = box.center().y() - HEIGHT / 2 + 1
            paint_swatch(painter, look, row.slot, row.letter, box.left() + _EDGE, top)
        right = box.right() - _EDGE
        self._cap(painter, QPointF(right, box.center().y()), row.key)
        right -= _CAP + 9
        size = 13 if row.is_layer else 12
        font = look.interface_font(size, 560 if row.is_open else 450)
        metrics = QFontMetricsF(font)
        painter.setFont(look.interface_font(size))
        is_faint = not row.number
        painter.setPen(QColor(tokens.faint if is_faint else tokens.muted))
        count = row.counted(self._language)
        width = QFontMetricsF(painter.font()).horizontalAdvance(count)
        area = QRectF(right - width - 2, box.top(), width + 2, box.height())
        painter.drawText(area, int(_RIGHT), count)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink if row.is_layer else tokens.muted))
        left = box.left() + _EDGE + WIDTH + 9 if row.is_layer else box.left() + _TEXT
        room = QRectF(left, box.top(), area.left() - left - 8, box.height())
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), name)
        painter.restore()

    def _cap(self, painter: QPainter, right: QPointF, key: str) -> None:
        if not key:
            return
        tokens = self.look.tokens
        font = self.look.interface_font(10, 600)
        width = max(16.0, QFontMetricsF(font).horizontalAdvance(key) + 9)
        box = QRectF(right.x() - width, right.y() - 8, width, 16)
        painter.setPen(QPen(QColor(tokens.line2), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SchemePanel(QListView):
    """The panel of layers; a click or Enter on one tags with it."""

    chosen = Signal(str)
    left = Signal()
    menu_wanted = Signal(str, object, object)
    """A layer, the value of it that is meant or None, and where the menu shall be."""

    def __init__(self, look: Look, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self._language = language
        self._delegate = _Delegate(look, language)
        self._rows = SchemeModel(language)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(word("scheme", language))

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """Paint a row again whose contents changed; its height stays, so nothing moves."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    def set_look(self, look: Look) -> None:
        """Take other colours."""
        self._delegate.set_look(look)
        self.viewport().update()

    def show_session(self, session: Session, layer_id: str | None) -> None:
        """Show the layers with the counts of the open document, and the values of one."""
        language, scheme = self._language, session.scheme
        letters, keys = session.letters(), session.layer_caps()
        rows: list[SchemeRow] = []
        for slot, layer in enumerate(scheme.layers):
            rows.append(
                SchemeRow(
                    layer.id,
                    visible(text_in(layer.names, language, layer.id)),
                    None if session.is_reading else session.tallies.layers[layer.id],
                    slot,
                    letters[layer.id],
                    keys.get(layer.id, ""),
                    text_in(layer.definitions, language),
                    layer.id == layer_id,
                )
            )
            feature = next(iter(shown_features(layer)), None)
            if layer.id != layer_id or feature is None:
                continue
            values = session.tallies.values(layer.id, feature.id)
            for value, count in sorted(values.items(), key=lambda row: (-row[1], row[0])):
                name = session.kept_value_said(feature, value)
                rows.append(SchemeRow(layer.id, visible(name), count, tag=(feature.id, value)))
        self._rows.show(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tag with the layer at the cursor, or leave."""
        row = self.currentIndex().data(ROW)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.chosen.emit(row.layer)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Want the menu of the row under the mouse, by key that of the layer at the cursor."""
        index, place = menu_place(self, event)
        row = index.data(ROW)
        if row is not None:
            self.menu_wanted.emit(row.layer, row.tag, place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tag with the layer that was clicked."""
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).data(ROW)
        if row is not None and row.is_layer and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(row.layer)
