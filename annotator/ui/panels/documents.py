"""The panel of documents: a list with a filter that is typed at once, and a menu on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from annotator.store.reading.listing import DocumentRow
from annotator.ui.action_table.action import twin
from annotator.ui.look.look import Look
from annotator.ui.panels.documents_model import (
    ROW,
    DocumentDelegate,
    DocumentsModel,
    Index,
    shown_name,
)
from annotator.ui.panels.typed import typed_by
from annotator.ui.widgets.menu_here import menu_place
from annotator.ui.words.fixed import word
from annotator.ui.words.local_form import number_in
from annotator.ui.words.told_keys import TABLE_KEYS, Keys

if TYPE_CHECKING:
    from annotator.model.change import ChangeSet
    from annotator.ui.sitting.session import Session

__all__ = ["DocumentsPanel", "shown_name"]

_FILTER_KEY = "f"


class _Filter(QLineEdit):
    """The filter; arrow keys walk the list, with Shift they select, Enter opens, Esc clears."""

    walked = Signal(int)
    extended = Signal(QKeyEvent)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.extended.emit(event)
                return
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)


class _List(QListView):
    """The list: F goes to the filter, other letters are typed into it, Esc leaves."""

    typed = Signal(str)
    left = Signal()
    deleted = Signal()
    menu_wanted = Signal(object)

    def dataChanged(
        self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()
    ) -> None:  # Qt's names.
        """Paint rows again whose contents changed; all are of one height, so nothing moves.

        (A list of Qt lays out every row then: ten thousand of them after each key.)
        """
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif typed_by(event):
            typed = typed_by(event)
            self.typed.emit("" if twin(typed) == _FILTER_KEY else typed)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and is_plain and index.isValid():
            self.activated.emit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, place = menu_place(self, event)
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_wanted.emit(place)


class DocumentsPanel(QWidget):
    """The panel of documents."""

    opened = Signal(str)
    left = Signal()
    counted = Signal(str)
    menu_wanted = Signal(list, object)
    deleted = Signal(list)

    def __init__(self, look: Look, language: str) -> None:
        """Build an empty list."""
        super().__init__()
        self._language = language
        self._keys: Keys = TABLE_KEYS
        self.setMinimumWidth(200)
        self.model = DocumentsModel(language)
        self.filter = _Filter()
        self.filter.setAccessibleName(word("filter_name", language))
        self.list = _List()
        self.list.setModel(self.model)
        self._delegate = DocumentDelegate(look, self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(word("documents", language))
        self.empty = QLabel()
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "secondary")
        self.setFocusProxy(self.filter)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 2, 12, 4)
        head.setSpacing(6)
        head.addWidget(self.filter)
        head.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_typed)
        self.filter.returnPressed.connect(self._open_current)
        self.filter.walked.connect(self._walk)
        self.filter.extended.connect(self._extend)
        self.filter.left.connect(self.left)
        self.list.activated.connect(self._on_activated)
        self.list.typed.connect(self._begin_filter)
        self.list.left.connect(self.left)
        self.list.menu_wanted.connect(lambda place: self.menu_wanted.emit(self.chosen(), place))
        self.list.deleted.connect(lambda: self.deleted.emit(self.chosen()))

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._delegate.set_look(look)
        self.list.viewport().update()

    def set_rows(
        self,
        rows: list[DocumentRow],
        current: str | None,
        sets: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Show documents, one of them current; `sets` names the sets that each is in."""
        self.model.set_rows(rows, sets)
        total = number_in(len(rows), self._language)
        code = "filter.one" if len(rows) == 1 else "filter"
        self.filter.setPlaceholderText(word(code, self._language, count=total))
        self._count()
        self.show_current(current)
        self._say_empty()

    def _count(self) -> None:
        done, count = (
            number_in(n, self._language) for n in (self.model.finished(), self.model.total)
        )
        self.counted.emit(word("finished_of", self._language, done=done, count=count))

    def follow(self, changes: ChangeSet, session: Session) -> bool:
        """Show what a change made new in the rows; say no if the list must be read anew."""
        tables = {change.table for change in changes.changes}
        if changes.is_bulk or tables & {"document", "document_set"}:
            return False
        for change in changes.changes:
            noun = change.after if change.after is not None else change.before
            if change.table == "assignment" and noun.annotator == session.annotator:
                state = change.after.state if change.after is not None else None
                self.model.patch(noun.document, lambda row, s=state: row._replace(state=s))
                self._count()
        self.patch_row(session.document, session.row_now)
        return True

    def patch_row(
        self, document_id: str | None, renewed: Callable[[DocumentRow], DocumentRow]
    ) -> None:
        """Show the row of a document anew, for instance with other counts."""
        if document_id is not None:
            self.model.patch(document_id, renewed)

    def show_current(self, document_id: str | None) -> None:
        """Mark the open document in the list."""
        if document_id is not None:
            self._select(self.model.index_of(document_id))

    def _select(self, index: QModelIndex) -> None:
        """Select one row alone, whatever keys are held down just now."""
        if index.isValid():
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, alone)
            self.list.scrollTo(index)

    def chosen(self) -> list[str]:
        """Return the documents that are selected in the list."""
        return self.model.ids(self.list.selectionModel().selectedIndexes())

    def name_keys(self, keys: Keys) -> None:
        """Name the keys of now in the sentence for when there is nothing."""
        self._keys = keys
        self._say_empty()

    def _say_empty(self) -> None:
        is_empty = not self.model.rows
        self.empty.setVisible(is_empty)
        if is_empty:
            code = "no_fit" if self.model.total else "no_documents"
            self.empty.setText(word(code, self._language, keys=self._keys))

    def _begin_filter(self, character: str) -> None:
        self.filter.setFocus()
        if character:
            self.filter.setText(character)
        else:
            self.filter.selectAll()

    def _on_typed(self, typed: str) -> None:
        self.model.set_filter(typed)
        if self.model.rows:
            self._select(self.model.index(0))
        self._say_empty()

    def _walk(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        if 0 <= row < len(self.model.rows):
            self._select(self.model.index(row))

    def _extend(self, event: QKeyEvent) -> None:
        """Select several from the filter on: only the list knows how."""
        self.list.setFocus()
        self.list.keyPressEvent(event)

    def _open_current(self) -> None:
        self._on_activated(self.list.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row is not None:
            self.opened.emit(row.id)
