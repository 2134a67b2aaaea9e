"""Goes to how the work was after a step: later ones are taken back, or earlier ones made again."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.change import Step
from annotator.model.progress import Progress, no_progress
from annotator.store.store import Store

_PAGE = 500


def go_to_step(
    store: Store, number: int, *, annotator: str | None, progress: Progress = no_progress
) -> Step | None:
    """Take back what an annotator did after a step, or make again what they did up to it.

    Return the step that was replayed last. StoreError if others built on one; whatever stops it,
    Cancelled too, the steps before are done and that one is as it was.
    """
    last: Step | None = None
    while (step := store.undo_step(annotator)) is not None and step.number > number:
        store.undo(annotator, progress)
        last = step
    while (step := store.redo_step(annotator)) is not None and step.number <= number:
        store.redo(annotator, progress)
        last = step
    return last


def rows_to_step(store: Store, number: int, *, annotator: str | None) -> int:
    """Return how many rows `go_to_step` would change."""
    steps = [
        s for s in _steps(store, number) if annotator is None or s.annotator in (annotator, None)
    ]
    later = sum(s.count for s in steps if s.state == "done" and s.number > number)
    return later + sum(s.count for s in steps if s.state == "undone" and s.number <= number)


def _steps(store: Store, number: int) -> Iterator[Step]:
    """Yield the steps after `number`, and those up to it that are taken back, newest first."""
    before: int | None = None
    while page := store.history(limit=_PAGE, before=before):
        yield from page
        if page[-1].number <= number and page[-1].state != "undone":
            return
        before = page[-1].number
