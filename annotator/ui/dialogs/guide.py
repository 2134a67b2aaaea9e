"""The user guide, in the window's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from annotator.places import resources
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.key_tables import guide_table

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.settings.keymap import Keymap


KEYS_HERE = "<!-- keys -->"
"""Where the guide has the tables of keys, which are made from the table of actions."""


class GuideDialog(Dialog):
    """The guide beside the window: it can stay open while one works."""

    def __init__(self, window: Desk) -> None:
        """Show the guide."""
        super().__init__(window, "guide")
        self.setModal(False)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        self.text.setAccessibleName(self.word("guide.title"))
        self.text.document().setDefaultFont(window.look.interface_font(14))
        path = resources() / "guide" / f"{window.language}.md"
        written = path.read_text(encoding="utf-8")
        self.text.setMarkdown(with_keys(written, window.language, window.keymap))
        space_out(self.text.document())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.body.addWidget(self.text)
        self.button("close", self.reject)
        self.text.setFocus()


def with_keys(written: str, language: str, keymap: Keymap) -> str:
    """Return the guide with the keys of now in the place that is marked for them."""
    return written.replace(KEYS_HERE, guide_table(language, lambda a: keymap.keys(a.id)))


def space_out(document: QTextDocument) -> None:
    """Give headings and paragraphs the room that Markdown leaves to whoever shows it."""
    block = document.begin()
    while block.isValid():
        cursor, form = QTextCursor(block), block.blockFormat()
        if cursor.currentTable() is None:
            form.setTopMargin(18 if form.headingLevel() else 4)
            form.setBottomMargin(6)
            cursor.setBlockFormat(form)
        block = block.next()
