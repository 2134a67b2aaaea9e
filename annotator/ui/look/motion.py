"""Whether anything may move by itself: the wish of the system, and whether anybody can see it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

_UNSEEN = ("offscreen", "minimal")
_TOLD_OFF = ("0", "false")


def is_wished(folder: Path | None = None) -> bool:
    """Say whether the system wishes for motion; `folder` is where its settings are (Linux).

    Windows and macOS tell Qt; of the others, KDE and GTK write it into files of their own.
    """
    if sys.platform == "win32":
        return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    style = QApplication.style()
    if not style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
        return False
    return sys.platform == "darwin" or not _is_off_in(folder or _folder_of_settings())


def is_seen() -> bool:
    """Say whether there is a screen: what nobody sees is where it belongs at once."""
    return QGuiApplication.platformName() not in _UNSEEN


def _folder_of_settings() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _is_off_in(folder: Path) -> bool:
    for name, key in (
        ("kdeglobals", "KDE/AnimationDurationFactor"),
        ("gtk-4.0/settings.ini", "Settings/gtk-enable-animations"),
        ("gtk-3.0/settings.ini", "Settings/gtk-enable-animations"),
    ):
        path = folder / name
        if path.is_file():
            said = str(QSettings(str(path), QSettings.Format.IniFormat).value(key, "")).lower()
            if said in _TOLD_OFF:
                return True
    return False
