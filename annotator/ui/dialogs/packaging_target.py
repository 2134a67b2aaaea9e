"""Where a package is written: a field, a button to choose, and whether a file is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.model.package import PACKAGE_SUFFIX
from annotator.text.names import file_name_of

if TYPE_CHECKING:
    from annotator.ui.dialogs.dialog import Dialog


class PackageTarget(QWidget):
    """A file beside the corpus, named by default until somebody names it."""

    def __init__(self, dialog: Dialog) -> None:
        """Build it without a name, for a dialog that says `package.target`."""
        super().__init__()
        self._dialog = dialog
        self._is_named = False
        self.field = QLineEdit()
        self.setFocusProxy(self.field)
        self._replaces = dialog.secondary()
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        browse = dialog.plain_button("package.choose", self._browse)
        browse.setAccessibleName(dialog.word("package.browse"))
        browse.setToolTip(dialog.word("package.browse"))
        row.addWidget(browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(dialog.label("package.target", self.field))
        column.addLayout(row)
        column.addWidget(self._replaces)
        self.field.textEdited.connect(self._on_edited)
        self.field.textChanged.connect(self._tell)

    def offer(self, beside: Path, name: str) -> None:
        """Name the file, beside another one, unless somebody named it."""
        if not self._is_named:
            self.field.setText(str(beside.with_name(file_name_of(name) + PACKAGE_SUFFIX)))

    def path(self) -> Path | None:
        """Return the file, with the suffix of packages; None while none is named."""
        typed = self.field.text().strip()
        if not typed:
            return None
        path = Path(typed).expanduser()
        is_whole = path.name.endswith(PACKAGE_SUFFIX) or not path.name
        return path if is_whole else path.with_name(path.name + PACKAGE_SUFFIX)

    def _on_edited(self, typed: str) -> None:
        self._is_named = bool(typed.strip())

    def _tell(self, _typed: str) -> None:
        path = self.path()
        is_there = path is not None and path.is_file()
        self._replaces.setText(self._dialog.word("package.replaces") if is_there else "")

    def _browse(self) -> None:
        dialog = self._dialog
        name, _ = QFileDialog.getSaveFileName(
            dialog, dialog.windowTitle(), self.field.text(), dialog.word("package.filter")
        )
        dialog.take_focus()
        if name:
            self._is_named = True
            self.field.setText(name)
