"""A field that offers values while one types: digits choose, letters filter, Enter sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from annotator.text.names import visible
from annotator.ui.action_table.action import VALUES
from annotator.ui.widgets.tips import tip
from annotator.ui.words.told_keys import TABLE_KEYS, Keys

Option = tuple[Any, str]
_VALUE = int(Qt.ItemDataRole.UserRole)
_ROWS, _MOST = 9, 50
_LIST_WIDTH, _GAP = 400, 2
_CHEVRON = 16
"""Pixels at the right of a bare field for the sign that there is a list."""
_CHOOSE = "values.choose_"
_WALKING = {"features.walk_down": 1, "features.walk_up": -1}
_STEPS = {"features.next": 1, "features.previous": -1}


class ChoiceField(QLineEdit):
    """Offers `options(typed)`; what is not among them can be taken only if `is_free`.

    `chosen` tells a value, `answered` that it came by a digit, `advanced` the way to go on,
    `typed` a free text as it is typed, "" once it was given up.
    """

    chosen = Signal(object)
    answered = Signal()
    advanced = Signal(int)
    left = Signal()
    focus_changed = Signal()
    typed = Signal(str)

    def __init__(
        self,
        options: Callable[[str], list[Option]],
        *,
        digits: bool = True,
        is_free: bool = False,
        none: str = "",
        is_bare: bool = False,
        keys: Keys = TABLE_KEYS,
        parent: QWidget | None = None,
    ) -> None:
        """`digits`: a digit sets the nth option; `is_free`: any text is a value.

        `none` says that nothing fits what was typed. One that `is_bare` has no box until the hand
        or the focus is on it. `keys` tell what a press means here: choosing, walking, going on.
        """
        super().__init__(parent)
        self._options = options
        self._digits, self._is_free, self._keys = digits, is_free, keys
        self._none = "" if is_free else none
        self._shown = self._by_rule = ""
        self._is_asked = False
        self.setMinimumWidth(60)
        self._has_chevron = is_bare and not is_free
        if is_bare:
            self.setProperty("role", "value")
        if self._has_chevron:
            self.setTextMargins(0, 0, _CHEVRON, 0)
        self._list = QListWidget(self)
        self._list.setWindowFlags(Qt.WindowType.ToolTip)
        self._list.setProperty("role", "offered")
        self._list.setFont(_even_digits())
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # In this order: what has a proxy hands its policy on, and the field could not be clicked.
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFocusProxy(self)
        # Keys come here by actions of their own, never by a walk through what may lie hidden.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._list.itemClicked.connect(self._on_clicked)
        self.textEdited.connect(self._on_typed)

    def show_value(self, label: str) -> None:
        """Show what the value is called."""
        self._shown = label
        self._tell()
        if self.text() != label:
            self.setText(label)
            self.setCursorPosition(0)
            if self.hasFocus():
                self._mark_all()
        self._list.hide()

    def show_draft(self, text: str) -> None:
        """Show what was typed and not taken yet; Enter takes it, Esc gives it up."""
        self._is_asked = True
        if self.text() != text:
            self.setText(text)

    def set_standing(self, *, is_missing: bool, by_rule: str) -> None:
        """Show that a value is still required, or, with a sentence, that a rule filled it in."""
        before = (self.property("missing"), self.property("by_rule"))
        now = (is_missing, bool(by_rule))
        if before != now:
            self.setProperty("missing", is_missing)
            self.setProperty("by_rule", bool(by_rule))
            self.style().unpolish(self)
            self.style().polish(self)
        self._by_rule = by_rule
        self._tell()
        self.setAccessibleDescription(by_rule)

    def _tell(self) -> None:
        """Let the tooltip say the whole value, and that a rule filled it in."""
        told = [part for part in (self._shown, self._by_rule) if part]
        if self.toolTip() != tip(*told):
            self.setToolTip(tip(*told))

    def offered(self) -> list[str]:
        """Return the labels that are offered now, for the tests."""
        return [self._list.item(i).text() for i in range(self._list.count())]

    def _on_typed(self, typed: str) -> None:
        self._is_asked = True
        if self._is_free:
            self.typed.emit(typed)
        self._offer(typed)

    def _offer(self, typed: str) -> None:
        found = self._options(typed)
        self._list.clear()
        for number, (value, label) in enumerate(found[:_MOST], start=1):
            prefix = f"{number}  " if self._digits and number <= _ROWS else ""
            item = QListWidgetItem(prefix + visible(label))
            item.setData(_VALUE, (value,))
            self._list.addItem(item)
        if not found and not (self._none and typed.strip()):
            self._list.hide()
            return
        if not found:
            none = QListWidgetItem(self._none)
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(none)
        self._list.setCurrentRow(self._row_of(found, typed))
        self._fit_list()
        self._list.move(self._list_place())
        self._list.show()

    def _fit_list(self) -> None:
        """Make the list as wide as its values, within reason: longer ones end in dots."""
        shown = self._list
        around = shown.contentsMargins().top() + shown.contentsMargins().bottom()
        height = min(shown.count(), _ROWS) * shown.sizeHintForRow(0) + around
        bar = shown.verticalScrollBar().sizeHint().width()
        wanted = shown.sizeHintForColumn(0) + bar + 8
        room = max(self.width(), min(wanted, _LIST_WIDTH))
        for row in range(shown.count() if wanted > room else 0):
            # Qt makes a row as wide as it asks, beyond the list, and cuts nothing off then.
            item = shown.item(row)
            item.setToolTip(tip(item.text()))
            item.setSizeHint(QSize(1, shown.sizeHintForRow(row)))
        shown.setFixedSize(room, height)

    def _row_of(self, found: list[Option], typed: str) -> int:
        """Return the row that Enter takes: before anything is typed that of the value there is."""
        labels = [label for _, label in found[:_MOST]]
        if not typed and self._shown in labels:
            return labels.index(self._shown)
        return 0 if found else -1

    def _list_place(self) -> QPoint:
        """Return where the list is seen whole: under the field, or over it low on the screen."""
        window, size = self.window(), self._list.size()
        place = self.mapToGlobal(QPoint(0, self.height() + _GAP))
        right = window.mapToGlobal(QPoint(window.width() - _GAP, 0)).x()
        place.setX(max(right - window.width(), min(place.x(), right - size.width())))
        if place.y() + size.height() > self.screen().availableGeometry().bottom():
            place.setY(self.mapToGlobal(QPoint(0, -_GAP)).y() - size.height())
        return place

    def _on_clicked(self, item: QListWidgetItem) -> None:
        if not self._says_none():
            self._take(item.data(_VALUE)[0])

    def _take(self, value: Any) -> None:
        self._list.hide()
        self.chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, filter, go on or leave."""
        meant = self._keys.meaning(event, VALUES)
        untouched = self.text() == self._shown or not self.text()
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif meant in _WALKING:
            self._walk(_WALKING[meant])
        elif meant == "features.set":
            self._enter()
        elif self._digits and untouched and meant.startswith(_CHOOSE):
            self._choose(int(meant.removeprefix(_CHOOSE)))
        elif meant == "values.empty" and untouched:
            self._take(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Another key does it: nothing else in a dialog shall take this one for its own. With
            # Ctrl it is of what the field stands in, and what is typed here counts.
            is_of_all = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if is_of_all and not self._says_none():
                self._settle()
            event.setAccepted(not is_of_all)
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        found = self._options("")
        if number <= len(found):
            self._take(found[number - 1][0])
            self.answered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field; a value that is longer than it ends in dots until one types."""
        inner, metrics = self._text_room(), self.fontMetrics()
        if self.hasFocus() or metrics.horizontalAdvance(self.text()) <= inner.width():
            super().paintEvent(event)
            if self._has_chevron:
                self._paint_chevron(QPainter(self), inner)
            return
        painter, panel = QPainter(self), QStyleOptionFrame()
        self.initStyleOption(panel)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, panel, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | self.alignment()), shown)
        if self._has_chevron:
            self._paint_chevron(painter, inner)
        painter.end()

    def _paint_chevron(self, painter: QPainter, room: QRect) -> None:
        """Say that there is a list to choose from, behind the room of the text."""
        x, y = room.right() + _CHEVRON - 4.5, self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])

    def _text_room(self) -> QRect:
        """Return where the text stands: Qt leaves two pixels on each side of it."""
        panel = QStyleOptionFrame()
        self.initStyleOption(panel)
        inner = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(inner, panel, self).adjusted(2, 0, -2, 0)
        return room.marginsRemoved(self.textMargins())

    def _walk(self, step: int) -> None:
        self._is_asked = True
        if not self._list.isVisible():
            self._offer("" if self.text() == self._shown else self.text())
            return
        if not self._says_none():
            row = self._list.currentRow() + step
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, row)))

    def _says_none(self) -> bool:
        """Return whether the list says that nothing fits; Enter then goes nowhere."""
        first = self._list.item(0)
        return self._list.isVisible() and first is not None and first.data(_VALUE) is None

    def _enter(self) -> None:
        if not self._says_none():
            self._settle()
            self.advanced.emit(1)

    def _settle(self) -> None:
        """Take what is typed or chosen in the list."""
        item = self._list.currentItem()
        if self._is_asked and self._list.isVisible() and item is not None:
            self._take(item.data(_VALUE)[0])
        elif self._is_free and self.text() != self._shown:
            self._take(self.text())

    def _mark_all(self) -> None:
        """Select all, the caret in front: of what is longer than the field its begin is read."""
        self.setSelection(len(self.text()), -len(self.text()))

    def _escape(self) -> None:
        """Close a list that was asked for; one that only came with the focus is no rung."""
        if self._is_asked and (self._list.isVisible() or self.text() != self._shown):
            self._is_asked = False
            self.setText(self._shown)
            self._mark_all()
            self._list.hide()
            self.typed.emit("")
        else:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Take Tab before the focus does: it goes to the next feature."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(self._keys.meaning(event, VALUES))
            if step is not None:
                self._commit_free()
                self.advanced.emit(step)
                return True
        return super().event(event)

    def _commit_free(self) -> None:
        if self._is_free and self.text() != self._shown:
            self._take(self.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Offer everything on a click."""
        super().mousePressEvent(event)
        self._is_asked = True
        self._offer("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark what is there, so that typing replaces it; show what the digits mean."""
        super().focusInEvent(event)
        self._is_asked = False
        # At once for keys that come right after it; once more since a click puts the caret.
        self._mark_all()
        QTimer.singleShot(0, self, lambda: self.hasFocus() and self._mark_all())
        if self._digits and event.reason() == Qt.FocusReason.TabFocusReason:
            self._offer("")
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide what is offered; a free text that was typed is kept."""
        super().focusOutEvent(event)
        self._list.hide()
        self.focus_changed.emit()
        if not self._is_free:
            self.setText(self._shown)
            self.setCursorPosition(0)
        else:
            self._commit_free()


def _even_digits() -> QFont:
    """Return what makes digits equally wide, so that what stands after them stands in one line."""
    made = QFont()
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
