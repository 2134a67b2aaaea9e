"""The page of an open document: its head, the text, and the bars that are made when wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.bars.document_head import DocumentHead
from annotator.ui.look.look import Look
from annotator.ui.panels.section import wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView
from annotator.ui.widgets.steady import Steady
from annotator.ui.wiring import Wiring

if TYPE_CHECKING:
    from annotator.ui.bars.find_bar import FindBar
    from annotator.ui.bars.frame_bar import FrameBar
    from annotator.ui.review.bar import ReviewBar
    from annotator.ui.review.correction_bar import CorrectionBar


class TextPage(QWidget):
    """Shows one document at a time; a bar is made, and its module imported, when it is wanted."""

    def __init__(self, look: Look, session: Session, wiring: Wiring) -> None:
        """Build it without bars."""
        super().__init__()
        self._look, self._session, self._wiring = look, session, wiring
        self.view = TextView(look)
        self.view.setAccessibleName(session.word("mode.text"))
        self.view.set_fold_words(
            (session.word("folded.one"), session.word("folded.several")),
            (session.word("folded.mark"), session.word("folded.marks")),
        )
        self._empty = wrapped("", "title")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._empty.hide()
        over = QVBoxLayout(self.view.viewport())
        over.setContentsMargins(48, 48, 48, 48)
        over.addWidget(self._empty)
        self.head = DocumentHead()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Steady(self.head))
        self._column.addWidget(self.view, 1)

    @cached_property
    def frame_bar(self) -> FrameBar:
        """The bar of an open frame, right under the text."""
        from annotator.ui.bars.frame_bar import FrameBar

        bar = FrameBar(self._look)
        self._column.insertWidget(self._column.indexOf(self.view) + 1, bar)
        self._wiring.connect_frame_bar(bar)
        return bar

    @cached_property
    def review_bar(self) -> ReviewBar:
        """The bar in which a difference is decided, right under the text."""
        from annotator.ui.review.bar import ReviewBar

        bar = ReviewBar(self._look, self._session)
        self._column.insertWidget(self._column.indexOf(self.view) + 1, bar)
        self._wiring.connect_review_bar(bar)
        return bar

    @cached_property
    def correction_bar(self) -> CorrectionBar:
        """The bar in which a correction is answered, right under the text."""
        from annotator.ui.review.correction_bar import CorrectionBar

        bar = CorrectionBar(self._look, self._session)
        self._column.insertWidget(self._column.indexOf(self.view) + 1, bar)
        self._wiring.connect_correction_bar(bar)
        return bar

    @cached_property
    def find_bar(self) -> FindBar:
        """The bar that finds in the document, under everything else."""
        from annotator.ui.bars.find_bar import FindBar

        bar = FindBar(self.view, self._session)
        self._column.addWidget(bar)
        self._wiring.connect_find_bar(bar)
        return bar

    def show_empty(self, said: str) -> None:
        """Say what can be done where no document is open; nothing where one is."""
        self._empty.setText(said)
        self._empty.setVisible(bool(said))

    def hide_frame_bar(self) -> None:
        """Take the bar of the frame off the screen, where it was ever shown."""
        if "frame_bar" in vars(self):
            self.frame_bar.hide()

    def is_finding(self) -> bool:
        """Say whether the bar that finds is on the screen."""
        return "find_bar" in vars(self) and self.find_bar.is_open()

    def has_find_focus(self, focused: QWidget | None) -> bool:
        """Say whether the focus is in the bar that finds."""
        return self.is_finding() and focused is not None and self.find_bar.isAncestorOf(focused)

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        self._look = look
        self.view.set_look(look)
        for name in ("frame_bar", "review_bar", "correction_bar"):
            if name in vars(self):
                getattr(self, name).set_look(look)

    def end(self) -> None:
        """Stop what runs: the corpus is being closed."""
        if "find_bar" in vars(self):
            self.find_bar.end()
