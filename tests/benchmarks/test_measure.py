"""What is measured is made once where it is not there, or the reader is told who makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.measure import fill

_GENERATOR = """
import pathlib, sys
out = pathlib.Path(sys.argv[1]) / "long.json"
out.write_text((out.read_text() if out.exists() else "") + "made")
"""


def test_an_empty_folder_is_filled_once(tmp_path: Path) -> None:
    (tmp_path / "gen_corpus.py").write_text(_GENERATOR)
    out = tmp_path / "new" / "folder"
    for _ in range(2):
        fill(out, tmp_path, "long.json")
    assert (out / "long.json").read_text() == "made"


@pytest.mark.parametrize("has_folder", [True, False])
def test_without_a_generator_it_is_said_what_makes_it(tmp_path: Path, has_folder: bool) -> None:
    with pytest.raises(SystemExit, match=r"long\.json is not there: gen_corpus\.py"):
        fill(tmp_path / "out", tmp_path if has_folder else None, "long.json")
