"""Lets one long statement be stopped in its midst, or wait."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from annotator.model.errors import Cancelled
from annotator.store.files.library import sqlite3

_STEPS = 40_000
"""Steps of SQLite's machine, one or two milliseconds, after which it is asked whether to go on."""


@contextmanager
def watched(connection: Any, watch: Callable[[], None]) -> Generator[None]:
    """Ask in the midst of one long statement whether it shall go on."""

    def is_over() -> bool:
        try:
            watch()
        except Cancelled:
            return True
        return False

    connection.set_progress_handler(is_over, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupt" in str(error):
            raise Cancelled from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
