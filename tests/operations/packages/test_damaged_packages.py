"""Packages whose words were changed, hashes and all, are taken in or refused, and nothing else."""

from __future__ import annotations

import hashlib
import os
import random
import zipfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.formats.package import CORPUS, MANIFEST, sealed
from annotator.model.errors import AnnotatorError, PackageError
from annotator.model.review import Annotator
from annotator.operations.comments.comments import add_comment
from annotator.operations.merging.merging import merge
from annotator.operations.packages.packages import Parcel, open_package, pack_return, pack_work
from annotator.store.store import Store
from tests.operations.sent import LEAD, hand_out
from tests.samples import dump

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**70,
    0.5,
    "",
    "x",
    "../x",
    [],
    {},
    [[]],
    {"": None},
    "gold",
)
COUNT = 40


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values in plain data."""
    items: list[tuple[Any, Any]] = []
    if isinstance(data, dict):
        items = list(data.items())
    elif isinstance(data, list):
        items = list(enumerate(data))
    return [p for key, value in items for p in ((*path, key), *places(value, (*path, key)))]


def change(data: Any, rng: random.Random) -> None:
    """Put something odd into one place of plain data, or take it away."""
    *way, last = rng.choice(places(data))
    for key in way:
        data = data[key]
    if isinstance(data, dict) and rng.random() < 0.2:
        del data[last]
    else:
        data[last] = rng.choice(ODD)


def damaged(good: Path, target: Path, seed: int) -> None:
    """Write a package with one odd value, in its manifest or in its corpus; hashes are right."""
    rng = random.Random(seed)
    with zipfile.ZipFile(good) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = orjson.loads(members[MANIFEST])
    if seed % 3 == 0:
        change(manifest, rng)
    else:
        lines = [orjson.loads(line) for line in members[CORPUS].splitlines()]
        change(lines[0 if rng.random() < 0.3 else -1], rng)
        with suppress(TypeError):
            members[CORPUS] = b"\n".join(orjson.dumps(line) for line in lines)
        manifest["members"][CORPUS] = hashlib.sha256(members[CORPUS]).hexdigest()
    with suppress(TypeError):
        members[MANIFEST] = sealed(manifest)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.fixture
def sent(notes: Store, tmp_path: Path) -> tuple[Path, Path]:
    """A package of work, and the one that brings it back."""
    for who in (LEAD, "anna"):
        if all(a.id != who for a in notes.read().annotators()):
            with notes.edit("corpus.annotator", annotator=None) as edit:
                edit.put(Annotator(id=who))
    hand_out(notes, "anna")
    work, back = tmp_path / "work", tmp_path / "back"
    pack_work(notes, work, Parcel(annotator="anna", by=LEAD))
    store, _ = open_package(work, tmp_path / "anna.corpus")
    with store:
        key = next(store.read().documents()).id
        add_comment(store, document=key, anchor="document", text="Seen.", language="en",
                    annotator="anna")  # fmt: skip
        pack_return(store, back)
    return work, back


def test_nothing_but_a_sentence_comes_of_it(
    notes: Store, sent: tuple[Path, Path], tmp_path: Path
) -> None:
    found: Counter[str] = Counter()
    bad, target = tmp_path / "bad", tmp_path / "bad.corpus"
    before = dump(notes)
    for seed in range(COUNT):
        damaged(sent[seed % 2], bad, seed)
        try:
            if seed % 2:
                merge(notes, [bad], by=LEAD)
                notes.undo(LEAD)
            else:
                open_package(bad, target)[0].close()
                target.unlink()
            found["taken"] += 1
        except AnnotatorError as error:
            refused = str(error)
            found["refused"] += bool(refused)
        assert not target.exists()
        assert dump(notes) == before
        assert list(notes.damage()) == []
    assert min(found["taken"], found["refused"]) > COUNT // 10


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_a_pipe_a_device_and_a_folder_are_refused_at_once(samples: Store, tmp_path: Path) -> None:
    pipe, device = tmp_path / "a.annotator-package", tmp_path / "b.annotator-package"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    before = dump(samples)
    for path in (pipe, device, tmp_path):
        with pytest.raises(PackageError) as refused:
            merge(samples, [path])
        assert refused.value.code == "package_unreadable"
        with pytest.raises(PackageError):
            open_package(path, tmp_path / "new.corpus")
    assert dump(samples) == before
    assert not (tmp_path / "new.corpus").exists()
