"""Files of named parts: whatever is not as it was written is not there, and nothing else fails."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import Cancelled
from annotator.store.searching import memory_file
from annotator.store.searching.memory_file import (
    DamagedError,
    Groups,
    Parts,
    bytes_of,
    bytes_of_numbers,
    forget_memories,
    memory_folder,
    numbers_of,
    open_parts,
    text_of,
    write_parts,
)

SAID = {"corpus": "c", "size": 3}


def parts() -> Iterator[tuple[str, bytes]]:
    yield "words", bytes_of("вода\nheron\n👍🏽")
    yield "empty", b""
    yield from Groups.of([[1, 2], [], [3]]).parts("groups")


def opened(path: Path) -> Parts:
    found = open_parts(path)
    assert found is not None
    return found


def is_whole(path: Path) -> bool:
    found = open_parts(path)
    try:
        return found is not None and all(map(found.part, ("words", "groups", "groups.ends")))
    except DamagedError:
        return False


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "above" / "a.memory"
    assert write_parts(target, SAID, parts())
    return target


def test_what_was_written_is_read(path: Path) -> None:
    found = opened(path)
    assert is_whole(path)
    assert found.said == SAID
    assert found.text("words") == "вода\nheron\n👍🏽"
    assert found.part("empty") == b""
    assert "words" in found
    assert "others" not in found
    groups = found.groups("groups")
    assert [list(groups[row]) for row in range(len(groups))] == [[1, 2], [], [3]]
    with pytest.raises(DamagedError):
        found.part("others")


@given(st.text(st.characters(exclude_categories=())))
def test_texts_come_back(text: str) -> None:
    assert text_of(bytes_of(text)) == text


@given(st.lists(st.integers(-(1 << 63), (1 << 63) - 1)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert list(numbers_of(bytes_of_numbers(numbers))) == numbers


@given(st.lists(st.lists(st.integers(0, 9))))
def test_groups_come_back(groups: list[list[int]]) -> None:
    found = Groups.of(groups)
    assert [list(found[row]) for row in range(len(found))] == groups


def test_a_turned_bit_is_seen_wherever_it_is(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert not is_whole(path), at


def test_a_file_that_was_cut_off_is_not_believed(path: Path) -> None:
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        assert not is_whole(path), size


def test_a_file_that_was_replaced_meanwhile_is_not_mixed_with_the_old_one(path: Path) -> None:
    found = opened(path)
    assert write_parts(path, {**SAID, "size": 4}, parts())
    with pytest.raises(DamagedError):
        found.part("words")


def test_what_is_no_such_file_is_none(tmp_path: Path) -> None:
    for content in (b"", b"annotator-memory/2\n" + bytes(40), b"\x80\x04K\x01." * 20):
        path = tmp_path / "a.memory"
        path.write_bytes(content)
        assert open_parts(path) is None
    assert open_parts(tmp_path) is None
    assert open_parts(tmp_path / "nowhere") is None


def test_only_its_owner_can_read_it(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("permissions are lists there")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not write_parts(tmp_path / "file" / "a.memory", SAID, parts())


def test_a_disk_that_is_full_leaves_what_was_there(path: Path, monkeypatch) -> None:
    whole = path.read_bytes()

    def fail(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert not write_parts(path, {**SAID, "size": 4}, parts())
    assert path.read_bytes() == whole
    assert list(path.parent.iterdir()) == [path]


def test_writing_can_be_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    left = [3]

    def watch() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled

    for allowed in range(8):
        left[0] = allowed
        with pytest.raises(Cancelled):
            write_parts(tmp_path / "a.memory", SAID, parts(), watch)
        assert not list(tmp_path.iterdir())


def test_the_oldest_go(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(memory_file, "_MOST_FILES", 3)
    for number in range(5):
        path = tmp_path / f"{number}.memory"
        assert write_parts(path, SAID, parts())
        os.utime(path, (number, number))
    # The last was the newest while it was written.
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["2", "3", "4"]
    # What is used stays.
    opened(tmp_path / "2.memory")
    assert write_parts(tmp_path / "5.memory", SAID, parts())
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["2", "4", "5"]


def test_large_ones_go(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(memory_file, "_MOST_BYTES", 1)
    for name in ("a", "b"):
        assert write_parts(tmp_path / f"{name}.memory", SAID, parts())
        os.utime(tmp_path / f"{name}.memory", (1, 1))
    assert [path.stem for path in tmp_path.iterdir()] == ["b"]
    monkeypatch.setattr(memory_file, "_LARGEST", 40)
    assert not write_parts(tmp_path / "c.memory", SAID, parts())
    assert open_parts(tmp_path / "b.memory") is None


def test_what_somebody_left_unfinished_goes(tmp_path: Path) -> None:
    left, fresh = tmp_path / "b.1.part", tmp_path / "b.2.part"
    for file in (left, fresh):
        file.write_bytes(b"")
    os.utime(left, (1, 1))
    assert write_parts(tmp_path / "a.memory", SAID, parts())
    assert not left.exists()
    assert fresh.exists()


def test_files_are_forgotten_by_how_their_names_begin() -> None:
    folder = memory_folder()
    forget_memories("one@")
    folder.mkdir(parents=True)
    for name in ("one@1.memory", "one@1.x.part", "one@2.memory", "oneself@1.memory"):
        (folder / name).write_bytes(b"")
    forget_memories("one@")
    assert [path.name for path in folder.iterdir()] == ["oneself@1.memory"]


def test_it_lies_where_a_platform_keeps_what_can_be_made_anew(monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("ANNOTATOR_STATE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "platform", "linux")
    if os.name == "posix":
        assert memory_folder() == tmp_path / "cache" / "annotator"
        monkeypatch.delenv("XDG_CACHE_HOME")
        assert memory_folder() == Path.home() / ".cache" / "annotator"
        monkeypatch.setattr(sys, "platform", "darwin")
        assert memory_folder() == Path.home() / "Library" / "Caches" / "Annotator"


def test_what_decodes_is_loaded_before_a_search_waits_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READY], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["1097", "0"]


_READY = """
import sys
from annotator.store.searching.memory_file import bytes_of, make_ready, text_of
make_ready()
known = set(sys.modules)
print(ord(text_of(bytes_of(chr(1097)))), len(set(sys.modules) - known))
"""
