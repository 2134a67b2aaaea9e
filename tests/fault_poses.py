"""What a person sees when something goes wrong with a corpus: poses for pictures."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any


def _settle(window: Any) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    while window.telling.is_busy:
        QApplication.processEvents()
    # What was closed goes when the program is idle, which it is not while a pose is struck.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _own(window: Any) -> Any:
    """Return the dialog of this window; one that tells of the window before may still be there."""
    from PySide6.QtWidgets import QDialog

    return next(w for w in window.findChildren(QDialog) if w.isVisible())


def _copy(window: Any) -> Path:
    source = Path(window.settings.recent[0])
    return Path(shutil.copy(source, tempfile.mkdtemp(dir=source.parent)))


def _spoilt(window: Any, spoil: Any) -> None:
    """Open a copy of a recent corpus that something was done to; a backup of it is there."""
    from annotator.store.store import Store

    path = _copy(window)
    with Store.open(path) as store:
        store.backup("asked")
    spoil(path)
    window.act.corpus.open_path(path)


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:30_000])


def newer(window: Any) -> None:
    _spoilt(window, _newer)


def damaged(window: Any) -> None:
    _spoilt(window, _cut)


def locked(window: Any) -> Any:
    from annotator.store.store import Store

    path = _copy(window)
    window.held = Store.open(path)
    window.act.corpus.open_path(path)
    return _own(window)


def deleted(window: Any) -> None:
    window.session.store.path.unlink()
    window.guarding.look()


def full(window: Any) -> None:
    from annotator.model.errors import StoreError

    window.session.failed.emit(StoreError("disk_full", path=str(window.session.store.path)))


def _changed(window: Any) -> None:
    window.backups.end()
    window.session.store.backup("open")
    for _ in range(3):
        window.keys.select(window.session.shown()[0].id)
        window.act.tagging.delete_current()


def backups(window: Any) -> Any:
    from PySide6.QtWidgets import QApplication

    _changed(window)
    window.act.keeping.show_own_backups()
    dialog = _own(window)
    while dialog.task is not None:
        QApplication.processEvents()
    return dialog


def restored(window: Any) -> Any:
    from annotator.store.opening.backup import backups_of

    _changed(window)
    path = window.session.store.path
    window.act.keeping.restore(path, backups_of(path)[-1])
    _settle(window)
    return _own(window)


def checked(window: Any) -> Any:
    from PySide6.QtWidgets import QApplication

    window.act.keeping.check_corpus()
    dialog = _own(window)
    while dialog.task is not None:
        QApplication.processEvents()
    return dialog


def draft(window: Any) -> None:
    from annotator.ui.sitting.drafts import COMMENT, Place

    window.session.drafts.put(Place(COMMENT, window.session.document), "half a thought")
    window.act.keeping.offer_drafts()


def crashed(window: Any) -> None:
    window.act.helping.offer_safe_mode()


def _on_copy(window: Any) -> Path:
    path = _copy(window)
    folder = path.parent / "Dropbox"
    folder.mkdir()
    path = path.rename(folder / "corpus.corpus")
    window.act.corpus.open_path(path)
    window.act.copying.work_on_copy()
    _settle(window)
    window.backups.end()
    return path


def synced(window: Any) -> None:
    path = _copy(window)
    folder = path.parent / "Dropbox"
    folder.mkdir()
    window.act.corpus.open_path(path.rename(folder / "corpus.corpus"))


def on_copy(window: Any) -> None:
    _on_copy(window)


def _changed_copy(window: Any) -> Path:
    from annotator.model.review import Annotator
    from annotator.operations.keeping.corpus import open_corpus, put_annotator

    path = _on_copy(window)
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()
    other = Path(shutil.copy(path, path.with_name("other")))
    with open_corpus(other) as store:
        put_annotator(store, Annotator(id="boris"))
    other.replace(path)
    return path


def copy_in_the_way(window: Any) -> None:
    _changed_copy(window)
    window.close()


def copy_waits(window: Any) -> Any:
    path = _changed_copy(window)
    window.guarding.give_up()
    window.close_session()
    window.show_welcome()
    window.act.corpus.open_path(path)
    return _own(window)
