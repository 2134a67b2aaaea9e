"""The window: menus, panels, the text between them, and what connects them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.text.names import visible
from annotator.ui.action_table.action import WINDOW
from annotator.ui.actions.groups import Groups
from annotator.ui.bars.failure_bar import FailureBar
from annotator.ui.bars.status_bar import HEIGHT as STATUS_HEIGHT
from annotator.ui.bars.status_bar import StatusBar
from annotator.ui.desk import Desk
from annotator.ui.follower import Follower
from annotator.ui.keys.keyboard import TextKeys
from annotator.ui.look.chrome import colour_application
from annotator.ui.look.look import Look
from annotator.ui.menus import Menus
from annotator.ui.pace.sweeping import unswept
from annotator.ui.panels.columns import Columns
from annotator.ui.safety.guarding import Guarding
from annotator.ui.safety.regular_backups import RegularBackups
from annotator.ui.safety.remedies import Remedies
from annotator.ui.search.place import SearchPlace
from annotator.ui.settings.keymap import Keymap
from annotator.ui.settings.layouts import latin_press
from annotator.ui.settings.settings import Settings
from annotator.ui.sitting.session import Session
from annotator.ui.sitting.visited import Visited
from annotator.ui.standing import Standing
from annotator.ui.telling import Telling
from annotator.ui.text_page import TextPage
from annotator.ui.widgets.dropping import Dropping
from annotator.ui.widgets.placing import place_as_left
from annotator.ui.widgets.steady import Steady
from annotator.ui.wiring import Wiring
from annotator.ui.words.qt import let_qt_speak
from annotator.ui.words.told_keys import ToldKeys

if TYPE_CHECKING:
    from annotator.ui.pace.beside import Beside
    from annotator.ui.welcome import Welcome

_LISTED_FIRST = 200
"""Documents listed before the first paint; the rest follow at once."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_READY_MS = 300
"""How long after the first paint what the first tag needs is made."""


