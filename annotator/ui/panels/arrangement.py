"""Where the panels of a wide window stand: at first, between sittings, and while it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer

from annotator.ui.panels.dock_title import Dock
from annotator.ui.panels.over_text import OverText
from annotator.ui.panels.rail import PANELS

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

STATE_VERSION = 1
_LEFT, _RIGHT, _RIGHT_NARROW = 252, 306, 262
_HEIGHTS = (391, 282, 165)
_UPRIGHT, _LEVEL = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


class Arrangement:
    """Keeps the arrangement of a wide window while panels lie over the text of a narrow one."""

    def __init__(self, window: Desk, docks: Mapping[str, Dock], over: OverText) -> None:
        """Arrange the docks of a window; `docks` grows as panels are made."""
        self._window, self._docks, self._over = window, docks, over
        self._as_wide: QByteArray | None = None
        self._as_left: QByteArray | None = None
        self._known: frozenset[str] = frozenset()
        self._stood_in = ""
        self._is_sized = True
        self._heights: list[int] = []

    def size(self) -> None:
        """Give the panels the sizes that they have at first."""
        docks, window = self._docks, self._window
        if not docks or self._as_wide is not None:
            # What lies over the text has no part in the arrangement; Qt would complain of it.
            return
        window.resizeDocks([docks[name] for name in PANELS], list(_HEIGHTS), _UPRIGHT)
        window.resizeDocks([docks["documents"], docks["inspector"]], [_LEFT, _RIGHT], _LEVEL)

    def size_left(self, dock: Dock) -> None:
        """Give a dock the width that the left column has at first."""
        self._window.resizeDocks([dock], [_LEFT], _LEVEL)

    def keep_heights(self) -> None:
        """Note how the panels of the left column share its height, before another one has it."""
        self._heights = [self._docks[name].height() for name in PANELS]

    def give_heights(self) -> None:
        """Let them share it so again: Qt would share it anew each time."""
        heights, self._heights = self._heights, []
        if heights:
            docks = [self._docks[name] for name in PANELS]
            self._window.resizeDocks(docks, heights, _UPRIGHT)

    def begin(self, *, is_wide: bool) -> None:
        """Put the panels where they were when the window was closed; `begun` ends that."""
        window = self._window
        state = window.settings.bytes("state")
        if not state.isEmpty():
            window.restoreState(state, STATE_VERSION)
            self._as_left = state
            if window.isVisible():
                # As below: they would share the height as panels that nobody has laid out.
                QTimer.singleShot(0, window, partial(self._restore, state))
        elif window.isVisible():
            # In a window that is seen the panels are laid out first; only then can they be sized.
            QTimer.singleShot(0, window, self.size)
        self._is_sized = self._as_left is not None or is_wide

    def _restore(self, state: QByteArray) -> None:
        if self._docks and self._as_wide is None:
            self._window.restoreState(state, STATE_VERSION)

    def begun(self) -> None:
        """Forget how they were when the window was closed: they are fitted to it now."""
        self._as_left = None

    def save(self) -> None:
        """Remember where the panels are in a wide window."""
        if self._as_wide is not None and self._stood_in:
            # It was made narrow while something stood in for the panels of the left column.
            self.put_back()
            for name in (*PANELS, self._stood_in):
                self._docks[name].setVisible(name in PANELS)
        state = self._as_wide or self._window.saveState(STATE_VERSION)
        self._window.settings.set_bytes("state", state)

    def lay_over(self, is_over: Callable[[Qt.DockWidgetArea], bool], stands_in: str) -> None:
        """Lay the panels of each side that `is_over` over the text; what floats is left alone.

        `stands_in` is the panel that has the left column for a while, or "".
        """
        window, right = self._window, Qt.DockWidgetArea.RightDockWidgetArea
        said = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        for dock in self._docks.values():
            if not dock.testAttribute(said):
                # In a window that is seen Qt shows a new one a moment later: it is not hidden.
                dock.show()
        self._as_wide = self._as_left or window.saveState(STATE_VERSION)
        self._known, self._stood_in = frozenset(self._docks), stands_in
        for dock in self._docks.values():
            if is_over(window.dockWidgetArea(dock)) and not dock.isFloating():
                self.take(dock)
        if not is_over(right):
            window.resizeDocks([self._docks["inspector"]], [_RIGHT_NARROW], _LEVEL)

    def take(self, dock: Dock) -> None:
        """Lay one panel over the text."""
        is_left = self._over.side(dock) == Qt.DockWidgetArea.LeftDockWidgetArea
        self._over.take(dock, width=_LEFT if is_left else _RIGHT)

    def put_back(self) -> None:
        """Put all panels where they are in a wide window."""
        state, self._as_wide = self._as_wide, None
        if state is None:
            return
        window, right = self._window, Qt.DockWidgetArea.RightDockWidgetArea
        self._over.give_back()
        window.restoreState(state, STATE_VERSION)
        for name, dock in self._docks.items():
            # That state does not know a panel that was made since.
            if name not in self._known and window.dockWidgetArea(dock) == right:
                window.tabifyDockWidget(self._docks["inspector"], dock)
        if not self._is_sized:
            self._is_sized = True
            QTimer.singleShot(0, window, self.size)
