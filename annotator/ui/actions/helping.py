"""What helps: keys, guide, versions, reports of failures."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import qVersion

from annotator import __version__
from annotator.ui.actions.table import ACTIONS
from annotator.ui.picker import Picker
from annotator.ui.rows import Shown

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class HelpingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window

    def show_keys(self) -> None:
        """List every key, from the table of actions."""
        language = self._window.language
        rows = [
            (
                a.id,
                Shown(
                    a.name(language),
                    cap=self._window.keymap.shown(a.id, language),
                    below=a.tip(language),
                ),
            )
            for a in ACTIONS
        ]
        title = self._window.word("keys_title")
        hint = self._window.word("keys_filter")
        picker = Picker(self._window, title, hint, rows, self._run_row)
        picker.helped.connect(self.show_guide)
        picker.open()

    def show_guide(self) -> None:
        """Show the user guide."""
        from annotator.ui.dialogs.guide import GuideDialog

        GuideDialog(self._window).show()

    def _run_row(self, action_id: str) -> None:
        entry = next(a for a in ACTIONS if a.id == action_id)
        if entry.handler and self._window.action(action_id).isEnabled():
            self._window.action(action_id).trigger()

    def show_about(self) -> None:
        """Say versions and licences."""
        from annotator.store.store import sqlite_version

        versions = {
            "version": __version__,
            "qt": qVersion(),
            "sqlite": sqlite_version(),
            "python": sys.version.split()[0],
        }
        self._window.tell(self._window.word("about_text", **versions))

    def note_failure(self, kind: Any, error: BaseException, trace: Any) -> None:
        """Keep the report of a failure and show the bar."""
        lines = traceback.format_exception(kind, error, trace)
        self._window.telling.show_report(
            f"Annotator {__version__}, Qt {qVersion()}\n" + "".join(lines)
        )
