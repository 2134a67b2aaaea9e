"""Gives the system back what the C library keeps of freed memory, once much of it is free.

The GNU C library keeps what lies between pieces in use for whoever comes next, for ever: a large
document that was left, or a search that was closed, leaves tens of MiB. Other systems see to it
themselves. What Python keeps of its own small pieces is not in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

WORTH = 32 << 20
"""Bytes that must have become free: whoever needs given back memory again pays for each page, and
a text of usual size is painted out of some 8 MiB of it."""


class _Library(NamedTuple):
    """What the C library answers and does."""

    free: Callable[[], int]
    trim: Callable[[], object]


class Trimmer:
    """Trims when it is worth it; who asks knows that nobody waits: of 100 MiB it takes 5 ms."""

    def __init__(self) -> None:
        """Have given back nothing yet."""
        self._given = 0

    def trim(self) -> bool:
        """Give free memory back if there is much; say whether it was."""
        library = _library()
        if library is None:
            return False
        # What was given back is counted as free all the same, until somebody takes it.
        free = library.free()
        self._given = min(self._given, free)
        if free - self._given < WORTH:
            return False
        library.trim()
        self._given = library.free()
        return True


@cache
def _library() -> _Library | None:
    """Return the C library of the process, None where it cannot be asked for this."""
    import ctypes

    # In the order of malloc.h, in bytes.
    names = (
        *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
        *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
    )

    class Allocated(ctypes.Structure):
        _fields_ = tuple((name, ctypes.c_size_t) for name in names)

    try:
        library = ctypes.CDLL(None)
        ask, trim = library.mallinfo2, library.malloc_trim
    except (OSError, AttributeError, TypeError):
        return None
    ask.restype, trim.argtypes = Allocated, (ctypes.c_size_t,)
    return _Library(lambda: ask().fordblks, lambda: trim(0))
