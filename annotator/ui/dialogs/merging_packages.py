"""The packages of a merge: what each is and of whom, and which are left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from annotator.model.errors import AnnotatorError, Cancelled, PackageError
from annotator.model.language import text_in
from annotator.model.package import CORRECTIONS, RETURN
from annotator.model.progress import Progress
from annotator.model.sentences import sentence_of
from annotator.operations.exporting.pseudonyms import masked_people
from annotator.operations.merging.receiving import Contents, Guesses, guess, look_into
from annotator.store.store import Store
from annotator.text.names import visible
from annotator.ui.dialogs.reading_rows import RowsList
from annotator.ui.widgets.rows import Shown
from annotator.ui.words.dialogs import counted, word
from annotator.ui.words.local_form import size_in

_LINE, _MOST_LINES = 52, 4
"""Characters of a line that says what is wrong, and how many lines of it are shown."""


@dataclass(slots=True, eq=False)
class Entry:
    """A package: what it holds once it was looked into, or why it is left out."""

    path: Path
    contents: Contents | None = None
    problem: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it can be merged, as far as is known."""
        return self.contents is not None and not self.problem


def look_at(
    entries: Sequence[Entry], language: str, progress: Progress
) -> list[tuple[Entry, Contents | str]]:
    """Look into packages; return what each holds, or a sentence that says why it is left out."""
    found: list[tuple[Entry, Contents | str]] = []
    for number, entry in enumerate(entries, start=1):
        progress("progress.packages", number, len(entries))
        try:
            contents = look_into(entry.path, progress)
            if contents.package.kind == CORRECTIONS:
                raise PackageError("package_no_work", path=entry.path.name)
        except Cancelled:
            raise
        except AnnotatorError as error:
            this = word("merge.this", language)
            found.append(
                (
                    entry,
                    sentence_of(error.code, {**error.data, "path": this, "file": this}, language),
                )
            )
        except OSError as error:
            data = {"path": word("merge.this", language), "reason": error.strerror or str(error)}
            found.append((entry, sentence_of("package_unreadable", data, language)))
        else:
            found.append((entry, contents))
    return found


def examine(
    store: Store, entries: Sequence[Entry], language: str, progress: Progress
) -> tuple[list[tuple[Entry, Contents | str]], Guesses]:
    """Look into packages that were not looked into yet; return that, and who of all is who here."""
    unseen = [e for e in entries if e.contents is None and not e.problem]
    found = look_at(unseen, language, progress)
    known = [e.contents for e in entries if e.contents is not None and e.is_good]
    new = [seen for _, seen in found if isinstance(seen, Contents)]
    with store.reader() as reader:
        masked = masked_people(reader, store.corpus_id)
        return found, guess(reader, [*known, *new], masked=masked)


class PackagesList(RowsList):
    """The packages as rows, each with whose work it brings."""

    def __init__(self, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self._language = language
        self.entries: list[Entry] = []

    def add(self, paths: Iterable[Path]) -> None:
        """Add packages that are not there yet."""
        known = {entry.path for entry in self.entries}
        self.entries += [Entry(path) for path in dict.fromkeys(paths) if path not in known]
        self.show_entries()

    def drop(self, row: int) -> None:
        """Leave one out."""
        del self.entries[row]
        self.show_entries()
        self.setCurrentRow(min(row, len(self.entries) - 1))

    def good(self) -> list[Contents]:
        """Return what can be merged."""
        return [e.contents for e in self.entries if e.contents is not None and e.is_good]

    def show_entries(self) -> None:
        """Show how they stand."""
        row = self.currentRow()
        self.show_rows(self._shown(entry) for entry in self.entries)
        self.setCurrentRow(min(max(row, 0), len(self.entries) - 1))
        if not self.hasFocus():
            self.clearSelection()

    def _shown(self, entry: Entry) -> Shown:
        name, language, contents = visible(entry.path.name), self._language, entry.contents
        if entry.problem:
            lines = "\n".join(wrap(entry.problem, _LINE)[:_MOST_LINES])
            return Shown(f"✕ {name}", below=lines, is_bad=True)
        if contents is None:
            return Shown(name, below="…")
        package = contents.package
        who = package.from_annotator if package.kind == RETURN else package.to_annotator
        of = word("merge.from", language, name=text_in(contents.name_of(who), language, who or "?"))
        documents = counted(
            "count.documents", language, package.counts.get("documents", len(package.documents))
        )
        kind = word(f"merge.kind.{package.kind}", language)
        below = ", ".join((kind, of, documents))
        return Shown(name, aside=size_in(contents.size, language), below=below)
