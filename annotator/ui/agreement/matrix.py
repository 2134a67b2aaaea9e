"""A table of values: what one annotator said where another said what; its cells open the cases."""

from __future__ import annotations

from math import inf

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.analysis.agreement.confusion import ABSENT, Confusion
from annotator.model.presentation import kept_value_name, layer_slot
from annotator.model.scheme import Feature
from annotator.text.names import visible
from annotator.ui.agreement.cells import NAME, VALUE, Cell, Named, Opened
from annotator.ui.agreement.cells_delegate import CellsDelegate
from annotator.ui.agreement.cells_model import CellsModel, Index
from annotator.ui.agreement.table import FigureTableView
from annotator.ui.look.look import Look
from annotator.ui.sitting.session import Session
from annotator.ui.words.local_form import number_in

_WIDE, _HIGH, _MOST_WIDE = 52, 34, 84
_NAMES = (64, 190)


class Values:
    """Names the values of a table, in the order of the scheme."""

    def __init__(self, session: Session, named: Named, table: Confusion) -> None:
        """Turn a table so that the annotator who comes first on the page is in the rows."""
        self._session, self._named = session, named
        people = named.people
        is_turned = people.index(table.first) > people.index(table.second)
        self.one, self.other = (table.second, table.first) if is_turned else table[1:3]
        self.what = table.what
        self._cells = {
            (second, first) if is_turned else (first, second): places
            for (first, second), places in table.cells.items()
        }

    @property
    def total(self) -> int:
        """How many cases there are."""
        return sum(places.total for places in self._cells.values())

    def title(self) -> str:
        """Return what stands over the table."""
        name = self._session.annotator_name
        what = self._named.full(self.what) if self.what else self._session.word("agreement.layers")
        names = {"one": name(self.one), "other": name(self.other)}
        return self._session.word("agreement.matrix", what=what, **names)

    def model(self) -> CellsModel:
        """Return the cells, with names before the rows."""
        values = self._ordered()
        rows = [[self._head(one), *(self._cell(one, other) for other in values)] for one in values]
        corner = f"{self._session.annotator_name(self.one)} ↓"
        return CellsModel([corner, *map(self._name, values)], rows)

    def _ordered(self) -> list[str]:
        found = {value for pair in self._cells for value in pair}
        feature = self._feature()
        if not self.what:
            order = [layer.id for layer in self._session.scheme.layers]
        else:
            order = [tag.id for tag in self._session.scheme.tags_of(feature)] if feature else []
        if feature is not None and feature.type in ("integer", "number"):
            return sorted(found, key=lambda v: (v == ABSENT, _size(v), v))
        places = {value: number for number, value in enumerate(order)}
        return sorted(found, key=lambda v: (v == ABSENT, places.get(v, len(places)), v))

    def _feature(self) -> Feature | None:
        owner_id, _, feature = self.what.partition(".")
        scheme = self._session.scheme
        owner = scheme.layer(owner_id) or scheme.relation_type(owner_id)
        return owner.feature(feature) if owner is not None and feature else None

    def _name(self, value: str) -> str:
        session, feature = self._session, self._feature()
        if value == ABSENT:
            return session.word("agreement.no_value")
        if not self.what:
            return session.layer_name(value)
        if feature is None:
            return value
        if feature.type in ("entity", "entities"):
            return ", ".join(map(session.entity_label, value.split("|")))
        parts = value.split("|") if feature.type == "tags" else [value]
        return ", ".join(
            kept_value_name(session.scheme, feature, part, session.language) for part in parts
        )

    def _head(self, value: str) -> Cell:
        return Cell(NAME, self._name(value))

    def _cell(self, one: str, other: str) -> Cell:
        session, places = self._session, self._cells.get((one, other))
        count = places.total if places is not None else 0
        first, second = self._name(one), self._name(other)
        told = session.word(
            "agreement.cell",
            one=session.annotator_name(self.one),
            first=first,
            other=session.annotator_name(self.other),
            second=second,
            count=count,
        )
        title, owner = f"{first} / {second}", self.what.partition(".")[0]
        is_relation = bool(owner) and session.scheme.layer(owner) is None
        opens = Opened(title, self.what, places, is_relation) if places is not None else None
        layer = one or other if not self.what else self.what.partition(".")[0]
        text = number_in(count, session.language)
        return Cell(VALUE, text, told, opens, layer=layer, is_strong=one == other)


def _size(value: str) -> float:
    """Return the number that a value is; what is none stands behind all of them."""
    try:
        return float(value)
    except ValueError:
        return inf


class _MatrixDelegate(CellsDelegate):
    """Draws a box for each pair of values, filled where it has cases."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDE, round(_HIGH * self.look.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, tokens = self._table.shown.cell(index), self.look.tokens
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.kind == NAME:
            self._paint_row_name(painter, box, cell)
        else:
            self._paint_value(painter, box, cell, (index.row(), index.column()))
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _paint_row_name(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        font = self.look.interface_font(12)
        painter.setFont(font)
        painter.setPen(QColor(self.look.tokens.muted))
        place = box.adjusted(4, 0, -10, 0)
        said = QFontMetricsF(font).elidedText(
            visible(cell.text), Qt.TextElideMode.ElideRight, place.width()
        )
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(side), said)

    def _paint_value(self, painter: QPainter, box: QRectF, cell: Cell, at: tuple[int, int]) -> None:
        look, tokens = self.look, self.look.tokens
        square = box.adjusted(2, 2, -2, -2)
        colours = look.layer(layer_slot(self._session.scheme, cell.layer))
        fill, ink = tokens.raised, tokens.muted
        if cell.opens is not None:
            fill = colours.strong if cell.is_strong else colours.fill or tokens.row
            ink = tokens.ink
        if self._table.opened == at:
            fill, ink = tokens.button, tokens.button_text
        painter.setPen(QPen(QColor(tokens.line2), 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(square, 3, 3)
        is_bold = cell.opens is not None and not cell.is_strong
        painter.setFont(look.interface_font(12, 700 if is_bold else 400))
        painter.setPen(QColor(ink))
        painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), cell.text)


class MatrixView(FigureTableView):
    """Shows a table of values in its whole height."""

    def _drawing(self, session: Session, look: Look) -> CellsDelegate:
        return _MatrixDelegate(self, session, look)

    def _fit(self) -> None:
        look = self._delegate.look
        names = QFontMetricsF(look.interface_font(12))
        said = [visible(row[0].text) for row in self.shown.cells]
        first = max((names.horizontalAdvance(text) for text in said), default=0.0) + 18
        self.setColumnWidth(0, round(min(max(first, _NAMES[0]), _NAMES[1])))
        total = self.columnWidth(0)
        for column, head in enumerate(self.shown.heads[1:], start=1):
            wide = names.horizontalAdvance(visible(head)) + 22
            self.setColumnWidth(column, round(min(max(wide, _WIDE), _MOST_WIDE) * look.scale))
            total += self.columnWidth(column)
        row, top = round(_HIGH * look.scale), round(28 * look.scale)
        self.verticalHeader().setDefaultSectionSize(row)
        self.horizontalHeader().setFixedHeight(top)
        self.setFixedHeight(top + row * len(self.shown.cells) + round(12 * look.scale))
        self.setMaximumWidth(total + 2)
