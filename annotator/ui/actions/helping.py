"""What helps: keys, guide, versions, reports of failures."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, qVersion
from PySide6.QtGui import QGuiApplication

from annotator import __version__
from annotator.ui.action_table.table import action

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class HelpingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def show_keys(self) -> None:
        """List every key, those of the mode of now first; the key again opens the guide."""
        from annotator.ui.dialogs.cheat_sheet import CheatSheet

        sheet = CheatSheet(self._window)
        sheet.helped.connect(self.show_guide)
        sheet.taken.connect(self._do)
        sheet.open()

    def _do(self, action_id: str) -> None:
        if action(action_id).handler:
            self._window.menus.run(action_id)

    def show_guideline(self) -> None:
        """Show the guideline of the layer that is worked on: current, at the caret, else first."""
        window, session = self._window, self._window.sitting
        current = session.current_annotation()
        if current is None and session.document is not None:
            marks = window.surface.marks_at(window.surface.caret())
            current = session.annotation(marks[0].key) if marks else None
        layers = session.scheme.layers
        layer = current.layer if current is not None else layers[0].id if layers else ""
        window.columns.reveal("guidelines")
        window.columns.guidelines.show_layer(session.scheme, layer)
        window.columns.guidelines.setFocus()

    def tell_here(self) -> None:
        """Show and say what the annotations at the caret are, those of an open frame too."""
        window, session = self._window, self._window.sitting
        marks = window.text_keys.opener.here()
        found = [a for a in (session.annotation(mark.key) for mark in marks) if a is not None]
        window.wiring.hovering.tell(found)
        if not found:
            window.say(window.word("card.nothing"))

    def show_guide(self) -> None:
        """Show the user guide."""
        from annotator.ui.dialogs.guide import GuideDialog

        GuideDialog(self._window).show()

    def show_about(self) -> None:
        """Say versions and licences."""
        from annotator.store.files.library import sqlite_version

        versions = {
            "version": __version__,
            "qt": qVersion(),
            "sqlite": sqlite_version(),
            "python": sys.version.split()[0],
        }
        self._window.tell(self._window.word("about_text", **versions))

    def copy_diagnostics(self) -> None:
        """Copy what helps to find a fault, and say what is in it."""
        from annotator.ui.safety.diagnostics import diagnostics

        QGuiApplication.clipboard().setText(diagnostics(self._window))
        self._window.say(self._window.word("diagnostics_copied"))

    def note_failure(self, outline: str) -> None:
        """Tell a failure of the program, and show what the corpus really holds."""
        window = self._window
        window.telling.show_report(f"Annotator {__version__}, Qt {qVersion()}\n{outline}\n")
        if window.session is not None:
            window.session.read_anew()

    def offer_safe_mode(self) -> None:
        """Say that the program ended while it started, and offer to start without settings."""
        window = self._window
        offer = (window.word("safe_mode"), self.start_safely)
        window.telling.offer(window.word("crashed_at_start"), [offer])

    def start_safely(self) -> None:
        """Start the program anew without settings, and end this one."""
        is_frozen = bool(getattr(sys, "frozen", False))
        arguments = ["--safe-mode"] if is_frozen else ["-m", "annotator", "--safe-mode"]
        QProcess.startDetached(sys.executable, arguments)
        self._window.close()
