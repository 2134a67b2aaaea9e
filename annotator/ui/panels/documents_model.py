"""Documents as a list shows them: those that fit the filter, found again by id, and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.review import FINISHED, IGNORED, IN_PROGRESS, state_shown
from annotator.store.reading.listing import DocumentRow
from annotator.text.names import opening_of, visible
from annotator.text.normal import fold
from annotator.text.quoting import name_form
from annotator.ui.look.look import Look, Tokens
from annotator.ui.widgets.tips import tip
from annotator.ui.words.fixed import word
from annotator.ui.words.local_form import date_in, number_in

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 44
_EDGE, _SIGN, _TEXT = 14, 12, 34
"""Where the sign of the state begins, how large it is, and where the text begins."""


def shown_name(row: DocumentRow) -> str:
    """Return what a document is called in lists, on one line: its title, else how it begins."""
    return visible(" ".join((row.title or opening_of(row.opening) or row.name).split()))


class DocumentsModel(QAbstractListModel):
    """The documents that fit the filter."""

    def __init__(self, language: str) -> None:
        """Begin empty."""
        super().__init__()
        self.language = language
        self._all: list[DocumentRow] = []
        self._place: dict[str, int] = {}
        self._shown: dict[str, int] = {}
        self._hay: dict[str, str] = {}
        self._sets: Mapping[str, tuple[str, ...]] = {}
        self._finished = 0
        self._words: list[str] = []
        self.rows: list[DocumentRow] = []

    def set_rows(
        self, rows: list[DocumentRow], sets: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Show other documents, with the names of the sets that each is in."""
        self.beginResetModel()
        self._all = rows
        self._place = {row.id: number for number, row in enumerate(rows)}
        self._finished = sum(1 for row in rows if row.state == FINISHED)
        self._sets = sets or {}
        self._hay.clear()
        self._filter()
        self.endResetModel()

    def set_filter(self, typed: str) -> None:
        """Show the documents whose name, or a set of theirs, has every typed word."""
        self.beginResetModel()
        self._words = fold(typed).split()
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        words = self._words
        if words:
            self.rows = [r for r in self._all if all(w in self._hay_of(r) for w in words)]
            self._shown = {row.id: number for number, row in enumerate(self.rows)}
        else:
            self.rows, self._shown = self._all, self._place

    def _hay_of(self, row: DocumentRow) -> str:
        hay = self._hay.get(row.id)
        if hay is None:
            told = (row.title or row.opening, row.name, *self._sets.get(row.id, ()))
            hay = self._hay[row.id] = fold(name_form(" ".join(told)))
        return hay

    @property
    def total(self) -> int:
        """How many documents there are without the filter."""
        return len(self._all)

    def all_rows(self) -> list[DocumentRow]:
        """Return the documents without the filter."""
        return self._all

    def finished(self) -> int:
        """How many of them are finished."""
        return self._finished

    def sets_of(self, document_id: str) -> tuple[str, ...]:
        """Return the names of the sets that a document is in."""
        return self._sets.get(document_id, ())

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
        if role == int(Qt.ItemDataRole.DisplayRole):
            return shown_name(row)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{shown_name(row)}, {self.second_line(row)}"
        if role == int(Qt.ItemDataRole.ToolTipRole):
            sets = ", ".join(self.sets_of(row.id))
            return tip(shown_name(row), self.second_line(row), sets)
        return None

    def second_line(self, row: DocumentRow) -> str:
        """Return state, date, language and counts of a document, as they are said."""
        state = word(f"state.{state_shown(row.state, row.annotations)}", self.language)
        return ", ".join(x for x in (state, *self.facts_of(row), self.counts_of(row)) if x)

    def facts_of(self, row: DocumentRow) -> tuple[str, ...]:
        """Return date and language of a document, those it has."""
        facts = (date_in(row.published, self.language), row.language or "")
        return tuple(visible(fact) for fact in facts if fact)

    def counts_of(self, row: DocumentRow) -> str:
        """Return how many annotations a document has, and how many are incomplete."""
        counts = number_in(row.annotations, self.language)
        if row.incomplete:
            incomplete = number_in(row.incomplete, self.language)
            more = word("incomplete_n", self.language, count=incomplete)
            return f"{counts}, {more}"
        return counts

    def patch(self, document_id: str, renewed: Callable[[DocumentRow], DocumentRow]) -> bool:
        """Show one document's row anew, and say whether anything in it is new."""
        number = self._place.get(document_id)
        if number is None:
            return False
        before = self._all[number]
        row = renewed(before)
        if row == before:
            return False
        self._all[number] = row
        self._finished += (row.state == FINISHED) - (before.state == FINISHED)
        found = self.index_of(document_id)
        if found.isValid():
            self.rows[found.row()] = row
            self.dataChanged.emit(found, found)
        return True

    def index_of(self, document_id: str) -> QModelIndex:
        """Return where a document stands, if it fits."""
        number = self._shown.get(document_id)
        return QModelIndex() if number is None else self.index(number)

    def ids(self, indexes: Iterable[Index]) -> list[str]:
        """Return the documents at some places, in their order."""
        rows = sorted({index.row() for index in indexes})
        return [self.rows[number].id for number in rows if 0 <= number < len(self.rows)]


