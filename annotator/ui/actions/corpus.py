"""What is done with whole corpora: new, open, import, export, backup, close."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMessageBox

from annotator.model.errors import AnnotatorError
from annotator.model.package import PACKAGE_SUFFIX
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.operations.keeping.corpus import SUFFIX
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.opening import open_session
from annotator.ui.sitting.session import Session

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class CorpusActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def new_corpus(self) -> None:
        """Ask for a name and a scheme, and make a corpus."""
        from annotator.ui.dialogs.new_corpus import NewCorpusDialog

        NewCorpusDialog(self._window).open()

    def import_folder(self) -> None:
        """Ask for a folder of texts, and bring it into the corpus, or into a new one."""
        from PySide6.QtWidgets import QFileDialog

        word = self._window.word
        folder = QFileDialog.getExistingDirectory(self._window, word("welcome_texts"))
        if folder:
            self.take_dropped([folder])

    def take_dropped(self, paths: list[str]) -> None:
        """Open a corpus or packages that were dropped; bring other files in.

        Without a corpus one is made for them.
        """
        from annotator.ui.dialogs.new_corpus import NewCorpusDialog

        packages = [path for path in paths if path.endswith(PACKAGE_SUFFIX)]
        if packages:
            self._window.act.sharing.take_packages(packages)
            return
        corpus = next((path for path in paths if path.endswith(SUFFIX)), None)
        if corpus is not None:
            self.open_path(Path(corpus))
        elif self._window.session is not None:
            self.import_paths(paths)
        else:
            NewCorpusDialog(self._window, paths).open()

    def open_corpus_dialog(self) -> None:
        """Ask for a corpus file and open it."""
        from PySide6.QtWidgets import QFileDialog

        word = self._window.word
        name, _ = QFileDialog.getOpenFileName(
            self._window, word("open_corpus"), "", word("corpora_and_packages")
        )
        if name:
            self.open_path(Path(name))

    def open_again(self, session: Session, rescued: Path | None) -> bool:
        """Open the corpus of a sitting that was closed, as it was open; `rescued` is all of it."""
        if session.copy is not None and rescued is None:
            return self._window.act.copying.open_copy(session.corpus)
        return self.open_path(
            rescued or session.corpus, read_only=session.store.is_read_only, past_copy=True
        )

    def open_path(self, path: Path, *, read_only: bool = False, past_copy: bool = False) -> bool:
        """Open a corpus; what forbids it is said in a sentence.

        A package is looked into. A working copy of the corpus that waits is offered first, unless
        it is passed over (`past_copy`).
        """
        if path.name.endswith(PACKAGE_SUFFIX):
            self._window.act.sharing.open_package(path)
            return False
        if not self._window.guarding.may_close():
            return False
        if not (read_only or past_copy) and self._window.act.copying.offer(path):
            return False
        try:
            session = open_session(path, self._window.settings, read_only=read_only)
        except AnnotatorError as error:
            if error.code in ("locked", "not_writable") and not read_only:
                return self._offer_read_only(path, error)
            self._window.telling.fail(error)
            return False
        self._window.telling.move_on()
        self._window.open_session(session)
        return True

    def _offer_read_only(self, path: Path, error: AnnotatorError) -> bool:
        word = self._window.word
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        title = "locked_title" if error.code == "locked" else "not_writable_title"
        box.setWindowTitle(word(title))
        box.setText(sentence(error, self._window.language))
        reading = box.addButton(word("open_read_only"), QMessageBox.ButtonRole.AcceptRole)
        other = box.addButton(word("open_another"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(word("cancel"), QMessageBox.ButtonRole.RejectRole)
        other.clicked.connect(self.open_corpus_dialog)
        reading.clicked.connect(lambda: self.open_path(path, read_only=True))
        box.open()
        return False

    def close_corpus(self) -> None:
        """Close the corpus and show the welcome page."""
        if not self._window.guarding.may_close():
            return
        self._window.close_session()
        self._window.show_welcome()

    def quit(self) -> None:
        """Close the window, and with it the program."""
        self._window.close()

    def import_files(self) -> None:
        """Ask for files and bring them in."""
        self.import_paths([])

    def import_paths(self, paths: list[str]) -> None:
        """Show the import dialog on some files; where nothing may be written, say that instead."""
        from annotator.ui.dialogs.importing import ImportDialog

        if self._window.sitting.store.is_read_only:
            self._window.say(sentence_of("read_only", {}, self._window.language))
            return
        ImportDialog(self._window, self._window.sitting, [Path(p) for p in paths]).open()

    def export_corpus(self) -> None:
        """Show the export dialog."""
        from annotator.ui.dialogs.exporting import ExportDialog

        ExportDialog(self._window, self._window.sitting).open()

    def print_document(self) -> None:
        """Ask for a printer and print the open document with its annotations."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from annotator.ui.paper.printing import print_session

        window = self._window
        if window.sitting.say_if_reading():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(window.word("print_title"))
        dialog.accepted.connect(lambda: print_session(window.sitting, window.look, printer))
        # Its own open() asks for a slot by name.
        QDialog.open(dialog)

    def show_preferences(self) -> None:
        """Show language, theme and sizes."""
        from annotator.ui.dialogs.preferences import PreferencesDialog

        PreferencesDialog(self._window).open()

    def make_backup(self) -> None:
        """Make a verified backup, while the window goes on, and say so."""
        window, store = self._window, self._window.sitting.store

        def say(made: Path | None) -> None:
            if made is None:
                window.say(window.word("backup_fresh"))
            else:
                show = (window.word("show"), lambda: show_in_folder(made))
                window.say(window.word("backup_made", name=made.name), [show])

        window.telling.run(Task(lambda progress: store.backup_apart("asked", progress)), say)


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the platform's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
