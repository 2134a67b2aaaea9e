"""Checks, before Qt is touched, that the system has what Qt needs: libraries and a display."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_ALWAYS = (
    ("libGL.so.1", "libgl1", "mesa-libGL", "libgl"),
    ("libEGL.so.1", "libegl1", "mesa-libEGL", "libglvnd"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
)
_ON_X11 = (
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    (
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
)
_INSTALL = {
    "apt": ("sudo apt-get install", 1, ("debian", "ubuntu")),
    "dnf": ("sudo dnf install", 2, ("fedora", "rhel", "centos")),
    "pacman": ("sudo pacman -S", 3, ("arch", "manjaro")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemCheck:
    """What was found: libraries that are missing, the line that installs them, a display."""

    missing: tuple[str, ...]
    install_line: str
    has_display: bool


def check_system(
    *,
    load: Callable[[str], object] = ctypes.CDLL,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    release: Path = Path("/etc/os-release"),
) -> SystemCheck:
    """Say whether Qt can start here and with a window; nothing of Qt is loaded."""
    if not platform.startswith("linux"):
        return SystemCheck(missing=(), install_line="", has_display=True)
    plugin = environment.get("QT_QPA_PLATFORM", "")
    on_x11 = bool(environment.get("DISPLAY"))
    has_display = on_x11 or bool(environment.get("WAYLAND_DISPLAY")) or bool(plugin)
    is_drawn = on_x11 and plugin in ("", "xcb")
    wanted = (*_ALWAYS, *_ON_X11) if is_drawn else _ALWAYS
    missing = tuple(row for row in wanted if not _loads(load, row[0]))
    return SystemCheck(
        missing=tuple(row[0] for row in missing),
        install_line=_line(missing, release) if missing else "",
        has_display=has_display,
    )


def _loads(load: Callable[[str], object], library: str) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True


def _line(missing: tuple[tuple[str, str, str, str], ...], release: Path) -> str:
    try:
        told = release.read_text(encoding="utf-8").lower()
    except OSError:
        told = ""
    words = {
        word.strip('"')
        for line in told.splitlines()
        if line.startswith(("id=", "id_like="))
        for word in line.partition("=")[2].strip('"').split()
    }
    for command, column, names in _INSTALL.values():
        if words.intersection(names):
            return f"{command} {' '.join(dict.fromkeys(row[column] for row in missing))}"
    return ", ".join(row[0] for row in missing)
