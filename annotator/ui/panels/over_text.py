"""Panels that lie over the text where a window has no room beside it, one on each side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from annotator.ui.look.look import CONTRAST, Look

_SHADE, _DARKEST = 8, 36
"""Width of the shade beside a panel in pixels, and how dark it begins (of 255)."""
_LEAST_TEXT = 60
"""Pixels of the text that a panel leaves free."""
_Area = Qt.DockWidgetArea


class OverText(QObject):
    """Takes docks out of the columns of a window and lays them over its text.

    A dock that lies over the text is a plain child of the window: shown and hidden as before, it
    takes no room from the text, so no line of it breaks anew. On each side one is seen at a time.
    One of the right side lies on the left while it would cover more of what is meant there.
    """

    def __init__(
        self,
        window: QMainWindow,
        centre: QWidget,
        text: QWidget,
        look: Callable[[], Look],
        meant: Callable[[], QRect],
    ) -> None:
        """Lay them over `centre`; Esc in the `text` within it closes them.

        `meant` says where on the window what the panels are about begins; nothing: nowhere.
        """
        super().__init__(window)
        self._window, self._centre, self._text = window, centre, text
        self._meant = meant
        self._lies: dict[QDockWidget, _Area] = {}
        self._taken: dict[QDockWidget, tuple[_Area, int]] = {}
        self._edges = {side: _Edge(window, side, look) for side in (_LEFT, _RIGHT)}
        centre.installEventFilter(self)
        text.installEventFilter(self)

    def take(self, dock: QDockWidget, *, width: int) -> None:
        """Take a dock out of its column; it is hidden, and lies over the text when shown."""
        side = self._window.dockWidgetArea(dock)
        self._taken[dock] = side, width
        self._window.removeDockWidget(dock)
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        # Its panels do not fill it: beside them the text would show through.
        dock.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dock.installEventFilter(self)

    def give_back(self) -> None:
        """Put all of them into their columns again; who knows how these were sees to the rest."""
        taken, self._taken = self._taken, {}
        movable = QDockWidget.DockWidgetFeature.DockWidgetMovable
        floatable = QDockWidget.DockWidgetFeature.DockWidgetFloatable
        closable = QDockWidget.DockWidgetFeature.DockWidgetClosable
        for dock, (side, _) in taken.items():
            dock.removeEventFilter(self)
            dock.setFeatures(movable | floatable | closable)
            self._window.addDockWidget(side, dock)
        for edge in self._edges.values():
            edge.hide()

    def side(self, dock: QDockWidget) -> Qt.DockWidgetArea:
        """Return the side that a dock is on, wherever it lies."""
        taken = self._taken.get(dock)
        return taken[0] if taken is not None else self._window.dockWidgetArea(dock)

    def has(self, dock: QDockWidget) -> bool:
        """Say whether a dock lies over the text when it is shown."""
        return dock in self._taken

    def end(self) -> None:
        """Let go of everything: the docks are going away, and what was open with them."""
        self._centre.removeEventFilter(self)
        self._text.removeEventFilter(self)
        self._taken.clear()
        for edge in self._edges.values():
            edge.hide()
            edge.deleteLater()
        self.deleteLater()

    def close_all(self) -> bool:
        """Close what lies over the text; say whether there was anything."""
        shown = [dock for dock in self._taken if not dock.isHidden()]
        for dock in shown:
            dock.hide()
        return bool(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place a panel that is shown, and all when there is another room; Esc closes them."""
        kind = event.type()
        if watched is self._text:
            is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            return is_escape and kind == QEvent.Type.KeyPress and self.close_all()
        if watched is self._centre:
            if kind in (QEvent.Type.Resize, QEvent.Type.Move):
                self._place_all()
        elif isinstance(watched, QDockWidget) and watched in self._taken:
            if kind == QEvent.Type.Show:
                self._come(watched)
            elif kind == QEvent.Type.Hide:
                self._show_edges()
        return False

    def _come(self, dock: QDockWidget) -> None:
        side = self._taken[dock][0]
        for other, (its, _) in self._taken.items():
            if other is not dock and its == side:
                other.hide()
        self._lies[dock] = side
        self._place_all()
        dock.raise_()

    def _show_edges(self) -> None:
        """Show the edge of each side on which a panel lies now."""
        lies = {self._lies.get(dock) for dock in self._taken if not dock.isHidden()}
        for side, edge in self._edges.items():
            edge.setVisible(side in lies)
            edge.raise_()

    def place_again(self) -> None:
        """Look where the panels cover least: they are about something else now."""
        if any(not dock.isHidden() for dock in self._taken):
            QTimer.singleShot(0, self, self._place_all)

    def _place_all(self) -> None:
        for dock in self._taken:
            if not dock.isHidden():
                self._place(dock)

    def _place(self, dock: QDockWidget) -> None:
        centre = self._centre
        room = QRect(centre.mapTo(self._window, centre.rect().topLeft()), centre.size())
        side, wanted = self._taken[dock]
        wide = max(wanted, dock.minimumSizeHint().width())
        wide = min(wide, max(room.width() - _LEAST_TEXT, dock.minimumSizeHint().width()))
        others = (d for d in self._taken if d is not dock and not d.isHidden())
        is_free = all(self._lies.get(other) != _LEFT for other in others)
        if side == _RIGHT and is_free and self._covers_more(room, wide):
            side = _LEFT
        self._lies[dock] = side
        x = room.left() if side == _LEFT else room.right() + 1 - wide
        dock.setGeometry(x, room.top(), wide, room.height())
        edge = x + wide if side == _LEFT else x - _SHADE
        self._edges[side].setGeometry(edge, room.top(), _SHADE, room.height())
        self._show_edges()

    def _covers_more(self, room: QRect, wide: int) -> bool:
        """Say whether a panel at the right of `room` covers more of what is meant than one left."""
        meant = self._meant()
        at_right = meant.right() - (room.right() - wide)
        at_left = room.left() + wide - meant.left()
        return not meant.isNull() and at_right > max(0, at_left)


_LEFT, _RIGHT = _Area.LeftDockWidgetArea, _Area.RightDockWidgetArea


class _Edge(QWidget):
    """The border of a panel over the text and the shade that it throws."""

    def __init__(
        self, window: QMainWindow, side: Qt.DockWidgetArea, look: Callable[[], Look]
    ) -> None:
        super().__init__(window)
        self._side, self._look = side, look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a hairline at the panel; where colours are few, nothing else."""
        look, painter = self._look(), QPainter(self)
        near, far = (0, self.width()) if self._side == _LEFT else (self.width(), 0)
        if look.mode != CONTRAST:
            shade = QLinearGradient(near, 0, far, 0)
            shade.setColorAt(0, QColor(0, 0, 0, _DARKEST))
            shade.setColorAt(1, QColor(0, 0, 0, 0))
            painter.fillRect(self.rect(), shade)
        line = near if self._side == _LEFT else near - 1
        painter.fillRect(line, 0, 1, self.height(), QColor(look.tokens.line2))
        painter.end()
