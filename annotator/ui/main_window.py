"""The window: menus, panels, the text between them, and what connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.wording import sentence, step_sentence
from annotator.ui.actions import ACTIONS, MENU_NAMES, MENUS, TEXT, action
from annotator.ui.bars import DocumentHead, FailureBar, FrameBar, StatusBar
from annotator.ui.chrome import palette, style_sheet
from annotator.ui.commands import Commands
from annotator.ui.find_bar import FindBar
from annotator.ui.look import Look
from annotator.ui.panels.documents import DocumentsPanel
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.lists import EntitiesPanel, HistoryPanel
from annotator.ui.panels.scheme import SchemePanel
from annotator.ui.rail import PANELS, Rail
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.tasks import Task
from annotator.ui.text.accessibility import announce
from annotator.ui.text.view import TextView
from annotator.ui.text_keys import BORDERS, FRAME, TextKeys
from annotator.ui.view_data import segment_views
from annotator.ui.words import word

if TYPE_CHECKING:
    from annotator.ui.welcome import Welcome

STATE_VERSION = 1
_NARROW, _TINY = 1180, 900
"""Widths in pixels under which the left column becomes a rail, and the inspector is opened by
hand."""
_WITHOUT_CORPUS = (
    "corpus.new",
    "corpus.open",
    "corpus.quit",
    "app.preferences",
    "help.keys",
    "help.guide",
    "help.about",
    "view.full",
)
_LISTED_FIRST = 200
"""Documents listed before the first paint; the rest follow at once."""


class MainWindow(QMainWindow):
    """One window on one corpus, or on none yet."""

    def __init__(self, settings: Settings, look: Look) -> None:
        """Build the window without a corpus."""
        super().__init__()
        self.settings, self.look = settings, look
        self.language = settings.language
        self.session: Session | None = None
        self.keys: TextKeys | None = None
        self.view: TextView | None = None
        self._backup: Task | None = None
        self.setObjectName("main")
        self.setMinimumSize(800, 560)
        self.resize(1440, 900)
        self.commands = Commands(self)
        self._actions: dict[str, QAction] = {}
        self._docks: dict[str, QDockWidget] = {}
        self._is_narrow = self._is_tiny = False
        self._stack = QStackedWidget()
        self._welcome: Welcome | None = None
        self.status = StatusBar()
        self.failure = FailureBar()
        self.failure.copied.connect(self.commands.copy_report)
        self._build_menus()
        self._build_centre()
        self.show_welcome()
        self._retitle()

    def word(self, code: str, **data: object) -> str:
        """Return a fixed text in the window's language."""
        return word(code, self.language, **data)

    # Building

    def _build_menus(self) -> None:
        bar = self.menuBar()
        menus = {key: bar.addMenu(MENU_NAMES[key][self.language == "bg"]) for key in MENUS}
        for entry in ACTIONS:
            if not entry.handler:
                continue
            made = QAction(entry.name(self.language), self)
            made.setToolTip(entry.tip(self.language))
            made.setStatusTip(entry.tip(self.language))
            typed = entry.contexts == TEXT and all(len(k) == 1 for k in entry.shortcuts)
            own = {"Return", "Shift+Return", "Tab", "Backspace", "Del"}
            if not typed and not own.intersection(entry.shortcuts):
                made.setShortcuts([QKeySequence(k) for k in entry.shortcuts])
            elif entry.shortcuts:
                made.setText(f"{entry.name(self.language)}\t{entry.shortcuts[0]}")
            handler = getattr(self.commands, entry.handler, None) or getattr(self, entry.handler)
            made.triggered.connect(lambda _checked=False, run=handler: run())
            self._actions[entry.id] = made
            if entry.menu:
                menus[entry.menu].addAction(made)
            self.addAction(made)

    def _build_centre(self) -> None:
        back = QShortcut(QKeySequence("Shift+F6"), self)
        back.activated.connect(lambda: self.commands.next_pane(-1))
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.failure)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._stack, 1)
        column.addLayout(self._middle, 1)
        self.setCentralWidget(outer)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self.status, 1)

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self.word(name), self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        dock.setAccessibleName(self.word(name))
        self.addDockWidget(area, dock)
        self._docks[name] = dock
        return dock

    # Opening and closing

    def show_welcome(self) -> None:
        """Show what can be done without a corpus."""
        from annotator.ui.welcome import Welcome

        self._drop_welcome()
        self._welcome = page = Welcome(self)
        self.status.clear()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def _drop_welcome(self) -> None:
        page, self._welcome = self._welcome, None
        if page is not None:
            page.end()
            self._stack.removeWidget(page)
            page.deleteLater()

    def set_language(self, language: str) -> None:
        """Take another language at once; what is open is opened again in it."""
        self.settings.set_text("language", language)
        if language == self.language:
            return
        self.language = language
        session, view = self.session, self.view
        caret = view.caret() if view is not None else 0
        self.close_session()
        self.menuBar().clear()
        for made in self._actions.values():
            self.removeAction(made)
            made.deleteLater()
        self._build_menus()
        if session is None:
            self.show_welcome()
        elif self.commands.open_path(session.store.path, read_only=session.store.is_read_only):
            assert self.view is not None
            self.view.set_caret(caret)
        self._retitle()

    def open_session(self, session: Session) -> None:
        """Show a corpus."""
        self.close_session()
        self.session = session
        self._build_session(session)
        self._drop_welcome()
        self.settings.add_recent(session.store.path)
        rows = session.documents(limit=_LISTED_FIRST)
        self.documents.set_rows(rows, None)
        wanted = self.settings.text(f"document/{session.store.path.name}")
        if rows:
            is_known = bool(wanted) and session.store.read().has_document(wanted)
            session.open_document(wanted if is_known else rows[0].id)
        else:
            self._show_panels()
        self._retitle()
        self._restore_state()
        self._is_narrow = self._is_tiny = False
        self._fit()
        assert self.view is not None
        self.view.setFocus()
        self.view.viewport().installEventFilter(self)

    def _build_session(self, session: Session) -> None:
        look = self.look
        self.view = TextView(look)
        self.keys = TextKeys(self.view, session)
        self.head, self.frame_bar = DocumentHead(), FrameBar()
        self.find_bar = FindBar(self.view, self.language)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in (
            (self.head, 0),
            (self.view, 1),
            (self.frame_bar, 0),
            (self.find_bar, 0),
        ):
            column.addWidget(widget, stretch)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.documents = DocumentsPanel(look, self.language)
        self.scheme_panel = SchemePanel(look, self.language)
        self.entities_panel = EntitiesPanel(self.language)
        self.inspector = Inspector(look, session)
        self.history_panel = HistoryPanel(self.language)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._dock("documents", self.documents, left)
        self._dock("scheme", self.scheme_panel, left)
        self._dock("entities", self.entities_panel, left)
        self._dock("inspector", self.inspector, right)
        self._dock("history", self.history_panel, right).hide()
        names = [self._docks[n] for n in ("documents", "scheme", "entities")]
        self.resizeDocks(names, [340, 280, 180], Qt.Orientation.Vertical)
        self.rail = Rail(look, session)
        self._middle.insertWidget(0, self.rail)
        self.rail.opened.connect(self._toggle_panel)
        sides = [self._docks["documents"], self._docks["inspector"]]
        self.resizeDocks(sides, [252, 306], Qt.Orientation.Horizontal)
        self._connect(session)

    def _connect(self, session: Session) -> None:
        view, keys, commands = self.view, self.keys, self.commands
        assert view is not None and keys is not None
        keys.plain = {
            "0": commands.choose_layer,
            "=": commands.repeat_last,
            "?": commands.toggle_unsure,
        }
        session.document_opened.connect(self._on_document)
        session.document_closed.connect(self._on_document_closed)
        session.marks_changed.connect(self._on_marks)
        session.marks_replaced.connect(self._on_replaced)
        session.current_changed.connect(self._on_current)
        session.changed.connect(self._on_changed)
        session.refused.connect(self.say)
        session.said.connect(self.say)
        view.mark_clicked.connect(self._on_clicked)
        view.mark_dragged_to.connect(commands.link_dragged)
        view.handle_dragged.connect(commands.set_borders)
        view.fragment_clicked.connect(commands.add_fragment_of)
        view.caret_moved.connect(self._on_caret)
        view.zoom_changed.connect(self._on_zoom)
        view.files_dropped.connect(commands.import_paths)
        view.context_requested.connect(commands.show_context_menu)
        view.set_link_filter(commands.may_link)
        view.installEventFilter(self)
        keys.mode_changed.connect(self._on_mode)
        keys.question_changed.connect(self._on_question)
        self.documents.opened.connect(self._open_from_list)
        self.documents.left.connect(view.setFocus)
        self.scheme_panel.chosen.connect(keys.tag)
        self.rail.tagged.connect(keys.tag)
        self.entities_panel.chosen.connect(commands.tag_entity_id)
        self.inspector.left.connect(self.back_to_text)
        self.inspector.went_to.connect(commands.go_to_annotation)
        self.history_panel.chosen.connect(commands.undo_to)
        self.find_bar.left.connect(view.setFocus)
        self.frame_bar.answered.connect(keys._answer)
        view.set_zoom(self.settings.number("zoom", 100, least=60, most=300))

    def close_session(self) -> None:
        """Close the corpus that is open, if there is one."""
        session = self.session
        if session is None:
            return
        self._save_state()
        self._end_backup()
        self.session = self.keys = self.view = None
        for dock in self._docks.values():
            self.removeDockWidget(dock)
            dock.deleteLater()
        self._docks.clear()
        page = self._stack.currentWidget()
        self._stack.removeWidget(page)
        for widget in (page, self.rail):
            widget.hide()
            widget.deleteLater()
        session.close()
        self._retitle()

    def _after_first_paint(self) -> None:
        session = self.session
        if session is None:
            return
        if len(self.documents.model.rows) == _LISTED_FIRST:
            self.refresh_documents()
        if not session.store.is_read_only:
            store = session.store
            self._backup = Task(lambda progress: store.backup_apart("open", progress))
            self._backup.failed.connect(self._on_backup_failed)
            self._backup.start()

    def _on_backup_failed(self, error: object) -> None:
        if isinstance(error, AnnotatorError) and not isinstance(error, Cancelled):
            self.say(sentence(error, self.language))

    def _end_backup(self) -> None:
        task, self._backup = self._backup, None
        if task is not None:
            task.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the corpus; nothing waits to be saved."""
        self.settings.set_bytes("geometry", self.saveGeometry())
        self.close_session()
        self._drop_welcome()
        self.settings.sync()
        event.accept()

    def _save_state(self) -> None:
        session = self.session
        self.settings.set_bytes("state", self.saveState(STATE_VERSION))
        if session is not None and session.document is not None:
            self.settings.set_text(f"document/{session.store.path.name}", session.document)
            self.settings.set_text(f"annotator/{session.store.path.name}", session.annotator)

    def _restore_state(self) -> None:
        geometry, state = self.settings.bytes("geometry"), self.settings.bytes("state")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        if not state.isEmpty():
            self.restoreState(state, STATE_VERSION)

    def _retitle(self) -> None:
        name = self.session.store.path.stem if self.session else ""
        self.setWindowTitle(f"{name} — Annotator" if name else "Annotator")
        has_corpus = self.session is not None
        for key, made in self._actions.items():
            made.setEnabled(has_corpus or key in _WITHOUT_CORPUS)
        self._name_steps()

    # What changes on the screen

    def say(self, text: str) -> None:
        """Say a sentence in the status bar, and to a screen reader."""
        self.status.say(text)
        if self.view is not None:
            announce(self.view, text)

    def refresh_documents(self) -> None:
        """Read the list of documents anew."""
        if self.session is not None:
            self.documents.set_rows(self.session.documents(), self.session.document)

    def _open_from_list(self, document_id: str) -> None:
        if self.session is not None:
            if document_id != self.session.document:
                self.session.open_document(document_id)
            if self._is_narrow:
                self._docks["documents"].hide()
            if self.view is not None:
                self.view.setFocus()

    def _on_document(self, document_id: str) -> None:
        session, view = self.session, self.view
        if session is None or view is None:
            return
        document = session.store.read().document(document_id)
        language = document.metadata.get("language")
        views = segment_views(
            session.facts.segments, session.scheme, self.language, self.word("teaser")
        )
        view.set_document(document.text, views, language=str(language.value) if language else "")
        view.set_marks(session.marks())
        self.head.show_document(document, len(document.text.split()), session)
        self.documents.show_current(document_id)
        self._show_panels()
        self._on_caret(0)

    def _on_document_closed(self) -> None:
        if self.view is not None:
            self.view.set_document("")
            self.head.clear()

    def _on_marks(self, removed: list[str], added: list[Any]) -> None:
        session, view = self.session, self.view
        if session is None or view is None:
            return
        view.patch_marks(removed, added)
        view.select_mark(session.current)
        if self.keys is not None:
            self.keys.show_frame()
        self.head.show_counts(session)
        self._show_panels()

    def _on_replaced(self) -> None:
        if self.session is not None and self.view is not None:
            self.view.set_marks(self.session.marks())
            self.head.show_counts(self.session)
            self._show_panels()

    def _on_current(self, key: str) -> None:
        session, view = self.session, self.view
        if session is None or view is None:
            return
        view.select_mark(key or None)
        self._describe()
        self._show_panels()

    def _on_changed(self, changes: Any) -> None:
        touched = {c.table for c in changes.changes}
        if changes.is_bulk or touched.intersection(("document", "assignment")):
            self.refresh_documents()
        elif self.session is not None:
            self.documents.patch_row(self.session.document, self.session.row_now)
        self._name_steps()
        if not self._docks["history"].isHidden() and self.session is not None:
            self.history_panel.show_session(self.session)

    def _show_panels(self) -> None:
        session = self.session
        if session is None:
            return
        current = session.current_annotation()
        self.scheme_panel.show_session(session, current.layer if current else None)
        self.entities_panel.show_session(session)
        self.status.saved.setText(self.word("read_only" if session.store.is_read_only else "saved"))

    def _name_steps(self) -> None:
        for code, made in (("undo", "edit.undo"), ("redo", "edit.redo")):
            entry = self._actions[made]
            step = None
            if self.session is not None:
                store, who = self.session.store, self.session.annotator
                step = store.undo_step(who) if code == "undo" else store.redo_step(who)
            entry.setEnabled(step is not None)
            said = step_sentence(step, self.language) if step else ""
            text = self.word(f"{code}_step", step=said) if step else self.word(code)
            entry.setText(text.replace("&", "&&"))

    def _on_clicked(self, key: str) -> None:
        if self.keys is not None:
            if self.keys.mode == FRAME and key != (self.session.current if self.session else None):
                self.keys.leave_frame()
            self.keys.select(key)

    def _on_caret(self, offset: int) -> None:
        if self.view is None:
            return
        paragraph = self.view.text().count("\n", 0, offset) + 1
        self.status.place.setText(self.word("place", paragraph=paragraph, offset=offset))
        self._describe()

    def _on_zoom(self, percent: int) -> None:
        self.settings.set_number("zoom", percent)
        self.status.zoom.setText(f"{percent} %")

    def _on_mode(self, mode: str) -> None:
        self._describe()
        if mode != FRAME:
            self.frame_bar.hide()

    def _on_question(self) -> None:
        session, keys = self.session, self.keys
        if session is not None and keys is not None and keys.mode == FRAME:
            self.frame_bar.show_frame(session, keys.question())
        else:
            self.frame_bar.hide()

    def _describe(self) -> None:
        session, keys = self.session, self.keys
        if session is None or keys is None or self.view is None:
            return
        annotation = session.current_annotation()
        self.status.zoom.setText(f"{self.view.zoom()} %")
        self.status.mode.setText(self.word(f"mode.{keys.mode}"))
        if annotation is None:
            empty = "" if session.shown() else self.word("nothing_tagged")
            self.status.stand(empty)
            self.status.show_keys([("1…9", self.word("key.digits"))])
            return
        from annotator.model.presentation import label_values

        values = [v.lower() for v in label_values(session.scheme, annotation, self.language)]
        quote = " ".join(annotation.quote.split())[:60]
        parts = [session.layer_name(annotation.layer), quote, *values]
        self.status.stand(", ".join(part for part in parts if part))
        self.status.show_keys(self._keys_now(keys.mode))

    def _keys_now(self, mode: str) -> list[tuple[str, str]]:
        if mode == BORDERS:
            return [
                ("← →", self.word("key.arrows")),
                ("Tab", self.word("key.tab_end")),
                ("Enter", self.word("key.enter")),
                ("Esc", self.word("cancel").lower()),
            ]
        if mode == FRAME:
            return [
                ("а б в", self.word("key.letters")),
                ("Esc", self.word("key.esc")),
            ]
        return [
            ("Tab", self.word("key.tab")),
            ("F2", self.word("key.f2")),
            ("Shift+Enter", self.word("key.shift_enter")),
        ]

    def back_to_text(self) -> None:
        """Give the focus to the text, the caret at the end of the current annotation."""
        session, view = self.session, self.view
        if session is None or view is None:
            return
        annotation = session.current_annotation()
        if annotation is not None and annotation.spans:
            view.set_caret(annotation.spans[-1].end)
        view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the text surface that actions of the table name."""
        if watched is self.view and event.type() == QEvent.Type.KeyPress and self.keys is not None:
            if self.keys.mode == BORDERS:
                return False
            return self.commands.text_key(event)
        if event.type() == QEvent.Type.Paint and self.view is not None:
            # The first paint of a corpus: what can wait for it is done after it.
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._after_first_paint)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text the room: a rail instead of the left column, then no inspector."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.session is None:
            return
        is_narrow, is_tiny = self.width() < _NARROW, self.width() < _TINY
        self.rail.setVisible(is_narrow)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for name in PANELS:
                self._docks[name].setVisible(not is_narrow)
        if is_tiny != self._is_tiny:
            self._is_tiny = is_tiny
            self._docks["inspector"].setVisible(not is_tiny)

    def _toggle_panel(self, name: str) -> None:
        dock = self._docks[name]
        for other in PANELS:
            self._docks[other].setVisible(other == name and dock.isHidden())
        if dock.isVisible():
            dock.widget().setFocus()

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        self.look = look
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(look))
            application.setStyleSheet(style_sheet(look))
        if self.view is not None:
            self.view.set_look(look)
            for panel in (self.documents, self.scheme_panel, self.inspector):
                panel.set_look(look)
            self._show_panels()

    def show_failure(self) -> None:
        """Say that something went wrong in the program."""
        words = (self.word(x) for x in ("wrong", "copy_report", "close"))
        self.failure.show_failure(*words)

    def dock(self, name: str) -> QDockWidget:
        """Return a dock by its object name."""
        return self._docks[name]

    def docks(self) -> list[QDockWidget]:
        """Return all docks."""
        return list(self._docks.values())

    def action(self, action_id: str) -> QAction:
        """Return the action of the table's row."""
        action(action_id)
        return self._actions[action_id]
