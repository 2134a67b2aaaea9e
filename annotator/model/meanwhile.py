"""Makes the next piece of something long on a thread of its own while the one before is used."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from threading import Event
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Apart:
    """A thread that does one piece of work after the other; it is made when it is needed.

    It is worth having where the work is one long call that does without Python's lock: a statement
    of SQLite, parsing XML.
    """

    def __init__(self, name: str) -> None:
        """Name the thread."""
        self._name = name
        self._pool: Any = None

    def start(self, work: Callable[[], Result]) -> Callable[[], Result]:
        """Begin to work and return how to wait for the result; what goes wrong is raised there."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        has_begun = Event()

        def begin() -> Result:
            has_begun.set()
            return work()

        waiting = self._pool.submit(begin)
        # Else the other thread waits for Python's lock for so long that this one, which has it,
        # comes back for the result before the work has begun.
        has_begun.wait()
        return waiting.result

    def close(self) -> None:
        """End the thread when it has done its work."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None


def meanwhile(
    items: Iterator[Item], work: Callable[[Item], Result], *, is_apart: bool = True
) -> Generator[tuple[Item, Result]]:
    """Yield each item with what `work` makes of it; that of the next is made in the meantime.

    `items` are taken on the thread of the caller, and never while `work` is at it. Where
    `is_apart` is false, all is done there, one after the other.
    """
    item = next(items, None)
    if item is None:
        return
    result = work(item)
    with closing(Apart("meanwhile")) as apart:
        while True:
            following = next(items, None)
            if following is None:
                yield item, result
                return
            if is_apart:
                wait = apart.start(lambda item=following: work(item))
                yield item, result
                result = wait()
            else:
                yield item, result
                result = work(following)
            item = following
