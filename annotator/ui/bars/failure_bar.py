"""The bar over the text that says what failed; it waits until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from annotator.text.directions import plain_sentence
from annotator.text.names import visible
from annotator.ui.widgets.rows import plain
from annotator.ui.words.fixed import word

_DETAILS_HEIGHT = 132

Offer = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class FailureBar(QFrame):
    """What happened, where, what was kept and what to do; details to look at and to copy."""

    copied = Signal()
    closed = Signal()

    def __init__(self) -> None:
        """Build it hidden."""
        super().__init__()
        self.setProperty("role", "failure")
        self.text = plain(role="bad")
        self.text.setWordWrap(True)
        self.more, self.copy, self.dismiss = (QPushButton() for _ in range(3))
        self.more.setCheckable(True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(_DETAILS_HEIGHT)
        self.details.hide()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        self.offers: list[QPushButton] = []
        self._offered, buttons = QHBoxLayout(), QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addLayout(self._offered)
        row.addLayout(buttons)
        for button in (self.more, self.copy, self.dismiss):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 8, 22, 8)
        column.addLayout(row)
        column.addWidget(self.details)
        self.setFocusProxy(self.more)
        self.more.toggled.connect(self.details.setVisible)
        self.copy.clicked.connect(self.copied)
        self.dismiss.clicked.connect(self.dismissed)
        self.hide()

    def show_failure(
        self,
        text: str,
        details: str,
        *,
        language: str,
        is_ours: bool,
        offers: Sequence[Offer] = (),
        is_bad: bool = True,
    ) -> None:
        """Say what happened; `details` is what the button Details opens and Copy copies.

        Each of `offers` is a button for what can be done about it; the first one is the best, and
        all stand below the text then. `is_bad` says that something failed.
        """
        self.text.setProperty("role", "bad" if is_bad else "")
        self.text.style().polish(self.text)
        has_more = details != text
        self.more.setVisible(has_more)
        self.copy.setVisible(has_more)
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(below if offers else beside)
        self.text.setText("\n".join(map(visible, text.split("\n"))))
        self._show_offers(offers)
        self.details.setPlainText(details)
        self.more.setChecked(False)
        self.more.setText(word("details", language))
        self.copy.setText(word("copy_report" if is_ours else "copy", language))
        self.dismiss.setText(word("close", language))
        self.details.setAccessibleName(word("details", language))
        self.setAccessibleName(plain_sentence(text))
        self.show()

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        for button in self.offers:
            self._offered.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers = []
        for number, (name, run) in enumerate(offers):
            button = QPushButton(name.replace("&", "&&"))
            button.setProperty("primary", number == 0)
            button.clicked.connect(lambda _=False, run=run: run())
            self._offered.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.offers.append(button)
        self.setFocusProxy(self.offers[0] if self.offers else self.more)

    def dismissed(self) -> None:
        """Close the bar."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed()
        else:
            super().keyPressEvent(event)
