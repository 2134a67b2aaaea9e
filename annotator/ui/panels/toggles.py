"""A list whose rows are switched on and off one by one; Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from annotator.ui.panels.picker import Picker
from annotator.ui.widgets.rows import Shown

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_ON = "✓"

Rows = Callable[[], Sequence[tuple[Any, str, bool]]]
"""Gives the value, the name and whether it is on, of each row."""


class Toggles(Picker):
    """Enter switches the row and stays; what is on has a tick."""

    def __init__(
        self,
        window: Desk,
        title: str,
        hint: str,
        rows: Rows,
        switch: Callable[[Any], object],
    ) -> None:
        """Show the rows over `window`; `switch` is called with the value of a row."""
        self._ask, self._switch = rows, switch
        super().__init__(window, title, hint, self._shown_rows(), switch)

    def _shown_rows(self) -> list[tuple[Any, str | Shown]]:
        return [(value, Shown(name, aside=_ON if on else "")) for value, name, on in self._ask()]

    def _done(self) -> None:
        at = self.list.currentRow()
        item = self.list.currentItem()
        if item is None:
            return
        self._switch(self.value_of(item))
        self._rows = self._shown_rows()
        self._filter(self.field.text())
        self.list.setCurrentRow(at)
