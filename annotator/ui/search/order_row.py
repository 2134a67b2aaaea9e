"""The heads of the columns of hits: each sorts by what stands under it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.operations.search.searching import DATE, DOCUMENT, FORM, LEFT, ORDERS, RIGHT
from annotator.ui.look.look import Look
from annotator.ui.search.hits_delegate import Columns
from annotator.ui.sitting.session import Session

_HEIGHT = 26
_SIGNS = {DOCUMENT: "{}", LEFT: "← {}", FORM: "{}", RIGHT: "{} →", DATE: "{}"}


class OrderRow(QWidget):
    """Buttons over the columns; the one whose order the hits have is pressed."""

    chosen = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Sorted by document."""
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        for order in ORDERS:
            name = session.word(f"order.{order}")
            button = QPushButton(_SIGNS[order].format(name), self)
            button.setCheckable(True)
            button.setProperty("role", "order")
            button.setToolTip(session.word(f"order_tip.{order}"))
            button.setAccessibleName(session.word(f"order_tip.{order}"))
            button.clicked.connect(lambda _=False, x=order: self.chosen.emit(x))
            self.buttons[order] = button
        self.show_order(DOCUMENT)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take other sizes."""
        self._scale = look.scale
        self.setFixedHeight(round(_HEIGHT * look.scale))
        self._stand()

    def show_order(self, order: str) -> None:
        """Say how the hits are sorted."""
        for name, button in self.buttons.items():
            button.setChecked(name == order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand over the columns."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        columns = Columns(self.width(), self._scale)
        sizes = {name: button.sizeHint().width() for name, button in self.buttons.items()}
        middle = round(columns.hit)
        starts = {
            DOCUMENT: round(columns.name) - 8,
            FORM: middle - 8,
            LEFT: middle - sizes[LEFT] - 14,
            RIGHT: middle + sizes[FORM] + 8,
            DATE: round(columns.right) - sizes[DATE] - 4,
        }
        for name, button in self.buttons.items():
            button.setGeometry(starts[name], 1, sizes[name], self.height() - 2)
