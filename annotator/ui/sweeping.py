"""When Python looks for garbage: not while a document is read, and not in a large one that is open.

Hundreds of thousands of annotations are live as long as their document is open. To look through
all of them now and then takes a third of the time of reading them, and makes some key press wait.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 5_000
"""Annotations of a document that is left alone; smaller ones are looked through in no time."""


@contextmanager
def unswept() -> Iterator[None]:
    """Do not look for garbage meanwhile; `hold` belongs at the end of what is done meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def hold(annotations: int) -> None:
    """Leave all that is there alone, if it is much; else look through what was left alone before.

    What is let go is freed all the same, but for what holds itself: that is freed when another
    document has been opened.
    """
    if annotations >= MANY:
        gc.freeze()
    elif gc.get_freeze_count():
        gc.unfreeze()


def keep(annotations: int) -> None:
    """Leave alone what was made since of a document that is open, as the rest of it, if it is much.

    (How much is left alone is not asked for: all of it would be counted.)
    """
    if annotations >= MANY:
        gc.freeze()
