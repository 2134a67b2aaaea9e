"""The field at the right of the top row that opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.ui.look.chrome import icon_path
from annotator.ui.look.look import Look
from annotator.ui.widgets.rows import Elided, key_cap
from annotator.ui.widgets.tips import set_tip

WIDTH, LEAST, HEIGHT = 300, 110, 23
_MARGIN, _RIGHT = 8, 3


class PaletteField(QWidget):
    """A button that looks like the field it opens; what is typed on it is typed into that."""

    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        """Build it without a text."""
        super().__init__()
        self.button = _Button()
        self.button.opened.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _RIGHT, 0)
        row.addWidget(self.button)
        self.icon, self.hint, self.cap = QLabel(), Elided(role="secondary"), key_cap("")
        inner = QHBoxLayout(self.button)
        inner.setContentsMargins(9, 0, 5, 0)
        inner.setSpacing(7)
        inner.addWidget(self.icon)
        inner.addWidget(self.hint, 1)
        inner.addWidget(self.cap)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take other colours."""
        self.icon.setPixmap(QPixmap(icon_path("search", look)))

    def fit(self, room: int) -> bool:
        """Be 300 wide, or what the menus leave of the top row; say whether that is new."""
        wanted = max(LEAST, min(WIDTH, room - _MARGIN - _RIGHT))
        if wanted == self.button.width():
            return False
        self.button.setFixedWidth(wanted)
        return True

    def name(self, hint: str, tip: str, key: str) -> None:
        """Say what the field is for, and which key opens it."""
        self.hint.setText(hint)
        self.cap.setText(key)
        self.cap.setVisible(bool(key))
        self.button.setAccessibleName(hint)
        set_tip(self.button, tip)


class _Button(QPushButton):
    """Opens by click, Enter, Space, or by what is typed."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "field")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: self.opened.emit(""))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit("")
        elif typed.strip() and typed.isprintable() and not held:
            self.opened.emit(typed)
        else:
            super().keyPressEvent(event)
