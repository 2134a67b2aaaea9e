"""The layers of the scheme with their letters, patterns, keys and counts."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.model.language import text_in
from annotator.model.presentation import shown_features, value_name
from annotator.ui.look import Look
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


def key_cap(text: str) -> QLabel:
    """Return a label that looks like a key."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "key")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMinimumWidth(16)
    return label


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
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def set_look(self, look: Look) -> None:
        """Take other colours."""
        self._look = look

    def show_session(self, session: Session, layer_id: str | None) -> None:
        """Show the layers with the counts of the open document."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 2, 10, 4)
        column.setSpacing(0)
        counts = Counter(a.layer for a in session.shown())
        letters, keys = session.letters(), {v: k for k, v in session.layer_keys().items()}
        for slot, layer in enumerate(session.scheme.layers):
            name = text_in(layer.names, self._language, layer.id)
            definition = text_in(layer.definitions, self._language)
            row = _LayerRow(layer.id, _wrapped(definition))
            row.setAccessibleName(f"{name}, {counts[layer.id]}, {keys.get(layer.id, '')}")
            row.clicked.connect(self.chosen)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Swatch(self._look, slot, letters[layer.id]))
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            if layer.id == layer_id:
                label.setProperty("role", "title")
            line.addWidget(label, 1)
            line.addWidget(_count(counts[layer.id]))
            line.addWidget(key_cap(keys.get(layer.id, "")))
            column.addWidget(row)
            if layer.id == layer_id:
                self._add_values(column, session, layer.id)
        column.addStretch(1)
        # A row may be in the middle of its own click: it goes once that is done.
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(inside)

    def _add_values(self, column: QVBoxLayout, session: Session, layer_id: str) -> None:
        layer = session.scheme.layer(layer_id)
        features = shown_features(layer) if layer else ()
        if not features:
            return
        feature = features[0]
        mine = [a for a in session.shown() if a.layer == layer_id]
        counts = Counter(str(a.features[feature.id]) for a in mine if feature.id in a.features)
        for value, count in counts.most_common():
            row = QWidget()
            row.setFixedHeight(22)
            line = QHBoxLayout(row)
            line.setContentsMargins(30, 0, 26, 0)
            name = QLabel(value_name(session.scheme, feature, value, self._language).lower())
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setProperty("role", "secondary")
            line.addWidget(name, 1)
            line.addWidget(_count(count))
            column.addWidget(row)


def _count(number: int) -> QLabel:
    label = QLabel(str(number))
    label.setProperty("role", "secondary")
    return label


def _wrapped(text: str) -> str:
    import html

    return f"<qt>{html.escape(text)}</qt>" if text else ""
