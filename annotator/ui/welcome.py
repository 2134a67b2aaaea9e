"""What the window shows without a corpus: make one, open one, see the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.model.errors import AnnotatorError
from annotator.model.wording import sentence
from annotator.text.names import visible

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_SHOWN = 6


class Welcome(QWidget):
    """Buttons and the files that were open lately."""

    def __init__(self, window: MainWindow) -> None:
        """Build for a window."""
        super().__init__()
        self._window = window
        word = window.word
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        column = QVBoxLayout()
        column.setSpacing(8)
        title = QLabel(word("welcome"))
        title.setFont(window.look.text_font(30))
        column.addWidget(title)
        first = None
        for code, keys, run in (
            ("welcome_demo", "", self.open_demo),
            ("welcome_new", "Ctrl+N", window.commands.new_corpus),
            ("welcome_open", "Ctrl+O", window.commands.open_corpus_dialog),
        ):
            button = QPushButton(f"{word(code)}   {keys}".strip())
            button.setMinimumHeight(36)
            button.setProperty("primary", first is None)
            button.clicked.connect(lambda _=False, go=run: go())
            button.setAutoDefault(True)
            column.addWidget(button)
            first = first or button
        recent = window.settings.recent[:_SHOWN]
        if recent:
            head = QLabel(word("recent"))
            head.setProperty("role", "head")
            column.addSpacing(16)
            column.addWidget(head)
        for name in recent:
            path = Path(name)
            exists = path.exists()
            shown = visible(path.name)
            button = QPushButton(shown if exists else word("missing_file", name=shown))
            button.setEnabled(exists)
            button.setFlat(True)
            button.setToolTip("")
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _=False, p=path: window.commands.open_path(p))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        holder = QWidget()
        holder.setLayout(column)
        holder.setFixedWidth(380)
        outer.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.setFocusProxy(first)

    def open_demo(self) -> None:
        """Make the demonstration in the documents folder, and open it."""
        from annotator.operations.demo import make_demo

        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place) or ".") / "annotator-demo"
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            made = make_demo(folder)
        except AnnotatorError as error:
            self._window.say(sentence(error, self._window.language))
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._window.commands.open_path(made.corpus)
