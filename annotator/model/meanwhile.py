"""Makes the next piece of something long on a thread of its own while the one before is used."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from threading import Event
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def meanwhile(
    items: Iterator[Item], work: Callable[[Item], Result], *, is_apart: bool = True
) -> Generator[tuple[Item, Result]]:
    """Yield each item with what `work` makes of it; that of the next is made in the meantime.

    It is worth a thread where `work` is one long call that does without Python's lock: a statement
    of SQLite, parsing XML. `items` are taken on the thread of the caller, and never while `work`
    is at it. Where `is_apart` is false, all is done there, one after the other.
    """
    item = next(items, None)
    if item is None:
        return
    result = work(item)
    with ExitStack() as stack:
        start = None
        while True:
            following = next(items, None)
            if following is None:
                yield item, result
                return
            if not is_apart:
                yield item, result
                item, result = following, work(following)
                continue
            start = start or _thread(stack, work)
            wait = start(following)
            yield item, result
            item, result = following, wait()


def _thread(
    stack: ExitStack, work: Callable[[Item], Result]
) -> Callable[[Item], Callable[[], Result]]:
    """Return what starts work on a thread that ends with `stack`, and returns how to wait."""
    from concurrent.futures import ThreadPoolExecutor

    pool = stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="meanwhile"))

    def start(item: Item) -> Callable[[], Result]:
        has_begun = Event()

        def begin() -> Result:
            has_begun.set()
            return work(item)

        waiting = pool.submit(begin)
        # Else the other thread waits for Python's lock for so long that this one, which has it, is
        # done with its item before the other has begun.
        has_begun.wait()
        return waiting.result

    return start
