"""Where a corpus lies: folders that other programs copy behind our back, and other machines."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "afpfs", "webdav",
     "davfs", "glusterfs", "ceph", "lustre", "fuse.sshfs", "fuse.rclone", "fuse.davfs2",
     "fuse.glusterfs", "fuse.gvfsd-fuse", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs"))  # fmt: skip
"""Names of file systems of other machines, as Linux calls them."""

_SYNCED = (
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"onedrive( - .+)?", "OneDrive"),
    (r"google ?drive|googledrive-.+|my drive", "Google Drive"),
    (r"com~apple~clouddocs|icloud ?drive", "iCloud Drive"),
    (r"nextcloud|owncloud", "Nextcloud"),
    (r"yandex\.?disk|яндекс\.?диск", "Yandex Disk"),
    (r"pcloud ?drive|pcloudsync", "pCloud"),
    (r"box( sync)?-box|box sync|box-box", "Box"),
    (r"megasync|mega", "MEGA"),
    (r"creative cloud files.*", "Creative Cloud"),
    (r"syncthing", "Syncthing"),
)
"""Names of folders that programs for synchronising make, in lower case, and those programs."""
_MARKED = ((".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".owncloudsync.log", "Nextcloud"))
_DRIVE_REMOTE = 4


@dataclass(frozen=True, slots=True)
class Hazard:
    """Why a place is not safe: `kind` is "sync" or "network", `name` who or what it is."""

    kind: str
    name: str


def hazard_of(path: Path, *, mounts: str | None = None) -> Hazard | None:
    """Return what endangers a corpus at `path`, None for an ordinary folder of this machine.

    `mounts` is the text of the table of mounts (Linux); by default that of this machine.
    """
    real = Path(os.path.realpath(path))
    network = _network_of(real, mounts)
    if network is not None:
        return Hazard("network", network)
    for folder in real.parents:
        for pattern, name in _SYNCED:
            if re.fullmatch(pattern, folder.name.casefold()):
                return Hazard("sync", name)
        for mark, name in _MARKED:
            if folder != folder.parent and (folder / mark).exists():
                return Hazard("sync", name)
    return None


def _network_of(real: Path, mounts: str | None) -> str | None:
    if os.name == "nt":
        return _windows_drive(real)
    if mounts is None:
        mounts = _mounts()
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        where = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m.group(1), 8)), parts[1])
        inside = str(real) == where or str(real).startswith(where.rstrip("/") + "/")
        if inside and len(where) >= len(best):
            best, kind = where, parts[2]
    return kind if kind in _NETWORK else None


def _mounts() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        # Without the table nothing is known of the place, as on a system that has none.
        return ""


def _windows_drive(real: Path) -> str | None:
    drive = real.drive
    if drive.startswith("\\\\"):
        return drive
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    is_remote = kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    return drive if is_remote else None
