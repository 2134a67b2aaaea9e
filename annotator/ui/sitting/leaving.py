"""Lets go of large documents that were left, a few milliseconds at a time.

To free hundreds of thousands of annotations at once takes longer than to open the next document.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QObject

from annotator.ui.pace.slices import Slices
from annotator.ui.pace.sweeping import MANY
from annotator.ui.sitting.gathered import Gathered

_AT_ONCE = 64
_Held = Iterable[dict[Any, Any] | list[Any]]


class Leaving:
    """Takes documents that nobody looks at any more; small ones are freed by whoever left them."""

    def __init__(self, parent: QObject) -> None:
        """Hold nothing yet; `parent` owns the timer."""
        self._slices = Slices(parent)
        self._left: deque[_Held] = deque()

    def leave(self, gathered: Gathered) -> None:
        """Let go of a document while nobody waits: nobody may ask anything of it from now on."""
        self.empty(gathered.held(), len(gathered.facts.annotations))

    def empty(self, held: _Held, count: int) -> None:
        """Empty what holds so many annotations, or places of them, while nobody waits."""
        if count < MANY:
            return
        self._left.append(held)
        if not self._slices.is_busy():
            self._slices.go_on(_letting_go(self._left), 0, lambda: None)

    def is_busy(self) -> bool:
        """Say whether there is something left to let go of."""
        return self._slices.is_busy()

    def finish(self) -> None:
        """Let go of all of it at once."""
        self._slices.finish()

    def hand_over(self) -> Iterator[object]:
        """Return what lets go of all of it, a little with each step; any thread may do that."""
        self._left = deque()
        return self._slices.hand_over()


def _letting_go(left: deque[_Held]) -> Iterator[None]:
    while left:
        yield from _emptied(left.popleft())


def _emptied(held: _Held) -> Iterator[None]:
    for one in held:
        take = one.popitem if isinstance(one, dict) else one.pop
        while one:
            for _ in range(min(_AT_ONCE, len(one))):
                take()
            yield
