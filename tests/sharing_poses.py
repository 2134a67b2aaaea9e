"""Poses of packages for the pictures: one that is made, one that came, one that is merged."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests import poses


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="sharing-"))


def _hand_out(window: Any) -> None:
    from annotator.model.assigning import Plan
    from annotator.operations.rounds.rounds import Choice, make_round

    session = window.session
    rows = session.documents()[:4]
    people, ids = ("author", "coder_b", "gold"), tuple(row.id for row in rows)
    plan = Plan(several=2, pilot=frozenset(ids[:2]), seed=7)
    choice = Choice(annotators=people, documents=ids, plan=plan, due="2026-05-01")
    session.do(make_round, {"en": "Pilot", "bg": "Пилотен"}, choice, by="gold")


def package(window: Any) -> Any:
    """Making a package, with what goes along."""
    _hand_out(window)
    window.act.sharing.make_package()
    dialog = poses.dialog_of(window)
    poses.until(lambda: not dialog._soon.isActive() and dialog._count is None)
    return dialog


def round(window: Any) -> Any:
    """Making a round, with who would get what."""
    _hand_out(window)
    window.act.handing.make_round()
    dialog = poses.dialog_of(window)
    poses.until(lambda: dialog._handed is not None)
    return dialog


def written(window: Any) -> Any:
    """A package that was written."""
    dialog = package(window)
    dialog.start()
    poses.until(lambda: dialog.task is None)
    return dialog


def sent(window: Any, who: str) -> Path:
    """Return a package of work for somebody, all documents open to them."""
    from annotator.operations.packages.packages import Parcel, pack_work

    _hand_out(window)
    path = _folder() / f"{window.session.corpus.stem}-{who}.annotator-package"
    pack_work(window.session.store, path, Parcel(annotator=who, by="gold", due="2026-05-01"))
    return path


def receive(window: Any) -> Any:
    """A package of work that came."""
    path = sent(window, "coder_b")
    window.act.sharing.open_package(path)
    poses.until(lambda: not window.telling.is_busy)
    return poses.dialog_of(window)


def brought(window: Any, who: str = "coder_b") -> Path:
    """Return the package that brings somebody's work back, with changes of every kind."""
    from annotator.model.entity import Entity
    from annotator.model.review import Annotator
    from annotator.operations.keeping.corpus import put_annotator
    from annotator.operations.packages.packages import open_package, pack_return
    from annotator.operations.tagging.annotate import remove_annotation, set_confidence

    path = sent(window, who)
    store, _ = open_package(path, path.with_suffix(".corpus"))
    entity = next(iter(window.session.entities.values()))
    with store:
        put_annotator(store, Annotator(id="helper", names={"en": "Author", "bg": "Author"}))
        for row in list(store.read().documents()):
            mine = [a for a in store.read().annotations(row.id) if a.annotator == who]
            for number, annotation in enumerate(mine):
                if number % 5 == 0:
                    set_confidence(store, annotation.id, "unsure", annotator=who)
                elif number % 7 == 0:
                    remove_annotation(store, annotation.id, annotator=who)
        with store.edit("entities.new", annotator=who) as edit:
            edit.put(Entity(id="theirs", names=dict(entity.names), kinds=entity.kinds))
            for row in list(edit.reader.documents()):
                mine = [a for a in edit.reader.annotations(row.id) if a.annotator == who][:3]
                for number, annotation in enumerate(mine):
                    key = f"{row.id}-new-{number}"
                    edit.put(annotation._replace(id=key, source_id=None))
        back = path.with_name(f"{who}-back.annotator-package")
        pack_return(store, back)
    return back


def merge(window: Any) -> Any:
    """What a merge would do, its changes there opened; a broken package is left out."""
    back = brought(window)
    broken = back.with_name("broken.annotator-package")
    broken.write_bytes(back.read_bytes()[:2000])
    window.act.sharing.merge_paths([back, broken])
    dialog = poses.dialog_of(window)
    poses.until(lambda: dialog.task is None)
    dialog.tree.topLevelItem(0).setExpanded(True)
    dialog.tree.topLevelItem(2).setExpanded(True)
    return dialog


def merged(window: Any) -> Any:
    """What a merge did, shown again."""
    dialog = merge(window)
    dialog.start()
    poses.until(lambda: dialog._is_done)
    dialog.come_back()
    return dialog


def send_back(window: Any) -> Any:
    """Sending work back, in the corpus that was made of a package."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from annotator.operations.packages.packages import open_package

    path = sent(window, "coder_b")
    corpus = path.with_suffix(".corpus")
    open_package(path, corpus)[0].close()
    window.act.corpus.open_path(corpus)
    # No event loop is running that would take the panels of the first corpus away.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.act.sharing.send_back()
    return poses.dialog_of(window)
