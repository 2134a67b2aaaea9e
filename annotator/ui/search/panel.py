"""The panel of a search in the corpus: what is asked, how hits are sorted, the hits themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotatorError, Cancelled, QueryError
from annotator.model.query import Hit
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.operations.search.searching import DOCUMENT
from annotator.text.directions import plain_sentence
from annotator.ui.look.look import Look
from annotator.ui.search.asked_row import AskedRow
from annotator.ui.search.hits_list import HitsList
from annotator.ui.search.hits_model import HitsModel
from annotator.ui.search.order_row import OrderRow
from annotator.ui.search.searching import Searching
from annotator.ui.settings.keymap import Keymap
from annotator.ui.sitting.session import Session
from annotator.ui.text.accessibility import announce
from annotator.ui.widgets.rows import plain

_SOON_MS = 120
"""How long a list may stay empty before it is said that one must wait."""


class SearchPanel(QWidget):
    """A field, boxes, counts; heads; hits. Enter in the field searches, Down goes to the hits."""

    left = Signal()
    walked = Signal(int)
    opened = Signal(int, bool)
    counted = Signal()
    focus_changed = Signal()

    def __init__(
        self, look: Look, session: Session, keymap: Keymap, run: Callable[[str], None]
    ) -> None:
        """Build it without hits."""
        super().__init__()
        self._session = session
        self.order = DOCUMENT
        self._is_stopped = False
        self._waits_in: QWidget | None = None
        self._then: Callable[[], object] | None = None
        self._not_soon = QTimer(self)
        self._not_soon.setSingleShot(True)
        self._not_soon.setInterval(_SOON_MS)
        self._not_soon.timeout.connect(self._on_not_soon)
        self.model = HitsModel(session)
        self.searching = Searching(session)
        self._documents: dict[str, int] = {}
        self.forms: Counter[str] = Counter()
        self._row = row = AskedRow(session)
        self.field, self.boxes, self.add = row.field, row.boxes, row.add
        self.said, self.count = row.said, row.count
        self.heads = OrderRow(look, session)
        self.list = HitsList(look, session, self.model, keymap, run)
        self._build()
        self._connect(run)

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self.empty = plain(role="secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(24, 32, 24, 0)
        self.empty.setWordWrap(True)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row.layout)
        column.addWidget(self.heads)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.field)
        self.setAccessibleName(self._session.word("search_corpus"))
        self._show_empty("search_begin")

    def _connect(self, run: Callable[[str], None]) -> None:
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._on_return)
        self.field.textEdited.connect(self._stay)
        self.boxes.changed.connect(self._search_again)
        self.add.clicked.connect(lambda: run("search.condition"))
        self.heads.chosen.connect(self.sort)
        self.list.walked.connect(self.walked)
        self.list.opened.connect(self.opened)
        self.list.painted.connect(self.searching.see)
        searching = self.searching
        searching.found.connect(self._on_found)
        searching.formed.connect(self._on_formed)
        searching.sorted_anew.connect(self._on_sorted)
        searching.ended.connect(self._on_ended)
        searching.failed.connect(self._on_failed)
        searching.progressed.connect(self._on_progress)

    # Searching

    def _on_return(self) -> None:
        self.search()
        self.go_to_hits()

    def go_to_hits(self) -> None:
        """Give the focus to the hits, or wait for the first one and then do it."""
        if self.model.rowCount():
            if self.list.row() < 0:
                self.list.go_to(0)
            self.list.setFocus()
        else:
            self._waits_in = self.window().focusWidget() if self.searching.is_running() else None

    def _stay(self) -> None:
        """Wait no more: what is typed on is meant for the field, where a digit tags nothing."""
        self._waits_in = None

    def _go_from(self, waited_in: QWidget) -> None:
        """Go to the hits, unless somebody works elsewhere meanwhile."""
        if self.window().focusWidget() is waited_in:
            self.go_to_hits()

    def begin_typing(self, typed: str) -> None:
        """Go to the field: to what stands there, or to begin another search with what was typed."""
        self.field.setFocus()
        if typed:
            self.field.setText(typed)
        else:
            self.field.selectAll()

    def search(self, typed: str | None = None) -> None:
        """Search for what stands in the field, or for something that is put there."""
        if typed is not None:
            self.field.setText(typed)
        self.searching.cancel()
        self._is_stopped = False
        is_asked, error, first = bool(self.field.text().strip()), None, []
        if is_asked:
            # Before anything else is shown, which would only be in the way of it.
            try:
                asked = self.field.text(), self.boxes.manner(), self.order
                first = self.searching.search(*asked, page=self.list.page())
            except QueryError as refused:
                error = refused
        self._begin_with(first)
        if first:
            return
        if error is not None:
            self._refuse(sentence(error, self._session.language))
            self.field.setCursorPosition(int(error.data["position"]))
        elif is_asked and self._pages.currentWidget() is self.list:
            self._not_soon.start()
        elif is_asked:
            self._show_empty("searching")
        else:
            self._show_empty("search_begin")

    def _begin_with(self, hits: list[Hit]) -> None:
        self._documents = {}
        self.forms = Counter()
        self.model.set_hits(())
        self.model.clear_ticks()
        self._say("")
        if hits:
            self._add(hits)
            self._show_hits()
        else:
            self._show_counts()
            self.counted.emit()

    def _add(self, hits: list[Hit]) -> None:
        self._count(hits)
        self.model.add_hits(hits)

    def _count(self, hits: list[Hit]) -> None:
        for hit in hits:
            self._documents[hit.document] = self._documents.get(hit.document, 0) + 1

    def _on_not_soon(self) -> None:
        """Say in place of a list that it searches: one that goes and comes at once flickers."""
        if self.searching.is_running() and not self.model.rowCount():
            self._show_empty("searching")

    def search_then(self, typed: str, then: Callable[[], object]) -> None:
        """Search, and do something once all is found."""
        self.search(typed)
        self._then = then if self.searching.is_running() else None

    def _search_again(self) -> None:
        if self.field.text().strip():
            self.search()

    def _refuse(self, said: str) -> None:
        self._show_empty("")
        self.empty.setText(said)
        self.empty.setAccessibleName(plain_sentence(said))

    def _on_found(self, number: int, hits: list[Hit]) -> None:
        if number == self.searching.number:
            self._add(hits)
            self._show_hits()

    def _on_formed(self, number: int, forms: Counter[str]) -> None:
        if number == self.searching.number:
            self.forms.update(forms)
            self.counted.emit()

    def _on_sorted(self, number: int, hits: list[Hit]) -> None:
        if number != self.searching.number:
            return
        current = self.model.hit(self.list.row())
        self._documents = {}
        self._count(hits)
        self.model.set_hits(hits)
        self._show_hits()
        row = self.model.row_of(current) if current is not None else 0
        if row >= 0 and self.model.rowCount():
            self.list.go_to(row)

    def _show_hits(self) -> None:
        self._pages.setCurrentWidget(self.list)
        self._show_counts()
        self.counted.emit()
        if self.model.rowCount():
            waited_in, self._waits_in = self._waits_in, None
            if waited_in is not None:
                QTimer.singleShot(0, self, partial(self._go_from, waited_in))

    def _on_ended(self) -> None:
        self._say("")
        self._waits_in = None
        if not self.model.rowCount():
            self._show_empty(self.boxes.advice() if self.searching.is_for_words else "find_nothing")
        self._show_counts()
        announce(self.field, self.count.text() or self.empty.text())
        self.counted.emit()
        then, self._then = self._then, None
        if then is not None and self.model.rowCount():
            then()

    def _on_failed(self, error: object) -> None:
        self._waits_in = None
        self.counted.emit()
        if isinstance(error, Cancelled):
            self._say("")
        elif isinstance(error, AnnotatorError):
            said = sentence(error, self._session.language)
            if self.model.rowCount():
                self._say(said)
            else:
                self._say("")
                self._refuse(said)
        elif isinstance(error, BaseException):
            raise error

    def _on_progress(self, what: str, done: int, total: int) -> None:
        if self.searching.is_running():
            data = {"done": done, "total": total}
            self._say(sentence_of(what, data, self._session.language))

    # What is said

    def _say(self, text: str) -> None:
        if not text and self.model.rowCount():
            text = self._session.word("search_stopped" if self._is_stopped else "whole_corpus")
        self.said.setText(text)

    def _show_empty(self, code: str) -> None:
        self.empty.setText(self._session.word(code) if code else "")
        self.empty.setAccessibleName(plain_sentence(self.empty.text()))
        self._pages.setCurrentWidget(self.empty)

    def _show_counts(self) -> None:
        total, documents = self.model.rowCount(), len(self._documents)
        parts = [_counted(self._session, *x) for x in (("hits", total), ("documents", documents))]
        self.count.setText(", ".join(parts) if total else "")
        if total:
            # They take room that the boxes had, and keep it for those of the searches to come.
            self._row.arrange(self.width(), may_join=False)
        if not self.searching.is_running():
            self._say("")

    @property
    def documents(self) -> dict[str, int]:
        """How many hits each document has, in the order in which they were found."""
        return self._documents

    # Sorting

    def sort(self, order: str) -> None:
        """Sort by something else; what is sorted so already is sorted by document again."""
        order = DOCUMENT if order == self.order else order
        self.order = order
        self.heads.show_order(order)
        if self.searching.is_running() or order == DOCUMENT:
            self._search_again()
        elif self.model.rowCount():
            self.searching.sort(list(self.model.hits), order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the boxes a row of their own where one row has no room for all."""
        super().resizeEvent(event)
        self._row.arrange(self.width())

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self.heads.set_look(look)
        self.list.set_look(look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when one begins or ends to type: other keys work then."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if event.type() == QEvent.Type.FocusOut and self.list.hasFocus():
                # Of what is longer than the field its begin is read.
                self.field.setCursorPosition(0)
            self.focus_changed.emit()
        return super().eventFilter(watched, event)

    def _stop(self) -> None:
        """Stop a search that runs; what is found so far stays, and is said not to be all."""
        self.searching.cancel()
        self._waits_in, self._is_stopped = None, True
        self._say("")
        self.counted.emit()
        if not self.model.rowCount():
            self._show_empty("search_stopped")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops a search that runs, then leaves; Down goes to the hits."""
        if event.key() == Qt.Key.Key_Escape:
            if self.searching.is_running():
                self._stop()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.go_to_hits()
        else:
            super().keyPressEvent(event)


def _counted(session: Session, what: str, count: int) -> str:
    return session.word(f"{what}_one" if count == 1 else f"{what}_n", count=count)
