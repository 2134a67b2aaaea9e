"""A question over the window that is answered in a line: Enter gives the answer, Esc none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from annotator.ui.widgets.laid_over import LaidOver
from annotator.ui.widgets.rows import Elided

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_WIDE = 460


class Asked(QFrame):
    """What is typed is handed to a function, whatever it is."""

    def __init__(
        self,
        window: Desk,
        title: str,
        hint: str,
        answer: str,
        take: Callable[[str], object],
    ) -> None:
        """Ask over `window` for what `hint` says; the button that gives it says `answer`."""
        super().__init__(window)
        self.setAccessibleName(title)
        self._window, self._take = window, take
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setAccessibleDescription(title)
        self.give = self._button(answer, self._done)
        self.give.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._button(window.word("cancel"), self.close))
        buttons.addWidget(self.give)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(Elided(title, role="title"))
        layout.addWidget(self.field)
        layout.addLayout(buttons)
        self._over = LaidOver(
            self, self.field, (_WIDE, 0), window.keymap, adrift=window.focus_page, keeps_typed=True
        )

    def _button(self, name: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(name)
        # Keys give and leave; a click takes the focus from nobody.
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda _=False: run())
        return made

    def open(self) -> None:
        """Show it in the middle of the window, and take what is typed from now on.

        It closes with what it was asked about.
        """
        session = self._window.session
        ends = () if session is None else (session.document_opened, session.document_closed)
        self._over.open(*ends)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the answer or leave; no other key is for what lies under it."""
        self._over.press(event, take=self._done)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Keep Tab: there is nothing else to go to."""
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back, unless it went elsewhere."""
        super().closeEvent(event)
        self._over.leave()

    def _done(self) -> None:
        typed = self.field.text()
        self.close()
        self._take(typed)