class DocumentDelegate(QStyledItemDelegate):
    """Draws a row: sign of the state, name, and below it date, language and counts."""

    def __init__(self, look: Look, model: DocumentsModel) -> None:
        """Draw the rows of a model."""
        super().__init__()
        self._model = model
        self.fonts = _Fonts(look)

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self.fonts = _Fonts(look)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of every row."""
        return QSize(200, round(_HEIGHT * self.fonts.look.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW)
        if row is None:
            return
        fonts, tokens = self.fonts, self.fonts.look.tokens
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.row))
            painter.drawRoundedRect(box.adjusted(6, 1, -6, -1), 6, 6)
        sign = QRectF(box.left() + _EDGE, box.top() + 9, _SIGN, _SIGN)
        paint_state(painter, sign, state_shown(row.state, row.annotations), tokens)
        left, width = box.left() + _TEXT, box.width() - _TEXT - _EDGE
        metrics = fonts.bold_metrics if selected else fonts.metrics
        painter.setFont(fonts.bold if selected else fonts.plain)
        painter.setPen(QColor(tokens.ink))
        title = metrics.elidedText(shown_name(row), Qt.TextElideMode.ElideRight, width)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        painter.drawText(QRectF(left, box.top() + 5, width, 19), flags, title)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(fonts.small)
        painter.setPen(QColor(tokens.muted))
        self._paint_facts(painter, QRectF(left, box.top() + 23, width, 17), row)
        painter.restore()

    def _paint_facts(self, painter: QPainter, box: QRectF, row: DocumentRow) -> None:
        metrics = self.fonts.small_metrics
        counts, facts = self._model.counts_of(row), self._model.facts_of(row)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), counts)
        room = box.width() - metrics.horizontalAdvance(counts) - 10
        said = "  ".join(facts)
        if metrics.horizontalAdvance(said) > room and facts:
            said = facts[0]
        shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.drawText(box, 0, shown)


class _Fonts:
    """The fonts of the rows and their measures, made once for a look."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.plain = look.interface_font(13, 450)
        self.bold = look.interface_font(13, 600)
        self.small = look.interface_font(12)

    @cached_property
    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.plain)

    @cached_property
    def bold_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.bold)

    @cached_property
    def small_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.small)


def paint_state(painter: QPainter, box: QRectF, state: str | None, tokens: Tokens) -> None:
    """Draw the sign of a state: an empty, half, ticked or crossed circle."""
    ink = QColor(tokens.muted)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if state == FINISHED else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    x, y = box.left(), box.top()
    if state == IN_PROGRESS:
        painter.setBrush(ink)
        painter.drawPie(box, 90 * 16, 180 * 16)
    elif state == FINISHED:
        painter.setPen(QPen(QColor(tokens.chrome), 1.5))
        painter.drawLine(int(x + 3), int(y + 6), int(x + 5), int(y + 9))
        painter.drawLine(int(x + 5), int(y + 9), int(x + 9), int(y + 4))
    elif state == IGNORED:
        painter.drawLine(QRectF(box).bottomLeft(), QRectF(box).topRight())
