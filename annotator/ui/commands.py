"""What the actions of the table do in the window."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, qVersion
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from annotator import __version__
from annotator.model.annotation import SURE, UNSURE, Annotation
from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.review import FINISHED, IN_PROGRESS, ON_ANNOTATION, ON_DOCUMENT, ON_SPANS
from annotator.model.wording import sentence
from annotator.operations import annotate, comments, documents, entities, relate
from annotator.ui.actions import ACTIONS, TEXT
from annotator.ui.panels.inspector import with_letter
from annotator.ui.picker import Picker
from annotator.ui.rows import Shown
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.text.view import TextView
    from annotator.ui.text_keys import TextKeys

_ZOOM = 10


class Commands(QObject):
    """One method for each handler that the table of actions names."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        super().__init__(window)
        self._window = window
        self.last_report = ""

    @property
    def _session(self) -> Session:
        assert self._window.session is not None
        return self._window.session

    @property
    def _view(self) -> TextView:
        assert self._window.view is not None
        return self._window.view

    @property
    def _keys(self) -> TextKeys:
        assert self._window.keys is not None
        return self._window.keys

    def text_key(self, event: QEvent) -> bool:
        """Run the text's own actions on Enter, Tab, Backspace and Del."""
        if not isinstance(event, QKeyEvent) or self._window.session is None:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        others = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if others:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_larger() if shift else self.open_under_caret()
        elif key == Qt.Key.Key_Tab:
            self.open_features()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.delete_current()
        else:
            return False
        return True

    # Corpora

    def new_corpus(self) -> None:
        """Ask for a name and a scheme, and make a corpus."""
        from annotator.ui.dialogs.new_corpus import NewCorpusDialog

        NewCorpusDialog(self._window).open()

    def open_corpus_dialog(self) -> None:
        """Ask for a corpus file and open it."""
        from PySide6.QtWidgets import QFileDialog

        word = self._window.word
        name, _ = QFileDialog.getOpenFileName(
            self._window, word("open_corpus"), "", word("corpora")
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a corpus; what forbids it is said in a sentence."""
        from annotator.ui.app import open_session

        try:
            session = open_session(path, self._window.settings, read_only=read_only)
        except AnnotatorError as error:
            if error.code == "locked" and not read_only:
                return self._offer_read_only(path, error)
            self._window.say(sentence(error, self._window.language))
            self._tell(sentence(error, self._window.language))
            return False
        self._window.open_session(session)
        return True

    def _offer_read_only(self, path: Path, error: AnnotatorError) -> bool:
        word = self._window.word
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(word("locked_title"))
        box.setText(sentence(error, self._window.language))
        reading = box.addButton(word("open_read_only"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(word("cancel"), QMessageBox.ButtonRole.RejectRole)
        reading.clicked.connect(lambda: self.open_path(path, read_only=True))
        box.open()
        return False

    def _tell(self, text: str) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.open()

    def close_corpus(self) -> None:
        """Close the corpus and show the welcome page."""
        self._window.close_session()
        self._window.show_welcome()

    def import_files(self) -> None:
        """Ask for files and bring them in."""
        self.import_paths([])

    def import_paths(self, paths: list[str]) -> None:
        """Show the import dialog on some files."""
        from annotator.ui.dialogs.importing import ImportDialog

        ImportDialog(self._window, self._session, [Path(p) for p in paths]).open()

    def export_corpus(self) -> None:
        """Show the export dialog."""
        from annotator.ui.dialogs.exporting import ExportDialog

        ExportDialog(self._window, self._session).open()

    def show_preferences(self) -> None:
        """Show language, theme and sizes."""
        from annotator.ui.dialogs.preferences import PreferencesDialog

        PreferencesDialog(self._window).open()

    def make_backup(self) -> None:
        """Make a verified backup and say so."""
        try:
            made = self._session.store.backup("asked")
        except AnnotatorError as error:
            self._window.say(sentence(error, self._window.language))
            return
        if made is None:
            self._window.say(self._window.word("backup_fresh"))
        else:
            self._window.say(self._window.word("backup_made", name=made.name))

    # Steps

    def undo(self) -> None:
        """Take the last step back."""
        self._session.undo()

    def redo(self) -> None:
        """Make it again."""
        self._session.redo()

    def undo_to(self, number: str) -> None:
        """Go to how it was after a step: take back what came later, or make again up to it."""
        session, wanted = self._session, int(number)
        store, who = session.store, session.annotator
        while (step := store.undo_step(who)) is not None and step.number > wanted:
            session.undo()
            if store.undo_step(who) == step:
                return
        while (step := store.redo_step(who)) is not None and step.number <= wanted:
            session.redo()
            if store.redo_step(who) == step:
                return

    def show_history(self) -> None:
        """Show the steps."""
        dock = self._window.dock("history")
        dock.show()
        dock.raise_()
        self._window.history_panel.show_session(self._session)
        self._window.history_panel.list.setFocus()

    def copy_selection(self) -> None:
        """Copy the selected text with its document and place."""
        session, view = self._session, self._view
        begin, end = view.selection()
        if begin == end or session.document is None:
            return
        name = session.store.read().document(session.document).name
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(f"{view.text()[begin:end]}\n({name}, {begin}–{end})")
        self._window.say(self._window.word("copied"))

    # View

    def show_find(self) -> None:
        """Open the find bar."""
        self._window.find_bar.open()

    def next_hit(self) -> None:
        """Go to the next place found."""
        self._window.find_bar.step(1)

    def previous_hit(self) -> None:
        """Go to the place found before."""
        self._window.find_bar.step(-1)

    def zoom_in(self) -> None:
        """Larger."""
        self._zoom(self._view.zoom() + _ZOOM)

    def zoom_out(self) -> None:
        """Smaller."""
        self._zoom(self._view.zoom() - _ZOOM)

    def zoom_reset(self) -> None:
        """As it was."""
        self._zoom(100)

    def _zoom(self, percent: int) -> None:
        self._view.set_zoom(max(60, min(300, percent)))
        self._window._on_zoom(self._view.zoom())

    def toggle_margin(self) -> None:
        """Show or hide the margin."""
        shown = not self._window.settings.flag("margin", True)
        self._window.settings.set_flag("margin", shown)
        self._view.set_margin_shown(shown)

    def toggle_names(self) -> None:
        """Show or hide the values over the text."""
        shown = not self._window.settings.flag("names", True)
        self._window.settings.set_flag("names", shown)
        self._view.set_names_shown(shown)

    def toggle_relations(self) -> None:
        """Draw the arcs of all hubs, or take them away."""
        session = self._session
        shown = not getattr(self, "_all_shown", False)
        self._all_shown = shown
        frames = [
            session.maker.frame(a.id, session.relations_from(a.id))
            for a in session.shown()
            if a.layer in session.maker.hubs and a.spans
        ]
        self._view.set_all_frames(frames if shown else ())

    def choose_annotator(self) -> None:
        """Pick whose work is shown and made."""
        session = self._session
        rows = [(a.id, text_in(a.names, session.language, a.id)) for a in session.annotators()]
        word = self._window.word
        Picker(
            self._window, word("choose_annotator"), word("pick_filter"), rows, self._take_annotator
        ).open()

    def _take_annotator(self, annotator_id: str) -> None:
        self._session.set_annotator(annotator_id)
        self._window.refresh_documents()

    def next_pane(self, step: int = 1) -> None:
        """Move the focus: documents, scheme, text, inspector."""
        window = self._window
        panes: list[QWidget] = [
            window.documents.filter,
            window.scheme_panel,
            self._view,
            window.inspector,
        ]
        panes = [p for p in panes if p.isVisible()]
        focused = window.focusWidget()
        at = next(
            (n for n, p in enumerate(panes) if p is focused or p.isAncestorOf(focused)),
            -1,
        )
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_panels(self) -> None:
        """Hide the side columns, or show them."""
        docks = [d for d in self._window.docks() if d.objectName() != "history"]
        any_shown = any(d.isVisible() for d in docks)
        for dock in docks:
            dock.setVisible(not any_shown)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or not."""
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()

    # Annotating

    def choose_layer(self) -> None:
        """Pick a layer from a list and tag with it."""
        session = self._session
        rows = [(x.id, text_in(x.names, session.language, x.id)) for x in session.scheme.layers]
        word = self._window.word
        Picker(self._window, word("scheme"), word("pick_filter"), rows, self._keys.tag).open()

    def repeat_last(self) -> None:
        """Tag with the last layer and values."""
        self._keys.repeat()

    def toggle_unsure(self) -> None:
        """Switch unsure."""
        annotation = self._current()
        if annotation is not None:
            wanted = SURE if annotation.confidence == UNSURE else UNSURE
            self._session.work(annotate.set_confidence, annotation.id, wanted)

    def _current(self) -> Annotation | None:
        annotation = self._session.current_annotation()
        if annotation is None:
            self._window.say(self._window.word("no_current"))
        return annotation

    def delete_current(self) -> None:
        """Delete the current annotation."""
        annotation = self._current()
        if annotation is None:
            return
        if self._session.work(annotate.remove_annotation, annotation.id) is not None:
            what = f"{self._session.layer_name(annotation.layer)}: {annotation.quote[:40]}"
            self._window.say(self._window.word("deleted", what=what))

    def add_fragment(self) -> None:
        """Join the selection to the current annotation."""
        self.add_fragment_of(*self._view.selection())

    def add_fragment_of(self, begin: int, end: int) -> None:
        """Join a stretch to the current annotation."""
        annotation = self._current()
        if annotation is not None and begin < end:
            self._session.work(annotate.add_fragment, annotation.id, (begin, end))

    def remove_fragment(self) -> None:
        """Take the fragment at the caret out of the current annotation."""
        annotation = self._current()
        if annotation is not None:
            caret = self._view.caret()
            for span in annotation.spans:
                if span.begin <= caret <= span.end:
                    self._session.work(annotate.remove_fragment, annotation.id, span)
                    return

    def set_borders(self, key: str, spans: Any) -> None:
        """Move the borders as a drag of a handle says."""
        self._view.set_preview(key, None)
        self._session.work(annotate.set_spans, key, spans)

    def edit_borders(self) -> None:
        """Let the arrows move the ends."""
        self._keys.enter_borders()

    def add_comment(self) -> None:
        """Comment on the current annotation, the selection, or the document."""
        window = self._window
        window.dock("inspector").show()
        window.inspector.write_comment(self._send_comment)

    def _send_comment(self, text: str) -> None:
        session = self._session
        annotation = session.current_annotation()
        begin, end = self._view.selection()
        where: dict[str, Any] = {"anchor": ON_DOCUMENT}
        if annotation is not None:
            where = {"anchor": ON_ANNOTATION, "target": annotation.id}
        elif begin < end:
            where = {"anchor": ON_SPANS, "spans": [(begin, end)]}
        session.work(
            comments.add_comment,
            document=session.document,
            text=text,
            language=session.language,
            **where,
        )

    def open_under_caret(self) -> None:
        """Select the smallest annotation here; again: its frame, or its features."""
        session, view = self._session, self._view
        caret = view.caret()
        found = view.marks_at(caret) or (view.marks_at(caret - 1) if caret else [])
        current = session.current
        if current is not None and any(m.key == current for m in found):
            annotation = session.current_annotation()
            if annotation is not None and annotation.layer in session.maker.hubs:
                self._keys.enter_frame()
            else:
                self.open_features()
        elif found:
            self._keys.select(found[0].key)
        else:
            view.toggle_fold(caret)

    def open_larger(self) -> None:
        """Select the next larger annotation under the caret."""
        session, view = self._session, self._view
        caret = view.caret()
        found = view.marks_at(caret) or (view.marks_at(caret - 1) if caret else [])
        keys = [m.key for m in found]
        if keys:
            at = keys.index(session.current) + 1 if session.current in keys else 0
            self._keys.select(keys[at % len(keys)])

    def open_features(self) -> None:
        """Go to the first required empty feature."""
        if self._current() is not None:
            self._window.dock("inspector").show()
            self._window.inspector.open_features()

    def link_from_list(self) -> None:
        """Pick a relation and its other end from a list."""
        session, word = self._session, self._window.word
        start = self._current()
        if start is None:
            return
        rows: list[tuple[Any, Shown]] = []
        for other in session.shown():
            if other.id != start.id:
                rows += self._link_rows(start, other.id, other, other.quote)
        for built_in in session.scheme.built_in_entities:
            name = text_in(built_in.names, session.language, built_in.id)
            rows += self._link_rows(start, built_in.id, built_in.id, name)
        if not rows:
            self._window.say(word("link_none"))
            return
        Picker(self._window, word("link_to"), word("link_filter"), rows, self._link_row).open()

    def _link_rows(
        self, start: Annotation, key: str, end: Annotation | str, quote: str
    ) -> list[tuple[Any, Shown]]:
        session = self._session
        rows: list[tuple[Any, Shown]] = []
        for kind in relate.link_options(session.scheme, start, end):
            found = session.scheme.relation_type(kind)
            name = text_in(found.names if found else None, session.language, kind)
            row = Shown(" ".join(quote.split())[:200], aside=name)
            rows.append(((start.id, kind, key, isinstance(end, str)), row))
        return rows

    def _link_row(self, row: tuple[str, str, str, bool]) -> None:
        start, kind, end, is_entity = row
        self._session.work(relate.link, start, kind, end, to_entity=is_entity)

    def may_link(self, start: str, end: str) -> bool:
        """Say whether the scheme lets two annotations be related."""
        session = self._session
        one, other = session.annotation(start), session.annotation(end)
        return bool(one and other and relate.link_options(session.scheme, one, other))

    def link_dragged(self, start: str, end: str) -> None:
        """Relate two annotations that the mouse joined; ask which way if several are allowed."""
        session, word = self._session, self._window.word
        one, other = session.annotation(start), session.annotation(end)
        if one is None or other is None:
            return
        rows = self._link_rows(one, other.id, other, other.quote)
        if len(rows) == 1:
            self._link_row(rows[0][0])
        elif rows:
            title = word("choose_relation")
            Picker(self._window, title, word("link_filter"), rows, self._link_row).open()

    def tag_entity_id(self, entity_id: str) -> None:
        """Tag with an entity picked from the list."""
        entity = self._session.store.read().entity(entity_id)
        if entity is not None:
            self._keys.tag_entity(entity)
            self._view.setFocus()

    def give_letter(self) -> None:
        """Give the current annotation's first entity a letter."""
        session, annotation = self._session, self._current()
        if annotation is None:
            return
        for value in annotation.features.values():
            for item in value if isinstance(value, (list, tuple)) else (value,):
                entity = session.store.read().entity(item) if isinstance(item, str) else None
                if entity is not None:
                    self._ask_letter(entity)
                    return

    def _ask_letter(self, entity: Any) -> None:
        from annotator.ui.actions import TWINS

        taken = {e.letter: e for e in self._session.store.read().entities() if e.letter}
        rows: list[tuple[Any, Shown]] = []
        for letter, latin in TWINS.items():
            holder = taken.get(letter)
            name = text_in(holder.names, self._session.language) if holder else ""
            rows.append((letter, Shown(f"{letter} {latin}", aside=name)))
        name = text_in(entity.names, self._session.language, entity.id)
        title = self._window.word("entity_letter", name=name)
        Picker(
            self._window,
            title,
            self._window.word("pick_filter"),
            rows,
            lambda x: self._session.work(entities.set_entity, with_letter(entity, x)),
        ).open()

    def new_entity(self) -> None:
        """Make an entity of the current annotation's quote and give it to it."""
        annotation = self._current()
        layer = self._session.scheme.layer(annotation.layer) if annotation else None
        for feature in layer.features if layer else ():
            if feature.type in ("entity", "entities") and annotation is not None:
                self._window.inspector._set(feature, ("_new", annotation.quote))
                return

    # Going

    def go_to_annotation(self, key: str) -> None:
        """Select an annotation and show it."""
        annotation = self._session.annotation(key)
        if annotation is not None and annotation.spans:
            self._keys.leave_frame() if self._keys.mode != "text" else None
            self._view.set_caret(annotation.spans[0].begin)
            self._keys.select(key)
            self._view.setFocus()

    def _step(self, by: int, fits: Any) -> bool:
        session = self._session
        rows = [a for a in session.shown() if a.spans and fits(a)]
        current = session.current_annotation()
        if current is not None and current.spans:
            here: tuple[Any, ...] = (current.spans[0].begin, -current.spans[-1].end, current.id)
        else:
            here = (self._view.caret(), 0, "")
        rows.sort(key=lambda a: (a.spans[0].begin, -a.spans[-1].end, a.id))
        keyed = [((a.spans[0].begin, -a.spans[-1].end, a.id), a.id) for a in rows]
        wanted = [k for place, k in keyed if (place > here if by > 0 else place < here)]
        if not wanted:
            return False
        self.go_to_annotation(wanted[0] if by > 0 else wanted[-1])
        return True

    def next_annotation(self) -> None:
        """The next one in the text."""
        self._step(1, lambda a: True)

    def previous_annotation(self) -> None:
        """The one before."""
        self._step(-1, lambda a: True)

    def next_of_layer(self) -> None:
        """The next one of the current layer."""
        self._step_of_layer(1)

    def previous_of_layer(self) -> None:
        """The one before of the current layer."""
        self._step_of_layer(-1)

    def _step_of_layer(self, by: int) -> None:
        current = self._session.current_annotation()
        if current is not None:
            self._step(by, lambda a: a.layer == current.layer)

    def next_incomplete(self) -> None:
        """The next incomplete one, in this document or a later one."""
        session = self._session
        if self._step(1, lambda a: session.is_incomplete(a.id)):
            return
        rows = session.documents()
        ids = [r.id for r in rows]
        at = ids.index(session.document) if session.document in ids else -1
        for row in rows[at + 1 :] + rows[: at + 1]:
            if row.incomplete:
                session.open_document(row.id)
                if self._step(1, lambda a: session.is_incomplete(a.id)):
                    return
        self._window.say(self._window.word("none_left"))

    def next_unsure(self) -> None:
        """The next unsure one."""
        if not self._step(1, lambda a: a.confidence == UNSURE):
            self._window.say(self._window.word("none_left"))

    def next_comment(self) -> None:
        """The next one with a comment."""
        targets = {c.target for c in self._session.comments.values()}
        if not self._step(1, lambda a: a.id in targets):
            self._window.say(self._window.word("none_left"))

    def next_document(self) -> None:
        """Open the next document."""
        self._go_document(1)

    def previous_document(self) -> None:
        """Open the document before."""
        self._go_document(-1)

    def _go_document(self, by: int) -> None:
        session = self._session
        ids = [r.id for r in session.documents()]
        at = ids.index(session.document) + by if session.document in ids else 0
        if 0 <= at < len(ids):
            session.open_document(ids[at])

    def go_to_documents(self) -> None:
        """Give the focus to the filter of the documents."""
        self._window.dock("documents").show()
        self._window.documents.filter.setFocus()
        self._window.documents.filter.selectAll()

    def finish_document(self) -> None:
        """Finish the document, or open it again."""
        session = self._session
        if session.document is None:
            return
        done = documents.is_finished(session.store, session.document, session.annotator)
        wanted = IN_PROGRESS if done else FINISHED
        session.do(documents.set_assignment, session.document, session.annotator, wanted)
        self._window.head.show_counts(session)
        self._window.say(self._window.word("reopened" if done else "finished_now"))

    # Help

    def show_keys(self) -> None:
        """List every key, from the table of actions."""
        language = self._window.language
        rows = [
            (a.id, Shown(a.name(language), cap=", ".join(a.shortcuts), below=a.tip(language)))
            for a in ACTIONS
        ]
        title = self._window.word("keys_title")
        hint = self._window.word("keys_filter")
        picker = Picker(self._window, title, hint, rows, self._run_row)
        picker.helped.connect(self.show_guide)
        picker.open()

    def show_guide(self) -> None:
        """Show the user guide."""
        from annotator.ui.dialogs.guide import GuideDialog

        GuideDialog(self._window).show()

    def _run_row(self, action_id: str) -> None:
        entry = next(a for a in ACTIONS if a.id == action_id)
        if entry.handler and self._window.action(action_id).isEnabled():
            self._window.action(action_id).trigger()

    def show_about(self) -> None:
        """Say versions and licences."""
        from annotator.store.store import sqlite_version

        versions = {
            "version": __version__,
            "qt": qVersion(),
            "sqlite": sqlite_version(),
            "python": sys.version.split()[0],
        }
        self._tell(self._window.word("about_text", **versions))

    def copy_report(self) -> None:
        """Copy what is known of the last failure; it has no text of the corpus."""
        QGuiApplication.clipboard().setText(self.last_report)

    def note_failure(self, kind: Any, error: BaseException, trace: Any) -> None:
        """Keep the report of a failure and show the bar."""
        lines = traceback.format_exception(kind, error, trace)
        self.last_report = f"Annotator {__version__}, Qt {qVersion()}\n" + "".join(lines)
        self._window.show_failure()

    def show_context_menu(self, place: QPoint, offset: int) -> None:
        """Show the text's actions with their keys."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        marks = self._view.marks_at(offset)
        if marks:
            self._keys.select(marks[0].key)
        session = self._session
        for key, layer in session.layer_keys().items():
            made = QAction(f"{session.layer_name(layer)}\t{key}", menu)
            made.triggered.connect(lambda _=False, x=layer: self._keys.tag(x))
            menu.addAction(made)
        menu.addSeparator()
        for entry in ACTIONS:
            if entry.handler and entry.menu == "annotate" and TEXT in entry.contexts:
                menu.addAction(self._window.action(entry.id))
        menu.popup(place)
