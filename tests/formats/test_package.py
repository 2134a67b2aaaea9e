"""Packages are the same bytes each time, and a zip that is none of ours is not unpacked."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.formats.package import (
    CORPUS,
    GUIDELINES,
    MANIFEST,
    read_manifest,
    sealed,
    unpack,
    write_package,
)
from annotator.model.data import data_of
from annotator.model.errors import PackageError
from annotator.model.package import RETURN, WORK, Package

PACKAGE = Package(id="p", kind=WORK, corpus="c", to_annotator="anna", base={"a": ("1", "2")})


@pytest.fixture
def good(tmp_path: Path) -> Path:
    corpus = tmp_path / "in.jsonl"
    corpus.write_bytes(b'{"format":"annotator-jsonl/1"}\n')
    path = tmp_path / "good.annotator-package"
    write_package(path, PACKAGE, corpus, "# Write briefly.\n")
    return path


def test_a_package_comes_back_and_is_the_same_each_time(good: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_package(again, PACKAGE, tmp_path / "in.jsonl", "# Write briefly.\n")
    assert again.read_bytes() == good.read_bytes()
    folder = tmp_path / "out"
    folder.mkdir()
    package, corpus = unpack(good, folder)
    assert replace(package, members={}) == PACKAGE
    assert corpus.read_bytes() == (tmp_path / "in.jsonl").read_bytes()
    assert sorted(p.name for p in folder.iterdir()) == sorted((CORPUS, GUIDELINES))
    assert read_manifest(good) == package


def remade(
    path: Path, change: Callable[[dict[str, bytes]], object] | None = None, **manifest: object
) -> None:
    """Write a package anew with other members, or with other words in its manifest."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    data = {**orjson.loads(members[MANIFEST]), **manifest}
    members[MANIFEST] = sealed(data)
    if change is not None:
        change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def put(name: str, content: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda members: members.__setitem__(name, content)


def drop(name: str) -> Callable[[dict[str, bytes]], object]:
    return lambda members: members.pop(name)


def twice(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(CORPUS, "other")


def linked(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in (MANIFEST, CORPUS):
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")


def encrypted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)


def lying(path: Path) -> None:
    """Let the table of contents say that the corpus is smaller than it is."""
    data = bytearray(path.read_bytes())
    at = data.index(CORPUS.encode(), data.index(b"PK\x01\x02"))
    struct.pack_into("<I", data, at - 46 + 24, 3)
    path.write_bytes(data)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "no zip": lambda path: path.write_bytes(b"hello"),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-40]),
    "begins late": lambda path: path.write_bytes(path.read_bytes()[20:]),
    "out of its folder": lambda path: remade(path, put("../corpus.jsonl", b"x")),
    "from the root": lambda path: remade(path, put("/corpus.jsonl", b"x")),
    "of another system": lambda path: remade(path, put("..\\corpus.jsonl", b"x")),
    "one too many": lambda path: remade(path, put("run.sh", b"x")),
    "without corpus": lambda path: remade(path, drop(CORPUS)),
    "without manifest": lambda path: remade(path, drop(MANIFEST)),
    "a manifest of words": lambda path: remade(path, put(MANIFEST, b"[1]")),
    "a broken manifest": lambda path: remade(path, put(MANIFEST, b"{")),
    "a manifest of another kind": lambda path: remade(path, kind="odd"),
    "a manifest with too little": lambda path: remade(path, put(MANIFEST, b'{"format":"annotator-package/1"}')),  # noqa: E501
    "another corpus": lambda path: remade(path, put(CORPUS, b"other")),
    "a bomb": lambda path: remade(path, put(CORPUS, b"0" * (1 << 24))),
    "hashes of nothing": lambda path: remade(path, members={}),
    "a member twice": twice,
    "links": linked,
    "encrypted": encrypted,
    "lying about sizes": lying,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_package_is_refused(good: Path, tmp_path: Path, name: str) -> None:
    HOSTILE[name](good)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(PackageError) as found:
        unpack(good, folder)
    assert found.value.code == "package_broken"
    assert str(good) in str(found.value)
    assert {p.name for p in tmp_path.iterdir()} == {"in.jsonl", good.name, "out"}


@pytest.mark.parametrize("name", [MANIFEST, CORPUS, GUIDELINES])
def test_no_byte_of_a_member_changes_unseen(good: Path, tmp_path: Path, name: str) -> None:
    whole = good.read_bytes()
    with zipfile.ZipFile(good) as archive:
        content = archive.read(name)
    parsed: Callable[[bytes], object] = orjson.loads if name == MANIFEST else bytes
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 1 << (at % 7)
        with suppress(ValueError):
            # A line feed for a space between two words says the same.
            if parsed(bytes(changed)) == parsed(content):
                continue
        remade(good, put(name, bytes(changed)))
        with pytest.raises(PackageError):
            unpack(good, tmp_path)
        good.write_bytes(whole)
    unpack(good, tmp_path)


def test_a_newer_package_says_so(good: Path, tmp_path: Path) -> None:
    remade(good, format="annotator-package/2")
    with pytest.raises(PackageError) as found:
        unpack(good, tmp_path)
    assert found.value.code == "package_newer"


def test_a_package_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as found:
        read_manifest(tmp_path / "none")
    assert found.value.code == "package_unreadable"


def test_a_manifest_is_data_and_back() -> None:
    assert data_of(replace(PACKAGE, kind=RETURN))["kind"] == RETURN
