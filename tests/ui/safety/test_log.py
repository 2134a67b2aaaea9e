"""The log keeps some of what was written before, and never grows without an end."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from annotator.ui.safety.log import KEPT, LogFile


def write(path: Path, *said: str, most_bytes: int = 41) -> None:
    handler = LogFile(path, most_bytes=most_bytes)
    for one in said:
        handler.handle(logging.makeLogRecord({"msg": one}))
    handler.close()


def kept(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in folder.iterdir()}


def test_what_is_written_stands_behind_what_was_there(tmp_path: Path) -> None:
    write(tmp_path / "a.log", "one")
    write(tmp_path / "a.log", "two")
    assert kept(tmp_path) == {"a.log": "one\ntwo\n"}


def test_a_full_file_is_put_aside_and_the_oldest_goes(tmp_path: Path) -> None:
    long = [str(number) * 40 for number in range(6)]
    write(tmp_path / "a.log", *long, "rest")
    assert kept(tmp_path) == {
        "a.log": "rest\n",
        **{f"a.log.{n}": f"{long[-n]}\n" for n in range(1, KEPT + 1)},
    }


def test_a_file_that_was_full_before_is_put_aside_first(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("x" * 50, encoding="utf-8")
    write(tmp_path / "a.log", "new")
    assert kept(tmp_path) == {"a.log": "new\n", "a.log.1": "x" * 50}


def test_without_a_place_there_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="folder"):
        write(tmp_path / "folder" / "a.log", "lost")
