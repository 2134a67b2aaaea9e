"""An edit on a copy of a corpus: what an operation would do is found out where nobody sees it.

The copy is a temporary database of SQLite's own. The system removes it when it is closed, and when
the process is killed as well, so that nothing of it is ever left on the disk.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotator.model.errors import StoreError
from annotator.model.progress import Progress
from annotator.store.files.counters import now
from annotator.store.files.library import sqlite3
from annotator.store.history.history import History
from annotator.store.opening.opening import TARGET, set_up, version_of, worded
from annotator.store.rows.bulk import BulkSettings
from annotator.store.writing.edit import Edit

_PAGES = 1000
"""Pages that are copied at a time: 4 MB, after which it can be stopped."""


@contextmanager
def rehearse(
    source: Any, path: Path, kind: str, *, annotator: str | None, progress: Progress
) -> Generator[Edit]:
    """Yield a bulk edit of a copy of what `source` reads; nothing of it is kept.

    `path` is the corpus, for errors. StoreError if there is no room for the copy, which lies in
    the system's folder for temporary files.
    """
    _refuse_no_room(source, path)
    copy: Any = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        _copy(source, copy, progress)
        settings = BulkSettings(copy)
        try:
            copy.execute("BEGIN")
            settings.begin()
            history = History(copy)
            number = history.begin(kind, annotator, now())
            edit = Edit(copy, number=number, history=history, data={}, bulk=True)
            try:
                yield edit
                edit.close()
            except BaseException:
                edit.abandon()
                raise
            finally:
                if copy.in_transaction:
                    copy.execute("ROLLBACK")
        finally:
            settings.close()
    except sqlite3.Error as error:
        if "full" in str(error):
            raise _no_room(source, path) from error
        raise worded(error, path) from error
    finally:
        copy.close()


def _copy(source: Any, copy: Any, progress: Progress) -> None:
    def tell(_: int, left: int, total: int) -> None:
        if left:
            progress("progress.copying", total - left, total)

    source.backup(copy, pages=_PAGES, progress=tell)
    if version_of(copy) < TARGET.version:
        TARGET.make(copy, TARGET.version)
    set_up(copy)


def _refuse_no_room(source: Any, path: Path) -> None:
    error = _no_room(source, path)
    if error.data["needed"] > error.data["free"]:
        raise error


def _no_room(source: Any, path: Path) -> StoreError:
    pages, size = (
        int(source.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
    )
    folder = temporary_folder()
    return StoreError(
        "no_room_to_try",
        path=str(path),
        folder=str(folder),
        needed=-(-pages * size >> 20),
        free=shutil.disk_usage(folder).free >> 20,
    )


def temporary_folder() -> Path:
    """Return where SQLite puts temporary databases (sqlite.org/tempfiles.html, section 5)."""
    if os.name == "nt":
        return Path(tempfile.gettempdir())
    named = (os.environ.get(name) for name in ("SQLITE_TMPDIR", "TMPDIR"))
    for folder in (*named, "/var/tmp", "/usr/tmp", "/tmp"):
        if folder and os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK):
            return Path(folder)
    return Path()
