"""Simple lists: entities of the document, and the steps of the history."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from annotator.model.language import text_in
from annotator.model.wording import step_sentence
from annotator.ui.rows import Shown, dress_rows, row_item
from annotator.ui.session import Session
from annotator.ui.words import word

_KEY = int(Qt.ItemDataRole.UserRole)


class _List(QListWidget):
    """A list whose Enter chooses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)


class ListPanel(QWidget):
    """A list with a sentence for when it is empty."""

    chosen = Signal(str)

    def __init__(self, name: str, empty: str, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self.language = language
        self._rows: list[tuple[str, Shown]] | None = None
        self.list = _List()
        self.list.setAccessibleName(word(name, language))
        dress_rows(self.list)
        self.setFocusProxy(self.list)
        self.empty = QLabel(word(empty, language))
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(_KEY)))

    def set_items(self, rows: list[tuple[str, Shown]]) -> None:
        """Show rows by their ids; where they are those that are shown, nothing is done."""
        if rows == self._rows:
            return
        self._rows = rows
        self.list.clear()
        for key, row in rows:
            item = row_item(row)
            item.setData(_KEY, key)
            self.list.addItem(item)
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def choose(self, key: str) -> None:
        """Put the focus on the row of an id, if it is listed."""
        for number in range(self.list.count()):
            if self.list.item(number).data(_KEY) == key:
                self.list.setCurrentRow(number)
                break
        self.list.setFocus()


class EntitiesPanel(ListPanel):
    """Entities of the open document, the frequent ones first, with their letters."""

    def __init__(self, language: str) -> None:
        """Build it empty."""
        super().__init__("entities", "no_entities", language)

    def show_session(self, session: Session) -> None:
        """Count the entities that annotations of the document name."""
        known, items = session.entities, session.tallies.items()
        counts = {key: items[key] for key in known if key in items}
        rows: list[tuple[str, Shown]] = []
        lettered = [e.id for e in known.values() if e.letter and e.id not in counts]
        for key in (*sorted(counts, key=lambda k: (-counts[k], k)), *lettered):
            entity = known[key]
            name = text_in(entity.names, self.language, key)
            rows.append((key, Shown(name, aside=str(counts.get(key, 0)), cap=entity.letter or "")))
        self.set_items(rows)


class HistoryPanel(ListPanel):
    """The steps of the corpus, newest first."""

    def __init__(self, language: str) -> None:
        """Build it empty."""
        super().__init__("history", "history_empty", language)

    def show_session(self, session: Session) -> None:
        """Read the newest steps."""
        names = {a.id: text_in(a.names, self.language, a.id) for a in session.annotators()}
        rows: list[tuple[str, Shown]] = []
        for step in session.store.history(limit=200):
            if step.state == "dropped":
                continue
            taken_back = "" if step.state == "done" else "↶ "
            who = names.get(step.annotator or "", step.annotator or "")
            when = _local_time(step.made)
            said = taken_back + step_sentence(step, self.language)
            rows.append((str(step.number), Shown(said, below=f"{when}  {who}".strip())))
        self.set_items(rows)


def _local_time(made: str) -> str:
    """Return a time of the history (UTC) as the clock here showed it."""
    return datetime.fromisoformat(made).astimezone().strftime("%Y-%m-%d %H:%M")
