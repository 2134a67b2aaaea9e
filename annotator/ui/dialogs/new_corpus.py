"""Makes a corpus: name, place, scheme, and who you are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLabel, QLineEdit, QPushButton

from annotator.model.errors import AnnotatorError
from annotator.model.identity import new_key
from annotator.model.language import text_in
from annotator.model.review import Annotator
from annotator.model.wording import sentence
from annotator.operations.corpus import SUFFIX, builtin_schemes, new_corpus
from annotator.text.names import file_name_of
from annotator.ui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class NewCorpusDialog(Dialog):
    """The dialog of Ctrl+N."""

    def __init__(self, window: MainWindow) -> None:
        """Build for a window."""
        super().__init__(window, "new")
        self._window = window
        self.resize(560, 360)
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.name = QLineEdit(self.word("new.default"))
        self.place = QLineEdit(QStandardPaths.writableLocation(place) or str(Path.cwd()))
        self.you = QLineEdit(window.settings.text("name"))
        self.scheme = QComboBox()
        self._schemes, default = builtin_schemes()
        for scheme in self._schemes:
            self.scheme.addItem(text_in(scheme.names, self.language, scheme.id), scheme.id)
        self.scheme.setCurrentIndex(self.scheme.findData(default))
        self.definition = QLabel()
        self.definition.setWordWrap(True)
        self.definition.setProperty("role", "secondary")
        self.scheme.currentIndexChanged.connect(self._show_definition)
        browse = QPushButton(self.word("new.browse"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        rows = (("new.name", self.name), ("new.place", self.place), ("new.scheme", self.scheme))
        for number, (code, field) in enumerate(rows):
            grid.addWidget(self.label(code, field), number, 0)
            grid.addWidget(field, number, 1)
        grid.addWidget(browse, 1, 2)
        grid.addWidget(self.definition, 3, 1)
        grid.addWidget(self.label("new.you", self.you), 4, 0)
        grid.addWidget(self.you, 4, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.button("cancel", self.reject)
        self.button("new.make", self.make, is_primary=True)
        self._show_definition()
        self.name.selectAll()
        self.name.setFocus()

    def _show_definition(self) -> None:
        scheme = self._schemes[self.scheme.currentIndex()]
        self.definition.setText(text_in(scheme.definitions, self.language))

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.word("new.place"), self.place.text())
        if folder:
            self.place.setText(folder)

    def make(self) -> None:
        """Make the corpus and open it; what forbids it is said."""
        name = file_name_of(self.name.text())
        path = Path(self.place.text()) / (name if name.endswith(SUFFIX) else name + SUFFIX)
        settings = self._window.settings
        who = settings.text("annotator") or new_key()
        person = self.you.text().strip()
        annotator = Annotator(id=who, names={self.language: person or who})
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            scheme = self._schemes[self.scheme.currentIndex()]
            with new_corpus(path, scheme=scheme, annotator=annotator):
                pass
        except AnnotatorError as error:
            self.say(sentence(error, self.language), "bad")
            return
        except OSError as error:
            self.say(str(error.strerror or error), "bad")
            return
        settings.set_text("annotator", who)
        settings.set_text("name", person)
        self.close()
        self._window.act.corpus.open_path(path)
