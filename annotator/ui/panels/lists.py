"""Simple lists: entities of the document by letter, and the steps of the history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from annotator.model.language import text_in
from annotator.text.normal import fold
from annotator.ui.panels.typed import typed_by
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.menu_here import menu_place
from annotator.ui.widgets.rows import Shown, dress_rows, row_item
from annotator.ui.words.fixed import word
from annotator.ui.words.local_form import moment_in, number_in
from annotator.ui.words.told_keys import Keys

_KEY = int(Qt.ItemDataRole.UserRole)


class _List(QListWidget):
    """A list whose Enter chooses, whose Esc leaves, and whose letters are typed elsewhere."""

    typed = Signal(str)
    left = Signal()
    menu_wanted = Signal(str, object)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, place = menu_place(self, event)
        if index.isValid():
            self.menu_wanted.emit(index.data(_KEY), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif typed_by(event):
            self.typed.emit(typed_by(event))
        else:
            super().keyPressEvent(event)


class ListPanel(QWidget):
    """A list with a sentence for when it is empty."""

    chosen = Signal(str)
    left = Signal()
    menu_wanted = Signal(str, object)

    def __init__(self, name: str, empty: str, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self.language = language
        self._rows: list[tuple[str, Shown]] = []
        self.list = _List()
        self.list.setAccessibleName(word(name, language))
        dress_rows(self.list)
        self.setFocusProxy(self.list)
        self._said = empty
        self.empty = QLabel(word(empty, language))
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(8, 0, 8, 0)
        self.empty.setProperty("role", "secondary")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(6, 2, 6, 4)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.list, 1)
        self.list.hide()
        self.list.left.connect(self.left)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(_KEY)))

    def set_items(self, rows: list[tuple[str, Shown]]) -> None:
        """Show rows by their ids; only what differs from those that are shown is touched."""
        before = self._rows
        if rows == before:
            return
        most = min(len(before), len(rows))
        same = next((n for n in range(most) if before[n] != rows[n]), most)
        most -= same
        tail = next((n for n in range(most) if before[-1 - n] != rows[-1 - n]), most)
        for _ in range(same, len(before) - tail):
            self.list.takeItem(same)
        for number in range(same, len(rows) - tail):
            key, row = rows[number]
            item = row_item(row)
            item.setData(_KEY, key)
            self.list.insertItem(number, item)
        self._rows = rows
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def name_keys(self, keys: Keys) -> None:
        """Name the keys of now in the sentence for when it is empty."""
        self.empty.setText(word(self._said, self.language, keys=keys))

    def choose(self, key: str) -> None:
        """Put the focus on the row of an id, if it is listed."""
        for number in range(self.list.count()):
            if self.list.item(number).data(_KEY) == key:
                self.list.setCurrentRow(number)
                break
        self.list.setFocus()


class _Filter(QLineEdit):
    """What is typed narrows the list; arrows go to it, Esc ends it."""

    walked = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EntitiesPanel(ListPanel):
    """Entities of the open document: those with letters first, then the frequent ones.

    Typing narrows them by any of their names, in whatever language.
    """

    def __init__(self, language: str) -> None:
        """Build it empty."""
        super().__init__("entities", "no_entities", language)
        self.filter = _Filter()
        self.filter.setAccessibleName(word("filter_entities", language))
        self.filter.setPlaceholderText(word("filter_entities", language))
        self.filter.hide()
        self.column.insertWidget(0, self.filter)
        self._all: list[tuple[str, Shown]] = []
        self._hay: dict[str, str] = {}
        self.list.typed.connect(self._begin)
        self.filter.textChanged.connect(lambda _: self._show())
        self.filter.walked.connect(self.list.setFocus)
        self.filter.left.connect(self._end)
        self.filter.returnPressed.connect(self._take_first)

    def show_session(self, session: Session) -> None:
        """Count the entities that annotations of the document name."""
        known, items = session.entities, session.tallies.items()
        counts = {key: items[key] for key in known if key in items}
        keys = {*counts, *(e.id for e in known.values() if e.letter)}

        def order(key: str) -> tuple[bool, int, str]:
            return not known[key].letter, -counts.get(key, 0), key

        rows: list[tuple[str, Shown]] = []
        self._hay = {}
        for key in sorted(keys, key=order):
            entity = known[key]
            name = text_in(entity.names, self.language, key)
            count = number_in(counts.get(key, 0), self.language)
            rows.append((key, Shown(name, aside=count, cap=entity.letter or "")))
            if not self.filter.isHidden():
                names = (*entity.names.values(), *(a.text for a in entity.aliases))
                self._hay[key] = fold(" ".join(names))
        self._session = session
        self._all = rows
        self._show()

    def _show(self) -> None:
        words = fold(self.filter.text()).split()
        if not words:
            self.set_items(self._all)
            return
        hay = self._hay
        self.set_items([r for r in self._all if all(w in hay.get(r[0], "") for w in words)])

    def _begin(self, character: str) -> None:
        self.filter.show()
        self.show_session(self._session)
        self.filter.setFocus()
        self.filter.setText(character)

    def _end(self) -> None:
        self.filter.clear()
        self.filter.hide()
        self.list.setFocus()

    def _take_first(self) -> None:
        if self.list.count():
            key = str(self.list.item(max(0, self.list.currentRow())).data(_KEY))
            self._end()
            self.chosen.emit(key)


class HistoryPanel(ListPanel):
    """The steps of the corpus, newest first."""

    def __init__(self, language: str) -> None:
        """Build it empty."""
        super().__init__("history", "history_empty", language)

    def show_session(self, session: Session) -> None:
        """Read the newest steps."""
        rows: list[tuple[str, Shown]] = []
        for step in session.store.history(limit=200):
            if step.state == "dropped":
                continue
            taken_back = "" if step.state == "done" else "↶ "
            who = session.annotator_name(step.annotator) if step.annotator else ""
            when = moment_in(step.made, self.language)
            said = taken_back + session.hiding.step_said(step)
            rows.append((str(step.number), Shown(said, below=f"{when}  {who}".strip())))
        self.set_items(rows)
