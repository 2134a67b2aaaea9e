"""Makes a corpus: name, place, scheme with its drawing, and who you are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit

from annotator.formats.scheme_file import read_schemes
from annotator.model.errors import AnnotatorError
from annotator.model.identity import new_key
from annotator.model.language import text_in
from annotator.model.review import Annotator
from annotator.model.scheme import Scheme
from annotator.model.wording import sentence
from annotator.operations.keeping.corpus import SUFFIX, builtin_schemes, new_corpus
from annotator.text.names import file_name_of
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.example_view import ExampleView

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class NewCorpusDialog(Dialog):
    """The dialog of Ctrl+N."""

    def __init__(self, window: Desk, then: Sequence[str] = ()) -> None:
        """Build for a window; `then` are files to import into what is made."""
        super().__init__(window, "new")
        self._window, self._then = window, list(then)
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.place = QLineEdit(QStandardPaths.writableLocation(place) or str(Path.cwd()))
        self.name = QLineEdit(self._free_name())
        self.you = QLineEdit(window.settings.text("name") or _name_of_user())
        self.scheme = QComboBox()
        self._schemes: dict[str, Scheme] = {}
        schemes, default = builtin_schemes()
        for scheme in schemes:
            self._add_scheme(scheme)
        self.scheme.setCurrentIndex(self.scheme.findData(default))
        self.definition = self.secondary()
        self.example = ExampleView(window.look, self.language)
        self._build()
        self.button("cancel", self.reject)
        self.go = self.button("new.make", self.make, is_primary=True)
        self._connect()
        self._show_scheme()
        self._check()
        self.name.selectAll()
        self.name.setFocus()

    def _free_name(self) -> str:
        """Return a name that no file there has."""
        folders = [Path(path) for path in self._then if Path(path).is_dir()]
        wanted = folders[0].name if folders else self.word("new.default")
        name, number = wanted, 1
        while (Path(self.place.text()) / (name + SUFFIX)).exists():
            number += 1
            name = f"{wanted} {number}"
        return name

    def _add_scheme(self, scheme: Scheme) -> None:
        self._schemes[scheme.id] = scheme
        name = text_in(scheme.names, self.language, scheme.id)
        self.scheme.addItem(f"{name} {scheme.version}", scheme.id)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        rows = (
            ("new.name", self.name),
            ("new.place", self.place),
            ("new.you", self.you),
            ("new.scheme", self.scheme),
        )
        for number, (code, field) in enumerate(rows):
            grid.addWidget(self.label(code, field), number, 0)
            grid.addWidget(field, number, 1)
        browse = self.plain_button("new.browse", self._browse)
        grid.addWidget(browse, 1, 2)
        from_file = self.plain_button("new.from_file", self._browse_scheme)
        grid.addWidget(from_file, 3, 2)
        fields = (self.name, self.place, browse, self.you, self.scheme, from_file)
        grid.addWidget(self.definition, 4, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addSpacing(6)
        self.body.addWidget(self.example, 1)
        for before, after in pairwise(fields):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.scheme.currentIndexChanged.connect(self._show_scheme)
        for field in (self.name, self.place, self.you):
            field.textChanged.connect(self._check)

    def path(self) -> Path:
        """Return the file that will be made."""
        name = file_name_of(self.name.text().strip().removesuffix(SUFFIX))
        return Path(self.place.text().strip()).expanduser() / (name + SUFFIX)

    def _check(self) -> None:
        """Say what will be made, or what is missing."""
        path = self.path()
        if not self.name.text().strip():
            said, is_good = self.word("new.no_name"), False
        elif not self.you.text().strip():
            said, is_good = self.word("new.no_you"), False
        elif path.exists():
            said, is_good = self.word("new.exists", name=path.name), False
        else:
            said, is_good = self.word("new.will_be", path=str(path)), True
        self.go.setEnabled(is_good)
        self.say(said, "secondary" if is_good else "warn")

    def _browse_scheme(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.word("new.scheme").replace("&", ""), "", "JSON (*.json)"
        )
        if name:
            self.take_scheme_file(Path(name))

    def take_scheme_file(self, path: Path) -> None:
        """Offer the schemes of a file, its first one chosen; say what is wrong with it."""
        try:
            schemes, first = read_schemes(path)
        except AnnotatorError as error:
            self.say(sentence(error, self.language), "bad")
            return
        for scheme in schemes:
            if scheme.id in self._schemes:
                self.scheme.removeItem(self.scheme.findData(scheme.id))
            self._add_scheme(scheme)
        self.scheme.setCurrentIndex(self.scheme.findData(first))
        self._show_scheme()

    def _show_scheme(self) -> None:
        scheme = self._schemes.get(str(self.scheme.currentData()))
        if scheme is None:
            return
        self.definition.setText(text_in(scheme.definitions, self.language))
        self.example.show_scheme(scheme)

    def _browse(self) -> None:
        title = self.word("new.place").replace("&", "")
        folder = QFileDialog.getExistingDirectory(self, title, self.place.text())
        if folder:
            self.place.setText(folder)

    def make(self) -> None:
        """Make the corpus and open it; what forbids it is said."""
        path, settings = self.path(), self._window.settings
        who = settings.text("annotator") or new_key()
        person = self.you.text().strip()
        annotator = Annotator(id=who, names={self.language: person})
        try:
            scheme = self._schemes[str(self.scheme.currentData())]
            with new_corpus(path, scheme=scheme, annotator=annotator):
                pass
        except AnnotatorError as error:
            self.say(sentence(error, self.language), "bad")
            return
        settings.set_text("annotator", who)
        settings.set_text("name", person)
        self.close()
        if self._window.act.corpus.open_path(path) and self._then:
            self._window.act.corpus.import_paths(self._then)


def _name_of_user() -> str:
    """Return the full name that the system keeps of who works on it, empty if it has none."""
    if sys.platform == "win32":
        return ""
    import os
    import pwd

    try:
        found = pwd.getpwuid(os.getuid())
    except KeyError:
        return ""
    name = found.pw_gecos.partition(",")[0].strip()
    return name if name != found.pw_name else ""
