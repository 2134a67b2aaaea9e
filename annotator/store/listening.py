"""Who is told what an edit changed, after its commit and on the thread that the listeners know."""

from __future__ import annotations

import threading
from collections.abc import Callable

from annotator.model.change import ChangeSet

Listener = Callable[[ChangeSet], None]


class Listeners:
    """The listeners of one corpus; what other threads change is kept until `tell_kept`."""

    def __init__(self) -> None:
        """Belong to the thread that makes them."""
        self._home = threading.get_ident()
        self._listeners: list[Listener] = []
        self._kept: list[ChangeSet] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change set from now on; call the result to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(self, changes: ChangeSet) -> None:
        """Tell all of a change; what one of them raises is raised when all were told."""
        if threading.get_ident() != self._home:
            self._kept.append(changes)
            return
        failed: BaseException | None = None
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception as error:
                failed = failed or error
        if failed is not None:
            raise failed

    def tell_kept(self) -> None:
        """Tell what another thread changed, now that this one is theirs again."""
        kept, self._kept = self._kept, []
        for changes in kept:
            self.tell(changes)
