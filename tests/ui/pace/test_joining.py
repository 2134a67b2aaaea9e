"""Memory that is in use is joined to large pages where the system does it, and nothing else is."""

from __future__ import annotations

import ctypes
import mmap
import sys
from pathlib import Path

import pytest

from annotator.ui.pace import joining
from annotator.ui.pace.joining import join_pages

_LARGE = 2 << 20
_RANGES = Path("/proc/self/smaps")

if sys.platform != "linux":
    pytest.skip("Linux alone joins pages for who asks", allow_module_level=True)


def address_of(memory: mmap.mmap) -> int:
    """Return where memory lies."""
    return ctypes.addressof(ctypes.c_char.from_buffer(memory))


def facts_of(address: int) -> dict[str, int]:
    """Return what the system says of the range with an address, in KiB."""
    facts: dict[str, int] = {}
    is_it = False
    for line in _RANGES.read_text().splitlines():
        first, _, rest = line.partition(" ")
        if "-" in first and not first.endswith(":"):
            begin, end = (int(each, 16) for each in first.split("-"))
            is_it = begin <= address < end
        elif is_it and rest.endswith("kB"):
            facts[first.rstrip(":")] = int(rest.split()[0])
    return facts


@pytest.fixture
def private() -> mmap.mmap:
    """Return memory of one's own in which eight large pages fit, between what is no use."""
    memory = mmap.mmap(-1, 9 * _LARGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    # Of its own range: otherwise the system may have put it beside other memory.
    memory.madvise(mmap.MADV_DONTFORK)
    return memory


def joins() -> bool:
    """Say whether this system joins pages for who asks."""
    memory = mmap.mmap(-1, 2 * _LARGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.write(b"x" * len(memory))
    place = -(-address_of(memory) // _LARGE) * _LARGE
    call = ctypes.CDLL(None).madvise
    return not call(ctypes.c_void_p(place), ctypes.c_size_t(_LARGE), 25)


needs_joins = pytest.mark.skipif(not joins(), reason="this system joins no pages for who asks")


def fill(memory: mmap.mmap, *, each: int = 1) -> None:
    """Use one of each so many pages."""
    for at in range(0, len(memory), each * mmap.PAGESIZE):
        memory[at] = 1


def look_at(memory: mmap.mmap, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let nothing be looked at but the range that memory is in; return the address of it."""
    address = address_of(memory)
    (found,) = ((begin, end) for begin, end in joining._ranges() if begin <= address < end)
    monkeypatch.setattr(joining, "_ranges", lambda: [found])
    return address


@needs_joins
def test_what_is_in_use_is_joined_and_stays_as_it_was(
    private: mmap.mmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(private)
    before = private[:]
    address = look_at(private, monkeypatch)
    assert not facts_of(address)["AnonHugePages"]
    assert join_pages(lambda _looked: None) >= 8
    assert facts_of(address)["AnonHugePages"] >= 8 * _LARGE >> 10
    assert private[:] == before


@needs_joins
def test_what_is_half_empty_is_not_filled(
    private: mmap.mmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(private, each=2)
    address = look_at(private, monkeypatch)
    used = facts_of(address)["Rss"]
    join_pages(lambda _looked: None)
    assert facts_of(address)["AnonHugePages"] == 0
    assert facts_of(address)["Rss"] == used


@needs_joins
def test_what_others_see_or_nobody_may_write_is_left_alone() -> None:
    shared = mmap.mmap(-1, 9 * _LARGE)
    fill(shared)
    kept = set(joining._ranges())
    assert not any(begin <= address_of(shared) < end for begin, end in kept)
    constant = ctypes.cast(ctypes.CDLL(None).madvise, ctypes.c_void_p).value
    assert constant is not None
    assert not any(begin <= constant < end for begin, end in kept)


def test_it_gives_up_where_the_system_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    size = joining._size_of_large_pages()
    if not size:
        pytest.skip("this system has no large pages for who asks")
    memory = mmap.mmap(-1, 20 * size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    fill(memory)
    begin = address_of(memory)
    monkeypatch.setattr(joining, "_ranges", lambda: [(begin, begin + len(memory))])
    looked: list[int] = []
    assert join_pages(looked.append) == 0
    assert looked == list(range(joining._ENOUGH))


def test_it_can_be_stopped_between_two_of_them(private: mmap.mmap) -> None:
    if not joining._size_of_large_pages():
        pytest.skip("this system has no large pages for who asks")
    fill(private)

    def stop(looked: int) -> None:
        if looked == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        join_pages(stop)


def test_nothing_is_looked_at_where_the_system_wants_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "_SYSTEM", tmp_path)
    looked: list[int] = []
    assert join_pages(looked.append) == 0
    (tmp_path / "hpage_pmd_size").write_text(f"{_LARGE}\n")
    (tmp_path / "enabled").write_text("always madvise [never]\n")
    assert join_pages(looked.append) == 0
    assert not looked
