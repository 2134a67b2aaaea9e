"""The dock of a panel, and what stands over it: its name, and at the right what it counts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QWidget

from annotator.ui.widgets.rows import Elided, plain

HEIGHT, BARE = 31, 8


class Dock(QDockWidget):
    """A dock that comes to the front when it is shown, and that Esc leaves."""

    left = Signal(str)

    def show(self) -> None:
        """Show it in front of those that share its place."""
        super().show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell that Esc was pressed, and nothing inside wanted it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(self.objectName())
        else:
            super().keyPressEvent(event)


class DockTitle(QWidget):
    """The title bar of a dock. It has no buttons: a drag floats it, the menu View closes it.

    A bare one shows its name only while the dock floats, where the panel has a head of its own.
    """

    def __init__(self, dock: QDockWidget, name: str, *, is_bare: bool = False) -> None:
        """Build for a dock."""
        super().__init__(dock)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "dock")
        self._is_bare = is_bare
        self.name = plain(name, "head")
        self.aside = Elided(role="secondary")
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 15, 0)
        row.setSpacing(12)
        row.addWidget(self.name)
        row.addWidget(self.aside, 1)
        dock.topLevelChanged.connect(self._on_floating)
        self._on_floating(False)

    def _on_floating(self, is_floating: bool) -> None:
        is_named = is_floating or not self._is_bare
        self.name.setVisible(is_named)
        self.aside.setVisible(is_named)
        self.setFixedHeight(HEIGHT if is_named else BARE)

    def sizeHint(self) -> QSize:
        """Return the height; the width is whatever there is."""
        return QSize(80, HEIGHT if self.name.isVisibleTo(self) else BARE)
