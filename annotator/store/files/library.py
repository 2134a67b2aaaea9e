"""The one SQLite library of the process, chosen as sqlite_utils chooses it.

Two SQLite libraries in one process drop each other's locks on a file. sqlite_utils itself takes
longer to import than a corpus takes to open, so it is imported only where tables are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

IS_SHAREABLE = getattr(sqlite3, "threadsafety", 0) == 3
"""Whether two threads may use one connection; each waits for the statement of the other."""


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return str(sqlite3.sqlite_version)


__all__ = ["IS_SHAREABLE", "sqlite3", "sqlite_version"]
