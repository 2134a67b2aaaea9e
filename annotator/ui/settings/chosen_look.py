"""The look that a person has chosen, made of the settings and of the fonts there are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.look import motion
from annotator.ui.look.look import Look, families_found
from annotator.ui.settings.preferences import preference
from annotator.ui.settings.settings import Settings


def make_look(settings: Settings) -> Look:
    """Return the look that the settings ask for."""
    mode = preference("theme").value(settings)
    if mode not in ("light", "dark", "contrast"):
        mode = _mode_of_system()
    wanted = Look(mode=mode)
    chosen = preference("text_font").value(settings)
    families = (chosen, *wanted.text_families) if chosen else wanted.text_families
    found = frozenset(families_found((*families, *wanted.interface_families)))
    return Look(
        mode=mode,
        text_families=tuple(f for f in families if f in found),
        interface_families=tuple(f for f in wanted.interface_families if f in found),
        text_size=int(preference("text_size").value(settings)),
        measure=int(preference("measure").value(settings)),
        leading=int(preference("leading").value(settings)),
        has_motion=_has_motion(settings),
    )


def _mode_of_system() -> str:
    hints = QApplication.styleHints()
    # Only newer versions of Qt know whether high contrast is wished for.
    wishes = getattr(hints, "accessibility", lambda: None)()
    if wishes is not None and wishes.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _has_motion(settings: Settings) -> bool:
    """Say whether anything may move by itself: the platform's wish, unless it is set here."""
    return preference("motion").value(settings) != "none" and motion.is_wished()
