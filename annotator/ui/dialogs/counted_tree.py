"""What trees of counts in dialogs share: two columns, and a row that shows the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTreeWidget


def dress_tree(tree: QTreeWidget) -> None:
    """Make a tree one of names with counts at the right; its row is marked while it has keys."""
    tree.setHeaderHidden(True)
    tree.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
    tree.setColumnCount(2)
    tree.setUniformRowHeights(True)
    tree.header().setStretchLastSection(False)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    tree.installEventFilter(_Marking(tree))


class _Marking(QObject):
    """Marks the current row when the focus comes, and no row when it goes."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus; no event is taken."""
        if event.type() == QEvent.Type.FocusIn:
            current = self._tree.currentItem()
            if current is not None:
                current.setSelected(True)
        elif event.type() == QEvent.Type.FocusOut:
            self._tree.clearSelection()
        return False