class MainWindow(Desk):
    """One window on one corpus, or on none yet."""

    def __init__(self, settings: Settings, look: Look, *, is_greeting: bool = True) -> None:
        """Build the window without a corpus; it need not greet who will see one at once."""
        super().__init__(settings, look)
        self.backups = RegularBackups(self)
        let_qt_speak(self.language)
        self.setObjectName("main")
        self.setMinimumSize(800, 560)
        self.resize(1440, 900)
        self._is_placed = False
        self._readying: Beside | None = None
        self.stack = QStackedWidget()
        self._welcome: Welcome | None = None
        self.status_line, self.failure = StatusBar(), FailureBar()
        self.act = Groups(self)
        self._dropping = Dropping(self, self.act.handler("corpus.take_dropped"))
        self.keymap = Keymap(settings)
        self.menus = Menus(self)
        self.keymap.changed.connect(self._on_keys)
        self.standing = Standing(self)
        self.remedies, self.guarding = Remedies(self), Guarding(self)
        self.telling = Telling(self)
        self.follower, self.wiring = Follower(self), Wiring(self)
        self.menus.build()
        self._build_centre()
        if is_greeting:
            self.show_welcome()
        self._retitle()

    def _build_centre(self) -> None:
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.failure)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.stack, 1)
        column.addLayout(self._middle, 1)
        self.setCentralWidget(outer)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setFixedHeight(STATUS_HEIGHT + 1)
        self.status_line.setAccessibleName(self.word("status_bar"))
        self.statusBar().addPermanentWidget(Steady(self.status_line), 1)

    # Opening and closing

    def show_welcome(self) -> None:
        """Show what can be done without a corpus."""
        from annotator.ui.welcome import Welcome

        self._drop_welcome()
        self._welcome = page = Welcome(self)
        self.status_line.clear()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()

    def _drop_welcome(self) -> None:
        page, self._welcome = self._welcome, None
        if page is not None:
            page.end()
            self.stack.removeWidget(page)
            page.deleteLater()

    def set_language(self, language: str) -> None:
        """Take another language at once; what is open is opened again in it."""
        self.settings.set_text("language", language)
        if language == self.language:
            return
        self.language = language
        let_qt_speak(language)
        session, view = self.session, self.view
        caret = view.caret() if view is not None else 0
        self.close_session()
        self.menus.build()
        if session is None:
            self.show_welcome()
        elif self.act.corpus.open_again(session, self.guarding.rescued):
            self.surface.set_caret(caret)
        self._retitle()

    def open_session(self, session: Session) -> None:
        """Show a corpus."""
        with unswept():
            self._open_session(session)

    def _open_session(self, session: Session) -> None:
        self.close_session()
        # What waits to be shown is that there is no corpus; of this one all is wanted anew.
        self.later.forget()
        self.session = session
        session.keys = ToldKeys(self.keymap, self.language)
        self._build_session(session)
        self._drop_welcome()
        self.settings.add_recent(session.corpus)
        rows = session.documents(limit=_LISTED_FIRST)
        self.columns.listed.set_rows(rows, None)
        wanted = self.settings.text(self.settings.of_corpus("document", session.corpus))
        self.act.showing.restore()
        if rows:
            is_known = bool(wanted) and session.store.read().has_document(wanted)
            if not is_known:
                # It was removed, perhaps for good: then its id must not be here either.
                self.settings.forget_word(wanted)
            session.open_document(wanted if is_known else rows[0].id)
        else:
            self.follower.show_no_document()
        self._retitle()
        if not self._is_placed:
            self._is_placed = True
            place_as_left(self, self.settings.bytes("geometry"))
        self.columns.restore()
        self.surface.setFocus()
        self.surface.viewport().installEventFilter(self)
        self.guarding.begin(session.store)

    def _build_session(self, session: Session) -> None:
        self.visited = Visited()
        self.text_page = TextPage(self.look, session, self.wiring)
        self.view = view = self.text_page.view
        self.keys = TextKeys(view, session, self.keymap, self.run_action, self.later)
        self.search = SearchPlace(self, session, self.text_page)
        self.stack.addWidget(self.search)
        self.stack.setCurrentWidget(self.search)
        self.columns = Columns(self, session)
        self._middle.insertWidget(0, self.columns.rail)
        self.columns.order_focus(self.menus.field.button, view)
        self.wiring.connect(session, view, self.keys)

    def close_session(self) -> None:
        """Close the corpus that is open, if there is one."""
        session = self.session
        if session is None:
            return
        self.stop_work()
        if self._readying is not None:
            self._readying.end()
        self.follower.finish_listing()
        listed = self.columns.listed.model
        self.settings.note_recent(
            session.corpus,
            documents=session.store.counts()["document"],
            finished=listed.finished(),
            day=date.today().isoformat(),
        )
        for kind in ("reviewing", "listing"):
            if self.act.is_made(kind):
                getattr(self.act, kind).forget()
        self.columns.save()
        if session.document is not None:
            settings, path = self.settings, session.corpus
            settings.set_text(settings.of_corpus("document", path), session.document)
            settings.set_text(settings.of_corpus("annotator", path), session.annotator)
        self.backups.end()
        self.text_page.end()
        self.search.end()
        for kind in ("measuring", "handing", "palette"):
            if self.act.is_made(kind):
                getattr(self.act, kind).forget()
        self.later.forget()
        self.slices.stop()
        if "large_pages" in vars(self):
            self.large_pages.end()
        self.session = self.keys = self.view = None
        self.columns.remove()
        page = self.search
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self.guarding.end(session)
        session.close()
        # What listens to it holds it, and it holds what listens: nobody else would let go of both.
        session.deleteLater()
        self._retitle()

    def stop_work(self) -> None:
        """Close what works on the corpus; long work stops and is taken back first."""
        from annotator.ui.dialogs.dialog import Dialog
        from annotator.ui.widgets.laid_over import LaidOver

        for dialog in self.findChildren(Dialog):
            dialog.close()
        for over in self.findChildren(LaidOver):
            over.close()
        self.follower.stop_reading()
        self.telling.end()

    def _after_first_paint(self, session: Session) -> None:
        if session is not self.session:
            return
        if len(self.columns.listed.model.rows) == _LISTED_FIRST:
            self.follower.list_all()
        self.guarding.prove_if_left_open(session.store)
        self.backups.begin(session.store)
        if session.store.read().has_decisions_of_others(session.annotator):
            self.act.answering.offer()
        QTimer.singleShot(_READY_MS, self, self.make_ready)

    def make_ready(self) -> None:
        """Make what the first tag of a sitting needs, which would wait for it otherwise."""
        if self.session is not None and self.keys is not None:
            self._begin_readying()
            self.act.make("tagging")
            self.keys.make_ready()
            inspector = self.columns.inspector
            QTimer.singleShot(0, inspector, inspector.make_ready)
            self.search.make_ready()

    def _begin_readying(self) -> None:
        from annotator.ui import first_presses
        from annotator.ui.pace.beside import Beside

        if self._readying is None:
            self._readying = Beside(self)
        if not self._readying.is_running():
            self._readying.begin(first_presses.make_ready)

    def _end(self) -> None:
        # Without a corpus work may go on as well: a backup is put back, a package looked for.
        self.stop_work()
        self.close_session()
        self._drop_welcome()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the corpus; nothing waits to be saved, unless its file is gone."""
        if not self.guarding.may_close():
            event.ignore()
            return
        self.settings.set_bytes("geometry", self.saveGeometry())
        self._end()
        self.settings.sync()
        event.accept()

    def _on_keys(self) -> None:
        """Take keys that were changed: menus, shortcuts, and the sentences that name them."""
        self.menus.take_keys()
        if self.session is not None:
            self.columns.take_keys()
            self.follower.show_panels()

    def _retitle(self) -> None:
        session = self.session
        shown = visible(session.corpus.stem).replace("[*]", "[*][*]") if session else ""
        if session is not None and session.copy is not None:
            shown = self.word("title_copy", name=shown)
        self.setWindowTitle(f"{shown} — Annotator" if session else "Annotator")
        self.menus.name_steps()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint of a corpus."""
        if event.type() == QEvent.Type.Paint and self.view is not None:
            # What can wait for the first paint is done after it.
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, partial(self._after_first_paint, self.sitting))
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Let the menus be true before a key is held against their shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self.menus.settle()
        elif event.type() == QEvent.Type.DeferredDelete:
            # Not everybody closes a window first: no thread and no open corpus may outlive it.
            self._end()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus, as in a dialog; say why a key does nothing now."""
        focused, is_plain = self.focusWidget(), not event.modifiers() & ~_KEYPAD
        if isinstance(focused, QPushButton) and is_plain and event.key() in _ENTER:
            focused.click()
            return
        latin = latin_press(event)
        if latin is not None and focused is not None:
            # A field has keys of its own, as for copying.
            QApplication.sendEvent(focused, latin)
            if latin.isAccepted():
                return
        action_id = self.keymap.action_for(event, WINDOW)
        why = self.menus.reason(action_id)
        if why:
            self.say(why)
        elif latin is not None and action_id:
            # No shortcut has the letter that Qt names, so this is where it is answered.
            self.menus.run(action_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text the room."""
        super().resizeEvent(event)
        self.menus.fit()
        if self.act.is_made("palette"):
            self.act.palette.fit()
        if self.session is not None:
            self.columns.fit()

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        self.look = look
        application = QApplication.instance()
        if isinstance(application, QApplication):
            colour_application(application, look)
        self.menus.field.set_look(look)
        if self._welcome is not None:
            self.show_welcome()
        if self.view is not None:
            self.text_page.set_look(look)
            self.columns.set_look(look)
            self.search.set_look()
            for kind in ("measuring", "handing", "listing"):
                if self.act.is_made(kind):
                    getattr(self.act, kind).set_look(look)
            self.follower.show_panels()
