"""The user guide, in the window's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextBrowser

from annotator.places import resources
from annotator.ui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class GuideDialog(Dialog):
    """The guide beside the window: it can stay open while one works."""

    def __init__(self, window: MainWindow) -> None:
        """Show the guide."""
        super().__init__(window, "guide")
        self.setModal(False)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        self.text.setAccessibleName(self.word("guide.title"))
        self.text.document().setDefaultFont(window.look.interface_font(14))
        path = resources() / "guide" / f"{window.language}.md"
        self.text.setMarkdown(path.read_text(encoding="utf-8"))
        self.body.addWidget(self.text)
        self.button("close", self.reject)
        self.text.setFocus()
