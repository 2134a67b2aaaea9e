"""Which key does what, to look up and to change: type to search, press to set."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from annotator.ui.action_table.action import Action
from annotator.ui.action_table.table import ACTIONS, action
from annotator.ui.palette.matching import hay_of, matches
from annotator.ui.settings.keymap import keys_of, refusal, shown_key, warning
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.rows import Shown, dress_rows, plain, row_item

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_ID = int(Qt.ItemDataRole.UserRole)


class KeysPage(QWidget):
    """All actions with their keys; Enter on one waits for the key it shall have."""

    def __init__(self, window: Desk) -> None:
        """Build with the keys of now."""
        super().__init__()
        self._window, self._keymap = window, window.keymap
        self._waiting: tuple[str, str, str] | None = None
        word = window.word
        self.search = _Search()
        self.search.setPlaceholderText(word("keys.search"))
        self.search.setAccessibleName(word("keys.search"))
        self.search.setClearButtonEnabled(True)
        self.list = _List()
        self.list.setAccessibleName(word("keys_title"))
        self.catcher = _Catcher(word("keys.press"))
        self.catcher.setAccessibleName(word("keys.press"))
        self.said = plain(role="secondary")
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(34)
        self.set_button = self._button("keys.set", self.catch)
        self.add_button = self._button("keys.add", lambda: self.catch(is_more=True))
        self.remove_button = self._button("keys.remove", self.remove)
        self.swap_button = self._button("keys.swap", self.swap)
        self.reset_button = self._button("keys.reset", self.reset)
        self.all_button = self._button("keys.reset_all", self.reset_all)
        self._lay_out()
        self._hays = [hay_of(*a.names, self._keymap.shown(a.id)) for a in ACTIONS]
        self.search.textChanged.connect(lambda _typed: self.fill())
        self.search.walked.connect(self._walk)
        self.search.returnPressed.connect(self.catch)
        self.list.itemActivated.connect(lambda _item: self.catch())
        self.list.removed.connect(self.remove)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.catcher.caught.connect(self._on_caught)
        self.catcher.left.connect(self._leave)
        self.fill()

    def _button(self, code: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(self._window.word(code))
        made.setAutoDefault(False)
        made.clicked.connect(lambda _=False: run())
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        line = FlowLayout(gap=6)
        for button in (self.set_button, self.add_button, self.remove_button, self.swap_button):
            line.addWidget(button)
        line.add_apart(self.reset_button)
        line.addWidget(self.all_button)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.catcher)
        column.addWidget(self.said)
        column.addLayout(line)
        self.catcher.hide()
        self.swap_button.hide()

    # The list

    def fill(self) -> None:
        """List the actions that fit what is typed, by their names in both languages or a key."""
        kept = self.current()
        self.list.clear()
        typed = self.search.text().strip()
        fitting = {number for number, _ in matches(self._hays, typed)}
        for number, entry in enumerate(ACTIONS):
            shown = self._keymap.shown(entry.id, self._window.language)
            if number in fitting or (typed and typed.casefold() == shown.casefold()):
                item = row_item(self._row(entry, shown))
                item.setData(_ID, entry.id)
                self.list.addItem(item)
                if kept is not None and entry.id == kept.id:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._enable()

    def _row(self, entry: Action, shown: str) -> Shown:
        word, language = self._window.word, self._window.language
        where = word(f"context.{entry.contexts[0]}")
        aside = f"{word('keys.changed')}, {where}" if self._keymap.is_changed(entry.id) else where
        return Shown(entry.name(language), aside, shown, entry.tip(language))

    def current(self) -> Action | None:
        """Return the action that is chosen in the list."""
        item = self.list.currentItem()
        return action(item.data(_ID)) if item is not None else None

    def _walk(self, step: int) -> None:
        wanted = self.list.currentRow() + step
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, wanted)))

    def _enable(self) -> None:
        entry = self.current()
        can_set = entry is not None and not entry.typed_in("en")
        for button in (self.set_button, self.add_button):
            button.setEnabled(can_set)
        has_keys = entry is not None and bool(self._keymap.keys(entry.id))
        self.remove_button.setEnabled(can_set and has_keys)
        self.reset_button.setEnabled(entry is not None and self._keymap.is_changed(entry.id))
        self.all_button.setEnabled(any(self._keymap.is_changed(a.id) for a in ACTIONS))

    # Setting a key

    def catch(self, *, is_more: bool = False) -> None:
        """Wait for the key that the chosen action shall have, in place of its own or besides."""
        entry = self.current()
        if entry is None:
            return
        if entry.typed_in("en"):
            self._say("keys.is_typed", name=entry.name(self._window.language))
            return
        self._forget_clash()
        self.catcher.wait_for(is_more=is_more)
        self._say("keys.waiting", name=entry.name(self._window.language))

    def _on_caught(self, key: str) -> None:
        entry = self.current()
        if entry is None:
            return
        language = self._window.language
        refused = refusal(key, entry)
        if refused:
            self._say(refused, key=shown_key(key))
            return
        other = self._keymap.holder_of(key, entry.id)
        if other is not None:
            self._waiting = (entry.id, key, other.id)
            self.swap_button.show()
            self._end_catching()
            self.swap_button.setFocus()
            self._say("keys.clash", key=shown_key(key), name=other.name(language))
            return
        mine = self._keymap.keys(entry.id)
        kept = mine if self.catcher.is_more else mine[1:]
        keys = (*kept, key) if self.catcher.is_more else (key, *kept)
        self._keymap.set_keys((entry.id, tuple(dict.fromkeys(keys))))
        self._done("keys.done", warning(key, entry), key=shown_key(key), name=entry.name(language))

    def swap(self) -> None:
        """Take the key that clashed from the other action and give it this one's."""
        if self._waiting is None:
            return
        action_id, key, other_id = self._waiting
        self._keymap.swap(action_id, key, other_id)
        self._done(
            "keys.swapped",
            key=shown_key(key),
            name=action(action_id).name(self._window.language),
            other=action(other_id).name(self._window.language),
            given=self._keymap.shown(other_id) or self._window.word("keys.none"),
        )

    def remove(self) -> None:
        """Leave the chosen action without a key."""
        entry = self.current()
        if entry is not None and not entry.typed_in("en"):
            self._keymap.set_keys((entry.id, ()))
            self._done("keys.removed", name=entry.name(self._window.language))

    def reset(self) -> None:
        """Give the chosen action the key of the table again; say so if another one has it."""
        entry = self.current()
        if entry is None:
            return
        for key in entry.shortcuts:
            other = self._keymap.holder_of(key, entry.id)
            if other is not None:
                self._waiting = (entry.id, key, other.id)
                self.swap_button.show()
                name = other.name(self._window.language)
                self._say("keys.clash", key=shown_key(key), name=name)
                return
        self._keymap.reset(entry.id)
        self._done("keys.was_reset", name=entry.name(self._window.language))

    def reset_all(self) -> None:
        """Give every action the keys of the table again."""
        self._keymap.reset_all()
        self._done("keys.all_reset")

    def _done(self, code: str, more: str = "", **data: object) -> None:
        self._window.settings.sync()
        self._hays = [hay_of(*a.names, self._keymap.shown(a.id)) for a in ACTIONS]
        self._leave()
        self.fill()
        self._say(code, **data)
        if more:
            self.said.setText(f"{self.said.text()} {self._window.word(more)}")

    def _say(self, code: str, **data: object) -> None:
        self.said.setText(self._window.word(code, **data))
        self.said.setAccessibleName(self.said.text())

    def _forget_clash(self) -> None:
        self._waiting = None
        self.swap_button.hide()

    def _end_catching(self) -> None:
        self.catcher.hide()
        self.search.setFocus()

    def _leave(self) -> None:
        self._forget_clash()
        self._end_catching()
        self.said.clear()


class _Search(QLineEdit):
    """What is typed; arrows walk the list."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The dialog's own button must not take it as well.
            self.returnPressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _List(QListWidget):
    """The actions; Enter waits for a key, Del takes the key away."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress_rows(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class _Catcher(QLineEdit):
    """Waits for one key press, whatever it is; Esc leaves."""

    caught = Signal(str)
    left = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setPlaceholderText(hint)
        self.is_more = False

    def wait_for(self, *, is_more: bool) -> None:
        """Show itself and take the next press."""
        self.is_more = is_more
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take every key, those of shortcuts and Tab too."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        keys = keys_of(event)
        if keys == ["Esc"]:
            self.left.emit()
        elif keys:
            self.caught.emit(keys[0])
