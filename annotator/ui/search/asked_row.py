"""The row of a search in the corpus: a field for what is asked, boxes for how, what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton

from annotator.ui.bars.search_manner import MannerBoxes
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided, plain

_FIELD = (173, 420)
_BESIDE = 190
"""Room for margins, gaps, and a sentence beside the counts."""


class AskedRow:
    """A field, a button for conditions, boxes, a sentence, counts, and the layout they stand in."""

    def __init__(self, session: Session) -> None:
        """Ask for nothing yet."""
        self._session = session
        self.field = QLineEdit()
        self.boxes = MannerBoxes(session.language)
        self.add = QPushButton(session.word("add_condition"))
        self.said = Elided(role="secondary")
        self.count = plain(role="count")
        self.layout = QGridLayout()
        self._build()

    def _build(self) -> None:
        word = self._session.word
        self.field.setPlaceholderText(word("search_hint"))
        self.field.setAccessibleName(word("search_corpus"))
        self.field.setToolTip(word("search_tip"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(_FIELD[0])
        self.field.setMaximumWidth(_FIELD[1])
        self.add.setToolTip(word("add_condition_tip"))
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.add.setAccessibleName(word("add_condition_tip"))
        self.add.setProperty("role", "small")
        self.add.setFixedWidth(self.add.sizeHint().height() + 2)
        self.layout.setContentsMargins(20, 10, 20, 4)
        self.layout.setHorizontalSpacing(12)
        self.layout.setVerticalSpacing(6)
        self.layout.setColumnStretch(0, 3)
        self.layout.setColumnStretch(3, 2)
        self.layout.addWidget(self.field, 0, 0)
        self.layout.addWidget(self.add, 0, 1)
        self.layout.addWidget(self.boxes, 0, 2)
        self.layout.addWidget(self.said, 0, 3)
        self.layout.addWidget(self.count, 0, 4)

    def arrange(self, width: int, *, may_join: bool = True) -> None:
        """Give the boxes a row of their own where one row of `width` pixels has no room for all.

        Else they join the others, if they may: what comes and goes would move the hits each time.
        """
        parts = (self.boxes, self.add, self.count)
        wanted = _FIELD[0] + _BESIDE + sum(part.sizeHint().width() for part in parts)
        row = 0 if wanted <= width else 1
        at = self.layout.getItemPosition(self.layout.indexOf(self.boxes))
        if at[0] != row and (row or may_join):  # type: ignore[index]
            self.layout.removeWidget(self.boxes)
            column, span = (2, 1) if row == 0 else (0, 5)
            self.layout.addWidget(self.boxes, row, column, 1, span)
