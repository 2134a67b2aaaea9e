"""What is done with documents from their list: states, sets, removal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from annotator.model.language import text_in
from annotator.model.review import ASSIGNMENT_STATES, state_shown
from annotator.model.sentences import sentence_of
from annotator.operations.documents.documents import remove_documents, set_assignments
from annotator.operations.documents.sets import new_set, put_in_set, take_from_set
from annotator.text.names import visible

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class DocumentActions:
    """The menu of the list of documents."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def correct_text(self) -> None:
        """Show the segment or paragraph at the caret, to be corrected."""
        from annotator.ui.dialogs.correcting import CorrectDialog

        if self._window.sitting.store.is_read_only:
            self._window.say(sentence_of("read_only", {}, self._window.language))
            return
        CorrectDialog(self._window, self._window.surface.caret()).open()

    def show_menu(self, documents: list[str], place: QPoint) -> None:
        """Show what can be done with the documents that are selected."""
        if documents:
            menu = self.menu(documents)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def menu(self, documents: list[str]) -> QMenu:
        """Return the menu for some documents."""
        word = self._window.word
        menu = QMenu(self._window)
        can_open = menu.addAction(word("document.open"))
        can_open.triggered.connect(lambda: self._open(documents[0]))
        can_open.setEnabled(len(documents) == 1)
        menu.addSeparator()
        # As their signs in the list have it, also where nothing was handed out.
        wanted = set(documents)
        states = {
            state_shown(row.state, row.annotations)
            for row in self._window.columns.documents.model.all_rows()
            if row.id in wanted
        }
        for state in ASSIGNMENT_STATES:
            entry = menu.addAction(word(f"state.{state}"))
            entry.setCheckable(True)
            entry.setChecked(states == {state})
            entry.triggered.connect(partial(self.set_state, documents, state))
        menu.addSeparator()
        self._add_sets(menu, documents)
        menu.addSeparator()
        remove = menu.addAction(word("document.remove"))
        remove.triggered.connect(lambda: self.remove(documents))
        if self._window.sitting.store.is_read_only:
            for entry in menu.actions()[1:]:
                entry.setEnabled(False)
        return menu

    def _add_sets(self, menu: QMenu, documents: list[str]) -> None:
        session, word = self._window.sitting, self._window.word
        sets = menu.addMenu(word("document.sets"))
        for group in session.store.read().sets():
            name = visible(text_in(group.names, session.language, group.id))
            entry = sets.addAction(name.replace("&", "&&"))
            entry.setCheckable(True)
            is_in = set(documents) <= set(group.documents)
            entry.setChecked(is_in)
            operation = take_from_set if is_in else put_in_set
            entry.triggered.connect(partial(self._change_set, operation, group.id, documents))
        if sets.actions():
            sets.addSeparator()
        sets.addAction(word("document.new_set")).triggered.connect(lambda: self._ask_set(documents))

    def _open(self, document: str) -> None:
        self._window.columns.documents.opened.emit(document)

    def set_state(self, documents: list[str], state: str, _checked: bool = False) -> None:
        """Say how far the annotator is with these documents."""
        session = self._window.sitting
        session.do(set_assignments, documents, session.annotator, state)

    def _change_set(
        self, operation: object, set_id: str, documents: list[str], _checked: bool = False
    ) -> None:
        self._window.sitting.work(operation, set_id, documents)  # type: ignore[arg-type]

    def _ask_set(self, documents: list[str]) -> None:
        from annotator.ui.panels.asked import Asked

        window, word = self._window, self._window.word
        title = word("document.new_set").removesuffix("…")
        hint, answer = word("document.set_name"), word("document.make_set")
        Asked(window, title, hint, answer, lambda name: self.make_set(name, documents)).open()

    def make_set(self, name: str, documents: list[str]) -> None:
        """Make a set of documents, or fill the one that is called so."""
        session = self._window.sitting
        session.work(new_set, name, documents, language=session.language)

    def remove(self, documents: list[str]) -> None:
        """Remove documents with everything on them; undo brings them back."""
        session = self._window.sitting
        if not documents:
            return
        rows = self._window.columns.documents.model.rows
        gone, at = set(documents), session.document
        after = next((n for n, row in enumerate(rows) if row.id == at), 0)
        order = (*rows[after:], *reversed(rows[:after]))
        following = next((row.id for row in order if row.id not in gone), None)
        before = session.store.counts()["document"]
        session.work(remove_documents, documents)
        if session.store.counts()["document"] < before:
            if at in gone and following is not None:
                session.open_document(following)
            count = self._window.word("document.removed", count=len(documents))
            self._window.say(count)
