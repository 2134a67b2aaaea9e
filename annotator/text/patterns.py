"""Finds what users search for, in plain words or regular expressions, within a time budget."""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_LONGEST = 5_000
_AT_LEAST_SECONDS, _CHARACTERS_A_SECOND = 0.5, 500_000
"""Most expressions look through some millions of characters a second, so an article is done in
milliseconds."""
_AT_ONCE_SECONDS, _LOOK_SECONDS = 0.1, 0.02
_LEFT_ALONE = threading.BoundedSemaphore(2)
"""Of expressions that nobody waits for any more two go on; more would keep every processor busy."""


class PatternError(Exception):
    """A pattern that is no regular expression, or empty, or far too long.

    `reason` is "empty", "too_long" or the regex library's own words; `position` is where in
    the pattern the fault was seen, in code points, where that is known.
    """

    def __init__(self, reason: str, *, position: int | None = None) -> None:
        """Keep the reason and the position."""
        super().__init__(reason)
        self.reason = reason
        self.position = position


class PatternTimeout(Exception):
    """A pattern took longer than its budget; nothing was found out.

    `budget_seconds` is the time that was given.
    """

    def __init__(self, budget_seconds: float) -> None:
        """Keep the budget."""
        super().__init__(f"the pattern took more than {budget_seconds} s")
        self.budget_seconds = budget_seconds


def make_ready() -> None:
    """Load the library of regular expressions before it is waited for."""
    # Imported here because it costs 20 ms of the start.
    import regex

    regex.purge()


def seconds_for(text: str, *, most: float) -> float:
    """Return what an expression may take on one text: what never ends is waited for no longer."""
    return min(most, _AT_LEAST_SECONDS + len(text) / _CHARACTERS_A_SECOND)


def find_all(
    text: str,
    pattern: str,
    *,
    is_regex: bool = False,
    ignore_case: bool = True,
    whole_words: bool = False,
    budget_seconds: float = 2.0,
    asked: Callable[[], object] | None = None,
) -> list[tuple[int, int]]:
    """Return the spans of all matches in code points, in order, without overlap.

    Empty matches are left out. Case is ignored with full folding ("STRASSE" finds "Straße").
    `budget_seconds` is wall time for this one text. `asked` is called every 20 ms while an
    expression takes long; what it raises is raised at once. Raises PatternError and PatternTimeout.
    """
    compiled = compile_pattern(
        pattern, is_regex=is_regex, ignore_case=ignore_case, whole_words=whole_words
    )
    if budget_seconds <= 0:
        raise PatternTimeout(budget_seconds)
    if asked is None or budget_seconds <= _AT_ONCE_SECONDS:
        return _found(text, compiled, budget_seconds)
    try:
        return _found(text, compiled, _AT_ONCE_SECONDS)
    except PatternTimeout:
        return _found_beside(text, compiled, budget_seconds, asked)


def _found(text: str, compiled: regex.Pattern[str], budget_seconds: float) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    deadline = time.monotonic() + budget_seconds
    try:
        # Other threads go on meanwhile: the text is a string and does not change.
        for match in compiled.finditer(text, timeout=budget_seconds, concurrent=True):
            begin, end = match.span()
            if begin < end:
                result.append((begin, end))
            if time.monotonic() > deadline:
                raise PatternTimeout(budget_seconds)
    except TimeoutError:
        raise PatternTimeout(budget_seconds) from None
    return result


def _found_beside(
    text: str, compiled: regex.Pattern[str], budget_seconds: float, asked: Callable[[], object]
) -> list[tuple[int, int]]:
    """Look on a thread of its own, since nothing stops an expression that runs.

    Whoever does not want to know any more need not wait; the thread has a text and nothing else,
    and ends by its budget.
    """
    while not _LEFT_ALONE.acquire(timeout=_LOOK_SECONDS):
        asked()
    ended = threading.Event()
    found: list[list[tuple[int, int]]] = []
    failed: list[Exception] = []

    def look() -> None:
        try:
            found.append(_found(text, compiled, budget_seconds))
        except Exception as error:
            failed.append(error)
        finally:
            _LEFT_ALONE.release()
            ended.set()

    threading.Thread(target=look, name="expression").start()
    while not ended.wait(_LOOK_SECONDS):
        asked()
    if failed:
        raise failed[0]
    return found[0]


@lru_cache(maxsize=64)
def compile_pattern(
    pattern: str, *, is_regex: bool, ignore_case: bool, whole_words: bool
) -> regex.Pattern[str]:
    """Return the compiled pattern (kept for the next text); raises PatternError."""
    # Imported here because it costs 20 ms of the start.
    import regex

    if not pattern:
        raise PatternError("empty")
    if len(pattern) > _LONGEST:
        raise PatternError("too_long")
    source = pattern if is_regex else regex.escape(pattern)
    flags = regex.VERSION0 | (regex.IGNORECASE | regex.FULLCASE if ignore_case else 0)
    with warnings.catch_warnings():
        # "Possible nested set": harmless here, and no place for it to be shown.
        warnings.simplefilter("ignore")
        # By itself first, so that faults are placed in what was typed.
        compiled = _compiled(source, flags)
        return _compiled(rf"(?<!\w)(?:{source})(?!\w)", flags) if whole_words else compiled


def _compiled(source: str, flags: int) -> regex.Pattern[str]:
    import regex

    try:
        return regex.compile(source, flags)
    except regex.error as error:
        # The library's types leave out what its errors know.
        position: int | None = getattr(error, "pos", None)
        raise PatternError(str(getattr(error, "msg", error)), position=position) from None
    except (RecursionError, OverflowError, MemoryError, ValueError) as error:
        raise PatternError(str(error) or type(error).__name__) from None
