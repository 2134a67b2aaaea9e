"""Small pages of memory are joined to large ones, where the system does that for who asks.

Hundreds of thousands of annotations lie in hundreds of thousands of pages of memory. A key press
comes by many of them, and on some machines, virtual ones above all, each must be fetched anew after
a moment of rest. Large pages are a few hundred in all. It is Linux that can join them (since 6.1),
and elsewhere nothing is done. While one is joined, for some milliseconds, no thread gets memory
where that lies, so this is for moments in which nobody works.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

_SYSTEM = Path("/sys/kernel/mm/transparent_hugepage")
_OURS = Path("/proc/self/maps")
_COLLAPSE = 25
"""What `madvise` calls joining, in <linux/mman.h>."""
_ENOUGH = 8
"""After so many refusals in a row the system has nothing to join with, or cannot do it at all."""
_NEARLY = 0.9
"""A stretch is joined if this part of it is in use: the rest of it would be used up by joining."""


def join_pages(goes_on: Callable[[int], object]) -> int:
    """Join what memory of this process can be joined; return how many large pages there are.

    `goes_on` is called with the number of stretches looked at before each of them, and may wait or
    raise. Whatever the system refuses stays as it is.
    """
    size = _size_of_large_pages()
    if not size:
        return 0
    call = ctypes.CDLL(None)
    joined = refused = 0
    for looked, place in enumerate(_places(size)):
        goes_on(looked)
        if not _is_nearly_in_use(call, place, size):
            continue
        if call.madvise(ctypes.c_void_p(place), ctypes.c_size_t(size), _COLLAPSE):
            refused += 1
            if refused == _ENOUGH:
                break
        else:
            joined, refused = joined + 1, 0
    return joined


def _size_of_large_pages() -> int:
    """Return how many bytes a large page has, 0 where there are none for who asks."""
    if sys.platform != "linux":
        return 0
    try:
        if "[never]" in (_SYSTEM / "enabled").read_text():
            return 0
        return int((_SYSTEM / "hpage_pmd_size").read_text())
    except (OSError, ValueError):
        # A system that says nothing of them has none.
        return 0


def _places(size: int) -> Iterator[int]:
    """Yield where a whole large page fits into memory of our own."""
    for begin, end in _ranges():
        yield from range(-(-begin // size) * size, end - size + 1, size)


def _ranges() -> Iterator[tuple[int, int]]:
    """Yield where memory of our own lies that can be written: neither files, nor what is shared.

    What other threads have their calls in is among it, and hardly in use, so it is passed over.
    """
    try:
        lines = _OURS.read_text().splitlines()
    except OSError:
        # A process that may not see its own memory leaves it as it is.
        return
    for line in lines:
        where, rights, _offset, _device, file, *name = line.split(None, 5)
        if rights == "rw-p" and file == "0" and (not name or name[0].strip() == "[heap]"):
            begin, end = (int(each, 16) for each in where.split("-"))
            yield begin, end


def _is_nearly_in_use(call: ctypes.CDLL, place: int, size: int) -> bool:
    pages = size // mmap.PAGESIZE
    found = ctypes.create_string_buffer(pages)
    if call.mincore(ctypes.c_void_p(place), ctypes.c_size_t(size), found):
        # It has been given back since the ranges were read.
        return False
    return found.raw.count(b"\1") >= _NEARLY * pages
