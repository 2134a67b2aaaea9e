"""Packages as files: a zip with a manifest and our own JSONL, written the same each time.

Whoever reads one trusts nothing in it: names, sizes and kinds of its members are held against what
a package can have before a byte is unpacked, and each member against its hash afterwards. The
manifest bears its own: it is no proof against anybody, but nothing of it changes unseen.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import stat
import zipfile
import zlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import orjson

from annotator.model.data import data_of, noun_of
from annotator.model.errors import PackageError
from annotator.model.package import PACKAGE_FORMAT, PACKAGE_KINDS, Package
from annotator.model.progress import Progress, no_progress

MANIFEST, CORPUS, GUIDELINES = "manifest.json", "corpus.jsonl", "guidelines.md"
LIMITS: Mapping[str, int] = {MANIFEST: 1 << 28, CORPUS: 1 << 32, GUIDELINES: 1 << 23}
"""The members that a package can have, and how many bytes each may hold."""
MOST_RATIO = 200
"""How many times smaller packing may have made a member that is larger than `_SMALL`."""
_SMALL = 1 << 20
_SEAL = "sha256"
_TIME = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
# NotImplementedError, RuntimeError: how `zipfile` says a packing it does not know, and a password.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def write_package(target: Path, package: Package, corpus: Path, guidelines: str) -> Package:
    """Write a package to a new file; return its manifest with the hashes of the members.

    The same manifest and files give the same bytes: no clock, no names of this machine.
    """
    members = {CORPUS: _hash_of(corpus)}
    text = guidelines.encode()
    if guidelines:
        members[GUIDELINES] = hashlib.sha256(text).hexdigest()
    package = replace(package, members=members)
    manifest = sealed(data_of(package))
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_info(MANIFEST), manifest, compresslevel=6)
        with corpus.open("rb") as source, archive.open(_info(CORPUS), "w", force_zip64=True) as out:
            shutil.copyfileobj(source, out, _CHUNK)
        if guidelines:
            archive.writestr(_info(GUIDELINES), text, compresslevel=6)
    return package


def sealed(data: Mapping[str, Any]) -> bytes:
    """Return a manifest as it is written, with the hash of all the rest of it."""
    return orjson.dumps({**data, _SEAL: _seal(data)}, option=orjson.OPT_INDENT_2)


def _seal(data: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in data.items() if key != _SEAL}
    return hashlib.sha256(orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(path: Path) -> Package:
    """Return what a package says of itself; PackageError if it is none that can be trusted."""
    with _opened(path) as archive:
        return _manifest(path, archive)


def unpack(path: Path, folder: Path, progress: Progress = no_progress) -> tuple[Package, Path]:
    """Unpack the corpus of a package into a folder; return the manifest and the file.

    The guidelines lie beside it, if there are any. `progress` is told megabytes. PackageError if
    a member is not what its hash or its size says, whatever the zip claims.
    """
    with _opened(path) as archive:
        package = _manifest(path, archive)
        if CORPUS not in package.members:
            raise PackageError("package_broken", path=str(path), reason="a member is missing")
        for name, sha256 in package.members.items():
            _extract(path, archive, name, sha256, folder / name, progress)
        return package, folder / CORPUS


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    try:
        if path.exists() and not path.is_file():
            # A pipe would be waited for, a device has no end.
            reason = "it is no regular file"
            raise PackageError("package_unreadable", path=str(path), reason=reason)
        with zipfile.ZipFile(path) as archive:
            _check(path, archive.infolist())
            yield archive
    except OSError as error:
        if error.errno == errno.EINVAL:
            # The table of contents leads to before the begin of the file.
            raise PackageError("package_broken", path=str(path), reason="no whole zip") from error
        reason = error.strerror or str(error)
        raise PackageError("package_unreadable", path=str(path), reason=reason) from error
    except _FAULTS as error:
        raise PackageError("package_broken", path=str(path), reason="no whole zip") from error


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in members:
        reason = _fault_of(info, seen)
        if reason:
            raise PackageError("package_broken", path=str(path), reason=reason)
        seen.add(info.filename)
    if MANIFEST not in seen:
        raise PackageError("package_broken", path=str(path), reason="a member is missing")


def _fault_of(info: zipfile.ZipInfo, seen: set[str]) -> str | None:
    if info.orig_filename not in LIMITS or info.filename not in LIMITS:
        return "a member that no package has"
    if info.filename in seen:
        return "a member is there twice"
    if info.flag_bits & 1:
        return "a member is encrypted"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "a member is no regular file"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "a member is packed in an unknown way"
    size = info.file_size
    if size > LIMITS[info.filename]:
        return "a member is too large"
    if size > _SMALL and size > MOST_RATIO * info.compress_size:
        return "a member is too large"
    return None


def _manifest(path: Path, archive: zipfile.ZipFile) -> Package:
    data = _loaded(archive)
    found = data.get("format")
    if found != PACKAGE_FORMAT:
        code = "package_newer" if str(found).startswith("annotator-package/") else "package_broken"
        raise PackageError(code, path=str(path), found=str(found)[:40], reason="no manifest")
    if data.get(_SEAL) != _seal(data):
        reason = "a member is another one" if _SEAL in data else "no manifest"
        raise PackageError("package_broken", path=str(path), reason=reason)
    try:
        package = noun_of(Package, {k: v for k, v in data.items() if k != _SEAL})
    except ValueError as error:
        raise PackageError("package_broken", path=str(path), reason="no manifest") from error
    names = {info.filename for info in archive.infolist()} - {MANIFEST}
    is_whole = bool(package.id and package.number >= 0) and all(
        len(marks) == 2 for marks in package.base.values()
    )
    if not is_whole or package.kind not in PACKAGE_KINDS or names != set(package.members):
        raise PackageError("package_broken", path=str(path), reason="no manifest")
    return package


def _loaded(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    limit = LIMITS[MANIFEST]
    with archive.open(MANIFEST) as member:
        content = member.read(limit + 1)
    data = orjson.loads(content) if len(content) <= limit else None
    return cast(dict[str, Any], data) if isinstance(data, dict) else {}


def _extract(
    path: Path,
    archive: zipfile.ZipFile,
    name: str,
    sha256: str,
    target: Path,
    progress: Progress,
) -> None:
    digest, left = hashlib.sha256(), LIMITS[name]
    total = archive.getinfo(name).file_size
    with archive.open(name) as member, target.open("wb") as out:
        while chunk := member.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise PackageError("package_broken", path=str(path), reason="a member is too large")
            digest.update(chunk)
            out.write(chunk)
            progress("progress.unpacking", (LIMITS[name] - left) // _CHUNK, total // _CHUNK + 1)
    if digest.hexdigest() != sha256:
        raise PackageError("package_broken", path=str(path), reason="a member is another one")
