"""A row of controls that goes on in further rows where it is narrow, so that none is cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_ROW_GAP = 6


class FlowLayout(QLayout):
    """Lays its widgets out from left to right, hidden ones left out; `gap` is in pixels.

    What is added with `add_apart`, and all after it, stands at the right edge while one row has
    room for all.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 14) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._apart = -1

    def add_apart(self, widget: QWidget) -> None:
        """Add the first of those that stand at the right edge."""
        self._apart = len(self._items)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Take an item out and return it, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that no room is asked for beyond what is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows in a width of pixels."""
        placed = self._placed(width)
        return max((box.bottom() + 1 for _, box in placed), default=0)

    def sizeHint(self) -> QSize:
        """Return what one row takes."""
        sizes = [item.sizeHint() for _, item in self._seen()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return what the widest and the highest of all need."""
        least = QSize()
        for _, item in self._seen():
            least = least.expandedTo(item.sizeHint())
        return least

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        placed = self._placed(rect.width())
        height = max((box.height() for _, box in placed), default=0)
        is_one_row = all(box.top() == 0 for _, box in placed)
        # Beside something higher one row stands in the middle.
        down = (
            (rect.height() - height) // 2
            if is_one_row and height < rect.height() < 2 * height
            else 0
        )
        for item, box in placed:
            item.setGeometry(box.translated(rect.left(), rect.top() + down))

    def _seen(self) -> list[tuple[int, QLayoutItem]]:
        return [(n, item) for n, item in enumerate(self._items) if not item.isEmpty()]

    def _placed(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Return the place of each item that is seen, from the corner at the top left."""
        seen, whole = self._seen(), self.sizeHint()
        spare = width - whole.width()
        left = top = height = 0
        found: list[tuple[QLayoutItem, QRect]] = []
        is_moved = False
        for number, item in seen:
            size = item.sizeHint()
            if 0 <= self._apart <= number and spare > 0 and not is_moved:
                left, is_moved = left + spare, True
            if left and left + size.width() > width:
                left, top, height = 0, top + height + _ROW_GAP, 0
            found.append((item, QRect(left, top, min(size.width(), width), size.height())))
            left += size.width() + self._gap
            height = max(height, size.height())
        return found
