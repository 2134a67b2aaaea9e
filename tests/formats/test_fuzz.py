"""Damaged files of every format: read or refused with file and reason, never anything else."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.digests import digest_of
from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_named
from annotator.model.errors import FormatError
from annotator.model.progress import no_progress
from annotator.operations.exporting.demo import sample_files
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from tests.formats.exported import corpus_of, read, write

SEED, COUNT = 20261125, 60
FORMATS = ("jsonl", "flat", "annotations", "tei", "text")
SUFFIXES = {"jsonl": ".jsonl", "flat": ".jsonl", "annotations": ".json", "tei": ".xml"}
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**63, 1.5, 1e300, "", "a", "\0", "x" * 300, [], {}, [[]], [0, 1],
    [[0, 1]], {"a": 1}, [None], {"": None}, "seg00", "s1",
)  # fmt: skip
PIECES = (
    b"<", b"&", b'"', b"{", b"]", b",", b"\\u0000", b"\\ud800", b"\n", b"\0", b"&#0;", b"<!--",
    b"<![CDATA[", b"<?x ?>", b"\xef\xbb\xbf", b"1e999", b"9" * 400, b".0.", b"\xff",
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("fuzz")
    header, bundles = corpus_of([sample_files()[0], sample_files()[7]], folder)
    found: dict[str, bytes] = {}
    for name in ("jsonl", "flat", "tei"):
        write(name, header, bundles, folder / name)
        found[name] = (folder / name).read_bytes()
    found["annotations"] = sample_files()[7].read_bytes()
    found["text"] = sample_files()[7].with_suffix(".txt").read_bytes()
    return found


def ways_in(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the ways to every value within plain data."""
    found = [way] if way else []
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data if isinstance(data, list) else ())
    )
    for key, value in items:
        found += ways_in(value, (*way, key))
    return found


def with_other_values(data: Any, chance: random.Random) -> Any:
    for _ in range(chance.choice([1, 1, 2, 4])):
        *way, last = chance.choice(ways_in(data) or [("x",)])
        place = data
        for step in way:
            place = place[step]
        kind = chance.randrange(4)
        if kind == 0 and last in (place if isinstance(place, dict) else range(len(place))):
            del place[last]
        elif kind == 1 and isinstance(place, list):
            place.append(place[last])
        else:
            place[last] = chance.choice(VALUES)
    return data


def with_other_bytes(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at, kind = chance.randrange(len(made) + 1), chance.randrange(4)
        if kind == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del made[at : at + chance.choice([1, 2, 10, 1000])]
        elif kind == 2:
            made[at:at] = chance.choice(PIECES)
        else:
            made[at:at] = made[at // 2 : at // 2 + 50]
    return bytes(made)


def damaged(name: str, data: bytes, chance: random.Random) -> bytes:
    if name in ("tei", "brat", "text") or chance.random() < 0.4:
        return with_other_bytes(data, chance)
    if name == "annotations":
        return json.dumps(with_other_values(json.loads(data), chance)).encode()
    lines = [json.loads(line) for line in data.splitlines()]
    number = chance.randrange(len(lines))
    lines[number] = with_other_values(lines[number], chance)
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def damages(name: str, data: bytes, folder: Path) -> Any:
    chance = random.Random(f"{SEED} {name}")
    beside = sample_files()[7].with_suffix(".txt")
    (folder / beside.name).write_bytes(beside.read_bytes())
    path = folder / f"damaged{SUFFIXES.get(name, '.txt')}"
    for _ in range(COUNT):
        path.write_bytes(damaged(name, data, chance))
        yield path


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_damaged_is_read_or_refused(
    name: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    refusals: list[FormatError] = []
    for path in damages(name, files[name], tmp_path):
        try:
            list(format_named(name).read(path, no_progress, ReadOptions()))
        except FormatError as error:
            refusals.append(error)
    assert refusals
    for error in refusals:
        assert Path(str(error.data["file"])).parent == tmp_path
        assert str(tmp_path) in str(error)


@pytest.mark.parametrize("name", ["jsonl", "flat", "annotations"])
def test_what_is_taken_in_although_damaged_goes_out_whole(
    name: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        for path in damages(name, files[name], tmp_path):
            if import_files(store, [path], format=name).documents == 0:
                continue
            assert list(store.damage()) == []
            with store.reader() as reader:
                header, bundles = reader.header(), list(reader.bundles())
            for other in ("jsonl", "tei"):
                write(other, header, bundles, tmp_path / other)
                carries = format_named(other).carries
                found = [digest_of(b, carries) for b in read(other, tmp_path / other)[1]]
                assert found == [digest_of(b, carries) for b in bundles]
            store.undo()
