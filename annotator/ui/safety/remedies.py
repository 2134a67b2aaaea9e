"""What can be done about a failure: the buttons of its bar, by the code of the error."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.errors import AnnotatorError
from annotator.ui.bars.failure_bar import Offer

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_ELSEWHERE, _BACKUPS, _ANOTHER = "save_elsewhere", "backups", "another"
_COPY, _BESIDE, _REPAIR, _CHECK = "work_on_copy", "keep_beside", "repair", "check"
_OFFERED = {
    "corpus_gone": (_ELSEWHERE,),
    "corpus_replaced": (_ELSEWHERE,),
    "rescue_failed": (_ELSEWHERE,),
    "disk_full": (_ELSEWHERE,),
    "store_failed": (_ELSEWHERE,),
    "place_sync": (_COPY, _ELSEWHERE),
    "place_network": (_COPY, _ELSEWHERE),
    "original_changed": (_BESIDE, _ELSEWHERE),
    "copy_not_back": (_ELSEWHERE,),
    "copy_differs": (_ELSEWHERE,),
    "older_than_seen": (_BACKUPS,),
    "left_open_damaged": (_CHECK, _BACKUPS),
    "damaged": (_REPAIR, _BACKUPS, _ANOTHER),
    "not_a_corpus": (_BACKUPS, _ANOTHER),
    "newer_version": (_BACKUPS, _ANOTHER),
    "unknown_schema": (_BACKUPS, _ANOTHER),
    "corpus_missing": (_BACKUPS, _ANOTHER),
    "cannot_open": (_ANOTHER,),
}


class Remedies:
    """Offers only what can be done now."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def of(self, errors: Iterable[AnnotatorError]) -> list[Offer]:
        """Return what can be done about failures, each thing once."""
        found: dict[str, Offer] = {}
        for error in errors:
            for kind in _OFFERED.get(error.code, ()):
                offer = self._offer(kind, Path(str(error.data.get("path", ""))))
                if offer is not None:
                    found.setdefault(kind, offer)
        return list(found.values())

    def _offer(self, kind: str, path: Path) -> Offer | None:
        from annotator.operations.keeping.safety import list_backups
        from annotator.operations.rescue.repair import can_be_repaired

        window = self._window
        name = window.word(f"remedy.{kind}")
        if kind == _ANOTHER:
            return name, window.act.corpus.open_corpus_dialog
        if kind == _COPY and window.session is not None and window.session.copy is None:
            return name, window.act.copying.work_on_copy
        if kind == _BESIDE:
            return name, lambda: window.act.copying.keep_beside(path)
        if kind == _CHECK and window.session is not None:
            return name, lambda: window.menus.run("help.check")
        if kind == _ELSEWHERE and window.session is not None:
            return name, window.act.keeping.save_elsewhere
        if kind == _REPAIR and window.session is None and can_be_repaired(path):
            return name, lambda: window.act.keeping.repair(path)
        if kind == _BACKUPS and list_backups(path):
            return name, lambda: window.act.keeping.show_backups(path)
        return None
