"""The bar that finds words, a regular expression or annotations in the document."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QPushButton, QWidget

from annotator.model.language import text_in
from annotator.model.query import FLAGS, Hit
from annotator.text.directions import plain_sentence
from annotator.ui.bars.finder import Finder, is_plain
from annotator.ui.bars.search_manner import MannerBoxes
from annotator.ui.sitting.session import Session
from annotator.ui.text.accessibility import announce
from annotator.ui.text.view import TextView
from annotator.ui.widgets.rows import Elided
from annotator.ui.words.fixed import word

_LONGEST_SELECTION = 80
_AROUND = 40
"""So many characters round a place are read aloud."""
_COUNT, _BETWEEN = 80, 14
_COUNT_PART = 0.4
"""What is said takes at most that part of a row, the field takes the rest."""


class FindBar(QWidget):
    """Typing finds at once; Enter and F3 go on, Esc leaves with the caret at the place found."""

    left = Signal()
    opened = Signal()

    def __init__(self, view: TextView, session: Session) -> None:
        """Find in what a view shows."""
        super().__init__()
        self._view, self._session = view, session
        self._hits: list[Hit] = []
        self._spans: list[tuple[int, int]] = []
        self._current = -1
        self._finder = Finder(view, session)
        self._finder.found.connect(self._take)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self._word("find_hint"))
        self.field.setAccessibleName(self._word("find"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(180)
        self.boxes = MannerBoxes(session.language)
        self.regex = self.boxes.regex
        self.annotations = QPushButton(self._word("find_annotations"))
        self.annotations.setMenu(self._menu())
        self.count = Elided(role="secondary")
        self.count.setMinimumWidth(_COUNT)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.field)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 4, 12, 4)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(6)
        self._is_wide = self._is_apart = False
        self._arrange(is_wide=True, is_apart=False)
        self.field.textChanged.connect(self.search)
        self.field.returnPressed.connect(lambda: self.step(1))
        self.boxes.changed.connect(self.search)
        session.document_opened.connect(self._on_document)
        self.hide()

    def _arrange(self, *, is_wide: bool, is_apart: bool) -> None:
        """Put everything in one row, or the boxes in a second one, or what is said in the last."""
        if (is_wide, is_apart) == (self._is_wide, self._is_apart):
            return
        self._is_wide, self._is_apart, grid = is_wide, is_apart, self._grid
        first = [self.field, self.boxes, self.annotations, self.count]
        for widget in first:
            grid.removeWidget(widget)
        if not is_wide:
            first.remove(self.boxes)
        if is_apart:
            first.remove(self.count)
            grid.addWidget(self.count, 2, 0, 1, len(first))
        side = Qt.AlignmentFlag.AlignLeft if is_apart else Qt.AlignmentFlag.AlignRight
        self.count.setAlignment(side)
        if not is_wide:
            grid.addWidget(self.boxes, 1, 0, 1, len(first))
        for column in range(grid.columnCount()):
            grid.setColumnStretch(column, 0)
        for column, widget in enumerate(first):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(0, 1)

    def _fit(self) -> None:
        """Take one row where there is room for it; what is said is read whole."""
        edges = self._grid.contentsMargins()
        room = self.width() - edges.left() - edges.right() - 2 * _BETWEEN
        room -= self.annotations.sizeHint().width()
        boxes = self.boxes.sizeHint().width() + _BETWEEN
        is_wide = room - boxes >= self.field.minimumWidth() + _COUNT
        room -= boxes if is_wide else 0
        said = self.count.fontMetrics().horizontalAdvance(self.count.text())
        is_apart = said > max(_COUNT, room * _COUNT_PART)
        self._arrange(is_wide=is_wide, is_apart=is_apart)
        last = 3 if is_wide else 2
        for column in range(self._grid.columnCount()):
            has_count = column == last and not is_apart
            self._grid.setColumnMinimumWidth(column, max(_COUNT, said) if has_count else 0)

    def minimumSizeHint(self) -> QSize:
        """Return what two rows need: the window is never made wider for one."""
        edges = self._grid.contentsMargins()
        width = self.boxes.minimumSizeHint().width() + edges.left() + edges.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many rows as are needed now."""
        super().resizeEvent(event)
        self._fit()

    def _word(self, code: str, **data: object) -> str:
        return word(code, self._session.language, keys=self._session.keys, **data)

    def _menu(self) -> QMenu:
        """Return a menu that writes a condition on annotations into the field."""
        menu = QMenu(self)
        for flag in FLAGS:
            action = menu.addAction(self._word(f"flag.{flag}"))
            action.triggered.connect(lambda _=False, x=flag: self.field.setText(f"[is:{x}]"))
        menu.addSeparator()
        language = self._session.language
        for layer in self._session.scheme.layers:
            name = text_in(layer.names, language, layer.id)
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, x=name: self._write(x))
        return menu

    def _write(self, layer: str) -> None:
        """Begin a condition on a layer; the caret stands where a feature can be typed."""
        named = f'"{layer}"' if any(c in layer for c in '=<>!:,"[]') else layer
        self.field.setText(f"[{named} ]")
        self.field.setFocus()
        self.field.setCursorPosition(len(named) + 2)

    def open(self) -> None:
        """Show the bar with what is selected."""
        selected = self._view.selected_text()
        self.show()
        self.opened.emit()
        if selected and "\n" not in selected and len(selected) < _LONGEST_SELECTION:
            self.field.setText(selected)
        self.field.setFocus()
        self.field.selectAll()
        self.search()

    def is_open(self) -> bool:
        """Say whether the bar is on the screen."""
        return not self.isHidden()

    def hits(self) -> list[tuple[int, int]]:
        """Return the places found, in the order of the text: always one list until others are."""
        return self._spans

    def _on_document(self, _document: str) -> None:
        if self.is_open():
            self.search()

    # Finding

    def search(self) -> None:
        """Find everything and show the first place after the caret."""
        self._finder.find(self.field.text(), self.boxes.manner())

    def end(self) -> None:
        """Wait for what still runs: the corpus is being closed."""
        self._finder.end()

    def _take(self, found: list[Hit], said: str) -> None:
        self._hits, self._current = found, -1
        self._spans = [(hit.begin, hit.end) for hit in found]
        if found:
            after = bisect_left(self._spans, (self._view.selection()[0],))
            self._current = after if after < len(found) else 0
        elif not said and self.field.text().strip():
            typed = self.field.text()
            said = self._word(self.boxes.advice() if is_plain(typed) else "find_no_place")
        self._show(said)

    # Going

    def step(self, by: int) -> None:
        """Go to the next or previous place."""
        if not self._hits:
            return
        self._current = (self._current + by) % len(self._hits)
        self._show("", with_line=True)
        self._select()

    def _select(self) -> None:
        if 0 <= self._current < len(self._hits):
            hit = self._hits[self._current]
            self._view.set_caret(hit.end, anchor=hit.begin)
            if hit.annotation is not None:
                self._session.set_current(hit.annotation)

    def _show(self, said: str, *, with_line: bool = False) -> None:
        self._view.set_hits(self.hits(), self._current)
        if self._hits:
            numbers = {"number": self._current + 1, "count": len(self._hits)}
            said = self._word("find_hits", **numbers)
            self._view.scroll_to(self._hits[self._current].begin)
        self.count.setText(said)
        self.count.setAccessibleName(plain_sentence(said))
        announce(self._view, f"{said}: {self._line()}" if with_line else said)
        self._fit()

    def _line(self) -> str:
        """Return the place found in its words, for whoever does not see it."""
        hit, text = self._hits[self._current], self._view.text()
        return " ".join(text[max(0, hit.begin - _AROUND) : hit.end + _AROUND].split())

    def close_bar(self) -> None:
        """Take the bar and its places off the screen; the caret goes to the place found."""
        self._finder.stop()
        self._select()
        self._view.set_hits([])
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
