"""What an export would not carry: kinds with their number, and the documents of each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from annotator.model.bundle import LossReport
from annotator.model.sentences import sentence_of
from annotator.text.names import visible
from annotator.ui.dialogs.counted_tree import dress_tree
from annotator.ui.look.look import Look
from annotator.ui.pace.tasks import Task
from annotator.ui.widgets.tips import tip
from annotator.ui.words.dialogs import word
from annotator.ui.words.local_form import number_in

_KIND, _DOCUMENT = (int(Qt.ItemDataRole.UserRole) + n for n in (1, 2))
Places = list[tuple[str, str, int]]


class LossTree(QTreeWidget):
    """Kinds of loss; opening one shows the documents that lose something of it."""

    document_chosen = Signal(str)

    def __init__(self, look: Look, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self._look, self._language = look, language
        self._places: Callable[[str], Task] | None = None
        self._tasks: list[Task] = []
        dress_tree(self)
        self.setRootIsDecorated(True)
        self.itemExpanded.connect(self._on_expanded)
        self.itemActivated.connect(self._on_activated)

    def say(self, text: str, colour: str) -> None:
        """Show one sentence instead of losses."""
        self._empty()
        item = QTreeWidgetItem([text, ""])
        item.setForeground(0, QBrush(QColor(colour)))
        item.setToolTip(0, tip(text))
        self.addTopLevelItem(item)

    def show_losses(self, losses: LossReport, places: Callable[[str], Task]) -> None:
        """Show what is lost; `places` makes the task that finds the documents of a kind."""
        self._empty()
        self._places = places
        for kind, count in losses.by_kind().items():
            name = sentence_of(f"loss.{kind}", {}, self._language)
            item = QTreeWidgetItem([name, number_in(count, self._language)])
            item.setData(0, _KIND, kind)
            item.setToolTip(0, tip(name))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column in (0, 1):
                item.setForeground(column, QBrush(QColor(self._look.tokens.warn)))
            if kind != "not_selected":
                item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            self.addTopLevelItem(item)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)
            self.clearSelection()

    def _empty(self) -> None:
        self.end()
        self.clear()

    def end(self) -> None:
        """Stop looking for places."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.end()

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        kind = item.data(0, _KIND)
        if not kind or item.childCount() or self._places is None:
            return
        self._add(item, word("export.counting", self._language), "")
        task = self._places(str(kind))
        self._tasks.append(task)
        task.done.connect(lambda places: self._show_places(item, places))
        task.failed.connect(lambda _: item.takeChildren())
        task.start()

    def _show_places(self, item: QTreeWidgetItem, places: Places) -> None:
        item.takeChildren()
        if not places:
            self._add(item, word("export.everywhere", self._language), "")
        for document, name, count in places:
            made = self._add(item, visible(name), number_in(count, self._language))
            made.setData(0, _DOCUMENT, document)

    def _add(self, parent: QTreeWidgetItem, text: str, aside: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem([text, aside])
        made.setToolTip(0, tip(text))
        made.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        parent.addChild(made)
        return made

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        document = item.data(0, _DOCUMENT)
        if document:
            self.document_chosen.emit(str(document))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open or choose, and not press the dialog's button."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            if item.data(0, _KIND):
                item.setExpanded(not item.isExpanded())
            else:
                self._on_activated(item)
            return
        super().keyPressEvent(event)
