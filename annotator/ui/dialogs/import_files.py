"""The files of an import: what each is, which are left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.model.language import Texts, text_in
from annotator.operations.importing.preview import FileGlance
from annotator.text.encoding_names import shown_encoding
from annotator.ui.widgets.rows import Shown, row_data
from annotator.ui.words.dialogs import counted, word
from annotator.ui.words.local_form import size_in

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, eq=False)
class Entry:
    """A file: what it is once it was looked at, or why it is left out; what was chosen.

    `is_in` says that it was imported, `is_guessed` that its encoding had to be guessed.
    """

    path: Path
    found: FileGlance | None = None
    problem: str = ""
    is_in: bool = False
    is_guessed: bool = False
    decoding: str | None = None

    @property
    def is_good(self) -> bool:
        """Whether the file can come in, as far as is known."""
        return not self.problem


class FilesModel(QAbstractListModel):
    """The files as a list shows them."""

    def __init__(self, language: str) -> None:
        """Begin empty."""
        super().__init__()
        self._language = language
        self.entries: list[Entry] = []
        self._known: set[Path] = set()

    def add(self, paths: Iterable[Path]) -> list[Entry]:
        """Add files that are not there yet and return their entries."""
        new = [Entry(path) for path in dict.fromkeys(paths) if path not in self._known]
        if new:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self.entries.extend(new)
            self._known.update(entry.path for entry in new)
            self.endInsertRows()
        return new

    def drop(self, row: int) -> None:
        """Take one file off the list."""
        self.beginRemoveRows(QModelIndex(), row, row)
        self._known.discard(self.entries.pop(row).path)
        self.endRemoveRows()

    def show_outcome(self, problems: dict[str, str]) -> None:
        """Show what came in and, before it, what was refused, with the reasons."""
        self.beginResetModel()
        for entry in self.entries:
            entry.problem = problems.get(str(entry.path), entry.problem)
            entry.is_in = not entry.problem
        self.entries.sort(key=lambda entry: entry.is_in)
        self.endResetModel()

    def tell(self, entries: Sequence[Entry]) -> None:
        """Show entries anew; all of them where they are many."""
        if not entries:
            return
        rows = range(len(self.entries))
        if len(entries) == 1 and entries[0] in self.entries:
            row = self.entries.index(entries[0])
            rows = range(row, row + 1)
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def good(self) -> list[Entry]:
        """Return the entries that can come in."""
        return [entry for entry in self.entries if entry.is_good]

    def waiting(self) -> list[Entry]:
        """Return the entries that were not looked at yet."""
        return [entry for entry in self.entries if entry.found is None and entry.is_good]

    def foreign_layers(self) -> list[tuple[str, Texts, int]]:
        """Return id, names and number of annotations of layers that the scheme does not have."""
        found: dict[str, tuple[str, Texts, int]] = {}
        for entry in self.good():
            for layer, names, count in entry.found.layers if entry.found else ():
                before = found.get(layer)
                found[layer] = (layer, names, count + (before[2] if before else 0))
        return list(found.values())

    def decode(self, entry: Entry, name: str, *, with_alike: bool) -> list[Entry]:
        """Read a file in an encoding, and those of its folder that were guessed; return them."""
        changed = [entry]
        if with_alike:
            changed += [
                other
                for other in self.entries
                if other is not entry
                and other.path.parent == entry.path.parent
                and other.is_guessed
            ]
        for one in changed:
            one.decoding, one.problem, one.found = name, "", None
        return changed

    def documents(self) -> int | None:
        """Return how many documents the files hold, None where that was not seen."""
        total = 0
        for entry in self.good():
            if entry.found is None or entry.found.documents is None:
                return None
            total += entry.found.documents
        return total

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many files there are."""
        return len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what is shown and said of a file."""
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == int(Qt.ItemDataRole.DecorationRole):
            return None
        return row_data(self._shown(entry), role)

    def _shown(self, entry: Entry) -> Shown:
        name, found = entry.path.name or str(entry.path), entry.found
        if entry.problem:
            return Shown(f"✕ {name}", below=entry.problem, is_bad=True)
        if entry.is_in:
            return Shown(f"✓ {name}", below=word("import.here", self._language))
        if found is None:
            return Shown(name, below="…")
        parts = [text_in(found.title, self._language, found.format)]
        encoding = entry.decoding or found.encoding
        if encoding:
            parts.append(shown_encoding(encoding))
        if found.documents is not None and found.documents != 1:
            parts.append(counted("count.documents", self._language, found.documents))
        return Shown(name, aside=size_in(found.size, self._language), below=", ".join(parts))
