"""Folders that other programs copy, and those of other machines, are known by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.store.files.place import Hazard, hazard_of

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home/anna/shared nfs4 rw 0 0
//nas/team /mnt/team\\040files cifs rw 0 0
anna@host:/ /mnt/host fuse.sshfs rw 0 0
tmpfs /mnt/host/tmp tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "name"),
    [("Dropbox/work", "Dropbox"), ("Dropbox (Personal)", "Dropbox"), ("OneDrive - Uni", "OneDrive"),
     ("Library/CloudStorage/GoogleDrive-a@b.c/My Drive", "Google Drive"),
     ("Library/Mobile Documents/com~apple~CloudDocs/texts", "iCloud Drive"),
     ("Nextcloud/a/b", "Nextcloud"), ("Yandex.Disk", "Yandex Disk"),
     ("Яндекс.Диск", "Yandex Disk")],
)  # fmt: skip
def test_folders_of_synchronising_programs(tmp_path: Path, place: str, name: str) -> None:
    assert hazard_of(tmp_path / place / "a.corpus", mounts="") == Hazard("sync", name)


@pytest.mark.parametrize("place", ["texts", "dropboxes", "my onedriver", "articles on Dropbox"])
def test_ordinary_folders(tmp_path: Path, place: str) -> None:
    assert hazard_of(tmp_path / place / "a.corpus", mounts="/dev/sda1 / ext4 rw 0 0") is None


def test_a_folder_that_a_program_has_marked(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".stfolder").mkdir()
    found = hazard_of(tmp_path / "shared" / "deep" / "a.corpus", mounts="")
    assert found == Hazard("sync", "Syncthing")


def test_a_link_into_such_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "Dropbox")
    assert hazard_of(tmp_path / "here" / "a.corpus", mounts="") == Hazard("sync", "Dropbox")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/home/anna/shared/a.corpus", "nfs4"), ("/mnt/team files/x/a.corpus", "cifs"),
     ("/mnt/host/a.corpus", "fuse.sshfs"), ("/mnt/host/tmp/a.corpus", None),
     ("/home/anna/a.corpus", None), ("/home/anna/shared-not/a.corpus", None)],
)  # fmt: skip
def test_folders_of_other_machines(path: str, kind: str | None) -> None:
    found = hazard_of(Path(path), mounts=MOUNTS)
    assert found == (Hazard("network", kind) if kind else None)


@pytest.mark.parametrize("mounts", ["", "\n\n", "x", "a b", "\\777 \\9 ext4"])
def test_an_odd_table_of_mounts(tmp_path: Path, mounts: str) -> None:
    assert hazard_of(tmp_path / "a.corpus", mounts=mounts) is None
