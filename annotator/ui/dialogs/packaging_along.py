"""What goes along with a package: counts, whose work, guidelines, and the documents by name."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.language import text_in
from annotator.model.package import Package
from annotator.model.review import MACHINE
from annotator.operations.packages.packages import COUNTED
from annotator.ui.dialogs.reading_rows import RowsList
from annotator.ui.panels.documents_model import shown_name
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Shown
from annotator.ui.words.dialogs import word
from annotator.ui.words.local_form import number_in

_MOST = 300
"""Documents that are named; nobody reads more."""


class Along(RowsList):
    """Rows of what goes along, to be read."""

    def __init__(self, session: Session) -> None:
        """Build it empty for a corpus."""
        super().__init__()
        self._session = session

    def say(self, text: str) -> None:
        """Show one sentence, or nothing."""
        self.show_rows([Shown(text)] if text else [])

    def show_corrections(self, counts: Mapping[str, int]) -> None:
        """Show how many corrections a package would hold, by what they are."""
        language = self._session.language
        self.show_rows(
            Shown(word(f"package.row.{kind}", language), number_in(count, language))
            for kind, count in counts.items()
        )

    def show_package(self, package: Package) -> None:
        """Show what a package would hold."""
        language, scheme = self._session.language, self._session.scheme
        rows = [
            Shown(word(f"package.row.{kind}", language), number_in(package.counts[kind], language))
            for kind in COUNTED
        ]
        called = f"{text_in(scheme.names, language, scheme.id)} {scheme.version}"
        rows.append(Shown(word("package.row.scheme", language, name=called)))
        guidelines = number_in(len(scheme.guidelines or ()), language)
        rows.append(Shown(word("package.row.guidelines", language), guidelines))
        rows += self._people(package)
        names = {row.id: shown_name(row) for row in self._session.store.read().documents()}
        ids = package.documents
        rows += [Shown(names.get(key, key)) for key in ids[:_MOST]]
        if len(ids) > _MOST:
            more = number_in(len(ids) - _MOST, language)
            rows.append(Shown(word("package.row.more", language, count=more)))
        self.show_rows(rows)

    def _people(self, package: Package) -> list[Shown]:
        session, language = self._session, self._session.language
        people = session.annotators()
        hidden = [
            a.id
            for a in people
            if package.is_blind and a.kind != MACHINE and a.id != package.to_annotator
        ]
        rows: list[Shown] = []
        for code, ids in (
            ("package.row.work_of", [a.id for a in people if a.id not in hidden]),
            ("package.row.blind", hidden),
        ):
            if ids:
                names = ", ".join(session.annotator_name(key) for key in ids)
                rows.append(Shown(word(code, language, names=names)))
        return rows
