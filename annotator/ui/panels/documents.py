"""The list of documents: state, date, language, counts, and a filter typed at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.review import FINISHED, IGNORED, IN_PROGRESS
from annotator.store.listing import DocumentRow
from annotator.text.names import visible
from annotator.text.normal import fold
from annotator.ui.look import Look
from annotator.ui.words import word

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 44


def shown_name(row: DocumentRow) -> str:
    """Return what a document is called in lists: its title, else how its text begins."""
    return visible(row.title or " ".join(row.opening.split()) or row.name)


class DocumentsModel(QAbstractListModel):
    """The documents that fit the filter."""

    def __init__(self, language: str) -> None:
        """Begin empty."""
        super().__init__()
        self._language = language
        self._all: list[DocumentRow] = []
        self.rows: list[DocumentRow] = []
        self._typed = ""

    def set_rows(self, rows: list[DocumentRow]) -> None:
        """Show other documents."""
        self.beginResetModel()
        self._all = rows
        self._filter()
        self.endResetModel()

    def set_filter(self, typed: str) -> None:
        """Show the documents whose name has every typed word."""
        self.beginResetModel()
        self._typed = typed
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        words = fold(self._typed).split()
        if not words:
            self.rows = self._all
            return
        self.rows = [
            r
            for r in self._all
            if all(w in fold(f"{r.title or r.opening} {r.name}") for w in words)
        ]

    @property
    def total(self) -> int:
        """How many documents there are without the filter."""
        return len(self._all)

    def all_rows(self) -> list[DocumentRow]:
        """Return the documents without the filter."""
        return self._all

    def finished(self) -> int:
        """How many of them are finished."""
        return sum(1 for row in self._all if row.state == FINISHED)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many documents fit."""
        return len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a document, or what is said of it."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return shown_name(row)
        if role == int(Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.second_line(row)
        return None

    def second_line(self, row: DocumentRow) -> str:
        """Return date, language and counts of a document."""
        parts = [row.published or "", row.language or "", str(row.annotations)]
        if row.incomplete:
            parts.append(word("incomplete_n", self._language, count=row.incomplete))
        return "  ".join(part for part in parts if part)

    def patch(self, document_id: str, renewed: Callable[[DocumentRow], DocumentRow]) -> None:
        """Show one document's row anew."""
        for rows in (self._all, self.rows) if self.rows is not self._all else (self._all,):
            for number, row in enumerate(rows):
                if row.id == document_id:
                    rows[number] = renewed(row)
                    break
        found = self.index_of(document_id)
        if found.isValid():
            self.dataChanged.emit(found, found)

    def index_of(self, document_id: str) -> QModelIndex:
        """Return where a document stands, if it fits."""
        for number, row in enumerate(self.rows):
            if row.id == document_id:
                return self.index(number)
        return QModelIndex()


class _Delegate(QStyledItemDelegate):
    """Draws a row: glyph of the state, name, and below it date, language and counts."""

    def __init__(self, look: Look, model: DocumentsModel) -> None:
        super().__init__()
        self.look = look
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(_HEIGHT * self.look.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if row is None:
            return
        tokens = self.look.tokens
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.row))
            painter.drawRoundedRect(box.adjusted(6, 1, -6, -1), 6, 6)
        _paint_state(painter, QRectF(box.left() + 14, box.top() + 9, 12, 12), row.state, tokens)
        font = self.look.interface_font(13, 600 if selected else 450)
        left, width = box.left() + 34, box.width() - 48
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        title = QFontMetricsF(font).elidedText(shown_name(row), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, box.top() + 5, width, 19), 0, title)
        small = self.look.interface_font(12)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        below = QRectF(left, box.top() + 23, width, 17)
        counts = str(row.annotations)
        if row.incomplete:
            more = word("incomplete_n", self._model._language, count=row.incomplete)
            counts = f"{counts}, {more}"
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), counts)
        metrics = QFontMetricsF(small)
        room = width - metrics.horizontalAdvance(counts) - 10
        date = "  ".join(x for x in (row.published, row.language) if x)
        if metrics.horizontalAdvance(date) > room:
            date = row.published or row.language or ""
        shown = metrics.elidedText(date, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(below, 0, shown)
        painter.restore()


def _paint_state(painter: QPainter, box: QRectF, state: str | None, tokens: object) -> None:
    ink = QColor(tokens.muted)  # type: ignore[attr-defined]
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == FINISHED:
        painter.setBrush(ink)
    painter.drawEllipse(box)
    if state == IN_PROGRESS:
        painter.setBrush(ink)
        painter.drawPie(box, 90 * 16, 180 * 16)
    elif state == FINISHED:
        painter.setPen(QPen(QColor(tokens.chrome), 1.5))  # type: ignore[attr-defined]
        x, y = box.left(), box.top()
        painter.drawLine(int(x + 3), int(y + 6), int(x + 5), int(y + 9))
        painter.drawLine(int(x + 5), int(y + 9), int(x + 9), int(y + 4))
    elif state == IGNORED:
        painter.drawLine(box.bottomLeft(), box.topRight())


class _Filter(QLineEdit):
    """The filter; arrow keys walk the list, Enter opens, Esc clears."""

    walked = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)


class DocumentsPanel(QWidget):
    """The panel of documents."""

    opened = Signal(str)
    left = Signal()
    counted = Signal(str)

    def __init__(self, look: Look, language: str) -> None:
        """Build an empty list."""
        super().__init__()
        self._language = language
        self.setMinimumWidth(200)
        self.model = DocumentsModel(language)
        self.filter = _Filter()
        self.filter.setAccessibleName(word("documents", language))
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = _Delegate(look, self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(word("documents", language))
        self.empty = QLabel()
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "secondary")
        self.setFocusProxy(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._on_typed)
        self.filter.returnPressed.connect(self._open_current)
        self.filter.walked.connect(self._walk)
        self.filter.left.connect(self.left)
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_activated)

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._delegate.look = look
        self.list.viewport().update()

    def set_rows(self, rows: list[DocumentRow], current: str | None) -> None:
        """Show documents, one of them current."""
        self.model.set_rows(rows)
        self.filter.setPlaceholderText(word("filter", self._language, count=len(rows)))
        self.counted.emit(
            word("finished_of", self._language, done=self.model.finished(), count=len(rows))
        )
        self.show_current(current)
        self._say_empty()

    def patch_row(
        self, document_id: str | None, renewed: Callable[[DocumentRow], DocumentRow]
    ) -> None:
        """Show the row of a document anew, for instance with other counts."""
        if document_id is not None:
            self.model.patch(document_id, renewed)

    def show_current(self, document_id: str | None) -> None:
        """Mark the open document in the list."""
        if document_id is not None:
            found = self.model.index_of(document_id)
            if found.isValid():
                self.list.setCurrentIndex(found)

    def _say_empty(self) -> None:
        is_empty = not self.model.rows
        self.empty.setVisible(is_empty)
        if is_empty:
            code = "no_fit" if self.model.total else "no_documents"
            self.empty.setText(word(code, self._language))

    def _on_typed(self, typed: str) -> None:
        self.model.set_filter(typed)
        if self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))
        self._say_empty()

    def _walk(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        if 0 <= row < len(self.model.rows):
            self.list.setCurrentIndex(self.model.index(row))

    def _open_current(self) -> None:
        self._on_activated(self.list.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row is not None:
            self.opened.emit(row.id)
