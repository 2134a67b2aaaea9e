"""Passes over documents in whose bytes it is seen that nothing is found; few texts are decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from annotator.text.runs import Run

_TOLD_EVERY = 200
_ENOUGH = 50
"""Documents after which it is known whether a glance spares anything: most must be passed over."""


def glanced(
    rows: Iterable[tuple[Any, ...]], runs: Iterable[Run], watch: Callable[[int], None]
) -> Iterator[tuple[Any, ...]]:
    """Yield those of some rows in whose text all runs are; a number stands first, bytes last.

    The text is decoded then. `watch` is told a number now and then, and may raise to stop.
    """
    passed = left = 0
    for number, *more, text in rows:
        if left >= passed or passed + left < _ENOUGH:
            if (passed + left) % _TOLD_EVERY == 0:
                watch(number)
            if not all(run.is_in(text) for run in runs):
                left += 1
                continue
            passed += 1
        yield (number, *more, text.decode())
