"""What is left of the left column in a narrow window: its panels as icons, the layers as keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from annotator.ui.look.chrome import icon_path
from annotator.ui.look.look import Look
from annotator.ui.panels.swatch import Swatch
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import plain
from annotator.ui.widgets.tips import set_tip, tip

PANELS = ("documents", "scheme", "entities")
WIDTH = 48


class Rail(QWidget):
    """Icons that open a panel, and layers that tag."""

    opened = Signal(str)
    tagged = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Build for the scheme of a corpus."""
        super().__init__()
        self._session = session
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(6)
        self.buttons: dict[str, QToolButton] = {}
        for name in PANELS:
            button = QToolButton()
            button.setIconSize(QSize(20, 20))
            button.setFixedSize(36, 36)
            button.setToolTip(session.word(name))
            button.setAccessibleName(session.word(name))
            button.clicked.connect(lambda _=False, panel=name: self.opened.emit(panel))
            column.addWidget(button)
            self.buttons[name] = button
        self.setFocusProxy(self.buttons[PANELS[0]])
        column.addSpacing(8)
        self._caps: dict[str, QLabel] = {}
        self._swatches: list[Swatch] = []
        letters, keys = session.letters(), session.layer_caps()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for slot, layer in enumerate(session.scheme.layers):
            row = _LayerRow(layer.id, session.layer_name(layer.id))
            row.tagged.connect(self.tagged)
            self._swatches.append(Swatch(look, slot, letters[layer.id]))
            row.line.addWidget(self._swatches[-1])
            self._caps[layer.id] = key = plain(keys.get(layer.id, ""))
            key.setProperty("role", "secondary")
            row.line.addWidget(key)
            rows.addWidget(row)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column.addWidget(area, 1)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self.setFixedWidth(round(WIDTH * max(1.0, look.scale)))
        for name, button in self.buttons.items():
            button.setIcon(QIcon(icon_path(name, look)))
        for swatch in self._swatches:
            swatch.set_look(look)

    def take_keys(self) -> None:
        """Show keys that were changed."""
        for layer, key in self._session.layer_caps().items():
            if layer in self._caps:
                self._caps[layer].setText(key)


class _LayerRow(QWidget):
    """A layer: a click tags with it."""

    tagged = Signal(str)

    def __init__(self, layer_id: str, name: str) -> None:
        super().__init__()
        self._layer = layer_id
        set_tip(self, tip(name))
        self.setAccessibleName(name)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(4, 0, 0, 0)
        self.line.setSpacing(3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.tagged.emit(self._layer)
