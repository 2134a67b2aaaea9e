"""The box that says which documents are exported: all, the open one, finished ones, a set."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from annotator.model.language import text_in
from annotator.model.review import FINISHED
from annotator.text.names import visible
from annotator.ui.sitting.session import Session
from annotator.ui.words.dialogs import counted, word

_NAME = 40
"""Characters of a name that are shown."""


class DocumentsBox(QComboBox):
    """Groups of documents; the first is all of them."""

    def __init__(self, session: Session) -> None:
        """Fill it with what the corpus has."""
        super().__init__()
        self._session = session
        self._reader = session.store.read()
        self._language = session.language
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(counted("export.all_documents", self._language, self._total()), None)
        self._add_open()
        self._add_finished()
        self._add_sets()

    def _total(self) -> int:
        return self._session.store.counts()["document"]

    def _add(self, code: str, ids: list[str], name: str, **data: object) -> None:
        self.addItem(word(code, self._language, name=name, **data), ids)

    def _add_open(self) -> None:
        key = self._session.document
        if key is not None:
            name = visible(self._reader.document(key).name)[:_NAME]
            self._add("export.open_document", [key], name)

    def _add_finished(self) -> None:
        people = self._session.annotators()
        names = {a.id: text_in(a.names, self._language, a.id) for a in people}
        finished: dict[str, list[str]] = {}
        for assignment in self._reader.assignments():
            if assignment.state == FINISHED:
                finished.setdefault(assignment.annotator, []).append(assignment.document)
        for who, ids in finished.items():
            self._add("export.finished", ids, visible(names.get(who, who)), count=len(ids))

    def _add_sets(self) -> None:
        for group in self._reader.sets():
            name = visible(text_in(group.names, self._language, group.id))[:_NAME]
            ids = list(group.documents)
            if ids:
                self._add("export.set", ids, name, count=len(ids))

    def chosen(self) -> list[str] | None:
        """Return the ids that are chosen, None for all documents."""
        return self.currentData()

    def number(self) -> int:
        """Return how many documents are chosen."""
        chosen = self.chosen()
        return self._total() if chosen is None else len(chosen)
