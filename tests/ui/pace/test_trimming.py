"""Memory that the C library keeps comes back to the system, seen in what the process takes."""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

from annotator.ui.pace.sweeping import Sweeper
from annotator.ui.pace.trimming import WORTH, Trimmer

_STATUS = Path("/proc/self/statm")
_PIECE = 1000
_APART = 200
"""One piece in so many stays, so that what is free lies between what is not."""


def _keeps_what_is_freed() -> bool:
    try:
        return hasattr(ctypes.CDLL(None), "mallinfo2") and _STATUS.exists()
    except (OSError, TypeError):
        return False


of_gnu = pytest.mark.skipif(
    not _keeps_what_is_freed(), reason="the C library of this system is not that of GNU"
)


def _resident() -> int:
    """Return the bytes of memory that this process takes."""
    return int(_STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Holes:
    """Takes many small pieces of memory from the C library, and gives back all but a few."""

    def __init__(self) -> None:
        library = ctypes.CDLL(None)
        self._take, self._free = library.malloc, library.free
        self._take.restype, self._take.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
        self._free.restype, self._free.argtypes = None, (ctypes.c_void_p,)
        self._held: list[int] = []

    def take(self, size: int) -> None:
        """Take so many bytes and write to them."""
        pieces = [self._take(_PIECE) for _ in range(size // _PIECE)]
        for piece in pieces:
            ctypes.memset(piece, 1, _PIECE)
        self._held += pieces

    def leave(self) -> None:
        """Free all but some between them."""
        for number, piece in enumerate(self._held):
            if number % _APART:
                self._free(piece)
        self._held = self._held[::_APART]

    def fill(self) -> None:
        """Free the rest."""
        while self._held:
            self._free(self._held.pop())


@pytest.fixture
def holes() -> Iterator[Holes]:
    """Holes that are gone after the test; what is free before was given back."""
    # What other tests left must not be freed in the midst of one.
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    made = Holes()
    yield made
    made.fill()


@pytest.fixture
def trimmer(holes: Holes) -> Trimmer:
    """One that looked while much was in use, as at a rest in a large document."""
    made = Trimmer()
    holes.take(3 * WORTH)
    made.trim()
    return made


@of_gnu
def test_much_that_is_free_is_given_back(holes: Holes, trimmer: Trimmer) -> None:
    holes.leave()
    before = _resident()
    assert trimmer.trim()
    assert before - _resident() > 2 * WORTH


@of_gnu
def test_it_is_given_back_once_and_again_when_it_was_taken(holes: Holes, trimmer: Trimmer) -> None:
    holes.leave()
    assert trimmer.trim()
    assert not trimmer.trim()
    holes.take(3 * WORTH)
    assert not trimmer.trim()
    holes.leave()
    assert trimmer.trim()


@of_gnu
def test_a_little_is_kept_for_whoever_comes_next(holes: Holes, trimmer: Trimmer) -> None:
    more = Holes()
    more.take(WORTH // 4)
    trimmer.trim()
    more.leave()
    before = _resident()
    assert not trimmer.trim()
    assert before - _resident() < WORTH // 8
    more.fill()


@of_gnu
@pytest.mark.usefixtures("qapp")
def test_it_is_given_back_while_nobody_does_anything(holes: Holes) -> None:
    standing, thresholds = [0], gc.get_threshold()
    parent = QObject()
    sweeper = Sweeper(parent, lambda: standing[0])
    (timer,) = parent.findChildren(QTimer, "sweeper")
    try:
        holes.take(3 * WORTH)
        holes.leave()
        before = _resident()
        sweeper.wake()
        for _ in range(4):
            standing[0] += 1
            timer.timeout.emit()
        assert before - _resident() < WORTH
        assert timer.isActive()
        for _ in range(6):
            timer.timeout.emit()
        assert before - _resident() > 2 * WORTH
        assert not timer.isActive()
    finally:
        gc.set_threshold(*thresholds)
