"""What all dialogs share: plain text, a row of buttons, progress with cancel, a size kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.sentences import sentence_of
from annotator.ui.pace.tasks import Task
from annotator.ui.widgets.focus_ring import FocusRing
from annotator.ui.widgets.menu_here import open_menu_of
from annotator.ui.words.dialogs import counted, word
from annotator.ui.words.fixed import word as window_word
from annotator.ui.words.local_form import number_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

SIZE = (760, 560)
_SMALLEST = (520, 360)
_TOLD_AFTER = 3.0
"""Seconds of work before the time that is left is guessed."""


class Dialog(QDialog):
    """A dialog in the window's language; Esc cancels what runs, then closes.

    `name` is the first part of the codes of its texts and where its size is remembered.
    """

    def __init__(self, window: Desk, name: str, *, size: tuple[int, int] = SIZE) -> None:
        """Build the frame of the dialog; `body` is where its parts go."""
        super().__init__(window)
        self.language = window.language
        self._name, self._settings = name, window.settings
        self._telling, self._look_now = window.telling, lambda: window.look
        self._keymap = window.keymap
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setWindowTitle(self.word(f"{name}.title"))
        self.setSizeGripEnabled(True)
        self.setMinimumSize(QSize(*_SMALLEST).boundedTo(QSize(*size)))
        self.resize(self._size_kept(QSize(*size)))
        self.body = QVBoxLayout()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.buttons = QHBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 12)
        outer.setSpacing(10)
        outer.addLayout(self.body, 1)
        outer.addWidget(self.bar)
        outer.addWidget(self.said)
        outer.addLayout(self.buttons)
        self.buttons.addStretch(1)
        self.task: Task | None = None
        self._begun = 0.0
        for other in window.findChildren(type(self)):
            if other is not self and other.isHidden() and other.task is None:
                # One whose work was done while it was away, and which nobody asked for.
                other.close()

    def _size_kept(self, size: QSize) -> QSize:
        kept = [
            self._settings.number(f"dialog/{self._name}/{side}", least, least=least, most=10_000)
            for side, least in (("width", self.minimumWidth()), ("height", self.minimumHeight()))
        ]
        if self._settings.text(f"dialog/{self._name}/width"):
            size = QSize(*kept)
        return size.boundedTo(self.screen().availableSize())

    def word(self, code: str, **data: object) -> str:
        """Return a text in the language of the dialog."""
        return word(code, self.language, **data)

    def counted(self, code: str, number: int) -> str:
        """Return a text about a number of things."""
        return counted(code, self.language, number)

    def label(self, code: str, buddy: QWidget | None = None) -> QLabel:
        """Return a small heading, of a field if one is given; `&` marks its key."""
        made = QLabel(self.word(code))
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("role", "head")
        if buddy is not None:
            made.setBuddy(buddy)
            buddy.setAccessibleName(self.word(code).replace("&", ""))
        return made

    def secondary(self, text: str = "") -> QLabel:
        """Return a label of smaller text that wraps."""
        made = QLabel(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        made.setProperty("role", "secondary")
        return made

    def plain_button(self, code: str, run: Callable[[], Any]) -> QPushButton:
        """Return a button that Enter elsewhere does not press."""
        made = QPushButton(self.word(code))
        made.setAutoDefault(False)
        made.clicked.connect(lambda _=False: run())
        return made

    def button(self, code: str, run: Callable[[], Any], *, is_primary: bool = False) -> QPushButton:
        """Add a button at the bottom."""
        made = self.plain_button(code, run)
        made.setProperty("primary", is_primary)
        made.setDefault(is_primary)
        made.setAutoDefault(is_primary)
        self.buttons.addWidget(made)
        return made

    def say(self, text: str, role: str = "") -> None:
        """Say something over the buttons."""
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)
        self.said.setText(text)
        # What can be selected can have the focus: only while there is something to select.
        focus = Qt.FocusPolicy.ClickFocus if text else Qt.FocusPolicy.NoFocus
        self.said.setFocusPolicy(focus)
        self.said.setMinimumHeight(max(0, self.said.heightForWidth(max(200, self.width() - 32))))

    def run(self, task: Task, done: Callable[[Any], None]) -> None:
        """Run long work; what it says is shown, Esc cancels it."""
        self.task = task
        self._begun = time.monotonic()
        self.bar.setRange(0, 0)
        self.bar.show()
        task.progressed.connect(self._on_progress)
        task.done.connect(lambda result: self._end(done, result))
        task.failed.connect(self._on_failed)
        self._telling.watch(task)
        task.start()

    def take_focus(self) -> None:
        """Be the window that keys go to again, after a file was asked for."""
        # Not every window manager gives the focus back to where it was.
        self.activateWindow()

    def run_beside(self, task: Task, done: Callable[[Any], None]) -> bool:
        """Run long work of the window, which stays alive; the dialog is away meanwhile.

        It comes back if the work fails or is cancelled. No if other long work is going on.
        """
        if not self._telling.run(task, lambda result: self._end(done, result), self._on_failed):
            self.say(window_word("one_at_a_time", self.language), "warn")
            return False
        self.task = task
        was_active = self.isActiveWindow()
        self.hide()
        self._give_back(was_active=was_active)
        return True

    def come_back(self) -> None:
        """Show the dialog that was away."""
        if self.isHidden():
            self.open()

    def _on_progress(self, what: str, done: int, total: int) -> None:
        if self.task is None:
            return
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(done)
        shown = {
            "done": number_in(done, self.language),
            "total": "…" if total < 0 else number_in(total, self.language),
        }
        self.say(self._with_time_left(sentence_of(what, shown, self.language), done, total))

    def _with_time_left(self, what: str, done: int, total: int) -> str:
        passed = time.monotonic() - self._begun
        if done <= 0 or total <= 0 or passed < _TOLD_AFTER:
            return what
        seconds = round(passed * (total - done) / done)
        if seconds > 90:
            return self.word("left_minutes", what=what, minutes=round(seconds / 60))
        return self.word("left", what=what, seconds=seconds)

    def _end(self, done: Callable[[Any], None], result: Any) -> None:
        self.task = None
        self.bar.hide()
        done(result)

    def _on_failed(self, error: BaseException) -> None:
        self.task = None
        self.bar.hide()
        self.on_failed()
        self.come_back()
        if not isinstance(error, AnnotatorError):
            raise error
        said = sentence_of(error.code, error.data, self.language, in_window=True)
        self.say(said, "" if isinstance(error, Cancelled) else "bad")

    def on_failed(self) -> None:
        """Be ready to try again."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus with Enter, not the one that names the act.

        The key of menus opens that of what has the focus: keys of the window do not come here.
        """
        focused = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(focused, QPushButton):
            focused.click()
            return
        if focused is not None and self._keymap.asks_menu(event):
            open_menu_of(focused)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Give lists and tables, which show it in no other way, a ring when they have the focus."""
        super().showEvent(event)
        for listed in self.findChildren(QAbstractItemView):
            if listed.window() is self and listed.findChild(FocusRing) is None:
                FocusRing(listed, self._look_now, has_caret=False)

    def reject(self) -> None:
        """Cancel what runs; else close."""
        if self.task is not None:
            self.task.cancel()
        else:
            super().reject()

    def end_task(self) -> None:
        """Stop what runs and wait for it; what it wrote is taken back."""
        task, self.task = self.task, None
        if task is not None:
            task.end()
            self.bar.hide()

    def done(self, result: int) -> None:
        """Close, once what runs has stopped; the size is kept."""
        self.end_task()
        self._settings.set_number(f"dialog/{self._name}/width", self.width())
        self._settings.set_number(f"dialog/{self._name}/height", self.height())
        was_active = self.isActiveWindow()
        super().done(result)
        self._give_back(was_active=was_active)

    def _give_back(self, *, was_active: bool) -> None:
        window = self.parentWidget()
        if was_active and window is not None and window.isVisible():
            # Not every window manager gives the focus back to where it was.
            window.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, once what runs was told to stop and has."""
        self.end_task()
        event.accept()
        self.done(QDialog.DialogCode.Rejected)
