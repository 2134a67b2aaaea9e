"""The layers of the scheme with their letters, patterns, keys and counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.model.language import text_in
from annotator.model.presentation import shown_features, value_name
from annotator.model.scheme import Layer
from annotator.ui.look import Look
from annotator.ui.rows import key_cap
from annotator.ui.session import Session


class Swatch(QWidget):
    """The letter of a layer on its fill, with its lane below."""

    def __init__(self, look: Look, slot: int, letter: str) -> None:
        """Draw for a slot of the table."""
        super().__init__()
        self._look, self._slot, self._letter = look, slot, letter
        self.setFixedSize(QSize(22, 22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._look.layer(self._slot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.fill or self._look.tokens.raised))
        painter.drawRoundedRect(QRectF(0, 0, 22, 17), 3, 3)
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._look.interface_font(11, 700))
        painter.drawText(QRectF(0, 0, 22, 17), int(Qt.AlignmentFlag.AlignCenter), self._letter)
        painter.setPen(QPen(QColor(colours.ink), 2, _PENS[self._slot % len(_PENS)]))
        painter.drawLine(QPointF(1, 20), QPointF(21, 20))


_PENS = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashDotDotLine,
)


class _LayerRow(QFrame):
    """A layer: click tags with it."""

    clicked = Signal(str)

    def __init__(self, layer_id: str, tooltip: str) -> None:
        super().__init__()
        self._layer = layer_id
        self.setToolTip(tooltip)
        self.setFixedHeight(31)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(self._layer)


class SchemePanel(QScrollArea):
    """The panel of layers and the values of the layer that is current."""

    chosen = Signal(str)

    def __init__(self, look: Look, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self._look, self._language = look, language
        self._shown: tuple[Any, ...] | None = None
        self._counts: list[QLabel] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def set_look(self, look: Look) -> None:
        """Take other colours."""
        self._look = look

    def show_session(self, session: Session, layer_id: str | None) -> None:
        """Show the layers with the counts of the open document.

        Where nothing but the counts is new they alone are written: this is asked after each edit.
        """
        rows = self._rows(session, layer_id)
        frame = [key for key, _ in rows]
        shown = (session.scheme, layer_id, self._look, frame)
        if self._shown is not None and _are_same(self._shown, shown):
            for (_, count), label in zip(rows, self._counts, strict=True):
                if label.text() != str(count):
                    label.setText(str(count))
                    self._name_row(label, count)
            return
        self._build(session, layer_id, rows)
        self._shown = shown

    def _rows(self, session: Session, layer_id: str | None) -> list[tuple[str, int]]:
        """Return every row with its count: ids of layers, and values below the current one."""
        rows: list[tuple[str, int]] = []
        for layer in session.scheme.layers:
            rows.append((layer.id, session.tallies.layers[layer.id]))
            feature = next(iter(shown_features(layer)), None)
            if layer.id == layer_id and feature is not None:
                values = session.tallies.values(layer.id, feature.id)
                rows += sorted(values.items(), key=lambda row: (-row[1], row[0]))
        return rows

    def _build(self, session: Session, layer_id: str | None, rows: list[tuple[str, int]]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 2, 10, 4)
        column.setSpacing(0)
        self._counts = []
        letters, keys = session.letters(), {v: k for k, v in session.layer_keys().items()}
        following = iter(rows)
        for slot, layer in enumerate(session.scheme.layers):
            _, count = next(following)
            name = text_in(layer.names, self._language, layer.id)
            definition = text_in(layer.definitions, self._language)
            row = _LayerRow(layer.id, _wrapped(definition))
            row.setObjectName(name)
            row.clicked.connect(self.chosen)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Swatch(self._look, slot, letters[layer.id]))
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            if layer.id == layer_id:
                label.setProperty("role", "title")
            line.addWidget(label, 1)
            line.addWidget(self._count_label(count))
            line.addWidget(key_cap(keys.get(layer.id, "")))
            self._name_row(self._counts[-1], count)
            column.addWidget(row)
            if layer.id == layer_id:
                self._add_values(column, session, layer, following)
        column.addStretch(1)
        # A row may be in the middle of its own click: it goes once that is done.
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(inside)

    def _name_row(self, label: QLabel, count: int) -> None:
        """Tell a screen reader the layer of a count, its number and its key."""
        row = label.parentWidget()
        if isinstance(row, _LayerRow):
            caps = [x.text() for x in row.findChildren(QLabel) if x.property("role") == "key"]
            row.setAccessibleName(f"{row.objectName()}, {count}, {''.join(caps)}")

    def _add_values(
        self,
        column: QVBoxLayout,
        session: Session,
        layer: Layer,
        following: Iterator[tuple[str, int]],
    ) -> None:
        feature = next(iter(shown_features(layer)), None)
        if feature is None:
            return
        for value, count in islice(following, len(session.tallies.values(layer.id, feature.id))):
            row = QWidget()
            row.setFixedHeight(22)
            line = QHBoxLayout(row)
            line.setContentsMargins(30, 0, 26, 0)
            name = QLabel(value_name(session.scheme, feature, value, self._language).lower())
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setProperty("role", "secondary")
            line.addWidget(name, 1)
            line.addWidget(self._count_label(count))
            column.addWidget(row)

    def _count_label(self, number: int) -> QLabel:
        label = QLabel(str(number))
        label.setProperty("role", "secondary")
        self._counts.append(label)
        return label


def _are_same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return one[0] is other[0] and one[1:] == other[1:]


def _wrapped(text: str) -> str:
    import html

    return f"<qt>{html.escape(text)}</qt>" if text else ""
