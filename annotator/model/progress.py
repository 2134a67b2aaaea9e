"""How long work tells how far it is, and learns that it shall stop: one call for both."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called now and then by long work."""

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """Take note that `done` of `total` are finished; raise Cancelled to stop the work.

        `what` is a code of `wording` ("importing", "exporting", "proving", ...); `total` is
        None where it is not known.
        """
        ...


def no_progress(what: str, done: int, total: int | None) -> None:
    """Ignore what it is told: the default where nobody watches."""


def of_total(progress: Progress, total: int | None) -> Progress:
    """Return a progress that knows the total where the work itself does not."""
    if total is None:
        return progress
    known = total

    def tell(what: str, done: int, total: int | None) -> None:
        progress(what, min(done, known), total or known)

    return tell


def part_of(progress: Progress, code: str, before: int, whole: int) -> Progress:
    """Return the progress of one part of a work that is told as a whole, as `code`.

    `before` are those of `whole` that the parts before it had.
    """

    def tell(what: str, done: int, total: int | None) -> None:
        progress(code, min(before + done, whole), whole)

    return tell
