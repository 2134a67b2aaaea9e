"""Rows of lists and labels of one line: what does not fit ends in an ellipsis, never in a cut."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QLabel,
    QLayoutItem,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.text.directions import plain_sentence, visible_sentence
from annotator.text.names import visible
from annotator.ui.widgets.tips import set_tip, tip

_ASIDE, _CAP, _BELOW, _BAD = (int(Qt.ItemDataRole.UserRole) + n for n in (1, 2, 3, 4))
_HEIGHT, _HEIGHT_OF_TWO = 26, 42


class Shown(NamedTuple):
    """A row: its text, what stands at the right of it, a key, and a second line.

    `is_bad` says that the second line tells what is wrong.
    """

    text: str
    aside: str = ""
    cap: str = ""
    below: str = ""
    is_bad: bool = False


class Elided(QLabel):
    """A label of one line that takes the room there is; all of it is in the tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        """Show text as it is."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text, on one line."""
        line = " ".join(text.split())
        super().setText(line)
        set_tip(self, tip(line))

    def minimumSizeHint(self) -> QSize:
        """Return a height for the font; the width is whatever there is."""
        return QSize(20, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        option = QStyleOption()
        option.initFrom(self)
        # A text goes the way of its own first letter, and stands where the others do.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        place = self.alignment() | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self.style().drawItemText(
            painter,
            box,
            int(place),
            option.palette,  # type: ignore[attr-defined]
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )


def plain(text: str = "", role: str = "") -> QLabel:
    """Return a label that shows text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def drop_item(item: QLayoutItem | None) -> None:
    """Take a widget that left its layout off the screen at once."""
    widget = item.widget() if item is not None else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()


def key_cap(text: str) -> QLabel:
    """Return a label that looks like a key."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "key")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMinimumWidth(16)
    return label


class RowDelegate(QStyledItemDelegate):
    """Draws rows in the colours of the palette."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        line = option.fontMetrics.height()  # type: ignore[attr-defined]
        below = index.data(_BELOW)
        if below:
            more = below.count("\n")
            return QSize(80, max(_HEIGHT_OF_TWO, line * 2 + 10) + more * (line + 1))
        return QSize(80, max(_HEIGHT, line + 8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        colours: QPalette = option.palette  # type: ignore[attr-defined]
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        is_head = not index.flags() & Qt.ItemFlag.ItemIsSelectable
        font = index.data(int(Qt.ItemDataRole.FontRole)) or option.font  # type: ignore[attr-defined]
        metrics = QFontMetricsF(font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.highlight())
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(font)
        below = index.data(_BELOW)
        inner = box.adjusted(8, 0, -8, 0)
        first = QRectF(inner)
        if below:
            each = (inner.height() - 7) / (2 + below.count("\n"))
            first = QRectF(inner.left(), inner.top() + 3, inner.width(), each)
        right = self._paint_cap(painter, colours, metrics, first, index.data(_CAP) or "")
        muted = colours.color(QPalette.ColorRole.PlaceholderText)
        aside = index.data(_ASIDE) or ""
        if aside:
            room = min(metrics.horizontalAdvance(aside) + 2, first.width() * 0.6)
            painter.setPen(muted)
            place = QRectF(right - room, first.top(), room, first.height())
            _draw(painter, metrics, place, aside, Qt.AlignmentFlag.AlignRight)
            right -= room + 10
        told = index.data(int(Qt.ItemDataRole.ForegroundRole))
        is_grey = is_head or isinstance(told, QBrush)
        painter.setPen(muted if is_grey else colours.color(QPalette.ColorRole.Text))
        text = str(index.data() or "")
        left = QRectF(first.left(), first.top(), max(0.0, right - first.left()), first.height())
        _draw(painter, metrics, left, text, Qt.AlignmentFlag.AlignLeft)
        if below:
            bad = colours.color(QPalette.ColorRole.BrightText)
            painter.setPen(bad if index.data(_BAD) else muted)
            for number, line in enumerate(below.split("\n"), start=1):
                place = inner.adjusted(0, 3 + number * first.height(), 0, 0)
                place.setHeight(first.height())
                _draw(painter, metrics, place, line, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _paint_cap(
        self,
        painter: QPainter,
        colours: QPalette,
        metrics: QFontMetricsF,
        line: QRectF,
        cap: str,
    ) -> float:
        if not cap:
            return line.right()
        width = max(18.0, metrics.horizontalAdvance(cap) + 10)
        box = QRectF(line.right() - width, line.center().y() - 9, width, 18)
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(QColor(colours.color(QPalette.ColorRole.Base)))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cap)
        return box.left() - 10


def _draw(
    painter: QPainter, metrics: QFontMetricsF, box: QRectF, text: str, side: Qt.AlignmentFlag
) -> None:
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    place = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    flags = int(place) | int(Qt.TextFlag.TextSingleLine)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(box, flags, shown)


def row_data(row: Shown, role: int) -> object:
    """Return what an item or a model says of a row in a role; a screen reader hears all of it."""
    if role == int(Qt.ItemDataRole.DisplayRole):
        return visible_sentence(row.text)
    if role in _FIELDS:
        return "\n".join(map(visible, getattr(row, _FIELDS[role]).split("\n")))
    if role == _BAD:
        return row.is_bad
    if role == int(Qt.ItemDataRole.AccessibleTextRole):
        parts = ", ".join(part.replace("\n", ", ") for part in row[:4] if part)
        return plain_sentence(visible_sentence(parts))
    if role == int(Qt.ItemDataRole.ToolTipRole):
        return tip(row.text, row.below)
    return None


_FIELDS = {_ASIDE: "aside", _CAP: "cap", _BELOW: "below"}
_ROLES = (
    *_FIELDS,
    _BAD,
    int(Qt.ItemDataRole.AccessibleTextRole),
    int(Qt.ItemDataRole.ToolTipRole),
)


def row_item(row: Shown) -> QListWidgetItem:
    """Return an item of a list for a row."""
    item = QListWidgetItem(visible_sentence(row.text))
    for role in _ROLES:
        item.setData(role, row_data(row, role))
    return item


def row_list(parent: QWidget | None = None) -> QListWidget:
    """Return an empty list that draws its rows so."""
    made = QListWidget(parent)
    dress_rows(made)
    return made


def dress_rows(listed: QListView) -> None:
    """Make a list draw its rows so, with no scroll bar below."""
    listed.setItemDelegate(RowDelegate(listed))
    listed.setFrameShape(QListView.Shape.NoFrame)
    listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    listed.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
